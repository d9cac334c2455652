"""Clean many files into a folder: one output for each input, independent of the others.

A folder has no manifest of its own. The manifest of each output is the last file to be renamed to
its final name: an output that its manifest confirms is done, and another run makes the rest. So
any number of processes and machines can fill one folder, and any of them can be killed.
"""

from __future__ import annotations

import hashlib
import os
import traceback
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cleanup.errors import CannotRun
from cleanup.pipeline.options import made_by
from cleanup.pipeline.run import run
from cleanup.pool import imap_unordered
from cleanup.read.decompress import Meter, open_bytes
from cleanup.read.find import find_sources
from cleanup.read.regular import resolved
from cleanup.read.source import (
    COMPRESSIONS,
    DELIMITED,
    KINDS,
    STDIN,
    Kind,
    Source,
    kind_of,
)
from cleanup.ruleset import ruleset
from cleanup.write import dropped_suffix
from cleanup.write.manifest import MANIFEST, QUARANTINE, read_manifest, vouches_for
from cleanup.write.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence

    from cleanup.pipeline.options import RunOptions
    from cleanup.pipeline.run import Progress
    from cleanup.pool import OnSilence
    from cleanup.read.source import Reading

Format = Literal["parquet", "jsonl", "csv"]
SUFFIXES: dict[Kind, str] = {
    "parquet": ".parquet",
    "jsonl": ".jsonl",
    "csv": ".csv",
    "tsv": ".tsv",
}
"""The suffix of an output whose input has a suffix of another format."""

_LONGEST = 255 - max(len(QUARANTINE), len(dropped_suffix("jsonl", "zstd")))
"""The most bytes of the name of an output, which has companions with longer ones."""

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


class Plan(NamedTuple):
    """The shards of a run, in the order of their outputs.

    ``others`` are outputs in the folder that belong to none of the inputs; ``faults`` are sentences
    about links that are not followed, and about manifests there that are none and in nobody's way.
    """

    shards: list[Shard]
    others: list[str]
    faults: list[str]


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


def is_folder(out: str) -> bool:
    """Return whether an output is a folder: it exists as one, or its name has no suffix.

    A name that ends in a slash is a folder whatever its suffix.
    """
    path = Path(out)
    if out.endswith("/") or path.is_dir():
        return True
    return out != STDIN and not path.suffix


def plan(
    sources: Sequence[str],
    folder: str,
    options: RunOptions,
    *,
    output_format: Format | None = None,
    part: tuple[int, int] = (1, 1),
) -> Plan:
    """Return the shards that clean all ``sources`` into ``folder``.

    ``part`` is (I, N): of all shards, sorted by output, every Nth from the Ith on, counted from 1.
    Raises ``CannotRun`` if two inputs have the same output, if an output would replace an input,
    or if the folder has outputs of other rules or columns (unless ``options.force``).
    """
    if Path(folder).exists() and not Path(folder).is_dir():
        raise CannotRun(
            f"{folder}: this is a file; name a folder, or a file that ends in .parquet or .jsonl"
        )
    links: list[str] = []
    inputs = _inputs_by_output(sources, folder, options.reading, output_format, links.append)
    delimited = {out for out in inputs if kind_of(Path(out))[0] in DELIMITED}
    if options.guard_formulas and not delimited:
        raise CannotRun(
            f"{folder}: formulas are guarded in .csv and .tsv alone; leave --guard-formulas out, or"
            " give --output-format csv"
        )
    manifests, faults = _manifests(folder)
    if not options.force:
        _refuse_mixed(folder, manifests, made_by(options))
    name = ruleset(options.settings)
    unguarded = replace(options, guard_formulas=False)
    first, step = part
    shards = [
        Shard(inputs[out].path, out, name, options if out in delimited else unguarded)
        for out in sorted(inputs)[first - 1 :: step]
    ]
    others = [out for out in manifests if out not in inputs and Path(out).exists()]
    said = [sentence for out, sentence in faults.items() if out not in inputs]
    return Plan(shards, others, [*links, *said])


def _inputs_by_output(
    sources: Sequence[str],
    folder: str,
    reading: Reading,
    output_format: Format | None,
    on_link: Callable[[str], object],
) -> dict[str, Source]:
    """Return the input of each output; raise ``CannotRun`` if they are in each other's way."""
    outputs: dict[str, Source] = {}
    files: set[Path] = set()
    for path in sources:
        _refuse_nested(path, folder)
        for source in find_sources([path], reading, within=sources, on_link=on_link):
            file = source.file.resolve()
            if file in files:
                continue
            files.add(file)
            out = Path(folder, output_name(source, path, output_format)).as_posix()
            if earlier := outputs.get(out):
                raise CannotRun(
                    f"{source.path}: its output {out} would be that of {earlier.path} too; rename"
                    " one of them, or run them into two folders"
                )
            outputs[out] = source
    for out in outputs:
        if resolved(out) in files:
            raise CannotRun(f"{out}: this output would replace an input; name another folder")
        companions = {
            QUARANTINE: "quarantine file",
            dropped_suffix(*kind_of(Path(out))): "file of dropped rows",
        }
        for suffix, what in companions.items():
            if other := outputs.get(f"{out}{suffix}"):
                raise CannotRun(
                    f"{other.path}: its output {out}{suffix} would be the {what} of"
                    f" {outputs[out].path}; rename one of them, or run them into two folders"
                )
    return outputs


def _refuse_nested(path: str, folder: str) -> None:
    if path == STDIN:
        raise CannotRun(
            "-: standard input has no name to give to a file in a folder; name a file as output"
        )
    if Path(path).is_dir() and resolved(folder).is_relative_to(resolved(path)):
        raise CannotRun(
            f"{folder}: this output lies within the input {path}, so its files would be inputs of"
            " the next run; name a folder elsewhere"
        )


def output_name(source: Source, named: str, output_format: Format | None = None) -> str:
    """Return the name of an output, relative to its folder.

    It is that of the input, relative to the folder that was ``named``. A table keeps its format,
    its compression and its name, or its suffix is replaced by that of another format. A text file
    cannot hold provenance: it becomes a table of one row, with a suffix after its own. A name that
    leaves no room for the suffixes of manifest and quarantine is cut.
    """
    path = PurePath(source.path)
    inside = path.relative_to(named) if Path(named).is_dir() else PurePath(path.name)
    output_kind: Kind = output_format or ("jsonl" if source.kind == "text" else source.kind)
    kind, compression = kind_of(Path(inside))
    if kind == output_kind and not (output_kind == "parquet" and compression):
        return _short(inside, inside.suffixes[-2:] if compression else [inside.suffix])
    if kind == source.kind != "text":
        while inside.suffix.lower() in COMPRESSIONS.keys() | KINDS.keys():
            inside = inside.with_suffix("")
    suffix = SUFFIXES[output_kind]
    return _short(inside.with_name(inside.name + suffix), [suffix])


def _short(path: PurePath, suffixes: Sequence[str]) -> str:
    """Return a path with a name that has room for suffixes; a cut one has a hash of the whole."""
    name, ending = os.fsencode(path.name), "".join(suffixes)
    if len(name) <= _LONGEST:
        return path.as_posix()
    digest = hashlib.sha256(name).hexdigest()[:16]
    kept = name[: _LONGEST - len(os.fsencode(ending)) - len(digest) - 1]
    return path.with_name(f"{kept.decode(errors='ignore')}~{digest}{ending}").as_posix()


def _manifests(folder: str) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """Return the manifests below a folder, by output, and what is wrong with those that are none.

    If one of these is in the way of an output, its shard fails.
    """
    found, faults = {}, {}
    for path in sorted(Path(folder).rglob(f"*{MANIFEST}")):
        out = path.as_posix().removesuffix(MANIFEST)
        try:
            found[out] = read_manifest(path)
        except CannotRun as error:
            faults[out] = str(error)
    return found, faults


def _refuse_mixed(
    folder: str, manifests: Mapping[str, dict[str, Any]], ours: dict[str, Any]
) -> None:
    """Raise ``CannotRun`` if outputs in the folder were made by other rules or options."""
    differing = {out: theirs for out, theirs in manifests.items() if theirs | ours != theirs}
    if differing:
        first = next(iter(differing))
        what = ", ".join(_differences(differing[first], ours))
        raise CannotRun(
            f"{folder}: {len(differing)} of the {len(manifests)} outputs here were made otherwise,"
            f" as {first} was: {what}. Run with the same, or into another folder, or give --force"
            " to make them anew"
        )


def _differences(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterator[str]:
    """Yield what differs between two manifests."""
    before, now = _flat(theirs), _flat(ours)
    differing = [name for name in now if name != "ruleset" and before.get(name) != now[name]]
    for name in differing or ["ruleset"]:
        yield f"{name} {before.get(name)!r}, now {now[name]!r}"


def _flat(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a manifest by names such as ``settings threshold``."""
    flat: dict[str, Any] = {}
    for part, values in manifest.items():
        of_part = values if isinstance(values, dict) else {}
        flat |= {f"{part} {name}": value for name, value in of_part.items()} or {part: values}
    return flat
