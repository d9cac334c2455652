"""Wiki text (MediaWiki): which spans are no prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.pattern import Pattern
from cleanup.text.regions.html import html_regions
from cleanup.text.regions.values import Region, Regions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.regions.values import RegionKind

_PAIR = Pattern(r"\{\{|\}\}|(?m:^[ :*]*+\{\|)|(?m:^[ ]*+\|\}(?!\}))", timed=False)
_LINK = Pattern(
    r"(?P<file>\[\[(?:File|Image|Datei|Fichier|Category"
    r"|Kategorie):[^\[\]\n]{1,1000}+(?:\[\[[^\[\]\n]{1,300}+\]\][^\[\]\n]{0,500}+){0,9}\]\])"
    r"|(?P<link>\[\[(?:[^\[\]|\n]{1,300}+\|)?)|(?P<close>\]\])"
    r"|(?P<outer>\[(?:https?:)?//[^\s\[\]]++[ ]?)"
    r"|(?P<url>https?://[^\s\[\]<>|}]++)|(?P<quotes>'{2,5}|\]|__[A-Z]{2,}__|~{3,5})",
    timed=False,
)
_LINE = Pattern(
    r"(?m)^(?:(?P<heading>={1,6})|(?P<list>[*#:;]++[ ]*+)|(?P<code>[ ]\S.*+)|(?P<rule>-{4,}"
    r"|\#REDIRECT.*+|[|!].*+))",
    timed=False,
)
_ELEMENT = Pattern(
    r"(?i)<(nowiki|ref|gallery|timeline|syntaxhighlight|source|math|pre|code"
    r"|score)\b[^<>]{0,500}+(?<!/)>",
    timed=False,
)
_KINDS: dict[str, RegionKind] = {"list": "list", "code": "code", "rule": "markup"}


def wiki_regions(text: str) -> Regions:
    """Return the spans of a wiki text that are not prose, in code points."""
    return Regions(text, [*_elements(text), *_pairs(text), *_inline(text), *html_regions(text)])


def _elements(text: str) -> Iterator[Region]:
    missing: set[str] = set()
    found = _ELEMENT.search(text)
    while found:
        stop, end = found.end(), f"</{found.group(1)}>"
        place = text.find(end, stop) if end not in missing else -1
        if place < 0:
            missing.add(end)
        else:
            stop = place + len(end)
            yield Region(found.start(), stop, "code")
        found = _ELEMENT.search(text, stop)


def _pairs(text: str) -> Iterator[Region]:
    """Yield templates and tables, the outermost of those within each other."""
    opened: list[tuple[int, str]] = []
    for sign in _PAIR.finditer(text):
        mark = sign.group().strip(" :*")
        if mark in ("{{", "{|"):
            opened.append((sign.start(), mark))
        elif opened and opened[-1][1] == {"}}": "{{", "|}": "{|"}[mark]:
            start, _ = opened.pop()
            if not opened:
                yield Region(start, sign.end(), "table" if mark == "|}" else "markup")
    for start, mark in opened[:1]:
        line = text.find("\n\n", start)
        yield Region(start, line if line >= 0 else len(text), "markup" if mark == "{{" else "table")


def _inline(text: str) -> Iterator[Region]:
    for sign in _LINK.finditer(text):
        yield Region(*sign.span(), "markup" if sign.lastgroup == "quotes" else "link")
    for line in _LINE.finditer(text):
        kind = line.lastgroup or ""
        if kind != "heading":
            yield Region(*line.span(), _KINDS[kind])
            continue
        end = text.find("\n", line.end())
        end = len(text) if end < 0 else end
        stop = line.end() + len(text[line.end() : end].rstrip().rstrip("="))
        yield Region(*line.span(), "markup")
        yield Region(line.end(), stop, "heading")
        yield Region(stop, end, "markup")
