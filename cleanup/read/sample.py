"""Select the rows of a run: the first rows of all inputs in order, or a random sample of them.

A row is in a sample of N if the BLAKE2 hash of the seed, its number and its file's path as given
is among the N smallest: any N rows are equally likely, and the same rows are drawn again whatever
the order of the files, the size of chunks or the number of workers.
"""

from __future__ import annotations

from hashlib import blake2b
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from cleanup.read.chunks import Input, chunks_of
from cleanup.read.decompress import Meter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.read.row import Columns


class Sample(NamedTuple):
    """Which rows to select: at most the first ``head``, or a random ``size``, or all."""

    head: int | None = None
    size: int | None = None
    seed: int = 0


ALL_ROWS = Sample()


def select_rows(inputs: Sequence[Input], columns: Columns, sample: Sample) -> None:
    """Set ``selected_rows`` of each input, as sorted numbers; for ``ALL_ROWS`` it stays ``None``.

    For a random sample the rows of all inputs are counted first, for a head those of the first
    inputs.
    """
    if sample.head is not None:
        remaining = sample.head
        for opened in inputs:
            opened.selected_rows = range(_count(opened, columns, remaining) if remaining else 0)
            remaining -= len(opened.selected_rows)
    if sample.size is not None:
        for opened, rows in zip(inputs, _drawn(inputs, columns, sample), strict=True):
            opened.selected_rows = rows


def _drawn(inputs: Sequence[Input], columns: Columns, sample: Sample) -> list[list[int]]:
    def draws() -> Iterator[tuple[bytes, int, int]]:
        for number, opened in enumerate(inputs):
            path = opened.source.path.encode()
            for row in range(_count(opened, columns)):
                draw = blake2b(b"%d %d %b" % (sample.seed, row, path), digest_size=16)
                yield draw.digest(), number, row

    selected: list[list[int]] = [[] for _ in inputs]
    for _, number, row in nsmallest(sample.size or 0, draws()):
        selected[number].append(row)
    return [sorted(rows) for rows in selected]


def _count(opened: Input, columns: Columns, most: int | None = None) -> int:
    """Count the rows of an input, at most ``most``."""
    count = 0
    if opened.table:
        count = opened.table.rows
    else:
        for chunk in chunks_of(Input(opened.source, None, Meter(), opened.stamp), columns):
            count += chunk.rows
            if most is not None and count >= most:
                break
    return count if most is None else min(count, most)
