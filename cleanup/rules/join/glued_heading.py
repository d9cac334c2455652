"""Headings and other lines without an end mark that lost the space before a sentence."""

from __future__ import annotations

from cleanup.grammar.running_words import closed_words_near, is_closed_word, is_running_word
from cleanup.grammar.sentence_openers import opens_in_its_language
from cleanup.kit import Document, Found, Iterator, Match, Measurement, Pattern, Shape, rule
from cleanup.scoring.glue.calibration import WORDS
from cleanup.scoring.glue.score import certain_positions
from cleanup.scoring.lost_words.score import has_certain_holes
from cleanup.text.vocabulary import zipf

GLUED = Pattern(
    r"(?<=(?:^|[\s(\"\u201c\u201e\u00ab])(?P<left>\p{L}\p{Ll}{2,40}))"
    r"(?P<right>\p{Lu}\p{Ll}{1,20}(?=,? [\p{L}\p{N}])|\p{Lu}\p{Ll}?['\u2019](?=\p{L})"
    r"|\p{Lu}(?= \p{Ll}))(?=\S* \S+ \S+ \S|[^\r\n]{0,40}\p{L}[.:!?])"
)
ENDINGS = frozenset("All Back In Innen Next Now One Out You".split())
"""Openers that are also second parts of names (``AboutYou``, ``CheckIn``) and German endings."""
IN_BRANDS = frozenset(
    "At By For Her His If It Me Of On That Them This To Up Us Well What Who With".split()
)
"""English openers that end names of firms (``SnapOn``, ``FindHer``) as often as they begin."""
PREPOSITIONS = frozenset("At By For If Of On To Up With".split())
"""They end names of functions: ``charAt``, ``waitFor``."""
BEFORE = Pattern(
    r": \Z|(?<!\p{L})(?:\p{Lu}(?=\.)|\p{Lu}[\p{L}\p{M}'\u2019-]+(?= ))\.? \Z", timed=False
)
"""A word with a capital before the last of a heading or of a full name, or a label."""
_REACH = 30
CALLS = frozenset("add can for get has let map new put run set use".split())
"""What names of functions begin with: ``getThe``."""


@rule(
    "JOI023",
    tier="safe",
    confidence=0.98,
    measured=[
        Measurement(54, 54, "news articles in two languages", "read", "2026-12-01"),
        Measurement(58, 58, "article-extraction, held out", "scraped", "2026-12-01"),
        Measurement(45, 46, "article-extraction, held out", "scraped", "2026-12-01", "unsafe"),
    ],
    hint=Shape(
        "[a-z\u00b5-\u1fff][a-z\u00b5-\u1fff]"
        "[A-Z\u00c0-\u00de\u0104\u0106\u0118\u0141\u0143\u015a\u0179\u017b\u0401\u0410-\u042f]"
        "[ '\u2019a-z\u00b5-\u1fff]"
    ),
    bad={
        "Scroll down for a picture of the boatThere is little doubt that it will be sold.": (
            "Scroll down for a picture of the boat There is little doubt that it will be sold."
        ),
        "Most na rzece zostanie zamkniętyW porcie mówią, że nie jest to pewne na dziś.": (
            "Most na rzece zostanie zamknięty W porcie mówią, że nie jest to pewne na dziś."
        ),
        "Die Brücke bleibt auch im Herbst für alle geschlossenDie Stadt sucht nach Geld.": (
            "Die Brücke bleibt auch im Herbst für alle geschlossen Die Stadt sucht nach Geld."
        ),
        "Le pont de la ville reste fermé pour les voituresLes bus passent par le quai.": (
            "Le pont de la ville reste fermé pour les voitures Les bus passent par le quai."
        ),
        "Il ponte della città resta chiuso al trafficoNel porto si aspetta una nave.": (
            "Il ponte della città resta chiuso al traffico Nel porto si aspetta una nave."
        ),
    },
    good=[
        "She left LinkedIn, RetailNext and AboutYou, and the CheckIn is at the end of the quay.",
        "Die LeserInnen und jede FahrerIn der Fähre wissen, dass die BahnCard nicht gilt.",
        "The boat calls getThe twice, and the tide is not in it.",
        "The DeltaThe is a boat of the harbour, and the DeltaThe is old.",
        "The tool of the harbour has valueOf, charAt and waitFor the same as the others do.",
        "She sold it on a site by the name of TellThem or KeepHis, and the harbour is in it.",
        "She is a clerk of LivingWell, and the harbour is in all of the books that she has there.",
        "The firm PlayOn has a quay in the harbour, and FindHer is a boat that it has there.",
        "It was sold by MediaMarkt and ProSieben to the men of the harbour.",
    ],
)
def glued_heading(document: Document) -> Iterator[Found]:
    """A sentence follows a heading, or another line without an end mark, without a space.

    What it does: inserts a space between a known word and a capitalised one that often begins
    sentences in the language of the text, in English a word of a closed class (``monthThe ferry``),
    if three words or an end mark follow and words of a closed class occur nearby. What
    ``glued-words`` finds is left to it.

    Why it is damage: headings, captions and items of lists have no full stop, and scrapers join
    them with the paragraph below; both words are lost.

    What could go wrong: names with an inner capital. Their second part is seldom an article, a
    pronoun or a conjunction; those that are (``AboutYou``), German endings (``FahrerIn``) and whole
    tokens that are known or occur twice are left. In files the names of functions look alike, so
    nothing is done there. In a text that surely lost words elsewhere the space is only proposed.
    """
    candidates = [
        candidate for candidate in GLUED.finditer(document.text) if _begins(document, candidate)
    ]
    if not candidates:
        return
    scored = certain_positions(document, WORDS)
    loses_words = document.lang == "en" and has_certain_holes(document)
    for candidate in candidates:
        position = candidate.start("right")
        if position not in scored:
            yield Found(position, position, " ", tier="unsafe" if loses_words else None)


def _begins(document: Document, candidate: Match[str]) -> bool:
    """Return whether a sentence begins with the capital, and no name goes on."""
    left, right = candidate["left"], candidate["right"]
    lang = document.lang
    if lang is None or document.form == "file" or right in ENDINGS or left in CALLS:
        return False
    if len(right) < 3 and not _begins_shortly(document, candidate):
        return False
    if lang == "en" and right in IN_BRANDS and not _follows(document, candidate):
        return False
    return (
        opens_in_its_language(document, right.replace("\u2019", "'"))
        and (lang != "en" or is_closed_word(document, right))
        and is_running_word(document, left)
        and not zipf(left + right, lang)
        and document.text.count(left + right) == 1
        and closed_words_near(document, candidate.start("left"), candidate.end()) > 0
        and not document.protects(candidate.start("right"))
    )


def _follows(document: Document, candidate: Match[str]) -> bool:
    """Return whether it is no name: a word with a capital is before, as in headings."""
    place = candidate.start("left")
    if candidate["left"].islower():
        return candidate["right"] not in PREPOSITIONS
    before = BEFORE.search(document.text[max(0, place - _REACH) : place])
    return before is not None and not is_closed_word(document, before[0].strip(". ").lower())


def _begins_shortly(document: Document, candidate: Match[str]) -> bool:
    """Return whether a word of one or two letters may begin a sentence: ``W``, ``L'``, ``Il``.

    In English and German such letters end names: ``VitaminA``.
    """
    left, letters = candidate["left"], candidate["right"].rstrip("'\u2019")
    if len(letters) == 1:
        return left.islower() and document.lang not in ("en", "de")
    return left.islower() or len(left) > 3
