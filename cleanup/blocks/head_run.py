"""The head of an article in one line: section, title, author, date and buttons, side by side."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from cleanup.blocks.pieces import bylines_at, is_labelled, names_at, pieces_at, stamps_at
from cleanup.blocks.place import Place
from cleanup.blocks.run import Run, longest_run

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEWEST = 2
"""Pieces, a title among them, that make a head: a date alone may begin an entry of a list."""
_TITLE = "title"
_LONGEST_TITLE = 240
"""Code points of the section, the title and the deck before the author, if no title is given."""
_WORD = re.compile(r"(?<![^\s|])(?=[^\W_])|(?<=[^\W\dA-Z_])(?=[A-Z])")
_SENTENCE_END = re.compile(r"[.!?\u2026][\"\u201d\u2019)]*\s")


def head_of(text: str, title: str | None) -> tuple[Place, ...]:
    """Return the pieces of the head that a line begins with, the title not among them.

    None if neither an author nor a date with its year is among them, if it is the only piece, or if
    no sentence follows. Where the title is not known it ends at an author beside whom a date or
    another piece stands.
    """

    def pieces(place: int, before: str) -> Iterator[Place]:
        if title and text.startswith(title, place):
            yield Place(_TITLE, place, place + len(title))
        yield from pieces_at(text, place)
        yield from names_at(text, place, before)

    run = longest_run(text, 0, pieces)
    if run.lifted and len(run.pieces) >= _FEWEST and _is_told(text, run):
        return tuple(piece for piece in run.pieces if piece.section != _TITLE)
    for start in _behind_titles(text):
        run = longest_run(text, start, pieces)
        if "byline" in run.lifted and len(run.pieces) >= _FEWEST and _is_told(text, run):
            return run.pieces
    return ()


def _is_told(text: str, run: Run) -> bool:
    """Return whether a label says what one of two pieces is.

    ``Holm Park Tuesday, 3 May 2017`` may be the place and the day of a match.
    """
    if len(run.pieces) > _FEWEST or "byline" not in run.lifted:
        return True
    return any(is_labelled(text, piece) for piece in run.pieces)


def _behind_titles(text: str) -> Iterator[int]:
    """Yield where an author or a date begins in the first sentence."""
    end = _SENTENCE_END.search(text, 0, _LONGEST_TITLE)
    for word in _WORD.finditer(text, 1, end.start() if end else _LONGEST_TITLE):
        place = word.start()
        found = chain(bylines_at(text, place), stamps_at(text, place), names_at(text, place, ""))
        if any(found):
            yield place
