"""Rows of Parquet are measured before they are read, so that none asks for the memory of many."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.errors import CannotRun
from cleanup.read import parquet_budget
from cleanup.read.parquet_budget import batch_rows, open_parquet
from tests.commands import run
from tests.properties import few

pytestmark = pytest.mark.usefixtures("in_folder")

Captured = pytest.CaptureFixture[str]

WORDS = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
KINDS = {
    "string": (pa.string(), WORDS),
    "struct": (
        pa.struct([("a", pa.string()), ("n", pa.int8())]),
        st.none() | st.fixed_dictionaries({"a": WORDS, "n": st.integers(0, 9)}),
    ),
    "list": (pa.list_(pa.string()), st.none() | st.lists(WORDS, max_size=3)),
    "list of structs": (
        pa.list_(pa.struct([("a", pa.string())])),
        st.none() | st.lists(st.fixed_dictionaries({"a": WORDS}), max_size=3),
    ),
    "map": (
        pa.map_(pa.string(), pa.string()),
        st.none() | st.dictionaries(st.text("ab", max_size=2), WORDS, max_size=3),
    ),
    "numbers": (pa.int64(), st.none() | st.integers(0, 9)),
}


def bytes_in(value: Any) -> int:  # noqa: ANN401
    if isinstance(value, str):
        return len(value.encode())
    if isinstance(value, dict):
        return sum(map(bytes_in, [*value.values()]))
    if isinstance(value, list | tuple):
        return sum(map(bytes_in, value))
    return 0


@pytest.mark.parametrize("name", KINDS)
@given(data=st.data())
@few
def test_a_row_is_as_large_as_its_strings(name: str, data: st.DataObject) -> None:
    kind, values = KINDS[name]
    rows = data.draw(st.lists(values, max_size=8))
    array = pa.array(
        [list(row.items()) if isinstance(row, dict) and name == "map" else row for row in rows],
        kind,
    )
    cut = data.draw(st.integers(0, len(rows)))
    expected = [
        sum(bytes_in(part) for item in row.items() for part in item)
        if isinstance(row, dict) and name == "map"
        else bytes_in(row)
        for row in rows
    ]
    assert parquet_budget._sizes(array.slice(cut)).to_pylist() == expected[cut:]


def repeated(value: str, times: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array([0] * times, pa.int32()), pa.array([value]))


def write(table: pa.Table, name: str = "in.parquet") -> Path:
    pq.write_table(table, name, compression="zstd", store_schema=False)
    return Path(name)


def rows_of(file: Path) -> int:
    with open_parquet(file) as opened:
        return batch_rows("in.parquet", file, opened, 0)


def test_long_values_that_repeat_are_read_few_at_a_time() -> None:
    file = write(pa.table({"text": repeated("word " * 40_000, 1_000)}))
    assert file.stat().st_size < 2_000
    assert rows_of(file) == parquet_budget.BYTES // 200_000


def test_short_values_may_repeat_for_ever() -> None:
    file = write(pa.table({"text": ["a"] * 10, "kind": ["a kind of news"] * 10}))
    assert rows_of(file) == parquet_budget.ROWS
    assert rows_of(write(pa.table({"kind": repeated("kind " * 1_000, 200_000)}))) >= 800


BOMB = repeated("word " * 200_000, 100_000)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (pa.table({"text": BOMB}), []),
        (pa.table({"text": BOMB}), ["--head", "5"]),
        (pa.table({"text": ["A quay."] * 100_000, "other": BOMB}), []),
        (
            pa.table({"article": pa.StructArray.from_arrays([BOMB], ["body"])}),
            ["--text", "article.body"],
        ),
    ],
)
def test_a_bomb_is_refused_before_it_is_read(
    table: pa.Table, words: list[str], capsys: Captured
) -> None:
    assert write(table).stat().st_size < 8_000
    assert run("run", "in.parquet", "-o", "out.jsonl", *words) == 2
    assert "in.parquet: this file holds long values that repeat" in capsys.readouterr().err
    assert not Path("out.jsonl").exists()


def test_a_row_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_budget, "LONGEST", 500_000)
    file = write(pa.table({"text": [["word " * 40_000] * 3]}))
    with pytest.raises(CannotRun, match=r"in.parquet: a row takes 600,000 bytes, more than the"):
        rows_of(file)
