"""Furniture of articles that lost their line ends: head, tail, captions, and calls between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleanup.blocks.captions import caption_at_start, captions_in
from cleanup.blocks.head_run import head_of
from cleanup.blocks.middle_runs import middle_runs
from cleanup.blocks.tail_run import tail_of

if TYPE_CHECKING:
    from cleanup.blocks.place import Place

BODY = "The ferry to the outer islands ran late again on Monday, the harbour office said."


def written(text: str, places: tuple[Place, ...] | list[Place]) -> list[tuple[str, str]]:
    return [(place.section, text[place.start : place.end].strip()) for place in places]


@pytest.mark.parametrize(
    ("head", "sections"),
    [
        ("By Ann Roe 3 May 2017 ", ["byline", "date"]),
        ("Ann Roe Published 3 May 2017 ", ["byline", "date"]),
        ("Ann Roe and John Doe 3 May 2017 Share ", ["byline", "date", "share"]),
        ("3 May 2017 By Ann Roe, Harbour Correspondent ", ["date", "byline"]),
        ("By Ann Roe For Quay News 3 May 2017 ", ["byline", "date"]),
        ("By Ann Roe 3 May 2017Updated 4 May 2017", ["byline", "date", "date"]),
        ("von Ann Roe 03.05.2017 um 16:03 Uhr ", ["byline", "date"]),
        ("By Ann Roe and Bo Tan, harbour correspondents 3 May 2017 ", ["byline", "date"]),
        ("03.05.2017, 16:03 Uhr Von: Ann Roe ", ["date", "byline"]),
        ("By Ann Roe 3 May 2017 10:30am ", ["byline", "date"]),
        ("By Ann Roe May 3, 2017, 05:30 PM", ["byline", "date"]),
        ("By Ann Roe 3 May 2017 Sign up for our newsletter. ", ["byline", "date", "newsletter"]),
    ],
)
def test_author_and_date_side_by_side_are_the_head(head: str, sections: list[str]) -> None:
    for before in ("", "Boats stay in the harbour "):
        text = before + head + BODY
        places = head_of(text, None)
        assert [place.section for place in places] == sections
        assert (places[0].start, places[-1].end) == (len(before), len(before + head))


def test_a_known_title_makes_a_date_or_an_author_enough() -> None:
    title = "Boats stay in the harbour"
    text = f"{title} 3 May 2017 {BODY}"
    assert written(text, head_of(text, title)) == [("date", "3 May 2017")]
    assert head_of(text, None) == ()


def test_a_label_or_a_time_makes_one_piece_enough_before_a_word_that_opens_sentences() -> None:
    assert written(f"By Ann Roe {BODY}", head_of(f"By Ann Roe {BODY}", None)) == [
        ("byline", "By Ann Roe")
    ]
    dated = f"3 May 2017 10:30 PM {BODY}"
    assert written(dated, head_of(dated, None)) == [("date", "3 May 2017 10:30 PM")]


def test_buttons_behind_a_known_title_are_a_head() -> None:
    title = "Boats stay in the harbour"
    text = f"{title} Facebook Twitter {BODY}"
    assert [place.section for place in head_of(text, title)] == ["share", "share"]


def test_author_and_date_may_stand_behind_the_sentences_of_a_deck() -> None:
    head = "By Ann Roe 3 May 2017 "
    text = f"The mayor wanted boats. He was offered an app. {head}{BODY}"
    assert [place.section for place in head_of(text, None)] == ["byline", "date"]
    tweet = f"The mayor wanted boats. Ann Roe (@annroe) 3 May 2017 {BODY}"
    assert head_of(tweet, None) == ()


@pytest.mark.parametrize(
    "text",
    [
        f"By Popular Demand {BODY}",
        f"By Ann Roe Lindow and others it was told. {BODY}",
        f"2017-05-03 10:30 {BODY}",
        f"3 May 2017 Fake Fox News journalist Ann Roe said so. {BODY}",
        f"By Ann Roe's account, 3 May 2017 was the day. {BODY}",
        f"In a book by Ann Roe 3 May 2017 is a Friday. {BODY}",
        "By the Numbers 3 May 2017 was the worst day.",
        f"Von Holm was mayor until 3 May 2017 when he left. {BODY}",
        f"On 3 May 2017 Share prices fell. {BODY}",
        f"The ferry goes to the Quay Last updated: 3 May 2017 at 8:39 {BODY}",
        f"Holm v Wenna Holm Park Tuesday, 3 May 2017 {BODY}",
        f"Holm Park Tuesday, 3 May 2017 GMT {BODY}",
    ],
)
def test_a_sentence_that_names_a_day_or_an_author_is_no_head(text: str) -> None:
    assert head_of(text, None) == ()


def test_a_place_behind_by_is_no_author() -> None:
    assert head_of(f"By Ann Roe The wind has dropped. {BODY} {BODY}", None)
    assert head_of(f"By Lake Marsh The wind has dropped. {BODY} {BODY}", None) == ()


def test_the_first_date_of_a_diary_is_no_head() -> None:
    first, second = "Tuesday, 3 May 2016 9:30", "Tuesday, 3 May 2016 10:15"
    assert head_of(f"{first} We swam home. {BODY} {BODY}", None)
    assert head_of(f"{first} We swam home. {second} We had tea. {BODY} {BODY}", None) == ()


@pytest.mark.parametrize(
    ("tail", "pieces"),
    [
        (
            "Follow us on Twitter Related Boats stay in the harbour",
            [("follow", "Follow us on Twitter"), ("related", "Related Boats stay in the harbour")],
        ),
        ("Photo by Ann Roe/Getty Images", [("credit", "Photo by Ann Roe/Getty Images")]),
        ("All rights reserved.", [("copyright", "All rights reserved.")]),
        (
            "All sharing options Comments",
            [("share", "All sharing options"), ("comments", "Comments")],
        ),
        (
            "Filed Under: Boats, Islands Sign up for our newsletter",
            [("tags", "Filed Under: Boats, Islands"), ("newsletter", "Sign up for our newsletter")],
        ),
    ],
)
def test_what_fills_the_line_behind_its_last_sentence_is_the_tail(
    tail: str, pieces: list[tuple[str, str]]
) -> None:
    text = f"{BODY} {BODY} {tail}"
    assert written(text, tail_of(text)) == pieces


@pytest.mark.parametrize(
    "end",
    [
        "",
        "Share prices fell",
        "Comments were not what he had asked for",
        '"Related to whom?" he asked',
        "More people came than ever",
        "Listen.",
        "Photo shops have closed. So has the quay",
    ],
)
def test_sentences_without_an_end_are_no_tail(end: str) -> None:
    assert tail_of(f"{BODY} {BODY} {end}") == ()


def test_what_a_person_is_whom_the_article_does_not_name_is_a_bio() -> None:
    bio = "Ann Roe is a harbour reporter for the Quay. She lives on a boat."
    (place,) = tail_of(f"{BODY} {BODY} {bio}")
    assert (place.section, place.tier) == ("bio", "unsafe")
    assert tail_of(f"{BODY} So said Roe. {BODY} {bio}") == ()


def test_pieces_of_the_tail_take_the_blanks_before_them() -> None:
    tail = "Ann Roe contributed to this report. Related: Boats stay in the harbour"
    text = f"{BODY} {BODY} {tail}"
    first, second = tail_of(text)
    assert first.end == second.start
    assert text[second.start] == " "


def test_who_owns_a_text_since_when_is_no_authors() -> None:
    rights = "Copyright \u00a9 2017 Quay Communications, Inc."
    (place,) = tail_of(f"{BODY} {BODY}{rights}")
    assert (place.section, place.tier) == ("copyright", None)


@pytest.mark.parametrize(
    "tail",
    [
        "Contact: Ann Roe Phone: 412-555-0101 E-mail: roe@tide.example",
        "Read More: The Case For QuaysIt is a fine essay.",
    ],
)
def test_no_half_of_a_call_is_surer_than_the_other(tail: str) -> None:
    first, *_ = tail_of(f"{BODY} {BODY} {tail}")
    assert first.tier == "unsafe"


def test_a_call_behind_a_text_that_was_cut_is_a_trace_of_what_is_lost() -> None:
    (place,) = tail_of(f"{BODY} The old engine ... Read more")
    assert place.tier == "display"


@pytest.mark.parametrize(
    ("between", "place"),
    [
        ("The quay at dawn (Ann Roe/AFP)", ("caption", "The quay at dawn (Ann Roe/AFP)")),
        ("The quay at dawn (Photo: Ann Roe)", ("caption", "The quay at dawn (Photo: Ann Roe)")),
        ("The quay at dawn Photo: Ann Roe/AFP", ("caption", "The quay at dawn Photo: Ann Roe/AFP")),
        ("Photo: Ann Roe/AFP", ("credit", "Photo: Ann Roe/AFP")),
    ],
)
def test_a_caption_reaches_from_a_sentence_to_its_credit(
    between: str, place: tuple[str, str]
) -> None:
    text = f"{BODY} {between} {BODY}"
    found = list(captions_in(text, []))
    assert written(text, found) == [place]
    assert found[0].tier is None


@pytest.mark.parametrize(
    "between",
    [
        "It was told so by a paper (AFP) on Monday.",
        "He showed the mayor two images: Ann Roe on the quay.",
        "The report (Reuters, 3.5.2016) The mayor knew nothing.",
        "See the chart (Graphic: example.org/2yYk) The mayor knew it.",
        "Photos: The Quay At Dawn",
    ],
)
def test_brackets_and_labels_in_sentences_are_no_credits(between: str) -> None:
    found = captions_in(f"{BODY} {between} {BODY}", [])
    assert all(place.tier for place in found)


def test_a_credit_without_an_agency_is_only_flagged() -> None:
    (place,) = captions_in(f"{BODY} Photo: Ann Roe {BODY}", [])
    assert place.tier == "unsafe"
    assert place.lift == (("credit", "Ann Roe"),)


@pytest.mark.parametrize(
    "call",
    [
        "Story continues below advertisement",
        "Sign up for our newsletter Please enter a valid email address",
        "Advertisement",
        "JUST WATCHED Boats stay Replay More Videos ... MUST WATCH Boats stay 02:17",
    ],
)
def test_calls_between_two_sentences_are_found_whole(call: str) -> None:
    text = f"{BODY} {call} {BODY}"
    places = list(middle_runs(text))
    assert {places[0].start, max(place.end for place in places)} == {
        len(BODY) + 1,
        len(BODY) + len(call) + 2,
    }


def test_a_marker_in_capitals_may_be_glued_to_both_sentences() -> None:
    text = f"{BODY}ADVERTISEMENT{BODY}"
    assert written(text, list(middle_runs(text))) == [("advert", "ADVERTISEMENT")]
    assert list(middle_runs(f"{BODY}ADVERTISED{BODY}")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Loading Bay workers went home.",
        "Share prices fell again.",
        "Advertisement is what he calls it.",
        "Follow us on Friday, he said.",
        "Newsletters were sent to all of them.",
        "Comment on it he would not.",
    ],
)
def test_a_sentence_that_begins_like_a_call_is_none(sentence: str) -> None:
    assert list(middle_runs(f"{BODY} {sentence} {BODY}")) == []


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("Read also:", "Boats stay in the harbour for a week"),
        ("RELATED", "Mayor and her boats are late"),
        ("READ MORE:", "Mayor and her boats are late"),
    ],
)
def test_a_label_is_flagged_with_its_title_up_to_the_next_sentence(label: str, title: str) -> None:
    text = f"{BODY} {label} {title} {BODY}"
    (place,) = middle_runs(text)
    assert place.tier == "display"
    assert text[place.start : place.end].strip() == f"{label} {title}"


@pytest.mark.parametrize(
    "call",
    [
        "Advertisement",
        "Play video content",
        "MORE:Mayor and her boats are late",
        "Read More: Mayor and Her Boats Are Late",
        "Related:Mayor and her boats are late in 2017",
        "Watch this:Mayor and her boats02:17",
        "Mayor and her boatsMayor and her boats02:17",
    ],
)
def test_a_call_or_a_title_may_be_glued_to_the_next_sentence(call: str) -> None:
    text = f"{BODY}{call}{BODY}"
    places = list(middle_runs(text))
    assert [(place.tier, text[place.start : place.end]) for place in places] == [(None, call)]


@pytest.mark.parametrize(
    "between",
    [
        "Advertisements are what he calls them.",
        "More: Thomas, who had told nobody.",
        "READ MORE:Mayor and her boats. The crew swam to LeBron",
        "Watch:The quay at dawn pic.example.org/aB",
        "READ MORE:Mayor in LeHavre and her boats are late",
    ],
)
def test_a_title_without_a_certain_end_is_no_place_to_remove(between: str) -> None:
    assert all(place.tier for place in middle_runs(f"{BODY}{between} {BODY}"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Related boats were late as well.",
        "In case you missed it, the ferry is late.",
        "Related Holm Boats were late as well.",
    ],
)
def test_a_sentence_that_begins_like_a_label_is_none(sentence: str) -> None:
    assert list(middle_runs(f"{BODY} {sentence} {BODY}")) == []


def test_buttons_side_by_side_are_found_between_sentences() -> None:
    text = f"{BODY} Facebook Twitter Email Print Save {BODY}"
    assert "".join(text[one.start : one.end] for one in middle_runs(text)) == (
        "Facebook Twitter Email Print Save "
    )
    assert list(middle_runs(f"{BODY} Facebook Twitter and others were late. {BODY}")) == []


def test_calls_with_something_between_them_at_the_end_are_flagged() -> None:
    tail = "Load comments Ask Ann Show thumbnails Ask John All sharing options Ask Mary"
    places = tail_of(f"{BODY} {BODY} {tail}")
    assert [place.section for place in places] == ["comments", "gallery", "share"]
    assert {place.tier for place in places} == {"unsafe"}


def test_a_text_may_begin_with_a_caption_up_to_a_bar_and_its_agency() -> None:
    place = caption_at_start(f"The quay at dawn, before the ferry left. | Getty {BODY}")
    assert place is not None
    assert place.lift == (
        ("agency", "Getty"),
        ("caption", "The quay at dawn, before the ferry left."),
    )
    assert caption_at_start(f"The quay at dawn, before the ferry left. | News {BODY}") is None
    assert caption_at_start("The quay at dawn, before the ferry left. | Getty") is None
