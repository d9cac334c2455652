"""Wide spaces between words that are no neighbours, in languages other than English."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, Pattern, rule
from cleanup.phrases import LANGUAGES, words_of

WIDE = AnyOf(*(first + second for first in " \u00a0" for second in " \u00a0"))
WORDS = Pattern(
    r"[ \u00a0]{2,3}+(?<=(?<![\p{L}\p{N}.'\u2019-])(?P<before>\p{L}{1,12})[ \u00a0]{2,3})"
    r"(?P<after>\p{L}{1,12})(?![\p{L}'\u2019-])",
    timed=False,
)


@rule(
    "HOL018",
    hole="inline",
    tier="display",
    confidence=0.9,
    measured=[
        Measurement(5, 5, "article-extraction, held out", "scraped", "2026-11-29"),
    ],
    hint=WIDE,
    langs=LANGUAGES,
    flags={
        "Die F\u00e4hre kam aus dem  und war zu sp\u00e4t, und keiner auf dem Kai hat sich "
        "dar\u00fcber gewundert, denn das ist nicht neu.": "  ",
        "Le port est la propri\u00e9t\u00e9 de  et de la ville, qui est dans le nord de la "
        "France, et il y a beaucoup de bateaux dans le port.": "  ",
        "La barca \u00e8 del  e della citt\u00e0, e il consiglio ha deciso di venderla, ma non si "
        "sa ancora a chi.": "  ",
    },
    good=[
        "Die F\u00e4hre  kam aus dem  Norden und  war zu sp\u00e4t, und  keiner auf dem Kai hat "
        "sich dar\u00fcber  gewundert.",
        "Le port  est \u00e0 la ville,  et il y a  beaucoup de  bateaux dans le  port.",
        "La barca  \u00e8 della  citt\u00e0, e  il consiglio ha  deciso di  venderla.",
        "The boat is of the  and of the town, and that is the end of it.",
        "der    und    dem\ndes    und    den",
    ],
)
def function_words_at_wide_space(document: Document) -> Iterator[Found]:
    """Text was lost at a wide space, in a language other than English.

    What it does: flags two or three spaces between an article or a preposition and a word that
    cannot follow it, a conjunction or a finite verb (``de  et``).

    Why it is damage: a link was dropped with its words; the spaces on both sides of it are left.

    What could go wrong: typists double spaces, too, but seldom just where two such words meet.
    """
    text, end = document.text, -1
    for place in document.places_with(WIDE):
        words = WORDS.match(text, place) if place >= end else None
        if words and not document.is_table(place):
            end = words.start("after")
            if words["before"] in words_of("before_nouns", document.lang) and words[
                "after"
            ] in words_of("never_after_articles", document.lang):
                yield Found(place, end)
