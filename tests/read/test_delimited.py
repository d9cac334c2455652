"""CSV and TSV: read strictly, every rejected row with its bytes."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.errors import CannotRun
from cleanup.read import Reading, find_sources, read_rows
from cleanup.read.delimited import read_header
from cleanup.read.dialect import BARE, BARE_EMPTY, QUOTED, QUOTED_EMPTY, Dialect
from cleanup.read.row import Columns, Position, Reject, Row
from cleanup.read.source import DEFAULT_READING
from tests.properties import few

CELLS = st.text(st.sampled_from('",;\t|\n\r\0 ax\u00e9') | st.characters(exclude_categories=["Cs"]))


def rows_of(
    path: Path, reading: Reading = DEFAULT_READING, text: str = "text"
) -> list[Row | Reject]:
    return list(read_rows(find_sources([str(path)], reading)[0], Columns(text)))


def rows_from(
    folder: Path, content: bytes, reading: Reading = DEFAULT_READING, name: str = "a.csv"
) -> list[Row | Reject]:
    (folder / name).write_bytes(content)
    return rows_of(folder / name, reading)


def cells(rows: list[Row | Reject]) -> list[list[str]]:
    return [list(row.record.values()) for row in rows if isinstance(row, Row)]


def test_rows_end_outside_quotes_and_keep_every_character_within(tmp_path: Path) -> None:
    content = b'id,text\r\n1,"a\r\nb ""c"", d\r\0"\r\n\r\n007, x \n1e5,""\n'
    rows = rows_from(tmp_path, content)
    assert cells(rows) == [["1", 'a\r\nb "c", d\r\0'], ["007", " x "], ["1e5", ""]]
    assert [row.row for row in rows] == [0, 1, 2]


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.booleans(),
)
def test_what_the_standard_library_writes_is_read(
    table: list[list[str]], delimiter: str, end: str, quoting: Literal[0, 1], mark: bool
) -> None:
    table = [[cell.replace("\r", "") for cell in row] for row in table] if end == "\n" else table
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([["id", "text", "x,y"], *table])
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_bytes(b"\xef\xbb\xbf" * mark + written.getvalue().encode())
        assert cells(rows_of(path)) == table
        assert read_header(find_sources([str(path)])[0], Columns()).dialect.delimiter == delimiter


@pytest.mark.parametrize(
    ("content", "reason", "raw"),
    [
        (b"1\n", "number-of-cells", b"1\n"),
        (b"1,2,3\n", "number-of-cells", b"1,2,3\n"),
        (b'1,a"b\n', "malformed-row", b'1,a"b\n'),
        (b'1,"a"b\n', "malformed-row", b'1,"a"b\n'),
        (b'1,"a" \n', "malformed-row", b'1,"a" \n'),
        (b'1,"He said "yes"\nand left, then\ncame, back"\n', "malformed-row", None),
        (b'1,a "b\n",\n', "malformed-row", None),
        (b'1,"never closed\n2,lost\n', "malformed-row", b'1,"never closed\n2,lost\n3,"x"\n'),
        (b"1,a\rb\n", "malformed-row", b"1,a\rb\n"),
        (b"1,caf\xe9\n", "invalid-utf8", b"1,caf\xe9\n"),
        (b'1,"a\ncaf\xe9"\n', "invalid-utf8", None),
    ],
)
def test_a_bad_row_is_refused_with_its_bytes_and_the_others_are_read(
    tmp_path: Path, content: bytes, reason: str, raw: bytes | None
) -> None:
    rows = rows_from(tmp_path, b'id,text\n0,"x"\n' + content + b'3,"x"\n4,last')
    [refused] = [row for row in rows if isinstance(row, Reject)]
    assert (refused.row, refused.reason, refused.raw) == (1, reason, raw or content)
    assert refused.position == Position(14, 3)
    rest = [["3", "x"], ["4", "last"]]
    assert cells(rows) == [["0", "x"], *(rest[1:] if raw and raw.endswith(b'3,"x"\n') else rest)]


def test_bare_quotes_cost_the_rows_they_stand_in_alone(tmp_path: Path) -> None:
    content = b'id,text\n1,5"" disk\n2,fine\n3,5" disk\n4,"a, b"\n5,a "b" c\n6,6"" disk\n7,fine\n'
    rows = rows_from(tmp_path, content)
    assert cells(rows) == [["2", "fine"], ["4", "a, b"], ["7", "fine"]]
    assert [row.row for row in rows if isinstance(row, Reject)] == [0, 2, 4, 5]


def test_a_quote_that_opens_last_takes_the_rest_with_it(tmp_path: Path) -> None:
    rows = rows_from(tmp_path, b'text\nfine\n"cut\nhere\n')
    assert cells(rows) == [["fine"]]
    assert isinstance(rows[1], Reject)
    assert rows[1].raw == b'"cut\nhere\n'
    assert "not closed before the end of the file" in rows[1].message


@given(st.lists(st.sampled_from([b'"', b",", b"\n", b"a", b"\r", b'""', b'"\n"', b"\xff"])))
def test_rows_are_what_the_standard_library_reads_or_refused_with_their_bytes(
    pieces: list[bytes],
) -> None:
    content = b"id,text\n" + b"".join(pieces)
    with TemporaryDirectory() as folder:
        rows = rows_from(Path(folder), content)
    assert [row.row for row in rows] == list(range(len(rows)))
    end = len(b"id,text\n")
    for row in (row for row in rows if isinstance(row, Reject)):
        start, end = row.position.byte, max(end, row.position.byte) + len(row.raw)
        assert content[start:end] == row.raw
        assert content[:start].count(b"\n") + 1 == row.position.line
    if not any(isinstance(row, Reject) for row in rows):
        read = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
        assert cells(rows) == [found for found in read if found][1:]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"is empty \(0 bytes\); fetch or write it again"),
        (b"\xef\xbb\xbf\r\n\n", "is empty"),
        (b"id,text,id\n", "2 columns are called 'id'; give every column a name of its own"),
        (b"id,,text\n", "column 2 has no name in the header; give"),
        (b'id,"text\n1,2\n', r"the header is malformed \(a quote is opened and not closed"),
        (b"text\rone\rtwo\r", "its lines end with carriage returns alone"),
        (b"text\xe9\n", "the header: byte 4 .* is not UTF-8"),
        ("text\n".encode("utf-16"), "UTF-16, not UTF-8; convert it"),
        (b"id,body\n", "no column is called 'text'; name one of these: id, body"),
    ],
)
def test_a_header_that_is_no_good_stops_the_command(
    tmp_path: Path, content: bytes, message: str
) -> None:
    with pytest.raises(CannotRun, match=message):
        rows_from(tmp_path, content)


def test_a_header_alone_is_an_empty_table(tmp_path: Path) -> None:
    assert rows_from(tmp_path, b"id,text\n") == []


@pytest.mark.parametrize(
    ("header", "name", "reading", "found"),
    [
        (b"id;text", "a.csv", Reading(), ";"),
        (b"text", "a.csv", Reading(), ","),
        (b"a;b,text", "a.csv", Reading(), ","),
        (b"a,b,c,d|text", "a.csv", Reading(), "|"),
        (b"a,b\ttext", "a.tsv", Reading(), "\t"),
        (b"a,b:text", "a.csv", Reading(delimiter=":"), ":"),
        (b"a,b\ttext", "a.log", Reading("tsv"), "\t"),
    ],
)
def test_the_delimiter_is_given_or_inferred_from_the_header(
    tmp_path: Path, header: bytes, name: str, reading: Reading, found: str
) -> None:
    (tmp_path / name).write_bytes(header + b"\n")
    [source] = find_sources([str(tmp_path / name)], reading)
    assert read_header(source, Columns()).dialect == Dialect(found, '"')


def test_other_quotes_and_none(tmp_path: Path) -> None:
    content = b"id,text\n1,'a, \"b\" ''c'''\n"
    assert cells(rows_from(tmp_path, content, Reading(quotechar="'"))) == [["1", "a, \"b\" 'c'"]]
    content = b'id\ttext\n1\t"a" and "b\n'
    [row] = cells(rows_from(tmp_path, content, Reading(quotechar=""), "a.tsv"))
    assert row == ["1", '"a" and "b']


def test_a_quote_that_is_never_closed_does_not_fill_the_memory(tmp_path: Path) -> None:
    content = b'id,text\n0,"' + b"1,a ferry left\n" * 90_000
    with pytest.raises(CannotRun, match=r"line 2 is longer than 1,048,576 .* may not be closed"):
        rows_from(tmp_path, content, Reading(max_document=1 << 18))


@given(
    st.lists(st.tuples(CELLS, st.booleans()), min_size=1, max_size=5),
    st.sampled_from([Dialect(",", '"'), Dialect("\t", '"'), Dialect(";", "'")]),
    st.sampled_from(["\n", "\r\n", ""]),
)
@few
def test_how_each_cell_is_written_is_seen(
    cells: list[tuple[str, bool]], dialect: Dialect, end: str
) -> None:
    quote = dialect.quotechar
    written, styles = [], []
    for cell, is_quoted in cells:
        needs = dialect.needs_quotes(cell)
        if needs or is_quoted:
            written.append(f"{quote}{cell.replace(quote, quote * 2)}{quote}")
            styles.append(0 if needs else QUOTED if cell else QUOTED_EMPTY)
        else:
            written.append(cell)
            styles.append(BARE if cell else BARE_EMPTY)
    raw = (dialect.delimiter.join(written) + end).encode()
    assert [*dialect.styles(raw)] == styles
