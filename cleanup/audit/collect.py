"""Collect an audit from rows that are cleaned for it, or from what a run wrote."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleanup.audit.frames import NO_GROUPING, Grouping, frame_of_rows
from cleanup.audit.outcome import Audit, RowCounts
from cleanup.audit.review import Drawing
from cleanup.audit.summary import (
    commonest,
    counts_of,
    grades_of,
    periods,
    publishers_of,
    rate,
    rules_of,
    sources_of,
)
from cleanup.audit.tally import Tally
from cleanup.audit.values import LiftedCount, Refused
from cleanup.engine.clean_column import clean_column
from cleanup.provenance import LIFTED
from cleanup.read.row import Reject, Row
from cleanup.read.source import kind_of
from cleanup.ruleset import ruleset
from cleanup.values import Context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import polars as pl

    from cleanup.audit.tally import Observer
    from cleanup.audit.values import Article
    from cleanup.settings import Settings

REFUSED = 20
"""How many rows that could not be read are shown."""

_RAW = 200
"""How many bytes of a row that could not be read are shown."""

_ROWS = 2_000
_SIZE = 8 << 20
"""A batch ends at so many rows, or so many code points."""


class Collector:
    """Collects an audit: frames that were judged, rows to judge, and rows that were refused.

    ``review`` is how many places of each rule are drawn for a reader.
    """

    def __init__(
        self, grouping: Grouping = NO_GROUPING, review: int = 0, *observers: Observer
    ) -> None:
        self._drawing = Drawing(review) if review else None
        self.tally = Tally(*filter(None, (self._drawing, *observers)))
        self.grouping = grouping
        self.published_by = grouping.publisher
        self.passed_over = 0
        self.drop_codes: set[str] = set()
        self._context: Context | None = None
        self._refused: list[Refused] = []
        self._quarantined: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()

    def add(self, frame: pl.DataFrame) -> None:
        """Add rows that were judged."""
        self.tally.add(frame)

    def judge(self, rows: Iterable[Row | Reject], settings: Settings) -> Iterator[int]:
        """Clean rows and add them; yield how many were done after each batch."""
        made_by = ruleset(settings)
        for batch in _batches(rows):
            sound = [row for row in batch if isinstance(row, Row)]
            self._context = self._context or (sound[0].context if sound else None)
            texts, contexts = [row.text for row in sound], [row.context for row in sound]
            results = clean_column(texts, contexts, settings)
            grouping = self.grouping.with_url(list(sound[0].record) if sound else ())
            self.tally.add(frame_of_rows(sound, results, made_by, grouping))
            for row in batch:
                if isinstance(row, Reject):
                    self.refuse(row.source, row.row, row.reason, row.message, row.raw)
            yield len(batch)

    def refuse(self, source: str, row: int, reason: str, message: str, raw: bytes) -> None:
        """Add one row that could not be read."""
        self._quarantined[source] += 1
        self._reasons[reason] += 1
        if len(self._refused) < REFUSED:
            begins = raw[:_RAW].decode(errors="backslashreplace")
            self._refused.append(Refused(f"{source}#{row}", message, begins))

    def result(
        self,
        settings: Mapping[str, Any],
        command: str = "",
        *,
        from_run: bool = False,
        notes: Sequence[str] = (),
    ) -> Audit:
        """Return the audit."""
        tally = self.tally
        rules = rules_of(tally)
        only = tally.first if tally.counts["articles"] == 1 else None
        if only:
            only = only._replace(context=self._context or _context_of(only))
        return Audit(
            rows=self._rows(),
            grades=grades_of(tally),
            counts=counts_of(tally),
            damage=rate(tally.counts["covered"], tally.counts["length"]),
            lifted=tuple(
                LiftedCount(name, tally.lifted[name], tally.lifted_samples.of(name))
                for name in LIFTED
            ),
            traits=commonest(tally.traits),
            languages=commonest(tally.languages),
            rules=rules,
            publishers=publishers_of(tally, self._published_by()),
            periods=periods(tally, self.grouping.date),
            sources=sources_of(tally, self._quarantined),
            verdicts=tuple(
                (code, count)
                for code, count in commonest(tally.verdicts)
                if code in self.drop_codes or not self.drop_codes
            ),
            reasons=commonest(self._reasons),
            refused=tuple(self._refused),
            broken=tuple(tally.broken),
            worst=tally.worst.articles,
            article=only,
            rulesets=commonest(tally.rulesets),
            settings=settings,
            command=command,
            from_run=from_run,
            notes=tuple(notes),
            review=self._drawing.review(rule.code for rule in rules) if self._drawing else None,
        )

    def _published_by(self) -> str:
        if self.published_by:
            return self.published_by
        return "site" if self.tally.has_sites else "file"

    def _rows(self) -> RowCounts:
        counts = self.tally.counts
        return RowCounts(
            articles=counts["articles"],
            dropped=counts["dropped"],
            quarantined=self._quarantined.total(),
            passed_over=self.passed_over,
            nulls=counts["nulls"],
            rebuilt=counts["rebuilt"],
            edits=counts["edits"],
            findings=counts["findings"],
            statuses=commonest(self.tally.statuses),
        )


def collect(
    rows: Iterable[Row | Reject],
    settings: Settings,
    *,
    command: str = "",
    grouping: Grouping = NO_GROUPING,
    progress: Callable[[int], object] | None = None,
) -> Audit:
    """Clean rows and count; ``progress`` is called with how many rows are done."""
    collector, done = Collector(grouping), 0
    for count in collector.judge(rows, settings):
        done += count
        if progress:
            progress(done)
    return collector.result(settings.record, command)


def _batches(rows: Iterable[Row | Reject]) -> Iterator[list[Row | Reject]]:
    batch: list[Row | Reject] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += len(row.raw) if isinstance(row, Reject) else len(row.text or "")
        if len(batch) >= _ROWS or size >= _SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _context_of(article: Article) -> Context:
    """Return what is known of an article of a run's output."""
    is_file = kind_of(Path(article.source))[0] == "text"
    return Context(article.title, file=article.source if is_file else None)
