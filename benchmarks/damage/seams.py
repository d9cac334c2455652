"""Delete spaces of a clean text where words meet, and see whether they are put back.

Every text gives at most one seam of each kind (``benchmarks.damage.seam_kinds``), drawn from the
real spaces there. What ``clean`` does to the text with all its spaces is known, so that real damage
in it counts neither way.
"""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.damage.score import share
from benchmarks.damage.seam_kinds import KINDS, Seam, seams
from cleanup import Settings, clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup import Edit

KEEPING_ADDRESSES = Settings(ignore=("EMB002",))
"""An address of a post that is removed leaves one space of two, and none to look for."""


class _Form(NamedTuple):
    """An edit that can be found again in a text that is longer by some spaces."""

    start: int
    before: str
    after: str


def measure(texts: Iterable[str], most: int, seed: int) -> dict[str, dict[str, Any]]:
    """Return precision and recall by kind, of at most ``most`` places; equal texts count once.

    Right is an edit that inserts white space, and nothing else, at a place. Wrong are all other
    edits of the damaged text that are not made in the mended one.
    """
    places: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for number, text in enumerate(dict.fromkeys(texts)):
        drawn = [
            seam for seam in seams(text, Random(f"{seed} {number}")) if places[seam.kind] < most
        ]
        known = {text: _forms(text)} if drawn else {}
        for seam in drawn:
            edits = clean(seam.text, settings=KEEPING_ADDRESSES).edits
            others = [edit for edit in edits if not _restores(edit, seam)]
            if others and seam.mended not in known:
                known[seam.mended] = _forms(seam.mended)
            places[seam.kind] += len(seam.starts)
            right[seam.kind] += len(edits) - len(others)
            wrong[seam.kind] += sum(
                _form(edit, seam.starts) not in known[seam.mended] for edit in others
            )
    return {
        kind: {
            "precision": share(right[kind], right[kind] + wrong[kind]),
            "recall": share(right[kind], places[kind]),
        }
        for kind in KINDS
    }


def _forms(text: str) -> frozenset[_Form]:
    return frozenset(_form(edit) for edit in clean(text, settings=KEEPING_ADDRESSES).edits)


def _restores(edit: Edit, seam: Seam) -> bool:
    return edit.start == edit.end and edit.start in seam.starts and edit.after.isspace()


def _form(edit: Edit, starts: tuple[int, ...] = ()) -> _Form:
    """Return an edit as of the mended text: after each missing space it is one further on."""
    return _Form(edit.start + sum(edit.start >= start for start in starts), edit.before, edit.after)
