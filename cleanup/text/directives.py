"""The comments and the key by which an author keeps rules away from a text file.

A comment is ``<!-- cleanup: ignore[JOI001] -->``, in reST ``.. cleanup: ignore[JOI001]``, in
AsciiDoc ``// cleanup: ignore[JOI001]``; the key ``cleanup`` stands in the front matter of Markdown.
What they mean is not known here: neither the words nor the names are checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from cleanup.text.directive_comments import HTML, WORD, mentions
from cleanup.text.pattern import Pattern
from cleanup.text.regions.front_matter import front_matter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.document import Document
    from cleanup.values import Markup

_LINE: dict[Markup, Pattern] = {
    "rest": Pattern(rf"[ \t]*(\.\.[ \t]+{WORD}[ \t]*:([^\r\n]*))", timed=False),
    "asciidoc": Pattern(rf"(//[ \t]*{WORD}[ \t]*:([^\r\n]*))", timed=False),
}
"""Comments that fill a line, by the markup that has them; each begins its line."""
_LINES = {"rest": "..", "asciidoc": "//"}
_BODY = re.compile(r"([^\s\[\]]*)\s*(?:\[([^\[\]]*)\]([\s\S]*))?", re.DOTALL)
_SEPARATORS = re.compile(r"[\s,;]+")
_KEY = re.compile(rf"""(["']?){WORD}\1[ \t]*:(?=\s|$)(.*)""")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_COMMENT = re.compile(r"(?:^|\s)#.*")
_QUOTES = str.maketrans("", "", "\"'")
_LINE_END = re.compile(r"\r\n|\n|\r")
_BEFORE = frozenset(" \t>")

Place = Literal["own line", "line", "front matter"]
"""Whether a directive has a line of its own, is on a line with text, or is a key."""


class Directive(NamedTuple):
    """What an author wrote; offsets in code points, lines from 1.

    ``names`` are what stands in the brackets, ``None`` without brackets. ``word`` is the whole
    directive if it is not a word with or without brackets.
    """

    start: int
    end: int
    line: int
    place: Place
    word: str
    names: tuple[str, ...] | None


def directives_of(document: Document) -> list[Directive]:
    """Return the directives of a text file, in order; those in code samples are none."""
    text = document.text
    if not mentions(text):
        return []
    found = sorted({*_key(document), *_comments(document)})
    directives: list[Directive] = []
    line, reached = 1, 0
    for start, end, body, place in found:
        if directives and start < directives[-1].end:
            continue
        line += len(_LINE_END.findall(text, reached, start))
        reached = start
        directives.append(Directive(start, end, line, place, *_read(body)))
    return directives


def _comments(document: Document) -> Iterator[tuple[int, int, str, Place]]:
    text, markup = document.text, document.markup
    for comment in HTML.finditer(text) if "<!--" in text else ():
        start, end = comment.span()
        if not _is_sample(document, start):
            first, last = document.line_at(start), document.line_at(end - 1)
            before, after = text[first.start : start], text[end : last.end]
            alone = _BEFORE.issuperset(before) and not after.strip()
            yield start, end, comment[1], "own line" if alone else "line"
    pattern = _LINE.get(markup) if markup else None
    if not markup or not pattern:
        return
    place = text.find(_LINES[markup])
    while place >= 0:
        start, end, _ = document.line_at(place)
        one = pattern.match(text, start, end)
        if one and one.start(1) == place and not _is_sample(document, place):
            yield *one.span(1), one[2], "own line"
        place = text.find(_LINES[markup], max(end, place + 1))


def _is_sample(document: Document, place: int) -> bool:
    """Return whether a place is a sample of code, in which nothing is meant."""
    mark = document.mark_of_code(place)
    if document.markup == "plain" or document.regions is None:
        return mark is not None
    return mark == "ticks" or document.regions.kind_at(place) in ("code", "literal")


def _key(document: Document) -> Iterator[tuple[int, int, str, Place]]:
    """Yield the key ``cleanup`` of the front matter of Markdown, with its items if it is a list."""
    text = document.text
    if document.markup != "markdown" or not text.startswith("---"):
        return
    lines = text.split("\n")
    count = front_matter(lines)
    place = 0
    for number, line in enumerate(lines[:count]):
        if found := _KEY.match(line):
            value = _scalar(found[2])
            items = _items(lines[number + 1 : count]) if not value else []
            end = place + len(line.rstrip())
            if items:
                end = place + len("\n".join(lines[number : number + 1 + len(items)]).rstrip())
                value = f"[{','.join(filter(None, items))}]"
            yield place, end, f"ignore{value}" if value.startswith("[") else value, "front matter"
        place += len(line) + 1


def _items(lines: list[str]) -> list[str]:
    """Return the items of a list of YAML that the lines begin with."""
    items = []
    for line in lines:
        if not (found := _ITEM.match(line)):
            break
        items.append(_scalar(found[1]))
    return items


def _scalar(value: str) -> str:
    """Return a value of YAML without its comment and quotation marks."""
    return _COMMENT.sub("", value).translate(_QUOTES).strip()


def _read(body: str) -> tuple[str, tuple[str, ...] | None]:
    """Return the word of a directive and the names in its brackets; what follows is a reason."""
    found = _BODY.fullmatch(body.strip())
    if not found:
        return body.strip(), None
    word, names = found[1].lower(), found[2]
    if names is None:
        return word, None
    return word, tuple(filter(None, _SEPARATORS.split(names)))
