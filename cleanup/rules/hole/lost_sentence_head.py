"""Sentences that begin in lower case, in languages other than English."""

from __future__ import annotations

from cleanup.grammar.sentence_openers import is_abbreviation
from cleanup.kit import AnyOf, Document, Found, Iterator, Pattern, rule

_LETTERS = (
    "abcdefghijklmnopqrstuvwxyz"
    "\u00e0\u00e1\u00e4\u00e7\u00e8\u00e9\u00ea\u00ed\u00f3\u00f6\u00fa\u00fc"
)
STOPS = AnyOf(*(f". {letter}" for letter in _LETTERS))
SENTENCE = Pattern(
    rf"\.(?<=(?<!\p{{L}})(?P<before>\p{{Ll}}{{4,20}})\.) (?=[{_LETTERS}]\p{{Ll}}+ \p{{L}})",
    timed=False,
)
CAPITAL = Pattern(r"\p{Ll}{4}\. \p{Lu}", timed=False)
LEAST = 10
"""So many times as many sentences of a text begin with a capital."""
NO_SENTENCE = frozenset(
    "allg avda bspw corp ctra dept etcetera evtl exkl febr inkl prof resp sept sogen usf usw"
    " zzgl".split()
)
"""Abbreviations that no table has."""
_DE = "Der Hafen der Stadt ist noch nicht fertig. " * 11
_FR = "Le port est dans le centre de la ville, et il y a des bateaux. " * 11
_IT = "Il porto vecchio sta nel cuore del paese. " * 11


@rule(
    "HOL019",
    hole="sentence-head",
    tier="display",
    confidence=0.85,
    hint=STOPS,
    langs=["de", "es", "fr", "it", "pt"],
    flags={
        f"{_DE}ersetzte zweimal die Maschine der alten F\u00e4hre.": "",
        f"{_FR}fut remplac\u00e9 deux fois le moteur du vieux bac.": "",
        f"{_IT}ha sostituito due volte il motore del traghetto.": "",
    },
    good=[
        f"{_DE}Es war der Kapit\u00e4n resp. der Lotse der F\u00e4hre.",
        f"{_DE[: len(_DE) // 2]}ersetzte zweimal die Maschine der F\u00e4hre.",
        f"{_DE}Das geht z. b. so, und auch am 3. mai ist es so.",
        f"{_FR}Voir la p. dix, et ainsi de suite.",
    ],
)
def lost_sentence_head(document: Document) -> Iterator[Found]:
    """A sentence begins in lower case, in a language other than English.

    What it does: flags a sentence that begins in lower case, if a word of four letters or more in
    lower case ends the one before it, in a text in which ten times as many begin with a capital.

    Why it is damage: the name or the words that the sentence began with were a link and were
    dropped.

    What could go wrong: abbreviations that end in a full stop, and slips of the author. Those that
    are listed for the language are left out.
    """
    found = [
        sentence
        for place in document.places_with(STOPS)
        if (sentence := SENTENCE.match(document.text, place))
        and sentence["before"] not in NO_SENTENCE
        and not is_abbreviation(document, sentence["before"])
        and not document.is_code(place)
    ]
    if found and sum(1 for _ in CAPITAL.finditer(document.text)) >= LEAST * len(found):
        for sentence in found:
            yield Found(sentence.end(), sentence.end())
