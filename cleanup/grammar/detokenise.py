"""The text that a tokeniser was given, from what it made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.grammar.detokenising.gaps import Gaps
from cleanup.grammar.detokenising.habits import attached_in
from cleanup.grammar.detokenising.sides import sides_of
from cleanup.grammar.detokenising.signs import escapes_in, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.text.kinds.tokenised import Style


def detokenised(text: str, style: Style) -> Iterator[tuple[int, int, str]]:
    """Yield the edits ``(start, end, after)`` that restore a tokenised text, in order.

    They are disjoint: each is one space that is removed, or one sign as it was written.
    """
    attached = attached_in(text, style)
    last = 0
    for tokens in lines_of(text, style):
        yield from _around_line_ends(text, last, tokens[0].start)
        last = tokens[-1].end
        gaps = Gaps(tokens, sides_of(tokens, attached), attached)
        for number, token in enumerate(tokens):
            if number:
                start, end = tokens[number - 1].end, token.start
                if end == start + 1 and text[start] == " " and gaps.was_made(number):
                    yield start, end, ""
            yield from escapes_in(token, style)


def _around_line_ends(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the spaces before and after line ends that were tokens themselves, as for spaCy."""
    between = text[start:end]
    if start and between == " " + "\n" * (len(between) - 2) + " " and len(between) > 2:
        yield start, start + 1, ""
        yield end - 1, end, ""


def restored(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Return the text with these edits, which are in order and disjoint."""
    pieces: list[str] = []
    position = 0
    for start, end, after in edits:
        pieces += (text[position:start], after)
        position = end
    return "".join((*pieces, text[position:]))
