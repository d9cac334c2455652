"""Frames and columns: the same results as one text at a time."""

from __future__ import annotations

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanup
from cleanup.engine.clean import clean_all
from cleanup.engine.clean_column import clean_column
from cleanup.frame import clean_frame, clean_table
from cleanup.prefilter.columns import prefilter_column
from cleanup.prefilter.hints import (
    Always,
    AnyOf,
    Chars,
    Hint,
    LineStart,
    Never,
    OneLine,
    Outer,
    Shape,
)
from cleanup.prefilter.texts import prefilter
from cleanup.provenance import provenance
from cleanup.rules import all_rules
from cleanup.ruleset import ruleset
from cleanup.schema import SCHEMA
from cleanup.settings import Settings
from cleanup.values import Context
from tests.scale import examples

GLUED = "The ferry left.It came back at noon."
CLEAN = "The ferry left. It came back at noon."

ANY = st.characters(exclude_categories=["Cs"])
PIECES = st.sampled_from(
    [*(text for rule in all_rules() for text in (*rule.bad, *rule.flags)), GLUED, "[&~-^]\\", "\n"]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(ANY, max_size=30)), max_size=5).map("".join)

HINTS: list[Hint] = [
    AnyOf("left.It", "[", "\u00ad"),
    Chars("\u00ad\u200b-\u200f"),
    Chars("[&~"),
    Chars(r"\[\\a-f&&~~"),
    Chars(r"\u2028\x00"),
    Shape(r"[a-z][.!?][A-Z][a-z]"),
    Shape("[^\u0000-\u007f]{2}"),
    AnyOf("a") & AnyOf("b"),
    AnyOf("a") | Shape("[b-d]{3}"),
    Always() & Chars("x"),
    OneLine(AnyOf("The", "a"), Shape("[.!?]"), LineStart("The", " ")),
    OneLine(AnyOf("e", "\u00fc"), longest=20),
    OneLine(LineStart("The", "#"), Chars("\u2018-\u201d"), longest=3),
    Outer(" \u00a0\n"),
    Always(),
    Never(),
]


@pytest.mark.filterwarnings("ignore:Possible")
@given(st.lists(TEXTS, min_size=1, max_size=14))
@examples(100)
def test_hints_of_a_column_hold_where_they_hold_one_by_one(texts: list[str]) -> None:
    hints = [*(rule.hint for rule in all_rules()), *HINTS]
    together, alone = prefilter_column(hints, texts), prefilter(hints, texts)
    assert [text.holding for text in together] == [text.holding for text in alone]


@given(st.lists(TEXTS, min_size=1, max_size=14))
@examples(30)
def test_texts_cleaned_together_are_as_cleaned_alone(texts: list[str]) -> None:
    contexts = [Context()] * len(texts)
    together = clean_column(texts, contexts, Settings())
    alone = [clean_all([text], [Context()], Settings())[0] for text in texts]
    assert [cleaned.text for cleaned in together] == [cleaned.text for cleaned in alone]
    assert [cleaned.edits for cleaned in together] == [cleaned.edits for cleaned in alone]
    assert [cleaned.findings for cleaned in together] == [cleaned.findings for cleaned in alone]


@given(st.lists(st.none() | TEXTS, max_size=14))
@examples(50)
def test_a_frame_is_what_clean_makes_of_its_rows(texts: list[str | None]) -> None:
    frame = clean_frame(pl.DataFrame({"text": pl.Series(texts, dtype=pl.String)}))
    assert dict(frame.schema) == {"text": pl.String()} | SCHEMA
    for number, (text, row) in enumerate(zip(texts, frame.iter_rows(named=True), strict=True)):
        expected = cleanup.clean(text) if text is not None else cleanup.clean("")
        assert row["text"] == (None if text is None else expected.text)
        facts = provenance(None, number, text, expected, ruleset(Settings()))
        assert {name: row[name] for name in facts} == plain(facts)


def plain(value: object) -> object:
    """Return what a frame makes of tuples."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def test_other_columns_and_kinds_of_frames_stay() -> None:
    frame = pl.DataFrame(
        {"n": pl.Series([1, 2], dtype=pl.UInt8), "body": [GLUED, CLEAN], "kind": ["a", "b"]},
        schema_overrides={"kind": pl.Categorical},
    )
    eager = clean_frame(frame, "body")
    lazy = clean_frame(frame.lazy(), "body")
    assert isinstance(lazy, pl.LazyFrame)
    assert lazy.collect().equals(eager)
    assert lazy.collect(engine="streaming").equals(eager)
    assert lazy.collect_schema() == eager.schema
    assert eager.select("n", "kind").equals(frame.select("n", "kind"))
    assert eager["body"].to_list() == [CLEAN, CLEAN]
    assert eager["cleanup_status"].to_list() == ["repaired", "clean"]


def test_a_lazy_filter_sees_the_cleaned_text() -> None:
    lazy = clean_frame(pl.LazyFrame({"text": [GLUED, "A quay."]}))
    filtered = lazy.filter(pl.col("text") == CLEAN).select("text", "cleanup_row").collect()
    assert filtered.rows() == [(CLEAN, 0)]
    assert lazy.tail(1).collect()["cleanup_row"].to_list() == [1]


def test_frames_longer_than_a_batch_keep_their_rows() -> None:
    texts = [f"{GLUED} {n}" for n in range(4_500)]
    frame = clean_frame(pl.DataFrame({"text": texts}), settings=Settings(select=("JOI001",)))
    assert frame["cleanup_row"].to_list() == list(range(4_500))
    assert frame["text"].to_list() == [f"{CLEAN} {n}" for n in range(4_500)]
    assert frame["cleanup_edits"].list.len().to_list() == [1] * 4_500


def test_an_arrow_table_stays_one() -> None:
    table = pa.table({"text": [GLUED, None], "n": [1, 2]})
    cleaned = clean_table(table)
    assert isinstance(cleaned, pa.Table)
    assert cleaned.column("text").to_pylist() == [CLEAN, None]
    assert cleaned.column("cleanup_status").to_pylist() == ["repaired", "clean"]
    assert cleaned.column("n").to_pylist() == [1, 2]


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (pl.DataFrame({"body": ["a"]}), "no column is called 'text'; there are body"),
        (pl.DataFrame({"text": [1]}), "holds Int64, not strings"),
        (pl.DataFrame({"text": ["a"], "cleanup_row": [1]}), "'cleanup_row' is already there"),
    ],
)
def test_frames_that_cannot_be_cleaned_are_refused(frame: pl.DataFrame, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        clean_frame(frame)
    with pytest.raises(ValueError, match=message):
        clean_frame(frame.lazy())
