"""Guards of divided words: what is never one word, whatever its score, or never without a doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.phrases import phrases
from cleanup.scoring.decoder import is_given
from cleanup.scoring.split_words.drop_capitals import is_drop_capital

if TYPE_CHECKING:
    from cleanup.scoring.split_words.candidates import Group
    from cleanup.text.document import Document

_SET_PHRASES = frozenset(phrases("divided_phrases"))
_CONTRACTED = "nt"
"""As in ``does nt``: the apostrophe is lost, and a blank is the writer's."""
_CLITICS = frozenset("d ll m re s t ve".split())
"""What follows an apostrophe that was lost: ``the mayor s top man``."""
_SYMBOL = 2
_PREFIXES = frozenset(
    "anti auto co counter ex extra hyper infra inter intra macro mega meta micro mid mini multi neo"
    " non over poly post pre pro pseudo quasi re semi sub super supra trans ultra un under"
    " vice".split()
)
"""Writers set these apart: ``re elect``, ``co operative``, ``non trivial``."""


def guard_of(document: Document, group: Group) -> str:
    """Return the name of the guard that excludes a group; empty if none does."""
    if document.lang != "en" or document.is_foreign_at(group.start):
        return "language"
    if is_drop_capital(group):
        return _protected(document, group)
    letters = [part.letters.lower() for part in group.parts]
    if " ".join(letters) in _SET_PHRASES:
        return "set phrase"
    if letters[0] == letters[-1] and len(letters[0]) > 1:
        return "repeated syllable"
    if letters[-1] == _CONTRACTED or (letters[0] in _CLITICS and _ends_in_word(letters)):
        return "contraction"
    if _is_name(group):
        return "name"
    if letters[0] in _PREFIXES and (_ends_in_word(letters) or letters == ["co", "op"]):
        return "prefix"
    return _protected(document, group)


def _protected(document: Document, group: Group) -> str:
    protected = any(document.protects(part.end) for part in group.parts[:-1])
    return "protected" if protected else ""


def _ends_in_word(letters: list[str]) -> bool:
    return len(letters) == 2 and is_given(letters[1])


def _is_name(group: Group) -> bool:
    """Return whether a group may be initials, or begin a name: ``A N Other``, ``Dar es Salaam``."""
    first = group.parts[0].letters
    if not first[0].isupper():
        return False
    return len(group.word) == len(group.parts) == 2 or (
        len(first) > 1 and group.after[:1].isupper()
    )


def may_be_symbol(group: Group) -> bool:
    """Return whether a group may be a symbol and a word: ``Th is``, ``He at``, ``B and``."""
    first, *others = (part.letters for part in group.parts)
    return (
        len(others) == 1
        and len(first) <= _SYMBOL
        and first[0].isupper()
        and len(others[0]) <= len("and")
        and is_given(others[0].lower())
    )
