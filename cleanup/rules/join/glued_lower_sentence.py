"""Sentences in lower case that lost the space before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.grammar.ends import HINT, LOWER_CASE
from cleanup.grammar.running_words import closed_words_near, is_closed_word, is_running_word
from cleanup.kit import Document, Found, Iterator, Match, Pattern, phrases, rule
from cleanup.scoring.lost_words.score import has_certain_holes

if TYPE_CHECKING:
    from cleanup.values import Tier

GLUED = Pattern(
    r"(?<=(?P<before>^|[\p{L}\p{N},;:%\u2019'\")\u201d]+\s|[\s(\"\u201c])(?P<left>\p{L}\p{Ll}{1,40})[.!?])"
    r"(?P<right>\p{Ll}[\p{L}\p{M}'\u2019]*+)(?=,?(?P<next> \p{L}[\p{L}'\u2019]*+))"
)
_TO_NEXT = 3
"""From where the shape matches to the second word."""
DOMAINS = frozenset(phrases("top_level_domains")) | frozenset(phrases("file_suffixes"))
VERBS = frozenset(
    "was is has had will would can could may might must should does did also seems looks".split()
)
NAMES = frozenset(
    "add added announced asked base based call called check claimed click come download entitled"
    " get gets go goes got know let like made make mine need posted published read reported said"
    " same saw say says see take tell tells think titled told took up use used using visit want"
    " watch wrote".split()
)
"""Words that are names in programs as well, or begin what is left of a sentence: ``round.said``."""
AFTER_NAME = frozenset(
    "the but and they he she we this these those that when while his her their our as"
    " der die das und aber wir er mais les des une las los pero ale nie jest".split()
)
DETERMINERS = frozenset("the a an this that his her its their our my your of".split())


@rule(
    "JOI017",
    tier="safe",
    confidence=0.99,
    hint=HINT & LOWER_CASE,
    bad={
        "The council met on Monday and voted on the plan.it was rejected by a narrow margin.": (
            "The council met on Monday and voted on the plan. it was rejected by a narrow margin."
        ),
        "the harbour was closed in the morning.the ferry had to wait for the tide.": (
            "the harbour was closed in the morning. the ferry had to wait for the tide."
        ),
        "Who was on the boat when it sank?they at the harbour would not say.": (
            "Who was on the boat when it sank? they at the harbour would not say."
        ),
    },
    good=[
        "Ask at plan.it or the shop called harbour.in on the road to the quay.",
        "The portal tide.net is not a name, but index.php and tide.to are in the log.",
        "It calls tide.get and Array.from on the first of the boats in the list.",
        "The rate per km.kw was in the log of the boat, and so was z.in the other one.",
        "The list of the boats is in docs.md or in log.in and nowhere else on it.",
    ],
)
def glued_lower_sentence(document: Document) -> Iterator[Found]:
    """A sentence that begins in lower case follows another without a space.

    What it does: inserts a space between the full stop, question or exclamation mark after a word
    and a word of a closed class in lower case (``morning.the ferry``), if both are words of the
    language of the text, the next word follows after a blank and others of a closed class are
    nearby. After a name the word must be a common one. A word that is also a domain must be ``it``
    between an article with its noun and a verb (``the plan.it was``).

    Why it is damage: it is the same lost paragraph break as in ``glued-sentence``, in a text that
    was written or put in lower case.

    What could go wrong: addresses and names in programs, which are written so. They are protected
    where their parts show it; in files nothing is changed. In a text that surely lost words
    elsewhere a sentence may have lost its head, so the space is only proposed.
    """
    if document.form == "file":
        return
    for place in document.places_with(LOWER_CASE):
        position = place + _TO_NEXT
        candidate = GLUED.match(document.text, position)
        if candidate and _is_seam(document, candidate) and not document.is_code(position):
            tier: Tier | None = "unsafe" if _loses_words(document) else None
            yield Found(position, position, " ", tier=tier)


def _is_seam(document: Document, candidate: Match[str]) -> bool:
    left, right, following = candidate["left"], candidate["right"], candidate["next"].strip()
    if right in NAMES or not is_closed_word(document, right):
        return False
    if right in DOMAINS:
        return right == "it" and following in VERBS and _follows_determiner(document, candidate)
    start, end = candidate.start("left"), candidate.end("right")
    return (
        (len(right) > 1 or right == "a")
        and (is_running_word(document, left) if left.islower() else right in AFTER_NAME)
        and following[0].islower()
        and is_running_word(document, following)
        and closed_words_near(document, start, end) >= 3
        and not document.protects(candidate.start("right"))
    )


def _follows_determiner(document: Document, candidate: Match[str]) -> bool:
    start = candidate.start("left")
    words = document.text[max(0, start - 40) : start].split()[-2:]
    return any(word in DETERMINERS for word in words)


def _loses_words(document: Document) -> bool:
    return document.lang == "en" and has_certain_holes(document)
