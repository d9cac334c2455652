"""Words that blanks divide."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Measurement, rule
from cleanup.scoring.split_words.candidates import PART
from cleanup.scoring.split_words.score import end_with_mark, is_safe, split_words


@rule(
    "SPC010",
    tier="safe",
    confidence=0.99,
    severity="meaning",
    measured=[
        Measurement(3326, 3336, "lines of text recognition, held out", "scraped", "2026-11-29"),
    ],
    hint=PART,
    langs=["en"],
    bad={
        "The old T ower of the harbour was closed for the winter.": (
            "The old Tower of the harbour was closed for the winter."
        ),
        "The storm had no im pact on the price of the tickets.": (
            "The storm had no impact on the price of the tickets."
        ),
        "We then look at t h e s t a t e of the bridge over the river.": (
            "We then look at the state of the bridge over the river."
        ),
        "It was n o t known how the ferry lost its cap t ain in the fog.": (
            "It was not known how the ferry lost its captain in the fog."
        ),
        "We have seen the h a r b o u r , and it is old.": (
            "We have seen the harbour, and it is old."
        ),
    },
    good=[
        "The points A, B and C are on the line from a to b, and so is the point x of the plan.",
        "Take the ferry from quay A or quay B and go to the house of J R Halloran by the sea.",
        "They had to re elect the mayor, and the co operative of the harbour was pleased.",
        "In section b of the plan the mass m is given, and n is the number of the boats.",
        "Vitamin C and the letter t are in the title of the book, and so is plan B of the town.",
        "They sell bread, cheese, fish, et cetera, and she does nt know who pays for it.",
        "The choir sang la la la and do re mi to the end of the pier, and then went home.",
    ],
)
def divided_word(document: Document) -> Iterator[Found]:
    """Blanks divide a word: single letters or parts of it stand apart.

    What it does: joins tokens that together make an English word, where at least one of them is no
    word by itself (``T ower``, ``im pact``, ``s t a t e``). Each group is scored by its parts, by
    how frequent the word is, by how much more probable it is than its parts, and by what stands
    beside it. Those below the threshold of the safe tier are joined with ``--unsafe``. A space
    between such a word and a punctuation mark is removed with the others.

    Why it is damage: text recognition and the extraction of text from PDF put blanks where letters
    stand far apart. The word cannot be found, and its parts are counted as words.

    What could go wrong: variables, initials and the names of plans and parts stand beside words
    with which they make others (``t hen``). A group whose parts are all words (``in put``) is left.
    """
    for group, odds in split_words(document):
        if is_safe(group, odds):
            yield Found(group.start, end_with_mark(document.text, group), group.word)
        else:
            yield Found(group.start, group.end, group.word, tier="unsafe")
