"""A small race with the peers: what it measures, and that it reports what it cannot."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import polars as pl
import pytest

from benchmarks.documents import unique_texts
from benchmarks.speed import by_rule, growth, throughput
from benchmarks.speed.contestants import CONTESTANTS, COPY, Contestant
from cleanup.frame import clean_frame
from cleanup.rules import all_rules

if TYPE_CHECKING:
    from pathlib import Path

CLEANER = "cleanup.clean_frame"


@pytest.fixture(autouse=True)
def _start_cold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Skip the seconds that warming every process takes."""
    for module in (growth, throughput):
        monkeypatch.setattr(module, "warming_texts", lambda: ["The tide is high."])


def test_a_race_is_recorded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.json"
    words = ["--limit", "60", "--repeats", "2", "--only", "identity", "--only", "clean_frame"]
    words += ["--skip", "all-cores", "growth", "rules", "--json", str(out)]
    before = os.environ.get("POLARS_MAX_THREADS"), sorted(os.sched_getaffinity(0))
    assert throughput.main(words) == 0
    assert (os.environ.get("POLARS_MAX_THREADS"), sorted(os.sched_getaffinity(0))) == before
    record = json.loads(out.read_text("utf-8"))
    copy, ours = record["one_core"]
    assert (copy["name"], ours["name"]) == (COPY, CLEANER)
    spread = ours["megabytes_per_second"]
    assert 0 < spread["min"] <= spread["median"] <= spread["max"]
    assert ours["findings_per_processor_second"] > 0
    assert copy["findings_per_processor_second"] == 0
    assert 20 < copy["peak_megabytes"] < ours["peak_megabytes"]
    assert CLEANER in capsys.readouterr().out


def test_a_peer_that_is_missing_or_broken_is_said_and_the_others_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Another process imports the contestants anew: only what is in the table there can be missing.
    missing = [name for name, one in CONTESTANTS.items() if one.package == "nemo-curator"]
    results = throughput.race(unique_texts(None, 20), [*missing, COPY], repeats=1, workers=1)
    if results[0].laps:
        pytest.skip("NeMo Curator is installed here")
    assert results[0].missing == "not installed (nemo_curator)"
    assert results[0].record() == {"name": missing[0], "missing": results[0].missing}
    assert len(results[1].laps) == 1
    assert "not installed" in throughput.table(results, wall=True)


def test_every_processor_gets_its_share_of_the_documents() -> None:
    texts = unique_texts(None, 20)
    (result,) = throughput.race(texts, [CLEANER], repeats=1, workers=2)
    whole = clean_frame(pl.DataFrame({"text": texts}))
    columns = (whole["cleanup_edits"], whole["cleanup_findings"])
    assert result.laps[0].findings == sum(column.list.len().sum() for column in columns) > 40


def test_growth_is_measured_on_the_same_documents() -> None:
    texts = unique_texts(None, 40)
    once, twice = growth.more_documents(texts, steps=(1, 2), tries=1)
    assert (once.documents, twice.documents) == (20, 40)
    assert once.per_document > 0
    assert growth.drift([once, twice]) == abs(twice.per_document / once.per_document - 1)


def test_the_clocked_rules_see_what_the_others_see() -> None:
    texts = unique_texts(None, 60)
    clocks = by_rule.clocked(texts)
    edits = clean_frame(pl.DataFrame({"text": texts}))["cleanup_edits"].to_list()
    fired = {code for row in edits for edit in row for code in edit["codes"]}
    assert fired <= {code for code, clock in clocks.rules.items() if clock.fired}
    assert sum(clocks.shares().values()) <= 1
    assert set(clocks.rules) == {rule.code for rule in all_rules()}


def test_parallel_contestants_are_started_once() -> None:
    assert all(isinstance(one, Contestant) for one in CONTESTANTS.values())
    assert {name for name, one in CONTESTANTS.items() if one.parallel} == {
        COPY,
        "cleanup, Parquet to Parquet",
        "cleanup, JSONL to JSONL",
    }
