"""The closing lines of ``check``."""

from __future__ import annotations

from collections import Counter

from hypothesis import given

from cleanup.cli.checking.closing import closing
from cleanup.cli.checking.findings import LocatedFinding, Tally
from tests.cli.formats.cases import counted, hostile, is_harmless, located
from tests.properties import few


@given(hostile)
@few
def test_there_are_at_most_three_harmless_lines(findings: list[LocatedFinding]) -> None:
    for form in ("text", "github"):
        lines = closing(counted(findings), form)
        assert is_harmless(lines)
        assert len(lines.split("\n")) <= 3


def test_nothing_found_is_one_line() -> None:
    tally = Tally(files=3, refused=1, unreadable=2, passed_over=1)
    assert closing(tally) == (
        "No damage found in 3 files; 1 row could not be read; 2 files could not be read;"
        " 1 file passed over."
    )


def test_one_rule_is_not_counted_again() -> None:
    assert closing(counted([located("a b", "JOI001", path="a b.txt", after=" ")])).split("\n") == [
        "1 finding in 1 of 1 file: 1 can be repaired [*].",
        "To read more: `cleanup rule JOI001`, `cleanup explain 'a b.txt:1:1'`.",
    ]


def test_rules_are_counted_and_those_beyond_five_together() -> None:
    tally = counted([located("a b", "JOI001", row=3)])
    tally.codes = Counter({"JOI001": 1200, "HOL001": 7, "BPL001": 7, "SPC001": 6, "SPC005": 5})
    tally.presets = Counter({"news": 2, "prose": 1})
    lines = closing(tally).split("\n")
    assert lines[0] == "1 finding in 1 of 1 file (2 as news, 1 as prose): 1 to look at."
    assert lines[1] == "By rule: JOI001 1,200, BPL001 7, HOL001 7, SPC001 6, SPC005 5."
    assert lines[2].endswith("`cleanup explain 'a.txt#3:text:0-0'`.")
    tally.codes |= Counter({"INV001": 3, "ENC001": 2})
    assert closing(tally).split("\n")[1].endswith("SPC005 5, 2 other rules 5.")


def test_for_github_it_says_how_many_are_shown() -> None:
    few_of_each = [located("a", code) for code in ("JOI001", "BPL001", "SPC005") for _ in range(10)]
    assert "To read more" in closing(counted(few_of_each), "github")
    more = closing(counted([*few_of_each, located("a", "HOL001")]), "github").split("\n")
    assert more[2] == (
        "GitHub shows 10 errors, 10 warnings and 10 notices of a step as annotations; the log of"
        " the step has all."
    )
