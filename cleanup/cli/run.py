"""``cleanup run``: clean a corpus into one table, or file by file into a folder."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.cli.configuration import configured
from cleanup.cli.options import columns_from, drop_from, reading_from, settings_from
from cleanup.cli.progress import progress, say, say_silence, size_of
from cleanup.cli.summary import folder_report, report
from cleanup.errors import CannotRun
from cleanup.pipeline.options import RunOptions
from cleanup.pipeline.plan import is_folder, plan
from cleanup.pipeline.run import run
from cleanup.pipeline.shards import clean_shards
from cleanup.pool import workers_for
from cleanup.read.sample import ALL_ROWS, Sample
from cleanup.read.source import DEFAULT_READING
from cleanup.visible import shown
from cleanup.write.atomic import remove_abandoned

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Generator, Sequence

    from cleanup.pipeline.run import Progress
    from cleanup.pipeline.shards import Shard, ShardResult


def run_sources(options: Namespace) -> int:
    """Clean all sources and print the summary; return the exit code."""
    options = configured(options)
    if is_folder(options.output):
        return run_folder(options)
    if options.shard or options.output_format or options.engine != "local":
        raise CannotRun(
            f"{options.output}: this output is one file; --shard, --output-format and --engine are"
            " for a folder (a name without suffix, or one that ends in /)"
        )
    run_options = _run_options(options)
    reading = run_options.reading
    with progress(options.sources, reading) as callback:
        workers = options.workers or workers_for(size_of(options.sources, reading))
        run_options = replace(run_options, workers=workers)
        summary = run(options.sources, options.output, run_options, callback, say_silence)
    print(report(summary, run_options.columns.text))
    return int(summary.quarantined > 0)


def run_folder(options: Namespace) -> int:
    """Clean each source into a file of its own; print the summary, return the exit code."""
    if _sample(options) != ALL_ROWS:
        raise CannotRun(
            f"{options.output}: --head and --sample choose among the rows of all inputs; name one"
            " file as output"
        )
    columns = columns_from(options)
    if options.ray_address and options.engine != "ray":
        raise CannotRun(f"--ray-address {options.ray_address}: this needs --engine ray; give both")
    planned = plan(
        options.sources,
        options.output,
        _run_options(options),
        output_format=options.output_format,
        part=options.shard or (1, 1),
    )
    for fault in planned.faults:
        say(fault)
    remove_abandoned(Path(options.output))
    try:
        results = sorted(_results(planned.shards, options), key=lambda result: result.shard.out)
    finally:
        remaining = remove_abandoned(Path(options.output))
    print(folder_report(options.output, results, planned.others, remaining, columns.text))
    if any(result.outcome == "failed" for result in results):
        return 2
    return int(any(result.summary.quarantined for result in results))


def _results(shards: Sequence[Shard], options: Namespace) -> list[ShardResult]:
    """Clean all shards with a progress line; print the problem of each that failed at once."""
    results = []
    sources = [shard.source for shard in shards]
    reading = shards[0].options.reading if shards else DEFAULT_READING
    with (
        progress(sources, reading, f"of {len(sources):,} files") as callback,
        closing(_engine(shards, options, size_of(sources, reading), callback)) as done,
    ):
        for result in done:
            results.append(result)
            if result.problem:
                print(f"cleanup: {_lines(result.problem)}", file=sys.stderr)
    return results


def _run_options(options: Namespace) -> RunOptions:
    settings = settings_from(options, "table")
    return RunOptions(
        settings=settings,
        columns=columns_from(options),
        reading=reading_from(options),
        sample=_sample(options),
        drop=drop_from(options.drop, settings),
        guard_formulas=options.guard_formulas,
        force=options.force,
    )


def _sample(options: Namespace) -> Sample:
    return Sample(options.head, options.sample, options.seed)


def _engine(
    shards: Sequence[Shard], options: Namespace, size: int, callback: Progress
) -> Generator[ShardResult, None, None]:
    """Return the results of all shards, from processes of this machine or from a cluster."""
    if options.engine == "ray":
        from cleanup.adapters.ray import clean_shards_on_ray

        return clean_shards_on_ray(shards, options.ray_address, options.workers, callback)
    return clean_shards(shards, options.workers or workers_for(size), callback, say_silence)


def _lines(problem: str) -> str:
    return "\n".join(shown(line) for line in problem.split("\n"))
