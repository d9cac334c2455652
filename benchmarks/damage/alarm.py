"""Count what a cleaner finds in texts that are taken as clean, and show it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cleanup import Settings, clean

if TYPE_CHECKING:
    from collections.abc import Iterable

AROUND = 60
"""Code points of context to either side."""


class Alarm(NamedTuple):
    """One finding or edit in a text taken as clean, with what stands around it."""

    place: str
    code: str
    left: str
    shown: str
    right: str

    def __str__(self) -> str:
        """Draw it on one line."""
        return f"{self.place} {self.code} {self.left!r} <{self.shown}> {self.right!r}"


@dataclass
class Quiet:
    """What was read of one file, and what was seen in it."""

    texts: int = 0
    words: int = 0
    characters: int = 0
    alarms: list[Alarm] = field(default_factory=list)
    edits: list[Alarm] = field(default_factory=list)

    @property
    def alarms_per_100k_words(self) -> float:
        """Findings for each 100,000 words, a word being what white space parts."""
        return 1e5 * len(self.alarms) / self.words if self.words else 0.0

    @property
    def edits_per_million(self) -> float:
        """Safe edits for each million code points."""
        return 1e6 * len(self.edits) / self.characters if self.characters else 0.0

    def codes(self, of: str) -> dict[str, int]:
        """Return how often each rule is among the ``alarms`` or ``edits``, most often first."""
        return dict(Counter(one.code for one in getattr(self, of)).most_common())


def listen(texts: Iterable[tuple[str, str]], family: str = "hole") -> Quiet:
    """Clean texts, given with their names, by the default settings; equal texts count once."""
    quiet = Quiet()
    seen: set[str] = set()
    for name, text in texts:
        if text in seen:
            continue
        seen.add(text)
        quiet.texts += 1
        quiet.words += len(text.split())
        quiet.characters += len(text)
        result = clean(text, settings=Settings())
        quiet.alarms += [
            _alarm(name, text, one.start, one.end, one.code)
            for one in result.found
            if one.family == family
        ]
        quiet.edits += [
            _alarm(
                name,
                text,
                one.start,
                one.end,
                "+".join(one.codes),
                f"{one.before!r} to {one.after!r}",
            )
            for one in result.edits
        ]
    return quiet


def _alarm(name: str, text: str, start: int, end: int, code: str, shown: str = "") -> Alarm:
    left, right = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Alarm(f"{name}:{start}-{end}", code, left, shown or repr(text[start:end]), right)
