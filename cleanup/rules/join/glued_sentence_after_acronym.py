"""Sentences glued after an acronym, a number or a bracket."""

from __future__ import annotations

from cleanup.grammar.sentence_openers import often_opens_sentence
from cleanup.kit import Document, Found, Iterator, Match, Measurement, Pattern, Shape, rule

GLUED = Pattern(
    r"(?:[.!?](?=\p{Lu})(?:(?<=(?<!\p{L})(?P<acronym>\p{Lu}{2,}).)"
    r"|(?<=[ $\u20ac\u00a3(](?P<number>[0-9][0-9,]*%?).))"
    r"|(?P<bracket>[)\]][.!?]|[.!?][)\]]))"
    r"(?P<right>\p{Lu}\p{Ll}[\p{L}\u2019']*|[AI](?= \p{Ll}))(?P<next>.?)"
)

PLACES = frozenset("DC EU UK UN US".split())
"""Other acronyms of two letters are just as often parts of names in programs."""


@rule(
    "JOI003",
    tier="safe",
    confidence=0.99,
    measured=[
        Measurement(222, 222, "article-extraction, held out", "scraped", "2026-11-28"),
        Measurement(95, 96, "readability, held out", "scraped", "2026-11-28"),
    ],
    hint=Shape("[.!?)\\]](?:[A-Z\u00c0-\U0010ffff][a-z\u00b5-\U0010ffff]|[AI] )")
    & Shape(
        "(?:[A-Z\u00c0-\U0010ffff0-9%)\\]][.!?]|[.!?][)\\]])"
        "(?:[A-Z\u00c0-\U0010ffff][a-z\u00b5-\U0010ffff]|[AI] )"
    ),
    bad={
        "It was signed by the UK.The text is short.": "It was signed by the UK. The text is short.",
        "He pleaded guilty to lying to the FBI.Asked why, he left.": (
            "He pleaded guilty to lying to the FBI. Asked why, he left."
        ),
        "It began in 2016.Nobody noticed.": "It began in 2016. Nobody noticed.",
        "Support fell to 9%.The party shrugged.": "Support fell to 9%. The party shrugged.",
        "They left (by the back door).Others stayed.": (
            "They left (by the back door). Others stayed."
        ),
        "They left (by the back door).A few stayed.": "They left (by the back door). A few stayed.",
        "Its margin is 9%.Savings will follow.": "Its margin is 9%. Savings will follow.",
        "(They left by the back door.)Others stayed.": (
            "(They left by the back door.) Others stayed."
        ),
    },
    good=[
        "The U.S.Army base and the J.K.Marlow prize.",
        "Version 4.Beta and v2.Final are out.",
        "1.Introduction",
        "Die 2.Bundesliga beginnt am 3.Juni.",
        "The ASP.Net course and the FRITZ!Box manual.",
        "OO.Player.create(1).Then(x)",
        "The team moved from OS.Path to the new module.",
        "See HB2.Clause 4 of CD19.Final.",
        "The AMZN.O ticker fell.",
        "Dornan Corp DRN.I and others rose.",
        "dose(s).X marks",
    ],
    beside_holes=True,
)
def glued_sentence_after_acronym(document: Document) -> Iterator[Found]:
    """Two sentences meet without a space after an acronym, a number or a bracket.

    What it does: inserts a space between ``US.`` and ``The``, ``2016.`` and ``Nobody``, ``).`` and
    ``Others``.

    Why it is damage: it is the same lost paragraph break as in ``glued-sentence``.

    What could go wrong: product names (``ASP.Net``) and numbered items (``4.Beta``) look alike.
    After an acronym with a full stop the next word must have at least four letters, and the acronym
    at least three or be a place (``US``), or the next word must be one that often begins sentences;
    after other marks, and after numbers that are not years, it must be such a word.
    """
    for candidate in GLUED.finditer(document.text):
        position = candidate.start("right")
        if _ends_a_sentence(document, candidate) and not document.protects(position):
            yield Found(position, position, " ")


def _ends_a_sentence(document: Document, candidate: Match[str]) -> bool:
    word_after, next_char = candidate["right"], candidate["next"]
    if len(word_after) == 1 and not candidate["bracket"]:
        return False
    if often_opens_sentence(document, word_after):
        return next_char not in ("(", "@", "_")
    if next_char not in (" ", ",", "\u2019", "'"):
        return False
    if candidate["acronym"]:
        short = len(candidate["acronym"]) == 2 and candidate["acronym"] not in PLACES
        return candidate[0][0] == "." and len(word_after) >= 4 and not short
    if candidate["number"]:
        if candidate["number"].endswith("%"):
            return len(word_after) >= 4
        return len(candidate["number"]) == 4 and candidate["number"][:2] in ("19", "20")
    return len(word_after) >= 2
