"""How the cost of a document grows with the number of documents, and with their length.

Each step cleans the same documents in a process of its own: in sixteen calls of one share each,
in eight of two, and so on; or joined to longer and longer ones. So only the size differs.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.documents import warming_texts
from benchmarks.speed.lanes import Lanes, megabytes, write_part

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS = (1, 2, 4, 8, 16)
GOAL = 0.15
"""How much the cost of a document may change between 1x and 16x."""
_CLEANER = "cleanup.clean_frame"
TRIES = 3


class Step(NamedTuple):
    """The seconds of processor time for a document, and for a megabyte, at one size."""

    times: int
    documents: int
    """The documents of a call."""
    per_document: float
    per_megabyte: float


def more_documents(
    texts: Sequence[str], steps: Sequence[int] = STEPS, tries: int = TRIES
) -> list[Step]:
    """Clean the texts in fewer and fewer, larger and larger calls."""
    count = max(steps)
    shares = [texts[number::count] for number in range(count)]
    return [
        _step(times, [_flat(shares[at : at + times]) for at in range(0, count, times)], tries)
        for times in steps
    ]


def longer_documents(
    texts: Sequence[str], steps: Sequence[int] = STEPS, tries: int = TRIES
) -> list[Step]:
    """Clean the texts joined to documents that are so many times as long."""
    whole = texts[: len(texts) - len(texts) % max(steps)]
    return [_step(times, [_joined(whole, times)], tries) for times in steps]


def drift(steps: Sequence[Step]) -> float:
    """Return the largest change of the cost of a document from the first step, as a share."""
    first = steps[0].per_document
    return max(abs(step.per_document / first - 1) for step in steps)


def _flat(shares: Sequence[Sequence[str]]) -> list[str]:
    return [text for share in shares for text in share]


def _joined(texts: Sequence[str], times: int) -> list[str]:
    return ["\n\n".join(texts[at : at + times]) for at in range(0, len(texts), times)]


def _step(times: int, parts: Sequence[Sequence[str]], tries: int) -> Step:
    """Clean parts one after the other, each try in a new process; the quickest try counts."""
    count, size = sum(map(len, parts)), sum(map(megabytes, parts))
    with TemporaryDirectory() as folder:
        stems = [write_part(Path(folder), number, part) for number, part in enumerate(parts)]
        warm = write_part(Path(folder), len(parts), warming_texts())
        seconds = min(_once(stems, warm) for _ in range(tries))
    return Step(times, count // len(parts), seconds / count, seconds / size)


def _once(stems: Sequence[Path], warm: Path) -> float:
    lanes = Lanes(_CLEANER, workers=1)
    try:
        lanes.run(warm)
        return sum(lanes.run(stem).cpu for stem in stems)
    finally:
        lanes.close()


def table(title: str, steps: Sequence[Step]) -> str:
    """Format the steps as plain text."""
    lines = [f"{title:28} {'documents':>9} {'us each':>9} {'ms / MB':>9} {'x first':>8}"]
    for step in steps:
        lines.append(
            f"{f'{step.times}x':28} {step.documents:9,} {1e6 * step.per_document:9.1f} "
            f"{1e3 * step.per_megabyte:9.1f} {step.per_megabyte / steps[0].per_megabyte:8.3f}"
        )
    return "\n".join(lines)
