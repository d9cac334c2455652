"""The comparison of two audits: what only one of them has, counted another way, and drawn."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from cleanup.audit import Comparison, compare
from cleanup.cli.main import main
from cleanup.read.row import Columns
from cleanup.settings import Settings
from tests.audit.corpora import TEXTS, rows_of, run, written
from tests.audit.test_audit import HOSTILE, assert_inert

if TYPE_CHECKING:
    from pathlib import Path

Place = tuple[Any, ...]


def compared(a: Path, b: Path, report: str = "difference.html") -> Comparison:
    return compare(
        str(a),
        str(b),
        str(a.with_name(report)),
        columns=Columns(),
        settings=Settings(),
        force=True,
    )


def places_of(output: Path) -> set[Place]:
    """Return the places of an output, from its file; no text has a place of several codes."""
    places: set[Place] = set()
    for row in pl.read_parquet(output).to_dicts():
        digest = row["cleanup_original_sha256"]
        for edit in row["cleanup_edits"]:
            kind = "removed" if edit["removal"] else "repaired"
            places |= {
                (code, digest, edit["start"], edit["end"], kind, edit["after"])
                for code in edit["codes"]
            }
        for one in row["cleanup_findings"]:
            kind = "lost" if one["family"] in ("hole", "truncation") else "flagged"
            places.add((one["code"], digest, one["start"], one["end"], kind, one["after"]))
    return places


def test_the_difference_is_that_of_the_two_files(tmp_path: Path) -> None:
    source = written(tmp_path, rows_of(TEXTS))
    a = run(source, "a.parquet", "--ignore", "JOI,BPL")
    b = run(source, "b.parquet", "--ignore", "ENC")
    seen = compared(a, b)
    only_a, only_b = places_of(a) - places_of(b), places_of(b) - places_of(a)
    assert {rule.code: (rule.only_a, rule.only_b) for rule in seen.rules} == {
        code: (sum(one[0] == code for one in only_a), sum(one[0] == code for one in only_b))
        for code in {one[0] for one in only_a | only_b}
    }
    assert (seen.texts.shared, seen.texts.only_a, seen.texts.only_b) == (5, 0, 0)
    texts = [pl.read_parquet(path)["text"].to_list() for path in (a, b)]
    assert seen.texts.otherwise == sum(one != other for one, other in zip(*texts, strict=True))
    for rule in seen.rules:
        assert len(rule.samples_a) == min(8, rule.only_a)
        assert len(rule.samples_b) == min(8, rule.only_b)


def test_an_output_is_as_its_raw_input(tmp_path: Path) -> None:
    source = written(tmp_path, rows_of(TEXTS))
    seen = compared(source, run(source, "out.jsonl"))
    assert not seen.rules
    assert seen.texts.otherwise == 0
    assert "became another text" in seen.verdict


def test_a_text_that_comes_twice_and_was_judged_twice_has_samples(tmp_path: Path) -> None:
    """A place that only the second row has is not looked for in the first one alone."""
    rows = [{"text": TEXTS[0], "ignored": ignored} for ignored in ("*", "")]
    source = written(tmp_path, rows)
    none = run(source, "a.parquet", "--ignore", "JOI")
    some = run(source, "b.parquet", "--ignore-column", "ignored")
    seen = compared(none, some)
    assert [(rule.only_b, len(rule.samples_b)) for rule in seen.rules] == [(2, 2)]
    for path in (none, some):
        assert not compared(path, path).rules
        assert compared(path, path).texts.otherwise == 0


def test_a_text_that_comes_often_counts_once(tmp_path: Path) -> None:
    source = written(tmp_path, [{"text": TEXTS[0]}] * 5)
    seen = compared(run(source, "a.parquet", "--ignore", "JOI"), run(source, "b.parquet"))
    assert [(rule.both, rule.only_a, rule.only_b) for rule in seen.rules] == [(0, 0, 2)]
    assert "Of 1 text that both have, 1 became another text" in seen.verdict


def test_rows_that_were_not_read_are_an_exit_code(tmp_path: Path) -> None:
    source = str(written(tmp_path, rows_of(TEXTS), 1))
    assert main(["audit", "--compare", source, source, "-o", str(tmp_path / "r.html")]) == 1


def test_texts_that_only_one_has_are_counted_and_not_compared(tmp_path: Path) -> None:
    a = run(written(tmp_path, rows_of(TEXTS[:3])), "a.parquet")
    b = run(written(tmp_path, rows_of(TEXTS[2:])), "b.parquet")
    seen = compared(a, b)
    assert (seen.texts.shared, seen.texts.only_a, seen.texts.only_b) == (1, 2, 2)
    assert not seen.rules
    nothing = compared(a, run(written(tmp_path, rows_of(["Other."])), "c.parquet"))
    assert nothing.verdict == "No text is in both, so only their totals can be compared."


@pytest.mark.parametrize("suffix", ["html", "md", "json", "csv"])
def test_each_format_has_the_same_counts(
    suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = written(tmp_path, rows_of(TEXTS))
    a, b = run(source, "a.parquet"), run(source, "b.parquet", "--ignore", "JOI001")
    report = tmp_path / f"difference.{suffix}"
    assert main(["audit", "--compare", str(a), str(b), "-o", str(report)]) == 0
    assert "A 2 that B has not" in capsys.readouterr().out
    text = report.read_text()
    if suffix == "html":
        assert "glued-sentence" in assert_inert(text).text
    elif suffix == "md":
        assert "| JOI001 glued-sentence | meaning | 0 | 2 | 0 |" in text
    elif suffix == "json":
        assert json.loads(text)["rules"][0]["only_a"] == 2
    else:
        assert ["rules", "JOI001", "only_a", "2"] in list(csv.reader(text.splitlines()))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_can_add_to_the_page_of_a_comparison(hostile: str, tmp_path: Path) -> None:
    text = f"It was late.Nobody {hostile} spoke.And {hostile}"
    source = written(tmp_path, [{"text": text, "title": hostile}])
    a, b = run(source, "one.jsonl"), run(source, "other.jsonl", "--ignore", "JOI")
    compared(a, b)
    assert_inert((tmp_path / "difference.html").read_text())
