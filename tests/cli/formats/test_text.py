"""The formats for people: text and concise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from cleanup.cli.formats.printer import Look
from tests.cli.formats.cases import hostile, located, report
from tests.properties import few

if TYPE_CHECKING:
    from cleanup.cli.checking.findings import LocatedFinding

GLUED = "Nobody was on board. The old ferry ran late on Monday.Nobody knew why the engine stopped."
AT = GLUED.index(".N") + 1
HEADLINE = (
    "a.txt:1:55 JOI001[*] Two sentences meet without a space:"
    ' "on Monday.Nobody knew" -> "on Monday. Nobody knew"\n'
)


def glued(row: int | None = None, column: str = "text") -> LocatedFinding:
    return located(GLUED, "JOI001", AT, AT, after=" ", row=row, column=column)


@pytest.mark.parametrize("form", ["text", "concise"])
def test_a_finding_is_one_line_unless_more_is_asked_for(form: str) -> None:
    assert report(form, [glued()]) == HEADLINE


def test_a_place_is_underlined_in_its_line() -> None:
    assert report("text", [glued()], Look(underlined=True)) == (
        f"{HEADLINE}"
        "    \u2026The old ferry ran late on Monday.Nobody knew why the engine stopped.\n"
        "                                      ^\n"
    )
    assert report("concise", [glued()], Look(underlined=True)) == HEADLINE


@pytest.mark.parametrize("form", ["text", "concise"])
def test_a_repair_is_shown_as_two_lines(form: str) -> None:
    lines = report(form, [glued()], Look(show_fixes=True)).splitlines()[1:]
    assert [line[:6] for line in lines] == ["    - ", "    + "]
    assert lines[1][6:] == lines[0][6:].replace(".N", ". N")


def test_of_a_line_that_goes_there_is_no_after() -> None:
    for indent in ("", "  "):
        text = f"{indent}Share on Facebook\nThe ferry ran late.\n"
        shares = located(text, "BPL001", len(indent), text.index("The"), after="")
        lines = report("concise", [shares], Look(show_fixes=True)).splitlines()
        assert lines[1:] == [f"    - {indent}Share on Facebook"]


@pytest.mark.parametrize("form", ["text", "concise"])
def test_what_stays_has_no_repair(form: str) -> None:
    stays = located(GLUED, "HOL001", 4, 9)
    assert report(form, [stays], Look(show_fixes=True)).count("\n") == 1
    offered = located(GLUED, "REP001", 4, 9, after="", fixable=False)
    assert report(form, [offered], Look(show_fixes=True)).count("\n") == 1


def test_a_blank_line_is_not_underlined() -> None:
    assert (
        report("text", [located("a\n\n\n\nb", "SPC001", 2, 4)], Look(underlined=True)).count("\n")
        == 1
    )


def test_a_place_of_a_table_is_its_row_and_column() -> None:
    line = report("concise", [glued(row=7, column="body")])
    assert line.startswith(f"a.txt#7:body:{AT}-{AT} JOI001[*]")


def test_colours_change_nothing_but_the_colours() -> None:
    for look in (Look(underlined=True), Look(show_fixes=True)):
        coloured = report("text", [glued()], look._replace(coloured=True))
        assert "\x1b[1;31m" not in report("text", [glued()], look)
        plain = coloured
        for style in ("1", "31;1", "31", "32", "0"):
            plain = plain.replace(f"\x1b[{style}m", "")
        assert plain == report("text", [glued()], look)
        assert plain != coloured


@given(hostile)
@few
def test_concise_is_one_line_a_finding(findings: list[LocatedFinding]) -> None:
    assert report("concise", findings).count("\n") == len(findings)


@given(hostile)
@few
def test_underlined_carets_are_below_the_excerpt(findings: list[LocatedFinding]) -> None:
    for one in findings:
        _, *below = report("text", [one], Look(underlined=True)).splitlines()
        assert len(below) <= 2
        assert all(line.startswith("    ") for line in below)
        assert not below[1:] or set(below[1]) == {" ", "^"} or set(below[1][4:]) == {"^"}
