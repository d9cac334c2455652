"""The ledger of edits: apply it, compose it with the changes of a round, and undo it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cleanup.arguments import check_text
from cleanup.graphemes import divides_grapheme
from cleanup.values import Edit, clean_starts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Change(NamedTuple):
    """A change to the text of one round: an ``Edit`` without ``before``, which the text has."""

    start: int
    end: int
    after: str
    codes: tuple[str, ...]
    removal: bool = False
    within_graphemes: bool = False


def apply(text: str, edits: Iterable[Edit | Change]) -> str:
    """Return ``text`` with sorted, disjoint edits applied."""
    pieces: list[str] = []
    position = 0
    for edit in edits:
        pieces += (text[position : edit.start], edit.after)
        position = edit.end
    pieces.append(text[position:])
    return "".join(pieces)


def undo(text: str, edits: Sequence[Edit]) -> str:
    """Return the original of a cleaned text, given its ledger.

    Raises ``ValueError`` naming the first edit whose ``after`` is not in its place. A change
    elsewhere in the text is not noticed: compare a hash of the original for that. ``TypeError`` for
    what is no text or no ``Edit``, as the mappings that a table holds.
    """
    check_text(text)
    pieces: list[str] = []
    position = 0
    shift = 0
    for edit in edits:
        _check(edit)
        start = edit.start + shift
        end = start + len(edit.after)
        if start < position or text[start:end] != edit.after:
            raise ValueError(
                "this text is not the one the ledger was made for: "
                f"at {start} it should hold {edit.after!r}"
            )
        pieces += (text[position:start], edit.before)
        position = end
        shift += len(edit.after) - len(edit.before)
    pieces.append(text[position:])
    return "".join(pieces)


def _check(edit: object) -> None:
    if not isinstance(edit, Edit):
        raise TypeError(
            f"an edit must be a cleanup.Edit, not {type(edit).__name__}: cleanup.Edit(**edit) "
            "makes one of a member of cleanup_edits"
        )


def compose(original: str, ledger: Sequence[Edit], changes: Sequence[Change]) -> tuple[Edit, ...]:
    """Return one ledger with the effect of ``ledger`` followed by ``changes``.

    ``ledger`` leads from ``original`` to some text; ``changes`` (sorted, disjoint) apply to that
    text. The result is sorted and disjoint, touching edits are merged, edits without effect are
    removed, and the common prefix and suffix of ``before`` and ``after`` are trimmed.
    """
    if not ledger and all(first.end < second.start for first, second in pairwise(changes)):
        return _as_edits(original, changes)
    middle = apply(original, ledger)
    composed: list[Edit] = []
    shift = 0
    for start, end, edits, inner in _clusters(ledger, changes):
        grown = sum(len(edit.after) - len(edit.before) for edit in edits)
        if inner or len(edits) > 1:
            merged = _merged(original, middle, (start, end), shift + grown, edits, inner)
            if merged.before != merged.after:
                composed.append(merged)
        else:
            composed += edits
        shift += grown
    return tuple(composed)


def _as_edits(original: str, changes: Sequence[Change]) -> tuple[Edit, ...]:
    """Return changes of the original, no two of which touch, as edits."""
    edits = (
        _trim(
            original,
            Edit(start, end, original[start:end], after, codes, removal),
            free=within_graphemes,
        )
        for start, end, after, codes, removal, within_graphemes in changes
    )
    return tuple(edit for edit in edits if edit.before != edit.after)


def _merged(
    original: str,
    middle: str,
    span: tuple[int, int],
    shift: int,
    edits: Sequence[Edit],
    inner: Sequence[Change],
) -> Edit:
    """Return one edit with the effect of touching edits followed by changes.

    ``span`` covers all of them in ``middle``, the text after the edits; ``shift`` is by how many
    code points ``middle`` is longer than the original, up to the end of the span.
    """
    start, end = span
    first, last = start - shift, end - shift
    first += sum(len(edit.after) - len(edit.before) for edit in edits)
    if len(inner) == 1 and not edits:
        (change,) = inner
        after, codes, removal = change.after, change.codes, change.removal
    else:
        after = apply(middle[start:end], [_moved(change, -start) for change in inner])
        members: list[Edit | Change] = [*edits, *inner]
        codes = tuple(dict.fromkeys(code for member in members for code in member.codes))
        removal = any(member.removal for member in members)
    edit = Edit(first, last, original[first:last], after, codes, removal)
    return _trim(original, edit, free=any(change.within_graphemes for change in inner))


def _moved(change: Change, by: int) -> Change:
    return Change(change.start + by, change.end + by, change.after, change.codes, change.removal)


def _clusters(
    ledger: Sequence[Edit], changes: Sequence[Change]
) -> Iterator[tuple[int, int, list[Edit], list[Change]]]:
    """Group old edits and new changes that touch, by their spans in the text after the edits."""
    spans: list[tuple[int, int, Edit | Change]] = [
        (start, start + len(edit.after), edit)
        for edit, start in zip(ledger, clean_starts_of(ledger), strict=True)
    ]
    spans += [(change.start, change.end, change) for change in changes]
    if ledger:
        spans.sort(key=_span)
    first = last = -1
    edits: list[Edit] = []
    inner: list[Change] = []
    for start, end, member in spans:
        if start > last:
            if last >= 0:
                yield first, last, edits, inner
            first, last, edits, inner = start, end, [], []
        elif end > last:
            last = end
        if isinstance(member, Edit):
            edits.append(member)
        else:
            inner.append(member)
    if last >= 0:
        yield first, last, edits, inner


def _span(placed: tuple[int, int, Edit | Change]) -> tuple[int, int]:
    return placed[:2]


def _trim(original: str, edit: Edit, *, free: bool) -> Edit:
    """Trim what ``before`` and ``after`` share at both ends, without dividing a grapheme."""
    before, after = edit.before, edit.after
    if before[:1] != after[:1] and before[-1:] != after[-1:]:
        return edit
    limit = min(len(before), len(after))
    head = 0
    while head < limit and before[head] == after[head]:
        head += 1
    while head and not free and divides_grapheme(original, edit.start + head):
        head -= 1
    tail = 0
    while tail < limit - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    while tail and not free and divides_grapheme(original, edit.end - tail):
        tail -= 1
    return Edit(
        edit.start + head,
        edit.end - tail,
        before[head : len(before) - tail],
        after[head : len(after) - tail],
        edit.codes,
        edit.removal,
    )
