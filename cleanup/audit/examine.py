"""Examine sources: clean what is raw, read what a run wrote, and collect both as one audit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleanup.audit.collect import Collector
from cleanup.audit.outputs import columns_of, is_output, main_output, no_column_of, output_frames
from cleanup.errors import CannotRun
from cleanup.read import read_rows
from cleanup.read.decompress import Meter
from cleanup.read.row import Row
from cleanup.stored.output import open_output, rejected_rows
from cleanup.stored.rows import is_provenance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cleanup.audit.frames import Grouping
    from cleanup.audit.outcome import Audit
    from cleanup.audit.tally import Observer
    from cleanup.read import Source
    from cleanup.read.row import Columns, Reject
    from cleanup.settings import Settings
    from cleanup.stored.output import Output


class Examination:
    """The examination of sources. ``columns`` and ``settings`` are for those that are raw."""

    def __init__(
        self,
        columns: Columns,
        settings: Settings,
        grouping: Grouping,
        progress: Callable[[int, int], object] | None = None,
        review: int = 0,
        observers: Sequence[Observer] = (),
    ) -> None:
        self._columns, self._settings = columns, settings
        self._collector = Collector(grouping, review, *observers)
        self._progress = progress
        self._meter = Meter()
        self._rows = 0
        self._raw = False
        self._of_runs: list[dict[str, Any]] = []
        self._notes: list[str] = []

    def examine(self, sources: Sequence[Source]) -> Audit:
        """Return the audit of all sources. Raises ``CannotRun``."""
        files = {source.file.resolve() for source in sources}
        for source in sources:
            main = main_output(source.path)
            if main and Path(main).resolve() in files:
                continue  # comes with the output that it belongs to
            if is_output(source):
                self._read(open_output(source.path, source.reading.max_document))
            else:
                self._clean(source)
        return self._collector.result(self._made_with(), from_run=not self._raw, notes=self._notes)

    def _clean(self, source: Source) -> None:
        self._raw = True
        names: set[str] = set()
        rows = _uncleaned(source, read_rows(source, self._columns, self._meter), names)
        for count in self._collector.judge(rows, self._settings):
            self._done(count)
        date = self._collector.grouping.date
        if date and names and date not in names and date.partition(".")[0] not in names:
            raise no_column_of(source.path, date)

    def _read(self, output: Output) -> None:
        """Add the rows of an output: kept, dropped and quarantined."""
        manifest, text = output.manifest, self._columns.text
        named = (None if text == "text" else text, self._columns.title)
        grouping = self._collector.grouping
        source = columns_of(output).get("source")
        if source and not grouping.publisher:
            grouping = grouping._replace(publisher=source)
            self._collector.published_by = source
        for one in output.with_dropped:
            for frame in output_frames(one, grouping, *named, dropped=one is not output):
                self._collector.add(frame)
                self._done(frame.height)
        if output.quarantine and (output.rejects or not manifest):
            for row in rejected_rows(output):
                self._collector.refuse(row.source, row.row, row.reason, row.message, row.raw)
        self._vouch(output)

    def _vouch(self, output: Output) -> None:
        """Note what the manifest of an output says besides, and where it disagrees."""
        if output.manifest is None:
            self._notes.append(
                f"{output.path}: no manifest vouches for this file, so what was dropped or not"
                " selected is not known"
            )
            return
        self._of_runs.append(output.manifest["settings"])
        self._collector.passed_over += output.manifest["counts"]["passed_over"]
        self._collector.drop_codes.update(output.manifest.get("drop", ()))
        if output.missing:
            self._notes.append(output.missing_sentence)
        if output.manifest["quarantine"] and not output.rejects:
            rows = output.manifest["quarantine"]["rows"]
            self._notes.append(
                f"{output.path}: {rows:,} of its rows are in quarantine, and the file of them is"
                " not here as the run wrote it, so they are not counted"
            )

    def _done(self, rows: int) -> None:
        self._rows += rows
        if self._progress:
            self._progress(self._rows, self._meter.bytes)

    def _made_with(self) -> dict[str, Any]:
        """Return the settings of all sources, if they are the same."""
        used = [*self._of_runs, *([self._settings.record] if self._raw else [])]
        return used[0] if used and all(one == used[0] for one in used) else {}


def _no_output(source: Source) -> CannotRun:
    """Return the error for rows of a run in what was not known as its output."""
    if source.local:
        return CannotRun(
            f"{source.path}: this is the output of a run, of which the files beside it are read,"
            " too; name its file"
        )
    return CannotRun(
        f"{source.path}: it has columns of a run, but its first row is none that a run wrote; give"
        " the output as the run wrote it, or the original"
    )


def _uncleaned(
    source: Source, rows: Iterable[Row | Reject], names: set[str]
) -> Iterator[Row | Reject]:
    """Yield rows, and add the names of the columns of a table to ``names``.

    Raises ``CannotRun`` for a row that has columns of a run after all.
    """
    for row in rows:
        if isinstance(row, Row):
            if any(map(is_provenance, row.record)):
                raise _no_output(source)
            if source.kind != "text":
                names.update(row.record)
        yield row
