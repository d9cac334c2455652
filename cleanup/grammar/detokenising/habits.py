"""What the tokeniser of a text leaves attached: there a space was written by the author.

A tokeniser that parts a sign from its word does so everywhere. So where a text has ``and/or``, the
spaces of ``film / series`` are the author's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from cleanup.text.kinds.tokenised import Style

_FORMS = {
    "-": (r"(?<!\S)\p{L}++(?:-\p{L}++)++(?!\S)", r"\p{L} - \p{L}"),
    "\u2013": (r"\w\u2013\w", r"\d \u2013 \d"),
    "/": (r"(?<!\S)\w++/\w++(?!\S)", r"\w / \w"),
    "%": (r"[0-9]%(?!\S)", r"[0-9] %"),
    "&": (r"[A-Z]&[A-Z]", r"(?<!\S)[A-Z] & [A-Z]"),
    "$": (r"\$[0-9]", r"\$ [0-9]"),
    "\u00a3": (r"[\u00a3\u20ac][0-9]", r"[\u00a3\u20ac] [0-9]"),
    "#": (r"(?<!\S)#\w", r"(?<!\S)# \w"),
    "@": (r"(?<!\S)@\w", r"(?<!\S)@ \w"),
    "km": (
        r"[0-9](?:[kcm]m|kg|m|g|t|mph|kmh|[MGT]B)(?!\S)",
        r"[0-9] (?:[kcm]m|kg|m|g|t|mph|kmh|[MGT]B)(?!\S)",
    ),
    "pm": (r"[0-9][ap]m(?!\S)", r"[0-9] [ap]m(?!\S)"),
    "...": (r"\w\.\.\.", r"\w \.\.\."),
    "\u2026": (r"\w\u2026", r"\w \u2026"),
    "\u201d": (r"[\w.,!?]\u201d", r"[\w.,!?] \u201d"),
    "+": (r"(?<!\S)\+[0-9]", r"(?<!\S)\+ [0-9]"),
}
"""By a sign that some tokenisers part from words: how it looks attached, and apart."""

_ATTACHED, _APART = ({sign: Pattern(pair[n]) for sign, pair in _FORMS.items()} for n in (0, 1))
_OPENING = r"'(?!(?:s|re|ve|ll|d|m|t|em|til|cause|n|tis|twas)(?!\w))\p{L}{2}"
_OPENING_APOSTROPHE = Pattern(rf"(?<!\S){_OPENING}")
_WITHIN_SENTENCE = Pattern(rf"(?<=(?:[,:]|\p{{Ll}}{{3}}) ){_OPENING}")
"""Moses leaves the mark at the beginning of a sentence, and parts ``Shi 'ite``, ``O 'Neil``."""
_PARTS_NO_HYPHEN = Pattern(
    r"n '[tT](?!\S)|(?<!\S)[\u201c\u2018(]\p{L}|\p{L}\u2019s(?!\S)|(?<!\S)\p{L}++/\p{L}++(?!\S)"
)
"""What spaCy parts otherwise, the one tokeniser that parts hyphens unmarked."""
_OF_TREEBANK = Pattern(r"(?<=\w )n't(?!\S)")
"""What Moses parts otherwise: with hyphens left, this is the Penn Treebank's."""
_RATIO = 4
"""So many times as often apart as attached: the rest are the author's, or of words that a tokeniser
does not know. To part a sign everywhere but in one of four places no tokeniser does."""
_BRITISH = Pattern(
    r"(?<!\S)(?:(?:Mrs?|Dr) \p{Lu}|(?i:per cent|labour|colour|behaviour|centre|programme"
    r"|defence|theatre|organis|realis|recognis|favour))|\u00a3"
)
_OF_PTB = frozenset(["-", "\u2013", "\u2014", "/", "\u00a3", "km", "pm", "+", "\u2026", "\u00ae"])
"""Signs that the Penn Treebank never parts from a word."""


def attached_in(text: str, style: Style) -> frozenset[str]:
    """Return the signs that the tokeniser does not part from words; ``british`` if the text is.

    A sign is one of them if it is attached in a fair share of its places, or if the style says so.
    """
    found = {
        sign
        for sign, pattern in _ATTACHED.items()
        if (count := _count(pattern, text)) and _RATIO * count > _count(_APART[sign], text)
    }
    if (_OPENING_APOSTROPHE if style == "ptb" else _WITHIN_SENTENCE).search(text):
        found.add("'")
    if _BRITISH.search(text):
        found.add("british")
    if style == "moses" or _PARTS_NO_HYPHEN.search(text) or "\u00a3" in found:
        found.add("-")
    if style == "ptb" or (style == "plain" and "-" in found and _OF_TREEBANK.search(text)):
        found |= _OF_PTB
    return frozenset(found)


def _count(pattern: Pattern, text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))
