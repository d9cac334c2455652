"""What the searches of ``tests.long`` share: random settings and lengths of parts, and shrinking.

A trial is a text, its settings, and the lengths by which long texts are divided; all of them are
drawn from one generator, so that a seed gives the same trials again.
"""

from __future__ import annotations

import re
import time
from contextlib import contextmanager
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from cleanup.engine import parts
from cleanup.engine.clean import refuse_damaged_mark
from cleanup.engine.decide import chosen
from cleanup.rule import FAMILIES
from cleanup.rules import all_rules
from cleanup.settings import STEPS, Settings
from cleanup.values import MARK, PRESETS
from tests.laws import NOWHERE, broken
from tests.strategies import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from cleanup.values import Context

MARKS = (None, None, None, MARK, "\u27e8?\u27e9", "(lost)", "[link]")
THRESHOLDS = (0.0, 0.3, 0.5, 0.8, 0.8, 0.9, 1.0)
FEW = (1, 30, 300, 3_000)
"""Few steps, of which many texts cost more."""
PATIENCE = 60.0
"""Seconds in which a text is shrunk."""


class Lengths(NamedTuple):
    """What ``cleanup.engine.parts`` divides texts by, in code points."""

    longest: int
    least: int
    reach: int
    margin: int


SHORT = (Lengths(120, 60, 40, 30), Lengths(400, 150, 80, 60), Lengths(2_000, 600, 300, 200))


class Trial(NamedTuple):
    """How a text is cleaned; without ``lengths`` texts are divided as usual."""

    settings: Settings
    lengths: Lengths | None = None
    context: Context = NOWHERE

    def broken(self, text: str) -> str | None:
        """Return which law a text breaks and how, ``None`` if it breaks none."""
        with divided_by(self.lengths):
            return broken(text, self.settings, self.context)

    def __str__(self) -> str:
        given = [
            f"{one.name}={getattr(self.settings, one.name)!r}"
            for one in fields(Settings)
            if getattr(self.settings, one.name) != one.default
        ]
        divided = f", parts {tuple(self.lengths)}" if self.lengths else ""
        told = "" if self.context == NOWHERE else f", {self.context}"
        return f"Settings({', '.join(given)}){divided}{told}"


class Failure(NamedTuple):
    """A text that breaks a law, as short as greedy deletion makes it."""

    text: str
    trial: Trial
    law: str

    def __str__(self) -> str:
        return f"{self.text!a}\n    {self.law}\n    {self.trial}"


@contextmanager
def divided_by(lengths: Lengths | None) -> Iterator[None]:
    """Divide long texts by these lengths."""
    if lengths is None:
        yield
        return
    longest, least, reach, margin = lengths
    every = dict.fromkeys(parts.LEAST, least)
    with patch.multiple(parts, LONGEST=longest, LEAST=every, REACH=reach, MARGIN=margin):
        yield


def random_trial(random: Random) -> Trial:
    """Draw settings, half of them those of the tests, and lengths, most of them the usual ones."""
    settings = random.choice(SETTINGS) if random.random() < 0.5 else random_settings(random)
    return Trial(settings, random.choice((None, None, None, *SHORT)))


PHRASES = ("[share]\nThe end", "[nav edge]\nThe ferry {words}\n[link]\nHe said {title}")
"""Tables of a user's own phrases."""


def random_settings(random: Random) -> Settings:
    """Draw any settings that are accepted."""
    while True:
        drawn = Settings(
            select=_codes(random, 0.3),
            ignore=_codes(random, 0.3),
            unsafe=random.random() < 0.4,
            threshold=random.choice(THRESHOLDS),
            form=random.choice(("table", "file")),
            mark_holes=random.choice(MARKS),
            mark_threshold=random.choice(THRESHOLDS),
            preset=random.choice((None, *PRESETS)),
            extend_select=_codes(random, 0.3),
            remove=_removed(random),
            applies=random.random() < 0.95,
            steps=random.choice(FEW) if random.random() < 0.1 else STEPS,
            phrases=random.choice(PHRASES) if random.random() < 0.1 else "",
        )
        try:
            chosen(all_rules(), drawn)
            refuse_damaged_mark(drawn)
        except ValueError:
            continue
        return drawn


def shrunk(text: str, trial: Trial, patience: float = PATIENCE) -> Failure:
    """Delete ever smaller parts of a text while it goes on breaking the same law."""
    end = time.monotonic() + patience
    law = trial.broken(text) or "not the same twice"
    kind, size = _kind(law), max(1, len(text) // 2)
    while size and time.monotonic() < end:
        place = 0
        while place < len(text) and time.monotonic() < end:
            shorter = text[:place] + text[place + size :]
            if (now := trial.broken(shorter)) and _kind(now) == kind:
                text, law = shorter, now
            else:
                place += size
        size //= 2
    return Failure(text, trial, law)


def _kind(law: str) -> str:
    """Return the words of a message before the first value in it."""
    return re.split(r"""[\d'"(\[{]""", law, maxsplit=1)[0]


def _codes(random: Random, share: float) -> tuple[str, ...]:
    """Draw codes and their beginnings in a share of the cases, else none."""
    if random.random() >= share:
        return ()
    known = _known()
    return tuple(
        random.choice(known)[: random.choice((3, 3, 5, 6))] for _ in range(random.randint(1, 6))
    )


def _removed(random: Random) -> tuple[str, ...]:
    if random.random() < 0.6:
        return ()
    names = tuple(rule.name for rule in all_rules())
    drawn = (
        random.choice((*FAMILIES.values(), random.choice(names), random.choice(_known())))
        for _ in range(random.randint(1, 3))
    )
    return tuple(drawn)


@cache
def _known() -> tuple[str, ...]:
    return tuple(rule.code for rule in all_rules())
