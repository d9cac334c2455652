"""``--format markdown``: a table, read by a parser of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from markdown_it import MarkdownIt

from cleanup.cli.formats.markdown import LARGEST, MOST_ROWS
from tests.cli.formats.cases import hostile, located, report
from tests.properties import few

if TYPE_CHECKING:
    from cleanup.cli.checking.findings import LocatedFinding

COMMENT = 65_536
"""The most characters of a comment on GitHub."""


def cells(text: str) -> list[list[str]]:
    """Return the text of the cells of a table, row by row; everything else fails the test."""
    rows: list[list[str]] = []
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            children = token.children or []
            kinds = {child.type for child in children}
            assert kinds <= {"text", "text_special", "html_inline"}, kinds
            tags = [child.content for child in children if child.type == "html_inline"]
            assert tags in ([], ["<code>", "</code>"])
            rows[-1].append(
                "".join(child.content for child in children if child.type != "html_inline")
            )
        else:
            assert token.type.partition("_")[0] in ("table", "thead", "tbody", "tr", "th", "td")
    return rows


@given(hostile)
@few
def test_every_text_is_text_of_a_cell(findings: list[LocatedFinding]) -> None:
    if not findings:
        return
    _, *rows = cells(report("markdown", findings))
    lines = report("concise", findings).splitlines()
    for row, line, found in zip(rows, lines, findings, strict=True):
        mark = "[*]" if found.fixable else ""
        place, message = line.split(f" {found.finding.code}{mark} ", 1)
        assert [row[0].strip(), row[3].strip()] == [place.strip(), message.strip()]


def test_a_row_names_the_rule_and_its_severity() -> None:
    written = report("markdown", [located("a b", after=" ", message="A space is lost")])
    assert cells(written)[1] == [
        "a.txt:1:1",
        "JOI001 glued-sentence [*]",
        "meaning",
        'A space is lost: "a b" -> " a b"',
    ]


def test_what_is_too_much_for_a_comment_is_counted() -> None:
    written = report("markdown", [located("a b")] * (MOST_ROWS + 3))
    table, rest = written.split("\n\n")
    assert len(cells(table)) == MOST_ROWS + 1
    assert rest == "3 more findings: `cleanup check` lists them all.\n"
    wide = located("|" * 60, start=0, end=60, path="|" * 1000)
    written = report("markdown", [wide] * 100)
    assert LARGEST - 10_000 < len(written) < COMMENT
    assert "more findings: " in written


def test_without_findings_it_says_so() -> None:
    assert report("markdown", []) == "No damage found.\n"
