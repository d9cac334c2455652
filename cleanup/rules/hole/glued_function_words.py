"""Function words that stuck together because what stood between them was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.hint import AnyOf
from cleanup.pattern import Pattern
from cleanup.rule import rule
from cleanup.values import Found
from cleanup.vocabulary import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.document import Document

FINITE = (
    "said|says|told|was|were|had|has|have|is|are|will|would|could|should|might|must|did|does|went"
    "|came|announced|reported|confirmed|claimed|denied|warned|began|became"
)
PREPOSITION = "of|to|on|in|with|from|by|at|into|about|after|before|between|during|under|without"
PRONOUN = "they|she|who|which|the"

HEADS = {
    first + second: first
    for heads, tails in (
        ("the|their|our|your|these|those", f"{FINITE}|{PREPOSITION}"),
        ("the|their|our|your", PRONOUN),
        ("they|she|who", PREPOSITION),
        ("when|where|while|because|although|whether", FINITE),
        ("of|for|with|from|about|into", FINITE),
        ("of|for|from|about|into", PREPOSITION),
        ("told", "that|in|on|at|by"),
    )
    for first in heads.split("|")
    for second in tails.split("|")
}
TOKENS = AnyOf(*(form for pair in HEADS for form in (pair, pair.capitalize())))
KNOWN = frozenset(TOKENS.literals)
ALONE = Pattern(r"(?<![\w'\u2019@#/.-])[A-Za-z]+(?![\w'\u2019@/-])(?!\.\w)", timed=False)


@rule(
    "HOL001",
    hole="inline",
    tier="display",
    confidence=0.95,
    hint=TOKENS,
    langs=["en"],
    flags={
        "On Monday, thesaid it had sent four ships to the strait and that it was ready.": "thesaid",
        "This was in return for what theyon the so-called council had done to the men.": "theyon",
        "The coach was there whenwas dismissed by the club and the fans were not.": "whenwas",
        "The officer told us what he toldthat she was the one who had been there.": "toldthat",
        "There were orders for thewith a variety of rebates, and that was all of it.": "thewith",
        "It was the idea ofwas sent to the office, and he said that it is not for him.": "ofwas",
    },
    good=[
        "Within the hour they went into the theatre, onto the stage, and back to the hall.",
        "Whereas the heat was unbearable, the weather in the north was not.",
        "Theon of the isles met Thein Sein and Toby, and they were in the house.",
        "He went to hear thesaid.example, and that is the whole of it.",
        "The user @theyon and the tag #thesaid were on the list of the day.",
        "It was at will employment, and the heron was in the reeds.",
    ],
)
def glued_function_words(document: Document) -> Iterator[Found]:
    """Text was lost between two function words, which now stick together.

    What it does: flags a token that is nothing but two function words which English never puts
    next to each other (``thesaid``, ``theyon``, ``whenwas``). Pairs that go together
    (``ofthe``, ``hesaid``) lost a space only and are not meant here. The token is left as it
    is: splitting it would hide that words are missing.

    Why it is damage: scrapers that drop links drop the words they carried, and strip the blanks
    on both sides.

    What could go wrong: names and foreign words; the list of pairs is closed, and tokens that
    English texts are known to hold (``within``, ``forwent``) are not meant.
    """
    for place in document.places_with(TOKENS):
        token = ALONE.match(document.text, place)
        if token and token[0] in KNOWN and not is_word(token[0], "en"):
            seam = place + len(HEADS[token[0].lower()])
            yield Found(place, token.end(), seam=seam)
