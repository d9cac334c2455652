"""Reading: every row as stored, every rejected row with its position, reason and bytes."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from cleanup.errors import CannotRun
from cleanup.read import Reading, find_sources, read_rows
from cleanup.read.decompress import Meter
from cleanup.read.json_line import Malformed, parse_line, splice
from cleanup.read.row import Columns, Position, Reject, Row

if TYPE_CHECKING:
    from pathlib import Path


def rows_of(path: Path, columns: Columns | None = None) -> list[Row | Reject]:
    return list(read_rows(find_sources([str(path)])[0], columns or Columns()))


def rows_from(path: Path, content: bytes) -> list[Row | Reject]:
    path.write_bytes(content)
    return rows_of(path)


def texts(rows: list[Row | Reject]) -> list[str | None]:
    return [row.text for row in rows if isinstance(row, Row)]


LINE = '{"text": "A ferry left."}\n'


def test_lines_end_at_line_feeds_alone(tmp_path: Path) -> None:
    text = "one\u0085two\u2028three\rfour\u000bfive"
    line = json.dumps({"text": text}, ensure_ascii=False).replace("\\r", "\\r")
    assert texts(rows_from(tmp_path / "a.jsonl", f"{line}\r\n{line}".encode())) == [text, text]


def test_blank_lines_are_no_rows_but_count_as_lines(tmp_path: Path) -> None:
    rows = rows_from(tmp_path / "a.jsonl", b"\n  \r\n" + LINE.encode() + b"\n{\n" + LINE.encode())
    assert [row.row for row in rows] == [0, 1, 2]
    refused = rows[1]
    assert isinstance(refused, Reject)
    assert refused.position == Position(byte=6 + len(LINE), line=5)
    assert refused.raw == b"{\n"


def test_a_byte_order_mark_is_no_part_of_the_first_line_of_jsonl(tmp_path: Path) -> None:
    assert texts(rows_from(tmp_path / "a.jsonl", b"\xef\xbb\xbf" + LINE.encode())) == [
        "A ferry left."
    ]


def test_a_text_file_is_one_row_and_keeps_every_code_point(tmp_path: Path) -> None:
    text = "\ufeffFirst.\r\nSecond.\u0085\x00Third.\r"
    [row] = rows_from(tmp_path / "a.txt", text.encode())
    assert isinstance(row, Row)
    assert row.text == text
    assert row.record == {"text": text}


def test_context_comes_from_the_named_columns(tmp_path: Path) -> None:
    record = {"body": "A ferry left.", "title": "Ferry", "iso": "en", "paper": "The Quay", "n": 3}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record) + "\n")
    [row] = rows_of(path, Columns(text="body", lang="iso", source="paper"))
    assert isinstance(row, Row)
    assert (row.title, row.lang, row.publisher) == ("Ferry", "en", "The Quay")
    assert row.record == record


def test_null_text_is_a_row(tmp_path: Path) -> None:
    assert texts(rows_from(tmp_path / "a.jsonl", b'{"text": null}\n')) == [None]


REFUSED = {
    "invalid-utf8": b'{"text": "caf\xe9"}',
    "malformed-json": b'{"text": "cut',
    "not-an-object": b'["text"]',
    "duplicate-key": b'{"text": "a", "text": "b"}',
    "lone-surrogate": b'{"text": "\\ud83d cut"}',
    "number-too-large": b'{"text": "a", "n": 1e999}',
    "too-deep": b'{"text": "a", "n": ' + b"[" * 300 + b"]" * 300 + b"}",
    "no-text": b'{"body": "a"}',
    "text-not-a-string": b'{"text": 5}',
}


@pytest.mark.parametrize("reason", REFUSED)
def test_one_bad_line_is_one_refusal_and_the_others_go_on(tmp_path: Path, reason: str) -> None:
    bad = REFUSED[reason]
    rows = rows_from(tmp_path / "a.jsonl", LINE.encode() + bad + b"\n" + LINE.encode())
    assert texts(rows) == ["A ferry left."] * 2
    refused = rows[1]
    assert isinstance(refused, Reject)
    assert (refused.row, refused.reason) == (1, reason)
    assert refused.position == Position(len(LINE), 2)
    assert refused.raw == bad + b"\n"
    assert len(refused.message) > 20


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": NaN}', "malformed-json"),
        ('{"text": "a", "n": -Infinity}', "malformed-json"),
        ('{"text": "a"} {}', "malformed-json"),
        ('{"text": "a",}', "malformed-json"),
        ("{'text': 'a'}", "malformed-json"),
        ('{"text": "a\tb"}', "malformed-json"),
        ('{"text" "a"}', "malformed-json"),
        ("{", "malformed-json"),
        ("null", "not-an-object"),
        ('{"text": "a", "n": {"k": 1, "k": 2}}', "duplicate-key"),
        ('{"text": "a", "\\ude00": 1}', "lone-surrogate"),
        ('{"text": "a", "n": ' + "9" * 5000 + "}", "number-too-large"),
        ('{"text": "a", "n": ' + '{"k":' * 100_000 + "1" + "}" * 100_001, "too-deep"),
    ],
)
def test_lines_that_are_refused(line: str, reason: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse_line(line)
    assert caught.value.reason == reason


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)


@given(
    st.dictionaries(NAMES, JSON, max_size=4),
    st.text(),
    st.booleans(),
    st.sampled_from([None, (",", ":"), (" ,\t", " : ")]),
)
def test_a_line_is_read_as_json_reads_it_and_spliced_without_touching_the_rest(
    record: dict[str, Any], text: str, ascii_only: bool, separators: tuple[str, str] | None
) -> None:
    record = {"text": "old", **record}
    line = json.dumps(record, ensure_ascii=ascii_only, separators=separators)
    parsed = parse_line(f" {line}\r\n")
    assert parsed.values == record
    for name, (start, end) in parsed.spans.items():
        assert json.loads(f" {line}\r\n"[start:end]) == record[name]
    spliced = splice(line, parse_line(line).spans["text"], record["text"], text, ', "more": 1}')
    if text.isascii():
        expected = None if record["text"] is None else text
        assert parse_line(spliced).values == {**record, "text": expected, "more": 1}


def test_a_value_that_stays_keeps_its_spelling() -> None:
    line = '{ "text" : "caf\\u00e9" , "n": 1.50 }'
    span = parse_line(line).spans["text"]
    assert (
        splice(line, span, "caf\u00e9", "caf\u00e9", "}") == '{ "text" : "caf\\u00e9" , "n": 1.50}'
    )


def test_folders_are_read_below_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.jsonl.gz",
        "a/b.parquet",
        ".git/x.txt",
        ".c.txt",
        "d.png",
        "a/n.NDJSON",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = find_sources([str(tmp_path)])
    names = [source.path.removeprefix(f"{tmp_path}/") for source in found]
    assert names == ["a/b.parquet", "a/n.NDJSON", "a/z.jsonl.gz", "b.txt"]
    assert [source.kind for source in found] == ["parquet", "jsonl", "jsonl", "text"]


def test_an_input_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A ferry left.")
    assert (
        len(find_sources([str(path), str(tmp_path), f"{tmp_path}/../{tmp_path.name}/a.txt"])) == 1
    )


def test_members_and_frames_after_one_another_are_one_stream(tmp_path: Path) -> None:
    half, rest = LINE.encode()[:9], LINE.encode()[9:] + LINE.encode()
    gz = gzip.compress(half) + gzip.compress(rest) + b"\0" * 512
    zst = zstandard.compress(half) + zstandard.compress(rest)
    for name, content in (("a.jsonl.gz", gz), ("a.jsonl.zst", zst)):
        assert texts(rows_from(tmp_path / name, content)) == ["A ferry left."] * 2


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
def test_a_stream_that_breaks_off_stops_the_command(
    tmp_path: Path, suffix: str, share: float
) -> None:
    content = "".join(json.dumps({"text": f"Ferry {n} left."}) + "\n" for n in range(999)).encode()
    packed = gzip.compress(content) if suffix == ".gz" else zstandard.compress(content)
    path = tmp_path / f"a.jsonl{suffix}"
    with pytest.raises(CannotRun, match=f"{path.name}: this .* stream .*; fetch it again"):
        rows_from(path, packed[: int(len(packed) * share)])


def test_the_meter_counts_and_hashes_the_bytes_on_the_disk(tmp_path: Path) -> None:
    import hashlib

    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(LINE.encode() * 100))
    meter = Meter()
    assert len(list(read_rows(find_sources([str(path)])[0], Columns(), meter))) == 100
    assert meter.bytes == path.stat().st_size
    assert meter.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("content", "kind", "count"),
    [
        (b" \n" + LINE.encode() * 2, "jsonl", 2),
        (gzip.compress(LINE.encode() * 3, mtime=0), "jsonl", 3),
        (b"A ferry left.\nIt came back.\n", "text", 1),
    ],
)
def test_the_kind_of_standard_input_is_detected(
    monkeypatch: pytest.MonkeyPatch, content: bytes, kind: str, count: int
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    [source] = find_sources(["-"])
    assert (source.path, source.kind) == ("-", kind)
    assert len(list(read_rows(source, Columns()))) == count
    assert find_sources(["-"]) == [source]


def test_a_very_long_line_is_a_row(tmp_path: Path) -> None:
    text = "A ferry left the quay. " * (50 * 1024 * 1024 // 23)
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": text}))
    [source] = find_sources([str(path)], Reading(max_document=len(text)))
    assert texts(list(read_rows(source, Columns()))) == [text]


def test_text_and_jsonl_are_read_without_heavy_packages(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(LINE)
    (tmp_path / "a.txt").write_text("A ferry left.")
    script = (
        "import sys\n"
        "from cleanup.read import Columns, find_sources, read_rows\n"
        "for source in find_sources(sys.argv[1:]): list(read_rows(source, Columns()))\n"
        "print(sorted({'polars', 'rich', 'wordfreq', 'zstandard', 'pyarrow'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
