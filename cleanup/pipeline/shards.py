"""Clean many files into a folder: one input, one output, each made for itself.

A folder needs no account of its own. Beside each output stands its manifest, which is the last
file to take its name: an output that its manifest vouches for is done, and another run does the
rest. So any number of processes and machines can fill one folder, and any of them can be killed.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cleanup.errors import CannotRun
from cleanup.pipeline.run import run
from cleanup.pool import imap_unordered
from cleanup.read.decompress import Meter, open_bytes
from cleanup.read.find import find_sources
from cleanup.read.source import (
    COMPRESSIONS,
    DELIMITED,
    KINDS,
    PLAIN,
    STDIN,
    Kind,
    Reading,
    Source,
    kind_of,
)
from cleanup.ruleset import ruleset
from cleanup.write.manifest import MANIFEST, made_by, measured, read_manifest
from cleanup.write.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence

    from cleanup.pipeline.run import Progress
    from cleanup.read.row import Columns
    from cleanup.settings import Settings

Format = Literal["parquet", "jsonl", "csv"]
SUFFIXES: dict[Kind, str] = {
    "parquet": ".parquet",
    "jsonl": ".jsonl",
    "csv": ".csv",
    "tsv": ".tsv",
}
"""What the name of an output gets where that of its input does not say its form."""

QUARANTINE = ".quarantine.jsonl"


@dataclass(frozen=True, slots=True)
class Shard:
    """The task to make one output of one input: all of it plain values, so that it can travel.

    ``source`` and ``out`` are paths that mean the same wherever the task is done. ``ruleset`` is
    that of the process which made the plan. ``force`` replaces what no manifest accounts for.
    ``workers`` is how many processes may work on this one file.
    """

    source: str
    out: str
    columns: Columns
    settings: Settings
    ruleset: str
    reading: Reading = PLAIN
    guarded: bool = False
    force: bool = False
    workers: int = 1

    def __str__(self) -> str:
        return self.source


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of a shard: ``made`` now, ``kept`` because it was done already, or ``failed``.

    ``summary`` has the counts of the output, all 0 if there is none; ``problem`` says why.
    """

    shard: Shard
    outcome: Literal["made", "kept", "failed"]
    summary: Summary
    problem: str = ""


class Plan(NamedTuple):
    """What is to be done: the shards of this run, in the order of their outputs.

    ``others`` are outputs in the folder that none of the inputs leads to.
    """

    shards: list[Shard]
    others: list[str]


def clean_shard(shard: Shard, progress: Progress | None = None) -> Entry:
    """Make the output of one shard, unless it is there and its manifest vouches for it.

    To vouch, the ruleset, the columns and how inputs are read must be the same, and so must the
    size and the SHA-256 of input, output and quarantine. Never raises for what is wrong with one
    file: that comes back as an ``Entry`` that failed, and an older output is as it was.
    """
    try:
        if ruleset(shard.settings) != shard.ruleset:
            raise CannotRun(
                f"{shard.source}: the rules here ({ruleset(shard.settings)}) are not those of the"
                f" plan ({shard.ruleset}); install the same versions on every machine"
            )
        if summary := _kept(shard):
            return Entry(shard, "kept", summary)
        Path(shard.out).parent.mkdir(parents=True, exist_ok=True)
        summary = run(
            [shard.source],
            shard.out,
            columns=shard.columns,
            settings=shard.settings,
            reading=shard.reading,
            guarded=shard.guarded,
            progress=progress,
            force=True,
            workers=shard.workers,
        )
    except CannotRun as error:
        return failed(shard, str(error))
    except OSError as error:
        where = error.filename or shard.source
        return failed(shard, f"{where}: {error.strerror}; see to it, and run again")
    except Exception:
        return failed(shard, f"{shard.source}: a fault of cleanup\n{traceback.format_exc()}")
    return Entry(shard, "made", summary)


def failed(shard: Shard, problem: str) -> Entry:
    """Return the entry of a shard that could not be made."""
    return Entry(shard, "failed", Summary(shard.out, shard.out + MANIFEST), problem)


def clean_shards(
    shards: Sequence[Shard], workers: int = 1, progress: Progress | None = None
) -> Generator[Entry, None, None]:
    """Yield the entry of each shard as soon as it is done, whichever that is.

    Each is done whole by one of ``workers`` processes, the largest input first; one shard alone
    is done here and may use them all. ``progress`` is told how many shards are done and how many
    bytes of inputs were read.
    """
    done = read = 0

    def within(_: int, size: int) -> None:
        if progress:
            progress(done, read + size)

    for entry in _done(shards, workers, within):
        done += 1
        read += input_size(entry.shard)
        within(0, 0)
        yield entry


def _done(shards: Sequence[Shard], workers: int, progress: Progress) -> Iterator[Entry]:
    at_once = min(workers, len(shards))
    if at_once <= 1:
        for shard in shards:
            yield clean_shard(replace(shard, workers=workers), progress)
        return
    tasks = [replace(shard, workers=workers // at_once) for shard in shards]
    for shard, entry in imap_unordered(
        clean_shard, sorted(tasks, key=input_size, reverse=True), at_once
    ):
        yield failed(shard, str(entry)) if isinstance(entry, CannotRun) else entry


def input_size(shard: Shard) -> int:
    """Return how many bytes the input has; 0 if it is not there."""
    try:
        return Path(shard.source).stat().st_size
    except OSError:
        return 0


def _kept(shard: Shard) -> Summary | None:
    """Return the summary of an output that is there, whole and up to date; else nothing."""
    out, manifest, aside = (Path(shard.out + more) for more in ("", MANIFEST, QUARANTINE))
    if not manifest.exists():
        if out.exists() and not shard.force and not _is_output(out):
            raise CannotRun(
                f"{out}: this is there already and no run of cleanup made it; move it, or give"
                " --force to replace it"
            )
        return None
    account = read_manifest(manifest)
    vouched = (
        account | made_by(shard.columns, shard.settings, shard.reading) == account
        and account["output"].get("guard_formulas", False) == shard.guarded
        and _holds(Path(shard.source), account["inputs"][0])
        and _holds(out, account["output"])
        and _holds(aside, account["quarantine"])
    )
    if not vouched:
        return None
    summary = Summary(shard.out, str(manifest), str(aside) if aside.exists() else None)
    summary.recall(account)
    return summary


def _holds(file: Path, noted: Mapping[str, Any] | None) -> bool:
    """Return whether a file is the one that a manifest noted, or absent if it noted none."""
    if noted is None or not file.exists():
        return noted is None and not file.exists()
    if file.stat().st_size != noted["bytes"]:
        return False
    return measured(file) == (noted["bytes"], noted["sha256"])


def _is_output(path: Path) -> bool:
    """Return whether a file without a manifest was made by a run: one was killed before its end."""
    kind, compression = kind_of(path)
    try:
        if kind == "parquet":
            from cleanup.read.parquet import open_table

            return "cleanup_ruleset" in open_table(Source(str(path), kind, None), Meter()).metadata
        with open_bytes(Source(str(path), "jsonl", compression)) as stream:
            first = stream.readline()
            return not first or b"cleanup_ruleset" in first
    except CannotRun:
        return False


def is_folder(out: str) -> bool:
    """Return whether an output is meant to be a folder: it is one, or its name has no known suffix.

    A name that ends in a slash is one whatever its suffix.
    """
    path = Path(out)
    if out.endswith("/") or path.is_dir():
        return True
    return out != STDIN and not path.suffix


def plan(
    sources: Sequence[str],
    folder: str,
    *,
    columns: Columns,
    settings: Settings,
    reading: Reading = PLAIN,
    guarded: bool = False,
    output_format: Format | None = None,
    part: tuple[int, int] = (1, 1),
    force: bool = False,
) -> Plan:
    """Return what there is to do to clean all ``sources`` into ``folder``.

    ``part`` is (I, N): of all shards, sorted by their outputs, every Nth from the Ith on, counted
    from 1. Raises ``CannotRun`` if two inputs have the same output, if an output would replace
    an input, or if the folder holds outputs of other rules or columns (unless ``force``).
    """
    if Path(folder).exists() and not Path(folder).is_dir():
        raise CannotRun(
            f"{folder}: this is a file; name a folder, or a file that ends in .parquet or .jsonl"
        )
    inputs = _outputs(sources, folder, reading, output_format)
    sheets = {out for out in inputs if kind_of(Path(out))[0] in DELIMITED}
    if guarded and not sheets:
        raise CannotRun(
            f"{folder}: formulas are guarded in .csv and .tsv alone; leave --guard-formulas out, or"
            " give --output-format csv"
        )
    accounts = _accounts(folder)
    if not force:
        _refuse_mixture(folder, accounts, made_by(columns, settings, reading))
    name = ruleset(settings)
    first, step = part
    shards = [
        Shard(
            inputs[out].path,
            out,
            columns,
            settings,
            name,
            reading,
            guarded and out in sheets,
            force,
        )
        for out in sorted(inputs)[first - 1 :: step]
    ]
    return Plan(shards, [out for out in accounts if out not in inputs and Path(out).exists()])


def _outputs(
    sources: Sequence[str], folder: str, reading: Reading, output_format: Format | None
) -> dict[str, Source]:
    """Return the input of each output."""
    outputs: dict[str, Source] = {}
    files: set[Path] = set()
    for path in sources:
        _refuse_within(path, folder)
        for source in find_sources([path], reading):
            file = source.file.resolve()
            if file in files:
                continue
            files.add(file)
            out = Path(folder, output_name(source, path, output_format)).as_posix()
            if other := outputs.get(out):
                raise CannotRun(
                    f"{source.path}: its output {out} would be that of {other.path} too; rename"
                    " one of them, or run them into two folders"
                )
            outputs[out] = source
    for out in outputs:
        if Path(out).resolve() in files:
            raise CannotRun(f"{out}: this output would replace an input; name another folder")
    return outputs


def _refuse_within(path: str, folder: str) -> None:
    if path == STDIN:
        raise CannotRun(
            "-: standard input has no name to give to a file in a folder; name a file as output"
        )
    if Path(path).is_dir() and Path(folder).resolve().is_relative_to(Path(path).resolve()):
        raise CannotRun(
            f"{folder}: this output lies within the input {path}, so its files would be inputs of"
            " the next run; name a folder elsewhere"
        )


def output_name(source: Source, named: str, output_format: Format | None = None) -> str:
    """Return the name of an output, relative to its folder.

    It is that of the input below the folder that was ``named``. A table keeps its form, its
    compression and its name, or gets the suffix of another form in place of its own. A text file
    has no room for provenance: it becomes a table of one row, with a suffix behind its own.
    """
    path = PurePath(source.path)
    inside = path.relative_to(named) if Path(named).is_dir() else PurePath(path.name)
    form: Kind = output_format or ("jsonl" if source.kind == "text" else source.kind)
    kind, compression = kind_of(Path(inside))
    if kind == form and not (form == "parquet" and compression):
        return inside.as_posix()
    if kind == source.kind != "text":
        while inside.suffix.lower() in COMPRESSIONS.keys() | KINDS.keys():
            inside = inside.with_suffix("")
    return inside.as_posix() + SUFFIXES[form]


def _accounts(folder: str) -> dict[str, dict[str, Any]]:
    """Return the manifests below a folder by the outputs beside which they stand."""
    found = {}
    for path in sorted(Path(folder).rglob(f"*{MANIFEST}")):
        try:
            found[path.as_posix().removesuffix(MANIFEST)] = read_manifest(path)
        except CannotRun:
            continue  # not ours; if it stands where one of ours must go, its shard says so
    return found


def _refuse_mixture(
    folder: str, accounts: Mapping[str, dict[str, Any]], ours: dict[str, Any]
) -> None:
    differing = {out: one for out, one in accounts.items() if one | ours != one}
    if differing:
        first = next(iter(differing))
        what = ", ".join(_differences(differing[first], ours))
        raise CannotRun(
            f"{folder}: {len(differing)} of the {len(accounts)} outputs here were made otherwise,"
            f" as {first} was: {what}. Run with the same, or into another folder, or give --force"
            " to make them anew"
        )


def _differences(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterator[str]:
    """Say what two runs did not have in common."""
    before, now = _named(theirs), _named(ours)
    differing = [name for name in now if name != "ruleset" and before.get(name) != now[name]]
    for name in differing or ["ruleset"]:
        yield f"{name} {before.get(name)!r}, now {now[name]!r}"


def _named(account: Mapping[str, Any]) -> dict[str, Any]:
    """Return the single values of a manifest by their names, as ``settings threshold``."""
    named: dict[str, Any] = {}
    for part, values in account.items():
        of_part = values if isinstance(values, dict) else {}
        named |= {f"{part} {name}": value for name, value in of_part.items()} or {part: values}
    return named
