"""Plain text: which lines are no prose, by what they read like alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.pattern import Pattern
from cleanup.text.regions.program_lines import (
    LONGEST_LINE,
    is_word_list,
    kind_of_line,
    reads_as_prose,
)
from cleanup.text.regions.source import parser_lines
from cleanup.text.regions.values import Region, Regions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.regions.values import RegionKind

_GAP = Pattern(r"(?<=\S)(?:[ ]{3,}+|[ ]*+\t[ \t]*+)(?=\S)", timed=False)
_CODE_SPAN = Pattern(r"(`{1,3})(?!`)[^`\n]{1,500}+\1(?!`)", timed=False)
_MARKER = Pattern(
    r"(?:>[ >]*+|(?:[-*+\u2022\u2023\u25aa\u25cf\u00b7]|\(?(?:\d{1,3}|[A-Za-z])[.)]|#{1,6}|//"
    r"|/\*{1,2}|;|\.\.|REM|%)(?:[ \t]++|$))",
    timed=False,
)
_UNDERLINE = Pattern(r"([-=~^])\1{2,}+[ ]*+$", timed=False)
_INDENT = ("    ", "\t")
_MOST = 0.5
"""The share of lines that are no prose, from which on a paragraph is none."""


def plain_regions(text: str) -> Regions:
    """Return the spans of a plain text that are not prose, in code points; mostly whole lines.

    Program text, logs, sessions, configuration, tables and drawings. A paragraph of which half the
    lines are such is not prose as a whole, nor is an indented one, unless it is made of words.
    """
    lines, starts = parser_lines(text)
    found: list[Region] = []
    first = 0
    while first < len(lines):
        if not lines[first] or lines[first].isspace():
            first += 1
            continue
        last = first
        while last + 1 < len(lines) and lines[last + 1] and not lines[last + 1].isspace():
            last += 1
        found.extend(_paragraph(lines[first : last + 1], starts[first : last + 1]))
        first = last + 1
    if "`" in text:
        found += (Region(*span.span(), "code") for span in _CODE_SPAN.finditer(text))
    return Regions(text, found)


def _paragraph(lines: list[str], starts: list[int]) -> Iterator[Region]:
    """Yield the regions of lines without a blank one between them."""
    bodies = [line.strip() for line in lines]
    if is_word_list(bodies):
        yield Region(starts[0], starts[-1] + len(lines[-1]), "data")
        return
    kinds = [kind_of_line(body) for body in bodies]
    _underline(lines, kinds)
    _columns(lines, kinds)
    _indented(lines, kinds)
    strange = [kind for kind in kinds if kind not in ("prose", "markup", "heading")]
    if strange and len(strange) >= _MOST * len(lines):
        whole = max(sorted(set(strange)), key=strange.count)
        yield Region(starts[0], starts[-1] + len(lines[-1]), whole)
        return
    for line, start, kind in zip(lines, starts, kinds, strict=True):
        if kind not in ("prose", "heading"):
            yield Region(start, start + len(line), kind)
            continue
        body = line.lstrip(" \t")
        marker = _MARKER.match(body)
        content = start + len(line) - len(body) + (marker.end() if marker else 0)
        yield Region(start, content, "list" if marker else "markup")
        if kind == "heading":
            yield Region(content, start + len(line), "heading")


def _underline(lines: list[str], kinds: list[RegionKind]) -> None:
    """Find a heading: a first line of text with an underline."""
    if len(lines) > 1 and kinds[0] == "prose" and _UNDERLINE.match(lines[1].strip()):
        kinds[0] = "heading"
    elif len(lines) > 2 and kinds[1] == "prose" and _UNDERLINE.match(lines[0].strip()):
        kinds[1] = "heading" if lines[2].strip() == lines[0].strip() else "prose"


def _columns(lines: list[str], kinds: list[RegionKind]) -> None:
    """Find rows: two wide gaps in a line, or one that ends where one of the next line does."""
    above: set[int] = set()
    for number, line in enumerate(lines):
        if len(line) > LONGEST_LINE or ("   " not in line and "\t" not in line):
            above = set()
            continue
        gaps = [gap.span() for gap in _GAP.finditer(line)]
        ends = {end for _, end in gaps} | {-start for start, _ in gaps}
        if kinds[number] == "prose" and len(gaps) > 1:
            kinds[number] = "table"
        if above & ends or (above and any("\t" in line[start:end] for start, end in gaps)):
            for row in (number - 1, number):
                kinds[row] = "table" if kinds[row] == "prose" else kinds[row]
        above = ends


def _indented(lines: list[str], kinds: list[RegionKind]) -> None:
    """Find an indented block that is not made of words."""
    if not all(line.startswith(_INDENT) for line in lines):
        return
    bodies = [line.strip() for line in lines]
    # The last line of a paragraph is often short, and says nothing.
    judged = bodies[:-1] or bodies
    if not reads_as_prose(judged):
        kinds[:] = ["code" if kind in ("prose", "heading") else kind for kind in kinds]
