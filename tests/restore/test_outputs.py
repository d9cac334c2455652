"""Provenance: what a run stores is enough to rebuild every text, and to notice tampering."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.errors import CannotRun
from cleanup.pipeline.options import RunOptions
from cleanup.pipeline.run import run
from cleanup.read import find_sources, read_rows
from cleanup.read.row import Columns, Row
from cleanup.restore.how import Undo
from cleanup.restore.outputs import restore
from cleanup.rules import all_rules
from cleanup.ruleset import ruleset
from cleanup.settings import Settings
from tests.scale import examples

GLUED = "The ferry left.It came back at noon."
OFTEN = " ".join([GLUED] * 3)

ODD = st.sampled_from(
    ["\0", "\r\n", "\r", "\ufeff", "\U0001f6a2", "\u2028", "\u0085", "e\u0301", '"', "\\", GLUED]
    + [text for rule in all_rules() for text in rule.bad]
)
TEXTS = st.lists(ODD | st.text(st.characters(exclude_categories=["Cs"])), max_size=6).map("".join)


def cleaned(folder: Path, records: list[dict[str, object]], name: str, columns: Columns) -> Path:
    source = folder / "in.jsonl"
    lines = (json.dumps(record, ensure_ascii=len(record) % 2 == 0) + "\n" for record in records)
    source.write_text("".join(lines), "utf-8")
    run(
        [str(source)],
        str(folder / name),
        RunOptions(columns=columns, settings=Settings(unsafe=True)),
    )
    return folder / name


def records_of(path: Path, columns: Columns) -> list[dict[str, object]]:
    rows = read_rows(find_sources([str(path)])[0], columns)
    return [row.record for row in rows if isinstance(row, Row)]


@given(st.lists(st.none() | TEXTS, min_size=8, max_size=24))
@examples(8)
@pytest.mark.parametrize(
    ("out", "back"),
    [
        ("out.parquet", "back.parquet"),
        ("out.parquet", "back.jsonl"),
        ("out.jsonl", "back.jsonl"),
        ("out.ndjson.zst", "back.jsonl.gz"),
    ],
)
def test_originals_come_back_from_what_was_stored(
    out: str, back: str, texts: list[str | None]
) -> None:
    columns = Columns(text="body")
    records: list[dict[str, object]] = [{"n": n, "body": text} for n, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = cleaned(folder, records, out, columns)
        assert restore(str(path), str(folder / back)) == len(texts)
        assert records_of(folder / back, columns) == records


def test_values_besides_the_text_come_back_as_they_were(tmp_path: Path) -> None:
    values: dict[str, object] = {
        "big": 2**80,
        "nested": {"b": [1, 2.5, None], "a": {}},
        "mixed": "s",
        "flag": True,
        "none": None,
        "id": 7,
    }
    records = [{"text": GLUED, **values}, {"text": GLUED, **values, "mixed": 5, "id": -7}]
    for name in ("out.parquet", "out.jsonl"):
        path = cleaned(tmp_path, records, name, Columns())
        restore(str(path), str(tmp_path / "back.jsonl"), Undo(force=True))
        assert records_of(tmp_path / "back.jsonl", Columns()) == records


def test_a_cleaned_jsonl_comes_back_byte_for_byte(tmp_path: Path) -> None:
    path = cleaned(tmp_path, [{"n": 1.5, "text": GLUED, "x": "\u00e9"}], "out.jsonl", Columns())
    restore(str(path), str(tmp_path / "back.jsonl"))
    assert (tmp_path / "back.jsonl").read_bytes() == (tmp_path / "in.jsonl").read_bytes()


def test_a_changed_text_is_noticed_and_nothing_is_written(tmp_path: Path) -> None:
    path = cleaned(tmp_path, [{"text": OFTEN}, {"text": OFTEN}], "out.parquet", Columns())
    frame = pl.read_parquet(path)
    for change in (
        pl.col("text").str.replace("noon", "dusk"),
        pl.col("text").str.replace(". It", ".It", literal=True),
        pl.lit("0" * 64).alias("cleanup_original_sha256"),
        pl.lit(None, pl.String).alias("text"),
    ):
        frame.with_columns(change).write_parquet(tmp_path / "changed.parquet")
        with pytest.raises(
            CannotRun, match=r"row 0 cannot be rebuilt: .* take row 0 of .*in\.jsonl"
        ):
            restore(str(tmp_path / "changed.parquet"), str(tmp_path / "back.parquet"))
    assert not (tmp_path / "back.parquet").exists()


def test_what_is_no_output_of_a_run_is_refused(tmp_path: Path) -> None:
    plain = tmp_path / "plain.jsonl"
    plain.write_text('{"text": "A ferry left."}\n')
    pl.DataFrame({"text": ["A ferry left."]}).write_parquet(tmp_path / "plain.parquet")
    (tmp_path / "plain.txt").write_text("A ferry left.")
    for name in ("plain.jsonl", "plain.parquet"):
        with pytest.raises(CannotRun, match="no column 'cleanup_edits'"):
            restore(str(tmp_path / name), str(tmp_path / f"back-{name}"))
    with pytest.raises(CannotRun, match="not the output of a run"):
        restore(str(tmp_path / "plain.txt"), str(tmp_path / "back.jsonl"))
    with pytest.raises(CannotRun, match=r"name a \.jsonl or \.csv file"):
        restore(str(plain), str(tmp_path / "back.parquet"))
    with pytest.raises(CannotRun, match="would replace the input"):
        restore(str(plain), str(plain), Undo(force=True))


def test_the_ruleset_names_settings_and_code() -> None:
    names = {ruleset(made) for made in (Settings(), Settings(unsafe=True), Settings(threshold=0.5))}
    assert len(names) == 3
    assert all(name.startswith("0.1.0+") and len(name) == 18 for name in names)
    assert ruleset(Settings()) == ruleset(Settings(select=()))


@pytest.mark.parametrize("out", ["out.parquet", "out.jsonl.zst"])
def test_undo_into_a_folder_brings_back_text_files_byte_for_byte(
    out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    originals = {"texts/a.txt": "The vote was close.Two left.\r\n", "texts/b/c.md": "\ufeffFine.\n"}
    for path, text in originals.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(text.encode())
    run(["texts"], out, RunOptions())
    assert restore(out, "back") == 2
    assert {path: Path("back", path).read_bytes().decode() for path in originals} == originals
    with pytest.raises(CannotRun, match="exists already"):
        restore(out, "back")


def test_absolute_paths_come_back_without_what_they_share(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    for name in ("a.txt", "b/c.txt"):
        (texts / name).parent.mkdir(parents=True, exist_ok=True)
        (texts / name).write_text(GLUED)
    out = str(tmp_path / "out.parquet")
    run([str(texts)], out, RunOptions())
    written: list[Path] = []
    assert restore(out, str(tmp_path / "back"), Undo(on_written=written.append)) == 2
    assert written == [tmp_path / "back" / "a.txt", tmp_path / "back" / "b" / "c.txt"]
    run([str(texts / "a.txt")], out, RunOptions(force=True))
    restore(out, str(tmp_path / "one"), Undo(on_written=written.append))
    assert written[-1] == tmp_path / "one" / "a.txt"
    with pytest.raises(CannotRun, match=r"b\.txt: text files come out below a folder.*name a fol"):
        restore(out, str(tmp_path / "b.txt"))
