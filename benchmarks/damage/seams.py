"""Delete one space of a clean text where sentences meet, and see whether it is put back.

Every text gives at most one place of each kind, drawn from the real spaces there. What ``clean``
does to the undamaged text is known, so that real damage in it counts neither way.
"""

from __future__ import annotations

import re
from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.damage.score import share
from cleanup import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup import Edit

_CLOSED = '(?<=[,.!?]["\u201d])'
_SPACES = {
    "sentence": r"(?<=[^\W\d_][.!?]) (?=[^\W\d_])",
    "ellipsis": r"(?:(?<=\w\u2026)|(?<=\w\.{3})) (?=[^\W\d_])",
    "bracket": r"(?<=[^\W\d_][.!?]) (?=[(\[][^\W\d_])",
    "after_quote": rf"{_CLOSED} (?=[^\W\d_])",
    "attribution": rf"{_CLOSED} (?=[^\W\d_])",
}
"""By kind, the spaces between two characters; a letter must follow in the case of the kind."""
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _SPACES.items()}
KINDS = tuple(_PATTERNS)


class Seam(NamedTuple):
    """A text from which one space was deleted, and where it was."""

    kind: str
    text: str
    start: int


class _Form(NamedTuple):
    """An edit that can be found again in a text that is shorter by one space."""

    start: int
    before: str
    after: str


def seams(text: str, random: Random) -> Iterator[Seam]:
    """Yield the text without one of its spaces, once for each kind of place that it has."""
    for kind in KINDS:
        if places := [
            found.start() for found in _PATTERNS[kind].finditer(text) if _is(kind, found)
        ]:
            place = random.choice(places)
            yield Seam(kind, text[:place] + text[place + 1 :], place)


def _is(kind: str, found: re.Match[str]) -> bool:
    """Return whether the first letter after a space has the case that the kind asks for."""
    letters = (char for char in found.string[found.end() : found.end() + 2] if char.isalpha())
    first = next(letters, "")
    return first.islower() if kind == "attribution" else first.isupper()


def measure(texts: Iterable[str], most: int, seed: int) -> dict[str, dict[str, Any]]:
    """Return precision and recall by kind, of at most ``most`` places; equal texts count once.

    Right is an edit that inserts white space, and nothing else, at the place. Wrong are all other
    edits of the damaged text that are not made in the undamaged one.
    """
    places: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for number, text in enumerate(dict.fromkeys(texts)):
        drawn = [
            seam for seam in seams(text, Random(f"{seed} {number}")) if places[seam.kind] < most
        ]
        known = {_form(edit, len(text)) for edit in clean(text).edits} if drawn else set()
        for seam in drawn:
            edits = clean(seam.text).edits
            restored = [edit for edit in edits if _restores(edit, seam)]
            others = [edit for edit in edits if not _restores(edit, seam)]
            places[seam.kind] += 1
            right[seam.kind] += bool(restored)
            wrong[seam.kind] += sum(_form(edit, seam.start) not in known for edit in others)
    return {
        kind: {
            "precision": share(right[kind], right[kind] + wrong[kind]),
            "recall": share(right[kind], places[kind]),
        }
        for kind in KINDS
    }


def _restores(edit: Edit, seam: Seam) -> bool:
    return edit.start == edit.end == seam.start and edit.after.isspace()


def _form(edit: Edit, deleted: int) -> _Form:
    """Return an edit as of the undamaged text: after the deleted space it is one further on."""
    return _Form(edit.start + (edit.start >= deleted), edit.before, edit.after)
