"""English contractions, and hints for those whose apostrophe was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.prefilter.hints import AnyOf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ENDS = " .,;:!?)\n"
"""What may follow a contraction."""

NEGATED = (
    "couldn didn doesn isn wasn weren wouldn shouldn hasn haven hadn aren ain mustn needn mightn"
    " don won can"
).split()
"""The part of ``n't`` contractions before the apostrophe."""

AFTER_O = (
    "Brian Brien Callaghan Carroll Casey Connell Connor Donnell Donoghue Dowd"
    " Driscoll Dwyer Farrell Flaherty Gorman Grady Halloran Hanlon Hara Hare Keefe"
    " Keeffe Kelly Leary Loughlin Malley Mara Meara Neal Neil Neill Reilly Riordan"
    " Rourke Shea Sullivan Toole"
).split()
"""The rest of names that begin with ``O'``."""

_SURE = (
    *((stem, "t") for stem in NEGATED),
    *((stem, tail) for stem in ("they", "we", "you") for tail in ("re", "ve", "ll")),
    *((stem, "ve") for stem in ("who", "would", "could", "should")),
    *((stem, "ll") for stem in ("it", "he", "she", "that", "there", "who")),
    *(("I", tail) for tail in ("m", "ve", "ll")),
)
_LIKELY = (
    *((stem, "s") for stem in "it that he she there everybody everyone nobody somebody".split()),
    *((stem, "d") for stem in ("they", "we", "you", "I")),
)
_PERHAPS = tuple((stem, "s") for stem in "here what who how let where someone".split())

Pair = tuple[str, str]


def _capitalised(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(dict.fromkeys(pair for stem, tail in pairs for pair in _forms(stem, tail)))


def _forms(stem: str, tail: str) -> Iterator[Pair]:
    yield stem, tail
    yield stem[0].upper() + stem[1:], tail


SURE = _capitalised(_SURE)
"""Contractions, split at the apostrophe, that are unambiguous without it."""

LIKELY = _capitalised(_LIKELY)
"""Contractions, split at the apostrophe, whose ``s`` or ``d`` could be a letter by itself."""

PERHAPS = _capitalised(_PERHAPS)
"""Contractions that could also introduce a letter as a symbol: ``let s be the length``."""


def hint_for(pairs: Iterable[Pair], replacement: str) -> AnyOf:
    """Return a hint for contractions with ``replacement`` for the apostrophe, as whole words."""
    return AnyOf(*(f"{stem}{replacement}{tail}{end}" for stem, tail in pairs for end in ENDS))
