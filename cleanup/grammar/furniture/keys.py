"""Collect the words by which phrases and credits are looked up, from all tables."""

from __future__ import annotations

from itertools import groupby, takewhile

from cleanup.grammar.furniture.limits import SHORTEST_INSIDE
from cleanup.grammar.furniture.phrase import agencies
from cleanup.grammar.furniture.reading import book
from cleanup.phrases import phrases


def keys_of_tables() -> tuple[frozenset[str], ...]:
    """Return the fields of ``cleanup.grammar.furniture.gate.Keys``, in order."""
    known = book()
    beginnings = frozenset(f"{first} {second}".strip() for first, second in known.beginning)
    of_agencies = frozenset(word for name in agencies() for word in name.split())
    of_credits = frozenset(word for line in phrases("credit_words") for word in line.split())
    named, numbered = frozenset(known.named), frozenset(known.numbered)
    inside, anchors = _inside(), _anchors()
    return beginnings, named, numbered, of_agencies, of_credits | of_agencies, inside, anchors


def _inside() -> frozenset[str]:
    """Return how phrases begin that may stand between the sentences of an article."""
    found = set()
    for phrase in book().phrases:
        if phrase.section in INSIDE and not phrase.at_edge:
            items = [item for item, _ in phrase.items[:_MOST_WORDS]]
            words = list(takewhile(lambda item: item[0].isalnum(), items))
            beginning = " ".join(words)
            if len(beginning) >= SHORTEST_INSIDE:
                found.add(beginning)
    return frozenset(found | _CREDITS)


def _anchors() -> frozenset[str]:
    """Return the longest words in a row of phrases between sentences that begin with a slot."""
    found = set()
    for phrase in book().phrases:
        if phrase.section in INSIDE and not phrase.at_edge and phrase.items[0][0][0] == "{":
            rows = groupby((item for item, _ in phrase.items), key=lambda item: item[0].isalnum())
            anchor = max((" ".join(row) for is_word, row in rows if is_word), key=len, default="")
            if len(anchor) >= _SHORTEST_ANCHOR:
                found.add(anchor)
    return frozenset(found)


INSIDE = frozenset(
    """
    account advert app bio contributed credit donate follow form image link listen newsletter player
    promo related-title share copyright disclaimer comments embed source
    """.split()
)
"""Sections whose phrases stand as sentences between those of an article."""
_MOST_WORDS = 4
"""Words of a beginning: so many are rare in sentences of articles."""
_SHORTEST_ANCHOR = 14
"""Code points of words that are rare in sentences of articles: ``contributed to this report``."""
_CREDITS = frozenset(
    [
        *("photo by", "photos by", "photo via", "photo credit", "photo courtesy", "photograph by"),
        *("image by", "image via", "images via", "image credit", "featured image", "picture by"),
        *("foto von", "bild von", "cr\u00e9dit photo"),
    ]
)
"""How labels of credits begin that stand between sentences."""
