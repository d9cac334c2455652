"""Features of one group: its parts, the word they make, and the runs beside it.

The names are the keys of ``weights.json``: changing one means training again.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from cleanup.scoring.decoder import is_given, makeable
from cleanup.scoring.split_words.candidates import OUTER, WORDS_OF_ONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.scoring.split_words.candidates import Group

_GAINS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 18)
_LENGTHS = (3, 4, 5, 6, 8)
_FREQUENCIES = (2, 3, 4, 5, 6)
_MANY_PARTS = 4
"""The shapes of groups with so many parts are not told apart."""
_PREFIXES = frozenset(
    "anti auto be bi bio co com con de dis em en ex extra geo hyper hypo il im inter intra ir macro"
    " mega micro mini mis multi neo non over post pre pro pseudo quasi re semi sub super trans tri"
    " ultra un under vice".split()
)
"""Writers set these apart: ``re elect``, ``non trivial``."""


def features(group: Group) -> Iterator[str]:
    """Yield the names of all features of a group; not all of them have a weight."""
    parts = [part.letters for part in group.parts]
    yield "any"
    yield from _of_word(group)
    yield from _of_parts(parts, group.word)
    before, after = _class_of(group.before), _class_of(group.after)
    yield f"before {before}"
    yield f"after {after}"
    yield f"beside parts {sum(beside in ('letter', 'part') for beside in (before, after))}"


def _of_word(group: Group) -> Iterator[str]:
    word = group.word
    yield f"gain {bisect_right(_GAINS, group.gain)}"
    yield f"length {bisect_right(_LENGTHS, len(word))}"
    yield f"frequency {bisect_right(_FREQUENCIES, makeable(word.lower()) or 0.0)}"
    if word.isupper():
        yield "capitals"


def _of_parts(parts: Sequence[str], word: str) -> Iterator[str]:
    length = bisect_right(_LENGTHS, len(word))
    kinds = [_kind_of(part) for part in parts]
    shape = " ".join(kinds) if len(parts) < _MANY_PARTS else "many"
    yield f"parts {min(len(parts), 5)}"
    yield f"letters {min(sum(kind in ('l', 'L') for kind in kinds), 4)}"
    yield f"no words {min(sum(kind in ('u', 'uA') for kind in kinds), 3)}"
    yield f"words {min(sum(kind in ('k', 'kA') for kind in kinds), 2)}"
    yield f"words of one {min(sum(kind == '1' for kind in kinds), 2)}"
    yield f"shape {shape}"
    yield f"shape {shape} {length}"
    yield f"shortest {min(map(len, parts))} {length}"
    if parts[0].lower() in _PREFIXES:
        yield f"prefix {len(parts) == 2 and is_given(parts[1].lower())}"
    if all(len(part) == 1 for part in parts) and sorted(parts) == list(parts):
        yield "in the order of the alphabet"
    if len(parts[-1]) == 1:
        yield f"last {parts[-1].lower()} {len(parts) == 2}"


def _kind_of(part: str) -> str:
    """Return ``1`` for ``a`` and ``I``, ``l`` for another letter, ``k`` for a word, else ``u``."""
    if part in WORDS_OF_ONE:
        return "1"
    if len(part) == 1:
        return "L" if part.isupper() else "l"
    return ("k" if is_given(part.lower()) else "u") + ("A" if part[0].isupper() else "")


def _class_of(run: str) -> str:
    core = run.strip(OUTER)
    if not run:
        return "edge"
    if not core.replace("'", "").replace("\u2019", "").isalpha():
        return "digits" if any(map(str.isdecimal, core)) else "signs" if core else "mark"
    if len(core) == 1:
        return "word of one" if core in WORDS_OF_ONE else "letter"
    if is_given(core.lower()):
        return "word"
    return "name" if core[0].isupper() else "part"
