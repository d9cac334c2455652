"""Every run can be undone whole: what comes back are the files that were, with their names."""

from __future__ import annotations

import gzip
import json
import tempfile
from contextlib import chdir
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tests.commands import GLUED, MENDED, jsonl, run
from tests.files import Tree, found, written
from tests.properties import few

Captured = pytest.CaptureFixture[str]

PAGE = " Page not found\n"
"""A text whose row is dropped if that is asked for."""
TEXT = st.sampled_from(
    [
        "",
        GLUED,
        MENDED,
        PAGE,
        "\ufeff" + GLUED,
        f"{GLUED}\r\n{GLUED}",
        "\u2028\0x",
        "caf\u00e9 ,;\"'\t",
    ]
)
RAW_TEXT = TEXT.map(str.encode) | st.sampled_from([b"\xff\xfea\0", b"\xe9t\xe9", b" \n"])
LINE = (
    TEXT.map(lambda text: json.dumps({"id": 1, "text": text}))
    | TEXT.map(lambda text: json.dumps({"text": text, "n": {"a": [1.50]}}, ensure_ascii=False))
    | st.sampled_from(['{"id":7 , "text":null}', "no JSON", '{"text": 7}', '{"a": 1, "a": 2}'])
)
LINES = st.lists(LINE, min_size=1, max_size=4).map(lambda lines: "".join(f"{x}\n" for x in lines))
STEM = st.sampled_from(["a", "b", "x/a", "x/y.z", "caf\u00e9 \u2028", "n" * 235, "\u00e9" * 120])


def tree(contents: dict[str, st.SearchStrategy[bytes]]) -> st.SearchStrategy[Tree]:
    """Return trees of files whose names end and whose contents are as ``contents`` says."""
    file = st.sampled_from(sorted(contents)).flatmap(
        lambda ending: st.tuples(STEM.map(lambda stem: stem + ending), contents[ending])
    )
    return st.lists(file, min_size=1, max_size=6).map(dict)


def _gzip(raw: bytes) -> bytes:
    return gzip.compress(raw, mtime=0)


def _zstd(raw: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(raw)


NAMES = ["id", "text", "na me"]


@st.composite
def csv_files(draw: st.DrawFn, delimiters: str = ",;|") -> bytes:
    """Return a CSV file as one of many writers would write it."""
    delimiter, line_end = draw(st.sampled_from(delimiters)), draw(st.sampled_from(["\n", "\r\n"]))
    always = [draw(st.booleans()) for _ in NAMES]
    empties = [draw(st.booleans()) for _ in NAMES]
    rows = draw(
        st.lists(st.tuples(TEXT, TEXT, st.sampled_from(["", "7", "=1", "a\nb"])), max_size=4)
    )

    def cell(value: str, quoted: bool) -> str:
        needs = any(sign in value for sign in f'{delimiter}"\r\n')
        return '"' + value.replace('"', '""') + '"' if quoted or needs else value

    header = delimiter.join(cell(name, draw(st.booleans())) for name in NAMES)
    lines = [header] + [
        delimiter.join(
            cell(value, always[at] if value else empties[at]) for at, value in enumerate(row)
        )
        for row in rows
    ]
    lines += draw(st.lists(st.sampled_from([f"x{delimiter}y", 'a"b']), max_size=1))
    whole = line_end.join(lines) + line_end * draw(st.booleans())
    return ("\ufeff" * draw(st.booleans()) + whole).encode()


FILLED = RAW_TEXT.filter(bool)
CONTENTS: dict[str, st.SearchStrategy[bytes]] = {
    ".txt": RAW_TEXT,
    ".md": RAW_TEXT,
    ".txt.gz": FILLED.map(_gzip),
    ".txt.zst": FILLED.map(_zstd),
    ".csv": csv_files(),
    ".tsv": csv_files("\t"),
    ".csv.gz": csv_files().map(_gzip),
    ".jsonl": LINES.filter(lambda lines: '"text": ' in lines or '"text":' in lines).map(str.encode),
}


def _parquet(texts: list[str | None]) -> bytes:
    frame = pl.DataFrame(
        {"id": range(len(texts)), "text": texts, "n": [[{"a": 1.5}]] * len(texts)},
        schema_overrides={"text": pl.String, "n": pl.List(pl.Struct({"a": pl.Float64}))},
    )
    stream = BytesIO()
    frame.write_parquet(stream)
    return stream.getvalue()


CONTENTS[".jsonl.gz"] = CONTENTS[".jsonl"].map(_gzip)
CONTENTS[".parquet"] = st.lists(st.none() | TEXT, max_size=3).map(_parquet)
STRINGS = {name: made for name, made in CONTENTS.items() if name[:4] in (".txt", ".md", ".csv")}


def outputs_differ(files: Tree) -> bool:
    """Return whether a run refuses no two of the files: CSV is another form for both of a pair."""
    return not any(f"{name}.gz" in files for name in files if name.endswith(".csv"))


FORMS = st.sampled_from(["jsonl", "csv", "parquet"])
RUNS = st.tuples(st.none(), tree(CONTENTS)) | st.tuples(FORMS, tree(STRINGS).filter(outputs_differ))


@given(RUNS, st.sampled_from([[], ["--drop", "verdicts"]]))
@few
def test_a_tree_that_is_cleaned_and_undone_is_what_it_was(
    one: tuple[str | None, Tree], drop: list[str]
) -> None:
    form, files = one
    with tempfile.TemporaryDirectory() as name, chdir(name):
        written("in", files)
        options = ["--output-format", form] if form else []
        assert run("run", "in", "-o", "out", *options, *drop) in (0, 1)
        assert run("undo", "out", "-o", "back") == 0
        assert found("back") == found("in")


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_two_originals_never_come_to_one_path(in_folder: None, form: str, capsys: Captured) -> None:
    written(".", {"x/a.txt": b"One.", "in/x/a.txt": b"Two.", "in/x/a.txt.gz": _gzip(b"Three.")})
    with chdir("in"):
        assert run("run", "../x/a.txt", "x/a.txt", "x/a.txt.gz", "-o", f"o.{form}") == 0
        capsys.readouterr()
        assert run("undo", f"o.{form}", "-o", "back", "--force") == 0
        said = capsys.readouterr()
        assert "x/a.txt: its place is that of ../x/a.txt, so it is in back/2/x/a.txt" in said.err
        assert said.out == "3 original files in back\n"
        assert found("back") == {"x/a.txt": b"One.", "2/x/a.txt": b"Two.", "x/a.txt.gz": b"Three."}


def test_a_file_and_a_folder_of_one_name_are_parted(in_folder: None) -> None:
    written(".", {"a": b"One.", "in/a/b": b"Two."})
    with chdir("in"):
        assert run("run", "../a", "a/b", "-o", "o.jsonl") == 0
        assert run("undo", "o.jsonl", "-o", "back") == 0
        assert found("back") == {"a": b"One.", "2/a/b": b"Two."}


def test_texts_that_could_not_be_read_come_back_from_one_output(in_folder: None) -> None:
    written("in", {"a.txt": GLUED.encode(), "empty.txt": b"", "latin.txt": b"caf\xe9"})
    assert run("run", "in", "-o", "out.jsonl") == 1
    assert run("undo", "out.jsonl", "-o", "back") == 0
    assert found("back/in") == found("in")


def test_rows_stay_where_they_cannot_be_put_back(in_folder: None, capsys: Captured) -> None:
    Path("in.jsonl").write_text('no JSON\n{"text": "A quay."}\n')
    assert run("run", "in.jsonl", "-o", "out.jsonl") == 1
    assert run("undo", "out.jsonl", "-o", "back.jsonl") == 0
    assert Path("back.jsonl").read_bytes() == Path("in.jsonl").read_bytes()
    capsys.readouterr()
    assert run("undo", "out.jsonl", "-o", "back.csv") == 1
    said = capsys.readouterr().out
    assert "rows that could not be read are in out.jsonl.quarantine.jsonl" in said
    Path("out.jsonl.quarantine.jsonl").write_text("{}\n")
    assert run("undo", "out.jsonl", "-o", "other.jsonl") == 1
    assert Path("other.jsonl").read_text() == '{"text": "A quay."}\n'


def test_a_missing_row_is_noticed(in_folder: None, capsys: Captured) -> None:
    jsonl(Path("in.jsonl"), {"text": "One."}, {"text": "Two."})
    assert run("run", "in.jsonl", "-o", "out.jsonl") == 0
    lines = Path("out.jsonl").read_bytes().splitlines(keepends=True)
    Path("out.jsonl").write_bytes(lines[1])
    account = json.loads(Path("out.jsonl.manifest.json").read_text())
    from cleanup.write.manifest import size_and_sha256

    account["output"]["bytes"], account["output"]["sha256"] = size_and_sha256(Path("out.jsonl"))
    Path("out.jsonl.manifest.json").write_text(json.dumps(account))
    assert run("undo", "out.jsonl", "-o", "back.jsonl") == 2
    assert "out.jsonl: row 0 of in.jsonl is missing" in capsys.readouterr().err
    assert not Path("back.jsonl").exists()


def test_a_line_whose_text_was_not_changed_comes_back_byte_for_byte(in_folder: None) -> None:
    Path("in.jsonl").write_text('{ "text":"\\u00e9", "n":1.50,"z": [ ]}\n{"a": 1, "text": null}\n')
    assert run("run", "in.jsonl", "-o", "out.jsonl") == 0
    assert run("undo", "out.jsonl", "-o", "back.jsonl") == 0
    assert Path("back.jsonl").read_bytes() == Path("in.jsonl").read_bytes()


def test_a_table_of_another_name_comes_back_under_it(in_folder: None) -> None:
    written("in", {"part-0": b'{"text": "A quay."}\n', "part-1": b'{"text": "A pier."}\n'})
    assert run("run", "in", "-o", "out", "--input-format", "jsonl") == 0
    assert run("undo", "out", "-o", "back") == 0
    assert found("back") == found("in")


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
@pytest.mark.parametrize(
    "content",
    [
        'id;text\r\n7;"a;b"\r\n',
        '\ufeff"id","text"\n"7","A quay."\n"","x"',
        "text\n",
        "text,n",
        'id,text\n7,""\n8,\n',
        "id,text\n\n7,x\n",
    ],
)
def test_a_csv_comes_back_with_its_dialect(
    in_folder: None, form: str, content: str, capsys: Captured
) -> None:
    written("in", {"a.csv": content.encode()})
    assert run("run", "in", "-o", "out", "--output-format", form) == 0
    assert run("undo", "out", "-o", "back") == 0
    said = capsys.readouterr().err
    if "\n\n" in content or '""\n8,\n' in content:
        assert "back/a.csv: this comes back with all its values, but not byte for byte" in said
    else:
        assert Path("back/a.csv").read_bytes() == content.encode()
        assert said == ""


def test_a_csv_of_another_dialect_than_it_had_is_refused(in_folder: None, capsys: Captured) -> None:
    Path("in.csv").write_text("id;text\n7;A quay.\n")
    assert run("run", "in.csv", "-o", "out.csv") == 0
    account = json.loads(Path("out.csv.manifest.json").read_text())
    for change, said in (
        ({"delimiter": "."}, "its rows do not come out as in.csv"),
        ({"delimiter": '"'}, "its manifest says of its dialect what no run writes"),
        ({"names": ["id", "body"]}, "the output or its manifest was changed"),
        ({"quoted": []}, "its manifest says of its dialect what no run writes"),
    ):
        dialect = account["inputs"][0]["dialect"] | change
        changed = account | {"inputs": [account["inputs"][0] | {"dialect": dialect}]}
        Path("out.csv.manifest.json").write_text(json.dumps(changed))
        assert run("undo", "out.csv", "-o", "back.csv") == 2
        assert said in capsys.readouterr().err
        assert not Path("back.csv").exists()


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_files_of_bad_rows_alone_come_back(in_folder: None, form: str) -> None:
    bad = {
        "a.jsonl": b"no JSON\nnor this",
        "b.csv": b'id,text\na"b\n',
        "c.txt": b"\xff",
        "d.md": b"",
    }
    written("in", bad)
    assert run("run", "in", "-o", "out", "--output-format", form) == 1
    assert run("undo", "out", "-o", "back") == 0
    assert {path.name: path.read_bytes() for path in Path("back").iterdir()} == bad
