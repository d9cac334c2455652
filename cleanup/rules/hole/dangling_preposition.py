"""Prepositions whose object was lost."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, Pattern, rule

PARTICIPLES = (
    "authored backed bought commissioned compiled composed conducted created designed developed"
    " directed edited financed founded funded headed hosted issued launched led lent made managed"
    " operated organised organized owned produced provided published refused released run signed"
    " sold sponsored told written"
).split()
BEGINNING = AnyOf(
    *(f"{participle} by{comma}" for participle in PARTICIPLES for comma in (",", " ,")),
    *(f"{word} to{stop}" for word in ("According", "according") for stop in (",", " ,", ".", " .")),
)
PREPOSITION = Pattern(
    rf"(?<![A-Za-z])(?:{'|'.join(PARTICIPLES)}) by ?,"
    r"(?! (?:among|amongst|or|and|but|not|then|if|as|say|for|in|on|at|with|to|let|well|you"
    r"|apparently|presumably|allegedly|respectively|reportedly|ironically|of)\b)(?= )"
    r"|[Aa]ccording to ?[,.](?=\s|$)(?! (?:well|er|um|say|let|among|if|as|you)\b)"
)


@rule(
    "HOL005",
    hole="inline",
    tier="display",
    confidence=0.9,
    measured=[
        Measurement(12, 12, "article-extraction, held out", "scraped", "2026-11-28"),
    ],
    hint=BEGINNING,
    langs=["en"],
    flags={
        "The site is owned by, a company that is based in the north of the country.": "owned by,",
        "According to, the plan was to be in place by the end of the year.": "According to,",
        "It was published by , which is the largest house in the country.": "published by ,",
    },
    good=[
        "The message was published by, among others, the head of the council in the capital.",
        "The bill was written by, and for, the industry, and that is what the people said.",
        "He stood by, waiting, and the bus passed by, full to the last seat of the row.",
        "It was run by, well, nobody, and it was the best of the lot in the end.",
        "According to the plan, the rules they lived by, and died by, were not of this time.",
        "They passed by, she said, and that was the last of it.",
    ],
)
def dangling_preposition(document: Document) -> Iterator[Found]:
    """A preposition lost its object.

    What it does: flags ``owned by,`` and ``According to,`` if a comma follows the preposition
    directly.

    Why it is damage: the name of the owner or the source was a link and was dropped.

    What could go wrong: an aside may follow (``written by, and for, the industry``); the words that
    begin one are listed.
    """
    for position in document.places_with(BEGINNING):
        if found := PREPOSITION.match(document.text, position):
            yield Found(position, found.end())
