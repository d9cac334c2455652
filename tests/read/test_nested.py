"""Nested texts: read, cleaned in place, and restored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from cleanup.errors import CannotRun
from cleanup.pipeline.options import RunOptions
from cleanup.pipeline.run import run
from cleanup.read import find_sources, read_rows
from cleanup.read.row import Columns, Reject, Row
from cleanup.restore.outputs import restore
from cleanup.settings import Settings

if TYPE_CHECKING:
    from cleanup.write.summary import Summary

GLUED = "The ferry left.It came back at noon."
CLEAN = "The ferry left. It came back at noon."
SETTINGS = Settings(select=("JOI001",))


def go(source: Path, out: Path, text: str = "article.body") -> Summary:
    return run([str(source)], str(out), RunOptions(columns=Columns(text), settings=SETTINGS))


LINES = [
    '{"n":1e5, "article" : {"id": 1.50,"body" :"%s" , "tags":[ "a" ]},"z": {"body": "%s"} }',
    '{"article": {"body": "A quay.", "id": 2}}',
    '{"article": {"body": null}, "n": 1}',
    '{"article": null}',
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join([LINES[0] % (GLUED, GLUED), *LINES[1:], ""]))
    return path


def test_a_member_is_cleaned_in_its_line_and_nothing_else(tmp_path: Path, source: Path) -> None:
    summary = go(source, tmp_path / "out.jsonl")
    assert (summary.rows, summary.repaired, summary.quarantined) == (4, 1, 0)
    first, *others = (tmp_path / "out.jsonl").read_text().splitlines()
    assert first.startswith((LINES[0] % (CLEAN, GLUED)).removesuffix(" }") + ', "cleanup_source"')
    for line, written in zip(LINES[1:], others, strict=True):
        assert written.startswith(line.removesuffix("}") + ', "cleanup_source"')
    assert restore(str(tmp_path / "out.jsonl"), str(tmp_path / "back.jsonl")) == 4
    back = (tmp_path / "back.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in back] == [
        json.loads(line) for line in source.read_text().splitlines()
    ]
    assert '"article" : {"id": 1.50,"body" :"The ferry left.It' in back[0]


@pytest.mark.parametrize("out", ["out.parquet", "out.csv"])
def test_a_member_is_cleaned_in_json_text(tmp_path: Path, source: Path, out: str) -> None:
    assert go(source, tmp_path / out).repaired == 1
    frame = (pl.read_parquet if out == "out.parquet" else pl.read_csv)(tmp_path / out)
    assert frame.columns[:3] == ["n", "article", "z"]
    assert "article.body" not in frame.columns
    assert frame["article"].to_list() == [
        f'{{"id": 1.50,"body" :"{CLEAN}" , "tags":[ "a" ]}}',
        '{"body": "A quay.", "id": 2}',
        '{"body": null}',
        None,
    ]
    restore(str(tmp_path / out), str(tmp_path / "back.jsonl"))
    back = [json.loads(line) for line in (tmp_path / "back.jsonl").read_text().splitlines()]
    articles = [row["article"] for row in back]
    if out == "out.csv":
        articles = [json.loads(article or "null") for article in articles]
    assert articles == [json.loads(line)["article"] for line in source.read_text().splitlines()]


def nested() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "article": [
                {"id": 1, "body": {"main": GLUED, "tags": ["a", "b"]}},
                {"id": None, "body": None},
                None,
                {"id": 4, "body": {"main": None, "tags": None}},
                {"id": 5, "body": {"main": "A quay.", "tags": []}},
            ],
            "n": [1, 2, 3, 4, 5],
        }
    )


def test_a_field_of_structs_is_cleaned_and_the_rest_is_kept(tmp_path: Path) -> None:
    frame = nested()
    frame.write_parquet(tmp_path / "in.parquet", row_group_size=2)
    summary = go(tmp_path / "in.parquet", tmp_path / "out.parquet", "article.body.main")
    assert (summary.rows, summary.repaired) == (5, 1)
    written = pl.read_parquet(tmp_path / "out.parquet")
    expected = frame.to_dicts()
    expected[0]["article"]["body"]["main"] = CLEAN
    assert written.select("article", "n").to_dicts() == expected
    assert written.schema["article"] == frame.schema["article"]
    assert restore(str(tmp_path / "out.parquet"), str(tmp_path / "back.parquet")) == 5
    assert pl.read_parquet(tmp_path / "back.parquet").equals(frame)


@pytest.mark.parametrize("out", ["out.jsonl", "out.csv"])
def test_a_field_of_structs_becomes_lines(tmp_path: Path, out: str) -> None:
    nested().write_parquet(tmp_path / "in.parquet")
    go(tmp_path / "in.parquet", tmp_path / out, "article.body.main")
    assert CLEAN in (tmp_path / out).read_text()
    restore(str(tmp_path / out), str(tmp_path / "back.jsonl"))
    back = [json.loads(line) for line in (tmp_path / "back.jsonl").read_text().splitlines()]
    articles: list[Any] = [row["article"] for row in back]
    if out == "out.csv":
        articles = [json.loads(article or "null") for article in articles]
    assert articles == nested()["article"].to_list()


def test_a_column_whose_name_holds_the_dot_wins(tmp_path: Path) -> None:
    record = {"article.body": GLUED, "article": {"body": GLUED}}
    (tmp_path / "in.jsonl").write_text(json.dumps(record) + "\n")
    pl.DataFrame([record]).write_parquet(tmp_path / "in.parquet")
    (tmp_path / "in.csv").write_text(f"article.body,article\n{GLUED},x\n")
    for name in ("in.jsonl", "in.parquet"):
        for out in ("out.jsonl", "out.parquet"):
            go(tmp_path / name, tmp_path / f"{name}-{out}")
            path = tmp_path / f"{name}-{out}"
            [row] = (
                pl.read_parquet(path).to_dicts()
                if out == "out.parquet"
                else [json.loads(path.read_bytes())]
            )
            assert row["article.body"] == CLEAN
            inner = row["article"]
            assert (json.loads(inner) if isinstance(inner, str) else inner) == {"body": GLUED}
    go(tmp_path / "in.csv", tmp_path / "csv.jsonl")
    assert json.loads((tmp_path / "csv.jsonl").read_bytes())["article.body"] == CLEAN


def test_rows_of_both_forms_stay_so_in_lines_and_are_refused_in_tables(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    rows = [{"article.body": GLUED}, {"article": {"body": GLUED}}]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert go(source, tmp_path / "out.jsonl").repaired == 2
    restore(str(tmp_path / "out.jsonl"), str(tmp_path / "back.jsonl"))
    assert (tmp_path / "back.jsonl").read_text() == source.read_text()
    for out in ("out.parquet", "out.csv"):
        with pytest.raises(CannotRun, match=r"row 1 has .*body. as a member .* write JSONL"):
            go(source, tmp_path / out)


def test_rows_without_the_member_are_refused(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(
        '{"article": {"body": "A quay."}}\n{"article": {}}\n{"article": "x"}\n{"n": 1}\n'
        '{"article": {"body": 5}}\n'
    )
    rows = list(read_rows(find_sources([str(source)])[0], Columns("article.body")))
    assert isinstance(rows[0], Row)
    assert rows[0].text == "A quay."
    reasons = [row.reason for row in rows[1:] if isinstance(row, Reject)]
    assert reasons == ["no-text", "no-text", "no-text", "text-not-a-string"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("article.headline", "no column is called 'article.headline'; name one of these: article"),
        ("n.body", "no column is called 'n.body'"),
        ("article.id", "'article.id' holds int64, not strings"),
        ("article.body", r"'article.body' holds struct<.*>, not strings"),
    ],
)
def test_fields_that_are_no_text_are_refused(tmp_path: Path, text: str, message: str) -> None:
    nested().write_parquet(tmp_path / "in.parquet")
    with pytest.raises(CannotRun, match=message):
        go(tmp_path / "in.parquet", tmp_path / "out.parquet", text)


def test_a_field_is_read_by_check_and_audit(tmp_path: Path) -> None:
    nested().write_parquet(tmp_path / "in.parquet")
    [source] = find_sources([str(tmp_path / "in.parquet")])
    rows = read_rows(source, Columns("article.body.main"))
    assert [row.text for row in rows if isinstance(row, Row)] == [
        GLUED,
        None,
        None,
        None,
        "A quay.",
    ]


def test_a_changed_member_is_noticed(tmp_path: Path, source: Path) -> None:
    go(source, tmp_path / "out.csv")
    whole = (tmp_path / "out.csv").read_text()
    for old, new in (("noon", "dusk"), ('{""id"": 1', '{""id"" 1')):
        (tmp_path / "changed.csv").write_text(whole.replace(old, new, 1))
        Path(f"{tmp_path}/changed.csv.manifest.json").write_bytes(
            Path(f"{tmp_path}/out.csv.manifest.json").read_bytes()
        )
        with pytest.raises(CannotRun, match="row 0 cannot be rebuilt"):
            restore(str(tmp_path / "changed.csv"), str(tmp_path / "back.csv"))
