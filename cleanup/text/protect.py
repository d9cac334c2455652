"""Protected spans, which no rule may break: addresses, file names, abbreviations, numbers, code.

They are searched only in the runs of non-blank characters around given positions, so that a text
without candidates costs nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from cleanup.phrases import phrases
from cleanup.text import references
from cleanup.text.pattern import Pattern

_BLANK = r"[\s\x1c-\x1f]"
_FIRST_BLANK = Pattern(_BLANK, timed=False)
_LAST_BLANK = Pattern(f"(?r){_BLANK}", timed=False)
_CUT, _WITHIN, _SIGN = 1, 2, 4
_SHORT_RUN = 80
_SHORT_LINE = 240
_NEARBY = 60

_TLD = "|".join(sorted(phrases("top_level_domains"), key=len, reverse=True))
_FILE = "|".join(sorted(phrases("file_suffixes"), key=len, reverse=True))
_NAME_DOMAIN = "Com|Org|Net|Edu|Gov|Info|Biz|Tel|Ru|Eu|Uk|Tv|Io|Js"
_STATION_DOMAIN = "Fm|Pl|Cz|Nl|\u0420\u0443|\u0420\u0444"
_TITLES = "|".join(re.escape(title) for title in phrases("abbreviations"))

# No pattern is retried from within a failed match: a run may be a whole text.
_SPANS = tuple(
    (needle, Pattern(source, timed=False))
    for needle, source in (
        ("://", r"(?:https?|ftp)://[^\s\"\u201c\u201d<>]+"),
        ("www.", r"(?<![A-Za-z0-9])www\.[^\s\"\u201c\u201d<>]+"),
        (
            "@",
            rf"(?<![\w.%+-])[\w.%+-]++@(?:[A-Za-z0-9-]++\.){{1,40}}(?:{_TLD})(?![A-Za-z0-9-])",
        ),
        (
            ".",
            rf"(?<![\w@])(?:[A-Za-z0-9-]++\.){{1,40}}(?:{_TLD}|{_TLD.upper()})(?![A-Za-z0-9-])"
            r"(?:/[^\s\"\u201c\u201d<>]*)?|(?<![\w@])(?:[A-Za-z0-9-]++\.?)++(*SKIP)(*FAIL)",
        ),
        (".", rf"(?<![\w-])[\w-]++\.(?:{_FILE}|{_FILE.upper()})(?!\w)"),
        (".", rf"(?<![\w-])(?:\p{{Lu}}[\w-]*+\.){{0,2}}[\w-]++\.(?:{_NAME_DOMAIN})(?!\w)"),
        (".", rf"(?<!\w)\p{{Lu}}[\w-]{{0,200}}+\.(?:{_STATION_DOMAIN})(?!\w)"),
        ("](", r"\]\([^()\s]*\)"),
        ("/", r"(?<![\w.-])[\w.-]*+(?<=[\w-])/[\w./#-]++"),
        ("_", r"(?<!\w)\w+_[\w.]++"),
        ("", r"(?<!\w)[@#]\w[\w.]*"),
        (".", r"(?<![A-Za-z])(?:[A-Z]\.){1,8}(?:[A-Za-z]+)?"),
        (".", rf"(?<![A-Za-z])(?:{_TITLES})\.(?:[A-Za-z]+)?"),
        ("", r"(?<!\w)(?:[0-9]+(?:[.,:][0-9]+[a-z]?)+|v[0-9]+(?:\.[0-9A-Za-z]+)+)"),
        *references.SPANS,
    )
)
"""Patterns of protected spans, each with a literal that every match contains."""
_FIRST_REFERENCE = len(_SPANS) - len(references.SPANS)

_SIGNS = Pattern(
    r"[:@#_/0-9]|\]\(|www\."
    rf"|\.(?:{_TLD}|{_TLD.upper()}|{_FILE}|{_FILE.upper()}|{_NAME_DOMAIN}"
    rf"|{_STATION_DOMAIN})(?![A-Za-z0-9])"
    rf"|\.(?<=(?<![A-Za-z])(?:[A-Z]|{_TITLES})\.)|{references.SIGNS}",
    timed=False,
)
"""Matches in whatever one of ``_SPANS`` matches, and is quicker to search for."""
_ENDS_CODE_LINE = Pattern(r"(?r)[{};]\s*", timed=False)
_BEGINS_CODE_LINE = Pattern(
    r"\s*(?:[<{}]|//|/\*|#include|import |def |class |function\b|var |let |const |if \()",
    timed=False,
)
_CODE = Pattern(
    r"=>|==|&&|\|\||<!--|</\w|\{%|\{\{|\)\s*\{|\$\w+\["
    r"|\((?:(?<=\w\()[)\"']|(?<=\w\.\w{1,60}\())",
    timed=False,
)
_IN_CODE = Pattern(r"[=({$&|<]", timed=False)
"""Matches wherever ``_CODE`` does, and is quicker to search for."""
_TABBED = Pattern(r"\S\t+\S")
_WIDE_SPACE = Pattern(r"   (?<=\S   ) *+(?=\S)")


class Protection:
    """The protected spans of one text, searched by runs of non-blank characters."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []
        self._divided: list[bytes] = []

    def divides(self, position: int) -> bool:
        """Return whether a cut at ``position`` is strictly inside a protected span."""
        return bool(self._at(position) & _CUT)

    def covers(self, position: int) -> bool:
        """Return whether the code point at ``position`` belongs to a protected span."""
        return bool(self._at(position) & _WITHIN)

    def is_sign(self, position: int) -> bool:
        """Return whether the code point at ``position`` is a sign of a reference, not of a text.

        It may still be both if it follows a letter or digit: ``as::p``.
        """
        return bool(self._at(position) & _SIGN)

    def _at(self, position: int) -> int:
        number = bisect_right(self._starts, position) - 1
        if number < 0 or position - self._starts[number] >= len(self._divided[number]) - 1:
            start, end = self.run(position)
            if not start <= position < end:
                return 0
            number += 1
            self._starts.insert(number, start)
            divided = _divided_cached if end - start <= _SHORT_RUN else _divided
            self._divided.insert(number, divided(self._text[start:end]))
        return self._divided[number][position - self._starts[number]]

    def run(self, position: int) -> tuple[int, int]:
        """Return the span of non-blank characters around ``position``; empty at a blank."""
        before = _LAST_BLANK.search(self._text, 0, position)
        after = _FIRST_BLANK.search(self._text, position)
        return before.end() if before else 0, after.start() if after else len(self._text)


def _divided(token: str) -> bytes:
    """Return a byte for each position in a token, its end included.

    ``_CUT`` is set strictly inside a protected span, ``_WITHIN`` at each character of one, and
    ``_SIGN`` at each sign of a reference that follows no letter or digit of it.
    """
    divided = bytearray(len(token) + 1)
    for number, (needle, pattern) in enumerate(_SPANS) if _SIGNS.search(token) else ():
        span = pattern.search(token) if needle in token else None
        while span:
            start, end = span.span()
            divided[start] |= _WITHIN
            for place in range(start + 1, end):
                divided[place] |= _CUT | _WITHIN
            if number >= _FIRST_REFERENCE:
                _mark_signs(divided, token, start, end)
            span = pattern.search(token, end)
    return bytes(divided)


def _mark_signs(divided: bytearray, token: str, start: int, end: int) -> None:
    for place in range(start, end):
        if not (token[place].isalnum() or (place > start and token[place - 1].isalnum())):
            divided[place] |= _SIGN


_divided_cached = lru_cache(maxsize=4096)(_divided)
"""Each round looks up the same runs."""


def looks_like_table(line: str) -> bool:
    """Return whether a line holds columns: inner tabs, several bars, or two wide spaces."""
    if line.count("|") > 2 or ("\t" in line and _TABBED.search(line)):
        return True
    if "   " not in line:
        return False
    spaces = [space.span() for space in _WIDE_SPACE.finditer(line)]
    return len(spaces) > 1 and spaces[-1][0] - spaces[0][1] > 1


def looks_like_code(text: str, start: int, end: int, position: int) -> bool:
    """Return whether the line ``start:end`` looks like program text around ``position``."""
    return is_code_line(text, start, end) or is_near_code(text, start, end, position)


def is_code_line(text: str, start: int, end: int) -> bool:
    """Return whether the line ``start:end`` begins or ends as lines of program text do."""
    return end - start <= _SHORT_LINE and bool(
        _BEGINS_CODE_LINE.match(text, start, end) or _ENDS_CODE_LINE.match(text, start, end)
    )


def is_near_code(text: str, start: int, end: int, position: int) -> bool:
    """Return whether the line ``start:end`` has characters of program text near ``position``."""
    first, last = max(start, position - _NEARBY), min(end, position + _NEARBY)
    return (
        _IN_CODE.search(text, first, last) is not None
        and _CODE.search(text, first, last) is not None
    )
