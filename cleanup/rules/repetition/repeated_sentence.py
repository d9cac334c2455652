"""Sentences that stand twice in a row."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Found, Iterator, rule
from cleanup.text.repeats import LONG, SEVERAL, TWO_SENTENCES, copies, pieces_of, repeated

_SHORTEST = 40
_FEWEST_WORDS = 6
"""Shorter sentences are repeated on purpose: in speeches, chants and verse."""
_CERTAIN = 80
"""Code points of a copy that nobody speaks: of the shorter ones in articles, one with a space
before it in four was an author's echo of a quotation; a glued one is a scraper's."""


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
        "He rowed, and rowed, and rowed, and rowed. He rowed, and rowed, and rowed, and rowed on.",
    ],
)
def repeated_sentence(document: Document) -> Iterator[Found]:
    """A sentence repeats the sentence before it.

    What it does: removes a sentence of at least 40 code points and six words that is the same as
    the one directly before it in its line; so too a few sentences that are repeated together. The
    removal is safe if they have 80 code points, or no space before them; otherwise it is unsafe.

    Why it is damage: extractors join the text of a page with a copy of it that is hidden, or that
    another part of the page holds.

    A sentence that stands more than four times in a row is left, as it is no copy of a page.

    What could go wrong: a speaker repeats a long sentence word for word.
    """
    if not document.once(repeated):
        return
    for line, stripped in document.filled_lines():
        if len(stripped) < 2 * _SHORTEST or _is_doubled(stripped, document):
            continue
        pieces = pieces_of(document.text, line.start, line.end)
        for first, last in copies([piece.text for piece in pieces]):
            start, end = pieces[first].start, pieces[last - 1].end
            is_passage = last - first >= SEVERAL and end - start >= LONG
            if is_passage or end - start < _SHORTEST or document.is_table(line.start):
                continue
            if document.text.count(" ", start, end) >= _FEWEST_WORDS - 1:
                before = pieces[first - 1].end
                certain = end - start >= _CERTAIN or before == start
                yield Found(before, end, "", tier=None if certain else "unsafe")


def _is_doubled(line: str, document: Document) -> bool:
    """Return whether the whole line is the same twice, which ``doubled-phrase`` says."""
    half = len(line) >> 1
    return document.may_lose_lines and line[half] == " " and line[:half] == line[half + 1 :]
