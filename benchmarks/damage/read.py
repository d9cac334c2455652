"""Read articles from HTML pages: text nodes, their blocks, their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, CData, Tag
from bs4.element import NavigableString

from benchmarks.damage.values import Article, Piece, Separator, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ELEMENT = "[data-article], article"
"""The element of the article, unless a selector names it."""

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul".split()
)
_WORD = re.compile(r"\S+")
_SOURCE_WHITE = re.compile(r"[ \t\n\r\f]+")


def articles(
    folder: Path, select: str | None = None, without: str | None = None
) -> Iterator[Article]:
    """Yield the article of every ``.html`` page below a folder, in the order of their paths.

    ``select`` and ``without`` are CSS selectors: of the article's element, and of what is removed
    from it beforehand. ``ValueError`` names a folder without pages, and a page without article.
    """
    paths = sorted(folder.rglob("*.html"))
    if not paths:
        raise ValueError(f"{folder} holds no .html files")
    for path in paths:
        name = path.relative_to(folder).with_suffix("").as_posix()
        yield article(name, path.read_text("utf-8"), select, without)


def article(name: str, page: str, select: str | None = None, without: str | None = None) -> Article:
    """Read one page; ``name`` becomes the article's id. ``ValueError`` if it has no article."""
    soup = BeautifulSoup(page, "lxml")
    element = find(soup, select)
    if element is None:
        raise ValueError(
            f"{name}: nothing matches {select or ELEMENT!r}; mark the article's element with the "
            "attribute data-article, or name it with --select"
        )
    for foreign in element.select(without) if without else ():
        foreign.decompose()
    walk = _Walk()
    walk.go(element, ())
    title, html = soup.title, soup.html
    return Article(
        id=name,
        title=title.get_text().strip() if title else None,
        lang=str(html["lang"]) if html and html.has_attr("lang") else None,
        pieces=tuple(walk.pieces),
        words=tuple(_words(walk.pieces)),
    )


def find(soup: BeautifulSoup, select: str | None = None) -> Tag | None:
    """Return the element that holds the article, if the page has one."""
    if select:
        return soup.select_one(select)
    return soup.select_one("[data-article]") or soup.select_one("article")


class _Walk:
    """Collects the text nodes below an element, in the order of the page."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._block = self._breaks = 0
        self._paragraphs = 0

    def go(self, element: Tag, names: tuple[str, ...], paragraph: int = -1) -> None:
        for child in element.children:
            if isinstance(child, Tag):
                self._enter(child, (*names, child.name), paragraph)
            elif type(child) in (NavigableString, CData):  # no comment, script or style
                self.pieces.append(Piece(str(child), names, self._block, self._breaks, paragraph))
                self._breaks = 0

    def _enter(self, element: Tag, names: tuple[str, ...], paragraph: int) -> None:
        if element.name == "p" and paragraph < 0:
            paragraph = self._paragraphs
            self._paragraphs += 1
        self._breaks += element.name == "br"
        self._block += element.name in _BLOCKS
        self.go(element, names, paragraph)
        self._block += element.name in _BLOCKS


def _words(pieces: Iterable[Piece]) -> Iterator[Word]:
    white, breaks, last = "", 0, None
    for number, piece in enumerate(pieces):
        breaks += piece.breaks
        position = 0
        for found in _WORD.finditer(piece.text):
            white += piece.text[position : found.start()]
            position = found.end()
            separator, before = _between(white, breaks, last, piece.block)
            yield Word(found.group(), number, found.start(), piece.block, separator, before)
            white, breaks, last = "", 0, piece.block
        white += piece.text[position:]


def _between(white: str, breaks: int, last: int | None, block: int) -> tuple[Separator, str]:
    """Return how a word is separated from the one before it, as a browser would show it."""
    if last is None:
        return "", ""
    if last != block:
        return "block", "\n\n"
    if breaks:
        return "br", "\n"
    return ("inline", _SOURCE_WHITE.sub(" ", white)) if white else ("", "")
