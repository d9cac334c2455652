"""Originals are rebuilt row by row from what a run stored, and each is proved by its hash."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup import clean
from cleanup.errors import CannotRun
from cleanup.frame import clean_frame
from cleanup.pipeline.options import RunOptions
from cleanup.pipeline.run import run
from cleanup.provenance import provenance, sha256
from cleanup.read.row import Columns
from cleanup.stored.columns import original
from cleanup.stored.output import open_output
from cleanup.stored.rows import (
    is_provenance,
    numbered_lines,
    original_tables,
    sound,
    stored_rows,
    text_column_of,
)
from cleanup.write.manifest import MANIFEST
from tests.properties import Account, accounts, few

if TYPE_CHECKING:
    from cleanup.stored.output import Output

GLUED = "The ferry left.It came back at noon."
EDIT = {"start": 1, "end": 2, "before": "b", "after": "c", "codes": [], "removal": False}
TEXTS = (GLUED, None, "The ferry left.", "", f"  {GLUED} e\u0301 \U0001f6a2\n\n\n{GLUED}")


def stored(account: Account, **other: object) -> dict[str, Any]:
    """Return what a row stores about an original and its edits."""
    return {
        "cleanup_edits": [edit._asdict() | {"codes": list(edit.codes)} for edit in account.edits],
        "cleanup_original_sha256": sha256(account.original),
        "cleanup_row": 7,
        "cleanup_source": "quay.jsonl",
    } | other


def row(text: str | None, **other: object) -> dict[str, Any]:
    """Return a row as an output holds it."""
    cleaned = clean(text or "")
    return {
        "text": None if text is None else cleaned.text,
        **provenance("in.jsonl", 0, text, cleaned, "1"),
        **other,
    }


def source(path: Path, *rows: dict[str, Any]) -> Output:
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), "utf-8")
    return open_output(str(path))


def cleaned(
    folder: Path, name: str, records: list[dict[str, Any]], text: str = "text", guard: bool = False
) -> Output:
    """Return the output of a run over some rows."""
    given = source(folder / "in.jsonl", *records)
    out, columns = str(folder / name), Columns(text)
    run([given.path], out, RunOptions(columns=columns, guard_formulas=guard))
    return open_output(out)


def original_lines(output: Output, text: str | None = None) -> list[str]:
    return [line for _, line in numbered_lines(output, text)]


@given(accounts)
@few
def test_an_original_comes_back_from_its_edits(account: Account) -> None:
    assert original("out", 0, account.cleaned, stored(account)) == account.original


@given(accounts, st.text("abcdefg", max_size=12))
@few
def test_another_text_never_passes_for_the_original(account: Account, text: str) -> None:
    if text != account.cleaned:
        with pytest.raises(CannotRun, match="row 3 cannot be rebuilt"):
            original("out", 3, text, stored(account))


def test_a_null_comes_back_as_null() -> None:
    nothing = stored(Account("", "", ()), cleanup_original_sha256=None)
    assert original("out", 0, None, nothing) is None


@pytest.mark.parametrize(
    ("text", "other", "problem"),
    [
        ("ac", {"cleanup_original_sha256": sha256("xx")}, "it does not match its hash"),
        ("ac", {"cleanup_original_sha256": None}, "it does not match its hash"),
        (None, {}, "it does not match its hash"),
        (7, {}, "it does not match its hash"),
        ("ax", {}, "not the one the ledger was made for"),
        ("ac", {"cleanup_edits": [{"start": 1}]}, "cleanup_edits[0].end is missing"),
        ("ac", {"cleanup_edits": 7}, "cleanup_edits is 7, not a list"),
        ("ac", {"cleanup_edits": None}, "cleanup_edits is null, not a list"),
        ("ac", {"cleanup_edits": [EDIT | {"start": True}]}, "start is True, not a whole number"),
        ("ac", {"cleanup_edits": [EDIT | {"end": 2**70}]}, "end is a number beyond 64 bits"),
        ("ac", {"cleanup_edits": [EDIT | {"before": "\ud800"}]}, "before holds half a character"),
        ("ac", {"cleanup_edits": [EDIT, EDIT]}, "[1] does not come after the edit before it"),
        ("ac", {"cleanup_edits": [EDIT | {"end": 3}]}, "is not as long as what it replaced"),
        ("ac", {"cleanup_original_sha256": "no hash"}, "not a SHA-256"),
    ],
)
def test_what_was_changed_after_the_run_is_refused_with_its_place(
    text: object, other: dict[str, object], problem: str
) -> None:
    account = Account("ab", "ac", clean("ab").edits)
    held = stored(account, cleanup_edits=[EDIT]) | other
    with pytest.raises(CannotRun) as caught:
        original("out.jsonl", 3, text, held)
    said = str(caught.value)
    assert said.startswith("out.jsonl: row 3 cannot be rebuilt: ")
    assert problem in said
    assert "take row 7 of quay.jsonl itself" in said


def test_lines_of_json_come_back_without_what_a_run_added(tmp_path: Path) -> None:
    given = source(tmp_path / "out.jsonl", *(row(text, n=1.5, m=[None]) for text in TEXTS))
    assert [json.loads(line) for line in original_lines(given)] == [
        {"text": text, "n": 1.5, "m": [None]} for text in TEXTS
    ]
    assert [sound(one)["cleanup_status"] for one in stored_rows(given)][:3] == [
        "repaired",
        "clean",
        "clean",
    ]


def test_the_text_column_is_the_one_that_is_named(tmp_path: Path) -> None:
    record = row(GLUED)
    record["body"] = record.pop("text")
    given = source(tmp_path / "out.jsonl", record)
    assert [json.loads(line) for line in original_lines(given, "body")] == [{"body": GLUED}]
    account = cleaned(tmp_path, "other.jsonl", [{"body": GLUED}], text="body").path + MANIFEST
    Path(account).rename(tmp_path / "out.jsonl.manifest.json")
    assert text_column_of(given.path) == "body"
    assert [json.loads(line) for line in original_lines(given)] == [{"body": GLUED}]


def test_without_a_manifest_the_text_column_is_text(tmp_path: Path) -> None:
    assert text_column_of(str(tmp_path / "out.jsonl")) == "text"


@pytest.mark.parametrize("content", ["no JSON", "{}", "[]", '{"columns": 7}', "[" * 10**5])
def test_what_is_no_manifest_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "out.jsonl.manifest.json").write_text(content)
    with pytest.raises(CannotRun, match=r"this is no manifest of a run \(.*\); move it away"):
        text_column_of(str(tmp_path / "out.jsonl"))


@pytest.mark.parametrize("name", ["cleanup_edits", "cleanup_original_sha256", "cleanup_row"])
def test_a_row_without_its_ledger_is_refused(tmp_path: Path, name: str) -> None:
    record = row(GLUED)
    del record[name]
    given = source(tmp_path / "out.jsonl", record)
    with pytest.raises(CannotRun, match=f"there is no column '{name}'"):
        list(original_lines(given))


def test_a_line_that_is_no_row_is_refused(tmp_path: Path) -> None:
    given = source(tmp_path / "out.jsonl", row(GLUED))
    with Path(given.path).open("a") as file:
        file.write("no JSON\n")
    lines = numbered_lines(given)
    assert json.loads(next(lines)[1]) == {"text": GLUED}
    with pytest.raises(CannotRun, match=r"out\.jsonl:2: .*; run cleanup anew"):
        next(lines)


def test_a_text_inside_an_object_comes_back_there(tmp_path: Path) -> None:
    records = [{"a": {"b": text, "c": [1]}, "n": 2} for text in TEXTS]
    given = cleaned(tmp_path, "out.jsonl", records, text="a.b")
    assert [json.loads(line) for line in original_lines(given)] == records
    given = cleaned(tmp_path, "out.csv", records, text="a.b")
    back = [json.loads(line)["a"] for line in original_lines(given)]
    assert [json.loads(one) for one in back] == [record["a"] for record in records]


RECORDS: list[dict[str, Any]] = [{"text": text, "n": 7, "s": "=1"} for text in TEXTS]


@pytest.mark.parametrize("guard", [True, False])
def test_cells_come_back_without_their_guard(tmp_path: Path, guard: bool) -> None:
    given = cleaned(tmp_path, "out.csv", RECORDS, guard=guard)
    back = [json.loads(line) for line in original_lines(given)]
    assert [(one["text"], one["n"], one["s"]) for one in back] == [
        (record["text"], "7", "=1") for record in RECORDS
    ]
    assert [sound(one)["cleanup_original_sha256"] for one in stored_rows(given)] == [
        sha256(text) for text in TEXTS
    ]


def test_cells_that_look_guarded_need_their_manifest(tmp_path: Path) -> None:
    given = cleaned(tmp_path, "out.csv", RECORDS, guard=True)
    Path(f"{given.path}.manifest.json").unlink()
    given = open_output(given.path)
    with pytest.raises(CannotRun, match=r"bring back .*out\.csv\.manifest\.json"):
        list(original_lines(given, "text"))


def test_a_ledger_in_cells_must_be_json(tmp_path: Path) -> None:
    given = cleaned(tmp_path, "out.csv", RECORDS[2:3])
    path = Path(given.path)
    path.write_text(path.read_text("utf-8").replace("[]", "[", 1), "utf-8")
    with pytest.raises(CannotRun, match="row 0 cannot be rebuilt: its ledger is no JSON"):
        list(original_lines(given))


def test_a_column_of_cells_that_is_not_there_is_refused(tmp_path: Path) -> None:
    given = cleaned(tmp_path, "out.csv", RECORDS)
    with pytest.raises(CannotRun, match="body"):
        list(original_lines(given, "body"))


def test_tables_come_back_with_the_columns_they_had(tmp_path: Path) -> None:
    given = cleaned(tmp_path, "out.parquet", RECORDS)
    schema, tables = original_tables(given, None)
    assert schema.names == ["text", "n", "s"]
    assert [one for table in tables for one in table.to_pylist()] == RECORDS
    assert [json.loads(line) for line in original_lines(given)] == RECORDS
    assert [sound(one)["cleanup_row"] for one in stored_rows(given)] == list(range(len(RECORDS)))


def test_values_that_were_kept_as_json_text_are_values_again(tmp_path: Path) -> None:
    records: list[dict[str, Any]] = [{"text": GLUED, "x": value} for value in (1, "a", None)]
    given = cleaned(tmp_path, "out.parquet", records)
    assert [json.loads(line) for line in original_lines(given)] == records


def test_a_text_inside_a_struct_or_json_text_comes_back(tmp_path: Path) -> None:
    records = [{"a": {"b": text, "c": 1}} for text in TEXTS]
    given = cleaned(tmp_path, "out.parquet", records, text="a.b")
    assert [json.loads(line) for line in original_lines(given)] == records


def test_a_table_without_a_ledger_is_refused(tmp_path: Path) -> None:
    frame = clean_frame(pl.DataFrame({"text": [GLUED]})).drop("cleanup_edits")
    pq.write_table(frame.to_arrow(), tmp_path / "out.parquet")
    given = open_output(str(tmp_path / "out.parquet"))
    for ask in (original_lines, stored_rows):
        with pytest.raises(CannotRun, match="there is no column 'cleanup_edits'"):
            list(ask(given))


def test_a_row_of_a_table_is_named_by_its_number(tmp_path: Path) -> None:
    given = cleaned(tmp_path, "out.parquet", RECORDS)
    table = pl.read_parquet(given.path)
    changed = table.with_columns(
        text=pl.when(pl.int_range(pl.len()) == 2).then(pl.lit("x")).otherwise("text")
    )
    pq.write_table(changed.to_arrow(), given.path)
    given = open_output(given.path)
    with pytest.raises(CannotRun, match="row 2 cannot be rebuilt"):
        list(original_lines(given, "text"))


def test_columns_of_a_run_are_known_by_their_names() -> None:
    assert is_provenance("cleanup_edits")
    assert not is_provenance("text")
