"""The syntax within a paragraph of reStructuredText: literals, roles, references, emphasis."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from cleanup.text.pattern import Pattern
from cleanup.text.regions.markdown_inline import BARE_ADDRESS
from cleanup.text.regions.values import Region

if TYPE_CHECKING:
    from cleanup.text.pattern import Match
    from cleanup.text.regions.values import RegionKind

_TOKEN = Pattern(
    r"(?P<literal>``++)"
    r"|(?P<tick>`)"
    r"|(?P<markup>\\.|\*++|\|(?:(?=\S)[^|\n]{1,200}+\|)?|:(?<= :)(?= )|_++(?=`)"
    r"|\{\{[^{}\n]{0,200}+\}\}|\{%[^{}\n]{0,200}+%\})"
    r"|(?P<word>_++)"
    r"|(?P<link>\[[^\[\]\s]{1,100}+\]_"
    r"|:(?:(?<=(?:https?|ftps?|file|wss?|git|ssh):)//[^\s<>`]*+)"
    r"|@(?<=[\w.+-]@)[\w.-]++)",
    timed=False,
)
_CLOSES_LITERAL = Pattern(r"(?<=\S)``++(?!\w)", timed=False)
_CLOSES_ROLE = Pattern(r"(?<=\S)(?<!`)`(?!`)", timed=False)
_SUFFIX = Pattern(r"(?:__?(?!\w)|:[A-Za-z][\w:.+-]{0,60}:)", timed=False)
_ROLE = Pattern(r"(?r)(?::[A-Za-z][\w:.+-]{0,60}:|_)", timed=False)
_EMBEDDED = Pattern(r"(?r)\s*+<[^<>]{1,1000}+>", timed=False)
_NAME = Pattern(r"(?r)(?:\w++[.:+-]?){1,20}+", timed=False)
_SCHEME = Pattern(r"(?r)[a-z]{1,12}+", timed=False)
_MAILBOX = Pattern(r"(?r)(?:mailto:)?[\w.+-]{1,100}+", timed=False)
_LONGEST_BEFORE = 120


class Inline:
    """Finds the syntax within single paragraphs of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._bare = "www." in text
        self._found: list[Region] = []
        self._end = 0
        self._closers: dict[Pattern, list[int]] = {}

    def regions(self, start: int, end: int) -> list[Region]:
        """Return the syntax in the paragraph ``start:end``; some spans may overlap."""
        self._found, self._closers, self._end = [], {}, end
        token = _TOKEN.search(self._text, start, end)
        while token:
            stop = self._read(token, start)
            token = _TOKEN.search(self._text, stop, end)
        if self._bare:
            bare = BARE_ADDRESS.finditer(self._text, start, end)
            self._found += (Region(*address.span(), "link") for address in bare)
        return self._found

    def _read(self, token: Match[str], first: int) -> int:
        match token.lastgroup:
            case "literal":
                return self._literal(token)
            case "tick":
                return self._role(token, first)
            case "word":
                return self._reference(token, first)
            case "link":
                return self._address(token, first)
        return self._add(token.start(), token.end(), "markup")

    def _add(self, start: int, end: int, kind: RegionKind) -> int:
        self._found.append(Region(start, end, kind))
        return end

    def _closer(self, pattern: Pattern, start: int) -> int:
        """Return the next place from ``start`` on that may close; -1 if there is none."""
        if pattern not in self._closers:
            found = pattern.finditer(self._text, start, self._end)
            self._closers[pattern] = [place.end() for place in found]
        places = self._closers[pattern]
        number = bisect_left(places, start + 1)
        return places[number] if number < len(places) else -1

    def _literal(self, token: Match[str]) -> int:
        end = self._closer(_CLOSES_LITERAL, token.start() + 3)
        if end < 0:
            return self._add(token.start(), token.end(), "markup")
        return self._add(token.start(), end, "literal")

    def _role(self, token: Match[str], first: int) -> int:
        """Mark interpreted text with its role, or a reference; the text of a link is prose."""
        text, start = self._text, token.start()
        close = self._closer(_CLOSES_ROLE, start + 1)
        if close < 0:
            return self._add(start, start + 1, "markup")
        suffix = _SUFFIX.match(text, close, self._end)
        end = suffix.end() if suffix else close
        before = None
        if start > first and text[start - 1] in ":_":
            before = _ROLE.search(text, max(first, start - 64), start)
        if before and before.end() == start:
            return self._add(before.start(), end, "link")
        if suffix and text[close] == "_" and text[close - 2] == ">":
            embedded = _EMBEDDED.search(text, max(start + 2, close - 1100), close - 1)
            if embedded and embedded.end() == close - 1:
                self._add(start, start + 1, "link")
                return self._add(embedded.start(), end, "link")
        return self._add(start, end, "link" if suffix else "literal")

    def _reference(self, token: Match[str], first: int) -> int:
        """Mark a name with its underscores, if that could be a reference."""
        start, end = token.span()
        name = _NAME.search(self._text, max(first, start - _LONGEST_BEFORE), start)
        refers = end == self._end or not (self._text[end].isalnum())
        if refers and name and name.end() == start:
            return self._add(name.start(), end, "link")
        return self._add(start, end, "markup")

    def _address(self, token: Match[str], first: int) -> int:
        start, end = token.span()
        before = {":": _SCHEME, "@": _MAILBOX}.get(self._text[start])
        if before:
            found = before.search(self._text, max(first, start - _LONGEST_BEFORE), start)
            start = found.start() if found and found.end() == start else start
        length = len(self._text[token.start() : end].rstrip(".,;:!?\"')"))
        return self._add(start, token.start() + max(length, 1), "link")
