"""An article set as a drop capital and glued to the word after it."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Outer, Pattern, Shape, rule
from cleanup.text.vocabulary import zipf

GLUED = Pattern(
    r"(?:\A|\n[ \t]{0,4})[\"\u201c]?(?P<article>A)(?P<word>[A-Z][a-z]{3,30}+) [a-z]",
    timed=False,
)
_COMMON = 3.3
_NAMES = frozenset("bomb class frame level line list minor pillar plus side star team test".split())
"""Words before which the letter is a name: ``A Team``."""
_LANGUAGES = ("en", None)


@rule(
    "JOI022",
    tier="unsafe",
    confidence=0.9,
    reads_words=True,
    hint=Shape('\n[ \t]{0,4}["\u201c]?A[A-Z][a-z]') | Outer('A"\u201c'),
    bad={
        "ALighthouse stood at the end of the quay, and nobody knew who had built it.": (
            "A Lighthouse stood at the end of the quay, and nobody knew who had built it."
        ),
        "The tide was high.\n\nAWoman came to the quay of the town, and asked for the pilot.": (
            "The tide was high.\n\nA Woman came to the quay of the town, and asked for the pilot."
        ),
        "\u201cABridge is what we need,\u201d said the mayor of the town.": (
            "\u201cA Bridge is what we need,\u201d said the mayor of the town."
        ),
    },
    good=[
        "ATeam from the harbour won the race of the boats.",
        "AKuiper is not a word, and so it is the name of a boat.",
        "The ALighthouse of the town is the name of a boat.",
        "AWoman",
    ],
)
def glued_drop_capital(document: Document) -> Iterator[Found]:
    """The article that a paragraph begins with lost the space after it.

    What it does: inserts a space after ``A`` at the beginning of a line, with ``--unsafe``, where a
    common word that is written with a capital, too, and then one in lower case follow
    (``AWoman came``).

    Why it is damage: the article was a drop capital, and the capital of the next word shows that it
    was set as a beginning of its own.

    What could go wrong: names of products that begin so. Words that often make names with the
    letter are left out.
    """
    if document.lang not in _LANGUAGES:
        return
    for glued in GLUED.finditer(document.text):
        word = glued["word"].lower()
        end = glued.end("article")
        if zipf(word, "en") >= _COMMON and word not in _NAMES and not document.protects(end):
            yield Found(end, end, " ")
