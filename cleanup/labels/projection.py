"""Move spans between an original and its cleaned text, and say what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import index
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from cleanup.labels.alignment import sides
from cleanup.ledger import undo
from cleanup.provenance import edit_of
from cleanup.values import Cleaned, Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.labels.alignment import Side

    Span = Sequence[int] | tuple[int, int, *tuple[object, ...]]
    Ledger = Iterable[Edit | Mapping[str, Any]]

Fate = Literal["kept", "changed", "lost"]
Goal = Literal["cleaned", "original"]


class Projected(NamedTuple):
    """A span in the other text, in code points, and what became of it.

    ``kept``: its text is the same there, and it leads back to where it was. ``changed``: an edit
    falls within it, or it is a part of one; ``start:end`` is what is there in its place.
    ``lost``: nothing of it is there; ``start`` and ``end`` are the place.
    """

    start: int
    end: int
    status: Fate


def project(
    spans: Iterable[Span],
    result: Cleaned | Ledger,
    *,
    to: Goal = "cleaned",
    text: str | None = None,
) -> list[Projected]:
    """Return where each span is in the cleaned text, or, with ``to="original"``, in the original.

    ``spans`` are pairs of offsets, start and end (exclusive), in code points of the text they come
    from; what follows in a pair, as a label, is passed over. ``result`` is what ``clean`` returned,
    or a ledger: edits, or mappings as a run stores them in ``cleanup_edits``. ``text`` is the
    cleaned text, for a ledger that has none: with it both are checked, without it no offset is too
    large.

    A span leads from what became of its first code point to what became of its last one; what was
    inserted at its edges is not in it. A code point of a stretch that was replaced leads to all of
    what replaced it. The order of starts stays, and that of the ends of spans that hold text. An
    empty span goes with the code point behind it.

    Raises ``ValueError`` for a span outside its text or that ends before it starts, for edits that
    contradict each other or ``text``, and for another ``to``; ``TypeError`` for what is no span,
    result or edit.
    """
    if to not in get_args(Goal):
        raise ValueError(f'to must be "cleaned" or "original", not {to!r}')
    if isinstance(result, Cleaned):
        edits: Sequence[Edit] = result.edits
        text = result.text if text is None else text
    else:
        edits = _edits(result)
    original, cleaned = sides(edits)
    if text is not None:
        before = undo(text, edits)
        text = before if to == "cleaned" else text
    side = original if to == "cleaned" else cleaned
    return [_projected(side, *_pair(span, number, text, to)) for number, span in enumerate(spans)]


def _projected(side: Side, start: int, end: int) -> Projected:
    first = side.image(start)
    last = side.image(end - 1) if start < end else first
    if first.equal and first.stretch == last.stretch:
        return Projected(first.start, first.start + end - start, "kept")
    if first.start == last.end:
        return Projected(first.start, first.start, "lost")
    return Projected(first.start, last.end if start < end else first.start, "changed")


def _edits(ledger: Ledger) -> list[Edit]:
    if isinstance(ledger, str | bytes | Mapping) or not isinstance(ledger, Iterable):
        raise TypeError(
            f"result must be what clean() returned, or a list of edits, not {_kind(ledger)}: of a"
            ' row give row["cleanup_edits"], of a row of CSV json.loads(row["cleanup_edits"])'
        )
    return [_edit(one) for one in ledger]


def _edit(one: Edit | Mapping[str, Any]) -> Edit:
    if isinstance(one, Edit):
        return one
    if not isinstance(one, Mapping):
        raise TypeError(f"an edit must be a cleanup.Edit or a mapping, not {_kind(one)}")
    try:
        edit = edit_of(one)
        index(edit.start), index(edit.end)
    except KeyError as error:
        raise ValueError(f"an edit has no {error}: give cleanup_edits as stored") from None
    except TypeError as error:
        raise TypeError(f"an edit is not as stored ({error}): give cleanup_edits itself") from None
    if not (isinstance(edit.before, str) and isinstance(edit.after, str)):
        raise TypeError("an edit has no text before or after: give cleanup_edits as stored")
    return edit


def _pair(span: Span, number: int, text: str | None, to: Goal) -> tuple[int, int]:
    """Return the offsets of a span, which lie in the text that it comes from, as far as known."""
    try:
        start, end = index(span[0]), index(span[1])
    except (TypeError, LookupError):
        raise TypeError(f"span {number} must be (start, end), offsets, not {span!r:.60}") from None
    if 0 <= start <= end and (text is None or end <= len(text)):
        return start, end
    if 0 <= end < start:
        raise ValueError(f"span {number} ({start}, {end}) ends before it starts: swap its offsets")
    source = "original" if to == "cleaned" else "cleaned"
    bounds = "starts before 0" if text is None else f"does not lie within 0 to {len(text)}"
    raise ValueError(
        f"span {number} ({start}, {end}) {bounds}, in code points of the {source} text: count in"
        f" these, not in bytes; spans of the other text are moved with to={source!r}"
    )


def _kind(value: object) -> str:
    return type(value).__name__
