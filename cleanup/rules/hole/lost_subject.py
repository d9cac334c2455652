"""Sentences whose subject was lost."""

from __future__ import annotations

from cleanup.grammar.lower_case_sentences import (
    MORE_VERBS,
    VERB_FIRST,
    VERBS,
    ends_abbreviation,
)
from cleanup.kit import AnyOf, Document, Found, Iterator, Match, Measurement, Shape, rule
from cleanup.scoring.lost_words.score import has_certain_holes

_SUFFIXES = frozenset(("is", "are"))
_AFTER_A_NAME = frozenset("and are is of or was".split())
"""Before these even a verb is the end of a name: ``boats.has is a part of the program``."""


@rule(
    "HOL007",
    hole="sentence-head",
    tier="display",
    confidence=0.85,
    measured=[
        Measurement(21, 21, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(15, 15, "readability, held out", "scraped", "2026-11-29"),
    ],
    hint=AnyOf(
        *(f". {verb} " for verb in VERBS.split("|")),
        *(f".{verb} " for verb in MORE_VERBS.split("|")),
    )
    & Shape(rf"[a-z\u00b5-\U0010ffff]{{4}}\.[ ]?(?:{MORE_VERBS}) [a-z\u00b5-\U0010ffff]"),
    langs=["en"],
    flags={
        "They will vote on the treaty in the autumn. said it would not sign it before then.": "",
        "It was the end of the race. who had to fight for it was the newcomer of the club.": "",
        "They were to sign it in the hall.were told that it was not for them to do.": "",
    },
    good=[
        "Dornan Corp. said it was the best of the year, and Merrow Inc. is of that view.",
        "Gloves, gowns etc. are in the stores, and 3 p.m. was the end of it for the U.S. is not.",
        "Has it come to this? was the question of the day in the house.",
        "Wait... is that the one who was in the hall?",
        "The file mast.is of the old kind, and boats.has is a part of the program that they use.",
        "The band OutRage! said that it was the end.",
        "the end. was it the end? it was, of course, and that is that for the day.",
    ],
)
def lost_subject(document: Document) -> Iterator[Found]:
    """A sentence lost its beginning.

    What it does: flags a sentence that begins with a finite verb or a relative pronoun in lower
    case. Without a space before it, ``is`` and ``are`` count in a text with holes of high
    confidence elsewhere.

    Why it is damage: the name that the sentence began with was a link and was dropped.

    What could go wrong: abbreviations that end in a full stop; text that is written in lower case
    throughout is left alone.
    """
    for beginning in VERB_FIRST.finditer(document.text):
        start, end = beginning.span()
        if not _ends_no_sentence(document, start) and (
            _is_no_name(document, beginning) if end == start + 1 else not document.protects(end - 1)
        ):
            yield Found(end, end)


def _is_no_name(document: Document, beginning: Match[str]) -> bool:
    """Return whether a stop without a blank after it is not within the name of a file or a site."""
    is_verb = beginning["verb"] not in _SUFFIXES and beginning["next"] not in _AFTER_A_NAME
    return is_verb or has_certain_holes(document)


def _ends_no_sentence(document: Document, stop: int) -> bool:
    """Return whether a full stop is in code, after an abbreviation or in lower-case text."""
    return (
        document.is_code(stop)
        or _is_lower_case(document.text, stop)
        or ends_abbreviation(document.text, stop)
    )


def _is_lower_case(text: str, position: int) -> bool:
    """Return whether the surrounding text has no capitals."""
    return text[max(0, position - 200) : position + 200].islower()
