"""The way of a corpus through ``cleanup``: read, clean, write, and account for all of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from time import monotonic
from typing import TYPE_CHECKING

from cleanup.columns import clean_column
from cleanup.errors import CannotRun
from cleanup.frame import SCHEMA
from cleanup.read.gather import gather, open_inputs
from cleanup.read.sources import find_sources
from cleanup.read.survey import survey
from cleanup.ruleset import ruleset, versions
from cleanup.settle import Context
from cleanup.write import choose_target, replacing, write_lines, write_parquet, writing
from cleanup.write.annotate import annotated_frame, annotated_lines, check_encodable
from cleanup.write.manifest import Summary, write_manifest
from cleanup.write.quarantine import quarantine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from cleanup.read import Columns
    from cleanup.read.gather import Batch, Input
    from cleanup.settings import Settings
    from cleanup.values import Cleaned
    from cleanup.write import Target

Progress = Callable[[int, int], None]
"""Told after each batch how many rows are done, and how many bytes of the inputs were read."""


def run(
    sources: Sequence[str],
    out: str,
    *,
    columns: Columns,
    settings: Settings,
    progress: Progress | None = None,
    force: bool = False,
) -> Summary:
    """Clean every row of ``sources`` into the one file ``out``, whose suffix says the format.

    Beside it stand ``OUT.manifest.json`` and, if rows could not be read,
    ``OUT.quarantine.jsonl``. Raises ``CannotRun``; then an older output is as it was.
    """
    started = monotonic()
    found = find_sources(sources)
    target = choose_target(out, [source.file for source in found], force=force)
    inputs = open_inputs(found, columns)
    summary = Summary(target.path, str(target.manifest), ruleset=ruleset(settings))

    with (
        quarantine(target.quarantine) as refused,
        replacing(target.manifest) as account,
        replacing(target.file) as data,
    ):
        batches = gather(inputs, columns, refused.put)
        cleaned = _cleaned(batches, settings, summary)
        watched = _watched(cleaned, inputs, progress)
        with writing(target.file):
            written = _write(watched, inputs, target, data, columns, settings)
        summary.close(inputs, written)
        refused.flush()
        if refused.first and not written and target.file.exists():
            raise CannotRun(
                f"{refused.first.source}: none of the rows could be read"
                f" ({refused.first.message}); {out} was left as it was"
            )
        summary.seconds = monotonic() - started
        write_manifest(summary, inputs, target, columns, settings, (account, data, refused))
    return summary


def _cleaned(
    batches: Iterable[Batch], settings: Settings, summary: Summary
) -> Iterator[tuple[Batch, list[Cleaned]]]:
    """Protect, detect, decide and repair, batch by batch."""
    for batch in batches:
        contexts = [Context(row.title, row.lang, row.publisher) for row in batch.rows]
        results = clean_column([row.text for row in batch.rows], contexts, settings)
        for result in results:
            summary.add(result)
        yield batch, results


def _watched(
    cleaned: Iterable[tuple[Batch, list[Cleaned]]],
    inputs: Sequence[Input],
    progress: Progress | None,
) -> Iterator[tuple[Batch, list[Cleaned]]]:
    """Count the rows of each input that reach the output, and tell how far the run is."""
    by_path = {one.source.path: one for one in inputs}
    for batch, results in cleaned:
        for row in batch.rows:
            by_path[row.source].written += 1
        yield batch, results
        if progress:
            done = sum(one.written + one.quarantined for one in inputs)
            progress(done, sum(one.meter.bytes for one in inputs))


def _write(
    cleaned: Iterable[tuple[Batch, list[Cleaned]]],
    inputs: Sequence[Input],
    target: Target,
    data: Path,
    columns: Columns,
    settings: Settings,
) -> int:
    """Write all rows in the form of the target; return how many the file holds."""
    name = ruleset(settings)
    if target.kind == "jsonl":
        for one in inputs:
            if one.table:
                check_encodable(one.source.path, one.table.schema)
        lines = (line for done in cleaned for line in annotated_lines(*done, columns, name))
        return write_lines(lines, data, target.compression)
    plan = survey(inputs, columns)
    metadata = {
        "cleanup_ruleset": name,
        "cleanup_versions": json.dumps(versions()),
        "cleanup_settings": json.dumps(asdict(settings)),
        "cleanup_columns": json.dumps(asdict(columns)),
        "cleanup_json_columns": json.dumps(sorted(plan.encoded)),
    }
    return write_parquet(
        (annotated_frame(*done, columns, name, plan) for done in cleaned),
        data,
        schema=plan.columns | SCHEMA,
        metadata=metadata,
        row_bytes=plan.row_bytes,
    )
