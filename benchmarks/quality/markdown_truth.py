"""What markdown-it reads in a Markdown text, with the places of it: the truth for regions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from cleanup.text.regions.source import parser_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_CLOSERS = re.compile(r"[*_~\s]*\](?:\(\s*<?[^\s()<>]*|\[[^\]]*\])?")
_BLOCKS = {"fence": "fence", "code_block": "indented code", "html_block": "html block"}


class Node(NamedTuple):
    """A span ``start:end`` that a parser read as ``what``, in code points."""

    start: int
    end: int
    what: str


TEXT = frozenset({"text", "heading text", "link text"})
"""What a parser reads as text; everything else is syntax or code."""


def parser() -> MarkdownIt:
    """Return a parser of CommonMark with the tables of GFM and front matter."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(front_matter_plugin)


def markdown_tree(text: str) -> list[Any]:
    """Return all that markdown-it reads, without the text."""
    tree: list[Any] = []
    for token in parser().parse(text):
        tree.append(
            (token.type, token.tag, token.info, "" if token.type == "inline" else token.content)
        )
        for child in token.children or ():
            if child.type not in ("text", "text_special"):
                content = "" if child.type in ("softbreak", "image") else child.content
                tree.append((child.type, child.tag, child.attrs, content))
            elif tree[-1] != "text":
                tree.append("text")
    return tree


def markdown_nodes(text: str) -> Iterator[Node]:
    """Yield what markdown-it finds, as far as its place in the text is certain."""
    lines, starts = parser_lines(text)
    ends = [start + len(line) for line, start in zip(lines, starts, strict=True)]
    inner = ""
    in_table = False
    for token in parser().parse(text):
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        if token.map is None:
            continue
        first, stop = token.map[0], min(token.map[1], len(lines))
        if token.type in ("table_open", "front_matter"):
            yield from _lines(lines, starts, range(first, stop), token.type.removesuffix("_open"))
        elif token.type in _BLOCKS:
            yield from _content(token, lines, starts, range(first, stop))
        elif token.type.endswith("_open"):
            inner = token.type
        elif token.type == "inline" and not in_table and first < stop:
            what = "heading text" if inner == "heading_open" else "text"
            yield from _inline(token, text, starts[first], ends[stop - 1], what)


def _lines(lines: list[str], starts: list[int], numbers: range, what: str) -> Iterator[Node]:
    for number in numbers:
        if lines[number].strip():
            yield Node(starts[number], starts[number] + len(lines[number]), what)


def _content(token: Token, lines: list[str], starts: list[int], numbers: range) -> Iterator[Node]:
    """Yield each line of the content of a block, without what is before it."""
    content = [line.strip() for line in token.content.split("\n")]
    shift = 1 if token.type == "fence" else 0
    for number, line in zip(numbers[shift:], content, strict=False):
        place = lines[number].find(line) if line else -1
        if place >= 0:
            yield Node(
                starts[number] + place, starts[number] + place + len(line), _BLOCKS[token.type]
            )


def _inline(token: Token, text: str, place: int, end: int, what: str) -> Iterator[Node]:
    """Yield the nodes of a paragraph, each found behind the one before it."""
    in_link = automatic = False
    for child in token.children or ():
        if child.type == "link_open":
            in_link, automatic = True, child.info == "auto"
        elif child.type == "link_close":
            closers = None if automatic else _CLOSERS.match(text, place, end)
            if closers:
                yield Node(text.index("]", place), closers.end(), "link target")
                place = closers.end()
            in_link = automatic = False
        elif child.type == "image":
            place = max(place, text.find("![", place, end))
        kind = _kind(child, what, in_link=in_link, automatic=automatic)
        found = (
            _flexible(child.content).search(text, place, end) if kind and child.content else None
        )
        if found:
            yield Node(found.start(), found.end(), kind)
            place = found.end()


def _kind(child: Token, what: str, *, in_link: bool, automatic: bool) -> str:
    match child.type:
        case "text":
            return "autolink" if automatic else "link text" if in_link else what
        case "code_inline" | "html_inline":
            return child.type.replace("_", " ")
        case "image":
            return "image"
    return ""


def _flexible(content: str) -> re.Pattern[str]:
    """Return a pattern of a content that white space and quote markers may part otherwise."""
    return re.compile(r"[\s>]+".join(map(re.escape, content.split())) or re.escape(content))
