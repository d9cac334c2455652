"""Function words in an order that English does not have."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, Pattern, rule

AFTER_THE = "of|to|by|from|with|for|into|was|were|had|has|is|are|he|she|they|we"
AFTER_OUR = "of|from|with|into|was|were|had|has|is|are"
OUR = "their|our|your|an|a"
PAIRS = AnyOf(
    *(f"{the} {word} " for the in ("the", "The") for word in AFTER_THE.split("|")),
    *(f" {word} {after} " for word in OUR.split("|") for after in AFTER_OUR.split("|")),
)
PAIR = Pattern(
    rf"(?<![\w'\u2019-])[Tt]he (?:{AFTER_THE})(?= [a-z0-9\"\u201c(])(?! be\b)"
    rf"|(?<= )(?:{OUR}) (?:{AFTER_OUR})(?= [a-z0-9])"
)


@rule(
    "HOL002",
    hole="inline",
    tier="display",
    confidence=0.9,
    measured=[
        Measurement(33, 33, "article-extraction, held out", "scraped", "2026-11-28"),
        Measurement(10, 10, "readability, held out", "scraped", "2026-11-28"),
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
        "He got an A of sorts, and vitamin A is found in many of the greens on the list.",
    ],
)
def impossible_word_pair(document: Document) -> Iterator[Found]:
    """Text was lost between two words that cannot follow each other.

    What it does: flags an article or possessive directly before a preposition, a finite form of
    *be* or *have*, or a pronoun (``the of``, ``the was``, ``a of``).

    Why it is damage: scrapers that drop links drop their words; if spaces were around them, only
    the grammar shows the loss.

    What could go wrong: authors make such slips themselves, and words can be mentioned rather than
    used (``the he said, she said``). The list is closed and short for that reason.
    """
    for position in document.places_with(PAIRS):
        pair = PAIR.match(document.text, position + (document.text[position] == " "))
        if pair and not _is_mentioned(document.text, pair.start(), pair.end()):
            yield Found(pair.start(), pair.end())


def _is_mentioned(text: str, start: int, end: int) -> bool:
    """Return whether nothing need be lost: ``the he said, she said``, ``vitamin A is``."""
    return text[end : end + 6] == " said," or text.startswith(("vitamin ", "Vitamin "), start - 8)
