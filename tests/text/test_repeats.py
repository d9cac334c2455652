"""What of a text stands in it twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.text.document import Document
from cleanup.text.repeats import (
    Copy,
    copies,
    core_of,
    is_item,
    passages,
    pieces_of,
    repeated,
    squeezed,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

WHITE_SPACE = {char for char in map(chr, range(0x110000)) if char.isspace()}
LONG = (
    "The ferry to the outer islands ran late again on Monday, and the harbour office said that it "
    "would do so until the spring."
)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ("abc", []),
        ("aa", [(1, 2)]),
        ("aaa", [(1, 2), (2, 3)]),
        ("abab", [(2, 4)]),
        ("xabab", [(3, 5)]),
        ("ababx", [(2, 4)]),
        ("tabctabc", [(4, 8)]),
        ("txaxbtxaxb", [(5, 10)]),
        ("xabxcxabxc", [(5, 10)]),
        ("abcab", []),
        ("abxab", []),
        ("aaaa", [(1, 2), (2, 3), (3, 4)]),
        ("aaaaa", []),
        ("xababababab", []),
    ],
)
def test_a_copy_directly_follows_what_it_repeats(
    texts: str, found: Sequence[tuple[int, int]]
) -> None:
    assert list(copies(texts)) == [Copy(*span) for span in found]


@given(st.text("abcd", max_size=60))
def test_copies_are_copies_and_never_overlap(texts: str) -> None:
    reached = 0
    for first, last in copies(texts):
        assert reached <= first < last
        assert texts[first:last] == texts[2 * first - last : first]
        reached = last


def test_pieces_keep_their_marks_and_their_places() -> None:
    text = "  Why so late?He said: \u201cNo boat.\u201d It sails on"
    pieces = pieces_of(text)
    assert [piece.text for piece in pieces] == [
        "Why so late?",
        "He said: \u201cNo boat.\u201d",
        "It sails on",
    ]
    assert all(text[piece.start : piece.end] == piece.text for piece in pieces)


def test_a_quoted_sentence_is_the_same_as_an_unquoted_one() -> None:
    sentence = "Nobody told us that it would not come"
    document = Document(f"\u201c{sentence}.\u201d\nIt was late. {sentence}! It was dark.")
    assert repeated(document) == {squeezed(sentence)}
    assert core_of(f"\u201c{sentence}.\u201d") == sentence


def test_short_pieces_say_nothing() -> None:
    assert repeated(Document("Right. Right. Right.\nRight.")) == frozenset()


def test_a_passage_has_a_paragraph_and_several_lines() -> None:
    verse = "Row the old boat home again\nDown the long grey stream\nLife is but a foolish dream"
    assert passages(Document(f"{verse}\n{verse}")) == ()
    assert passages(Document(f"{LONG}\n{LONG}")) == ()
    article = f"Late again\n{LONG}\nThe end."
    assert passages(Document(f"{article}\n{article}")) == (Copy(3, 6),)


@pytest.mark.parametrize("line", ["- One", "* One", "\u2022 One", "1. One", "(b) One", "| One |"])
def test_items_of_lists_are_told_by_their_markers(line: str) -> None:
    assert is_item(line)
    assert not is_item(LONG)


def test_copies_are_found_with_any_white_space_between_their_words() -> None:
    for char in WHITE_SPACE - set("\n\r\u0085\u2028\u2029"):
        document = Document(f"{LONG}\n{LONG.replace(' ', char)}")
        assert repeated(document) == {squeezed(LONG).rstrip(".")}, hex(ord(char))
