"""Outputs that were moved, cut, or changed after their run: counted as they are, or refused."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from cleanup.audit import Grouping, audit
from cleanup.audit.figures import figures
from cleanup.audit.frames import NO_GROUPING
from cleanup.cli.main import main
from cleanup.errors import CannotRun
from cleanup.read.find import _standard_input
from cleanup.read.row import Columns
from cleanup.schema import arrow_schema
from cleanup.settings import Settings
from tests.audit.corpora import TEXTS, audited, rows_of, run, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def figures_of(source: Path, grouping: Grouping = NO_GROUPING) -> dict[str, Any]:
    return figures(audited(source, grouping=grouping)) | {"command": "", "notes": []}


def changed(path: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """Change the rows of a Parquet file."""
    table = pq.read_table(path)
    rows = table.to_pylist()
    for row in rows:
        change(row)
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)
    return path


@pytest.mark.parametrize("output", ["out.parquet", "out.jsonl", "out.csv"])
def test_an_output_without_its_manifest_is_counted_too(output: str, tmp_path: Path) -> None:
    source = written(tmp_path, rows_of(TEXTS))
    made = run(source, output)
    (tmp_path / f"{output}.manifest.json").unlink()
    seen = audited(made)
    assert seen.from_run
    assert any("no manifest vouches" in note for note in seen.notes)
    assert figures_of(made) | {"settings": {}} == figures_of(source) | {"settings": {}}


def test_rows_without_a_source_are_counted_as_others_are(tmp_path: Path) -> None:
    """``clean_frame`` knows of no file."""
    source = written(tmp_path, rows_of(TEXTS))
    made = run(source, "out.parquet")
    before = figures_of(made)
    seen = figures_of(changed(made, lambda row: row.update(cleanup_source=None)))
    assert seen["grades"] == before["grades"]
    assert seen["verdict"] == before["verdict"]
    assert [one["articles"] for one in seen["files"]["groups"]] == [len(TEXTS)]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        *(
            (lambda row, name=name: row.update({name: None}), rf"{name} is null")
            for name in arrow_schema().names
            if name not in ("cleanup_source", "cleanup_original_sha256")
        ),
        (lambda row: row.update(cleanup_damage=float("nan")), "cleanup_damage is nan"),
        (lambda row: row.update(cleanup_damage=1e308), "cleanup_damage is more than 1,000"),
        (lambda row: row.update(cleanup_row=-1), "cleanup_row is -1"),
        (lambda row: row.update(cleanup_original_sha256="z"), "is 'z', not a SHA-256"),
        (lambda row: row.update(cleanup_edits=[None]), r"cleanup_edits\[0\] is null"),
        (lambda row: row["cleanup_kind"].update(traits=[None]), r"traits\[0\] is null"),
    ],
)
def test_a_row_of_parquet_that_no_run_wrote_is_refused(
    change: Callable[[dict[str, Any]], object], sentence: str, tmp_path: Path
) -> None:
    made = run(written(tmp_path, rows_of(TEXTS)), "out.parquet")
    with pytest.raises(CannotRun, match=rf"out\.parquet: row 0 cannot be rebuilt: .*{sentence}"):
        audited(changed(made, change))


@pytest.mark.parametrize("offset", ["start", "end"])
@pytest.mark.parametrize("value", [-7, 10**15, 2**63 - 1])
@pytest.mark.parametrize("column", ["cleanup_edits", "cleanup_findings"])
@pytest.mark.parametrize("suffix", ["html", "json"])
def test_offsets_outside_the_text_are_named_and_not_drawn(
    column: str, value: int, offset: str, suffix: str, tmp_path: Path
) -> None:
    made = run(written(tmp_path, rows_of(TEXTS)), "out.parquet")
    rows = pl.read_parquet(made)
    held = rows.filter(pl.col(column).list.len() > 0).height

    def change(row: dict[str, Any]) -> None:
        for one in row[column]:
            one[offset] = value

    seen = audited(changed(made, change), f"report.{suffix}", review=2)
    assert held
    assert len(seen.broken) == held


def test_edits_without_codes_are_drawn(tmp_path: Path) -> None:
    made = run(written(tmp_path, rows_of(TEXTS)), "out.parquet")
    changed(made, lambda row: [one.update(codes=[]) for one in row["cleanup_edits"]])
    assert audited(made).rows.edits


VALUES: list[Any] = ["a", 5, True, 1.5, None, ["x"], {"q": 1}, " a ", "", "5"]


@pytest.mark.parametrize("column", ["by", "on", "by.inner"])
@pytest.mark.parametrize("output", ["out.parquet", "out.jsonl"])
def test_values_of_many_types_group_rows_of_an_output_as_raw_ones(
    column: str, output: str, tmp_path: Path
) -> None:
    days: list[Any] = ["2012-03-04", 2012, 20120405, True, None, "0000-00-00", 2013.0, [1], "x", {}]
    objects: list[Any] = [*({"inner": one} for one in VALUES[:-1]), 7]
    inner = objects if "." in column else VALUES
    rows = [
        {"text": "It was late.Nobody spoke.", "title": title, "by": one, "on": day}
        for title, one, day in zip(VALUES, inner, days, strict=True)
    ]
    source = written(tmp_path, rows)
    grouping = Grouping(column, None, "on")
    assert figures_of(run(source, output), grouping) == figures_of(source, grouping)


@pytest.mark.parametrize("output", ["out.parquet", "out.jsonl", "out.csv"])
def test_titles_are_those_of_the_column_that_the_run_was_given(output: str, tmp_path: Path) -> None:
    source = written(tmp_path, [{"text": TEXTS[0], "title": "No", "headline": "Yes"}] * 2)
    made = run(source, output, "--title", "headline")
    titled = figures(audited(source, columns=Columns(title="headline")))["worst"]
    assert [one["title"] for one in titled] == ["Yes"]
    assert figures_of(made)["worst"] == titled
    assert figures(audited(made, columns=Columns(title="title")))["worst"][0]["title"] == "No"


@pytest.mark.parametrize("output", ["out.parquet", "out.jsonl", "out.csv"])
def test_a_column_of_texts_that_is_not_there_is_named(output: str, tmp_path: Path) -> None:
    made = run(written(tmp_path, rows_of(TEXTS)), output)
    with pytest.raises(CannotRun, match=r"no column is called 'body'.*\(--text COL\)"):
        audited(made, columns=Columns("body"))


def test_a_column_of_one_output_is_not_asked_of_the_next(tmp_path: Path) -> None:
    """The run of the first one named who published its rows; that of the second did not."""
    first = run(written(tmp_path, rows_of(TEXTS)), "a.parquet", "--source-column", "site")
    second = run(written(tmp_path, [{"text": "Quiet."}]), "b.parquet")
    seen = audit(
        [str(first), str(second)], str(tmp_path / "r.json"), columns=Columns(), settings=Settings()
    )
    names = {one.name for one in seen.publishers.groups}
    assert names == {"s0", "s1", "s2", str(tmp_path / "a.jsonl")}
    assert seen.publishers.by == "site"


@pytest.mark.parametrize("output", [None, "out.parquet", "out.jsonl", "out.csv"])
def test_a_column_of_dates_that_is_not_there_is_refused(output: str | None, tmp_path: Path) -> None:
    source = written(tmp_path, rows_of(TEXTS))
    with pytest.raises(CannotRun, match="no column is called 'then'"):
        audited(run(source, output) if output else source, grouping=Grouping(None, None, "then"))


def test_an_output_on_standard_input_is_asked_for_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = run(written(tmp_path, rows_of(TEXTS)), "out.jsonl")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(made.read_bytes())))
    _standard_input.cache_clear()
    assert main(["audit", "-", "-o", str(tmp_path / "r.html")]) == 2
    assert "this is the output of a run" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (0, "its first row is none that a run wrote"),
        (3, r":4: .*'cleanup_source'; run cleanup anew"),
    ],
)
def test_a_line_without_a_source_is_said_to_be_no_row_of_a_run(
    number: int, sentence: str, tmp_path: Path
) -> None:
    made = run(written(tmp_path, rows_of(TEXTS)), "out.jsonl")
    (tmp_path / "out.jsonl.manifest.json").unlink()
    lines = made.read_text().splitlines(keepends=True)
    lines[number] = lines[number].replace('"cleanup_source"', '"source"')
    made.write_text("".join(lines))
    with pytest.raises(CannotRun, match=sentence):
        audited(made)


def test_what_belongs_to_an_output_counts_once_however_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = run(written(tmp_path, rows_of(TEXTS), 2), "out.jsonl")
    monkeypatch.chdir(tmp_path)
    named = ["out.jsonl.quarantine.jsonl", str(made)]
    seen = audit(named, str(tmp_path / "r.json"), columns=Columns(), settings=Settings())
    assert (seen.rows.articles, seen.rows.quarantined) == (len(TEXTS), 2)


def test_a_table_without_rows_has_a_report(tmp_path: Path) -> None:
    """A row group without rows has a page without a header, as pyarrow writes it."""
    path = tmp_path / "none.parquet"
    pq.write_table(pa.schema([("text", pa.string())]).empty_table(), path)
    assert audited(path).verdict == "No article was read."
    assert audited(run(path, "out.parquet")).verdict == "No article was read."


def test_settings_that_have_no_effect_on_an_output_are_named(tmp_path: Path) -> None:
    source = written(tmp_path, rows_of(TEXTS))
    made = run(source, "out.parquet")
    chosen = Settings(select=("JOI",), unsafe=True)
    seen, raw = audited(made, settings=chosen), audited(source, settings=chosen)
    assert seen.notes == (
        "--select, --unsafe: of no effect on what a run found; run it again with them",
    )
    assert "--select" not in seen.command
    assert "--select JOI" in raw.command
    assert not raw.notes
