"""Function words in an order that English does not have."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, Pattern, rule
from cleanup.scoring.lost_words.score import has_certain_holes

AFTER_THE = "of|to|by|from|with|for|into|was|were|had|has|is|are|he|she|they|we"
AFTER_OUR = "of|from|with|into|was|were|had|has|is|are"
OUR = "their|our|your|an|a"
MORE_AFTER_THE = (
    "and|or|but|that|this|these|those|you|if|because|which|who|where|since|against|in|on"
)
MORE_AFTER_OUR = "and|or|that|you|because|which|to|by|in|against|towards"
"""These follow an article in names, asides and slips, too: they count beside certain holes."""
NO_OWNER = "about|also|and|as|at|but|by|for|from|in|into|like|of|on|or|than|to|with"
"""Words that own nothing: ``of\u2019s`` had a name before the apostrophe."""
APOSTROPHES = "'\u2018\u2019"
CONSONANTS = "bcdfgjklmnpqrstvwz"
"""An ``h`` may be silent."""
PAIRS = AnyOf(
    *(
        f"{the} {word} "
        for the in ("the", "The")
        for word in f"{AFTER_THE}|{MORE_AFTER_THE}".split("|")
    ),
    *(
        f" {word} {after} "
        for word in OUR.split("|")
        for after in f"{AFTER_OUR}|{MORE_AFTER_OUR}".split("|")
    ),
    *(f" a {vowel}" for vowel in "aeiou"),
    *(f" an {consonant}" for consonant in CONSONANTS),
    *(
        f" {word}{space}{mark}s "
        for word in NO_OWNER.split("|")
        for space in ("", " ")
        for mark in APOSTROPHES
    ),
)
PAIR = Pattern(
    rf"(?<![\w'\u2019-])[Tt]he (?:{AFTER_THE})(?= [a-z0-9\"\u201c(])(?! be\b| do lists?\b)"
    rf"|(?<= )(?:{OUR}) (?:{AFTER_OUR})(?= [a-z0-9])",
    timed=False,
)
MORE = Pattern(
    rf"(?<![\w'\u2019-])[Tt]he (?:{MORE_AFTER_THE})(?= [a-z0-9\"\u201c(])"
    rf"|(?<= )(?<!(?:from|between) )(?:{OUR}) (?:{MORE_AFTER_OUR})(?= [a-z0-9][a-z0-9])"
    r"(?! (?:do|election|product|law|pass)\b)"
    r"|(?<= )a (?!one|once|u(?:ni|s[aeu]|ti)|e[uw]|oui)[aeiou]\p{Ll}{3,}+(?![\p{L}-])"
    rf"|(?<= )an [{CONSONANTS}]\p{{Ll}}{{3,}}+(?![\p{{L}}-])"
    rf"|(?<= )(?:{NO_OWNER}) ?[{APOSTROPHES}]s(?= )",
    timed=False,
)
LONE = 0.85
"""Confidence in a text without certain holes: authors who change a sentence leave such pairs, too.

In 1.5 million words of clean articles there are six, all of them slips.
"""


@rule(
    "HOL002",
    hole="inline",
    tier="display",
    confidence=0.95,
    measured=[
        Measurement(89, 90, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(24, 24, "readability, held out", "scraped", "2026-11-29"),
    ],
    hint=PAIRS,
    langs=["en"],
    flags={
        "It fell within the remit of the of the draft bill, and that was the end of it.": "the of",
        "They had to look for it in the hills, and the was never found again.": "the was",
        "According to the they did not agree with what was said by the council.": "the they",
        "She was a of the club for years, and it is said that she liked it.": "a of",
    },
    good=[
        "It was the will of the people, and the WHO and the IS were not of that view.",
        "All the while it rained, and the in crowd was in the house at the at least 200 tables.",
        "He is an in-depth reader, a for-profit adviser and an at times gloomy man of the law.",
        "The would be king and the to-do list of the day were in the news again.",
        "The is-ought problem, the he said, she said of it, is as old as the hills.",
        "He put it on the to do list, and it was a to do of the kind that the town is used to.",
        "He got an A of sorts, and vitamin A is found in many of the greens on the list.",
    ],
)
def impossible_word_pair(document: Document) -> Iterator[Found]:
    """Text was lost between two words that cannot follow each other.

    What it does: flags an article or possessive directly before a preposition, a finite form of
    *be* or *have*, or a pronoun (``the of``, ``the was``, ``a of``). In a text with holes of high
    confidence elsewhere also before conjunctions and further words (``the and``), the other form of
    the indefinite article (``an green``), and a preposition with the ending of a possessive
    (``of\u2019s``).

    Why it is damage: scrapers that drop links drop their words; if spaces were around them, only
    the grammar shows the loss.

    What could go wrong: authors make such slips themselves, and words can be mentioned rather than
    used (``the he said, she said``). The list is closed and short for that reason, and the
    confidence is lower in a text without other holes.
    """
    text = document.text
    for position in document.places_with(PAIRS):
        start = position + (text[position] == " ")
        impossible = PAIR.match(text, start)
        pair = impossible or MORE.match(text, start)
        if pair and not _is_mentioned(text, *pair.span()):
            sure = has_certain_holes(document)
            if impossible or sure:
                yield Found(
                    *pair.span(),
                    confidence=None if sure else LONE,
                    mark_at=_owner_of(text, pair.end()),
                )


def _owner_of(text: str, end: int) -> int | None:
    """Return where the owner of a possessive ending was; ``None`` if a pair has no such ending."""
    apostrophe = end - len("'s")
    return apostrophe if text[apostrophe] in APOSTROPHES else None


def _is_mentioned(text: str, start: int, end: int) -> bool:
    """Return whether nothing need be lost: ``the he said, she said``, ``vitamin A is``."""
    return text[end : end + 6] == " said," or text.startswith(("vitamin ", "Vitamin "), start - 8)
