"""Quotations in single marks that lost the space before or after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.grammar.ends import HINT, SINGLE_QUOTE
from cleanup.grammar.running_words import closed_words_near
from cleanup.kit import Document, Found, Iterator, Match, Measurement, Pattern, phrases, rule
from cleanup.text.single_quotes import single_quote_sides

if TYPE_CHECKING:
    from cleanup.text.quotes import Side

GLUED = Pattern(
    r"(?:(?<=[\p{L}\p{N}%)\]\u2026.][,.:!?\u2026])"
    r"|(?<=[.!?][\"\u201d]|['\u2019][.!?]|[ \u00a0\u202f]:))"
    r"(?P<mark>['\u2018\u2019])(?P<right>\p{L}[\p{L}\p{M}'\u2019-]*+)"
    r"(?=[,.;:!?]?['\u2019]?\s|\.\p{Lu}\.)"
)
WORD = Pattern(
    r"(?<=(?:(?:^|[\s\"\u201c\u201e\u2018'])(?:\p{L}[\p{L}\p{M}'\u2019-]{1,40}|\p{N}{4})"
    r"|\p{L}[ \u00a0\u202f])[,:])",
    timed=False,
)
"""Before a comma or colon a word is all that is after the blank: not ``read(path,'Tide')``."""
SUFFIXES = frozenset(("s", "d", "m", "t", "ll", "re", "ve", "n"))
_VERBS = "|".join(word for line in phrases("speech_verbs") for word in line.split())
SPEAKER = Pattern(
    rf"(?:(?:he|she|they|it|we|you|I|who"
    rf"|(?:the|an?|his|her|its|their|our|my) \p{{Ll}}++(?: \p{{Ll}}++)?"
    rf"|\p{{Lu}}[\p{{L}}'\u2019-]++(?: \p{{Lu}}[\p{{L}}'\u2019-]++)?) )?(?:{_VERBS})\b",
    timed=False,
)
"""Who said it, as after a quotation that was opened in a line before."""


@rule(
    "JOI016",
    tier="safe",
    confidence=0.99,
    measured=[
        Measurement(6, 6, "article-extraction, held out", "scraped", "2026-11-29"),
    ],
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
        "She looked at the quay.'The tide is early,' she said.": (
            "She looked at the quay. 'The tide is early,' she said."
        ),
        "Marsh said on the quay,'we are all late', and then he left.": (
            "Marsh said on the quay, 'we are all late', and then he left."
        ),
        "It was not ours, it was yours,\u2019she said, and left.": (
            "It was not ours, it was yours,\u2019 she said, and left."
        ),
    },
    good=[
        "\u2018We are late,\u2019 said Marsh.",
        "The U.S.'s boats and Marsh Jr.\u2019s quay were sold.",
        "It was OutRage!'s Ann Marsh who asked.",
        "They ask for ['a','b'] in the code, and a.'b.",
        "The code of the harbour has read(path,'Tide table') and values (1,'Ann Marsh') in it.",
        "The boats' master said.'Then nothing.",
        "The dogs' bowl.'Twas empty.",
        "He wrote '90s rock.'n'roll on the wall.",
    ],
)
def glued_single_quote(document: Document) -> Iterator[Found]:
    """A quotation in single marks meets a word without a space.

    What it does: inserts a space after a single mark that closes a quotation, before which a comma
    or another mark ends the speech (``late,'said``, ``ours.'Then``), and before one that opens a
    quotation after a full stop, colon, comma, question or exclamation mark (``said:'The``).

    Why it is damage: the quotation was in an element or a line of its own. British papers and
    novels quote so; tokenisers take ``'said`` for a word.

    What could go wrong: apostrophes, which look the same. Those within words and before shortened
    words are left out, and so is one after an ``s`` that need not close a quotation; of the others
    the sides must alternate through the whole paragraph, or nothing is changed. Where the quotation
    began in a line before, the words after it must name the speaker. A mark after a comma or colon
    may be part of a call or a list (``read(path,'Tide')``): it must follow a whole word.
    Possessives (``Jr.'s``) stay.
    """
    for candidate in GLUED.finditer(document.text):
        position = _space_position(document, candidate)
        if position is not None and not document.is_code(position):
            yield Found(position, position, " ")


def _space_position(document: Document, candidate: Match[str]) -> int | None:
    """Return where the space belongs, or ``None`` if the mark may be something else."""
    mark, right = candidate["mark"], candidate["right"]
    if right.lower() in SUFFIXES:
        return None
    side = document.once(_Sides).at(candidate.start())
    if side == "open":
        return candidate.start() if mark != "\u2019" and _may_open(document, candidate) else None
    before, last = _signs_before(document, candidate)
    if mark == "\u2018" or last not in ",.!?\u2026" or before in "'\u2019":
        return None
    if side is None and (last not in ",!?" or not _names_speaker(document, candidate)):
        return None
    return candidate.start("right")


def _signs_before(document: Document, candidate: Match[str]) -> tuple[str, str]:
    start = candidate.start()
    return document.text[start - 2], document.text[start - 1]


def _names_speaker(document: Document, candidate: Match[str]) -> bool:
    return SPEAKER.match(document.text, candidate.start("right")) is not None


def _may_open(document: Document, candidate: Match[str]) -> bool:
    """Return whether a quotation may begin at a mark: with a sentence, or after a word of one."""
    before, last = _signs_before(document, candidate)
    start, end = candidate.start(), candidate.end("right")
    if last in ",:" and not WORD.match(document.text, start):
        return False
    sentence = candidate["right"][0].isupper() and last != ","
    if sentence and before not in "'\u2019":
        return True
    return (sentence or last in ",:") and closed_words_near(document, start, end) >= 2


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
