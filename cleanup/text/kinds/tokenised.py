"""Whether a text is the output of a tokeniser, which puts a space on both sides of each mark.

Such texts come from data sets for parsers and translators. The evidence is proportion, not a
place: where a link or a habit of the writer put some commas apart, others are attached, or the
stops, or the clitics (``'s``, ``n't``).
"""

from __future__ import annotations

from typing import Literal

from cleanup.text.pattern import Pattern

Style = Literal["ptb", "moses", "plain"]
"""How the tokeniser writes signs: those of the Penn Treebank (``-LRB-``, ``''``), the entities of
Moses (``&apos;``, ``@-@``), or as they are, as spaCy does."""

_LEAST = 3
"""So many marks apart are the least evidence. Of 20,847 articles as they were written 33 had three
that were a third of all marks, and those were clitics alone."""
_SHARE = 0.6
"""The least share of marks apart. NLTK leaves the stop at a sentence whose end it does not see:
that was up to 0.4 of the marks of an article."""
_LEAST_COMMAS = 2
_SHARE_BUT_FOR_STOPS = 0.9
"""The same for commas and clitics alone, if stops are attached."""
_CONTRADICTION = 2
"""So many marks apart a clitic, a bracket or a straight quotation mark outweighs that is attached:
all tokenisers part them, and writers who put a space before each comma do not."""
_MOST_ATTACHED = 3
"""More commas than this for each one apart, those in figures included, end the search early."""

_AFTER = r"(?<=[\w)\]\"'\u2019\u201d%.?!;-])"
"""What a mark may follow: a word, or a sign that ends one."""
_COMMAS_APART = Pattern(rf"{_AFTER} ,(?=\s|$)")
_STOPS_APART = Pattern(rf"{_AFTER}(?<! \.) \.(?=\s|$)(?! \.)")
_TAIL = r"(?i:s|re|ve|ll|d|m)(?!\w)"
_CLITICS_APART = Pattern(
    rf"(?<=\w )(?:(?:'|&apos;|\u2019 ?){_TAIL}|(?i:n)(?:'|&apos;|\u2019)(?i:t)(?!\w)|\u2019 t )"
    r"|(?<=n )(?:'|&apos;|\u2019)(?i:t)(?!\w)"
)
_COMMAS_ATTACHED = Pattern(r"(?<=\w),(?=\s|$)")
_STOPS_ATTACHED = Pattern(r"(?<=[a-z]{3})\.(?=\s|$)")
_LINE_ENDS_ATTACHED = Pattern(r"\w\.[ \t]*(?:[\r\n]|\Z)")
_CLITICS_ATTACHED = Pattern(rf"(?<=\w)(?:'|&apos;){_TAIL}|(?<=\wn)(?:'|&apos;)t(?!\w)")
_OTHERS_ATTACHED = Pattern(r"(?<=\s)[\"(\[](?=\w)|(?<=\w)[?!\")\]](?=\s|$)")
_OF_MOSES = Pattern(
    r"(?<!\S)(?:&(?:apos|quot|#91|#93|#124);|@[-,.]@)(?!\S)"
    r"|(?<=\s)&apos;(?=\p{L})|(?<=\sn)&apos;t(?!\S)"
)
_ESCAPED = Pattern(r"&(?:amp|apos|quot|lt|gt|#91|#93|#124);|(?<!\S)@[-,.]@(?!\S)")
"""Signs of Moses that also are left where a page was not decoded: they tell the style alone."""
_OF_PTB = Pattern(r"(?<!\S)(?:\x60\x60|''|-[LR][RSC]B-)(?!\S)")


def tokenised(text: str) -> Style | None:
    """Return how a tokeniser wrote the text, ``None`` if none did.

    Commas, stops and clitics stand apart, at least two kinds of them, or one beside signs that
    only tokenisers write; and few marks are attached to words. For an ordinary text this counts
    three literals.
    """
    commas = text.count(" ,")
    if commas + text.count(" .") < 2:
        return None
    if text.count(",") - commas > _MOST_ATTACHED * commas:
        return None
    apart = [_count(mark, text) for mark in (_COMMAS_APART, _STOPS_APART, _CLITICS_APART)]
    style = _style_of(text, _OF_MOSES)
    kinds = sum(map(bool, apart)) + (style != "plain")
    if kinds < 2 or sum(apart) < _LEAST:
        return None
    against = _count(_CLITICS_ATTACHED, text) + _count(_OTHERS_ATTACHED, text)
    attached = _count(_COMMAS_ATTACHED, text) + _CONTRADICTION * against
    whole = sum(apart) >= _SHARE * (sum(apart) + attached + _count(_STOPS_ATTACHED, text))
    if not whole and not _but_for_stops(text, apart, attached, style):
        return None
    return _style_of(text, _ESCAPED)


def _but_for_stops(text: str, apart: list[int], attached: int, style: Style) -> bool:
    """Return whether all but the stops stand apart, and those at the ends of lines.

    The rules of the Penn Treebank part a stop only at the end of what they are given, which may
    have been a line, or the whole text.
    """
    commas, stops, clitics = apart
    if commas < _LEAST_COMMAS or commas + clitics < _SHARE_BUT_FOR_STOPS * (
        commas + clitics + attached
    ):
        return False
    ends = clitics > 0 or style != "plain"
    return ends or (stops > 0 and _LINE_ENDS_ATTACHED.search(text) is None)


def _style_of(text: str, moses: Pattern) -> Style:
    """Return how signs are written in a text that a tokeniser seems to have made."""
    if moses.search(text):
        return "moses"
    return "ptb" if _OF_PTB.search(text) else "plain"


def _count(mark: Pattern, text: str) -> int:
    return sum(1 for _ in mark.finditer(text))
