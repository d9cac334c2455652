"""The tokens of a tokenised text, and the signs that a tokeniser wrote in another way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.kinds.tokenised import Style

_RUN = Pattern(r"[^\s]+")
_ESCAPE = Pattern(r"&(?:amp|apos|quot|lt|gt|bar|bra|ket|#124|#91|#93);", timed=False)
ESCAPES = {
    "&amp;": "&",
    "&apos;": "'",
    "&quot;": '"',
    "&lt;": "<",
    "&gt;": ">",
    "&bar;": "|",
    "&bra;": "[",
    "&ket;": "]",
    "&#124;": "|",
    "&#91;": "[",
    "&#93;": "]",
}
"""What Moses writes for the signs that have a meaning in its formats."""

BRACKETS = {
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
}
"""What the Penn Treebank writes for brackets, which are its own notation."""

QUOTES = {"``": '"', "''": '"', "`": "'"}
"""What the Penn Treebank writes for quotation marks."""

AT = {"@-@": "-", "@,@": ",", "@.@": ".", "@/@": "/"}
"""Signs that stood within a word or a figure."""


class Token(NamedTuple):
    """A run ``start:end`` of characters, as it stands and as it was written."""

    start: int
    end: int
    raw: str
    sign: str


def lines_of(text: str, style: Style) -> Iterator[list[Token]]:
    """Yield the tokens of each line that has some."""
    start = 0
    for line in text.splitlines(keepends=True):
        tokens = [
            Token(start + run.start(), start + run.end(), run.group(), written(run.group(), style))
            for run in _RUN.finditer(line)
        ]
        if tokens:
            yield tokens
        start += len(line)


def written(raw: str, style: Style) -> str:
    """Return a token as it was written before the tokeniser replaced its signs."""
    if raw in AT:
        return AT[raw]
    if style == "moses":
        return _unescaped(raw) if "&" in raw else raw
    return QUOTES.get(raw) or BRACKETS.get(raw) or raw


def escapes_in(token: Token, style: Style) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that turn a token as it stands into what was written."""
    if token.raw == token.sign:
        return
    if style != "moses" or token.raw in AT:
        yield token.start, token.end, token.sign
        return
    for found in _ESCAPE.finditer(token.raw):
        yield token.start + found.start(), token.start + found.end(), ESCAPES[found.group()]


def _unescaped(raw: str) -> str:
    pieces: list[str] = []
    at = 0
    for found in _ESCAPE.finditer(raw):
        pieces += (raw[at : found.start()], ESCAPES[found.group()])
        at = found.end()
    return "".join((*pieces, raw[at:]))
