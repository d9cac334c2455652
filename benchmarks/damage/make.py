"""Damage articles and record every place. The record follows from the walk, not from a diff."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from benchmarks.damage.scrape import SCRAPERS, Scraped, Scraper, scrape
from benchmarks.damage.values import Article, Place, Row, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CLOSING = frozenset(".,;:!?)]}\u2026%/'\"\u2019\u201d\u00bb")
_OPENING = frozenset("([{/'\"\u2018\u201c\u201e\u00ab\u00bf\u00a1@#$\u00a3\u20ac-\u2013\u2014")
_BEFORE_WHICH_NO_SPACE = frozenset(".,;:!?)")


def make(articles: Iterable[Article]) -> Iterator[Row]:
    """Yield each article as each scraper returns it; empty results are left out."""
    for article in articles:
        for scraper in SCRAPERS:
            scraped = scrape(article, scraper)
            if scraped.starts:
                places = tuple(_places(article, scraper, scraped))
                yield Row(
                    article.id,
                    scraper.name,
                    scraped.text,
                    article.gold,
                    places,
                    article.title,
                    article.lang,
                )


def rebuild(text: str, damage: Iterable[Place]) -> str:
    """Undo the record: return the gold, up to white space that damaged nothing."""
    parts, position = [], 0
    for (offset, end), places in groupby(damage, key=lambda place: place[:2]):
        parts += [text[position:offset], *(place.written or "" for place in places)]
        position = end
    return "".join([*parts, text[position:]])


def _places(article: Article, scraper: Scraper, scraped: Scraped) -> Iterator[Place]:
    """Yield the damage between words that are neighbours in the damaged text, and at both ends."""
    words = article.words
    positions = [
        (start, start + len(words[number].text), number) for start, number in scraped.starts
    ]
    ends = [(0, 0, -1), *positions, (len(scraped.text), len(scraped.text), len(words))]
    for (_, offset, left), (end, _, right) in pairwise(ends):
        before = words[left] if left >= 0 else None
        after = words[right] if right < len(words) else None
        lost = words[left + 1 : right]
        junction = _Junction(scraped.text, offset, end, before, after)
        if lost:
            kinds = [scraper.loses(article.pieces[word.piece]) for word in lost]
            yield from junction.dropped(lost, kinds)
        elif before and after:
            yield from junction.respaced(before, after)


class _Junction:
    """The white space between two words that are neighbours in the damaged text."""

    def __init__(
        self, text: str, offset: int, end: int, before: Word | None, after: Word | None
    ) -> None:
        self.offset, self.end, self.before, self.after = offset, end, before, after
        self.white = text[offset:end]

    def respaced(self, before: Word, after: Word) -> Iterator[Place]:
        """Yield the damage, if any, between two words that are neighbours in the article."""
        if after.separator and not self.white:
            yield Place(self.offset, self.end, f"glued_{after.separator}", after.before)
        elif self.white and not after.separator:
            kind = "split_word"
            if after.text[0] in _CLOSING:
                kind = "space_before_punct"
            elif before.text[-1] in _OPENING:
                kind = "space_after_open"
            yield Place(self.offset, self.end, kind, "")

    def dropped(self, lost: Sequence[Word], kinds: Sequence[str | None]) -> Iterator[Place]:
        """Yield a place for each block that lost words here, and one for glue between blocks."""
        position = 0
        for block, group in groupby(lost, key=lambda word: word.block):
            words = list(group)
            kind = kinds[position] or ""
            position += len(words)
            written = "".join(word.before + word.text for word in words)
            if position == len(lost) and self.after:
                written += self.after.before
            where = self._where(block)
            yield Place(self.offset, self.end, kind, written, where, self._gap())
        if not self.white and self.before and self.after:
            separators = {word.separator for word in (*lost, self.after)}
            for separator in ("block", "br"):
                if separator in separators:
                    yield Place(self.offset, self.end, f"glued_{separator}", "")
                    break

    def _where(self, block: int) -> str:
        before = self.before is not None and self.before.block == block
        after = self.after is not None and self.after.block == block
        if before and after:
            return "mid"
        return "end" if before else "start" if after else "whole"

    def _gap(self) -> str:
        """Return what a dropped text leaves to see."""
        left = self.before.text[-1] if self.before else ""
        right = self.after.text[0] if self.after else ""
        if not self.white:
            return "glued_word" if left.isalnum() and right.isalnum() else "glued_punct"
        if "\n" in self.white or "\r" in self.white:
            return "newline"
        if right in _BEFORE_WHICH_NO_SPACE:
            return "space_before_punct"
        return "double_space" if len(self.white) > 1 else "single_space"
