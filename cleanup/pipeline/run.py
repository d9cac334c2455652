"""Run a corpus through ``cleanup``: read, know, detect, decide, repair, write, audit."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from itertools import chain
from time import monotonic
from typing import TYPE_CHECKING

from cleanup.errors import CannotRun
from cleanup.pipeline.batch import BatchJob, clean_batch
from cleanup.pipeline.options import made_by
from cleanup.pool import open_pool
from cleanup.read.chunks import batches_of, check_seen, open_inputs
from cleanup.read.find import find_sources
from cleanup.read.infer_schema import column_names, infer_schema
from cleanup.read.sample import select_rows
from cleanup.ruleset import ruleset, versions
from cleanup.schema import SCHEMA
from cleanup.write import (
    block_writer,
    choose_target,
    replace_atomically,
    wrap_write_errors,
    write_blocks,
)
from cleanup.write.delimited import CsvFormat, rows_in
from cleanup.write.dropped import open_dropped
from cleanup.write.manifest import write_manifest
from cleanup.write.parquet import parquet_writer, write_parquet
from cleanup.write.quarantine import open_quarantine
from cleanup.write.rows import check_encodable, schema_with_provenance
from cleanup.write.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import Any

    import pyarrow as pa  # type: ignore[import-untyped]

    from cleanup.pipeline.batch import BatchResult
    from cleanup.pipeline.options import RunOptions
    from cleanup.pool import Map, OnSilence
    from cleanup.read.chunks import Input
    from cleanup.write import Target
    from cleanup.write.dropped import Dropped
    from cleanup.write.quarantine import Quarantine

Progress = Callable[[int, int], None]
"""Called after each batch with the rows done and the bytes of inputs read so far."""


def run(
    sources: Sequence[str],
    out: str,
    options: RunOptions,
    progress: Progress | None = None,
    on_silence: OnSilence | None = None,
) -> Summary:
    """Clean the rows of ``sources`` into the one file ``out``, whose suffix says the format.

    Also writes ``OUT.manifest.json`` and, if rows could not be read, ``OUT.quarantine.jsonl``, and
    if rows are dropped by ``options.drop``, ``OUT.dropped`` with the suffix of the format.
    The outputs are the same for any number of ``options.workers``. Raises ``CannotRun``; then an
    older output is unchanged.
    """
    started = monotonic()
    inputs, target = _open(sources, out, options)
    summary = Summary(target.path, str(target.manifest), ruleset=ruleset(options.settings))
    with (
        replace_atomically(target.manifest, like=target.file) as manifest,
        open_quarantine(target.quarantine, like=target.file) as quarantine,
        open_dropped(target.dropped, like=target.file) as dropped,
        replace_atomically(target.file) as data,
        open_pool(options.workers, on_silence) as pool_map,
    ):
        job = _batch_job(inputs, target, options, pool_map)  # know the columns of all inputs
        batches = batches_of(inputs, options.columns, job.rows)  # read, when they are asked for
        cleaned = pool_map(partial(clean_batch, job), batches)  # detect, decide, repair
        results = check_seen(cleaned, options.columns)
        kept = _kept(results, dropped, job, target)
        parts = _counted(kept, inputs, summary, quarantine, progress)
        written = _write(parts, job, target, data)
        summary.verify(inputs, written)  # audit
        quarantine.flush()
        dropped.finish()
        _refuse_empty(quarantine, written + summary.dropped, target)
        summary.seconds = monotonic() - started
        temporary = (manifest, data, quarantine.temporary, dropped.temporary)
        write_manifest(summary, inputs, target, made_by(options), temporary)
    return summary


def _open(sources: Sequence[str], out: str, options: RunOptions) -> tuple[Sequence[Input], Target]:
    """Open the inputs, select their rows, and choose the output."""
    found = find_sources(sources, options.reading)
    target = choose_target(
        out,
        [source.file for source in found],
        force=options.force,
        guard_formulas=options.guard_formulas,
    )
    inputs = open_inputs(found, options.columns)
    select_rows(inputs, options.columns, options.sample)
    return inputs, target


def _batch_job(
    inputs: Sequence[Input], target: Target, options: RunOptions, pool_map: Map
) -> BatchJob:
    """Return the job for each batch. A format with one set of columns takes a pass over JSONL."""
    columns = options.columns
    drop = frozenset(options.drop)
    job = BatchJob(columns, options.settings, ruleset(options.settings), drop=drop)
    if target.kind == "parquet":
        return job._replace(table_schema=infer_schema(inputs, columns, pool_map))
    for opened in inputs:
        if opened.table:
            check_encodable(opened.source.path, opened.table.schema)
    if target.kind == "jsonl":
        return job
    names = (*column_names(inputs, columns, pool_map), *SCHEMA)
    return job._replace(csv=CsvFormat(names, target.kind, target.guard_formulas))


def _kept(
    results: Iterable[BatchResult], dropped: Dropped, job: BatchJob, target: Target
) -> Iterator[BatchResult]:
    """Yield the results; write their dropped rows in the format of the target."""

    def opening(path: Path) -> AbstractContextManager[Callable[[Any], object]]:
        if job.table_schema:
            schema = schema_with_provenance(job.table_schema)
            metadata = _metadata(job, job.table_schema.encoded)
            return parquet_writer(path, schema=schema, metadata=metadata)
        header = f"{job.csv.header}\n".encode() if job.csv else b""
        return block_writer(path, target.compression, header)

    for result in results:
        if result.dropped is not None:
            dropped.add(result.dropped, opening)
        yield result


def _counted(
    results: Iterable[BatchResult],
    inputs: Sequence[Input],
    summary: Summary,
    quarantine: Quarantine,
    progress: Progress | None,
) -> Iterator[bytes | pa.Table]:
    """Yield the parts of the output; count their rows, quarantine the rejected, report progress."""
    by_path = {opened.source.path: opened for opened in inputs}
    for result in results:
        summary.include(result.counts)
        for path, rows in result.written.items():
            by_path[path].written += rows
        for path, rows in result.left_out.items():
            by_path[path].dropped += rows
        for path, layout in result.layouts.items():
            before = by_path[path].layout
            by_path[path].layout = before.followed_by(layout) if before else layout
        for reject in result.rejected:
            by_path[reject.source].quarantined += 1
            quarantine.add(reject)
        yield result.output
        if progress:
            progress(
                sum(one.written + one.dropped + one.quarantined for one in inputs),
                sum(opened.reached for opened in inputs),
            )


def _write(parts: Iterator[bytes | pa.Table], job: BatchJob, target: Target, data: Path) -> int:
    """Write the parts in the format of the target; return how many rows the file holds."""
    with wrap_write_errors(target.file):
        if job.csv:
            header = f"{job.csv.header}\n".encode()
            return write_blocks(chain([header], parts), data, target.compression, rows_in) - 1
        if job.table_schema is None:
            return write_blocks(parts, data, target.compression)
        schema = schema_with_provenance(job.table_schema)
        metadata = _metadata(job, job.table_schema.encoded)
        return write_parquet(parts, data, schema=schema, metadata=metadata)


def _metadata(job: BatchJob, encoded: Iterable[str]) -> dict[str, str]:
    """Return the key-value metadata of a Parquet output; ``encoded`` columns hold JSON text."""
    return {
        "cleanup_ruleset": job.ruleset,
        "cleanup_versions": json.dumps(versions()),
        "cleanup_settings": json.dumps(asdict(job.settings)),
        "cleanup_columns": json.dumps(asdict(job.columns)),
        "cleanup_json_columns": json.dumps(sorted(encoded)),
    }


def _refuse_empty(quarantine: Quarantine, written: int, target: Target) -> None:
    """Raise ``CannotRun`` if an older output would be replaced by one without any row."""
    if quarantine.first and not written and target.file.exists():
        raise CannotRun(
            f"{quarantine.first.source}: none of the rows could be read"
            f" ({quarantine.first.message}); {target.path} was left as it was"
        )
