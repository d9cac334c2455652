"""Sentences of a paragraph that stand once more as a line of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.kit import PROSE, SEVERAL_LINES, Document, Found, Iterator, Measurement, rule
from cleanup.text.repeats import core_of, is_item, pieces_of, repeated, squeezed
from cleanup.text.units import units_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup.text.units import Unit

_SHORTEST = 40
_LONGEST = 300
_SAID = "\u201cThe old engine should have been replaced before the spring\u201d"
_TOLD = f"The office saw it coming. {_SAID[:-1]}.\u201d Nobody listened to it, as nobody ever had."


@rule(
    "REP005",
    tier="display",
    confidence=0.85,
    hint=SEVERAL_LINES,
    flags={
        f"{PROSE}\n{_SAID}\n{_TOLD}": _SAID,
        f"{PROSE}\n{_TOLD}\n{PROSE[:-1]}, they said.\n{_SAID[1:-1]}\nEnd.": _SAID[1:-1],
        f"{PROSE} It sails on.\n{_TOLD}\n{PROSE}\n{_TOLD[:-1]}, they said.": PROSE,
    },
    good=[
        f"{_SAID[1:-1]}\n{_TOLD}\n{PROSE}",
        f"{PROSE}\nThe office saw it coming\n{_TOLD}",
        f"{PROSE}\n- {_SAID[1:-1]}\n{_TOLD}",
        f"{PROSE}\n{_SAID[1:-1]}, they said.\n{_TOLD}",
        f"{PROSE}\n{_SAID}\n{PROSE[:-1]}, they said.\n{_SAID}",
    ],
    measured=[
        Measurement(23, 28, "article-extraction", "article", "2026-11-30"),
    ],
)
def pull_quote(document: Document) -> Iterator[Found]:
    """A line repeats a sentence of a paragraph.

    What it does: flags a line of 40 to 300 code points, after the first paragraph, that is a
    sentence of another paragraph, with or without quotation marks.

    Why it is damage: pages set a sentence once more in large type beside the text, and extractors
    place it between two paragraphs.

    What could go wrong: an author may quote a sentence in a line of its own to discuss it.
    """
    again = document.once(repeated)
    if not again:
        return
    units = document.once(units_of)
    first = next((place for place, unit in enumerate(units) if unit.running), len(units))
    lines = {
        place: core_of(unit.text)
        for place, unit in enumerate(units)
        if place > first and _SHORTEST <= len(unit.text) <= _LONGEST and _may_be(unit.text)
    }
    lines = {place: core for place, core in lines.items() if squeezed(core) in again}
    if not lines:
        return
    told = _sentences(document, units)
    for place, core in lines.items():
        if core in told and not document.is_table(units[place].start):
            yield Found(units[place].start, units[place].end, None)


def _may_be(line: str) -> bool:
    """Return whether a line may be a sentence by itself: no item, and no introduction of one."""
    return line[-1] != ":" and not is_item(line)


def _sentences(document: Document, units: Iterable[Unit]) -> frozenset[str]:
    """Return the sentences of the paragraphs that have several."""
    found: set[str] = set()
    for unit in units:
        pieces = pieces_of(document.text, unit.start, unit.end) if unit.running else []
        if len(pieces) > 1:
            found.update(core_of(piece.text) for piece in pieces)
    return frozenset(found)
