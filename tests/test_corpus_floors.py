"""How much of the damage in the corpus is repaired and seen, by class, and that nothing is harmed.

A place is acted on if edits of the default settings cover half of it, and seen if edits or findings
do. A place without extent is met if one of them touches it. A hole is only ever seen, by what
proposes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from cleanup import clean
from tests.articles import ARTICLES, Article, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

FLOORS = {
    # furniture: acted on, seen
    "account": (0.45, 0.55),
    "advert": (0.95, 0.95),
    "app": (0.15, 0.15),  # of five languages one is found
    "author-note": (0.0, 0.45),  # only by --unsafe
    "byline": (0.65, 0.75),
    "caption": (0.75, 0.75),
    "comments": (0.1, 0.85),  # most only by --unsafe
    "contents": (0.15, 0.45),
    "contributed": (0.0, 0.2),  # "With files from", "Avec", "contributed to this report"
    "copyright": (0.1, 0.4),
    "credit": (0.9, 0.95),
    "date": (0.75, 0.8),
    "dateline": (0.0, 0.3),  # a line that is only a dateline
    "disclaimer": (0.0, 0.55),  # only by --unsafe
    "donate": (0.2, 0.2),
    "embed": (0.1, 0.55),
    "follow": (0.6, 0.9),
    "form": (0.55, 0.7),
    "gallery": (0.15, 0.75),
    "highlights": (0.0, 0.05),  # the points themselves read like sentences of the author
    "image-label": (0.45, 0.6),
    "link": (0.55, 0.55),
    "listen": (0.95, 0.95),
    "navigation": (0.0, 0.6),  # only by --unsafe; no breadcrumbs
    "newsletter": (0.55, 0.65),
    "player": (0.05, 0.45),  # most only by --unsafe; no times
    "poll": (0.0, 0.1),  # questions and answers
    "promo": (0.3, 0.45),
    "related": (0.85, 0.85),
    "related-title": (0.5, 0.5),
    "repeated": (0.0, 0.2),  # the title in the body
    "section": (0.0, 0.75),  # only by --unsafe
    "share": (0.8, 0.9),
    "source": (0.25, 0.95),  # agencies at the end only by --unsafe
    "tags": (0.0, 0.75),  # only by --unsafe
    "ticker": (0.55, 0.55),
    # form and letters
    "acronym": (0.95, 0.95),
    "before-punctuation": (0.7, 0.95),
    "blank-lines": (0.0, 0.95),  # an edit leaves one of three line ends or more
    "bom": (0.95, 0.95),
    "bracket": (0.95, 0.95),
    "c1": (0.95, 0.95),
    "digit": (0.95, 0.95),
    "edge": (0.95, 0.95),
    "entity": (0.95, 0.95),
    "mojibake": (0.95, 0.95),
    "nbsp": (0.95, 0.95),
    "quote": (0.9, 0.9),
    "run": (0.0, 0.95),
    "sentence": (0.95, 0.95),
    "soft-hyphen": (0.95, 0.95),
    "zero-width": (0.95, 0.95),
    # holes
    "dangling": (0.0, 0.5),
    "doubled-comma": (0.0, 0.95),
    "emptied-brackets": (0.0, 0.95),
    "function-words": (0.0, 0.05),
    "gloss": (0.0, 0.95),
    "glued-word": (0.0, 0.75),
    "lost-subject": (0.0, 0.95),
    "orphaned-attribution": (0.0, 0.35),
    "space-before-punctuation": (0.0, 0.95),
}
"""Shares of the places of each kind in articles with line ends."""

FLOORS_IN_ONE_LINE = {
    # furniture
    "account": (0.45, 0.55),
    "advert": (0.85, 0.85),
    "app": (0.65, 0.65),
    "byline": (0.65, 0.7),
    "caption": (0.2, 0.3),  # those of one sentence, or whose credit names no agency
    "comments": (0.0, 0.8),  # only by --unsafe
    "contributed": (0.0, 0.3),
    "copyright": (0.15, 0.95),
    "date": (0.75, 0.8),
    "disclaimer": (0.2, 0.45),
    "donate": (0.0, 0.3),
    "embed": (0.0, 0.4),
    "follow": (0.7, 0.85),
    "form": (0.3, 0.3),
    "gallery": (0.0, 0.65),
    "image-label": (0.25, 0.25),
    "link": (0.35, 0.55),
    "listen": (0.8, 0.8),
    "navigation": (0.1, 0.4),
    "newsletter": (0.35, 0.6),
    "player": (0.35, 0.45),
    "promo": (0.25, 0.7),
    "related": (0.25, 0.7),  # between sentences only flagged: nothing says where a title ends
    "related-title": (0.25, 0.35),
    "section": (0.0, 0.3),
    "share": (0.45, 0.45),
    "source": (0.15, 0.8),
    "tags": (0.0, 0.4),
    # form and letters
    "before-punctuation": (0.95, 0.95),
    "digit": (0.0, 0.0),  # a Russian sentence that ends in a number
    "quote": (0.95, 0.95),
    "sentence": (0.9, 0.9),
}
"""The same of articles without any. 0.0 for other kinds."""

FURNITURE = frozenset(["credit", "byline", "embed", "repetition", "boilerplate"])
"""Families of what belongs to the page."""

HARMED: dict[str, str] = {}
"""Articles of which the present version removes text, and what it removes."""


class Met(NamedTuple):
    """What became of a place."""

    acted: bool
    seen: bool


def covered(place: Place, spans: Iterable[tuple[int, int]]) -> bool:
    if place.start == place.end:
        return any(start <= place.start <= end for start, end in spans)
    within: set[int] = set()
    for start, end in spans:
        within.update(range(max(start, place.start), min(end, place.end)))
    return 2 * len(within) >= place.end - place.start


def met(article: Article, place: Place) -> Met:
    cleaned = article.cleaned
    if place.family == "hole":
        holes = [(one.start, one.end) for one in cleaned.found if one.after is None]
        return Met(acted=False, seen=covered(place, holes))
    edits = [(edit.start, edit.end) for edit in cleaned.edits]
    found = [(one.start, one.end) for one in cleaned.found]
    return Met(covered(place, edits), covered(place, edits + found))


def in_one_line(article: Article) -> tuple[str, list[tuple[int, int]]]:
    """Return a damaged article with a space for each of its line ends, and its places there."""
    pieces: list[str] = []
    at: list[int] = []
    for found in re.finditer(r"\s*\n\s*|[^\n]", article.damaged):
        at += [len(pieces)] * len(found.group())
        pieces.append(" " if "\n" in found.group() else found.group())
    at.append(len(pieces))
    return "".join(pieces), [(at[place.start], at[place.end]) for place in article.places]


def all_met(kind: str, *, in_one_line: bool) -> list[Met]:
    return [
        met(article, place)
        for article in ARTICLES
        if article.in_one_line is in_one_line
        for place in article.places
        if place.kind == kind
    ]


def test_every_kind_has_a_floor() -> None:
    assert {place.kind for article in ARTICLES for place in article.places} == FLOORS.keys()


@pytest.mark.parametrize("kind", FLOORS)
def test_so_much_of_a_kind_is_repaired_and_seen(kind: str) -> None:
    reached = all_met(kind, in_one_line=False)
    acted, seen = FLOORS[kind]
    assert sum(one.acted for one in reached) >= acted * len(reached)
    assert sum(one.seen for one in reached) >= seen * len(reached)


@pytest.mark.parametrize("kind", FLOORS_IN_ONE_LINE)
def test_so_much_of_a_kind_is_repaired_and_seen_in_one_line(kind: str) -> None:
    reached = all_met(kind, in_one_line=True)
    acted, seen = FLOORS_IN_ONE_LINE[kind]
    assert sum(one.acted for one in reached) >= acted * len(reached)
    assert sum(one.seen for one in reached) >= seen * len(reached)


def test_so_much_of_the_furniture_is_repaired_and_seen_in_one_line() -> None:
    """Of articles as a scraper left them; of those whose line ends were taken away less is."""
    reached = [
        met(article, place)
        for article in ARTICLES
        if article.in_one_line
        for place in article.places
        if place.family in FURNITURE
    ]
    assert sum(one.acted for one in reached) >= 0.4 * len(reached)
    assert sum(one.seen for one in reached) >= 0.6 * len(reached)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_no_edit_takes_text_of_an_article_that_lost_its_line_ends(article: Article) -> None:
    text, places = in_one_line(article)
    damaged = {at for start, end in places for at in range(start - 1, end + 1)}
    for edit in clean(text).edits:
        own = [at for at in range(edit.start, edit.end) if at not in damaged]
        assert not "".join(text[at] for at in own).strip(), edit


@pytest.mark.parametrize(
    "article",
    [
        pytest.param(
            article,
            id=article.slug,
            marks=[pytest.mark.xfail(reason=HARMED[article.slug], strict=True)]
            if article.slug in HARMED
            else [],
        )
        for article in ARTICLES
    ],
)
def test_no_edit_takes_text_of_the_article(article: Article) -> None:
    damaged = {at for place in article.places for at in range(place.start, place.end)}
    for edit in article.cleaned.edits:
        own = [at for at in range(edit.start, edit.end) if at not in damaged]
        assert not "".join(article.damaged[at] for at in own).strip(), edit


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_every_edit_is_at_a_place(article: Article) -> None:
    for edit in article.cleaned.edits:
        assert any(
            place.start - 1 <= edit.end and edit.start <= place.end + 1 for place in article.places
        ), edit
