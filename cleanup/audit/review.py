"""Draw a review: places and windows at random, for a reader to judge."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cleanup.audit.grades import facts_of
from cleanup.audit.samples import Samples
from cleanup.audit.values import text_of
from cleanup.audit.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import polars as pl

    from cleanup.audit.places import Places
    from cleanup.audit.values import Sample
    from cleanup.audit.windows import Window

WINDOWS = 10
"""So many windows are drawn for each place of a rule that is asked for."""

WINDOW = "window"
"""What stands for the code of a rule where nothing was found."""


class Drawing:
    """Draws a review: ``number`` places of each rule, and ``WINDOWS`` times as many windows."""

    def __init__(self, number: int) -> None:
        self._samples = Samples(number, None, "review_draw")
        self._windows = Windows(number * WINDOWS)

    def add(self, frame: pl.DataFrame, places: Places) -> None:
        """Draw from a frame."""
        self._samples.add(frame, places)
        self._windows.add(frame)

    def review(self, codes: Iterable[str]) -> Review:
        """Return what was drawn."""
        return Review(
            tuple((code, self._samples.of(code)) for code in codes), self._windows.windows
        )


@dataclass(frozen=True, slots=True)
class Review:
    """Samples of each rule, and windows in which nothing was found."""

    rules: tuple[tuple[str, tuple[Sample, ...]], ...] = ()
    windows: tuple[Window, ...] = ()

    @property
    def largest(self) -> int:
        """The most places of a rule."""
        return max((len(samples) for _, samples in self.rules), default=0)

    @property
    def items(self) -> Iterator[dict[str, Any]]:
        """Each item to judge as values of JSON, without its verdict."""
        for code, samples in self.rules:
            for sample in samples:
                yield {
                    "id": sample.id,
                    "rule": code,
                    "name": facts_of(code).name,
                    "kind": sample.kind,
                    "where": sample.where,
                    "before": text_of(sample.before),
                    "after": text_of(sample.after) if sample.after else None,
                    "verdict": None,
                }
        for window in self.windows:
            yield {
                "id": window.id,
                "rule": WINDOW,
                "where": window.where,
                "words": window.words,
                "before": window.before[1].text,
                "missed": None,
            }


def as_jsonl(review: Review) -> str:
    """Return the items to judge, a line each."""
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in review.items)
