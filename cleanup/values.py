"""The values that flow through the pipeline: what was seen, what was changed, what came out.

Every offset is a count of code points in the *original* text unless a docstring says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from cleanup.ledger import Offsets

Tier = Literal["safe", "unsafe", "display"]
Form = Literal["table", "file"]
LiftKind = Literal["credit", "byline", "dateline", "published"]
Status = Literal["clean", "repaired", "flagged", "repaired+flagged"]
Hole = Literal["inline", "quotation", "sentence-head", "sentence-tail", "bracket", "mark"]
"""What was lost at a hole: words within a sentence, a quotation, the beginning or the end of a
sentence, what a pair of brackets or quotation marks held, or no words but a mark or letters."""


class Found(NamedTuple):
    """What a rule yields: one place in the text that the rule was shown.

    ``after`` is the text proposed for ``start:end``; ``None`` only flags, ``""`` takes away.
    ``lift`` holds data copied out of the body. ``confidence`` and ``message`` replace the
    rule's own for this place, and so does ``tier``, which may only be weaker. ``seam`` is where
    in ``start:end`` text was lost, if a hole does not show it by itself
    (``cleanup.engine.hole_marks.seam_of``).
    """

    start: int
    end: int
    after: str | None = None
    lift: tuple[tuple[LiftKind, str], ...] = ()
    confidence: float | None = None
    message: str | None = None
    seam: int | None = None
    tier: Tier | None = None


class Finding(NamedTuple):
    """One place where a rule saw damage. Flags have ``after=None``; a removal has ``""``.

    ``hole`` says what was lost, if the family is ``hole``. The code says it, too, so outputs have
    no column of it; ``cleanup rules`` lists which.
    """

    code: str
    name: str
    family: str
    tier: Tier
    confidence: float
    start: int
    end: int
    after: str | None
    message: str
    hole: Hole | None = None


class Edit(NamedTuple):
    """One change that was made: ``original[start:end] == before`` became ``after``."""

    start: int
    end: int
    before: str
    after: str
    codes: tuple[str, ...]
    removal: bool = False


@dataclass(frozen=True, slots=True)
class Lifted:
    """What was copied out of the body as data, in the order of the text, without repeats."""

    credit: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    dateline: tuple[str, ...] = ()
    published: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text with all that is needed to account for it and to undo it.

    ``findings`` are those that are left: flags, and changes that the settings did not allow.
    ``found`` are all findings, also those that became edits.
    ``damage`` is 1000 times the share of the original's code points that edits and findings
    cover together, an empty span counting as one.
    """

    text: str
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    lifted: Lifted
    damage: float
    status: Status
    offsets: Offsets = field(repr=False)
    found: tuple[Finding, ...] = field(repr=False)
