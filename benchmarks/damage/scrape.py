"""The eleven naive scrapers: what each loses of an article, and how it joins the rest.

Each returns what the calls of Beautiful Soup in the README return; the tests compare them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from benchmarks.damage.values import Article, Piece

_INLINE = frozenset({"a", "em", "strong", "b", "i", "u", "mark", "blockquote"})
_KINDS = {"a": "dropped_link", "blockquote": "dropped_quote"}

Loss = Callable[["Piece"], str | None]
"""Returns the kind of damage if a piece is lost."""


def _keeps_all(piece: Piece) -> None:
    return None


def _drops_links(piece: Piece) -> str | None:
    return "dropped_link" if "a" in piece.names else None


def _drops_inline(piece: Piece) -> str | None:
    dropped = next((name for name in piece.names if name in _INLINE), None)
    return dropped and _KINDS.get(dropped, "dropped_inline")


def _keeps_paragraphs(piece: Piece) -> str | None:
    if piece.paragraph >= 0:
        return None
    return "dropped_quote" if "blockquote" in piece.names else "dropped_block"


def _keeps_own_text_of_paragraphs(piece: Piece) -> str | None:
    if piece.paragraph < 0:
        return _keeps_paragraphs(piece)
    inner = piece.names[piece.names.index("p") + 1 :]
    return _KINDS.get(inner[0], "dropped_inline") if inner else None


class Scraper(NamedTuple):
    """A way to extract the text of a page; ``joiner`` goes between pieces or paragraphs."""

    name: str
    loses: Loss
    strip: bool = False
    joiner: str = ""
    joins: Literal["pieces", "paragraphs"] = "pieces"


SCRAPERS = (
    Scraper("bs4_concat", _keeps_all),
    Scraper("bs4_strip", _keeps_all, strip=True),
    Scraper("bs4_space", _keeps_all, strip=True, joiner=" "),
    Scraper("bs4_drop_a", _drops_links, strip=True),
    Scraper("bs4_drop_a_raw", _drops_links),
    Scraper("bs4_drop_a_space", _drops_links, strip=True, joiner=" "),
    Scraper("bs4_drop_inline", _drops_inline, strip=True),
    Scraper("p_concat", _keeps_paragraphs),
    Scraper("p_space", _keeps_paragraphs, joiner=" ", joins="paragraphs"),
    Scraper("p_ptext_strip", _keeps_own_text_of_paragraphs, strip=True),
    Scraper("p_ptext_raw", _keeps_own_text_of_paragraphs),
)


class Scraped(NamedTuple):
    """What a scraper returns; ``starts`` pairs offsets with the numbers of the words at them."""

    text: str
    starts: tuple[tuple[int, int], ...]


def scrape(article: Article, scraper: Scraper) -> Scraped:
    """Return the text that a scraper makes of an article, and where its words are in it."""
    piece_starts: dict[int, int] = {}
    parts: list[str] = []
    length, last = 0, None
    for number, piece in enumerate(article.pieces):
        text = piece.text.strip() if scraper.strip else piece.text
        if not text or scraper.loses(piece):
            continue
        if last is not None and (scraper.joins == "pieces" or last != piece.paragraph):
            parts.append(scraper.joiner)
            length += len(scraper.joiner)
        piece_starts[number] = length - (piece.text.index(text) if scraper.strip else 0)
        parts.append(text)
        length += len(text)
        last = piece.paragraph
    starts = tuple(
        (piece_starts[word.piece] + word.start, number)
        for number, word in enumerate(article.words)
        if word.piece in piece_starts
    )
    return Scraped("".join(parts), starts)
