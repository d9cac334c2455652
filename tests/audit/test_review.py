"""A review: what is drawn for a reader, and what is made of what the reader says."""

from __future__ import annotations

import json
import re
from collections import Counter
from html import unescape
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from cleanup.audit.review import WINDOW, WINDOWS
from cleanup.audit.verdicts import Missed, Precision, read_verdicts
from cleanup.audit.windows import WORDS
from cleanup.cli.main import main
from cleanup.errors import CannotRun
from cleanup.measurement import Measurement, wilson
from cleanup.rule import PROSE
from tests.audit.corpora import TEXTS, audited, rows_of, run, written

if TYPE_CHECKING:
    from pathlib import Path

MANY: list[str | None] = [
    f"Lot {number} was sold.Then came rain. " + f"{PROSE} " * 6 + f"It was {number} in all.Quiet."
    for number in range(40)
]


def drawn(source: Path, number: int = 3) -> list[dict[str, Any]]:
    audited(source, "review.jsonl", review=number)
    return lines_of(source.with_name("review.jsonl"))


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_places_of_each_rule_and_windows_are_drawn(tmp_path: Path) -> None:
    items = drawn(written(tmp_path, rows_of(MANY + TEXTS)))
    counted = Counter(item["rule"] for item in items)
    assert counted["JOI001"] == 3
    assert counted[WINDOW] == 3 * WINDOWS
    assert len({(item["rule"], item["id"]) for item in items}) == len(items)


def test_a_window_holds_no_place(tmp_path: Path) -> None:
    source = written(tmp_path, rows_of(MANY))
    spans = [
        (row, edit["start"], edit["end"])
        for row, record in enumerate(lines_of(run(source, "out.jsonl")))
        for edit in (*record["cleanup_edits"], *record["cleanup_findings"])
    ]
    windows = [item for item in drawn(source, 10) if item["rule"] == WINDOW]
    assert windows
    for window in windows:
        found = re.fullmatch(r".*#(\d+):(\d+)-(\d+)", window["where"])
        assert found
        row, start, end = map(int, found.groups())
        assert not any(one == row and s < end and e > start for one, s, e in spans)
        assert window["before"] == str(MANY[row])[start:end]
        assert window["words"] == len(window["before"].split())


def test_the_same_items_are_drawn_from_raw_input_and_from_its_run(tmp_path: Path) -> None:
    source = written(tmp_path, rows_of(MANY))
    assert drawn(source) == drawn(run(source, "out.parquet"))


def test_every_word_is_as_likely_as_every_other(tmp_path: Path) -> None:
    """A text of ten times the words has about ten times the windows."""
    short = [f"{PROSE} {number}" for number in range(300)]
    long = [f"{PROSE} " * 10 + str(number) for number in range(300)]
    source = written(tmp_path, rows_of([*short, *long]))
    windows = [item for item in drawn(source, 30) if item["rule"] == WINDOW]
    rows = [int(item["where"].partition("#")[2].partition(":")[0]) for item in windows]
    assert 0.83 <= sum(row >= 300 for row in rows) / len(rows) <= 0.97  # 10 of 11 are 0.91


def test_the_first_words_are_as_likely_as_those_in_the_middle(tmp_path: Path) -> None:
    """What scrapers add stands at the beginning and the end: a reader must see these, too."""
    source = written(tmp_path, rows_of([f"{PROSE} " * 12 + str(number) for number in range(500)]))
    windows = [item for item in drawn(source, 40) if item["rule"] == WINDOW]
    assert len(windows) == 400
    words = len(f"{PROSE} ".split()) * 12 + 1
    starts = [item["where"].rpartition(":")[2].partition("-")[0] for item in windows]
    expected = len(windows) / -(-words // WORDS)
    assert 0.5 * expected <= starts.count("0") <= 1.6 * expected


@pytest.mark.parametrize("output", ["out.parquet", "out.jsonl"])
def test_texts_in_several_rows_are_drawn_once_and_whatever_the_batch(
    output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = written(tmp_path, rows_of([*MANY, *TEXTS] * 8))
    whole = drawn(run(source, output))
    monkeypatch.setattr(import_module("cleanup.audit.collect"), "_ROWS", 7)
    assert drawn(source) == whole
    assert len({(item["rule"], item["id"]) for item in whole}) == len(whole)


def judged(path: Path, *items: dict[str, Any]) -> str:
    path.write_text("".join(json.dumps(item) + "\n" for item in items))
    return str(path)


def place(verdict: str | None, number: int = 0, rule: str = "JOI001") -> dict[str, Any]:
    return {"id": f"{number:016x}", "rule": rule, "verdict": verdict, "date": "2026-02-03"}


def window(missed: int | None, number: int, words: int = 40) -> dict[str, Any]:
    return {"id": f"{number:016x}", "rule": WINDOW, "words": words, "missed": missed}


def test_verdicts_are_precision_and_missed_places(tmp_path: Path) -> None:
    path = judged(
        tmp_path / "v.jsonl",
        *(place("right", number) for number in range(8)),
        *(place("wrong", 8), place("unsure", 9), place(None, 10)),
        *(window(0, 20), window(2, 21), window(None, 22)),
    )
    said = read_verdicts([path])
    assert said.rules == (Precision("JOI001", 8, 1, 1),)
    assert said.rules[0].interval == wilson(8, 9)
    assert said.missed == Missed(2, 80, 2)
    assert said.missed.rate == 25.0
    assert said.missed.interval == tuple(1000 * end for end in wilson(2, 80))
    measured = said.rules[0].measured("harbour news", said.date)
    names = {"Measurement": Measurement}
    assert eval(measured.removeprefix("measured=").removesuffix(","), names) == (
        Measurement(8, 9, "harbour news", "read", "2026-02-03"),
    )


def test_readers_who_disagree_are_unsure(tmp_path: Path) -> None:
    paths = [
        judged(tmp_path / "a.jsonl", place("right", 1), place("right", 2), window(0, 3)),
        judged(tmp_path / "b.jsonl", place("right", 1), place("wrong", 2), window(1, 3)),
    ]
    said = read_verdicts(paths)
    assert said.rules == (Precision("JOI001", 1, 0, 1),)
    assert said.missed.missed == 1
    assert (said.twice, said.agreed) == (3, 1)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("no JSON", ":1: this is no verdict of a review"),
        ('{"id": "a"}', "rule is missing"),
        ('{"id": "a", "rule": "JOI001", "verdict": "maybe"}', "not one of right, wrong, unsure"),
        ('{"id": "a", "rule": "window", "missed": -1}', "not a whole number"),
        ('{"id": "a", "rule": "JOI001", "verdict": null}', "no line has a verdict"),
        ('{"id": "a", "rule": "JOI001", "missed": 1}', "no line has a verdict"),
        ('{"id": "a", "rule": "JOI001", "verdict": null, "missed": 1}', "no line has a verdict"),
        ('{"id": "a", "rule": "window", "verdict": "right"}', "no line has a verdict"),
        ("", "no line has a verdict"),
    ],
)
def test_what_is_no_verdict_is_named(line: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "v.jsonl"
    path.write_text(f"{line}\n")
    with pytest.raises(CannotRun, match=message):
        read_verdicts([str(path)])


def test_verdicts_are_in_the_report_and_printed_without_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = written(tmp_path, rows_of(MANY))
    items = [
        item | ({"missed": 0} if item["rule"] == WINDOW else {"verdict": "right"})
        for item in drawn(source)
    ]
    path = judged(tmp_path / "v.jsonl", *items)
    seen = audited(source, verdicts=[path])
    assert seen.judged
    assert {one.code: one.right for one in seen.judged.rules}["JOI001"] == 3
    page = source.with_name("report.html").read_text()
    assert "What readers said" in page
    assert main(["audit", "--verdicts", path]) == 0
    out = capsys.readouterr().out
    assert "1.000 (0.438 to 1.000)" in out
    assert "measured=(Measurement(right=3, total=3" in out


@pytest.mark.parametrize(
    ("suffix", "said"),
    [
        ("md", ["| JOI001 glued-sentence | 2 | 1 | 0 | 0.667 (0.208 to 0.939) |"]),
        ("md", ["Missed: 2 places in 80 words of 2 windows, 25.00 per 1,000 words"]),
        ("csv", ["judged,JOI001,right,2", "judged,JOI001,wrong,1", 'judged,"",missed,2']),
        ("json", ['"per_1000_words": 25.0']),
    ],
)
def test_verdicts_are_in_reports_of_every_format(
    suffix: str, said: list[str], tmp_path: Path
) -> None:
    items = [place("right", 1), place("right", 2), place("wrong", 3), window(0, 4), window(2, 5)]
    path = judged(tmp_path / "v.jsonl", *items)
    source = written(tmp_path, rows_of(TEXTS))
    audited(source, f"report.{suffix}", verdicts=[path])
    report = unescape(source.with_name(f"report.{suffix}").read_text())
    assert all(one in report for one in said)


def test_a_report_never_replaces_verdicts(tmp_path: Path) -> None:
    path = judged(tmp_path / "v.jsonl", place("right"))
    source = written(tmp_path, rows_of(TEXTS))
    with pytest.raises(CannotRun, match="would replace an input"):
        audited(source, "v.jsonl", verdicts=[path], review=2)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o", "r.html", "--verdicts", "v.jsonl"], "nothing to audit.*verdicts are printed"),
        (["--review", "3", "--verdicts", "v.jsonl"], "no report is named"),
        (["a.jsonl", "-o", "r.jsonl"], "add --review N"),
        (["a.jsonl", "-o", "r.csv", "--review", "3"], "csv holds no review"),
        (["a.jsonl", "-o", "r.txt"], "its suffix is no format of a report"),
        (["a.jsonl", "-o", "r.html", "--format", "json"], "its suffix says html"),
        (["a.jsonl"], "no report is named"),
        (["-o", "r.html"], "nothing to audit"),
        (["a.jsonl", "--compare", "a", "b", "-o", "r.html"], "leave the others out"),
        (
            ["--compare", "a.jsonl", "a.jsonl", "-o", "r.jsonl", "--format", "jsonl"],
            "no comparison",
        ),
    ],
)
def test_what_does_not_go_together_is_refused(
    words: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    written(tmp_path, rows_of(TEXTS))
    monkeypatch.chdir(tmp_path)
    assert main(["audit", *words]) == 2
    assert re.search(message, capsys.readouterr().err)
