"""Wild tables are repaired: only texts change, to what ``clean`` makes of them, and back."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given

from cleanup.engine.clean import clean
from cleanup.read import Columns, Reading, Source, read_rows
from cleanup.read.row import Reject
from cleanup.settings import Settings
from tests.commands import run
from tests.scale import examples
from tests.tables import BOM, TOKEN, Table, Value, delimited, json_lines

if TYPE_CHECKING:
    from cleanup.values import Cleaned

FILE = Settings(form="file")


def quietly(*words: str) -> int:
    with redirect_stderr(io.StringIO()), redirect_stdout(io.StringIO()):
        return run(*words)


def state(path: Path) -> tuple[int, int, bytes]:
    status = path.stat()
    return status.st_ino, status.st_mtime_ns, path.read_bytes()


def repaired(table: Table, name: str) -> bytes:
    """Return a table after ``fix``; undone it is what it was, and fixed again it stays."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        path = Path(name)
        path.write_bytes(table.raw)
        os.utime(path, ns=(0, 0))
        before = state(path)
        quietly("fix", name, "--ledger", "l.jsonl", *table.options)
        after = state(path)
        assert (after == before) == (after[2] == before[2]), "an unchanged file is not touched"
        assert Path("l.jsonl").exists() == (after != before)
        if after != before:
            assert quietly("undo", "l.jsonl", "-o", "originals") == 0
            assert Path("originals", name).read_bytes() == table.raw
            quietly("fix", name, *table.options)
            assert state(path) == after, "a second fix changes nothing"
        return after[2]


def cleaned(value: Value) -> Cleaned:
    return clean(value.text, title=value.title, settings=FILE)


@given(json_lines())
@examples(2_000)
def test_of_json_lines_nothing_but_the_texts_changes(table: Table) -> None:
    raw = repaired(table, "a.jsonl")
    position = 0
    for piece in table.pieces:
        if isinstance(piece, Value):
            result = cleaned(piece)
            value, size = json.JSONDecoder().raw_decode(raw[position:].decode(errors="replace"))
            written = raw[position:].decode(errors="replace")[:size].encode()
            assert value == result.text
            keeps_spelling(piece.written.decode(), written.decode(), result)
            position += len(written)
        else:
            assert raw[position : position + len(piece)] == piece
            position += len(piece)
    assert position == len(raw)


def keeps_spelling(old: str, new: str, result: Cleaned) -> None:
    """Check that each code point outside the edits is written as it was."""
    before, after = TOKEN.findall(old[1:-1]), TOKEN.findall(new[1:-1])
    there = back = 0
    for edit in result.edits:
        kept = edit.start - there
        assert after[back : back + kept] == before[there : edit.start]
        inserted = after[back + kept : back + kept + len(edit.after)]
        if old.isascii() and any(is_beyond_ascii(token) for token in before):
            assert "".join(inserted).isascii(), "what is new is escaped as the old text is"
        there, back = edit.end, back + kept + len(edit.after)
    assert after[back:] == before[there:]


def is_beyond_ascii(token: str) -> bool:
    return token.startswith("\\u") and int(token[2:6], 16) > 0x7F


@given(delimited(strays=False))
@examples(2_000)
def test_of_delimited_files_nothing_but_the_texts_changes(table: Table) -> None:
    raw = repaired(table, "a.csv")
    position = 0
    for place, piece in enumerate(table.pieces):
        old = piece.written if isinstance(piece, Value) else piece
        new = old
        if isinstance(piece, Value):
            last = place + 1 == len(table.pieces) or table.pieces[place + 1] in (b"\n", b"\r\n")
            new = expected_cell(table, piece, last=last)
        assert raw[position : position + len(new)] == new
        position += len(new)
    assert position == len(raw)
    same_values(table, raw)


def expected_cell(table: Table, value: Value, *, last: bool) -> bytes:
    """Return how the repaired text of a cell is written: as it was, if it cannot be."""
    text, quote = cleaned(value).text, table.quotechar
    if quote:
        was_quoted = value.written.startswith(quote.encode())
        needs = any(sign in text for sign in (table.delimiter, quote, "\n", "\r"))
        if was_quoted or (text != value.text and (needs or (table.columns == 1 and not text))):
            return f"{quote}{text.replace(quote, quote * 2)}{quote}".encode()
        return text.encode()
    ends_early = table.delimiter in text or "\n" in text or (last and text.endswith("\r"))
    if ends_early or (table.columns == 1 and not text.strip("\r")):
        return value.written
    return text.encode()


def same_values(table: Table, raw: bytes) -> None:
    """Check that the module ``csv`` reads every cell but the texts as it did before."""
    if not table.quotechar:
        return
    both = []
    for file in (table.raw, raw):
        lines = io.StringIO(file.removeprefix(BOM).decode(errors="replace"), newline="")
        reader = csv.reader(lines, delimiter=table.delimiter, quotechar=table.quotechar)
        both.append([row for row in reader if row])
    index = both[0][0].index("text")
    without = [[row[:index] + row[index + 1 :] for row in rows] for rows in both]
    assert without[0] == without[1]


@given(delimited(strays=True))
@examples(500)
def test_a_table_with_stray_quotes_is_read_as_the_same_rows(table: Table) -> None:
    reading = Reading(None, table.delimiter, table.quotechar)
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        source = Source("a.csv", "csv", None, reading=reading)
        read = []
        for raw in (table.raw, repaired(table, "a.csv")):
            Path("a.csv").write_bytes(raw)
            read.append(list(read_rows(source, Columns())))
    for old, new in zip(*read, strict=True):
        if isinstance(old, Reject) or isinstance(new, Reject):
            assert isinstance(old, Reject)
            assert isinstance(new, Reject)
            assert new.raw == old.raw
        else:
            assert old.text is not None
            text = clean(old.text, title=old.title, settings=FILE).text
            assert new.record in (old.record, old.record | {"text": text})
            assert new.text == text or not table.quotechar
