"""The values of the pipeline: findings, edits, lifted data and cleaned texts.

Every offset is a count of code points in the *original* text unless a docstring says otherwise.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Tier = Literal["safe", "unsafe", "display"]
Form = Literal["table", "file"]
LiftKind = Literal[
    "credit", "byline", "dateline", "published", "agency", "caption", "role", "updated"
]
Status = Literal["clean", "repaired", "flagged", "repaired+flagged"]
Hole = Literal["inline", "quotation", "sentence-head", "sentence-tail", "bracket", "mark"]
"""What was lost at a hole: words within a sentence, a quotation, the beginning or the end of a
sentence, what a pair of brackets or quotation marks held, or no words but a mark or letters."""

LOST: dict[Hole, str] = {
    "inline": "words within a sentence (`inline`)",
    "quotation": "a quotation (`quotation`)",
    "sentence-head": "the beginning of a sentence (`sentence-head`)",
    "sentence-tail": "the end of a sentence (`sentence-tail`)",
    "bracket": "what a pair of brackets or quotation marks held (`bracket`)",
    "mark": "no words, but a mark or letters of a word (`mark`)",
}
"""The descriptions of the types of holes."""

Markup = Literal["markdown", "rest", "asciidoc", "html", "wiki", "latex", "plain"]
"""How a file is marked up; ``plain`` is without a markup of a name."""

Trait = Literal[
    "hard-wrapped",
    "list-like",
    "lower-cased",
    "mail-like",
    "marks-lost",
    "markup",
    "ocr-like",
    "program-text",
    "tokenised",
    "unspaced",
    "markdown",
    "rest",
    "asciidoc",
    "html",
    "wiki",
    "latex",
]
"""What a text can be as a whole. ``markup`` goes with the name of the markup."""


class Kind(NamedTuple):
    """What a text is: its language, ``None`` if it is not certain, and its traits, sorted."""

    lang: str | None = None
    traits: tuple[Trait, ...] = ()


UNKNOWN_KIND = Kind()
"""Of a text that nobody looked at."""

Severity = Literal["lost", "meaning", "not-article", "cosmetic"]

SEVERITIES: dict[Severity, str] = {
    "lost": "text is missing (`lost`)",
    "meaning": "what is read differs from what was written (`meaning`)",
    "not-article": "the text is not the author's (`not-article`)",
    "cosmetic": "only the form is damaged (`cosmetic`)",
}
"""The descriptions of what damage does to a text, the worst first."""


Preset = Literal["news", "web", "prose", "minimal", "audit"]
"""Settings by name: what is reported, and what is changed (``cleanup.engine.presets``)."""

PRESETS: tuple[Preset, ...] = get_args(Preset)

MARK = "[\u2026]"
"""The default hole mark, which readers know as an omission of words."""

_BRACKETS = ("[]", "()", "{}", "<>", "\u27e6\u27e7", "\u27e8\u27e9", "\u3010\u3011", "\u300a\u300b")
_LONGEST_MARK = 40


def wrong_with_mark(mark: str) -> str:
    """Return why a mark is invalid; an empty string if it is valid."""
    if len(mark) > _LONGEST_MARK:
        return f"has more than {_LONGEST_MARK} characters"
    if not mark.isprintable():
        return "holds a line break or another character that cannot be seen"
    if not unicodedata.is_normalized("NFC", mark):
        return "is not in the normal form NFC"
    if mark[:1] + mark[-1:] not in _BRACKETS:
        return "would read as a part of the text"
    if not mark[1:-1].strip() or mark[1:-1] != mark[1:-1].strip():
        return "holds nothing, or blanks at its edges"
    return ""


class Context(NamedTuple):
    """The data of a row besides its text."""

    title: str | None = None
    lang: str | None = None
    source: str | None = None
    ignore: tuple[str, ...] = ()
    """Codes, their beginnings, or names of rules that are suppressed; ``*`` means all."""
    file: str | None = None
    """The text file that is the row, whose name says more than that of a publisher."""


class Found(NamedTuple):
    """What a rule yields: one place in the text of the current round.

    ``after`` is the text proposed for ``start:end``; ``None`` only flags, ``""`` removes.
    ``lift`` holds data copied out of the body. ``confidence``, ``message`` and
    ``tier`` replace those of the rule for this place; ``tier`` may only be weaker, and makes the
    finding provisional. ``mark_at`` is where in ``start:end`` the mark of a hole goes, if the span
    does not determine it (``cleanup.engine.hole_marks.mark_place``).
    """

    start: int
    end: int
    after: str | None = None
    lift: tuple[tuple[LiftKind, str], ...] = ()
    confidence: float | None = None
    message: str | None = None
    mark_at: int | None = None
    tier: Tier | None = None


class Finding(NamedTuple):
    """One place where a rule found damage. Flags have ``after=None``; a removal has ``""``.

    ``hole`` is what was lost, if the family is ``hole``. The code implies it, so outputs have no
    column for it; ``cleanup rules`` lists which.
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
    """Data copied out of the body, in the order of the text, without repeats."""

    credit: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    dateline: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()


def clean_starts_of(edits: Iterable[Edit]) -> list[int]:
    """Return where each edit begins in the text that they make."""
    starts = []
    shift = 0
    for edit in edits:
        starts.append(edit.start + shift)
        shift += len(edit.after) - len(edit.before)
    return starts


class Offsets:
    """Maps offsets between an original and its cleaned text, in code points.

    An offset in deleted or inserted text maps to the start of that edit.
    """

    def __init__(self, edits: Sequence[Edit], original_length: int) -> None:
        self._edits = edits
        self._length = original_length

    @cached_property
    def _starts(self) -> list[int]:
        return [edit.start for edit in self._edits]

    @cached_property
    def clean_starts(self) -> list[int]:
        """Where each edit begins in the cleaned text."""
        return clean_starts_of(self._edits)

    @cached_property
    def _clean_length(self) -> int:
        return self._length + sum(len(edit.after) - len(edit.before) for edit in self._edits)

    def to_clean(self, position: int) -> int:
        """Map an offset of the original, 0 to its length, to the cleaned text (``IndexError``)."""
        self._check(position, self._length)
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return position
        edit, start = self._edits[index], self.clean_starts[index]
        return start if position < edit.end else position - edit.end + start + len(edit.after)

    def to_original(self, position: int) -> int:
        """Map an offset of the cleaned text, 0 to its length, to the original (``IndexError``)."""
        self._check(position, self._clean_length)
        index = bisect_right(self.clean_starts, position) - 1
        if index < 0:
            return position
        edit, start = self._edits[index], self.clean_starts[index]
        inside = position < start + len(edit.after)
        return edit.start if inside else position - start - len(edit.after) + edit.end

    def span_to_original(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of the cleaned text to the smallest span of the original that holds it."""
        first = self.to_original(start)
        if end == start:
            return first, first
        index = bisect_right(self.clean_starts, end - 1) - 1
        if index >= 0 and end - 1 < self.clean_starts[index] + len(self._edits[index].after):
            return first, max(first, self._edits[index].end)
        return first, max(first, self.to_original(end - 1) + 1)

    @staticmethod
    def _check(position: int, length: int) -> None:
        if not 0 <= position <= length:
            raise IndexError(f"offset {position} lies outside 0 to {length}")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text with everything that is needed to account for it and to undo it.

    ``findings`` are those that remain: flags, and changes that the settings did not allow.
    ``found`` are all findings, also those that became edits. ``kind`` is what the original is,
    ``preset`` what it was judged as.
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
    kind: Kind = field(default=UNKNOWN_KIND, repr=False)
    preset: str = field(default="news", repr=False)


UNTOUCHED = Cleaned("", (), (), Lifted(), 0.0, "clean", Offsets((), 0), ())
"""The result of cleaning a text that is null."""
