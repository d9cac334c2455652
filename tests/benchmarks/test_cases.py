"""How cases of others are judged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.quality.cases import main, of_seam, peers, reports

if TYPE_CHECKING:
    from pathlib import Path


def peer(given: str, expected: str, **more: str) -> dict[str, Any]:
    return (
        {"group": "white space", "kind": "", "lang": "en"}
        | more
        | {
            "input": given,
            "expected": expected,
        }
    )


@pytest.mark.parametrize(
    ("made", "outcome"),
    [
        ("Ana slept.Ivo rowed.Eda sang.", "missed"),
        ("Ana slept. Ivo rowed.Eda sang. ", "right"),
        ("Ana slept. Ivo rowed. Eda sang.", "right"),
        ("Ana slept.Ivo rowed. Eda sang.", "missed"),
        ("Anaslept. Ivo rowed.Eda sang.", "harmful"),
        ("Ana slept. Ivo rowed.", "harmful"),
        ("Ana slept. Ivo, rowed.Eda sang.", "harmful"),
    ],
)
def test_a_seam_is_right_if_it_is_parted_and_white_space_alone_is_put_in(
    made: str, outcome: str
) -> None:
    given = "Ana slept.Ivo rowed.Eda sang."
    assert of_seam(given, made, "Ana slept. Ivo rowed.Eda sang.") == outcome


def test_what_is_farther_from_what_is_expected_is_harm() -> None:
    cases = [
        peer("The\u00a0ferry.", "The ferry."),
        peer("The\u00a0ferry.", "The\u00a0ferry."),
        peer("The crowd left.Nobody came.", "The crowd left.Nobody came."),
        peer("The ferry.", "the ferry."),
        peer("The ferry.", "no finding"),
        peer("He met the of today.", "no finding"),
        peer("The crowd left.Nobody came.", "", group="glued sentences", lang="tlh"),
    ]
    outcomes = [answer.outcome for answer in peers(cases, ["en"])]
    assert outcomes == ["right", "right", "harmful", "missed", "right", "harmful"]


def report(text: str, want: str | None, *, want_flag: bool, kind: str = "glue") -> dict[str, Any]:
    return {"id": "one", "kind": kind, "text": text, "want": want, "want_flag": want_flag}


def test_a_finding_answers_a_report_that_wants_no_text() -> None:
    cases = [
        report("The crowd left.Nobody came.", "The crowd left. Nobody came.", want_flag=False),
        report("He met the of today.", None, want_flag=True),
        report("He met the of today.", "He met the mayor of today.", want_flag=True),
        report("He met the of today.", "He met the mayor of today.", want_flag=False),
        report("He met the mayor today.", None, want_flag=True),
        report("1.  The ferry.\n", "1.  The ferry.\n", want_flag=False, kind="keep"),
        report("The ferry.", None, want_flag=False),
    ]
    outcomes = [answer.outcome for answer in reports(cases)]
    assert outcomes == ["right", "right", "flagged", "missed", "missed", "right"]


def test_the_command_prints_both_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    suite, texts = tmp_path / "suite.jsonl", tmp_path / "texts.jsonl"
    glued = peer("The crowd left.Nobody came.", "The crowd left. Nobody came.")
    suite.write_text(json.dumps(glued | {"group": "glued sentences", "kind": "plain"}), "utf-8")
    texts.write_text(json.dumps(report("The ferry.", None, want_flag=True)), "utf-8")
    assert main([str(suite), "--reports", str(texts), "--show"]) == 0
    printed = capsys.readouterr().out
    assert "glued sentences, plain" in printed
    assert "missed glue\n" in printed
