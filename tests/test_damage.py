"""The yardstick of damage: its record is true, and its scores count what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.damage.make import make, rebuild
from benchmarks.damage.read import article
from benchmarks.damage.scrape import SCRAPERS, scrape

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = st.sampled_from(
    [
        "the ",
        " ministry",
        "said",
        ", and",
        " (",
        ") ",
        ".",
        " ",
        "\n  ",
        "Go.",
        "\u00a0",
        "\u201cNo\u201d",
    ]
)
INLINE = ("a", "em", "span", "strong", "b", "i", "u", "mark", "sup")
BLOCKS = ("p", "div", "blockquote", "ul", "li", "h2", "figcaption")


def _element(names: tuple[str, ...]) -> Callable[[st.SearchStrategy[str]], st.SearchStrategy[str]]:
    def wrap(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.tuples(st.sampled_from(names), st.lists(inner, max_size=5)).map(
            lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
        )

    return wrap


LINES = st.recursive(TEXTS | st.just("<br>") | st.just("<!-- an aside -->"), _element(INLINE))
BODIES = st.lists(st.recursive(LINES, _element(BLOCKS)), max_size=8).map("".join)


def _remove(element: Tag, names: list[str]) -> Tag:
    for one in element.find_all(names):
        one.decompose()
    return element


def _paragraphs(element: Tag, *, strip: bool = False) -> list[str]:
    return [
        "".join(text.strip() if strip else text for text in p if type(text) is NavigableString)
        for p in element.find_all("p")
    ]


LINKS = ["a"]
LOST_INLINE = ["a", "em", "strong", "b", "i", "u", "mark", "blockquote"]
AS_SOUP: dict[str, Callable[[Tag], str]] = {
    "bs4_concat": lambda e: e.get_text(),
    "bs4_strip": lambda e: e.get_text(strip=True),
    "bs4_space": lambda e: e.get_text(" ", strip=True),
    "bs4_drop_a": lambda e: _remove(e, LINKS).get_text(strip=True),
    "bs4_drop_a_raw": lambda e: _remove(e, LINKS).get_text(),
    "bs4_drop_a_space": lambda e: _remove(e, LINKS).get_text(" ", strip=True),
    "bs4_drop_inline": lambda e: _remove(e, LOST_INLINE).get_text(strip=True),
    "p_concat": lambda e: "".join(p.get_text() for p in e.find_all("p")),
    "p_space": lambda e: " ".join(text for p in e.find_all("p") if (text := p.get_text())),
    "p_ptext_strip": lambda e: "".join(_paragraphs(e, strip=True)),
    "p_ptext_raw": lambda e: "".join(_paragraphs(e)),
}


@settings(max_examples=60, deadline=None)
@given(BODIES)
def test_scrapers_return_what_beautiful_soup_does(body: str) -> None:
    page = f"<html><body><article>{body}</article></body></html>"
    read = article("page", page)
    for scraper in SCRAPERS:
        element = BeautifulSoup(page, "lxml").article
        assert element is not None
        assert scrape(read, scraper).text == AS_SOUP[scraper.name](element), scraper.name


@settings(max_examples=60, deadline=None)
@given(BODIES)
def test_text_and_record_tell_what_was_written(body: str) -> None:
    for row in make([article("page", f"<article>{body}</article>")]):
        places = [place[:2] for place in row.damage]
        assert places == sorted(places)
        assert all(row.extracted[offset:end].strip() == "" for offset, end in places)
        assert rebuild(row.extracted, row.damage).split() == row.gold.split()
