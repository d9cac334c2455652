"""Capitals set apart from the word that a sentence begins with: ``T he storm``, ``N o one``.

Newspapers set the first letter of an article in a large type, and text taken from their pages has a
blank after it. A classifier of lines meets too few of these to learn how certain they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.scoring.decoder import is_given
from cleanup.scoring.words import CLOSED
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from cleanup.scoring.split_words.candidates import Group

WEIGHT = 4.0
"""What is added to the log odds: enough for any group that is not against all the other signs."""
_FREQUENT = 3.0
_AFTER_A_SYMBOL = frozenset("an and are as at in is on or to was".split())
"""These follow the name of a plan or a quay: ``B and C``, ``X at``."""
_COUNTS = frozenset("mn")
"""An article may stand before these: ``A n by n grid``."""


def is_drop_capital(group: Group) -> bool:
    """Return whether a group is a capital and the rest of the first word of a sentence.

    The rest is no word, or the two make a word of the closed classes; the sentence goes on in lower
    case.
    """
    first, *others = (part.letters for part in group.parts)
    if not (group.begins_sentence and len(first) == 1 and first.isupper() and len(others) == 1):
        return False
    rest, word = others[0], group.word.lower()
    if not (rest.islower() and _goes_on(group.after)) or rest in _AFTER_A_SYMBOL:
        return False
    if len(rest) == 1:
        return word in CLOSED and not (first == "A" and rest in _COUNTS)
    return zipf(word, "en") >= _FREQUENT and (word in CLOSED or not is_given(rest))


def _goes_on(after: str) -> bool:
    return after[:1].islower() and (len(after) > 1 or after == "a")
