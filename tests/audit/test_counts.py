"""What an audit counts, against the same counts made another way, from raw input and from runs."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.audit import Grouping, audit
from cleanup.audit.charts import percent
from cleanup.audit.figures import figures
from cleanup.cli.main import main
from cleanup.read.row import Columns
from cleanup.rule import PROSE
from cleanup.rules import rule_for
from cleanup.settings import Settings
from tests.audit.corpora import BY_SITE, TEXTS, audited, rows_of, run, written
from tests.scale import share
from tests.strategies import damaged

if TYPE_CHECKING:
    from pathlib import Path

OUTPUTS = ("out.parquet", "out.jsonl", "out.csv", "out.tsv", "out.jsonl.zst")


def figures_of(source: Path, grouping: Grouping = BY_SITE) -> dict[str, Any]:
    return figures(audited(source, grouping=grouping)) | {"command": ""}


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("broken", [0, 2])
def test_raw_input_and_the_output_of_its_run_give_the_same_figures(
    output: str, broken: int, tmp_path: Path
) -> None:
    source = written(tmp_path, rows_of(TEXTS * 3), broken)
    raw = figures_of(source)
    assert raw["rows"]["quarantined"] == broken
    assert figures_of(run(source, output)) == raw


@settings(max_examples=share(40, 8), deadline=None)
@given(texts=st.lists(damaged() | st.none(), min_size=1, max_size=6))
def test_so_do_damaged_texts_of_any_kind(
    texts: list[str | None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    if all(text is None for text in texts):
        texts = [*texts, "Quiet."]
    source = written(tmp_path_factory.mktemp("audit"), rows_of(texts))
    raw = figures_of(source)
    for output in ("out.parquet", "out.jsonl"):
        assert figures_of(run(source, output)) == raw


def test_counts_are_those_of_the_parquet_file(tmp_path: Path) -> None:
    source = written(tmp_path, rows_of(TEXTS * 5), 3)
    output = run(source, "out.parquet")
    seen = figures_of(output)
    rows = pl.read_parquet(output).to_dicts()
    expected = counted(rows)
    assert seen["rows"]["articles"] == len(rows)
    assert seen["rows"]["quarantined"] == 3
    assert seen["rows"]["statuses"] == dict(Counter(row["cleanup_status"] for row in rows))
    assert seen["rows"]["edits"] == sum(len(row["cleanup_edits"]) for row in rows)
    assert seen["rows"]["findings"] == sum(len(row["cleanup_findings"]) for row in rows)
    assert seen["places"] == expected["places"]
    assert {rule["code"]: rule["places"] for rule in seen["rules"]} == expected["rules"]
    assert {name: one["articles"] for name, one in seen["grades"].items()} == expected["grades"]
    by_site = Counter(row["site"] for row in rows)
    groups = {one["name"]: one["articles"] for one in seen["publishers"]["groups"]}
    assert groups == dict(by_site)
    years = Counter(row["day"][:7] for row in rows)
    assert {one["name"]: one["articles"] for one in seen["periods"]["groups"]} == dict(years)
    for name, count in seen["lifted"].items():
        assert count == sum(len(row["cleanup_lifted"][name]) for row in rows)


KINDS = ("repaired", "removed", "lost", "flagged")


def counted(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Count places, rules and grades from stored rows, one by one."""
    places: Counter[str] = Counter(dict.fromkeys(KINDS, 0))
    rules: dict[str, Counter[str]] = {}
    grades: Counter[str] = Counter(
        dict.fromkeys(("lost", "meaning", "not-article", "cosmetic", "white-space"), 0)
    )
    for row in rows:
        found = set()
        for edit in row["cleanup_edits"]:
            kind = "removed" if edit["removal"] else "repaired"
            places[kind] += 1
            for code in edit["codes"]:
                own = "repaired" if len(edit["codes"]) > 1 and not rule_for(code).removes else kind
                rules.setdefault(code, Counter(dict.fromkeys(KINDS, 0)))[own] += 1
                found.add(grade(code))
        for finding in row["cleanup_findings"]:
            kind = "lost" if finding["family"] in ("hole", "truncation") else "flagged"
            places[kind] += 1
            rules.setdefault(finding["code"], Counter(dict.fromkeys(KINDS, 0)))[kind] += 1
            found.add(grade(finding["code"]))
        grades.update(found)
    return {
        "places": dict(places),
        "rules": {code: dict(counts) for code, counts in rules.items()},
        "grades": dict(grades),
    }


def grade(code: str) -> str:
    rule = rule_for(code)
    return (
        "white-space" if code.startswith("SPC") and rule.severity == "cosmetic" else rule.severity
    )


def test_all_accounts_balance(tmp_path: Path) -> None:
    source = written(tmp_path, rows_of(TEXTS * 2), 1)
    marked = run(source, "marked.parquet", "--mark-holes", "--mark-threshold", "0")
    for path in (source, run(source, "out.csv"), marked):
        report = tmp_path / "report.html"
        audit([str(path)], str(report), columns=Columns(), settings=Settings(), force=True)
        assert "does not add up" not in report.read_text()


def test_what_a_run_dropped_is_counted_and_named(tmp_path: Path) -> None:
    blocked = "Please enable JavaScript and cookies to continue. Checking your browser. Ray ID: 7f"
    texts: list[str | None] = [blocked, *[f"{PROSE} {PROSE}"] * 3]
    source = written(tmp_path, rows_of(texts))
    output = run(source, "out.parquet", "--drop", "verdicts")
    dropped = json.loads((tmp_path / "out.parquet.manifest.json").read_text())["counts"]["dropped"]
    assert dropped == 1
    seen, raw = figures_of(output), figures_of(source)
    assert seen["rows"]["dropped"] == dropped
    assert sum(seen["verdicts"].values()) >= dropped
    assert seen["rows"]["articles"] == raw["rows"]["articles"] == 4
    assert seen["places"] == raw["places"]
    (tmp_path / "out.dropped.parquet").unlink(missing_ok=True)
    for beside in tmp_path.glob("out.parquet.dropped*"):
        beside.unlink()
    assert any("were dropped" in note for note in figures_of(output)["notes"])


def test_a_folder_of_outputs_is_read_with_what_belongs_to_them(tmp_path: Path) -> None:
    source = written(tmp_path, rows_of(TEXTS), 2)
    assert (
        main(["run", str(source), "-o", f"{tmp_path / 'made'}/", "--output-format", "jsonl"]) == 1
    )
    seen = audit(
        [str(tmp_path / "made")],
        str(tmp_path / "r.json"),
        columns=Columns(),
        settings=Settings(),
    )
    assert (seen.rows.articles, seen.rows.quarantined, seen.from_run) == (len(TEXTS), 2, True)


def test_a_row_that_was_changed_after_the_run_is_named(tmp_path: Path) -> None:
    source = written(tmp_path, rows_of(TEXTS))
    output = run(source, "out.jsonl")
    output.write_text(output.read_text().replace("The vote was", "The vote is"))
    seen = figures_of(output)
    assert seen["not_rebuilt"] == [f"{source}#0"]
    assert "1 original can not be rebuilt" in seen["verdict"]
    assert any("no manifest vouches" in note for note in seen["notes"])


def test_a_code_that_this_version_does_not_have_is_counted(tmp_path: Path) -> None:
    source = written(tmp_path, rows_of(TEXTS))
    output = run(source, "out.jsonl")
    output.write_text(output.read_text().replace('"JOI001"', '"JOI999"'))
    seen = {rule["code"]: rule for rule in figures_of(output)["rules"]}
    assert seen["JOI999"]["name"] == "unknown"
    assert seen["JOI999"]["grade"] == "meaning"


@pytest.mark.parametrize(
    ("texts", "broken", "verdict"),
    [
        ([], 1, "No article was read; 1 row could not be read."),
        (["Quiet."], 0, "The article shows no damage."),
        (["Quiet."] * 5, 0, "None of the 5 articles shows damage."),
        ([None], 0, "The article shows no damage."),
    ],
)
@pytest.mark.parametrize("suffix", ["html", "md", "json", "csv"])
def test_input_without_damage_or_articles_has_a_report_too(
    texts: list[str | None], broken: int, verdict: str, suffix: str, tmp_path: Path
) -> None:
    source = written(tmp_path, [{"text": text} for text in texts], broken)
    report = tmp_path / f"report.{suffix}"
    seen = audit([str(source)], str(report), columns=Columns(), settings=Settings())
    assert seen.verdict == verdict
    assert report.read_text()


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 0, "0 %"), (0, 5, "0 %"), (1, 10_000, "0.1 %"), (1, 30, "3.3 %"),
        (994, 10_000, "9.9 %"), (996, 10_000, "10 %"), (1, 3, "33 %"),
        (994, 1_000, "99 %"), (996, 1_000, "99.6 %"),
        (999, 1_000, "99.9 %"), (99_999, 100_000, "99.9 %"), (5, 5, "100 %"),
    ],
)  # fmt: skip
def test_only_all_is_100_per_cent(part: int, whole: int, said: str) -> None:
    assert percent(part, whole) == said


def test_rows_are_grouped_by_the_site_of_their_address(tmp_path: Path) -> None:
    urls = [
        "https://www.Harbour.example/a", "http://user@harbour.example:8080/b?x=1",
        "//news.example/c", "not an address", "", None,
        "https://web.archive.org/web/20181218015531/http://www.news.example/d",
        "https://web.archive.org/about",
    ]  # fmt: skip
    source = written(tmp_path, [{"text": "Quiet.", "url": url} for url in urls])
    seen = figures_of(source, Grouping())
    assert seen["publishers"]["by"] == "site"
    groups = {one["name"]: one["articles"] for one in seen["publishers"]["groups"]}
    assert groups == {
        "harbour.example": 2,
        "news.example": 2,
        "web.archive.org": 1,
        str(source): 3,
    }
