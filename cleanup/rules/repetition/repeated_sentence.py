"""Sentences that stand twice in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.kit import PROSE, Document, Found, Iterator, Measurement, rule
from cleanup.text.repeats import (
    LONG,
    SEVERAL,
    TWO_SENTENCES,
    copies,
    may_hold_copies,
    pieces_of,
    repeated,
    squeezed,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.text.repeats import Piece

_SHORTEST = 40
_FEWEST_WORDS = 6
"""Shorter sentences are repeated on purpose: in speeches, chants and verse."""
_OPENING = "\"'(\u00a1\u00ab\u00bf\u2018\u201c\u201e"
_CERTAIN = 80
"""Code points of a copy that is no rhetoric. In 18 corpora the only shorter one with a space before
it was an author's echo of a quotation; one that is glued is a scraper's."""


@rule(
    "REP003",
    tier="safe",
    confidence=0.95,
    hint=TWO_SENTENCES,
    removes=True,
    bad={
        f"{PROSE}{PROSE} It sails on.": f"{PROSE} It sails on.",
        f"It was late. {PROSE} {PROSE} It sails on.": f"It was late. {PROSE} It sails on.",
        (
            "Can the old ferry be mended before spring?Can the old ferry be mended before spring? "
            "Nobody knows."
        ): "Can the old ferry be mended before spring? Nobody knows.",
        f"Why so late? {PROSE} Why so late? {PROSE} It sails on.": (
            f"Why so late? {PROSE} It sails on."
        ),
    },
    good=[
        "No more delays. No more delays. No more delays!",
        f"{PROSE} It sails on. {PROSE}",
        "We shall sail on Monday, come what may. We shall sail on Monday, come what will.",
        "The U.S. The U.S. The U.S.",
        f"{PROSE} " * 6 + "End.",
        f"Lorem ipsum dolor sit amet. {PROSE} {PROSE}",
        "He rowed, and rowed, and rowed, and rowed. He rowed, and rowed, and rowed, and rowed on.",
    ],
    measured=[
        Measurement(19, 19, "article-extraction", "article", "2026-11-30"),
        Measurement(6, 7, "readability", "article", "2026-11-30"),
    ],
)
def repeated_sentence(document: Document) -> Iterator[Found]:
    """A sentence repeats the sentence before it.

    What it does: removes a sentence of at least 40 code points and six words that is the same as
    the one directly before it in its line; so too a few sentences that are repeated together. The
    removal is safe if they have 80 code points, or no space before them; otherwise it is unsafe. A
    sentence that stands more than four times in a row is left, as it is no copy of a page.

    Why it is damage: extractors join the text of a page with a copy of it that is hidden, or that
    another part of the page holds.

    What could go wrong: a speaker repeats a long sentence word for word.
    """
    if not document.once(repeated):
        return
    for place, line in document.filled_lines():
        if len(line) < 2 * _SHORTEST or not may_hold_copies(line):
            continue
        if _is_doubled(line, document):
            continue
        pieces = pieces_of(document.text, place, place + len(line))
        for first, last in copies([squeezed(piece.text) for piece in pieces]):
            before, start, end = pieces[first - 1].end, pieces[first].start, pieces[last - 1].end
            if document.text[before:start].strip() or not _are_sentences(pieces[first:last]):
                continue
            is_passage = last - first >= SEVERAL and end - start >= LONG
            if is_passage or end - start < _SHORTEST or document.is_table(place):
                continue
            if document.text.count(" ", start, end) >= _FEWEST_WORDS - 1:
                certain = end - start >= _CERTAIN or before == start
                yield Found(before, end, "", tier=None if certain else "unsafe")


def _are_sentences(pieces: Sequence[Piece]) -> bool:
    """Return whether pieces begin and end as sentences do; those of references may not."""
    first, last = pieces[0].text[0], pieces[-1].text
    begins = first in _OPENING or (first.isalnum() and not first.islower())
    return begins and any(map(str.isalnum, last))


def _is_doubled(line: str, document: Document) -> bool:
    """Return whether the whole line is the same twice, which ``doubled-phrase`` says."""
    half = len(line) >> 1
    return document.may_lose_lines and line[half] == " " and line[:half] == line[half + 1 :]
