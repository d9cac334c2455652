"""Small or sparse files that ask for the memory of large ones, and what each command makes of them.

A bomb is built in a folder of its own for a number of bytes that it takes when it is decoded; a
small number builds the same kind for the quick tests.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import json
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import zstandard

from benchmarks.resources import texts, write_input

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PLAIN = "The old ferry ran late on Monday. Nobody knew why the engine had stopped."
MEGABYTE = 1 << 20
SMALLER = 800
"""Bounds of the quick tests are this much smaller, as 80 KB for a line instead of 64 MB."""
LARGE = 2 << 30
"""Decoded bytes of a bomb that is built in full."""


class Bomb(NamedTuple):
    """A kind of bomb, and a command that is given one in the folder where it was built.

    ``codes`` are the exit codes with which it may end. ``size`` is how many decoded bytes it has
    in full.
    """

    name: str
    build: Callable[[Path, int], None]
    words: str
    codes: tuple[int, ...] = (2,)
    size: int = LARGE

    @property
    def on_disk(self) -> int:
        """How many bytes it has on disk, at most."""
        return self.size if self.build in (_rows, _ledger_of_rows, _output_of_rows) else 0

    @property
    def small(self) -> int:
        """How many decoded bytes it has in the quick tests, in which all bounds are smaller."""
        return min(self.size, max(self.size // SMALLER, 15_000))


def _repeated(begin: bytes, piece: bytes, end: bytes, size: int) -> Iterator[bytes]:
    """Yield ``piece`` as often as it goes into ``size`` bytes, a megabyte at a time."""
    yield begin
    if not piece:
        yield end
        return
    many = piece * max(1, MEGABYTE // len(piece))
    for _ in range(size // len(many)):
        yield many
    yield piece * (size % len(many) // len(piece))
    yield end


def packed(file: Path, blocks: Iterator[bytes]) -> None:
    """Write blocks to a file, compressed as its name says."""
    if file.suffix == ".gz":
        with gzip.open(file, "wb", 9) as stream:
            stream.writelines(blocks)
    elif file.suffix == ".zst":
        with (
            file.open("wb") as raw,
            zstandard.ZstdCompressor(level=3).stream_writer(raw) as writer,
        ):
            for block in blocks:
                writer.write(block)
    else:
        with file.open("wb") as stream:
            stream.writelines(blocks)


def _content(name: str, begin: bytes, piece: bytes, end: bytes) -> Callable[[Path, int], None]:
    """Return what builds a file of one piece that repeats."""

    def build(folder: Path, size: int) -> None:
        packed(folder / name, _repeated(begin, piece, end, size))

    return build


def _members(name: str, count: int = 64) -> Callable[[Path, int], None]:
    """Return what builds a file of ``count`` gzip members or zstd frames, all the same."""

    def build(folder: Path, size: int) -> None:
        piece = b'{"text": "A quay."}\n' * (size // count // 20)
        pack = gzip.compress if name.endswith(".gz") else zstandard.compress
        (folder / name).write_bytes(pack(piece) * count)

    return build


def _sparse(name: str, begin: bytes = b"") -> Callable[[Path, int], None]:
    """Return what builds a file that ends in a hole: NUL bytes that take no room on disk."""

    def build(folder: Path, size: int) -> None:
        with (folder / name).open("wb") as file:
            file.write(begin)
            file.truncate(size)

    return build


def _many_keys(folder: Path, size: int) -> None:
    """One row of ``size / 20`` keys."""
    row = {"text": PLAIN} | {f"key{number}": number for number in range(size // 20)}
    (folder / "in.jsonl").write_text(json.dumps(row) + "\n")


def _growing_keys(folder: Path, size: int) -> None:
    """Rows of 30 keys each, none of which stood before."""
    with (folder / "in.jsonl").open("w") as file:
        for row in range(size // 600):
            new = {f"key{row}_{number}": number for number in range(30)}
            file.write(json.dumps({"text": PLAIN} | new) + "\n")


def _first_keys(folder: Path, size: int) -> None:
    """A first row of many keys, and many rows without them: nulls in every column."""
    row = {"text": PLAIN} | {f"k{number}": "x" for number in range(19_000)}
    lines = (
        json.dumps({"text": f"{PLAIN} {number}"}) + "\n" for number in range(size // 152_000 + 1)
    )
    with (folder / "in.jsonl").open("w") as file:
        file.writelines(chain([json.dumps(row) + "\n"], lines))


def _wide_parquet(folder: Path, size: int) -> None:
    """Columns of nulls, which take nothing on disk."""
    rows = size // 5_000 // 8
    empty = pa.nulls(rows, pa.int64())
    columns = {"text": pa.array([PLAIN] * rows)} | {f"k{n}": empty for n in range(5_000)}
    pq.write_table(pa.table(columns), folder / "in.parquet", compression="zstd")


def _parquet(column: Callable[[int], pa.Array], rows: int = 4) -> Callable[[Path, int], None]:
    """Return what builds Parquet with another column beside the text."""

    def build(folder: Path, size: int) -> None:
        table = pa.table({"text": [PLAIN] * rows, "other": column(size)})
        pq.write_table(table, folder / "in.parquet", compression="zstd", store_schema=False)

    return build


def _lists(values: pa.Array, lists: int) -> pa.Array:
    ends = [len(values) * number // lists for number in range(lists + 1)]
    return pa.LargeListArray.from_arrays(pa.array(ends, pa.int64()), values).cast(
        pa.list_(values.type)
    )


def null_lists(size: int) -> pa.Array:
    """Return four lists of nulls."""
    return _lists(pa.nulls(size // 8, pa.int64()), 4)


def number_lists(size: int) -> pa.Array:
    """Return four lists of one number that repeats."""
    values = pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int8()), size // 8), [7])
    return _lists(values.cast(pa.int64()), 4)


def empty_strings(size: int) -> pa.Array:
    """Return four lists of empty strings."""
    return _lists(pa.repeat(pa.scalar(""), size // 8), 4)


def deep_lists(size: int) -> pa.Array:
    """Return lists of lists of lists, all of them with one value."""
    array = pa.nulls(size // 64, pa.int8())
    one_each = pa.array(range(len(array) + 1), pa.int32())
    for _ in range(8):
        array = pa.ListArray.from_arrays(one_each, array)
    return _lists(array, 4)


def _dictionary(folder: Path, size: int) -> None:
    word = "word " * 200_000
    column = pa.DictionaryArray.from_arrays(
        pa.repeat(pa.scalar(0, pa.int32()), max(2, size // len(word))), pa.array([word])
    )
    pq.write_table(
        pa.table({"text": column}), folder / "in.parquet", compression="zstd", store_schema=False
    )


def _lying_footer(folder: Path, size: int) -> None:
    """Parquet that says that its footer is as long as a file of ``size`` bytes."""
    pq.write_table(pa.table({"text": [PLAIN]}), folder / "in.parquet")
    with (folder / "in.parquet").open("r+b") as file:
        file.seek(-8, 2)
        file.write(min(size, 2**31 - 1).to_bytes(4, "little"))


def _long_footer(folder: Path, size: int) -> None:
    """A sparse file that ends as Parquet does, with a footer of nearly all of it."""
    with (folder / "in.parquet").open("wb") as file:
        file.write(b"PAR1")
        file.truncate(size)
        file.seek(0, 2)
        file.write(min(size - 4, 2**31 - 1).to_bytes(4, "little") + b"PAR1")


def _row_groups(folder: Path, size: int) -> None:
    """Row groups of one row."""
    with pq.ParquetWriter(folder / "in.parquet", pa.schema({"text": pa.string()})) as writer:
        group = pa.table({"text": ["A quay."]})
        for _ in range(size // 2_000):
            writer.write_table(group)


def _provenance(text: str = PLAIN, row: int = 0, **others: object) -> dict[str, object]:
    return {
        "text": text,
        "cleanup_edits": [],
        "cleanup_original_sha256": sha256(text.encode()).hexdigest(),
        "cleanup_row": row,
        "cleanup_source": "in.jsonl",
        **others,
    }


def _output(name: str, begin: bytes, piece: bytes, end: bytes) -> Callable[[Path, int], None]:
    """Return what builds an output whose first row is sound and whose second is a bomb."""

    def build(folder: Path, size: int) -> None:
        first = json.dumps(_provenance()).encode() + b"\n"
        packed(folder / name, _repeated(first + begin, piece, end, size))

    return build


def _rows_of_output(name: str) -> Callable[[Path, int], None]:
    """Return what builds an output of sound rows, all the same."""
    return _content(name, b"", json.dumps(_provenance("A quay.")).encode() + b"\n", b"")


def _edits(folder: Path, size: int) -> None:
    """An output of one row with an edit that brings back nothing, again and again."""
    edit = b'{"start":0,"end":0,"before":"","after":"","codes":[],"removal":false},'
    head, tail = json.dumps(_provenance()).encode().split(b'"cleanup_edits": []')
    begin, end = head + b'"cleanup_edits": [', edit[:-1] + b"]" + tail + b"\n"
    packed(folder / "out.jsonl.zst", _repeated(begin, edit, end, size))


def _ledger(begin: bytes, piece: bytes, end: bytes) -> Callable[[Path, int], None]:
    """Return what builds a ledger of ``fix`` with one line, whose edits are given."""

    def build(folder: Path, size: int) -> None:
        line = json.dumps(
            {"path": "a.txt", "original_sha256": "0" * 64, "cleaned_sha256": "1" * 64}
        ).encode()
        before = line[:-1] + b', "edits": [' + begin
        packed(folder / "ledger.jsonl", _repeated(before, piece, end, size))
        (folder / "a.txt").write_text(PLAIN)

    return build


def _ledger_of_large_file(folder: Path, size: int) -> None:
    """A ledger of a sparse file."""
    _ledger(b"", b"", b"]}\n")(folder, 0)
    (folder / "a.txt").unlink()
    _sparse("a.txt")(folder, size)


def _ledger_of_holes(folder: Path, size: int) -> None:
    """A ledger that is a hole, and a damaged text."""
    _sparse("l.jsonl")(folder, size)
    (folder / "in.txt").write_text("The ferry left on Monday.Nobody knew why.\n")


def _many_lines(folder: Path, size: int) -> None:
    """A ledger of one file that was repaired again and again."""
    line = {"path": "a.txt", "original_sha256": "0" * 64, "cleaned_sha256": "1" * 64, "edits": []}
    packed(folder / "ledger.jsonl", _repeated(b"", json.dumps(line).encode() + b"\n", b"", size))
    (folder / "a.txt").write_text(PLAIN)


def run_first(folder: Path) -> dict[str, Any]:
    """Clean a small file in a folder, with a row that is quarantined; return the manifest."""
    from tests.commands import run

    (folder / "in.jsonl").write_text(json.dumps({"text": PLAIN}) + "\nno JSON\n")
    with contextlib.redirect_stdout(io.StringIO()):
        assert run("run", str(folder / "in.jsonl"), "-o", str(folder / "out.jsonl")) == 1
    content: dict[str, Any] = json.loads((folder / "out.jsonl.manifest.json").read_text())
    return content


def _manifest(begin: bytes, piece: bytes, end: bytes) -> Callable[[Path, int], None]:
    """Return what builds an output with a manifest that goes on and on."""

    def build(folder: Path, size: int) -> None:
        content = json.dumps(run_first(folder)).encode()
        before = content[:-1] + b', "more": ' + begin
        packed(folder / "out.jsonl.manifest.json", _repeated(before, piece, end + b"}", size))

    return build


def _quarantine(begin: bytes, piece: bytes, end: bytes) -> Callable[[Path, int], None]:
    """Return what builds an output with a quarantine file that its manifest vouches for."""

    def build(folder: Path, size: int) -> None:
        content = run_first(folder)
        place = folder / "out.jsonl.quarantine.jsonl"
        packed(place, _repeated(begin, piece, end, size))
        content["quarantine"] = content["quarantine"] | _recorded(place)
        (folder / "out.jsonl.manifest.json").write_text(json.dumps(content))

    return build


def _recorded(file: Path) -> dict[str, object]:
    """Return what a manifest says of a file that it vouches for."""
    digest = sha256()
    with file.open("rb") as stream:
        while block := stream.read(MEGABYTE):
            digest.update(block)
    return {"bytes": file.stat().st_size, "sha256": digest.hexdigest()}


def _vouched(name: str, build: Callable[[Path, int], None]) -> Callable[[Path, int], None]:
    """Return what builds an output with a manifest that vouches for it."""

    def both(folder: Path, size: int) -> None:
        content = run_first(folder)
        build(folder, size)
        content["output"] = content["output"] | _recorded(folder / name)
        (folder / f"{name}.manifest.json").write_text(json.dumps(content))

    return both


def _rows(folder: Path, size: int) -> None:
    """Ordinary rows, one in ten of them damaged."""
    write_input(folder / "in.jsonl", size / 1e6)


def _output_of_rows(folder: Path, size: int) -> None:
    """An output of ordinary rows, each with its provenance."""
    with (folder / "out.jsonl").open("w", encoding="utf-8") as file:
        for row, text in enumerate(texts(size / 1e6)):
            file.write(json.dumps(_provenance(text, row), ensure_ascii=False) + "\n")


def _ledger_of_rows(folder: Path, size: int) -> None:
    """A ledger of many small files, none of which is there."""
    line = {"original_sha256": "0" * 64, "cleaned_sha256": "1" * 64, "edits": []}
    with (folder / "ledger.jsonl").open("w") as file:
        for number in range(size // 200):
            file.write(json.dumps({"path": f"{number}.txt"} | line) + "\n")


def _csv_field(name: str, end: bytes) -> Callable[[Path, int], None]:
    return _content(name, b'text\n"', b"The ferry left.\n", end)


RUN = "run {} -o out.jsonl"
WIDE = "\U0001f6a2".encode()
_EDIT = b'{"start":0,"end":0,"before":"","after":"","codes":[],"removal":false},'

BOMBS = (
    Bomb(
        "gzip: one line",
        _content("in.jsonl.gz", b'{"text": "', b"a", b'"}'),
        RUN.format("in.jsonl.gz"),
    ),
    Bomb("gzip: members", _members("in.jsonl.gz"), RUN.format("in.jsonl.gz")),
    Bomb("gzip: text, check", _content("in.txt.gz", b"", b"The ferry. ", b""), "check in.txt.gz"),
    Bomb("zstd: frames", _members("in.jsonl.zst"), RUN.format("in.jsonl.zst")),
    Bomb(
        "zstd: blank lines",
        _content("in.csv.zst", b"text\n", b"\r\n", b""),
        RUN.format("in.csv.zst"),
    ),
    Bomb(
        "zstd: parquet",
        _content("in.parquet.zst", b"PAR1", b"\0", b"PAR1"),
        RUN.format("in.parquet.zst"),
    ),
    Bomb(
        "zstd: one line, audit",
        _content("in.jsonl.zst", b'{"text": "', b"a", b'"}'),
        "audit in.jsonl.zst -o page.html",
    ),
    Bomb(
        "jsonl: 100,000 keys to parquet", _many_keys, "run in.jsonl -o out.parquet", size=2_000_000
    ),
    Bomb("jsonl: 100,000 keys to csv", _many_keys, "run in.jsonl -o out.csv", size=2_000_000),
    Bomb("jsonl: 100,000 keys", _many_keys, "run in.jsonl -o out.jsonl", (0,), size=2_000_000),
    Bomb("jsonl: 3,000,000 keys", _many_keys, "run in.jsonl -o out.jsonl", (0, 1), size=60_000_000),
    Bomb(
        "jsonl: growing keys to parquet",
        _growing_keys,
        "run in.jsonl -o out.parquet",
        size=1_800_000,
    ),
    Bomb("jsonl: growing keys to csv", _growing_keys, "run in.jsonl -o out.csv", size=1_800_000),
    Bomb("jsonl: growing keys", _growing_keys, "run in.jsonl -o out.jsonl", (0,), size=1_800_000),
    Bomb(
        "jsonl: growing keys, 1 GB", _growing_keys, "run in.jsonl -o out.parquet", size=100_000_000
    ),
    Bomb(
        "jsonl: one row of 19,000 keys",
        _first_keys,
        "run in.jsonl -o out.parquet",
        (0,),
        200_000_000,
    ),
    Bomb(
        "jsonl: one row of 19,000 keys to csv",
        _first_keys,
        "run in.jsonl -o out.csv",
        (0,),
        300_000_000,
    ),
    Bomb(
        "jsonl: nested deep",
        _content("in.jsonl", b'{"text":"a","x":', b"[", b"}\n"),
        RUN.format("in.jsonl"),
        (1,),
        60_000_000,
    ),
    Bomb(
        "jsonl: objects in objects",
        _content("in.jsonl", b'{"text":"a","x":', b'{"a":', b"}\n"),
        RUN.format("in.jsonl"),
        (1,),
        60_000_000,
    ),
    Bomb(
        "jsonl: list of lists",
        _content("in.jsonl", b'{"text":"a","x":[', b"[],", b"[]]}\n"),
        RUN.format("in.jsonl"),
        (0, 1),
        60_000_000,
    ),
    Bomb(
        "jsonl: list of objects",
        _content("in.jsonl", b'{"text":"a","x":[', b'{"":1},', b"[]]}\n"),
        RUN.format("in.jsonl"),
        (0, 1),
        60_000_000,
    ),
    Bomb(
        "jsonl: list of numbers",
        _content("in.jsonl", b'{"text":"a","x":[', b"1.5,", b"0]}\n"),
        "run in.jsonl -o out.parquet",
        (0, 1),
        60_000_000,
    ),
    Bomb(
        "jsonl: list of lists, check",
        _content("in.jsonl", b'{"text":"a","x":[', b"[],", b"[]]}\n"),
        "check in.jsonl",
        (0, 1),
        60_000_000,
    ),
    Bomb(
        "jsonl: wide characters",
        _content("in.jsonl", b'{"text":"a","x":"' + WIDE, b"a", b'"}\n'),
        "run in.jsonl -o out.parquet",
        (0, 1),
        60_000_000,
    ),
    Bomb(
        "jsonl: wide characters, many rows",
        _content("in.jsonl", b"", b'{"text":"a","x":"' + WIDE + b"a" * 60_000_000 + b'"}\n', b""),
        "run in.jsonl -o out.jsonl",
        (0, 1),
        300_000_000,
    ),
    Bomb(
        "jsonl: lists, many rows",
        _content("in.jsonl", b"", b'{"text":"a","x":[' + b"[]," * 20_000_000 + b"[]]}\n", b""),
        "run in.jsonl -o out.jsonl",
        (0, 1),
        300_000_000,
    ),
    Bomb(
        "jsonl: one line",
        _content("in.jsonl", b'{"text": "', b"a", b'"}'),
        RUN.format("in.jsonl"),
        size=500_000_000,
    ),
    Bomb(
        "jsonl: blank",
        _content("in.jsonl", b"", b" ", b""),
        RUN.format("in.jsonl"),
        size=500_000_000,
    ),
    Bomb(
        "jsonl: blank lines",
        _content("in.jsonl", b'{"text": "A quay."}', b"\n", b""),
        RUN.format("in.jsonl"),
        (0,),
        60_000_000,
    ),
    Bomb("jsonl: holes", _sparse("in.jsonl", b'{"text": "A quay."}\n'), RUN.format("in.jsonl")),
    Bomb("jsonl: holes, check", _sparse("in.jsonl", b'{"text": "A quay."}\n'), "check in.jsonl"),
    Bomb(
        "csv: one field",
        _content("in.csv", b"text\n", b"a", b"\n"),
        RUN.format("in.csv"),
        size=500_000_000,
    ),
    Bomb("csv: quoted field", _csv_field("in.csv", b'"\n'), RUN.format("in.csv"), size=500_000_000),
    Bomb(
        "csv: quote not closed", _csv_field("in.csv", b""), RUN.format("in.csv"), size=500_000_000
    ),
    Bomb(
        "csv: quote not closed, check", _csv_field("in.csv", b""), "check in.csv", size=500_000_000
    ),
    Bomb(
        "csv: empty lines in quotes",
        _content("in.csv", b'text\n"', b"\n", b""),
        RUN.format("in.csv"),
        codes=(1, 2),
        size=60_000_000,
    ),
    Bomb(
        "csv: header of 500 MB",
        _content("in.csv", b"text", b",a", b"\n"),
        RUN.format("in.csv"),
        size=500_000_000,
    ),
    Bomb(
        "csv: header of 50 MB",
        _content("in.csv", b"text", b",a", b"\n"),
        RUN.format("in.csv"),
        size=50_000_000,
    ),
    Bomb(
        "csv: row of commas",
        _content("in.csv", b"text\nA quay.\n", b",", b"\n"),
        RUN.format("in.csv"),
        (0, 1),
        60_000_000,
    ),
    Bomb("csv: holes", _sparse("in.csv", b"text\nA quay.\n"), RUN.format("in.csv")),
    Bomb("parquet: dictionary", _dictionary, RUN.format("in.parquet"), size=100_000_000_000),
    Bomb(
        "parquet: lists of nulls",
        _parquet(null_lists),
        RUN.format("in.parquet"),
        size=4_000_000_000,
    ),
    Bomb(
        "parquet: lists of numbers",
        _parquet(number_lists),
        "run in.parquet -o out.parquet",
        size=2_000_000_000,
    ),
    Bomb(
        "parquet: lists of empty strings",
        _parquet(empty_strings),
        RUN.format("in.parquet"),
        size=2_000_000_000,
    ),
    Bomb(
        "parquet: lists in lists",
        _parquet(deep_lists),
        RUN.format("in.parquet"),
        size=2_000_000_000,
    ),
    Bomb(
        "parquet: lists of nulls, check",
        _parquet(null_lists),
        "check in.parquet",
        size=4_000_000_000,
    ),
    Bomb(
        "parquet: columns of nulls",
        _wide_parquet,
        "run in.parquet -o out.parquet",
        (0,),
        300_000_000,
    ),
    Bomb("parquet: lying footer", _lying_footer, RUN.format("in.parquet")),
    Bomb("parquet: long footer", _long_footer, RUN.format("in.parquet")),
    Bomb("parquet: row groups", _row_groups, RUN.format("in.parquet"), (0,), 10_000_000),
    Bomb("text: holes, check", _sparse("in.txt"), "check in.txt", (0,)),
    Bomb("text: holes, run", _sparse("in.txt"), "run in.txt -o out.jsonl"),
    Bomb("text: holes, fix", _sparse("in.txt"), "fix in.txt", (0,)),
    Bomb("text: holes, fix with ledger", _sparse("in.txt"), "fix in.txt --ledger l.jsonl", (0,)),
    Bomb("text: holes, audit", _sparse("in.txt"), "audit in.txt -o page.html"),
    Bomb("fix: ledger of holes", _ledger_of_holes, "fix in.txt --ledger l.jsonl"),
    Bomb(
        "device", lambda folder, size: (folder / "in.txt").symlink_to("/dev/zero"), "check in.txt"
    ),
    Bomb(
        "device: undo",
        lambda folder, size: (folder / "out.jsonl").symlink_to("/dev/zero"),
        "undo out.jsonl -o b.jsonl",
    ),
    Bomb(
        "undo: one line",
        _output("out.jsonl.gz", b'{"text": "', b"a", b'"}'),
        "undo out.jsonl.gz -o back.jsonl",
    ),
    Bomb(
        "undo: one line, zstd",
        _output("out.jsonl.zst", b'{"text": "', b"a", b'"}'),
        "undo out.jsonl.zst -o back.csv",
    ),
    Bomb(
        "undo: one line, folder",
        _output("out.jsonl.zst", b'{"text": "', b"a", b'"}'),
        "undo out.jsonl.zst -o back",
    ),
    Bomb(
        "undo: blank", _output("out.jsonl.zst", b"", b" ", b""), "undo out.jsonl.zst -o back.jsonl"
    ),
    Bomb(
        "undo: blank lines",
        _output("out.jsonl.zst", b"", b"\n", b""),
        "undo out.jsonl.zst -o back.jsonl",
    ),
    Bomb(
        "undo: list of lists",
        _output("out.jsonl.zst", b'{"text": "a", "x": [', b"[],", b"[]]}"),
        "undo out.jsonl.zst -o back.jsonl",
        size=120_000_000,
    ),
    Bomb("undo: edits", _edits, "undo out.jsonl.zst -o back.jsonl"),
    Bomb("undo: edits, 120 MB", _edits, "undo out.jsonl.zst -o back.jsonl", (0, 2), 120_000_000),
    Bomb(
        "undo: same rows",
        _rows_of_output("out.jsonl.zst"),
        "undo out.jsonl.zst -o back.jsonl",
        (0, 2),
    ),
    Bomb(
        "undo: same rows, folder",
        _rows_of_output("out.jsonl.gz"),
        "undo out.jsonl.gz -o back",
        (2,),
    ),
    Bomb(
        "undo: vouched, one line",
        _vouched("out.jsonl.zst", _output("out.jsonl.zst", b'{"text": "', b"a", b'"}')),
        "undo out.jsonl.zst -o back.jsonl",
    ),
    Bomb(
        "undo: vouched, blank lines",
        _vouched("out.jsonl.gz", _output("out.jsonl.gz", b"", b"\n", b"")),
        "undo out.jsonl.gz -o back.jsonl",
    ),
    Bomb(
        "undo: vouched, edits",
        _vouched("out.jsonl.zst", _edits),
        "undo out.jsonl.zst -o back.jsonl",
    ),
    Bomb(
        "undo: vouched, same rows",
        _vouched("out.jsonl.zst", _rows_of_output("out.jsonl.zst")),
        "undo out.jsonl.zst -o back.jsonl",
        (0, 2),
        300_000_000,
    ),
    Bomb(
        "undo: vouched, same rows, folder",
        _vouched("out.jsonl.zst", _rows_of_output("out.jsonl.zst")),
        "undo out.jsonl.zst -o back",
    ),
    Bomb(
        "undo: vouched, quote not closed",
        _vouched("out.csv.zst", _csv_field("out.csv.zst", b"")),
        "undo out.csv.zst -o back.csv",
    ),
    Bomb(
        "undo: csv quote not closed", _csv_field("out.csv.gz", b""), "undo out.csv.gz -o back.csv"
    ),
    Bomb(
        "undo: csv header",
        _content("out.csv.zst", b"text", b",a", b"\n"),
        "undo out.csv.zst -o back.csv",
    ),
    Bomb("undo: manifest of holes", _manifest(b'"', b"a", b'"'), "undo out.jsonl -o back.jsonl"),
    Bomb(
        "undo: manifest of lists",
        _manifest(b"[", b"[],", b"[]]"),
        "undo out.jsonl -o back.jsonl",
        (0, 2),
        30_000_000,
    ),
    Bomb(
        "undo: quarantine line",
        _quarantine(b'{"a": "', b"a", b'"}\n'),
        "undo out.jsonl -o back.jsonl",
    ),
    Bomb(
        "undo: quarantine of lists",
        _quarantine(b'{"a": [', b"[],", b"[]]}\n"),
        "undo out.jsonl -o back.jsonl",
        (2,),
        120_000_000,
    ),
    Bomb("undo: ledger line", _ledger(b'"', b"a", b'"]}\n'), "undo ledger.jsonl -o back"),
    Bomb(
        "undo: ledger of lists",
        _ledger(b"", b"[],", b"[]]}\n"),
        "undo ledger.jsonl -o back",
        (2,),
        60_000_000,
    ),
    Bomb(
        "undo: ledger of edits",
        _ledger(b"", _EDIT, _EDIT[:-1] + b"]}\n"),
        "undo ledger.jsonl -o back",
        (2,),
        60_000_000,
    ),
    Bomb("undo: ledger of many lines", _many_lines, "undo ledger.jsonl -o back", (2,), 20_000_000),
    Bomb("undo: ledger of a large file", _ledger_of_large_file, "undo ledger.jsonl -o back"),
)

LARGE_INPUTS = (
    Bomb("large: run", _rows, "run in.jsonl -o out.jsonl", (0,)),
    Bomb("large: run to parquet", _rows, "run in.jsonl -o out.parquet", (0,)),
    Bomb("large: undo", _output_of_rows, "undo out.jsonl -o back.jsonl", (0,)),
    Bomb("large: audit", _rows, "audit in.jsonl -o page.html", (0,)),
    Bomb("large: undo of a ledger", _ledger_of_rows, "undo ledger.jsonl -o back", (2,)),
)
"""Ordinary files of 2 GB: no bombs, but held to the same bound of memory."""
