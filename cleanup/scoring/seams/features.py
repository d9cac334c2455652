"""Features of a seam: its two words, how they attract each other and their neighbours.

The names are hashed in ``damage.json`` and ``loss.json``: changing one means training again.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from cleanup.scoring.neighbours import CONTEXTS, TOKEN, Tokens, classify, contexts, neighbours
from cleanup.scoring.words import CLOSED, plain
from cleanup.text.english.tables import affinity
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleanup.scoring.seams.candidates import Seam

_REACH = 30
_GAINS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15)
_AFFINITIES = (-0.5, 0.0, 0.4, 0.8, 1.2, 1.6, 2.0, 2.5)
_FREQUENCIES = (3.0, 4.0, 5.0, 5.6, 6.2, 7.0)
_FREQUENT = 5.0
"""Words so frequent are features themselves."""


_BOUNDARIES = frozenset("<s> . ! ? : \" '".split())
"""What may stand before the first word of a sentence."""


class Place(NamedTuple):
    """A seam, and what stands beside its words."""

    seam: Seam
    left: Tokens
    right: Tokens
    before: str
    """The word before the first of the two, in lower case; empty if a mark or the edge is there."""
    after: str


def features(text: str, seam: Seam) -> Iterator[str]:
    """Yield the names of all features of a seam; not all of them have a weight."""
    yield from features_of(place_of(text, seam))


def place_of(text: str, seam: Seam) -> Place:
    """Return a seam, its offsets counted from its token, and what stands beside its words."""
    token, start, end = seam.token, seam.start, seam.end
    within = seam._replace(token=0, start=start - token, end=end - token)
    return Place(within, *neighbours(text, start, start), *_beside(text, seam))


def features_of(place: Place) -> Iterator[str]:
    """Yield the names of all features of a place, which is all that they are of."""
    for names in CONTEXT:
        yield from names(place)


def _beside(text: str, seam: Seam) -> tuple[str, str]:
    """Return the words before and after the two, if only a blank, or nothing, is between."""
    first = seam.start - len(seam.first)
    last = seam.start + len(seam.second)
    left = text[max(0, first - _REACH) : first]
    right = text[last : last + _REACH]
    before = TOKEN.texts(left.removesuffix(" "))
    after = TOKEN.match(right.removeprefix(" "))
    return (
        before[-1].lower() if before and before[-1][0].isalpha() else "",
        after[0].lower() if after and after[0][0].isalpha() else "",
    )


def _of_shape(place: Place) -> Iterator[str]:
    """Yield the kind of the token, what its reading gains, and how long and frequent it is."""
    seam = place.seam
    gain = bisect_right(_GAINS, seam.gain)
    token = seam.end - seam.token
    yield seam.kind
    yield f"gain {gain} {seam.kind}"
    yield f"gain {gain} {min(seam.parts, 4)}"
    yield f"parts {min(seam.parts, 5)} {seam.kind}"
    yield f"occurs {min(seam.occurs, 4)} {seam.kind}"
    yield f"length {min(token // 3, 6)} {min(seam.parts, 4)}"


def _of_case(place: Place) -> Iterator[str]:
    """Yield whether a sentence begins with the token, and whether names stand beside it."""
    kind = place.seam.kind
    begins = place.left[1] in _BOUNDARIES
    first = "closed" if plain(place.seam.first) in CLOSED else "open"
    yield f"begins {begins} {kind} {first}"
    yield f"names {place.left[1][:1] == 'X'} {place.right[1][:1] == 'X'} {kind} {first}"


def _of_words(place: Place) -> Iterator[str]:
    """Yield the two words: their classes, frequencies and lengths, and those that are frequent."""
    seam = place.seam
    first, second = plain(seam.first), plain(seam.second)
    rarities = [bisect_right(_FREQUENCIES, zipf(word, "en")) for word in (first, second)]
    known = zipf(first + second, "en")
    yield f"joined {int(3 * known)} {seam.kind}"
    yield f"frequencies {rarities[0]} {rarities[1]}"
    yield f"rarer {min(rarities)} {seam.kind}"
    yield f"lengths {min(len(first), 7)} {min(len(second), 7)}"
    yield f"shortest {min(len(first), len(second), 6)} {seam.kind}"
    yield f"closed {first in CLOSED} {second in CLOSED} {seam.kind}"
    yield f"first {first if zipf(first, 'en') >= _FREQUENT else first[-3:]}"
    yield f"second {second if zipf(second, 'en') >= _FREQUENT else second[-3:]}"
    yield f"second begins {second[:3]}"


def _of_affinity(place: Place) -> Iterator[str]:
    """Yield how the two words attract each other, and each its other neighbour."""
    first, second = plain(place.seam.first), plain(place.seam.second)
    across = _attraction(first, second)
    before, after = _attraction(place.before, first), _attraction(second, place.after)
    yield f"across {across}"
    yield f"across {across} {place.seam.kind}"
    yield f"before {before}"
    yield f"after {after}"
    yield f"all {before} {across} {after}"
    yield f"beyond {_attraction(place.before, second)} {_attraction(first, place.after)}"
    whole = _attraction(place.before, first + second), _attraction(first + second, place.after)
    yield f"whole {whole[0]} {whole[1]}"


def _attraction(first: str, second: str) -> str:
    """Return the class of an affinity; for a pair that is not common, how common its words are."""
    if not first or not second:
        return "edge"
    found = affinity(first, second)
    if found is not None:
        return str(bisect_right(_AFFINITIES, found))
    rarer = min(zipf(first, "en"), zipf(second, "en"))
    return f"none{bisect_right(_FREQUENCIES, rarer)}"


def _of_neighbours(place: Place) -> Iterator[str]:
    """Yield the classes of neighbours: single ones, pairs, and runs across the seam."""
    yield from contexts(place.left, place.right)
    yield f"o {' '.join((*place.left[1:], *place.right[:2]))}"


def _of_whole(place: Place) -> Iterator[str]:
    """Yield the classes around the token as one word."""
    token = place.seam.first + place.seam.second
    yield f"w {place.left[1]} {classify(token)} {place.right[1]}"


CONTEXT: tuple[Callable[[Place], Iterator[str]], ...] = (
    _of_shape,
    _of_case,
    _of_words,
    _of_affinity,
    _of_neighbours,
    _of_whole,
)
"""What names the features of a seam. Their order is that in which weights are added."""

_TOKENS = CONTEXTS | {"w": "around the token as one word"}
"""The tokens that a feature is of, by the letter it begins with."""


def in_words(feature: str) -> str:
    """Return what a feature is of, where its name has only a letter for it."""
    name, _, value = feature.partition(" ")
    return f"{_TOKENS[name]}: {value}" if name in _TOKENS else ""
