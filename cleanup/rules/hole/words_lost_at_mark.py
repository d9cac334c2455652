"""Words lost directly before punctuation."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Measurement, Pattern, rule
from cleanup.scoring.lost_words.candidates import HINTS
from cleanup.scoring.lost_words.score import lost_words

_ELLIPSES = ("...", "\u2026")
DOUBLED = Pattern(
    r",,(?<=[\p{L}\p{N})\]\u201d\u2019\"],,)(?=[ ]\p{L})"
    r"|\.,(?<=(?<!\p{L})\p{Ll}{4,}.,)(?= \p{Ll})",
    timed=False,
)


@rule(
    "HOL011",
    hole="inline",
    tier="display",
    confidence=0.92,
    measured=[
        Measurement(959, 1026, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(323, 362, "readability, held out", "scraped", "2026-11-29"),
    ],
    hint=HINTS["at"],
    langs=["en"],
    flags={
        "He was the brother of, who left the town in the spring.": "",
        "It was published by the, and that is what the people in the town said of it.": "",
    },
    good=[
        "The message was published by, among others, the head of the council in the capital.",
        "The bill was written by, and for, the industry, and that is what the people said.",
        "He stood by, waiting, and it was then that the bus came from the north of the town.",
        "He is the one (../quay) that they sent to the ~/harbour of the town before the war.",
        "She was the one he spoke of, and it is said that he was not the only one in the town.",
        "He had left for the... Nobody in the town could say what he was the head of by then.",
        "This is a ,,deal'', and not for the first time, said the head of the council of the town.",
        "Oh, my. It was the, er, box that he was to open at the, quote, end of the day.",
    ],
)
def words_lost_at_mark(document: Document) -> Iterator[Found]:
    """Text was lost directly before a punctuation mark.

    What it does: flags a comma, full stop, colon, dash or bracket directly after a word or a mark
    that it seldom follows, if the context indicates missing words (``the,``, ``, ,``). In a text
    with holes of high confidence elsewhere, the words of all closed classes are candidates.

    Why it is damage: the words were a link and were dropped, and the space before them was
    stripped.

    What could go wrong: an aside may follow (``written by, and for, the industry``), and a sentence
    may end with a preposition. If it is the only candidate in its text, the sequence must be all
    but impossible.
    """
    for candidate in lost_words(document) if document.holds(HINTS["at"]) else ():
        if candidate.kind == "at" and not _is_another_sign(document.text, candidate.end):
            yield Found(candidate.start, candidate.end, confidence=candidate.confidence)


def _is_another_sign(text: str, mark: int) -> bool:
    """Return whether an ellipsis begins at a mark, or two commas that ``doubled-comma`` finds."""
    return text.startswith(_ELLIPSES, mark) or DOUBLED.match(text, mark - 1) is not None
