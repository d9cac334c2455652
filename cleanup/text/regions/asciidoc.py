"""AsciiDoc: which spans are no prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.pattern import Pattern
from cleanup.text.regions.source import parser_lines
from cleanup.text.regions.values import Region, Regions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.regions.values import RegionKind

_FENCES: dict[str, RegionKind] = {
    "----": "code",
    "....": "literal",
    "++++": "markup",
    "////": "markup",
    "|===": "table",
    "!===": "table",
    "```": "code",
}
_SYNTAX_LINE = Pattern(
    r"(?:\[[^\]\n]*+\]+|:!?[\w-]++!?:.*+|//.*+|[\w-]++::\S*+\[.*+\]|={4,}|\*{4,}|_{4,}|-{2}"
    r"|'{3,}|<{3,}|\+|\.[\w(].*+)[ ]*+$",
    timed=False,
)
_HEADING = Pattern(r"={1,6}[ ]++", timed=False)
_MARKER = Pattern(
    r"(?:\*{1,5}|-|\.{1,5}|\d{1,5}\.|<[\d.]+>)[ ]++(?:\[[ x*]\][ ]++)?"
    r"|[^\n:]{1,80}+:{2,4}(?:[ ]++|$)|(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ ]++",
    timed=False,
)
_INLINE = Pattern(
    r"`[^`\n]{1,500}+`|\+{1,3}[^+\n]{1,300}+\+{1,3}|\$\$[^$\n]{1,300}+\$\$|<<[^<>\n]{1,300}+>>"
    r"|\[\[[^\[\]\n]{1,200}+\]\]"
    r"|\{[\w!:-]{1,60}+\}|(?:(?:https?|ftp|mailto|link|xref|image|icon|kbd|btn|menu|footnote"
    r"|anchor|pass|stem|latexmath|asciimath|include|ifdef"
    r"|endif):)\S[^\s\[\]]*+(?:\[[^\]\n]{0,500}+\])?"
    r"|\b(?:kbd|btn|footnote|pass|stem):\[[^\]\n]{0,500}+\]|[*_#^~]++"
    r"|\[[.\w\#%=\", -]{1,80}+\](?=[#*_`])|[\w.+-]{1,80}+@[\w.-]++",
    timed=False,
)


def asciidoc_regions(text: str) -> Regions:
    """Return the spans of an AsciiDoc text that are not prose, in code points."""
    lines, starts = parser_lines(text)
    spans = [Region(*found.span(), "markup") for found in _INLINE.finditer(text)]
    return Regions(text, [*_blocks(lines, starts), *spans])


def _blocks(lines: list[str], starts: list[int]) -> Iterator[Region]:
    fence, begin, blank = "", 0, True
    for line, start in zip(lines, starts, strict=True):
        body, end = line.rstrip(), start + len(line)
        if fence:
            if body == fence:
                yield Region(begin, end, _FENCES[_kind(fence)])
                fence = ""
        elif _kind(body):
            fence, begin = ("```" if body.startswith("```") else body), start
        elif (blank and line[:1] in (" ", "\t") and body) or _SYNTAX_LINE.match(line):
            yield Region(start, end, "code" if line[:1] in (" ", "\t") else "markup")
        else:
            yield from _line(line, start)
        blank = not body or (blank and line[:1] in (" ", "\t"))
    if fence:
        yield Region(begin, starts[-1] + len(lines[-1]), _FENCES[_kind(fence)])


def _kind(body: str) -> str:
    """Return the fence that a line is, as in the table; empty if none."""
    if body.startswith("```") and "`" not in body[3:]:
        return "```"
    if len(body) >= 4 and body[:4] in _FENCES and not body[4:].strip(body[3]):
        return body[:4]
    return ""


def _line(line: str, start: int) -> Iterator[Region]:
    heading = _HEADING.match(line)
    if heading:
        yield Region(start, start + heading.end(), "markup")
        yield Region(start + heading.end(), start + len(line), "heading")
        return
    body = line.lstrip(" \t")
    marker = _MARKER.match(body)
    yield Region(start, start + len(line) - len(body) + (marker.end() if marker else 0), "list")
    if line.endswith(" +"):
        yield Region(start + len(line) - 2, start + len(line), "markup")
