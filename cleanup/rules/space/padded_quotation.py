"""Spaces inside both marks of a quotation."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Pattern, phrases, rule
from cleanup.text.whitespace import BLANK, BLANKS

_OPENED = AnyOf(*(f"\u201c{blank}" for blank in BLANKS))
_PADDED = Pattern(
    rf"\u201c(?P<first>[{BLANK}])(?=[\p{{L}}\p{{N}}])(?P<quoted>[^\u201c\u201d\u201e\n\r]{{1,119}}"
    rf"(?<=[\p{{L}}\p{{N}}.,!?]))(?P<last>[{BLANK}])\u201d(?![\p{{L}}\p{{N}}])",
    timed=False,
)
_FUNCTION_WORDS = frozenset(phrases("function_words"))
_LANGUAGES = ["da", "en", "es", "it", "nl", "pt"]
"""They close a quotation with U+201D where they open it with U+201C, without spaces."""


@rule(
    "SPC014",
    tier="safe",
    confidence=0.98,
    silenced_by=["tokenised"],
    hint=_OPENED,
    langs=_LANGUAGES,
    bad={
        "It was the end of the song \u201c The Old Ferry \u201d and of the evening in the hall.": (
            "It was the end of the song \u201cThe Old Ferry\u201d and of the evening in the hall."
        ),
        "She is the author of \u201c Tides \u201d, and she was in the hall with the others.": (
            "She is the author of \u201cTides\u201d, and she was in the hall with the others."
        ),
        "They call it \u201c brain drain \u201d in the harbour, and it is the end of the town.": (
            "They call it \u201cbrain drain\u201d in the harbour, and it is the end of the town."
        ),
    },
    good=[
        "It was in the \u201c of the sun, and \u201d is all that there was of it in the hall.",
        "It is the \u201cOld Ferry \u201d of the town, and that is the end of it for the others.",
        "Le livre \u201c La nuit \u201d est de la ville, et le port est dans le livre avec elle.",
        "The marks \u201c and \u201d are at the ends of what is said, and so it is in the hall.",
        "He said \u201c \u2026 \u201d and that is the end of what was said of it in the hall.",
    ],
)
def padded_quotation(document: Document) -> Iterator[Found]:
    """Spaces are inside both marks of a quotation.

    What it does: removes them (``\u201c The Old Ferry \u201d``).

    Why it is damage: what is quoted was a link, and its text was joined to the rest with spaces. A
    quotation that lost words has a space at one of its marks, not at both.

    What could go wrong: a writer who pads quotations by habit, as in French, where it is left
    alone. Where what is between the marks begins or ends with a function word, words may be lost.
    """
    for opened in document.places_with(_OPENED):
        padded = _PADDED.match(document.text, opened)
        if padded and _is_quoted(padded["quoted"]) and not document.is_code(opened):
            yield Found(*padded.span("first"), "")
            yield Found(*padded.span("last"), "")


def _is_quoted(words: str) -> bool:
    """Return whether words begin and end as a quotation may, and not where others were lost."""
    listed = words.split()
    return _FUNCTION_WORDS.isdisjoint((listed[0], listed[-1]))
