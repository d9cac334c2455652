"""White space within a line and between lines, and which of it a writer needs."""

from __future__ import annotations

import re

import pytest

from cleanup.text.document import Document
from cleanup.text.whitespace import (
    BLANK,
    BLANKS,
    LINE_END,
    UNUSUAL,
    begins_line,
    ends_line,
    is_blank,
    is_kept,
    spaces_punctuation,
)


def test_blanks_are_the_white_space_that_ends_no_line() -> None:
    spaces = {sign for sign in map(chr, range(0x110000)) if sign.isspace()}
    controls = {"\x1c", "\x1d", "\x1e", "\x1f"}
    assert set(BLANKS) == spaces - set(LINE_END) - {"\u0085"} - controls
    assert {sign for sign in spaces if re.fullmatch(f"[{BLANK}]", sign)} == set(BLANKS)
    assert {sign for sign in spaces if re.fullmatch(f"[{UNUSUAL}]", sign)} == {*BLANKS} - {*" \t"}
    assert all(map(is_blank, BLANKS))
    assert not any(map(is_blank, ("", "a", "\n")))


@pytest.mark.parametrize(
    ("text", "lang", "spaces"),
    [
        ("a ; b ! c ?", "en", True),
        ("a ; b ! c", "en", False),
        ("a ; b ! c ? d!", "en", True),
        ("a ; b ! c ? d! e?", "en", False),
        ("a ; b ! c ?d", "en", False),
        ("a", "fr", True),
        ("a", "en", False),
        ("a \u00a0; b\u202f! c :", "en", True),
    ],
)
def test_french_spaces_its_high_marks_and_so_may_others(text: str, lang: str, spaces: bool) -> None:
    assert spaces_punctuation(Document(text, lang=lang)) == (spaces and "\u00a0;" not in text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("12\u00a0500", True),
        ("12\u00a0km/h", True),
        ("12\u00a0%", True),
        ("12\u00a0kmx", False),
        ("12\u00a0boats", False),
        ("a\u00a0500", False),
        ("\u00ab\u00a0a", True),
        ("a\u00a0\u00bb", True),
        ("a\u00a0b", False),
        ("a\u00a0", False),
        ("\u00a0a", False),
        ("\u1820\u202fa", True),
        ("a\u202f\u18aa", True),
        ("\u1820\u00a0a", False),
        ("a\u202fb", False),
        ("'\u202f\"", True),
        ("'\u00a0\"", False),
        ("'\u202fa", False),
        ('a\u202f"', False),
        ("\u6e2f\u3000a", True),
        ("a\u3000\u6e2f", True),
        ("a\u3000b", False),
        ("\u3000", False),
        ("a\u00a0!", False),
    ],
)
def test_an_unusual_space_is_kept_where_a_writer_needs_it(text: str, kept: bool) -> None:
    (found,) = re.finditer(f"[{UNUSUAL}]", text)
    document = Document(text, lang="en")
    assert is_kept(document, found.start(), found.end(), found[0]) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [("a\u00a0!", True), ("a\u00a0%", True), (".\u00a0!", False), ("a\u00a0.", False)],
)
def test_french_keeps_the_space_before_a_high_mark(text: str, kept: bool) -> None:
    assert is_kept(Document(text, lang="fr"), 1, 2, "\u00a0") == kept


@pytest.mark.parametrize("end", [*LINE_END, "\u0085"])
def test_lines_begin_and_end_at_line_ends_and_at_the_ends_of_the_text(end: str) -> None:
    text = f"a{end}b"
    assert [begins_line(text, place) for place in range(4)] == [True, False, True, False]
    assert [ends_line(text, place) for place in range(4)] == [False, True, False, True]
