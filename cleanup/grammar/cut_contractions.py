"""What is left of contractions that were cut at their apostrophe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.prefilter.hints import AnyOf
from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.document import Document

_STEMS = "couldn didn doesn isn wasn weren wouldn shouldn hasn hadn mustn".split()
_PRONOUNS = "I you we they They We You".split()
_VERBS = "don haven won".split()
_ENDS = " .,;:!?"
HINT = AnyOf(
    *(stem + end for stem in _STEMS for end in _ENDS),
    *(pronoun + verb + end for pronoun in _PRONOUNS for verb in _VERBS for end in _ENDS),
)
_CUT = Pattern(
    rf"(?r)(?<![\p{{L}}\p{{N}}'\u2019@#/.-])(?:\p{{L}}{{0,20}}(?:{'|'.join(_STEMS)})"
    rf"|(?:{'|'.join(_PRONOUNS)})(?:{'|'.join(_VERBS)}))",
    timed=False,
)
_CONTINUES = Pattern(r" (?:(?!t\b|T\b)\p{Ll}{2}|[aI] )|[.,;:!?](?=\s|$)", timed=False)
_LONGEST = 32


def cut_contractions(document: Document) -> tuple[tuple[int, int], ...]:
    """Return where the remains of contractions are, in order; to be asked by ``once``."""
    return tuple(_cut(document))


def _cut(document: Document) -> Iterator[tuple[int, int]]:
    text = document.text
    for position in document.places_with(HINT):
        end = position
        while text[end].isalpha():
            end += 1
        cut = _CUT.search(text, max(0, end - _LONGEST), end)
        if cut and cut.end() == end and _CONTINUES.match(text, end):
            yield cut.start(), end
