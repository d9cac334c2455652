"""The laws of the design, held against generated texts.

In full these are 20,000 texts for the pipeline and 300 for each rule, and by default a share of
them (``tests/scale.py``). The examples are the same in every run.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from importlib import import_module
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleanup.engine.clean import clean_all
from cleanup.frame import clean_frame
from cleanup.ledger import apply, compose, undo
from cleanup.prefilter.columns import prefilter_column
from cleanup.provenance import edit_of
from cleanup.rules import all_rules
from cleanup.settings import Settings
from cleanup.values import Context
from tests.laws import (
    NOWHERE,
    Change,
    account,
    evaluators_differ,
    hints_hold,
    keeps_laws,
    keeps_ledger,
    rests,
)
from tests.pieces import random_text
from tests.scale import examples, share
from tests.strategies import SETTINGS, changes, damaged, damaged_for, toy_rules, well_formed

if TYPE_CHECKING:
    from cleanup.rule import Rule
    from cleanup.values import Cleaned

BATCH = 500
CLEAN = import_module("cleanup.engine.clean")


def test_pipeline_keeps_its_laws_for_each_text_and_for_many_at_once() -> None:
    seen: dict[str, None] = {}

    @examples(20_000)
    @given(damaged(), st.sampled_from(SETTINGS))
    @example("\u009b&amp;\x1b[31m", Settings())
    @example(f"\x0b READ MORE: The harbour is shut. {'He works on the quay. ' * 7}", Settings())
    @example("By Oskar VennImage copyright Getty Imagescaf\u00c3\u00a9", Settings())
    def one(text: str, chosen: Settings) -> None:
        seen[text] = None
        keeps_laws(text, chosen)

    one()
    texts = list(seen)
    Random(0).shuffle(texts)
    for start in range(0, len(texts), BATCH):
        _neighbours_do_not_matter(texts[start : start + BATCH])


def _neighbours_do_not_matter(texts: list[str]) -> None:
    """Check law 5 and the hints of a column: cleaned together, each comes out as alone."""
    for text, missed in zip(texts, evaluators_differ(texts), strict=True):
        assert not missed, f"the two evaluators of hints differ on {sorted(missed)} for {text!r}"
    together = clean_all(texts, [NOWHERE] * len(texts), Settings(), prefilter_column)
    for text, result in zip(texts, together, strict=True):
        alone = clean_all([text], [NOWHERE], Settings())[0]
        assert _kept(result) == _kept(alone), f"neighbours change what becomes of {text!r}"


def _kept(result: Cleaned) -> tuple[object, ...]:
    return result.text, result.edits, result.findings, result.lifted, result.damage


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_rule_alone_keeps_the_laws(rule: Rule) -> None:
    alone = Settings(
        select=(rule.code,), unsafe=True, threshold=0.0, form=rule.form or Settings().form
    )

    @examples(300)
    @given(damaged_for(rule))
    def one(text: str) -> None:
        (result,) = clean_all([text], [NOWHERE], alone)
        keeps_ledger(result, text)
        rests(result, alone)
        hints_hold(text, [rule], alone)

    one()


@examples(2_000)
@given(well_formed)
def test_well_formed_prose_comes_back_unchanged_without_findings(text: str) -> None:
    (result,) = clean_all([text], [NOWHERE], Settings())
    assert result.text == text
    assert not result.found
    assert result.status == "clean"


@examples(2_000)
@given(st.text("ab \n\u0301", max_size=12), st.data())
def test_rounds_compose_into_one_exact_ledger(original: str, data: st.DataObject) -> None:
    ledger, text = compose(original, (), ()), original
    for _ in range(3):
        made = data.draw(changes(text))
        ledger, text = compose(original, ledger, made), apply(text, made)
        account(original, text, [Change(e.start, e.end, e.before, e.after) for e in ledger])


@examples(4_000)
@given(toy_rules, st.text("ab, \n\u0301", max_size=14), st.sampled_from(SETTINGS))
def test_the_laws_hold_whatever_the_rules_want(
    rules: tuple[Rule, ...], text: str, chosen: Settings
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CLEAN, "all_rules", lambda: rules)
        (result,) = clean_all([text], [NOWHERE], chosen)
        keeps_ledger(result, text)
        rests(result, chosen)
        patch.setattr(CLEAN, "all_rules", lambda: rules[::-1])
        assert clean_all([text], [NOWHERE], chosen)[0].edits == result.edits


@pytest.mark.parametrize("form", ["parquet", "ndjson"])
def test_undo_is_exact_from_what_is_stored(form: str) -> None:
    random = Random(7)
    texts = [random_text(random) for _ in range(share(2_000))]
    frame = clean_frame(pl.DataFrame({"text": texts}))
    stored = BytesIO()
    getattr(frame, f"write_{form}")(stored)
    stored.seek(0)
    back = getattr(pl, f"read_{form}")(
        stored, **({"schema": frame.schema} if form == "ndjson" else {})
    )
    results = clean_all(texts, [NOWHERE] * len(texts), Settings())
    for text, result, row in zip(texts, results, back.iter_rows(named=True), strict=True):
        edits = tuple(edit_of(stored) for stored in row["cleanup_edits"])
        assert edits == result.edits
        assert row["text"] == result.text
        assert undo(row["text"], edits) == text


def test_nothing_depends_on_the_hash_seed() -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", "from tests.engine.test_laws import digest; print(digest())"],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("0", "1", "4711")
    ]
    outcomes = {process.communicate()[0] for process in started}
    assert [process.returncode for process in started] == [0, 0, 0]
    assert len(outcomes) == 1


def digest() -> str:
    """Return a digest of what becomes of texts drawn with a fixed seed."""
    random, count = Random(5), share(300, 100)
    texts = [random_text(random) for _ in range(count)]
    results = clean_all(texts, [Context()] * count, Settings(unsafe=True))
    return hashlib.sha256(repr([_kept(one) for one in results]).encode()).hexdigest()
