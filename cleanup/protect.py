"""Spans that no rule may break: addresses, names of files, abbreviations, numbers, code.

They are judged around one place at a time, within the run of non-blank characters that holds
it, so that a text without candidates costs nothing.
"""

from __future__ import annotations

import re

from cleanup.pattern import Pattern
from cleanup.phrases import phrases

_REACH = 200
"""How far to either side of a place a protected span is looked for, in code points."""

_LONGEST_ADDRESS = 4_000
_ENDS_ADDRESS = Pattern(r"[\s\"\u201c\u201d<>]")
_SHORT_LINE = 240
_NEARBY = 60

_TLD = "|".join(sorted(phrases("top_level_domains"), key=len, reverse=True))
_FILE = "|".join(sorted(phrases("file_suffixes"), key=len, reverse=True))
_TITLES = "|".join(re.escape(title) for title in phrases("abbreviations"))

_SPANS = tuple(
    Pattern(source)
    for source in (
        r"(?:https?|ftp)://[^\s\"\u201c\u201d<>]+",
        r"(?<![A-Za-z0-9])www\.[^\s\"\u201c\u201d<>]+",
        rf"[\w.%+-]+@(?:[A-Za-z0-9-]+\.)+(?:{_TLD})(?![A-Za-z0-9-])",
        rf"(?<![\w@])(?:[A-Za-z0-9-]+\.)+(?:{_TLD}|{_TLD.upper()})(?![A-Za-z0-9-])(?:/[^\s\"\u201c\u201d<>]*)?",
        rf"(?<!\w)[\w-]+\.(?:{_FILE}|{_FILE.upper()})(?!\w)",
        r"(?<!\w)[\w-]+\.(?:Com|Org|Net|Edu|Gov|Info|Biz|Tel|Ru|Eu|Uk|Tv|Io|Js)(?!\w)",
        r"(?<!\w)\p{Lu}[\w-]*\.(?:Fm|Pl|Cz|Nl|\u0420\u0443|\u0420\u0444)(?!\w)",
        r"\]\([^()\s]*\)",
        r"[\w.-]*[\w-]/[\w./#-]+",
        r"\w+_[\w.]+",
        r"(?<!\w)[@#]\w[\w.]*",
        r"(?<![A-Za-z])(?:[A-Z]\.){1,8}(?:[A-Za-z]+)?",
        rf"(?<![A-Za-z])(?:{_TITLES})\.(?:[A-Za-z]+)?",
        r"(?<!\w)(?:[0-9]+(?:[.,:][0-9]+[a-z]?)+|v[0-9]+(?:\.[0-9A-Za-z]+)+)",
    )
)
_CODE_LINE = Pattern(
    r"[{};]\s*$|^\s*(?:[<{}]|//|/\*|#include|import |def |class |function\b|var |let |const |if \()"
)
_CODE = Pattern(r"=>|\)\s*\{|\w\(\)|\$\w+\[|\{%|\{\{|==|&&|\|\||<!--|</\w|\w\([\"']|\w\.\w+\(")
_IN_CODE = frozenset("=(){}$&|<")
"""One of these stands wherever ``_CODE`` matches."""
_TABLE_LINE = Pattern(r"\S\t+\S|(?:\|[^|]*){3,}|\S {3,}\S.*\S {3,}\S")


def token_at(text: str, position: int) -> tuple[int, int]:
    """Return the run of non-blank characters around ``position``, at most 200 to either side."""
    start = position
    while start > 0 and position - start < _REACH and not text[start - 1].isspace():
        start -= 1
    end = position
    while end < len(text) and end - position < _REACH and not text[end].isspace():
        end += 1
    return start, end


def divides_protected(text: str, position: int) -> bool:
    """Tell whether a cut at ``position`` falls strictly inside a protected span."""
    start, end = token_at(text, position)
    if end - start < 2:
        return False
    if position - start >= _REACH and _in_long_address(text, position):
        return True
    token, place = text[start:end], position - start
    return any(
        span.start() < place < span.end() for pattern in _SPANS for span in pattern.finditer(token)
    )


def _in_long_address(text: str, position: int) -> bool:
    """Tell whether an address that began long before ``position`` still goes on there."""
    address = text.rfind("://", max(0, position - _LONGEST_ADDRESS), position)
    return address >= 0 and not _ENDS_ADDRESS.search(text, address, position)


def looks_like_code(text: str, start: int, end: int, position: int) -> bool:
    """Tell whether the line ``start:end`` reads, around ``position``, like program text."""
    if end - start <= _SHORT_LINE and _CODE_LINE.search(text[start:end]):
        return True
    nearby = text[max(start, position - _NEARBY) : min(end, position + _NEARBY)]
    return not _IN_CODE.isdisjoint(nearby) and _CODE.search(nearby) is not None


def looks_like_table(line: str) -> bool:
    """Tell whether a line holds columns: inner tabs, several bars, or two wide gaps."""
    columns = "\t" in line or "   " in line or line.count("|") > 2
    return columns and _TABLE_LINE.search(line) is not None
