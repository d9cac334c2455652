"""Sentences glued after an acronym, a number, a symbol or a bracket."""

from __future__ import annotations

from cleanup.grammar.ends import HINT, YEAR
from cleanup.grammar.running_words import is_closed_word
from cleanup.grammar.sentence_openers import often_opens_sentence
from cleanup.kit import Document, Found, Iterator, Match, Measurement, Pattern, Shape, rule

GLUED = Pattern(
    r"(?:[.!?](?=\p{Lu})(?:(?<=(?<!\p{L})(?P<acronym>\p{Lu}{2,}).)"
    r"|(?<=[ $\u20ac\u00a3(](?P<number>[0-9][0-9,]*%?).)"
    r"|(?<= (?P<symbol>[abd-moqrtuw-z]|\p{Greek}|\p{L}[0-9]|[\u00b1\u221e]).))"
    r"|(?P<bracket>[)\]][.!?]|[.!?][)\]]))"
    r"(?P<right>\p{Lu}\p{Ll}[\p{L}\u2019']*|[AI](?= \p{Ll}))(?P<next>.?)"
)
AFTER_YEAR = Pattern(
    r"(?<=[ (](?:19|20)[0-9]{2})(?P<right>\p{Lu}\p{Ll}[\p{L}\u2019']*|\p{Lu}{2,}|[AI])"
    r"(?=,? [\p{L}\p{N}@#\"\u201c(])"
)
DATE = Pattern(
    r"(?r)(?:(?<!\p{L})\p{L}{3,9}\.? [0-9]{1,2}(?:st|nd|rd|th)?,|[0-9]{1,2}\.? \p{L}{3,9})"
    r" [0-9]{4}",
    timed=False,
)

MARKED = Shape("[.!?)\\]](?:[A-Z\u00c0-\U0010ffff][a-z\u00b5-\U0010ffff]|[AI] )") & Shape(
    "(?:[A-Z\u00b1\u00c0-\U0010ffff0-9%)\\]][.!?]| [a-z][.!?]|[.!?][)\\]])"
    "(?:[A-Z\u00c0-\U0010ffff][a-z\u00b5-\U0010ffff]|[AI] )"
)
PLACES = frozenset("DC EU UK UN US".split())
"""Other acronyms of two letters are just as often parts of names in programs."""


@rule(
    "JOI003",
    tier="safe",
    confidence=0.99,
    measured=[
        Measurement(277, 282, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(107, 108, "readability, held out", "scraped", "2026-11-29"),
        Measurement(100, 100, "news articles and posts", "read", "2026-11-29"),
    ],
    hint=MARKED | HINT & YEAR,
    bad={
        "It was signed by the UK.The text is short.": "It was signed by the UK. The text is short.",
        "He pleaded guilty to lying to the FBI.Asked why, he left.": (
            "He pleaded guilty to lying to the FBI. Asked why, he left."
        ),
        "It began in 2016.Nobody noticed.": "It began in 2016. Nobody noticed.",
        "Ann Marsh (@annmarsh) October 6, 2014Nobody noticed.": (
            "Ann Marsh (@annmarsh) October 6, 2014 Nobody noticed."
        ),
        "The quay was sold in 2019The harbour master left.": (
            "The quay was sold in 2019 The harbour master left."
        ),
        "Support fell to 9%.The party shrugged.": "Support fell to 9%. The party shrugged.",
        "They left (by the back door).Others stayed.": (
            "They left (by the back door). Others stayed."
        ),
        "They left (by the back door).A few stayed.": "They left (by the back door). A few stayed.",
        "Its margin is 9%.Savings will follow.": "Its margin is 9%. Savings will follow.",
        "It has the mass m.The other is lighter.": "It has the mass m. The other is lighter.",
        "It is small for a small \u03bb.If it is not, they differ.": (
            "It is small for a small \u03bb. If it is not, they differ."
        ),
        "(They left by the back door.)Others stayed.": (
            "(They left by the back door.) Others stayed."
        ),
    },
    good=[
        "The U.S.Army base and the J.K.Marlow prize.",
        "Version 4.Beta and v2.Final are out.",
        "1.Introduction",
        "The 2014RC rock and the Tide 2000Pro passed by in (1999FA).",
        "He called it Harbour 2019Tide and 2020Mast, said the report.",
        "Die 2.Bundesliga beginnt am 3.Juni.",
        "The ASP.Net course and the FRITZ!Box manual.",
        "OO.Player.create(1).Then(x)",
        "The team moved from OS.Path to the new module.",
        "See HB2.Clause 4 of CD19.Final.",
        "The AMZN.O ticker fell.",
        "Dornan Corp DRN.I and others rose.",
        "dose(s).X marks",
        "It is of a The Who and of a Will, and he was at the x The of the harbour.",
        "The case of Marsh v.The Harbour Board is old.",
        "Call x.Then(of) or take x.It() and x.The() from the list.",
    ],
    beside_holes=True,
)
def glued_sentence_after_acronym(document: Document) -> Iterator[Found]:
    """Two sentences meet without a space after an acronym, a number or a bracket.

    What it does: inserts a space between ``US.`` and ``The``, ``2016.`` and ``Nobody``, ``).`` and
    ``Others``, the symbol ``m.`` and ``The``; also between the year of a date, as below posts, and
    a capital (``6, 2014Nobody``), and between another year and a word that often begins sentences
    (``2019The``).

    Why it is damage: it is the same lost paragraph break as in ``glued-sentence``.

    What could go wrong: product names (``ASP.Net``) and numbered items (``4.Beta``) look alike.
    After an acronym with a full stop the next word must have at least four letters, and the acronym
    at least three or be a place (``US``), or the next word must be one that often begins sentences;
    after other marks, symbols, and numbers that are not years, it must be such a word.
    """
    for candidate in GLUED.finditer(document.text) if document.holds(MARKED) else ():
        position = candidate.start("right")
        if _ends_a_sentence(document, candidate) and not document.protects(position):
            yield Found(position, position, " ")
    for candidate in AFTER_YEAR.finditer(document.text) if document.holds(YEAR) else ():
        position = candidate.start("right")
        if _follows_year(document, candidate) and not document.is_code(position):
            yield Found(position, position, " ")


def _follows_year(document: Document, candidate: Match[str]) -> bool:
    """Return whether a word is next to the year of a date, or often opens a sentence."""
    position, word_after = candidate.start("right"), candidate["right"]
    if DATE.search(document.text, max(0, position - 20), position):
        return True
    return (
        len(word_after) > 1
        and often_opens_sentence(document, word_after)
        and is_closed_word(document, word_after)
    )


def _ends(document: Document, candidate: Match[str]) -> bool:
    """Return whether the word after is a sentence of its own."""
    return candidate["next"] in ".!?" and document.text[candidate.end() :][:1] in ("", " ", "\n")


def _ends_a_sentence(document: Document, candidate: Match[str]) -> bool:
    word_after, next_char = candidate["right"], candidate["next"]
    if len(word_after) == 1 and not candidate["bracket"]:
        return False
    if often_opens_sentence(document, word_after):
        return next_char not in ("(", "@", "_")
    if candidate["symbol"]:
        return False
    if next_char not in (" ", ",", "\u2019", "'", "") and not _ends(document, candidate):
        return False
    if candidate["acronym"]:
        short = len(candidate["acronym"]) == 2 and candidate["acronym"] not in PLACES
        return candidate[0][0] == "." and len(word_after) >= 4 and not short
    if candidate["number"]:
        if candidate["number"].endswith("%"):
            return len(word_after) >= 4
        return len(candidate["number"]) == 4 and candidate["number"][:2] in ("19", "20")
    return len(word_after) >= 2
