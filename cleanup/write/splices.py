"""Splices: changes of the bytes of a file, made and unmade without reading what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.values import Edit


class Respelling(NamedTuple):
    """A change of a value as it is written: ``start`` to ``end`` become ``after``.

    Offsets count code points of what is written. ``edits`` are those of the value that it makes.
    """

    start: int
    end: int
    after: str
    edits: tuple[Edit, ...]


class Splice(NamedTuple):
    """A change of a file: the bytes ``before`` at the offset ``byte`` become ``after``.

    ``start`` and ``end`` are the span of the change in the value of its ``row`` (from 0), in code
    points of the value as it was.
    """

    row: int
    start: int
    end: int
    byte: int
    before: bytes
    after: bytes
    codes: tuple[str, ...]
    removal: bool


def splices_of(
    row: int, written: str, byte: int, respellings: Sequence[Respelling]
) -> list[Splice]:
    """Return sorted respellings of a value that is ``written`` at an offset of a file."""
    splices = []
    position = 0
    for start, end, after, edits in respellings:
        byte += len(written[position:start].encode())
        before = written[start:end].encode()
        codes = tuple(dict.fromkeys(code for edit in edits for code in edit.codes))
        removal = any(edit.removal for edit in edits)
        first, last = edits[0].start, edits[-1].end
        splices.append(Splice(row, first, last, byte, before, after.encode(), codes, removal))
        byte += len(before)
        position = end
    return splices


def spliced(raw: bytes, splices: Sequence[Splice], offset: int = 0) -> bytes:
    """Return bytes with splices made, which are sorted and apart from each other.

    ``raw`` begins at ``offset`` of the file. Raises ``ValueError`` naming the first splice whose
    ``before`` is not in its place.
    """
    places = [splice.byte - offset for splice in splices]
    return _replaced(raw, places, [(splice.before, splice.after) for splice in splices])


def unspliced(raw: bytes, splices: Sequence[Splice]) -> bytes:
    """Return the bytes before splices were made. Raises ``ValueError`` as ``spliced`` does."""
    places = []
    shift = 0
    for splice in splices:
        places.append(splice.byte + shift)
        shift += len(splice.after) - len(splice.before)
    return _replaced(raw, places, [(splice.after, splice.before) for splice in splices])


def _replaced(raw: bytes, places: Sequence[int], pairs: Sequence[tuple[bytes, bytes]]) -> bytes:
    pieces: list[bytes | memoryview] = []
    view = memoryview(raw)
    position = 0
    for start, (old, new) in zip(places, pairs, strict=True):
        end = start + len(old)
        if start < position or view[start:end] != old:
            raise ValueError(f"at byte {start} it should hold {old!r:.80}")
        pieces += (view[position:start], new)
        position = end
    pieces.append(view[position:])
    return b"".join(pieces)


def trimmed(text: str, edit: Edit) -> tuple[int, int, str]:
    """Return what of an edit differs: a span of ``text``, and what becomes of it."""
    before, after = text[edit.start : edit.end], edit.after
    most = min(len(before), len(after))
    head = next((place for place in range(most) if before[place] != after[place]), most)
    most -= head
    tail = next((place for place in range(most) if before[-1 - place] != after[-1 - place]), most)
    return edit.start + head, edit.end - tail, after[head : len(after) - tail]
