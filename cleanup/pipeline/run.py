"""The way of a corpus through ``cleanup``: read, clean, write, and account for all of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from itertools import chain
from time import monotonic
from typing import TYPE_CHECKING

from cleanup.errors import CannotRun
from cleanup.pipeline.batch import Job, clean_chunk
from cleanup.pool import open_pool
from cleanup.read.chunks import check_seen, gather, open_inputs
from cleanup.read.find import find_sources
from cleanup.read.infer_schema import column_names, survey
from cleanup.read.sample import ALL, choose
from cleanup.read.source import PLAIN
from cleanup.ruleset import ruleset, versions
from cleanup.schema import SCHEMA
from cleanup.write import choose_target, replacing, write_blocks, writing
from cleanup.write.delimited import Sheet, rows_in
from cleanup.write.manifest import write_manifest
from cleanup.write.parquet import write_parquet
from cleanup.write.quarantine import quarantine
from cleanup.write.rows import annotated_schema, check_encodable
from cleanup.write.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa  # type: ignore[import-untyped]

    from cleanup.pipeline.batch import Done
    from cleanup.pool import Map
    from cleanup.read import Reading
    from cleanup.read.chunks import Input
    from cleanup.read.row import Columns
    from cleanup.read.sample import Choice
    from cleanup.settings import Settings
    from cleanup.write import Target
    from cleanup.write.quarantine import Quarantine

Progress = Callable[[int, int], None]
"""Told after each chunk how many rows are done, and how many bytes of the inputs were read."""


def run(
    sources: Sequence[str],
    out: str,
    *,
    columns: Columns,
    settings: Settings,
    reading: Reading = PLAIN,
    choice: Choice = ALL,
    guarded: bool = False,
    progress: Progress | None = None,
    force: bool = False,
    workers: int = 1,
) -> Summary:
    """Clean the rows of ``sources`` into the one file ``out``, whose suffix says the format.

    Beside it stand ``OUT.manifest.json`` and, if rows could not be read,
    ``OUT.quarantine.jsonl``. The rows are cleaned by so many ``workers``, in this process if
    it is one; the outcome is the same. ``reading`` says how inputs are read where their names do
    not, ``choice`` which rows are wanted, and ``guarded`` CSV has no cell that a spreadsheet runs.
    Raises ``CannotRun``; then an older output is as it was.
    """
    started = monotonic()
    found = find_sources(sources, reading)
    target = choose_target(out, [source.file for source in found], force=force, guarded=guarded)
    inputs = open_inputs(found, columns)
    choose(inputs, columns, choice)
    summary = Summary(target.path, str(target.manifest), ruleset=ruleset(settings))

    with (
        replacing(target.manifest) as account,
        quarantine(target.quarantine) as refused,
        replacing(target.file) as data,
        open_pool(workers) as pool_map,
    ):
        job = _job(inputs, target, columns, settings, pool_map)
        done = pool_map(partial(clean_chunk, job), gather(inputs, columns))
        parts = _accounted(check_seen(done, columns), inputs, summary, refused, progress)
        with writing(target.file):
            written = _write(parts, job, target, data)
        summary.close(inputs, written)
        refused.flush()
        if refused.first and not written and target.file.exists():
            raise CannotRun(
                f"{refused.first.source}: none of the rows could be read"
                f" ({refused.first.message}); {out} was left as it was"
            )
        summary.seconds = monotonic() - started
        write_manifest(summary, inputs, target, columns, settings, (account, data, refused), choice)
    return summary


def _job(
    inputs: Sequence[Input], target: Target, columns: Columns, settings: Settings, pool_map: Map
) -> Job:
    """Return what is to be done with each chunk; for one table of all, survey the inputs first."""
    name = ruleset(settings)
    if target.kind == "parquet":
        return Job(columns, settings, name, survey(inputs, columns, pool_map))
    for one in inputs:
        if one.table:
            check_encodable(one.source.path, one.table.schema)
    if target.kind == "jsonl":
        return Job(columns, settings, name, None)
    names = (*column_names(inputs, columns, pool_map), *SCHEMA)
    return Job(columns, settings, name, None, Sheet(names, target.kind, target.guarded))


def _accounted(
    done: Iterable[Done],
    inputs: Sequence[Input],
    summary: Summary,
    refused: Quarantine,
    progress: Progress | None,
) -> Iterator[bytes | pa.Table]:
    """Yield the parts of the output; count their rows, and tell how far the run is."""
    by_path = {one.source.path: one for one in inputs}
    for one in done:
        summary.include(one.counts)
        for path, rows in one.written.items():
            by_path[path].written += rows
        for reject in one.refused:
            by_path[reject.source].quarantined += 1
            refused.put(reject)
        yield one.output
        if progress:
            progress(
                sum(one.written + one.quarantined for one in inputs),
                sum(one.reached for one in inputs),
            )


def _write(parts: Iterator[bytes | pa.Table], job: Job, target: Target, data: Path) -> int:
    """Write the parts in the form of the target; return how many rows the file holds."""
    if job.sheet:
        header = f"{job.sheet.header}\n".encode()
        return write_blocks(chain([header], parts), data, target.compression, rows_in) - 1
    if job.plan is None:
        return write_blocks(parts, data, target.compression)
    metadata = {
        "cleanup_ruleset": job.ruleset,
        "cleanup_versions": json.dumps(versions()),
        "cleanup_settings": json.dumps(asdict(job.settings)),
        "cleanup_columns": json.dumps(asdict(job.columns)),
        "cleanup_json_columns": json.dumps(sorted(job.plan.encoded)),
    }
    return write_parquet(parts, data, schema=annotated_schema(job.plan), metadata=metadata)
