"""Sentences that lost the space before an opening bracket."""

from __future__ import annotations

from cleanup.grammar.running_words import closed_words_near, is_running_word
from cleanup.grammar.sentence_openers import is_abbreviation
from cleanup.kit import AnyOf, Document, Found, Iterator, Match, Pattern, Shape, phrases, rule
from cleanup.scoring.glue.score import certain_positions

GLUED = Pattern(
    r"[.!?](?=[(\[]\p{Lu})"
    r"(?<=(?<!\p{L})(?P<left>\p{L}*\p{Ll}{2})[.!?])"
    r"(?:(?P<letter>\[\p{Lu}\](?=\p{Ll}| \p{Ll})|\[\p{Lu}[\p{Ll}'\u2019]{1,20}\](?= \p{Ll}))"
    r"|\((?P<round>[^()\[\]\n\r]{2,900})(?:\)(?![\p{L}\p{N}(\[{])|(?=[\n\r]|\Z))"
    r"|\[(?P<square>[^()\[\]\n\r]{2,900})\](?![\p{L}\p{N}(\[{:]))"
    r"|(?<=[\p{Lu}\p{N}%\u20ac$\u00b0\u00b2\u00b3)\]\u201d\u00bb\"][.!?]|[\p{Lu}/.]\p{Ll}[.!?]|/\p{Ll}[.!?]"
    r"|\u2026)(?P<inverted>(?=[\u00bf\u00a1]{1,2}\p{L}))"
)
WORDS = Pattern(
    r"\p{Lu}[\p{L}\p{M}'\u2019./-]*+[,:;]?[ \u00a0]+(?:[-\u2013\u2014][ \u00a0]+)?"
    r"[\p{L}\p{N}\"\u201c\u201e\u00ab'\u2018/&]",
    timed=False,
)
ASIDE = Pattern(r"\(\p{L}+\) (?:\p{Lu}\p{Ll}|[-\u2013\u2014] )", timed=False)
SIGNATURE = Pattern(r"\(\p{Lu}{2,4}\)[ \u00a0]*(?:[\r\n]|\Z)", timed=False)
"""An agency or the initials of an author, at the end of a line."""
ABBREVIATIONS = frozenset(phrases("abbreviations"))


@rule(
    "JOI011",
    tier="safe",
    confidence=0.99,
    hint=AnyOf("\u00bf", "\u00a1", *(mark + bracket for mark in ".!?" for bracket in "(["))
    & Shape(
        "[a-z\u00aa-\U0010ffff][.!?][(\\[][A-Z\u00c0-\U0010ffff]"
        "|[.!?\u2026][\u00bf\u00a1][\u00bf\u00a1A-Za-z\u00c0-\U0010ffff]"
    ),
    bad={
        "Was it the mayor?(Nobody at the harbour knew.)": (
            "Was it the mayor? (Nobody at the harbour knew.)"
        ),
        "The quay was empty.[Map of the bay]": "The quay was empty. [Map of the bay]",
        "He wrote that the tide would turn.[W]e waited for it.": (
            "He wrote that the tide would turn. [W]e waited for it."
        ),
        "Cuesta 3.000,00 euros el m\u00b2.\u00bfQuién lo paga?": (
            "Cuesta 3.000,00 euros el m\u00b2. \u00bfQuién lo paga?"
        ),
        "The ferry was late again on all of the days.(Sic) The clerk had not seen it.": (
            "The ferry was late again on all of the days. (Sic) The clerk had not seen it."
        ),
        "The ferry was late again on all of the days.(EH)": (
            "The ferry was late again on all of the days. (EH)"
        ),
        "Die Boote waren ausverkauft.(TPA/red \u2013 3.8. 2015) Mehr zum Hafen": (
            "Die Boote waren ausverkauft. (TPA/red \u2013 3.8. 2015) Mehr zum Hafen"
        ),
        "The rial fell again.[But] nobody sold.": "The rial fell again. [But] nobody sold.",
        "Most jest zamknięty dla ruchu.(Świadkowie mówią o pęknięciu.)": (
            "Most jest zamknięty dla ruchu. (Świadkowie mówią o pęknięciu.)"
        ),
    },
    good=[
        "The vote was close. (Two members left.)",
        "The claim was made before.[4] Nobody checked it.",
        "They asked for value.(String) and got none.",
        "It says: colou?(R is left out)x and Tides.[A-Z]+ too.",
        "Read the log.[The guide](guide.md) says how.",
        "Look!![Map of the bay](bay.png)",
        "Did the child(ren) come?(No)",
        "Money for Sen.(R, from Dornan) was short.",
    ],
)
def glued_before_opening(document: Document) -> Iterator[Found]:
    """A bracket opens after the end of a sentence without a space.

    What it does: inserts a space between a full stop, question or exclamation mark and a round or
    square bracket that holds several words and begins with a capital, or what an editor replaced
    (``turn.[W]e``, ``again.[But] nobody``); also before ``\u00bf`` and ``\u00a1`` after a number, a
    unit, a capital or a closing mark. What ``glued-before-mark`` finds is left to it.

    Why it is damage: the sentence or the caption in brackets was in an element of its own, or a
    line break stood before it. Sentence splitters do not split there.

    What could go wrong: calls and links. Code is protected. Brackets of one word stay, but for
    initials at the end of a line and for a word that a sentence follows; so do brackets that
    something follows directly, and those after an abbreviation. Inverted question and exclamation
    marks after words are left to ``glued-sentence``.
    """
    candidates = [
        candidate for candidate in GLUED.finditer(document.text) if _opens(document, candidate)
    ]
    if not candidates:
        return
    scored = certain_positions(document, (".(",))
    for candidate in candidates:
        position = _position(candidate)
        if position not in scored:
            yield Found(position, position, " ")


def _is_aside(document: Document, candidate: Match[str], word: str) -> bool:
    """Return whether brackets of one word end a line, or a sentence follows: ``late.(Sic) The``."""
    begin = candidate.start() + 1
    return (
        candidate["round"] is not None
        and document.form != "file"
        and word.isalpha()
        and (word.istitle() or word.isupper())
        and bool(ASIDE.match(document.text, begin) or SIGNATURE.match(document.text, begin))
        and is_running_word(document, candidate["left"])
        and closed_words_near(document, candidate.start("left"), candidate.end()) > 1
    )


def _position(candidate: Match[str]) -> int:
    return candidate.start() + (candidate["inverted"] is None)


def _opens(document: Document, candidate: Match[str]) -> bool:
    if candidate["inverted"] is not None:
        return not document.is_code(candidate.start())
    word_before = candidate["left"]
    if word_before in ABBREVIATIONS or is_abbreviation(document, word_before):
        return False
    words = candidate["round"] or candidate["square"]
    if words is not None and not WORDS.match(words) and not _is_aside(document, candidate, words):
        return False
    return not document.protects(candidate.start() + 1)
