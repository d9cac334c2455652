"""Clauses that lost the space after a comma, semicolon or colon."""

from __future__ import annotations

from cleanup.grammar.ends import CLAUSE, HINT
from cleanup.grammar.running_words import closed_words_near, is_closed_word, is_running_word
from cleanup.kit import Document, Found, Iterator, Match, Measurement, Pattern, phrases, rule
from cleanup.scoring.lost_words.score import has_certain_holes

GLUED = Pattern(
    r"(?P<mark>[,;:])(?=\p{L})"
    r"(?<=(?:^|[\s(\[\"\u201c\u201e\u2018\u00ab\u2014\u2013])"
    r"(?P<left>\p{L}[\p{L}\p{M}'\u2019-]{0,40})"
    r"(?P<closes>(?:[.!?\u2026]{0,2}[\"\u201d\u201c\u00bb)\]]{1,2}|[ \u00a0\u202f]\u00bb)?).)"
    r"(?P<right>\p{L}[\p{L}\p{M}'\u2019-]*+)"
    r"(?=[\"\u201d\u2019\u00bb)\]]*(?:[,.;:!?\u2026]*[\"\u201d\u2019\u00bb)\]]*)(?:\s|\Z))"
)
"""Between blanks just two words, one mark and what may surround words."""
KEY = Pattern(r"\p{L}:(?=\p{Ll})")
DOMAINS = frozenset(phrases("top_level_domains"))
"""After a comma that was meant to be a full stop: ``example,com``."""
SUFFIXES = frozenset(("in", "innen", "er", "en", "es"))
"""What German writes after a colon and also has as words: ``Leser:in``."""


@rule(
    "JOI014",
    tier="safe",
    confidence=0.97,
    measured=[
        Measurement(212, 212, "news articles in eight languages", "read", "2026-11-29"),
        Measurement(48, 54, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(32, 62, "article-extraction, held out", "scraped", "2026-11-29", "unsafe"),
    ],
    hint=HINT & CLAUSE,
    bad={
        "The boat belonged to a man called Marsh,who left on Monday.": (
            "The boat belonged to a man called Marsh, who left on Monday."
        ),
        "The harbour was closed in the morning;the ferry had to wait.": (
            "The harbour was closed in the morning; the ferry had to wait."
        ),
        "The master of the harbour said:The tide is early.": (
            "The master of the harbour said: The tide is early."
        ),
        "Die Brücke ist auch für den Bus nicht sicher,sagte die Frau auf dem Markt.": (
            "Die Brücke ist auch für den Bus nicht sicher, sagte die Frau auf dem Markt."
        ),
        "\u201eWir sind spät\u201c,sagte der Mann auf dem Markt zu der Frau mit dem Hut.": (
            "\u201eWir sind spät\u201c, sagte der Mann auf dem Markt zu der Frau mit dem Hut."
        ),
        "Le pont de la ville est fermé pour les bus,mais le maire ne veut plus attendre.": (
            "Le pont de la ville est fermé pour les bus, mais le maire ne veut plus attendre."
        ),
    },
    good=[
        "The tags of the page are stories,celebrity,news and weather.",
        "Die Leser:innen und jede:r der Fahrer:innen kennen das.",
        "The office wants the fields name,date,size of all boats in the harbour.",
        "The office in Paris,France is closed, and so is the one at home.",
        "He calls it Re:Zero, and in the log it says tide:high, wind:low and mast:None too.",
        "It is the caf&eacute;and the quay that they sold to the man from the harbour.",
        "Απ\u2019 ό,τι φαίνεται, και από ό,τι λέει η κυβέρνηση, δεν είναι έτσι.",
    ],
)
def glued_clause(document: Document) -> Iterator[Found]:
    """A clause follows a comma, semicolon or colon without a space.

    What it does: inserts a space after a comma, semicolon or colon between two words, as in
    ``Marsh,who`` and ``said:The``, if they are all that is between the blanks, but for quotation
    marks and brackets, and words of a closed class occur nearby. After a comma or semicolon the
    second word must be in lower case and known in the language of the text; after a colon it must
    be of a closed class, or the first one known.

    Why it is damage: an element ended there, or the end of a line. Tokenisers read one word that
    does not exist.

    What could go wrong: tags and columns (``name,date,size``), suffixes in German and Swedish
    (``Leser:innen``), keys (``mast:none``, only proposed). More than two words in a run, two names
    (``Paris,France``), and what is protected stay. In files, keys are frequent, so a word after a
    colon must be of a closed class. In a text that surely lost words elsewhere they may be lost
    here too, so the space is only proposed.
    """
    for candidate in GLUED.finditer(document.text):
        position = candidate.start("right")
        if _is_seam(document, candidate) and not document.protects(position):
            sure = _is_sure(document, candidate) and not _loses_words(document)
            yield Found(position, position, " ", tier=None if sure else "unsafe")


def _is_seam(document: Document, candidate: Match[str]) -> bool:
    left, mark, right = candidate["left"], candidate["mark"], candidate["right"]
    if mark == ":":
        fits = not candidate["closes"] and _opens_after_colon(document, left, right)
    else:
        fits = _continues(document, left, right)
    start, end = candidate.start("left"), candidate.end("right")
    return fits and closed_words_near(document, start, end) >= 2


def _continues(document: Document, left: str, right: str) -> bool:
    """Return whether a clause may go on with a word after another one and a comma."""
    if len(left) < 2 or not right.islower():
        return False
    if is_closed_word(document, right):
        return True
    return len(right) > 2 and right not in DOMAINS and is_running_word(document, right)


def _opens_after_colon(document: Document, left: str, right: str) -> bool:
    """Return whether a list, a quotation or a sentence may follow a colon after a word."""
    if len(left) < 3 or len(right) < 2 or not (right.islower() or right.istitle()):
        return False
    if right in SUFFIXES:
        return False
    if is_closed_word(document, right):
        return right.istitle() or not is_closed_word(document, left)
    if document.form == "file" or not is_running_word(document, left):
        return False
    keys = document.once(_count_of_keys)
    return not keys if right.istitle() else keys == 1 and is_running_word(document, right)


def _loses_words(document: Document) -> bool:
    return document.lang == "en" and has_certain_holes(document)


def _is_sure(document: Document, candidate: Match[str]) -> bool:
    """Return whether a candidate cannot be a key and its value."""
    right = candidate["right"]
    if candidate["mark"] != ":" or right.istitle():
        return True
    before = document.text[candidate.start("left") - 1]
    return is_closed_word(document, right) and before not in "(["


def _count_of_keys(document: Document) -> int:
    """Count the colons between a word and one in lower case; more than one are seldom glue."""
    return sum(1 for _ in KEY.finditer(document.text))
