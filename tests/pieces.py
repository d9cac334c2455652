"""What damaged texts are made of: the pieces that the laws are tried on.

Random code points meet almost no rule. These are fragments of real kinds of damage, whole and
cut; the examples of every rule join by themselves, through ``all_rules``.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.rules import all_rules
from tests.prose import SCRIPTS

if TYPE_CHECKING:
    from random import Random

    from cleanup.rule import Rule

_TABLE = Path(__file__).with_name("pieces.json")
_ENCODINGS = ("cp1252", "latin-1", "mac-roman", "cp1250", "cp1251", "cp437")
_MISREAD = (
    *("caf\u00e9", "na\u00efve", "\u201cwell\u201d", "don\u2019t", "\u2013", "\u2014", "\u2026"),
    *("Z\u00fcrich", "\u00a35", "\u20ac9", "\u043f\u0440\u0438", "\u65e5\u672c", "\U0001f600"),
    *("\u00a0", "\u00ad", "\u0142\u00f3d\u017a", "\u00e0", "\ufffd", "\u2022", "\u00ab", "\u00bb"),
)


def _misread(text: str, encoding: str) -> str:
    return text.encode().decode(encoding, errors="ignore")


def _mojibake() -> tuple[str, ...]:
    once = [_misread(text, encoding) for text in _MISREAD for encoding in _ENCODINGS]
    twice = [_misread(text, "cp1252") for text in once[:30]]
    whole = [*once, *twice, "\u00ef\u00bf\u00bd", "\u00c2", "\u00c3", "\u00e2\u20ac", "\u00e2"]
    cut = [part for text in whole for part in (text[:-1], text[1:])]
    return tuple(dict.fromkeys(filter(None, whole + cut)))


def _each(ranges: str) -> tuple[str, ...]:
    """Return the code points of ``"00-1F 7F"``."""
    points: list[str] = []
    for part in ranges.split():
        first, _, last = part.partition("-")
        points += map(chr, range(int(first, 16), int(last or first, 16) + 1))
    return tuple(points)


FIXED: dict[str, tuple[str, ...]] = {
    "mojibake": _mojibake(),
    "control": _each("00-1F 7F-9F"),
    "bidi": _each("202A-202E 2066-2069 061C 200E 200F"),
    "script": tuple(
        script.sentence(place, place, place) for script in SCRIPTS.values() for place in range(4)
    ),
    **{kind: tuple(pieces) for kind, pieces in json.loads(_TABLE.read_text("ascii")).items()},
}
"""Pieces by kind. Kinds are drawn evenly, so a long list does not drown a short one."""


SEPARATORS = ("", "", "", " ", "\n", "\n\n")
"""What stands between the pieces of one text."""


def examples(rule: Rule) -> tuple[str, ...]:
    """Return every text in a rule's declaration: damaged, repaired, flagged and look-alike."""
    texts = (*rule.bad, *rule.bad.values(), *rule.flags, *rule.flags.values(), *rule.good)
    return tuple(filter(None, texts))


@cache
def all_examples() -> tuple[str, ...]:
    """Return the examples of all rules."""
    return tuple(text for rule in all_rules() for text in examples(rule))


@cache
def _kinds() -> tuple[tuple[str, ...], ...]:
    return (*FIXED.values(), all_examples())


_RULES = 6
"""How many of the draws, beside one for each kind, go to the examples of rules."""


def random_text(random: Random, pieces: int = 10) -> str:
    """Return a text of up to ``pieces`` pieces, some of the examples among them cut."""
    kinds = _kinds()
    drawn: list[str] = []
    for _ in range(random.randint(1, pieces)):
        number = random.randrange(len(kinds) + _RULES)
        piece = random.choice(kinds[min(number, len(kinds) - 1)])
        if number >= len(kinds) and random.random() < 0.7:
            first = random.randrange(len(piece))
            piece = piece[first : random.randint(first + 1, len(piece))]
        drawn.append(piece)
    return random.choice(SEPARATORS).join(drawn)
