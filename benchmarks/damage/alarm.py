"""Count and list false alarms: what is found in texts that are taken as clean."""

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
    """One finding or edit in a text taken as clean, with its context."""

    place: str
    code: str
    left: str
    shown: str
    right: str

    def __str__(self) -> str:
        """Format it on one line."""
        return f"{self.place} {self.code} {self.left!r} <{self.shown}> {self.right!r}"


@dataclass
class Counts:
    """The size of one file, and what was found in it."""

    texts: int = 0
    words: int = 0
    characters: int = 0
    alarms: list[Alarm] = field(default_factory=list)
    either: list[Alarm] = field(default_factory=list)
    """Where a space or words are missing, and nothing shows which."""
    edits: list[Alarm] = field(default_factory=list)

    @property
    def alarms_per_100k_words(self) -> float:
        """Findings for each 100,000 words, as white space separates them."""
        return self._per_100k_words(len(self.alarms))

    @property
    def either_included_per_100k_words(self) -> float:
        """The same, with the places of which nothing shows what is missing."""
        return self._per_100k_words(len(self.alarms) + len(self.either))

    @property
    def edits_per_million(self) -> float:
        """Safe edits for each million code points."""
        return 1e6 * len(self.edits) / self.characters if self.characters else 0.0

    def _per_100k_words(self, number: int) -> float:
        return 1e5 * number / self.words if self.words else 0.0

    @property
    def record(self) -> dict[str, object]:
        """The figures as values of JSON."""
        return {
            "texts": self.texts,
            "words": self.words,
            "findings": len(self.alarms),
            "findings_per_100k_words": self.alarms_per_100k_words,
            "findings_by_code": self.codes("alarms"),
            "either": len(self.either),
            "either_included_per_100k_words": self.either_included_per_100k_words,
            "edits": len(self.edits),
            "edits_per_million": self.edits_per_million,
            "edits_by_code": self.codes("edits"),
        }

    def codes(self, *of: str) -> dict[str, int]:
        """Return how often each rule is among ``alarms``, ``either`` or ``edits``."""
        found = Counter(alarm.code for name in of for alarm in getattr(self, name))
        return dict(found.most_common())


def count_alarms(texts: Iterable[tuple[str, str]], family: str = "hole") -> Counts:
    """Clean texts, given with their names, by the default settings; equal texts count once."""
    counts = Counts()
    seen: set[str] = set()
    for name, text in texts:
        if text in seen:
            continue
        seen.add(text)
        counts.texts += 1
        counts.words += len(text.split())
        counts.characters += len(text)
        result = clean(text, settings=Settings())
        for finding in result.found:
            alarm = _alarm(name, text, finding.start, finding.end, finding.code)
            if finding.family == family:
                counts.alarms.append(alarm)
            elif family == "hole" and finding.family == "join" and finding.after is None:
                counts.either.append(alarm)
        counts.edits += [
            _alarm(
                name,
                text,
                edit.start,
                edit.end,
                "+".join(edit.codes),
                f"{edit.before!r} to {edit.after!r}",
            )
            for edit in result.edits
        ]
    return counts


def _alarm(name: str, text: str, start: int, end: int, code: str, shown: str = "") -> Alarm:
    left, right = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Alarm(f"{name}:{start}-{end}", code, left, shown or repr(text[start:end]), right)
