"""Clean many files into a folder: one output for each input, independent of the others.

A folder has no manifest of its own. The manifest of each output is the last file to be renamed to
its final name: an output that its manifest confirms is done, and another run makes the rest. So
any number of processes and machines can fill one folder, and any of them can be killed.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cleanup.errors import CannotRun
from cleanup.pipeline.options import made_by
from cleanup.pipeline.run import run
from cleanup.pool import imap_unordered
from cleanup.read.decompress import Meter, open_bytes
from cleanup.read.source import Source, kind_of
from cleanup.ruleset import ruleset
from cleanup.write import dropped_suffix
from cleanup.write.manifest import MANIFEST, QUARANTINE, read_manifest, vouches_for
from cleanup.write.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from cleanup.pipeline.options import RunOptions
    from cleanup.pipeline.run import Progress
    from cleanup.pool import OnSilence

_LINE = 1 << 28
"""The most bytes of a line in which the columns of a run are looked for."""


@dataclass(frozen=True, slots=True)
class Shard:
    """The task to make one output of one input: picklable, so that other machines can do it.

    ``source`` and ``out`` are paths that mean the same on every machine. ``ruleset`` is that of
    the process which made the plan. ``options.workers`` may work on this one file, and
    ``options.force`` replaces an output without a manifest.
    """

    source: str
    out: str
    ruleset: str
    options: RunOptions

    def __str__(self) -> str:
        return self.source


@dataclass(frozen=True, slots=True)
class ShardResult:
    """The outcome of a shard: ``made`` now, ``kept`` from an earlier run, or ``failed``.

    ``summary`` has the counts of the output, all 0 if there is none; ``problem`` is the message.
    """

    shard: Shard
    outcome: Literal["made", "kept", "failed"]
    summary: Summary
    problem: str = ""


def clean_shard(
    shard: Shard, progress: Progress | None = None, on_silence: OnSilence | None = None
) -> ShardResult:
    """Make the output of one shard, unless it exists and its manifest confirms it.

    A manifest confirms an output if it records the same ruleset, columns and options of reading,
    and the same sizes and SHA-256 of input, output, quarantine and dropped rows. Never raises for
    an error of one file: that is a ``ShardResult`` that failed, and an older output is unchanged.
    """
    try:
        rules = ruleset(shard.options.settings)
        if rules != shard.ruleset:
            raise CannotRun(
                f"{shard.source}: the rules here ({rules}) are not those of the"
                f" plan ({shard.ruleset}); install the same versions on every machine"
            )
        if summary := _finished(shard):
            return ShardResult(shard, "kept", summary)
        Path(shard.out).parent.mkdir(parents=True, exist_ok=True)
        options = replace(shard.options, force=True)
        summary = run([shard.source], shard.out, options, progress, on_silence)
    except CannotRun as error:
        return failed(shard, str(error))
    except OSError as error:
        where = error.filename or shard.source
        return failed(shard, f"{where}: {error.strerror}; see to it, and run again")
    except Exception:
        return failed(shard, f"{shard.source}: a fault of cleanup\n{traceback.format_exc()}")
    return ShardResult(shard, "made", summary)


def failed(shard: Shard, problem: str) -> ShardResult:
    """Return the result of a shard that could not be made."""
    return ShardResult(shard, "failed", Summary(shard.out, shard.out + MANIFEST), problem)


def clean_shards(
    shards: Sequence[Shard],
    workers: int = 1,
    progress: Progress | None = None,
    on_silence: OnSilence | None = None,
) -> Generator[ShardResult, None, None]:
    """Yield the result of each shard as soon as it is done, in any order.

    Each shard is made by one of ``workers`` processes, the largest input first; a single shard is
    made in this process and may use all workers. ``progress`` is called with the shards done and
    the bytes of inputs read, ``on_silence`` if no worker answers for long.
    """
    done = read = 0

    def report(_: int, size: int) -> None:
        if progress:
            progress(done, read + size)

    for result in _results(shards, workers, report, on_silence):
        done += 1
        read += input_size(result.shard)
        report(0, 0)
        yield result


def _results(
    shards: Sequence[Shard], workers: int, progress: Progress, on_silence: OnSilence | None
) -> Iterator[ShardResult]:
    at_once = min(workers, len(shards))
    if at_once <= 1:
        for shard in shards:
            yield clean_shard(_with_workers(shard, workers), progress, on_silence)
        return
    tasks = [_with_workers(shard, workers // at_once) for shard in shards]
    tasks.sort(key=input_size, reverse=True)
    for shard, result in imap_unordered(clean_shard, tasks, at_once, on_silence):
        yield failed(shard, str(result)) if isinstance(result, CannotRun) else result


def _with_workers(shard: Shard, workers: int) -> Shard:
    return replace(shard, options=replace(shard.options, workers=workers))


def input_size(shard: Shard) -> int:
    """Return the size of the input in bytes; 0 if it is missing."""
    try:
        return Path(shard.source).stat().st_size
    except OSError:
        return 0


def _finished(shard: Shard) -> Summary | None:
    """Return the summary of an output that is complete and up to date; else ``None``."""
    out, manifest, quarantine = (Path(shard.out + suffix) for suffix in ("", MANIFEST, QUARANTINE))
    dropped = Path(shard.out + dropped_suffix(*kind_of(out)))
    if not manifest.exists():
        if out.exists() and not shard.options.force and not _is_run_output(out):
            raise CannotRun(
                f"{out}: this is there already and no run of cleanup made it; move it, or give"
                " --force to replace it"
            )
        return None
    recorded = read_manifest(manifest)
    inputs = recorded["inputs"]
    confirmed = (
        recorded | made_by(shard.options) == recorded
        and recorded["output"].get("guard_formulas", False) == shard.options.guard_formulas
        and [file["path"] for file in inputs] == [shard.source]
        and vouches_for(inputs[0], Path(shard.source))
        and vouches_for(recorded["output"], out)
        and vouches_for(recorded["quarantine"], quarantine)
        and vouches_for(recorded.get("dropped"), dropped)
    )
    if not confirmed:
        return None
    summary = Summary(
        shard.out,
        str(manifest),
        str(quarantine) if quarantine.exists() else None,
        str(dropped) if dropped.exists() else None,
    )
    summary.load_counts(recorded)
    return summary


def _is_run_output(path: Path) -> bool:
    """Return whether a file without a manifest was made by a run, which then was killed."""
    kind, compression = kind_of(path)
    try:
        if kind == "parquet":
            from cleanup.read.parquet import open_table

            return "cleanup_ruleset" in open_table(Source(str(path), kind, None), Meter()).metadata
        with open_bytes(Source(str(path), "jsonl", compression)) as stream:
            first = stream.readline(_LINE)
            return not first or b"cleanup_ruleset" in first
    except CannotRun:
        return False
