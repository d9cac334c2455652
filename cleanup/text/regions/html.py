"""HTML and XML: which spans are no prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.pattern import Pattern
from cleanup.text.regions.values import Region, Regions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.regions.values import RegionKind

_TAG = Pattern(
    r"<(?:(?P<open>!--|!\[CDATA\[|\?)|(?P<close>/?)(?P<name>[A-Za-z][\w:-]*+)(?P<rest>(?:[^<>\"']|\"[^\"]{0,4000}+\"|'[^']{0,4000}+'){0,1000}+>?)"
    r"|![A-Za-z][^<>]*+>?)?|\{\{[^{}]{0,300}+\}\}|\{%[^{}]{0,300}+%\}",
    timed=False,
)
_ENDS = {"!--": "-->", "![CDATA[": "]]>", "?": ">"}
_RAW: dict[str, RegionKind] = {
    **dict.fromkeys(("script", "style", "template", "svg", "noscript"), "code"),
    **dict.fromkeys(("pre", "code", "samp", "kbd", "tt", "var", "textarea", "xmp"), "code"),
    "math": "math",
    "head": "html",
    "table": "table",
    "a": "link",
}
_NESTS = frozenset(("table", "svg", "template"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "title"))


def html_regions(text: str) -> Regions:
    """Return the spans of an HTML text that are not prose, in code points.

    The text of elements is prose, except in those for code, data, formulas and tables.
    """
    return Regions(text, _spans(text))


def _spans(text: str) -> Iterator[Region]:
    missing: set[str] = set()
    lower = text.lower() if len(text.lower()) == len(text) else text
    heading = -1
    tag = _TAG.search(text)
    while tag:
        stop, kind = tag.end(), "html"
        name = (tag["name"] or "").lower()
        end = _ENDS.get(tag["open"] or "", "")
        if name in _RAW and name not in ("a",) and not tag["close"] and not tag.group().endswith("/>"):
            end, kind = f"</{name}", _RAW[name]
        if end and end not in missing:
            place = lower.find(end, stop)
            if place < 0:
                missing.add(end)
                stop = len(text) if tag["open"] else stop
            else:
                stop = lower.find(">", place) + 1 or len(text)
        if name in _HEADINGS:
            if not tag["close"]:
                heading = stop
            elif heading >= 0:
                yield Region(heading, tag.start(), "heading")
                heading = -1
        yield Region(tag.start(), stop, kind)
        tag = _TAG.search(text, stop)
