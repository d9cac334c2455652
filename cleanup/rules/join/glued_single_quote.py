"""Quotations in single marks that lost the space before or after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.grammar.ends import HINT, SINGLE_QUOTE
from cleanup.kit import Document, Found, Iterator, Match, Pattern, rule
from cleanup.text.single_quotes import single_quote_sides

if TYPE_CHECKING:
    from cleanup.text.quotes import Side

GLUED = Pattern(
    r"(?<=[\p{L}\p{N}%)\u2026.][,.!?\u2026])(?P<mark>['\u2019])(?P<right>\p{L}[\p{L}\p{M}'\u2019-]*+)"
    r"(?=[,.;:!?]?\s)"
    r"|(?<=[\p{L}\p{N})][.:!?]|[.!?][\"\u201d])(?P<opening>['\u2018])(?=\p{Lu}[\p{L}'\u2019]*+[,.!?]?[\s'\u2019])"
)
SUFFIXES = frozenset(("s", "d", "m", "t", "ll", "re", "ve", "n"))


@rule(
    "JOI016",
    tier="safe",
    confidence=0.99,
    hint=HINT & SINGLE_QUOTE,
    bad={
        "\u2018We are late,\u2019said Marsh.": "\u2018We are late,\u2019 said Marsh.",
        "'Who took the boat?'she asked.": "'Who took the boat?' she asked.",
        "\u2018It isn\u2019t ours.\u2019Then he left the quay.": (
            "\u2018It isn\u2019t ours.\u2019 Then he left the quay."
        ),
        "The clerk said:'The tide is early.'": "The clerk said: 'The tide is early.'",
        "Nobody spoke.\u2018It\u2019s the engine,\u2019 said Marsh.": (
            "Nobody spoke. \u2018It\u2019s the engine,\u2019 said Marsh."
        ),
    },
    good=[
        "\u2018We are late,\u2019 said Marsh.",
        "The U.S.'s boats and Marsh Jr.\u2019s quay were sold.",
        "It was OutRage!'s Ann Marsh who asked.",
        "They ask for ['a','b'] in the code, and a.'b.",
        "The boats' master said.'Then nothing.",
        "The dogs' bowl.'Twas empty.",
        "He wrote '90s rock.'n'roll on the wall.",
    ],
)
def glued_single_quote(document: Document) -> Iterator[Found]:
    """A quotation in single marks meets a word without a space.

    What it does: inserts a space after a single mark that closes a quotation, before which a comma
    or another mark ends the speech (``late,'said``, ``ours.'Then``), and before one that opens a
    quotation after a full stop, colon, question or exclamation mark (``said:'The``).

    Why it is damage: the quotation was in an element or a line of its own. British papers and
    novels quote so; tokenisers take ``'said`` for a word.

    What could go wrong: apostrophes, which look the same. Those within words and before shortened
    words are left out, and so is one after an ``s`` that need not close a quotation; of the others
    the sides must alternate through the whole paragraph, or nothing is changed. Possessives
    (``Jr.'s``) stay.
    """
    for candidate in GLUED.finditer(document.text):
        position = candidate.start() if candidate["opening"] else candidate.start("right")
        if _is_seam(document, candidate) and not document.is_code(position):
            yield Found(position, position, " ")


def _is_seam(document: Document, candidate: Match[str]) -> bool:
    if (candidate["right"] or "").lower() in SUFFIXES:
        return False
    return document.once(_Sides).at(candidate.start()) == (
        "open" if candidate["opening"] else "close"
    )


class _Sides:
    """The sides of the single quotes of a document, by line."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._by_line: dict[int, dict[int, Side | None]] = {}

    def at(self, position: int) -> Side | None:
        """Return the side of the mark at ``position``; ``None`` if unsure."""
        line = self._document.line_at(position)
        if line.start not in self._by_line:
            self._by_line[line.start] = single_quote_sides(self._document.line_text(line))
        return self._by_line[line.start].get(position - line.start)
