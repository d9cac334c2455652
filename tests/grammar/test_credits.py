"""How photographers' credits, dates and contractions are written."""

from __future__ import annotations

import pytest

from cleanup.grammar.contractions import ENDS, LIKELY, NEGATED, PERHAPS, SURE, hint_for
from cleanup.grammar.credits import (
    CREDIT,
    HINT,
    defined,
    is_misread,
    may_end_in_credit,
    without_label,
)
from cleanup.grammar.dates import DATE, DAY_DATE, TIME
from cleanup.grammar.sentence_openers import is_abbreviation, often_opens_sentence
from cleanup.prefilter.hints import holds
from cleanup.text.document import Document
from cleanup.text.pattern import Pattern

CREDITS = (
    "Photo credit: Edda Halloran",
    "PHOTO CREDIT: EDDA HALLORAN",
    "Photo by Edda Halloran",
    "Photo by Edda M. Halloran / Merrow Press, Reuters",
    "Edda Halloran/Reuters",
    "Edda Halloran and Ivo Brandt / AFP",
    "Edda Halloran / Getty Images",
    "Edda Halloran via Getty Images",
    "Edda de la Halloran / AP",
    "AP Photo/Edda Halloran",
    "AFP Photo",
    "REUTERS/Edda Halloran",
    "Getty Images",
    "Getty Images/iStockphoto",
    "\u00a9 Edda Halloran / Merrow",
    "(c) Reuters 2019",
    "(c) Reuters 2019 / Edda Halloran / AFP",
    "Photo by Edda Halloran, Ivo Brandt and Lunde Xanta / Reuters",
    "Photo: Edda Halloran for Merrow",
    "Photo credit: Screenshot",
    "Photo via YouTube screen grab",
    "Image: Edda Halloran/Getty Images",
    "Image via Getty Images",
    "Photo by O'Halloran-Brandt Lunde",
)
NO_CREDITS = (
    "Edda Halloran",
    "Photo",
    "Photo: edda halloran",
    "Edda Halloran / Merrow",
    "The harbour office",
    "\u00a9 Edda Halloran",
    "Photo: Edda",
    "Photo: Edda Halloran",
    "Image: Edda Halloran",
    "REUTERS",
    "(c) the harbour",
    "(c) Reuters 2019 / Edda Halloran / AFP / Merrow",
    "Photo by Edda Halloran, Ivo Brandt and Lunde Xanta, Odo Merrow / Reuters",
)
_CREDIT = Pattern(defined(CREDIT))


@pytest.mark.parametrize("text", CREDITS)
def test_a_credit_is_recognised(text: str) -> None:
    assert _CREDIT.fullmatch(text)
    assert holds(HINT, text)
    assert may_end_in_credit(text)


@pytest.mark.parametrize("text", NO_CREDITS)
def test_what_only_looks_like_a_credit_is_none(text: str) -> None:
    assert not _CREDIT.fullmatch(text)


@pytest.mark.parametrize(
    ("credit", "who"),
    [
        ("Photo: Edda Halloran", "Edda Halloran"),
        ("Photo by Edda Halloran.", "Edda Halloran"),
        ("(Photo: Edda Halloran)", "Edda Halloran"),
        ("[Photo: Edda Halloran.]", "Edda Halloran"),
        ("\u00a9 Edda Halloran / Merrow", "Edda Halloran / Merrow"),
        (" Image: Reuters ", "Reuters"),
        ("Edda Halloran / Reuters", "Edda Halloran / Reuters"),
    ],
)
def test_who_made_a_photograph_is_told_without_the_label(credit: str, who: str) -> None:
    assert without_label(credit) == who


@pytest.mark.parametrize(
    ("credit", "misread"),
    [
        ("Merrow Harbour Office / MHO", True),
        ("Merrow Harbour Office/MHO", True),
        ("Merrow Harbour Office / AFP", False),
        ("Edda Halloran / Reuters", False),
        ("Merrow Honors / AP", True),
        ("Class / AP", True),
        ("Classic Halloran / AP", False),
    ],
)
def test_a_long_name_and_its_short_form_are_no_credit(credit: str, misread: bool) -> None:
    assert is_misread(credit) == misread


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("by Edda Halloran", True),
        ("in 2019", True),
        ("a screenshot", True),
        ("a sail", False),
        ("Edda the sailor ", False),
        ("Edda", True),
    ],
)
def test_the_last_word_tells_whether_a_text_may_end_in_a_credit(text: str, may: bool) -> None:
    assert may_end_in_credit(text) == may


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2019-07-04", True),
        ("2019-07", True),
        ("July 4, 2019", True),
        ("Jul. 4th 2019", True),
        ("JULY 4, 2019", True),
        ("4 July 2019", True),
        ("7/4/2019", True),
        ("7/4/19", True),
        ("4.7.2019", True),
        ("July 4", False),
        ("July 2019", False),
        ("4/2019", False),
        ("Juli 4, 2019", False),
    ],
)
def test_a_date_has_its_year(text: str, dates: bool) -> None:
    assert bool(Pattern(DATE).fullmatch(text)) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Monday, July 4", True),
        ("Mon. 4 July", True),
        ("MONDAY July 4, 2019", True),
        ("July 4", True),
        ("Monday", False),
        ("Mondays, July 4", False),
    ],
)
def test_a_day_may_leave_out_its_year(text: str, dates: bool) -> None:
    assert bool(Pattern(DAY_DATE).fullmatch(text)) == dates


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("10:30", True),
        ("10.30 pm", True),
        ("10:30:05 GMT", True),
        ("9 a.m. (EST)", True),
        ("9am", True),
        ("9", False),
        ("10:3", False),
        ("noon", False),
    ],
)
def test_a_time_is_told_to_the_minute_or_the_half_of_the_day(text: str, tells: bool) -> None:
    assert bool(Pattern(TIME).fullmatch(text)) == tells


def test_contractions_are_written_with_and_without_a_capital() -> None:
    assert {("isn", "t"), ("Isn", "t"), ("they", "re"), ("They", "re"), ("I", "m")} <= {*SURE}
    assert {("it", "s"), ("It", "s"), ("I", "d")} <= {*LIKELY}
    assert {("what", "s"), ("What", "s")} <= {*PERHAPS}
    every = (*SURE, *LIKELY, *PERHAPS)
    assert len(every) == len(set(every)), "each is of one kind"
    assert {stem for stem, tail in SURE if tail == "t"} >= {*NEGATED}


def test_a_hint_for_contractions_holds_where_one_is_a_whole_word() -> None:
    hint = hint_for(SURE, "?")
    assert all(holds(hint, f"they isn?t{end}") for end in ENDS)
    assert not holds(hint, "they isn?them")
    assert not holds(hint, "they isn't ")


def test_words_open_sentences_in_the_language_of_the_text() -> None:
    plain, german, french = (Document("x", lang=lang) for lang in ("nl", "de", "fr"))
    assert often_opens_sentence(plain, "However")
    assert often_opens_sentence(german, "Der")
    assert not often_opens_sentence(plain, "Der")
    assert often_opens_sentence(french, "L'Ombre")
    assert often_opens_sentence(french, "L\u2019Ombre")
    assert not often_opens_sentence(german, "L\u2019Ombre")
    assert not often_opens_sentence(german, "Halloran")


def test_words_are_abbreviations_in_the_language_of_the_text() -> None:
    german, french = Document("x", lang="de"), Document("x", lang="fr")
    assert is_abbreviation(german, "usw")
    assert is_abbreviation(german, "Usw")
    assert not is_abbreviation(french, "usw")
    assert not is_abbreviation(german, "halloran")
