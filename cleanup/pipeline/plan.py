"""Plan a run into a folder: which output each input gets, and whether they may be made there."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cleanup.errors import CannotRun
from cleanup.pipeline.options import made_by
from cleanup.pipeline.shards import Shard
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
from cleanup.write.manifest import MANIFEST, QUARANTINE, read_manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cleanup.pipeline.options import RunOptions
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


class Plan(NamedTuple):
    """The shards of a run, in the order of their outputs.

    ``others`` are outputs in the folder that belong to none of the inputs; ``faults`` are sentences
    about links that are not followed, and about manifests there that are none and in nobody's way.
    """

    shards: list[Shard]
    others: list[str]
    faults: list[str]


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
