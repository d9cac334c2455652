"""Delete spaces of a clean text where words meet, and see whether they are put back.

Every text gives at most one seam of each kind (``benchmarks.damage.seam_kinds``), drawn from the
real spaces there. What ``clean`` does to the text with all its spaces is known, so that real damage
in it counts neither way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
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
AROUND = 40
"""Code points of context to either side of what is listed."""


class _Form(NamedTuple):
    """An edit that can be found again in a text that is longer by some spaces."""

    start: int
    before: str
    after: str


@dataclass
class Found:
    """What became of the places of one kind; what is ``missed`` and ``wrong``, with its context."""

    places: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> dict[str, Any]:
        """The share of edits that are right, with its interval."""
        return share(self.right, self.right + len(self.wrong))

    @property
    def recall(self) -> dict[str, Any]:
        """The share of places that are restored, with its interval."""
        return share(self.right, self.places)


def measure(texts: Iterable[str], most: int, seed: int) -> dict[str, Found]:
    """Return what is found by kind, of at most ``most`` places; equal texts count once.

    Right is an edit that inserts white space, and nothing else, at a place. Wrong are all other
    edits of the damaged text that are not made in the mended one.
    """
    by_kind = {kind: Found() for kind in KINDS}
    for number, text in enumerate(dict.fromkeys(texts)):
        drawn = [
            seam
            for seam in seams(text, Random(f"{seed} {number}"))
            if by_kind[seam.kind].places < most
        ]
        known = {text: _forms(text)} if drawn else {}
        for seam in drawn:
            _count(by_kind[seam.kind], seam, known)
    return by_kind


def _count(found: Found, seam: Seam, known: dict[str, frozenset[_Form]]) -> None:
    """Add what becomes of a damaged text; ``known`` are the edits of the texts before damage."""
    edits = clean(seam.text, settings=KEEPING_ADDRESSES).edits
    restored = {edit.start for edit in edits if _restores(edit, seam)}
    others = [edit for edit in edits if not _restores(edit, seam)]
    if others and seam.mended not in known:
        known[seam.mended] = _forms(seam.mended)
    found.places += len(seam.starts)
    found.right += len(restored)
    found.missed += [
        _shown(seam.text, start, start) for start in seam.starts if start not in restored
    ]
    found.wrong += [
        f"{'+'.join(edit.codes)} {edit.after!r} {_shown(seam.text, edit.start, edit.end)}"
        for edit in others
        if _form(edit, seam.starts) not in known[seam.mended]
    ]


def _shown(text: str, start: int, end: int) -> str:
    left, right = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return repr(f"{left}<{text[start:end]}>{right}")


def _forms(text: str) -> frozenset[_Form]:
    return frozenset(_form(edit) for edit in clean(text, settings=KEEPING_ADDRESSES).edits)


def _restores(edit: Edit, seam: Seam) -> bool:
    return edit.start == edit.end and edit.start in seam.starts and edit.after.isspace()


def _form(edit: Edit, starts: tuple[int, ...] = ()) -> _Form:
    """Return an edit as of the mended text: after each missing space it is one further on."""
    return _Form(edit.start + sum(edit.start >= start for start in starts), edit.before, edit.after)
