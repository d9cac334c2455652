"""Traces of loss are never erased silently: what stands for a letter or a mark stays or is mended.

In generated prose a stand-in takes the place of a letter, a hyphen or a quotation mark. Afterwards
it is still there, or an edit of the family encoding explains it, and that edit did not delete it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanup
from cleanup import Settings
from tests.prose import SCRIPTS
from tests.scale import examples

if TYPE_CHECKING:
    from random import Random

    from cleanup import Cleaned

C0 = tuple(map(chr, (*range(9), *range(0x0E, 0x20), 0x7F)))
C1 = tuple(map(chr, range(0x80, 0xA0)))
FRAME = "The men of the hall were told of it, and {0} is all that was said of the harbour."
COMPOUNDS = ("well-known", "long-term", "part-time", "high-speed", "so-called", "two-thirds")
ACCENTED = ("caf\u00e9", "na\u00efve", "fianc\u00e9e", "clich\u00e9", "fa\u00e7ade", "d\u00e9cor")
QUOTED = "The harbour is closed to all the boats of the town"

prose = st.lists(
    st.tuples(*[st.integers(0, 5)] * 3, st.booleans()), min_size=1, max_size=8, unique=True
).map(SCRIPTS["latin"].text)


def keeps_trace(text: str, place: int, result: Cleaned) -> None:
    """Check that the stand-in at ``place`` is there yet, or mended by the family encoding."""
    for edit in result.edits:
        if edit.start <= place < edit.end:
            assert edit.after, f"{edit.codes} deletes {edit.before!r} of {text!r}"
            assert any(code.startswith("ENC") for code in edit.codes), edit
            return
    there = result.offsets.to_clean(place)
    assert result.text[there] == text[place]


def flagged(place: int, result: Cleaned) -> bool:
    return any(found.start <= place < max(found.end, found.start + 1) for found in result.found)


@examples(2_000)
@given(prose, st.sampled_from((*C0, *C1, "\ufffd", "?")), st.integers(0))
def test_a_stand_in_for_a_letter_stays_or_is_mended(text: str, sign: str, number: int) -> None:
    inner = [
        place
        for place in range(1, len(text) - 1)
        if text[place - 1 : place + 2].isalpha() and text[place - 1 : place + 2].islower()
    ]
    place = inner[number % len(inner)]
    damaged = text[:place] + sign + text[place + 1 :]
    result = cleanup.clean(damaged)
    keeps_trace(damaged, place, result)
    if sign != "?":
        assert flagged(place, result), f"nothing is said of {sign!r} in {damaged!r}"


@examples(300)
@given(prose, st.sampled_from(C0), st.integers(0), st.booleans())
def test_a_control_at_the_edge_of_what_is_no_word_stays(
    text: str, sign: str, number: int, first: bool
) -> None:
    words = ("harbour", "lighthouse", "teacher", "brother", "library")
    word = words[number % len(words)]
    cut = sign + word[1:] if first else word[:-1] + sign
    damaged = f"{text} It was the {cut} of the town that he saw."
    keeps_trace(damaged, damaged.index(sign), cleanup.clean(damaged))


@pytest.mark.parametrize("word", ACCENTED)
@pytest.mark.parametrize("sign", ["?", "\ufffd"])
def test_an_accented_letter_comes_back_where_one_word_fits(word: str, sign: str) -> None:
    letter = next(char for char in word if not char.isascii())
    damaged = FRAME.format(f"the {word.replace(letter, sign)}")
    result = cleanup.clean(damaged)
    keeps_trace(damaged, damaged.index(sign), result)
    assert cleanup.clean(damaged, settings=Settings(unsafe=True)).text == FRAME.format(
        f"the {word}"
    )
    whole = f"{damaged} They knew of the {word} for years."
    assert cleanup.clean(whole).text == whole.replace(sign, letter)


@pytest.mark.parametrize(
    ("word", "letters"),
    [("effect", "ff"), ("difficult", "ffi"), ("first", "fi"), ("influence", "fl")],
)
def test_a_ligature_comes_back_where_one_word_fits(word: str, letters: str) -> None:
    damaged = FRAME.format(word.replace(letters, "\0"))
    assert cleanup.clean(damaged).text == damaged
    assert cleanup.clean(damaged, settings=Settings(unsafe=True)).text == FRAME.format(word)


def test_a_ligature_comes_back_at_the_beginning_of_a_sentence() -> None:
    text = "The tide was high. This was all that the men of the hall were told of it."
    damaged = text.replace("This", "\0is")
    assert cleanup.clean(damaged).text == damaged
    assert cleanup.clean(damaged, settings=Settings(unsafe=True)).text == text


@pytest.mark.parametrize("word", COMPOUNDS)
def test_a_soft_hyphen_that_was_a_hyphen_is_not_deleted(word: str) -> None:
    damaged = FRAME.format(word.replace("-", "\u00ad"))
    result = cleanup.clean(damaged)
    assert result.text == damaged
    assert [found.after for found in result.findings] == ["-"]
    assert cleanup.clean(damaged, settings=Settings(unsafe=True)).text == FRAME.format(word)


def test_a_soft_hyphen_within_a_word_is_deleted() -> None:
    damaged = FRAME.format("the har\u00adbour mas\u00adter who is well\u00adknown")
    assert "\u00ad" not in cleanup.clean(damaged).text


@examples(200)
@given(prose, st.integers(0, 5), st.booleans())
def test_a_wide_space_that_was_a_mark_stays(text: str, number: int, dash: bool) -> None:
    words = QUOTED.split(" ")
    gap = "   " if dash else "  "
    quoted = " ".join(words[:number]) + gap + " ".join(words[number:]) if number else QUOTED
    said = f"He told them of it,  {quoted},  and that was the end of the day for the men of it."
    damaged = f"{said} {said}\n\n{text}"
    result = cleanup.clean(damaged, lang="en")
    for place in range(len(said)):
        if damaged.startswith("  ", place) and damaged[place - 1] != " ":
            assert result.text[result.offsets.to_clean(place) :].startswith("  ")
            assert flagged(place, result)


@pytest.mark.parametrize(
    ("gap", "message"),
    [
        ("said,  The boats are in the harbour", "an opening quotation mark"),
        ("said  it was all of it   or most of it", "a dash"),
        ("the sailors  boats were in the harbour", "an apostrophe or a quotation mark"),
    ],
)
def test_a_wide_space_tells_which_mark_was_lost(gap: str, message: str) -> None:
    text = f"The men of the town {gap}, and that is all of it that  we were told of in the hall."
    found = cleanup.check(text, lang="en", settings=Settings(select=("HOL030",)))
    assert any(one.message.startswith(message) for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "They all waited for it\u0085 The boat never came to the harbour of the town.",
        "The men of the town were all waiting for the boat\u0085Nobody in the hall had seen it.",
        "He waited\u0085 and waited for the boat that was to be in the harbour.",
    ],
)
def test_an_ellipsis_does_not_become_a_line_end(text: str) -> None:
    parted = text.replace("\u0085", "\u2026").replace("\u2026N", "\u2026 N")
    assert cleanup.clean(text).text == parted


def test_no_space_is_put_at_a_question_mark_that_was_a_letter() -> None:
    damaged = FRAME.format("the caf?Was closed, and M?Ller")
    for settings in (Settings(), Settings(unsafe=True)):
        assert "? " not in cleanup.clean(damaged, settings=settings).text


@examples(500)
@given(
    st.lists(st.integers(0xB0, 0xD6), min_size=30, max_size=90),
    st.randoms(use_true_random=False),
)
def test_chinese_that_was_read_as_latin_1_keeps_its_bytes(rows: list[int], random: Random) -> None:
    letters = bytes(byte for row in rows for byte in (row, random.randint(0xA1, 0xFE)))
    read = letters.decode("latin-1")
    cleaned = cleanup.clean(read).text
    assert cleaned == read, (letters.decode("gb2312", "replace"), cleaned)


def test_mojibake_in_a_text_about_it_is_only_flagged() -> None:
    example = 'It turns "caf\u00c3\u00a9" back into "caf\u00e9", which is what {} means.'
    assert cleanup.clean(example.format("mojibake")).text == example.format("mojibake")
    assert cleanup.clean(example.format("it")).text.count("caf\u00e9") == 2
    assert [found.code for found in cleanup.check(example.format("U+00E9"))] == ["ENC001"]
