"""Prepositions and conjunctions glued to the article after them."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, rule

FIRST = "of in to on for with at by from and that is was as into".split()
TOKENS = AnyOf(*(f" {word}{article} " for word in FIRST for article in ("the", "this", "their")))


@rule(
    "JOI020",
    tier="safe",
    confidence=0.99,
    measured=[
        Measurement(8, 8, "article-extraction, held out", "scraped", "2026-11-28"),
        Measurement(5, 5, "readability, held out", "scraped", "2026-11-28"),
        Measurement(5, 5, "article-extraction, held out", "article", "2026-11-28"),
    ],
    hint=TOKENS,
    langs=["en"],
    bad={
        "He is one ofthe men who was in the hall.": "He is one of the men who was in the hall.",
        "She was seen inthe house, and it was not for long.": (
            "She was seen in the house, and it was not for long."
        ),
        "He knew thatthis was the end of it for the club.": (
            "He knew that this was the end of it for the club."
        ),
    },
    good=[
        "Bythe Water is the name of the house, and isthe.example is that of the club.",
        "He wrote it as inthe-house, and that is not for the first time.",
        "The user @ofthe is of the town.",
        "`if ofthe else inthe`",
    ],
)
def glued_article(document: Document) -> Iterator[Found]:
    """An article lost the space before it.

    What it does: inserts the missing space between a preposition or conjunction and *the*, *this*
    or *their* (``ofthe``, ``inthis``), if there are spaces around both.

    Why it is damage: scrapers strip the space next to an inline element.

    What could go wrong: nothing is known; the words are listed, and English has none of them.
    The few places that were measured justify no safe tier; that the words are listed does.
    """
    for start in document.places_with(TOKENS):
        end = document.text.index(" ", start + 1)
        article_start = end - len(_article(document.text[start:end]))
        if not document.protects(article_start):
            yield Found(article_start, article_start, " ")


def _article(token: str) -> str:
    return next(word for word in ("the", "this", "their") if token.endswith(word))
