"""Marks apart by habit: all of their spaces are closed or none, and no hole is claimed at one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanup
from cleanup.text.apart_marks import apart_marks, ends_greeting
from cleanup.text.document import Document
from tests.scale import examples


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("the lamp is good , the cable is short , and i like it , too", ","),
        ("g , b , c , d, e, f", ","),
        ("g , b , c , d, e, f, h", ""),
        ("One , two , three", ","),
        ("One , two", ""),
        ("O farol , dizem , longe", ","),
        ("One , two , three, four", ""),
        ("who ? why ? when ? oh, me.", "?"),
        ("late ! \u201cMine\u00a0!\u201d it is\u00a0!", "!"),
        ("it was by . and by . and it ended.", ""),
        ("g . b . c . d . e . f.", "."),
        ("g . b . c . d . e . f. h.", ""),
        ("The name : one , the sea : two , and the quay : three", ","),
        (":) and :( ,but .net ,or , , it", ""),
        ("One by , two , three of the , four", ""),
        ("owned by , and named after , in the", ""),
    ],
)
def test_a_mark_apart_in_most_places_is_apart_by_habit(text: str, marks: str) -> None:
    assert apart_marks(Document(text)) == frozenset(marks)


@pytest.mark.parametrize("line", ["Dear Edda ,", "hi all ,", "Best wishes from Merrow ,"])
@pytest.mark.parametrize("around", ["{}\nwe", "{}", "We left.\n\n{}\r\nIvo"])
def test_a_greeting_ends_with_a_comma(line: str, around: str) -> None:
    text = around.format(line)
    assert ends_greeting(text, text.index(" ,"))


@pytest.mark.parametrize(
    "text",
    ["Dear , we", "Dear Edda , we", "The quay of ,\nwe", " ,", "Dear " + "a" * 60 + " ,", "Hi ,"],
)
def test_other_commas_end_no_greeting(text: str) -> None:
    assert not ends_greeting(text, text.index(" ,"))


def test_a_space_before_the_comma_of_a_greeting_is_superfluous() -> None:
    text = "Dear Sir ,\n\nI am told of the boat, and it was in the way of the others, in the bay."
    result = cleanup.clean(text)
    assert result.text == text.replace(" ,", ",", 1)
    assert not result.findings


def test_words_lost_before_some_marks_are_still_found() -> None:
    text = (
        "The boat was owned by , who sold it, and it was named after , the mayor of the town, in"
        " the spring. It was in the news, as was the ferry, and in the paper of the sons of , too."
    )
    found = [finding.code for finding in cleanup.check(text)]
    assert found.count("HOL009") == 3


_CLAUSES = st.sampled_from(
    [
        "I bought the lamp for my son",
        "it was the one they wanted",
        "the cable is far too short",
        "of the 20",
        "my sister's",
        "(as you know)",
        "well",
        "I did not hear from them",
        'she wrote "no way"',
        "in May 2016",
    ]
)
_GOING_ON = st.sampled_from(["they said it was owned by", "which I sent back to the"])
_MARKS = st.sampled_from(",?!;")


@st.composite
def _habits(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a mark, and a text that has it apart in most of its places.

    One more of them is after a word that goes on, so that the space cannot be closed.
    """
    mark = draw(_MARKS)
    other = draw(st.sampled_from([", ", ". ", ".\n"]).filter(lambda joint: joint[0] != mark))
    apart = draw(st.integers(3, 8))
    attached = draw(st.integers(0, apart - 1))
    joints = [f" {mark} "] * apart + [f"{mark} "] * attached + [other] * draw(st.integers(0, 6))
    pieces = [draw(_CLAUSES) + joint for joint in joints]
    pieces += [draw(_GOING_ON) + f" {mark} "] * draw(st.integers(0, 1))
    pieces = draw(st.permutations(pieces))
    return mark, "".join(pieces) + "and that was it."


@examples(300)
@given(_habits())
def test_all_spaces_of_a_habit_are_closed_or_none_and_no_hole_is_claimed(
    drawn: tuple[str, str],
) -> None:
    mark, text = drawn
    places = [place.end() for place in re.finditer(rf" (?=\{mark})", text)]
    for unsafe in (False, True):
        result = cleanup.clean(text, settings=cleanup.Settings(unsafe=unsafe))
        assert result.text.count(f" {mark}") in (0, len(places))
    assert not [
        finding
        for finding in cleanup.check(text)
        if finding.code in ("HOL009", "SPC005") and text[finding.end - 1] == mark
    ]
