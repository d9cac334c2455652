"""HTML and XML: which spans are no prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.pattern import Pattern
from cleanup.text.regions.values import Region, Regions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.regions.values import RegionKind

_TAG = Pattern(
    r"<(?:(?P<open>!--|!\[CDATA\[|\?)"
    r"|(?P<close>/?)(?P<name>[A-Za-z][\w:-]*+)(?P<rest>(?:[^<>\"']|\"[^\"]{0,4000}+\""
    r"|'[^']{0,4000}+'){0,1000}+>?)"
    r"|![A-Za-z][^<>]*+>?)?|\{\{[^{}]{0,300}+\}\}|\{%[^{}]{0,300}+%\}",
    timed=False,
)
_ENDS = {"!--": "-->", "![CDATA[": "]]>", "?": ">"}
_KINDS: dict[str, RegionKind] = {
    **dict.fromkeys(("script", "style", "template", "svg", "noscript", "object"), "code"),
    **dict.fromkeys(("pre", "code", "samp", "kbd", "tt", "var", "textarea", "xmp"), "code"),
    "math": "math",
    "head": "html",
    "table": "table",
}
"""Elements whose content is no prose."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def html_regions(text: str) -> Regions:
    """Return the spans of an HTML text that are not prose, in code points.

    The text of elements is prose, except in those for code, data, formulas and tables.
    """
    return Regions(text, _spans(text))


def _spans(text: str) -> Iterator[Region]:
    depth, begin, inside = 0, 0, ""
    heading = -1
    tag = _TAG.search(text)
    while tag:
        stop = tag.end()
        name = (tag["name"] or "").lower()
        end = _ENDS.get(tag["open"] or "", "")
        if end:
            place = text.find(end, stop)
            stop = place + len(end) if place >= 0 else len(text)
        if not inside:
            yield Region(tag.start(), stop, "html")
            if name in _KINDS and not tag["close"] and not tag.group().endswith("/>"):
                inside, begin, depth = name, tag.start(), 1
        elif name == inside:
            depth += -1 if tag["close"] else 1
            if depth == 0:
                yield Region(begin, stop, _KINDS[name])
                inside = ""
        if name in _HEADINGS:
            if tag["close"] and heading >= 0:
                yield Region(heading, tag.start(), "heading")
            heading = -1 if tag["close"] else stop
        tag = _TAG.search(text, stop)
    if inside:
        yield Region(begin, len(text), _KINDS[inside])
