"""Features of a candidate: the classes of its neighbouring tokens.

A name begins with the kind of the candidate (``*`` for any) and a letter for what it is of. The
names are hashed in ``weights.json``: changing one means training again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.scoring.neighbours import CONTEXTS, Tokens, classify, contexts, sort_of, tokens_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleanup.scoring.values import Candidate
    from cleanup.text.document import Document


class Place(NamedTuple):
    """The kind of a candidate, and its neighbouring tokens: their classes and their sorts."""

    kind: str
    left: Tokens
    right: Tokens
    sorts: tuple[Tokens, Tokens]


def features(document: Document, candidate: Candidate) -> Iterator[str]:
    """Yield the names of all features of a candidate; not all of them have a weight."""
    yield from features_beside(
        candidate.kind, *tokens_beside(document.text, candidate.start, candidate.end)
    )


def features_beside(kind: str, left: Tokens, right: Tokens) -> Iterator[str]:
    """Yield the same by the neighbouring tokens, which is all that they are of."""
    place = Place(
        kind,
        tuple(map(classify, left)),
        tuple(map(classify, right)),
        (tuple(map(sort_of, left)), tuple(map(sort_of, right))),
    )
    for names in CONTEXT:
        yield from names(place)


def _of_neighbours(place: Place) -> Iterator[str]:
    """Yield single tokens, pairs, and runs across the candidate, by its kind."""
    kind = place.kind
    yield f"{kind} "
    for name in contexts(place.left, place.right):
        yield f"{kind}{name}"


def _of_any_kind(place: Place) -> Iterator[str]:
    """Yield runs across the candidate that count alike for all kinds."""
    left2, left1 = place.left[1:]
    right1, right2 = place.right[:2]
    across = f"{left1} {right1}"
    yield f"*e {across}"
    yield f"*j {left2} {across}"
    yield f"*k {across} {right2}"
    yield f"*o {left2} {across} {right2}"


def _of_sorts(place: Place) -> Iterator[str]:
    """Yield what the tokens are, and how many are lone letters or unknown."""
    kind = place.kind
    (_, left2, left1), (right1, right2, _) = place.sorts
    garbled = sum(sort in _GARBLED for side in place.sorts for sort in side)
    yield f"{kind}p {left2} {left1}"
    yield f"{kind}q {right1} {right2}"
    yield f"{kind}r {left1} {right1 if right1 != 'mark' else right2}"
    yield f"{kind}s {garbled}"


_GARBLED = ("letter", "unknown")
_TOKENS = CONTEXTS | {
    "": "the kind alone",
    "p": "what two before are",
    "q": "what two after are",
    "r": "what stands before and after",
    "s": "how many are garbled",
}
"""The tokens that a feature is of, by the letter in its name."""


def in_words(kind: str, feature: str) -> str:
    """Return what a feature is of: ``two before: , the`` for ``gluedf , the``."""
    name, _, value = feature.partition(" ")
    tokens = _TOKENS[name.removeprefix("*").removeprefix(kind)]
    any_kind = ", at any kind" if name.startswith("*") else ""
    return f"{tokens}{any_kind}{': ' if value else ''}{value}"


CONTEXT: tuple[Callable[[Place], Iterator[str]], ...] = (
    _of_neighbours,
    _of_any_kind,
    _of_sorts,
)
"""What names the features of a candidate. Their order is that in which weights are added."""
