"""Choose the rows of a run: the first of all inputs in order, or a sample of all of them.

A row is in a sample of N if the BLAKE2 hash of the seed, its number and its file's path as given
is among the N smallest: any N rows are as likely as others, and the same ones are drawn again,
whatever the order of the files, the size of chunks or the number of workers.
"""

from __future__ import annotations

from hashlib import blake2b
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from cleanup.read.chunks import Input, pieces_of
from cleanup.read.decompress import Meter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.read.row import Columns


class Choice(NamedTuple):
    """Which rows are wanted: at most the first ``head``, or a ``sample`` of so many, or all."""

    head: int | None = None
    sample: int | None = None
    seed: int = 0


ALL = Choice()


def choose(inputs: Sequence[Input], columns: Columns, choice: Choice) -> None:
    """Note for each input which of its rows are chosen, as sorted numbers; all stay ``None``.

    For a sample the rows of all inputs are counted first, for a head those of the first inputs.
    """
    if choice.head is not None:
        left = choice.head
        for one in inputs:
            one.chosen = range(_count(one, columns, left) if left else 0)
            left -= len(one.chosen)
    if choice.sample is not None:
        for one, rows in zip(inputs, _sampled(inputs, columns, choice), strict=True):
            one.chosen = rows


def _sampled(inputs: Sequence[Input], columns: Columns, choice: Choice) -> list[list[int]]:
    def lots() -> Iterator[tuple[bytes, int, int]]:
        for place, one in enumerate(inputs):
            path = one.source.path.encode()
            for row in range(_count(one, columns)):
                drawn = blake2b(b"%d %d %b" % (choice.seed, row, path), digest_size=16)
                yield drawn.digest(), place, row

    chosen: list[list[int]] = [[] for _ in inputs]
    for _, place, row in nsmallest(choice.sample or 0, lots()):
        chosen[place].append(row)
    return [sorted(rows) for rows in chosen]


def _count(one: Input, columns: Columns, most: int | None = None) -> int:
    """Count the rows of an input, or ``most`` if there are more."""
    count = 0
    if one.table:
        count = one.table.rows
    else:
        for piece in pieces_of(Input(one.source, None, Meter(), one.stamp), columns):
            count += piece.rows
            if most is not None and count >= most:
                break
    return count if most is None else min(count, most)
