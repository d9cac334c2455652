"""Spans that no rule may break: addresses, names of files, abbreviations, numbers, code.

They are looked for around the places that are asked for, within the run of non-blank characters
that holds one, so that a text without candidates costs nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from cleanup.pattern import Pattern
from cleanup.phrases import phrases

_REACH = 200
"""How far to either side of a place a protected span is looked for at least, in code points."""

_BLOCK = 400
"""The places of so many code points are judged together."""

_BLANK = r"[\s\x1c-\x1f]"
_FIRST_BLANK = Pattern(_BLANK)
_LAST_BLANK = Pattern(f"(?r){_BLANK}")
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
        rf"(?<![\w@])(?:[A-Za-z0-9-]+\.)+(?:{_TLD}|{_TLD.upper()})(?![A-Za-z0-9-])(?:/[^\s\"\u201c\u201d<>]*)?"
        # Where no label of a chain is a top-level domain, its later labels need not be tried.
        r"|(?<![\w@])(?:[A-Za-z0-9-]++\.?)++(*SKIP)(*FAIL)",
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
_SIGNS = Pattern(
    r"[:@#_/0-9]|\]\(|www\."
    rf"|\.(?:{_TLD}|{_TLD.upper()}|{_FILE}|{_FILE.upper()}|Com|Org|Net|Edu|Gov|Info|Biz|Tel|Ru|Eu|Uk"
    r"|Tv|Io|Js|Fm|Pl|Cz|Nl|\u0420\u0443|\u0420\u0444)(?![A-Za-z0-9])"
    rf"|\.(?<=(?<![A-Za-z])(?:[A-Z]|{_TITLES})\.)"
)
"""One of these stands in whatever one of ``_SPANS`` matches, and is sooner looked for."""
_ENDS_CODE_LINE = Pattern(r"(?r)[{};]\s*")
_BEGINS_CODE_LINE = Pattern(
    r"\s*(?:[<{}]|//|/\*|#include|import |def |class |function\b|var |let |const |if \()"
)
_CODE = Pattern(
    r"=>|==|&&|\|\||<!--|</\w|\{%|\{\{|\)\s*\{|\$\w+\["
    r"|\((?:(?<=\w\()[)\"']|(?<=\w\.\w{1,60}\())"
)
_IN_CODE = Pattern(r"[=({$&|<]")
"""Stands wherever ``_CODE`` matches, and is sooner looked for."""
_TABBED = Pattern(r"\S\t+\S")
_GAP = Pattern(r"   (?<=\S   ) *+(?=\S)")


class Protection:
    """What is protected in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._divided: dict[tuple[int, int], bytes] = {}

    def divides(self, position: int) -> bool:
        """Tell whether a cut at ``position`` falls strictly inside a protected span."""
        start, end = self._window(position)
        if end - start < 2:
            return False
        if position - start >= _REACH and self._in_long_address(position):
            return True
        if (start, end) not in self._divided:
            self._divided[start, end] = _divided(self._text[start:end])
        return bool(self._divided[start, end][position - start])

    def _window(self, position: int) -> tuple[int, int]:
        """Return the run of non-blank characters around ``position``, or a part of a long one.

        The part reaches at least 200 to either side, and is the same for many places, so that
        what is protected in it need be found but once.
        """
        text = self._text
        block = position - position % _BLOCK
        start, end = max(0, block - _REACH), min(len(text), block + _BLOCK + _REACH)
        before = _LAST_BLANK.search(text, start, position)
        after = _FIRST_BLANK.search(text, position, end)
        return before.end() if before else start, after.start() if after else end

    def _in_long_address(self, position: int) -> bool:
        """Tell whether an address that began long before ``position`` still goes on there."""
        number = bisect_left(self._addresses, (position - 2,)) - 1
        if number < 0:
            return False
        start, end = self._addresses[number]
        return start >= position - _LONGEST_ADDRESS and position <= end

    @cached_property
    def _addresses(self) -> list[tuple[int, int]]:
        """Where addresses begin, and where each of them ends."""
        text, length = self._text, len(self._text)
        found = []
        end = -1
        start = text.find("://")
        while start >= 0:
            if start >= end:
                stop = _ENDS_ADDRESS.search(text, start)
                end = stop.start() if stop else length
            found.append((start, end))
            start = text.find("://", start + 3)
        return found


def _divided(token: str) -> bytes:
    """Return, for each place in a token and its end, 1 where a cut divides a protected span."""
    divided = bytearray(len(token) + 1)
    for pattern in _SPANS if _SIGNS.search(token) else ():
        for span in pattern.finditer(token):
            start, end = span.span()
            divided[start + 1 : end] = b"\1" * (end - start - 1)
    return bytes(divided)


def looks_like_table(line: str) -> bool:
    """Tell whether a line holds columns: inner tabs, several bars, or two wide gaps."""
    if line.count("|") > 2 or ("\t" in line and _TABBED.search(line)):
        return True
    if "   " not in line:
        return False
    gaps = [gap.span() for gap in _GAP.finditer(line)]
    return len(gaps) > 1 and gaps[-1][0] - gaps[0][1] > 1


def looks_like_code(text: str, start: int, end: int, position: int) -> bool:
    """Tell whether the line ``start:end`` reads, around ``position``, like program text."""
    return is_code_line(text, start, end) or is_near_code(text, start, end, position)


def is_code_line(text: str, start: int, end: int) -> bool:
    """Tell whether the line ``start:end`` begins or ends as lines of program text do."""
    return end - start <= _SHORT_LINE and bool(
        _BEGINS_CODE_LINE.match(text, start, end) or _ENDS_CODE_LINE.match(text, start, end)
    )


def is_near_code(text: str, start: int, end: int, position: int) -> bool:
    """Tell whether signs of program text stand around ``position`` in the line ``start:end``."""
    first, last = max(start, position - _NEARBY), min(end, position + _NEARBY)
    return (
        _IN_CODE.search(text, first, last) is not None
        and _CODE.search(text, first, last) is not None
    )
