"""HTML character references that were not decoded."""

from __future__ import annotations

import unicodedata
from html import unescape
from html.entities import html5
from typing import NamedTuple

from cleanup.kit import Document, Found, Iterator, Line, Pattern, Shape, rule
from cleanup.text.protect import looks_like_code

_AMPERSAND = r"(?:amp|AMP|#0{0,6}38|#[xX]0{0,6}26);"
_REFERENCE = Pattern(
    rf"&(?:{_AMPERSAND})*+(?P<last>(?:#[0-9]{{1,7}}|#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)?+"
)
_TAG = Pattern(r"<(?:[A-Za-z/][^<>]{0,400}>|!--|[?!][A-Za-z])")
_WITH_REFERENCES = frozenset(["html", "wiki", "asciidoc"])
"""Markups that are written with references."""
_SYNTAX = frozenset("<>[]{}()*_#|~`\\^$!:=+-")
"""What a markup may read as more than the sign itself."""


_NAME = Pattern(r"[#A-Za-z][0-9A-Za-z]{0,38};", timed=False)


class Reference(NamedTuple):
    """A reference ``start:end`` in a line and the text it represents."""

    start: int
    end: int
    after: str


@rule(
    "ENC003",
    tier="safe",
    confidence=0.99,
    hint=Shape("&[#A-Za-z][0-9A-Za-z]{1,38};"),
    bad={
        "Holt &amp; Brook &quot;lost&quot; the boat.": 'Holt & Brook "lost" the boat.',
        "The quay&#8217;s lamps &#x2013; all of them": "The quay\u2019s lamps \u2013 all of them",
        "a &amp;amp;quot;clean&amp;amp;quot; harbour": 'a "clean" harbour',
        "caf&eacute; and na&iuml;ve": "caf\u00e9 and na\u00efve",
        "5 &lt; 6 &amp;gt; 4": "5 < 6 > 4",
        "The port&#146;s tide&hellip;": "The port\u2019s tide\u2026",
        "He said &quot;no&quot;": 'He said "no"',
    },
    good=[
        "Type `&amp;` for the sign and `&nbsp;` for the space.",
        "AT&T and Q&A; R&D; B&B;",
        "https://harbour.example/?a=1&copy=2&lt=3",
        "Write &lt;b&gt; for bold and &amp; for an ampersand.",
        "A &notaname; stays, &#0; &#xD800; &#99999999; too",
        "<p>Holt &amp; Brook</p>",
        "if (a &amp;&amp; b) { return; }",
        "The Blair&#191;s house",
        "Tab&#9;Newline&#10;Escape&#27;",
    ],
    within_graphemes=True,
)
def html_entity(document: Document) -> Iterator[Found]:
    """An HTML character reference was not decoded.

    What it does: decodes ``&amp;``, ``&#8217;``, ``&eacute;`` and other references that end in a
    semicolon; those encoded twice or more are decoded in one step. Numbers 128 to 159 are read as
    Windows-1252, as browsers do.

    Why it is damage: the text was extracted from HTML, or encoded once too often, without decoding
    the characters that HTML must write in this way.

    What could go wrong: in a text about HTML, references are content. A line with tags, a line in
    which decoding would make a tag (``&lt;b&gt;``), program code and files of HTML, AsciiDoc and
    wiki text are left as they are, and so are references to a control, a line end, a surrogate or
    no character at all. In other markup files a reference is only proposed, where its sign cannot
    be read as markup (``&eacute;``, not ``&lt;``): it may be how the author wrote it. An inverted
    question mark after a letter is left: there the reference itself is wrong.
    """
    if document.markup in _WITH_REFERENCES:
        return
    checked_to = -1
    for reference in _REFERENCE.finditer(document.text):
        if reference.start() >= checked_to and reference.end() - reference.start() > 2:
            line = document.line_at(reference.start())
            checked_to = line.stop
            yield from _in_line(document, line)


def _in_line(document: Document, line: Line) -> Iterator[Found]:
    text = document.line_text(line)
    if _TAG.search(text):
        return
    references = list(_references(text))
    pieces: list[str] = []
    position = length = 0
    decoded_starts = []
    for reference in references:
        pieces += (text[position : reference.start], reference.after)
        decoded_starts.append(length + reference.start - position)
        length = decoded_starts[-1] + len(reference.after)
        position = reference.end
    decoded = "".join(pieces) + text[position:]
    if _TAG.search(decoded):
        return
    for reference, decoded_start in zip(references, decoded_starts, strict=True):
        if not looks_like_code(decoded, 0, len(decoded), decoded_start):
            start, end = line.start + reference.start, line.start + reference.end
            if document.markup in (None, "plain"):
                yield Found(start, end, reference.after)
            elif not _is_syntax(document, end, reference.after):
                yield Found(start, end, reference.after, tier="unsafe")


def _is_syntax(document: Document, end: int, after: str) -> bool:
    """Return whether a sign could be read as markup where its reference was."""
    if after == "&":
        return _NAME.match(document.text, end) is not None
    return not _SYNTAX.isdisjoint(after)


def _references(text: str) -> Iterator[Reference]:
    for found in _REFERENCE.finditer(text):
        before = text[max(0, found.start() - 1) : found.start()]
        if before == "`":
            continue
        last = found["last"]
        after = _character(last) if last else None
        if after == "\u00bf" and before.isalpha():
            continue
        if after is None and found.end() - len(last or "") - found.start() > 1:
            after = f"&{last or ''}"
        if after is not None:
            yield Reference(found.start(), found.end(), after)


def _character(reference: str) -> str | None:
    """Return the text that a reference (without its ampersand) represents, or ``None``."""
    after = unescape(f"&{reference}") if reference[0] == "#" else html5.get(reference)
    if after and all(
        unicodedata.category(char) not in ("Cc", "Cs", "Cn", "Co", "Zl", "Zp") and char != "\ufffd"
        for char in after
    ):
        return after
    return None
