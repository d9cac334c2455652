"""Whether a text is the output of a tokeniser, which puts a space on both sides of each mark.

Such texts come from data sets for parsers and translators. The evidence is proportion, not a
place: where a link or a habit of the writer put some commas apart, others are attached, or the
stops, or the clitics (``'s``, ``n't``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from cleanup.text.document import Document

Style = Literal["ptb", "moses", "plain"]
"""How the tokeniser writes signs: those of the Penn Treebank (``\u0060\u0060 '' -LRB-``), the
entities of Moses (``&apos; &quot; @-@``), or as they are, like spaCy."""

_LEAST = 3
"""So many marks apart are the least evidence: 20,847 articles as they were written have more than
two apart, and a third of all marks, in 33 cases, and only ever of one kind."""
_SHARE = 0.6
"""The least share of marks apart. NLTK leaves the stop at a sentence that it does not recognise,
which was up to 0.4 of all marks of an article."""
_ATTACHED_AT_MOST = 3
"""So many commas for each one apart, figures included, end the search before it is dear."""

_COMMAS_APART = Pattern(r" ,(?=\s|$)")
_STOPS_APART = Pattern(r" \.(?=\s|$)")
_CLITICS = r"(?i:s|re|ve|ll|d|m)(?!\w)"
_CLITICS_APART = Pattern(
    rf"(?<=\w )(?:(?:'|&apos;|\u2019 ?){_CLITICS}|(?i:n)(?:'|&apos;|\u2019)(?i:t)(?!\w)|\u2019 t )"
)
_COMMAS_ATTACHED = Pattern(r"(?<=\w),(?=\s|$)")
_STOPS_ATTACHED = Pattern(r"(?<=[a-z]{3})\.(?=\s|$)")
_CLITICS_ATTACHED = Pattern(rf"(?<=\w)(?:'|&apos;){_CLITICS}|(?<=n)'t(?!\w)")
_OTHERS_ATTACHED = Pattern(r"(?<=\s)[\"(\[](?=\w)|(?<=\w)[?!\")\]](?=\s|$)")
_MOSES = Pattern(
    r"(?<!\S)(?:&(?:apos|quot|#91|#93|#124);|@[-,.]@)(?!\S)|(?<=\s)&apos;(?=\p{L})|(?<=\sn)&apos;t(?!\S)"
)
_PTB = Pattern(r"(?<!\S)(?:``|''|-[LR][RSC]B-)(?!\S)")


def tokenised(text: str) -> Style | None:
    """Return how a tokeniser wrote the text, ``None`` if none did.

    Commas, stops and clitics stand apart, at least two kinds of them or one beside signs that only
    tokenisers write, and few are attached to words. Ordinary text costs four counts of characters.
    """
    commas = text.count(" ,")
    stops = text.count(" .")
    if commas + stops < 2 or _ATTACHED_AT_MOST * commas < text.count(",") - commas:
        return None
    apart = [_count(_COMMAS_APART, text), _count(_STOPS_APART, text), _count(_CLITICS_APART, text)]
    style = style_of(text)
    if sum(map(bool, apart)) + (style != "plain") < 2 or sum(apart) < _LEAST:
        return None
    attached = sum(
        _count(pattern, text)
        for pattern in (_COMMAS_ATTACHED, _STOPS_ATTACHED, _CLITICS_ATTACHED, _OTHERS_ATTACHED)
    )
    return style if sum(apart) >= _SHARE * (sum(apart) + attached) else None


def style_of(text: str) -> Style:
    """Return how signs are written in a text that a tokeniser made."""
    if "@ " in text or "&" in text:
        if _MOSES.search(text):
            return "moses"
    return "ptb" if _PTB.search(text) else "plain"


def tokenised_document(document: Document) -> Style | None:
    """Return the same of a document; for ``document.once``."""
    return tokenised(document.text)


def _count(pattern: Pattern, text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))
