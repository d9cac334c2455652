"""Phrases that a user adds to the tables ``furniture``: the text of a table in their format."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from cleanup.grammar.furniture.phrase import SLOTS, phrase_of
from cleanup.grammar.furniture.tokens import MOST, tokens_of
from cleanup.phrases.sections import entries

if TYPE_CHECKING:
    from cleanup.grammar.furniture.phrase import Phrase

TABLE = "furniture"
_LANG = "en"
"""English phrases count in texts of every language."""
_HEADING = re.compile(r"\[([a-z-]+)(?: (edge))?\]")
_SLOT = re.compile(r"\{[^{}]*\}")


@lru_cache(maxsize=8)
def own_phrases(text: str) -> tuple[Phrase, ...]:
    """Return the phrases of a user's table.

    ``ValueError`` with the number of the line for a section that no table has, a phrase before the
    first section, one without a word, one with too many, and a slot that there is not.
    """
    found: list[Phrase] = []
    section, at_edge = "", False
    for number, line in enumerate(normalize("NFC", text).splitlines(), 1):
        stripped = line.strip().removeprefix("\ufeff")
        if not stripped or stripped.startswith("#"):
            continue
        if stripped.startswith("["):
            section, at_edge = _section(stripped, number)
        elif not section:
            raise ValueError(f"line {number}: {stripped!r} stands before the first [section]")
        else:
            found.append(_phrase(stripped, section, number, at_edge=at_edge))
    return tuple(found)


def _section(heading: str, number: int) -> tuple[str, bool]:
    form = _HEADING.fullmatch(heading)
    if form is None:
        raise ValueError(f"line {number}: {heading!r} is no section: write [name] or [name edge]")
    if form[1] not in known_sections():
        names = ", ".join(sorted(known_sections()))
        raise ValueError(f"line {number}: there is no section [{form[1]}]; there are {names}")
    return form[1], form[2] is not None


def _phrase(line: str, section: str, number: int, *, at_edge: bool) -> Phrase:
    unknown = next((slot for slot in _SLOT.findall(line) if slot not in SLOTS), None)
    if unknown is not None:
        raise ValueError(
            f"line {number}: there is no slot {unknown}; there are {', '.join(sorted(SLOTS))}"
        )
    if len(tokens_of(line)) >= MOST:
        raise ValueError(f"line {number}: {line[:40]!r}... has {MOST} words or more")
    try:
        return phrase_of(section, _LANG, line, at_edge=at_edge)
    except ValueError:
        raise ValueError(f"line {number}: {line!r} has no word") from None


@cache
def known_sections() -> frozenset[str]:
    """Return the names of the sections that the tables have."""
    return frozenset(entry.section for entry in entries(TABLE))
