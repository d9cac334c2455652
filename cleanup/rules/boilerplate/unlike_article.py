"""Lines beside furniture that read like it."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Found, Iterator, rule
from cleanup.kit.furniture import FURNITURE
from cleanup.scoring.units.score import suspects
from cleanup.text.units import units_of


@rule(
    "BPL020",
    tier="unsafe",
    confidence=0.95,
    hint=FURNITURE,
    removes=True,
    by_surroundings=True,
    bad={
        f"{PROSE}\n\nSign up for our newsletter\nNews, offers and more by email\n\n{PROSE}": (
            f"{PROSE}\n\nSign up for our newsletter\n\n{PROSE}"
        ),
        f"{PROSE}\nShare on Facebook\nHarbour Herald App\n": f"{PROSE}\nShare on Facebook\n",
        f"{PROSE}\nShare\nTwitter\nComments 12\nNews, offers and more\n": (
            f"{PROSE}\nShare\nTwitter\nComments 12\n"
        ),
    },
    good=[
        f"{PROSE}\nAdvertisement\nThe mayor said that the ferry had been late.\n{PROSE}",
        f"{PROSE}\nDaily puzzles, including the crossword\n{PROSE}",
        f"{PROSE}\nAdvertisement\n{PROSE}",
        "Daily puzzles, including the crossword",
    ],
)
def unlike_article(document: Document) -> Iterator[Found]:
    """A line beside furniture of the page reads like it.

    What it does: removes a line that is like no phrase of the tables, but stands beside one that
    is, and that a model of units takes for the page's: by its length, words, marks, place and
    neighbours (``cleanup explain`` shows each). The model never removes by default.

    Why it is damage: boxes of a page hold more than the phrases that tables know.

    What could go wrong: a short line of the article beside an advertisement is lost.
    """
    units = document.once(units_of)
    for place in suspects(document) if document.may_lose_lines else ():
        yield Found(*document.removal_span(document.line_at(units[place].start)), "")
