"""Frames and columns: the same results as one text at a time."""

from __future__ import annotations

import multiprocessing
import multiprocessing.queues
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
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


def test_a_frame_of_pandas_keeps_its_index_and_other_columns() -> None:
    frame = pd.DataFrame({"text": [GLUED, None], "n": [1, 2]}, index=["a", "b"])
    cleaned = clean_frame(frame)
    assert cleaned.index.tolist() == ["a", "b"]
    assert cleaned["n"].equals(frame["n"])
    assert cleaned["text"].tolist()[0] == CLEAN
    assert pd.isna(cleaned["text"].tolist()[1])
    assert cleaned["cleanup_status"].tolist() == ["repaired", "clean"]
    assert frame["text"].tolist()[0] == GLUED
    polars = clean_frame(pl.DataFrame({"text": [GLUED, None], "n": [1, 2]}))
    for name in SCHEMA.keys() - {"cleanup_original_sha256"}:
        assert cleaned[name].tolist() == polars[name].to_list()


def test_a_text_within_structs_is_cleaned_there() -> None:
    articles = [{"body": GLUED, "n": 1}, None, {"body": None, "n": 2}]
    frame = pl.DataFrame({"article": articles, "n": [1, 2, 3]})
    expected = [{"body": CLEAN, "n": 1}, None, {"body": None, "n": 2}]
    for cleaned in (
        clean_frame(frame, "article.body"),
        clean_frame(frame.lazy(), "article.body").collect(),
    ):
        assert cleaned["article"].to_list() == expected
        assert cleaned.schema["article"] == frame.schema["article"]
        assert cleaned["cleanup_status"].to_list() == ["repaired", "clean", "clean"]
    assert clean_table(frame.to_arrow(), "article.body").column("article").to_pylist() == expected


def test_a_column_called_like_a_path_is_that_column() -> None:
    frame = pl.DataFrame({"a": [{"b": GLUED}], "a.b": [GLUED]})
    cleaned = clean_frame(frame, "a.b")
    assert cleaned.select("a", "a.b").rows() == [({"b": GLUED}, CLEAN)]


def test_batches_say_which_rows_of_the_whole_they_hold() -> None:
    whole = pl.DataFrame({"text": [GLUED] * 4, "path": ["x", "x", "y", "y"], "n": [0, 1, 0, 1]})
    batches = [
        clean_frame(whole[start : start + 2], source="path", row="n") for start in range(0, 4, 2)
    ]
    assert pl.concat(batches).equals(clean_frame(whole, source="path", row="n"))
    named = pl.concat(batches).select("cleanup_source", "cleanup_row")
    assert named.rows() == [("x", 0), ("x", 1), ("y", 0), ("y", 1)]


def test_a_process_that_lost_its_threads_says_so() -> None:
    clean_table(pa.table({"text": [GLUED]}))
    fork = multiprocessing.get_context("fork")
    said = fork.SimpleQueue()
    child = fork.Process(target=_clean_in_a_fork, args=(said,))
    child.start()
    child.join(60)
    assert child.exitcode == 0
    assert "'spawn' or 'forkserver'" in said.get()


def _clean_in_a_fork(said: multiprocessing.queues.SimpleQueue[str]) -> None:
    with pytest.raises(RuntimeError) as raised:
        clean_table(pa.table({"text": [GLUED]}))
    said.put(str(raised.value))


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        ([GLUED], "a frame of polars or pandas is needed, not list"),
        (pl.Series([GLUED]), "not Series"),
        (pa.table({"text": [GLUED]}), "clean_table takes an Arrow table"),
        (None, "not NoneType"),
    ],
)
def test_what_is_no_frame_is_refused(frame: object, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        clean_frame(frame)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ({"text": "a.c"}, "no column is called 'a.c', and 'a' no field: it has b"),
        ({"text": "n.b"}, "'n' no field: it holds Int64"),
        ({"text": "text", "row": "text"}, "holds String, not whole numbers"),
        ({"text": "text", "source": "n"}, "holds Int64, not strings"),
        ({"text": "text", "lang": "language"}, "no column is called 'language'; there are a, n"),
    ],
)
def test_columns_that_cannot_be_read_are_named(names: dict[str, Any], message: str) -> None:
    frame = pl.DataFrame({"a": [{"b": GLUED}], "n": [1], "text": [GLUED]})
    for either in (frame, frame.lazy()):
        with pytest.raises(ValueError, match=message):
            clean_frame(either, **names)


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (pd.DataFrame({"text": ["a", 1]}), "holds int in row 1, not str"),
        (pd.DataFrame([["a", "b"]], columns=["text", "text"]), "2 columns are called 'text'"),
        (pd.DataFrame({"body": ["a"]}), "no column is called 'text'; there are body"),
    ],
)
def test_frames_of_pandas_that_cannot_be_cleaned_are_refused(
    frame: pd.DataFrame, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        clean_frame(frame)


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
