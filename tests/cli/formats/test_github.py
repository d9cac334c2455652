"""``--format github``: workflow commands, read as the runner of GitHub Actions reads them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from hypothesis import given

from cleanup.cli.formats.github import escaped
from tests.cli.formats.cases import hostile, located, report
from tests.properties import few

if TYPE_CHECKING:
    from cleanup.cli.checking.findings import LocatedFinding

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def unescaped(text: str, *more: str) -> str:
    """Undo the escapes of a message, or of a property with ``:`` and ``,``; no others are known."""
    for escape in (*more, "%0D", "%0A", "%25"):
        text = text.replace(escape, unquote(escape))
    return text


def read(line: str) -> tuple[str, dict[str, str], str]:
    found = COMMAND.fullmatch(line)
    assert found, line
    properties = dict(one.split("=", 1) for one in found[2].split(","))
    read = {name: unescaped(value, "%3A", "%2C") for name, value in properties.items()}
    return found[1], read, unescaped(found[3])


@given(hostile)
@few
def test_each_finding_is_one_command(findings: list[LocatedFinding]) -> None:
    lines = report("github", findings).split("\n")
    assert lines.pop() == ""
    for line, found, concise in zip(
        lines, findings, report("concise", findings).splitlines(), strict=True
    ):
        _, properties, message = read(line)
        finding = found.finding
        assert properties["title"] == f"{finding.code} {finding.name}"
        mark = "[*]" if found.fixable else ""
        place, text = concise.split(f" {finding.code}{mark} ", 1)
        assert message == f"{place} {text}"


def test_percent_signs_and_line_ends_are_escaped() -> None:
    assert escaped("5 %\r\n%0A") == "5 %25%0D%0A%250A"
    message = located("50%", message="a\r\nb %0A", path="a,b:c%.txt")
    assert report("github", [message]).startswith(
        "::error file=a%2Cb%3Ac%25.txt,line=1,col=1,endLine=1,endColumn=1,title=JOI001"
        " glued-sentence::a,b:c%25.txt:1:1 a\\r\\nb %250A: "
    )


@pytest.mark.parametrize(
    ("code", "command"),
    [("HOL001", "error"), ("JOI001", "error"), ("BPL001", "warning"), ("SPC005", "notice")],
)
def test_the_severity_is_the_command(code: str, command: str) -> None:
    assert read(report("github", [located("a", code)]).rstrip())[0] == command


@pytest.mark.parametrize(
    ("start", "end", "where"),
    [
        (1, 3, {"line": "1", "col": "2", "endLine": "1", "endColumn": "4"}),
        (1, 5, {"line": "1", "endLine": "1"}),
        (1, 7, {"line": "1", "endLine": "2"}),
    ],
)
def test_columns_are_given_within_one_line(start: int, end: int, where: dict[str, str]) -> None:
    _, properties, _ = read(report("github", [located("abcd\nefg", start=start, end=end)])[:-1])
    del properties["file"], properties["title"]
    assert properties == where


def test_a_row_has_the_line_that_is_known() -> None:
    assert "line=" not in report("github", [located("a", row=3)])
    assert ",line=9," in report("github", [located("a", row=3, line=9)])
