"""Blocks: a label goes with what it labels, and nothing else goes with it."""

from __future__ import annotations

import pytest

import cleanup
from cleanup.blocks.furniture import blocks_of, span_of
from cleanup.rule import PROSE
from cleanup.text.document import Document


def blocks(*lines: str) -> list[tuple[str, list[str]]]:
    document = Document("\n".join(lines))
    found = []
    for block in document.once(blocks_of):
        start, end = span_of(document, block)
        found.append((block.section, document.text[start:end].strip("\n").split("\n")))
    return found


TITLE = "Harbour closed after the storm, says the mayor"
OTHER = "Ferry line sold to a neighbour for a handful of boats"


def test_a_label_goes_with_the_title_below_it() -> None:
    assert blocks(PROSE, "Read also", TITLE, PROSE) == [("related", ["Read also", TITLE])]


def test_a_label_at_the_end_goes_with_all_its_titles() -> None:
    lines = ["More on this story", TITLE, OTHER, "Mayors and boats"]
    assert blocks(PROSE, *lines) == [("related", lines)]


def test_a_kicker_goes_with_its_title() -> None:
    lines = ["Read also", "Storm on the coast", TITLE]
    assert blocks(PROSE, *lines, PROSE) == [("related", lines)]


def test_a_second_line_in_the_text_may_be_a_heading_and_stays() -> None:
    found = blocks(PROSE, "Read also", TITLE, "What the pilots say", PROSE)
    assert found == [("related", ["Read also", TITLE])]


@pytest.mark.parametrize("line", ["It was closed.", "9h05 - The market opens", "The storm:"])
def test_what_is_no_title_ends_the_block(line: str) -> None:
    assert blocks(PROSE, "Read also", TITLE, line, PROSE) == [("related", ["Read also", TITLE])]


def test_a_line_that_goes_on_below_is_torn_and_no_title() -> None:
    assert blocks(PROSE, "Read also", TITLE, "and the pilots", PROSE) == [
        ("related", ["Read also"])
    ]


@pytest.mark.parametrize(
    ("above", "word", "below"),
    [
        ("The mayor wrote on", "Instagram", "that the boats would stay."),
        ("It appeared in", "print", ", and the mayor was glad."),
        ("As the paper", "reported", "on Monday, the boats will stay."),
    ],
)
def test_a_word_that_was_a_link_in_a_sentence_is_no_furniture(
    above: str, word: str, below: str
) -> None:
    assert blocks(PROSE, above, word, below, PROSE) == []
    assert cleanup.clean("\n".join((word, below, PROSE))).text.startswith(f"{word}\n{below}")


def test_a_word_between_short_lines_is_the_item_of_a_list() -> None:
    assert blocks(PROSE, "Boats", "Advertisement", "Nets", PROSE) == []
    assert blocks(PROSE, "Advertisement", PROSE) == [("advert", ["Advertisement"])]


def test_a_single_word_of_buttons_counts_at_the_edges_alone() -> None:
    assert blocks(PROSE, "Share", PROSE) == []
    assert blocks("Share", PROSE, PROSE) == [("share", ["Share"])]


def test_a_torn_credit_goes_with_its_caption() -> None:
    lines = ["The harbour at dawn (", "Image:", "Getty Images", ")"]
    assert blocks(PROSE, *lines, PROSE, PROSE) == [("caption", lines)]


def test_the_only_line_of_a_text_stays() -> None:
    assert blocks("Advertisement") == []


def test_an_author_and_a_date_are_lifted_from_the_head() -> None:
    document = Document(f"Ferry late again\nVon\nAnna Roth\n3. Mai 2017, 10:30 Uhr\n{PROSE}")
    lifted = [pair for block in document.once(blocks_of) for pair in block.lift]
    assert lifted == [("byline", "Anna Roth"), ("published", "2017-05-03")]


def test_a_name_alone_between_paragraphs_is_no_author() -> None:
    assert blocks(PROSE, PROSE, PROSE, "Ann Roe", PROSE, PROSE, PROSE) == []


def test_a_heading_of_contacts_goes_only_with_what_is_below_it() -> None:
    text = f"{PROSE}\n\n{PROSE} Nobody knew why.\n\nMedia contacts:\nAnn Roe, 0700 555 0199"
    result = cleanup.clean(text)
    assert result.text == text
    assert [one.code for one in result.findings] == ["BPL012", "BPL020"]


def test_a_poll_is_removed_with_the_form_that_it_is() -> None:
    poll = [
        "Take our poll",
        "Should the ferry sail?",
        "Yes No",
        "This field is for validation purposes and should be left unchanged",
    ]
    assert blocks(PROSE, *poll, PROSE) == [("form", poll)]
    apart = [*poll[:3], "", *poll[3:]]
    assert ("form", poll) not in blocks(PROSE, *apart, PROSE)


@pytest.mark.parametrize(
    "line",
    ["Storm On The Coast Listen \u00b7 5:51 5:51", "Listen \u00b7 0:22"],
)
def test_a_line_that_ends_in_a_players_button_is_the_players(line: str) -> None:
    assert blocks(PROSE, line, PROSE) == [("player", [line])]


def test_a_name_with_a_role_in_brackets_is_an_author() -> None:
    text = f"{PROSE}\n\n{PROSE} Nobody knew.\n\nAnn Roe (Port Wenna, correspondent)"
    assert cleanup.clean(text).lifted.byline == ("Ann Roe",)


@pytest.mark.parametrize(
    ("note", "authors"),
    [
        ("Ann Roe is a politics reporter for The Harbour News.", ("Ann Roe",)),
        ("Reporting by Ann Roe and John Doe; Editing by Mary Poe", ("Ann Roe", "John Doe")),
        ("Reporting by Ann Roe in Port Wenna, John Doe in Holm", ("Ann Roe",)),
        ("Editing by Mary Poe", ()),
    ],
)
def test_a_note_at_the_end_says_who_wrote_the_article(note: str, authors: tuple[str, ...]) -> None:
    text = f"{PROSE}\n\n{PROSE} Nobody knew.\n\n{note}"
    assert cleanup.clean(text).lifted.byline == authors


def test_a_name_above_the_initials_of_an_outlet_is_the_author() -> None:
    text = f"Boats stay\nAnn Roe\nBBC\n{PROSE}\n\n{PROSE} Nobody knew."
    assert cleanup.clean(text, title="Boats stay").lifted.byline == ("Ann Roe",)


SIGNED = "The pier is closed. Nobody knows for how long it will be, and the boats stay out."


@pytest.mark.parametrize(
    ("signature", "authors"),
    [
        ("\u2014 Ann Roe", ("Ann Roe",)),
        ("-- Ann Green / The Harbour Herald", ("Ann Green",)),
        ("- - Ann Roe and John Doe", ("Ann Roe", "John Doe")),
        ("Anna Roth, Jan Meier, Ida Szabo", ("Anna Roth", "Jan Meier", "Ida Szabo")),
        ("Anna Roth/Ida Szabo", ("Anna Roth", "Ida Szabo")),
        ("Ida Zoccheddu", ("Ida Zoccheddu",)),
        ("Ann Green", ()),
        ("Map My News", ()),
        ("IDA ZOCCHEDDU", ()),
        ("Via Zoccheddu", ()),
        ("Editorial Board, New York Times", ()),
        ("\u2014 The end", ()),
    ],
)
def test_a_signature_below_an_article_is_lifted_and_stays(
    signature: str, authors: tuple[str, ...]
) -> None:
    text = f"{PROSE}\n\n{PROSE} It rained.\n\n{SIGNED}\n\n{signature}"
    cleaned = cleanup.clean(text)
    assert cleaned.lifted.byline == authors
    assert cleaned.text.endswith(signature)


@pytest.mark.parametrize(
    ("above", "signature"),
    [
        (
            '"The pier is closed, and nobody knows for how long it will be closed."',
            "\u2014 Ann Roe",
        ),
        (f"{SIGNED} Roe did not answer.", "\u2014 Ann Roe"),
        (f"{SIGNED} Anna Zoccheddu did not answer.", "Ida Zoccheddu"),
    ],
)
def test_who_is_quoted_or_told_of_is_no_author(above: str, signature: str) -> None:
    text = f"{PROSE}\n\n{PROSE} It rained.\n\n{above}\n\n{signature}"
    assert cleanup.clean(text).lifted.byline == ()
