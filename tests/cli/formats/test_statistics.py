"""``--statistics``: counts by rule."""

from __future__ import annotations

from tests.cli.formats.cases import located, report


def test_rules_are_counted_the_commonest_first() -> None:
    findings = [
        *(located("a b", "SPC005", after="") for _ in range(11)),
        located("a b", "JOI001", after=" "),
        located("a b", "JOI001"),
        *(located("a b", "HOL001") for _ in range(2)),
    ]
    assert report("statistics", findings).splitlines() == [
        "11  SPC005  [*]  space-before-punctuation",
        " 2  HOL001  [ ]  words-lost-in-token",
        " 2  JOI001  [-]  glued-sentence",
    ]
