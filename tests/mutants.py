"""Change what a run or ``fix`` stored, as a fault or an attacker would, and undo it.

Three kinds are changed: manifests, ledgers of ``fix`` and the outputs of ``run``. However they are
changed, ``undo`` must end without a traceback, rebuild nothing but original texts, and write
nothing outside the folder of the originals.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from cleanup.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

GLUED = "The old ferry ran late on Monday.Nobody knew why the engine had stopped."
TEXTS = (
    f"{GLUED}\n",
    f"{GLUED} caf\u00e9 \U0001f6a2\n",
    "Nothing is wrong with this line.\n",
    f"\ufeff{GLUED}\r\n{GLUED}\n",
)
ODD: tuple[object, ...] = (
    None,
    True,
    -1,
    0,
    1.5,
    10**30,
    "",
    "..",
    ".",
    "/",
    "//a/b.txt",
    "/etc/hostname",
    "/dev/zero",
    "../../outside.txt",
    "a\0b",
    "\ud800",
    "x" * 300,
    "-",
    [],
    {},
    [[]],
    {"a": []},
)
RAW = (b"NaN", b"1e999", b"-Infinity", b"[" * 5000, b"\xff\xfe", b"\\ud800", b"\0", b"9" * 5000)
"""What is no JSON, or JSON that no run writes."""


class Stored(NamedTuple):
    """A folder in which something was cleaned: what to change there, and what to undo.

    ``texts`` are the originals, by file: nothing else may come back.
    """

    folder: Path
    kind: str
    victim: str
    undone: str
    texts: tuple[str, ...]


class Outcome(NamedTuple):
    """What ``undo`` did with a changed file: how it ended, and what is wrong with that."""

    code: int
    faults: tuple[str, ...]


def stored(folder: Path) -> Iterator[Stored]:
    """Clean texts and tables below ``folder`` in all ways; yield what can be changed and undone."""
    (folder / "in").mkdir(parents=True)
    for number, text in enumerate(TEXTS):
        Path(folder, "in", f"{number}.txt").write_bytes(text.encode())
    rows = [{"id": number, "text": text, "n": {"a": [1.5]}} for number, text in enumerate(TEXTS)]
    (folder / "t.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    with (folder / "c.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([["id", "text"], *enumerate(TEXTS)])
    with _quiet(folder):
        for words in (
            *(["run", "in", "-o", f"texts.{form}"] for form in ("jsonl", "parquet", "csv")),
            *(["run", "t.jsonl", "-o", f"table.{form}"] for form in ("jsonl", "parquet", "csv")),
            ["run", "t.jsonl", "-o", "guarded.csv", "--guard-formulas"],
            ["run", "c.csv", "-o", "dialect.csv"],
            ["run", "in", "t.jsonl", "-o", "out/"],
        ):
            assert main(words) == 0, words
        shutil.copytree("in", "fixed")
        assert main(["fix", "fixed", "--ledger", "ledger.jsonl"]) == 0
    for form in ("jsonl", "parquet", "csv"):
        for name in (f"texts.{form}", f"table.{form}"):
            yield Stored(folder, "output", name, name, TEXTS)
            yield Stored(folder, "manifest", f"{name}.manifest.json", name, TEXTS)
    yield Stored(folder, "manifest", "guarded.csv.manifest.json", "guarded.csv", TEXTS)
    yield Stored(folder, "manifest", "dialect.csv.manifest.json", "dialect.csv", TEXTS)
    yield Stored(folder, "output", "dialect.csv", "dialect.csv", TEXTS)
    yield Stored(folder, "manifest", "out/0.txt.jsonl.manifest.json", "out", TEXTS)
    yield Stored(folder, "manifest", "out/t.jsonl.manifest.json", "out", TEXTS)
    yield Stored(folder, "output", "out/1.txt.jsonl", "out", TEXTS)
    yield Stored(folder, "output", "out/t.jsonl", "out", TEXTS)
    yield Stored(folder, "ledger", "ledger.jsonl", "ledger.jsonl", TEXTS)


def attacked(given: Stored, random: Random) -> Outcome:
    """Change one stored file, undo, and compare what came back; the file is as it was after."""
    victim = given.folder / given.victim
    before = victim.read_bytes()
    outside = _listing(given.folder)
    try:
        victim.write_bytes(mutated(before, random, table=victim.suffix == ".parquet"))
        back = _place(given, random)
        with _unseen() as unseen, _quiet(given.folder) as said:
            code = main(["undo", given.undone, "-o", back])
        faults = _faults(given, back, code, said.getvalue(), outside)
        return Outcome(code, (*unseen, *faults))
    finally:
        victim.write_bytes(before)
        for name in ("back", "back.jsonl", "back.csv", "back.parquet"):
            _removed(given.folder / name)


def _place(given: Stored, random: Random) -> str:
    if given.kind == "ledger" or given.undone == "out" or "texts" in given.undone:
        return "back"
    forms = ["jsonl", "csv"] + ["parquet"] * (".parquet" in given.undone)
    return f"back.{random.choice(forms)}"


def _faults(
    given: Stored, back: str, code: int, said: str, outside: dict[str, tuple[int, int]]
) -> Iterator[str]:
    if code not in (0, 1, 2):
        yield f"exit code {code}"
    if code == 2 and not said.strip():
        yield "ends with 2 and says nothing"
    now = _listing(given.folder)
    if beside := [name for name in now if outside.get(name) != now[name] and name != given.victim]:
        yield f"wrote {beside}"
    for text in _texts(given.folder / back):
        if text not in given.texts:
            yield f"a wrong text came back: {text!r}"


def _texts(place: Path) -> Iterator[str]:
    """Yield the texts that came back, from files or from the rows of a table."""
    if place.is_dir():
        for path in place.rglob("*"):
            if path.is_file():
                yield from _texts(path)
    elif not place.is_file():
        return
    elif place.suffix == ".jsonl":
        for line in place.read_bytes().splitlines():
            yield json.loads(line).get("text", "no text")
    elif place.suffix == ".parquet":
        yield from pq.read_table(place).column("text").to_pylist()
    elif place.suffix == ".csv":
        delimiter = ";" if place.read_bytes().startswith(b"id;") else ","
        with place.open(encoding="utf-8", newline="") as file:
            yield from (row["text"] for row in csv.DictReader(file, delimiter=delimiter))
    else:
        yield place.read_bytes().decode()


def _listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the files below a folder and the folder above it, besides what came back."""
    found = {}
    for path in (*folder.rglob("*"), *folder.parent.iterdir()):
        name = os.path.relpath(path, folder)
        if not name.startswith("back") and path.is_file():
            found[name] = (path.stat().st_size, path.stat().st_mtime_ns)
    return found


def _removed(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


@contextlib.contextmanager
def _unseen() -> Iterator[list[str]]:
    """Collect what is written to standard error past Python, as the panic of a library is."""
    said: list[str] = []
    sys.stderr.flush()
    kept = os.dup(2)
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 2)
        try:
            yield said
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            file.seek(0)
            if written := file.read(500):
                said.append(f"standard error has {written!r}")


@contextlib.contextmanager
def _quiet(folder: Path) -> Iterator[io.StringIO]:
    said = io.StringIO()
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(said),
    ):
        yield said


def mutated(raw: bytes, random: Random, *, table: bool = False) -> bytes:
    """Return the bytes of a stored file with one or two random changes."""
    ways: list[Callable[[bytes, Random], bytes]] = [_bytes_changed, _lines_changed, _value_changed]
    if table:
        ways = [_bytes_changed, _table_changed, _table_changed]
    for _ in range(random.randint(1, 2)):
        with contextlib.suppress(pa.ArrowException, OSError):
            raw = random.choice(ways)(raw, random)
    return raw


def _bytes_changed(raw: bytes, random: Random) -> bytes:
    start = random.randrange(len(raw) + 1)
    end = min(len(raw), start + random.choice((0, 1, 1, 4, 40)))
    new = random.choice((*RAW, b"", bytes([random.randrange(256)]), b'"', b"}", b",", b"\n"))
    if random.random() < 0.1:
        return raw[:start]
    return raw[:start] + new + raw[end:]


def _lines_changed(raw: bytes, random: Random) -> bytes:
    lines = raw.splitlines(keepends=True) or [b""]
    first, second = (random.randrange(len(lines)) for _ in range(2))
    way = random.randrange(4)
    if way == 0:
        lines[first], lines[second] = lines[second], lines[first]
    elif way == 1:
        lines.insert(first, lines[second])
    elif way == 2:
        del lines[first]
    else:
        lines[first] = random.choice((*RAW, b"", b"{}", b"[]", b"null")) + b"\n"
    return b"".join(lines)


def _value_changed(raw: bytes, random: Random) -> bytes:
    """Change one value of a JSON text, or of one line of it."""
    whole = [raw] if raw.count(b"{") and raw.startswith(b"{\n") else raw.splitlines(keepends=True)
    number = random.randrange(len(whole) or 1)
    try:
        value = json.loads(whole[number])
        changed = json.dumps(value_changed(value, random), ensure_ascii=random.random() < 0.5)
        whole[number] = changed.encode("utf-8", "surrogatepass") + b"\n"
    except (ValueError, IndexError, RecursionError):
        return _bytes_changed(raw, random)
    return b"".join(whole)


def value_changed(value: Any, random: Random) -> Any:  # noqa: ANN401
    """Return a value of JSON in which one value, at a random depth, is another or is missing."""
    if isinstance(value, dict) and value and random.random() < 0.9:
        name = random.choice(sorted(value))
        if random.random() < 0.1:
            return {other: value[other] for other in value if other != name}
        return value | {name: value_changed(value[name], random)}
    if isinstance(value, list) and value and random.random() < 0.9:
        number = random.randrange(len(value))
        return [*value[:number], value_changed(value[number], random), *value[number + 1 :]]
    if isinstance(value, int) and random.random() < 0.4:
        return value + random.choice((-2, -1, 1, 2, 2**63))
    if isinstance(value, str) and value and random.random() < 0.3:
        cut = random.randrange(len(value))
        return value[:cut] + random.choice(("", "x", "\n", "/", "../")) + value[cut + 1 :]
    return random.choice(ODD)


def _table_changed(raw: bytes, random: Random) -> bytes:
    """Change a column of a table: one value, its type, its name, or its metadata."""
    table = pq.read_table(pa.BufferReader(raw))
    number = random.randrange(table.num_columns)
    name, column = table.column_names[number], table.column(number)
    way = random.randrange(6)
    if way == 0:
        table = table.remove_column(number)
    elif way == 1:
        names = [*table.column_names]
        names[number] = random.choice(("text", "x", "cleanup_edits", ""))
        table = table.rename_columns(names)
    elif way == 2:
        other = random.choice((pa.array([[1]] * len(table)), pa.array([7] * len(table))))
        table = table.set_column(number, name, pa.array(other))
    elif way == 3:
        metadata = dict(table.schema.metadata or {})
        key = random.choice(sorted(metadata) or [b"cleanup_columns"])
        metadata[key] = random.choice((*RAW[:4], b"{}", b"[7]", b'["id"]', b'{"text": 7}', b""))
        table = table.replace_schema_metadata(metadata)
    elif way == 4 and len(table):
        table = table.take([random.randrange(len(table)) for _ in range(len(table))])
    else:
        values = value_changed(column.to_pylist(), random)
        try:
            table = table.set_column(number, name, pa.array(values, column.type))
        except (TypeError, ValueError, OverflowError, pa.ArrowException):
            table = table.set_column(number, name, pa.nulls(len(table)))
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    return bytes(sink.getvalue())
