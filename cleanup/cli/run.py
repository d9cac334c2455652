"""``cleanup run``: clean a corpus into one table, or file by file into a folder."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.cli.options import columns_from, reading_from, settings_from
from cleanup.cli.progress import progress, size_of
from cleanup.cli.summary import folder_report, report
from cleanup.errors import CannotRun
from cleanup.pipeline.run import run
from cleanup.pipeline.shards import clean_shards, is_folder, plan
from cleanup.pool import workers_for
from cleanup.read.sample import ALL, Choice
from cleanup.read.source import PLAIN
from cleanup.visible import shown
from cleanup.write.atomic import sweep

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Generator, Sequence

    from cleanup.pipeline.run import Progress
    from cleanup.pipeline.shards import Entry, Shard


def run_sources(options: Namespace) -> int:
    """Clean all sources and print the summary; return the exit code."""
    if is_folder(options.output):
        return run_folder(options)
    if options.shard or options.output_format or options.engine != "local":
        raise CannotRun(
            f"{options.output}: this output is one file; --shard, --output-format and --engine are"
            " for a folder (a name without suffix, or one that ends in /)"
        )
    settings = settings_from(options, "table")
    columns = columns_from(options)
    reading = reading_from(options)
    with progress(options.sources, reading) as update:
        summary = run(
            options.sources,
            options.output,
            columns=columns,
            settings=settings,
            reading=reading,
            choice=_choice(options),
            guarded=options.guard_formulas,
            progress=update,
            force=options.force,
            workers=options.workers or workers_for(size_of(options.sources, reading)),
        )
    print(report(summary, options.sources, columns.text, reading))
    return int(summary.quarantined > 0)


def run_folder(options: Namespace) -> int:
    """Clean each source into a file of its own; print the summary, return the exit code."""
    if _choice(options) != ALL:
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
        columns=columns,
        settings=settings_from(options, "table"),
        reading=reading_from(options),
        guarded=options.guard_formulas,
        output_format=options.output_format,
        part=options.shard or (1, 1),
        force=options.force,
    )
    sweep(Path(options.output))
    try:
        entries = sorted(_entries(planned.shards, options), key=lambda entry: entry.shard.out)
    finally:
        unfinished = sweep(Path(options.output))
    print(folder_report(options.output, entries, planned.others, unfinished, columns.text))
    if any(entry.outcome == "failed" for entry in entries):
        return 2
    return int(any(entry.summary.quarantined for entry in entries))


def _entries(shards: Sequence[Shard], options: Namespace) -> list[Entry]:
    """Clean all shards with a progress bar; print at once which could not be made."""
    entries = []
    sources = [shard.source for shard in shards]
    reading = shards[0].reading if shards else PLAIN
    with (
        progress(sources, reading, f"of {len(sources):,} files") as update,
        closing(_engine(shards, options, size_of(sources, reading), update)) as done,
    ):
        for entry in done:
            entries.append(entry)
            if entry.problem:
                print(f"cleanup: {_lines(entry.problem)}", file=sys.stderr)
    return entries


def _choice(options: Namespace) -> Choice:
    return Choice(options.head, options.sample, options.seed)


def _engine(
    shards: Sequence[Shard], options: Namespace, size: int, update: Progress
) -> Generator[Entry, None, None]:
    """Return the entries of all shards, cleaned by processes here or by the nodes of a cluster."""
    if options.engine == "ray":
        from cleanup.adapters.ray import clean_shards_on_ray

        return clean_shards_on_ray(shards, options.ray_address, options.workers, update)
    return clean_shards(shards, options.workers or workers_for(size), update)


def _lines(problem: str) -> str:
    return "\n".join(shown(line) for line in problem.split("\n"))
