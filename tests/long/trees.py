"""Small trees of files through ``run`` and ``undo``: ``python -m tests.long.trees SEED``.

A seed gives the files, the settings and the options of a run. What comes back must be what was
there; a second run must make nothing; two processes must write the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
import tempfile
import traceback
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import polars as pl
import zstandard

from cleanup.cli.main import main as command
from tests.files import found, written
from tests.long.trials import random_settings
from tests.pieces import random_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleanup.settings import Settings

STEMS = ("a", "b", "x/a", "x/y.z", "caf\u00e9 \u2028", "n" * 235)
FORMS = (None, None, "jsonl", "csv", "parquet")
ODD = (b"", b"\xff\xfea\0", b"\xef\xbb\xbf", b"no JSON\n", b"caf\xe9, x")
"""What a file may hold, or begin or end with, beside what it should."""


def fault_of_tree(seed: int) -> str:
    """Run and undo the tree of a seed; return what is wrong, ``""`` if nothing is."""
    said = io.StringIO()
    try:
        with tempfile.TemporaryDirectory() as name, chdir(name), redirect_stderr(said):
            fault = _fault(Random(seed), said)
    except Exception as error:
        where = "".join(traceback.format_exception(error)[-3:])
        fault = f"{type(error).__name__}: {where}"
    return f"tree {seed}: {fault}" if fault else ""


def _fault(random: Random, said: io.StringIO) -> str:
    form = random.choice(FORMS)
    whole = form and random.random() < 0.3
    kinds = TEXTS if whole else STRINGS if form else CONTENTS
    out, back = (f"out.{form}", "back/in") if whole else ("out", "back")
    names = {
        random.choice(STEMS) + random.choice(tuple(kinds)): None
        for _ in range(random.randint(1, 5))
    }
    files = {name: kinds[_ending(name, kinds)](random) for name in names}
    written("in", files)
    settings = words(random_settings(random))
    asked = [*settings, *(["--output-format", form] if form and not whole else [])]
    code = _call("run", "in", "-o", out, *asked)
    if code not in (0, 1):
        return "" if _may_refuse(code, said) else f"run {asked} ends with {code}: {_last(said)}"
    if not whole and (fault := _fault_of_another(random, asked, code)):
        return f"{fault}: {_last(said)}"
    if (code := _call("undo", out, "-o", "back")) != 0:
        return f"undo of run {asked} -o {out} ends with {code}: {_last(said)}"
    here, there = found("in"), found(back)
    differing = [name for name in {*here, *there} if here.get(name) != there.get(name)]
    if "not byte for byte" in said.getvalue():
        differing = [name for name in differing if Path(name).suffix not in (".csv", ".tsv")]
    if differing:
        name = min(differing)
        return f"run {asked}: {name} was {here.get(name)!r:.300}, is {there.get(name)!r:.300}"
    return ""


def _fault_of_another(random: Random, asked: list[str], code: int) -> str:
    """Run into the same folder again, which makes nothing, and into another with two processes."""
    before = _bytes("out")
    if (again := _call("run", "in", "-o", "out", *asked)) != code or _bytes("out") != before:
        return f"a second run {asked} ends with {again}, or makes something"
    if random.random() < 0.05:
        _call("run", "in", "-o", "two", *asked, "--workers", "2")
        if _without_manifests(_bytes("two")) != _without_manifests(before):
            return f"two processes write other bytes: run {asked}"
    return ""


def _call(*arguments: str) -> int:
    with redirect_stdout(io.StringIO()):
        try:
            return command(arguments)
        except SystemExit as ended:
            return int(ended.code or 0)


def _may_refuse(code: int, said: io.StringIO) -> bool:
    """Return whether a run ended with a sentence about its inputs."""
    last = _last(said)
    return code == 2 and last.startswith("cleanup: ") and "fault" not in last


def _last(said: io.StringIO) -> str:
    return (said.getvalue().splitlines() or [""])[-1]


def _bytes(folder: str) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in Path(folder).rglob("*")
        if path.is_file()
    }


def _without_manifests(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: raw for name, raw in files.items() if not name.endswith(".manifest.json")}


def words(settings: Settings) -> list[str]:
    """Return settings as the options of ``run``, which has no ``form`` and applies changes."""
    given: dict[str, Any] = {
        "--select": ",".join(settings.select),
        "--extend-select": ",".join(settings.extend_select),
        "--ignore": ",".join(settings.ignore),
        "--remove": ",".join(settings.remove),
        "--threshold": settings.threshold,
        "--mark-threshold": settings.mark_threshold if settings.mark_holes else None,
        "--steps": settings.steps,
        "--preset": settings.preset,
        "--mark-holes": settings.mark_holes,
    }
    options = [f"{name}={value}" for name, value in given.items() if value not in (None, "")]
    return [*options, *(["--unsafe"] if settings.unsafe else [])]


def _ending(name: str, kinds: dict[str, Callable[[Random], bytes]]) -> str:
    return max((ending for ending in kinds if name.endswith(ending)), key=len)


def _text(random: Random) -> str:
    return random_text(random, 6) if random.random() < 0.9 else random.choice(("", " ", "\ufeffa"))


def _raw(random: Random) -> bytes:
    return random.choice(ODD) if random.random() < 0.1 else _text(random).encode()


def _jsonl(random: Random) -> bytes:
    rows: list[bytes] = []
    for number in range(random.randint(1, 5)):
        row: dict[str, Any] = {"id": number, "text": random.choice((_text(random),) * 9 + (None,))}
        if random.random() < 0.2:
            row |= {"title": _text(random), "n": {"a": [1.5, None]}}
        rows.append(json.dumps(row, ensure_ascii=random.random() < 0.5).encode())
    if random.random() < 0.1:
        rows.insert(random.randint(0, len(rows)), random.choice((b"no JSON", b'{"text": 7}')))
    return b"\n".join(rows) + b"\n" * (random.random() < 0.8)


def _csv(delimiter: str = ",") -> Callable[[Random], bytes]:
    def made(random: Random) -> bytes:
        out = io.StringIO()

        class Dialect(csv.excel):
            quoting = random.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
            lineterminator = random.choice(("\n", "\r\n"))

        writer = csv.writer(out, Dialect, delimiter=delimiter)
        writer.writerow(["id", "text", "na me"])
        for number in range(random.randint(0, 4)):
            writer.writerow([number, _text(random).replace("\0", ""), random.choice(("", "=1"))])
        return out.getvalue().encode()

    return made


def _parquet(random: Random) -> bytes:
    texts = [random.choice((_text(random), None)) for _ in range(random.randint(0, 4))]
    frame = pl.DataFrame(
        {"id": range(len(texts)), "text": texts, "n": [[{"a": 1.5}]] * len(texts)},
        schema_overrides={"text": pl.String, "n": pl.List(pl.Struct({"a": pl.Float64}))},
    )
    stream = io.BytesIO()
    frame.write_parquet(stream)
    return stream.getvalue()


def _zstd(made: Callable[[Random], bytes]) -> Callable[[Random], bytes]:
    return lambda random: zstandard.ZstdCompressor().compress(made(random) or b"a")


TEXTS: dict[str, Callable[[Random], bytes]] = {
    ".txt": _raw,
    ".md": _raw,
    ".txt.zst": _zstd(_raw),
}
STRINGS = TEXTS | {".csv": _csv(), ".tsv": _csv("\t")}
"""What every form of output can hold: each value is a string."""
CONTENTS = STRINGS | {".jsonl": _jsonl, ".jsonl.zst": _zstd(_jsonl), ".parquet": _parquet}


def main() -> int:
    """Try the trees of some seeds again; return 1 if one has a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", type=int, nargs="+", metavar="SEED")
    faults = [fault for seed in parser.parse_args().seeds if (fault := fault_of_tree(seed))]
    print("\n".join(faults) or "no fault")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
