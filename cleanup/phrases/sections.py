"""Tables with sections: a name in square brackets, and below it a phrase a line."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from cleanup.phrases import phrases

_FOLDER = Path(__file__).parent


class Entry(NamedTuple):
    """A line of a table of one language, and the section in which it stands."""

    section: str
    lang: str
    text: str
    at_edge: bool
    """Whether the section is ``[name edge]``: it counts only where other signs are near."""


def entries(table: str) -> tuple[Entry, ...]:
    """Return the lines of all languages' tables of this name, sorted by language.

    ``ValueError`` for a line before the first section.
    """
    files = sorted(_FOLDER.glob(f"*/{table}.txt"))
    return tuple(entry for file in files for entry in _read(table, file.parent.name))


def _read(table: str, lang: str) -> list[Entry]:
    found, section, at_edge = [], "", False
    for line in phrases(f"{lang}/{table}"):
        if line.startswith("["):
            section, _, rest = line.strip("[]").partition(" ")
            at_edge = rest == "edge"
        elif section:
            found.append(Entry(section, lang, line, at_edge))
        else:
            raise ValueError(f"{lang}/{table}.txt: {line!r} stands in no section")
    return found
