"""Unified diffs of repaired files, which ``git apply`` and ``patch -p1`` take."""

from __future__ import annotations

import posixpath
import re
import sys
from difflib import unified_diff
from typing import TYPE_CHECKING, NamedTuple

from cleanup.cli.colours import painted, wants_colours
from cleanup.read.source import STDIN
from cleanup.visible import shown
from cleanup.write.splices import spliced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cleanup.pipeline.in_place import Fixed
    from cleanup.write.splices import Splice

CONTEXT = 3
"""Lines before and after a change."""

_BYTES = "surrogateescape"
"""How bytes that are no UTF-8 pass through: files may have another encoding."""

_STYLES = {b"+": ("green",), b"-": ("red",), b"@": ("cyan",)}
"""The styles of the lines of a diff, by their first character."""

_UNENDED = b"\n\\ No newline at end of file\n"
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


class _Block(NamedTuple):
    """Whole lines that change: their bytes from ``start`` to ``end`` become ``after``."""

    start: int
    end: int
    after: bytes
    splice: Splice


def print_patch(lines: Iterable[bytes]) -> None:
    """Print a diff; on a terminal, without control characters."""
    sys.stdout.flush()
    terminal, coloured = sys.stdout.isatty(), wants_colours(sys.stdout)
    for line in lines:
        if terminal:
            for one in line.removesuffix(b"\n").split(b"\n"):
                styles = _STYLES.get(one[:1], ())
                print(painted(shown(one.decode(errors="replace")), *styles, on=coloured))
        else:
            sys.stdout.buffer.write(line)
    sys.stdout.flush()


def patch_of_text(fixed: Fixed) -> Iterator[bytes]:
    """Yield the lines of the diff of a text file; none if nothing changes."""
    old, new = (_lines(raw.decode("utf-8", _BYTES)) for raw in (fixed.before, fixed.after))
    lines = unified_diff(old, new, n=CONTEXT)
    if next(lines, None) is None:
        return
    next(lines)
    yield from _heads(fixed.path)
    for line in lines:
        raw = line.encode("utf-8", _BYTES)
        yield raw if line.endswith("\n") else raw + _UNENDED


def patch_of_table(
    path: str, raw: bytes, splices: Sequence[Splice], place: Callable[[Splice], str]
) -> Iterator[bytes]:
    """Yield the lines of the diff of a table with these bytes; none without splices.

    The head of each part names the ``place`` of its first change.
    """
    if not splices:
        return
    yield from _heads(path)
    line = position = shift = 0
    for hunk in _hunks(raw, _blocks(raw, splices)):
        old, new, body = _hunk(raw, hunk)
        start = _back(raw, hunk[0].start, CONTEXT)
        line += raw.count(b"\n", position, start)
        position = start
        first, second = line + bool(old), line + shift + bool(new)
        shift += new - old
        head = f"@@ -{first},{old} +{second},{new} @@ {shown(place(hunk[0].splice))}\n"
        yield head.encode()
        yield from body


def _blocks(raw: bytes, splices: Sequence[Splice]) -> Iterator[_Block]:
    """Yield the lines that splices change, those that share a line together."""
    pending: list[Splice] = []
    start = end = -1
    for splice in splices:
        if pending and splice.byte >= end:
            yield _Block(start, end, spliced(raw[start:end], pending, start), pending[0])
            pending = []
        if not pending:
            start = raw.rfind(b"\n", 0, splice.byte) + 1
        pending.append(splice)
        end = max(end, _line_end(raw, splice.byte + len(splice.before)))
    yield _Block(start, end, spliced(raw[start:end], pending, start), pending[0])


def _hunks(raw: bytes, blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    """Yield blocks in parts, between which there are more lines than the context takes."""
    hunk: list[_Block] = []
    for block in blocks:
        if hunk and _ahead(raw, hunk[-1].end, 2 * CONTEXT) < block.start:
            yield hunk
            hunk = []
        hunk.append(block)
    yield hunk


def _hunk(raw: bytes, hunk: Sequence[_Block]) -> tuple[int, int, list[bytes]]:
    """Return how many lines a part has before and after, and its lines with their signs."""
    position = _back(raw, hunk[0].start, CONTEXT)
    body: list[bytes] = []
    old = new = 0
    for block in (*hunk, None):
        start = block.start if block else _ahead(raw, hunk[-1].end, CONTEXT)
        kept = _signed(b" ", raw[position:start])
        removed = _signed(b"-", raw[block.start : block.end]) if block else []
        added = _signed(b"+", block.after) if block else []
        old += len(kept) + len(removed)
        new += len(kept) + len(added)
        body += (*kept, *removed, *added)
        position = block.end if block else start
    return old, new, body


def _signed(sign: bytes, raw: bytes) -> list[bytes]:
    *lines, last = raw.split(b"\n")
    return [sign + line + b"\n" for line in lines] + ([sign + last + _UNENDED] if last else [])


def _line_end(raw: bytes, position: int) -> int:
    return raw.find(b"\n", position) + 1 or len(raw)


def _back(raw: bytes, start: int, lines: int) -> int:
    """Return the start of the line that is so many lines before the one at ``start``."""
    for _ in range(lines):
        start = raw.rfind(b"\n", 0, max(0, start - 1)) + 1
    return start


def _ahead(raw: bytes, start: int, lines: int) -> int:
    """Return the end of so many lines from ``start`` on, or that of the file."""
    for _ in range(lines):
        start = _line_end(raw, start)
    return start


def _heads(path: str) -> Iterator[bytes]:
    for sign, side in ("---", "a"), ("+++", "b"):
        name = path if path == STDIN or path.startswith("/") else f"{side}/{_normal(path)}"
        yield f"{sign} {_named(name)}\n".encode()


def _normal(path: str) -> str:
    return posixpath.normpath(path)


def _named(name: str) -> str:
    """Return a path as a diff names it: a tab ends one with blanks, as other signs are escaped."""
    if _SPECIAL.search(name):
        return f'"{_SPECIAL.sub(_escape, name)}"'
    return f"{name}\t" if " " in name else name


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\{ord(found[0]):03o}"


def _lines(text: str) -> list[str]:
    *lines, last = text.split("\n")
    return [f"{line}\n" for line in lines] + ([last] if last else [])
