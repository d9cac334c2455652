"""What a control from U+0080 to U+009F was: by Windows-1252, or a letter of another code page.

Windows-1252 has quotes and dashes there, which show by their place. A letter is believed only where
it makes a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.text.misdecoded import WINDOWS
from cleanup.text.pattern import Pattern
from cleanup.text.stand_ins import around, fit, frequency

if TYPE_CHECKING:
    from cleanup.text.document import Document
    from cleanup.text.stand_ins import Around, Fit
    from cleanup.values import Tier

_LETTERS = {
    chr(byte): tuple(
        char
        for page in ("cp1252", "mac_roman", "cp437", "cp850")
        if (char := bytes([byte]).decode(page, "ignore")).isalpha()
    )
    for byte in range(0x80, 0xA0)
}
"""The letters that each control may have been, of Windows-1252, Mac Roman and the DOS pages."""

_C1 = Pattern(r"[\u0080-\u009f]")
_OPENING = frozenset("\u2018\u201a\u201c\u201e\u2039")
_CLOSING = frozenset("\u201d\u203a")
_DASHES = frozenset("\u2013\u2014\u2026")
_NEVER_IN_WORDS = frozenset("\u2022\u2020\u2021\u02c6\u2030\u02dc\u2122\u20ac")
_NEVER = frozenset("\u02c6\u02dc")
"""Accents without a letter, which no text has."""
_TAILS = frozenset("s t re ve ll d m S T RE VE LL D M n".split())
_ELIDED = frozenset(
    "l d c j m n s t qu o jusqu lorsqu puisqu dell all nell sull dall un quell quest".split()
)
_PROOF = Pattern(
    r"\u0092(?<=\p{L}\u0092)(?=(?:s|t|re|ve|ll|d|m)(?!\p{L}))"
    r"|\u0093(?<![\p{L}\p{N}]\u0093)(?=[\p{L}\p{N}])"
    r"|\u0094(?<=[\p{L}\p{N}.,;!?]\u0094)(?![\p{L}\p{N}])"
    r"|[\u0096\u0097](?<= .)(?= )",
    timed=False,
)
_BESIDES_LINE_END = Pattern(r"[\u0080\u0082-\u0084\u0086-\u008c\u008e\u0091-\u009c\u009e\u009f]")
_ELLIPSIS = Pattern(
    r"\u0085(?= ?\p{Ll}| ?[\u201d\u2019\"')\]?!,;]| [0-9])"
    r"|\u0085(?<=[\p{L}\p{N},]\u0085)(?= +[^\s])",
    timed=False,
)
_LINE_ENDS = "\n\r\u0085\u2028\u2029"
_RUNNING = 40
"""Code points of a line from which on one that ends without a mark is no heading."""
_WORD = 2.5
"""The frequency of words that most readers know; rarer ones may be remains of others."""
_COMMON, _COMMONEST = 3.0, 4.5
"""The same for parts of four letters and more, and for shorter ones, which are often syllables."""
_LEAD = 1.0
"""How much more frequent (Zipf) a word with a letter is than what stands there: ten times."""


class Reading(NamedTuple):
    """What a control was; ``None`` if that is uncertain. ``tier`` as in ``Found``."""

    after: str | None
    tier: Tier | None = None


def reading(document: Document, place: int) -> Reading:
    """Return what the control at ``place``, which is no line end, was."""
    text = document.text
    control = text[place]
    after = WINDOWS.get(ord(control))
    before = text[place - 1 : place]
    word = around(text, place, place + 1)
    if (before and before > "\u007f") or (word.right and word.right[0] > "\u007f"):
        return Reading(after)  # mojibake, or a mark beside a letter that was read correctly
    letters = fit(document, word, _LETTERS[control]) if word.left or word.right else None
    if after is None or after.isalpha():
        return _letter(document, after, letters)
    if _is_right(document, after, word) and not (letters and _is_likelier(document, letters, word)):
        return Reading(after)
    if letters:
        return Reading(letters.letters, letters.tier)
    misplaced = after in _NEVER or (word.inside and after in _NEVER_IN_WORDS)
    if document.once(proves_windows) and not misplaced:
        return Reading(after)
    return Reading(None, "display")


def proves_windows(document: Document) -> bool:
    """Return whether a control is where only a mark of Windows-1252 can be; ask by ``once``."""
    return _PROOF.search(document.text) is not None


def has_other_controls(document: Document) -> bool:
    """Return whether Windows-1252 defines a control of the text besides NEL; ask by ``once``."""
    return _BESIDES_LINE_END.search(document.text) is not None


def is_line_end(document: Document, place: int) -> bool:
    """Return whether U+0085 at ``place`` is a line end (NEL), and no ellipsis.

    An ellipsis is within a line: in a text with other such controls, before a lower-case letter or
    closing punctuation, or between a word and a blank, or in a line too long for a heading.
    """
    text = document.text
    if document.once(has_other_controls) or _ELLIPSIS.match(text, place):
        return False
    first = place - _RUNNING
    if first < 0 or any(end in text[first:place] for end in _LINE_ENDS):
        return True
    return not (text[place - 1].isalnum() and text[place + 1 : place + 2].isalnum())


def _letter(document: Document, windows: str | None, letters: Fit | None) -> Reading:
    if letters is None:
        likely = windows is not None and document.once(proves_windows)
        return Reading(windows, "unsafe") if likely else Reading(None, "display")
    was_windows = windows is not None and letters.letters.lower() == windows.lower()
    return Reading(letters.letters, None if was_windows else letters.tier)


def _is_right(document: Document, mark: str, place: Around) -> bool:
    """Return whether a mark of Windows-1252 is where writers put it."""
    text = document.text
    before, after = text[place.start - 1 : place.start], text[place.end : place.end + 1]
    if not place.inside:
        if mark in _OPENING:
            return not (before.isalnum() and not after.strip())
        if mark in _CLOSING:
            return not (after.isalnum() and not before.strip())
        return mark not in _NEVER
    if mark == "\u2019":
        return (
            place.right in _TAILS
            or place.left.lower() in _ELIDED
            or frequency(document, place.word("'")) > 0
        )
    if mark in _NEVER_IN_WORDS:
        return False
    return _are_words(document, place)


def _are_words(document: Document, place: Around) -> bool:
    """Return whether the parts on both sides are words or names by themselves."""
    return all(
        (part.istitle() and len(part) > len("Le"))
        or (
            (len(part) > 1 or part in "aAI")
            and frequency(document, part) >= (_COMMON if len(part) > len("har") else _COMMONEST)
        )
        for part in (place.left, place.right)
    )


def _is_likelier(document: Document, letters: Fit, place: Around) -> bool:
    """Return whether a word with a letter is likelier than a mark between or beside words."""
    if place.inside:
        parts = (place.left, place.right)
        return min(map(len, parts)) < len("word") and letters.frequency > _WORD
    return letters.frequency >= frequency(document, place.word("")) + _LEAD
