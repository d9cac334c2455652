"""Furniture inside paragraphs, and paragraphs that are a box of it."""

from __future__ import annotations

import pytest

import cleanup

PROSE = (
    "The ferry to the outer islands ran late again on Monday, and the harbour office said that "
    "the old engine would have to be replaced before the spring."
)
BOX = (
    "Sign up for our newsletter. The gulls will thank you. Invalid email address. "
    "Ask again tomorrow if the tide allows it. Thank you for subscribing. "
    "You may opt-out at any time."
)


def test_a_box_is_removed_whole_with_what_no_table_knows_of_it() -> None:
    result = cleanup.clean(f"{PROSE}\n\n{BOX}\n\n{PROSE} Nobody knew why.")
    assert result.text == f"{PROSE}\n\n{PROSE} Nobody knew why."
    assert len(result.edits) == 1


@pytest.mark.parametrize(
    "paragraph",
    [
        f"{BOX} The mayor did not.",
        f"The mayor said it. {BOX}",
        BOX.replace("The gulls will thank you.", PROSE),
    ],
    ids=["goes on behind it", "begins before it", "long in the middle"],
)
def test_what_the_author_may_have_written_beside_calls_stays(paragraph: str) -> None:
    text = f"{PROSE}\n\n{paragraph}\n\n{PROSE} Nobody knew why."
    kept = [one for one in ("The mayor", PROSE, "The gulls will thank you.") if one in paragraph]
    cleaned = cleanup.clean(text).text
    assert all(cleaned.count(one) == text.count(one) for one in kept)


def test_a_box_in_a_text_of_one_line_is_not_parted_from_its_sentences() -> None:
    result = cleanup.clean(f"{PROSE} {BOX} {PROSE} Nobody knew why.")
    assert "The gulls will thank you." in result.text


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Roe contributed to this report.",
        "Harbour Post may earn a commission from links on this page.",
        "Staff writer Ann Roe can be reached at ann.roe@harbour.example.",
        "This story originally appeared in Tides and Boats.",
    ],
)
@pytest.mark.parametrize("glue", [" ", ""], ids=["with blanks", "glued"])
def test_a_sentence_of_the_page_is_seen_between_those_of_the_article(
    sentence: str, glue: str
) -> None:
    text = f"{PROSE}{glue}{sentence}{glue}{PROSE}"
    start = text.index(sentence)
    spans = [(one.start, one.end) for one in cleanup.clean(text).found if one.after == ""]
    assert any(first <= start and start + len(sentence) <= last for first, last in spans)


def test_a_name_far_before_the_words_of_a_phrase_is_none_of_it() -> None:
    text = f"{PROSE} {'The harbour office said it ' * 8}contributed to this report. {PROSE}"
    assert cleanup.clean(text).text == text


@pytest.mark.parametrize("name", ["ANN R. MARSH", "Dr. Marsh"])
def test_a_name_with_a_full_stop_is_not_removed_by_half(name: str) -> None:
    line = f"{PROSE[:-1]}: nobody can tell / \u00a9{name}/AFP via Getty Images"
    text = f"{PROSE}\n\n{line}\n\nIt is new."
    cleaned = cleanup.clean(text).text
    assert name in cleaned or name.split()[0] not in cleaned
