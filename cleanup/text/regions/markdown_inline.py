"""The syntax within a paragraph of Markdown: code, links, tags, formulas, emphasis."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from cleanup.text.pattern import Pattern
from cleanup.text.regions.values import Region

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from cleanup.text.pattern import Match
    from cleanup.text.regions.values import RegionKind

BARE_ADDRESS = Pattern(r"(?<![\w./])www\.[^\s<>`]{1,300}(?<![.,;:!?)])", timed=False)
"""An address without a scheme, searched only in texts that hold ``www.``."""
LONGEST_LABEL = 999
"""The most code points of a link label (CommonMark)."""

# Lengths are bounded so that a text of openers alone takes linear time; a tag or title of more
# than a thousand code points is not closed.
_ATTRIBUTES = r"(?:[^<>\"'`]|\"[^\"]{0,1000}+\"|'[^']{0,1000}+'){0,1000}+"
_TOKEN = Pattern(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<ticks>`++)"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\])"
    r"|(?P<comment><!--)"
    rf"|(?P<html><(?:[/A-Za-z]{_ATTRIBUTES}>|[!?][^<>]{{0,1000}}+>)?)"
    r"|(?P<link>:(?:(?<=(?:https?|ftps?|file|wss?|git|ssh):)//[^\s<>`]*+)"
    r"|@(?<=[\w.+-]@)[\w.-]++)"
    r"|(?P<math>\$\$?)"
    r"|(?P<markup>[*_~]++|\^(?=\[)|:[a-z+-][a-z0-9_+-]{0,40}+:"
    r"|\{(?:\{[^{}]{0,500}+\}\}|%[^{}]{0,500}+%\}|[^{}\n]{0,200}+\})?)",
    timed=False,
)
_TICKS = Pattern("`++", timed=False)
_SCHEME = Pattern(r"(?r)(?:view-source:)?[a-z]{1,12}+", timed=False)
_MAILBOX = Pattern(r"(?r)(?:mailto:)?[\w.+-]{1,100}+", timed=False)
_PARENTHESES = r"\((?:[^\s()\\]|\\.|\([^\s()]{0,300}+\)){0,1000}+\)"
_TARGET = Pattern(
    r"\(\s*+(?:<(?:[^<>\\\n]|\\.){0,2000}+>"
    rf"|(?:[^\s()\\<]|\\.|{_PARENTHESES}){{0,2000}}+)"
    r"(?:\s++(?:\"(?:[^\"\\]|(?s:\\.)){0,1000}+\"|'(?:[^'\\]|(?s:\\.)){0,1000}+'"
    r"|\((?:[^()\\]|(?s:\\.)){0,1000}+\)))?\s*+\)"
    r"|\([^()\n]{0,500}+\)",
    timed=False,
)
_LABEL = Pattern(r"\[(?:[^\[\]\\]|(?s:\\.)){0,999}+\]", timed=False)
_WHOLE = Pattern(
    r"\[(?:\^[^\s\[\]]{1,200}+|![A-Za-z]{1,20}+|\[[^\[\]\n]{1,300}+\](?!\][(\[]))\]", timed=False
)
_MATH = Pattern(
    r"\$\$[^$]{1,2000}+\$\$|\$`[^`\n]{1,300}+`\$|\$(?=\S)[^$\n]{1,300}+(?<=\S)\$(?!\d)",
    timed=False,
)
_FORMULA = Pattern(r"\\\([^\n]{0,300}?\\\)|\\\[[^\n]{0,300}?\\\]", timed=False)


def label_key(label: str) -> str:
    """Return the form in which labels of references are compared."""
    return " ".join(label.split()).casefold()


class Inline:
    """Finds the syntax within single paragraphs of one text."""

    def __init__(self, text: str, labels: AbstractSet[str]) -> None:
        self._text = text
        self._bare = "www." in text
        self._labels = labels
        self._found: list[Region] = []
        self._open: list[tuple[int, int]] = []
        self._ticks: dict[int, list[int]] | None = None
        self._end = 0
        self._comments = True
        """Whether a comment may end in what is left of the paragraph."""
        self._on: dict[str, Callable[[Match[str]], int]] = {
            "ticks": self._code,
            "open": self._opens,
            "close": self._closes,
            "link": self._address,
            "math": self._formula,
            "escape": self._escape,
            "comment": self._comment,
        }

    def regions(self, start: int, end: int) -> list[Region]:
        """Return the syntax in the paragraph ``start:end``; some spans may overlap."""
        self._found, self._open, self._ticks, self._end = [], [], None, end
        self._comments = True
        on = self._on
        token = _TOKEN.search(self._text, start, end)
        while token:
            group = token.lastgroup or ""
            if group in on:
                stop = on[group](token)
            else:
                stop = token.end()
                self._add(token.start(), stop, "html" if group == "html" else "markup")
            token = _TOKEN.search(self._text, stop, end)
        if self._bare:
            bare = BARE_ADDRESS.finditer(self._text, start, end)
            self._found += (Region(*address.span(), "link") for address in bare)
        return self._found

    def _add(self, start: int, end: int, kind: RegionKind) -> int:
        self._found.append(Region(start, end, kind))
        return end

    def _code(self, token: Match[str]) -> int:
        """Mark a code span; ticks without an equal run behind them stand for themselves."""
        if self._ticks is None:
            self._ticks = {}
            for run in _TICKS.finditer(self._text, token.start(), self._end):
                self._ticks.setdefault(run.end() - run.start(), []).append(run.start())
        length = token.end() - token.start()
        places = self._ticks.get(length, [])
        number = bisect_left(places, token.end())
        if number == len(places):
            return self._add(token.start(), token.end(), "markup")
        return self._add(token.start(), places[number] + length, "code")

    def _comment(self, token: Match[str]) -> int:
        end = self._text.find("-->", token.start(), self._end) if self._comments else -1
        self._comments = end >= 0
        return self._add(token.start(), end + 3 if end >= 0 else token.end(), "html")

    def _escape(self, token: Match[str]) -> int:
        found = _FORMULA.match(self._text, token.start(), self._end)
        if found:
            return self._add(token.start(), found.end(), "math")
        return self._add(token.start(), token.end(), "markup")

    def _formula(self, token: Match[str]) -> int:
        found = _MATH.match(self._text, token.start(), self._end)
        if found:
            return self._add(token.start(), found.end(), "math")
        return self._add(token.start(), token.end(), "markup")

    def _address(self, token: Match[str]) -> int:
        """Mark an address from its scheme or mailbox on; a full stop at its end is the author's."""
        start, end = token.span()
        before = {":": _SCHEME, "@": _MAILBOX}.get(self._text[start])
        if before:
            found = before.search(self._text, max(0, start - 120), start)
            start = found.start() if found and found.end() == start else start
        address = self._text[token.start() : end].rstrip(".,;:!?\"'*_~")
        for opening, closing in ("()", "[]"):
            inside = address.partition(closing)[0]
            if opening not in inside:
                address = inside
        return self._add(start, max(token.start() + max(len(address), 1), start + 1), "link")

    def _opens(self, token: Match[str]) -> int:
        whole = _WHOLE.match(self._text, token.end() - 1, self._end)
        if whole:
            return self._add(token.start(), whole.end(), "link")
        self._open.append((token.start(), len(self._found)))
        return self._add(token.start(), token.end(), "markup")

    def _closes(self, token: Match[str]) -> int:
        text, place = self._text, token.start()
        if not self._open:
            return self._add(place, place + 1, "markup")
        start, number = self._open.pop()
        target = None
        if text[place + 1 : place + 2] == "(":
            target = _TARGET.match(text, place + 1, self._end)
        elif text[place + 1 : place + 2] == "[":
            target = _LABEL.match(text, place + 1, self._end)
        end = target.end() if target else place + 1
        label = text[start:place].lstrip("!")[1:] if place - start <= LONGEST_LABEL else None
        collapsed = end - place == 3 and text[place + 1] == "["
        is_label = collapsed or (
            not target and label is not None and label_key(label) in self._labels
        )
        if is_label or (text[start] == "!" and target):
            del self._found[number:]
            return self._add(start, end, "link")
        return self._add(place, end, "link" if target else "markup")
