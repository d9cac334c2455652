"""Write the edits of a text into the cell of CSV that holds it; the rest keeps its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.ledger import apply
from cleanup.write.splices import Respelling, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.read.dialect import Dialect
    from cleanup.values import Edit


def respelled(
    cell: str, text: str, edits: Sequence[Edit], dialect: Dialect, *, alone: bool
) -> list[Respelling]:
    """Return how edits of ``text`` change the ``cell`` that holds it, with its quotes if it has.

    A quoted cell stays so. A bare one is quoted as a whole if its new text needs that: also if it
    becomes empty and is ``alone`` in its row, which would be a blank line.
    """
    quote = dialect.quotechar
    if quote and cell.startswith(quote):
        return list(_within_quotes(text, edits, quote))
    cleaned = apply(text, edits)
    if dialect.needs_quotes(cleaned) or (quote and alone and not cleaned):
        quoted = f"{quote}{cleaned.replace(quote, quote * 2)}{quote}"
        return [Respelling(0, len(cell), quoted, tuple(edits))]
    return [Respelling(*trimmed(text, edit), (edit,)) for edit in edits]


def _within_quotes(text: str, edits: Sequence[Edit], quote: str) -> Iterator[Respelling]:
    """Yield the respellings of a quoted cell, in which each quote is written twice."""
    position, drift = 0, 1
    for edit in edits:
        start, end, after = trimmed(text, edit)
        drift += text.count(quote, position, start)
        first = start + drift
        drift += text.count(quote, start, end)
        position = end
        yield Respelling(first, end + drift, after.replace(quote, quote * 2), (edit,))
