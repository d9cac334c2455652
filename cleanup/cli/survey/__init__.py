"""Look at a folder for ``cleanup init``: which files, which kinds, what a check would find."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cleanup.cli.survey.columns import text_column
from cleanup.engine.clean import clean
from cleanup.errors import CannotRun
from cleanup.read.encoded import decode
from cleanup.read.regular import read_regular
from cleanup.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.read.source import Source

T = TypeVar("T")

MOST_TEXTS, MOST_TABLES = 200, 20
"""So many are looked at, spread over all: some seconds."""

LARGEST = 1 << 18
"""Text files of more bytes are not judged: they would take the time of many others."""

NEWS = "news"
"""The preset of articles; the others are for what is none."""

OTHERS = frozenset(
    "fixtures testdata test-data test_data snapshots __snapshots__ vendor vendored third_party"
    " third-party".split()
)
"""Names of folders that hold test data, or files of other people."""


@dataclass
class Survey:
    """What is in a folder. Paths are relative to it, with forward slashes."""

    suffixes: Counter[str] = field(default_factory=Counter)
    presets: dict[str, Counter[str]] = field(default_factory=dict)
    """By the first folder of the path, an empty string for none: judged by which preset."""
    codes: Counter[str] = field(default_factory=Counter)
    looked_at: int = 0
    unreadable: dict[str, str] = field(default_factory=dict)
    """Files that are no UTF-8 text, and why."""
    others: Counter[str] = field(default_factory=Counter)
    """How many files the folders hold that have a name of ``OTHERS``."""
    columns: dict[str, str | None] = field(default_factory=dict)
    """The column of each table looked at that holds its text; ``None`` for none."""

    @property
    def judged(self) -> Counter[str]:
        """How many text files were judged by which preset."""
        return sum(self.presets.values(), Counter())


def survey(folder: Path, sources: Sequence[Source]) -> Survey:
    """Return what is in the sources, which are below ``folder``."""
    found = Survey()
    texts, tables = [], []
    for source in sources:
        path = Path(source.path).relative_to(folder)
        found.suffixes["".join(path.suffixes[-1:])] += 1
        if other := _other(path):
            found.others[other] += 1
        elif source.kind != "text":
            tables.append((path, source))
        elif not source.compression:
            texts.append(path)
    for path in _spread(texts, MOST_TEXTS):
        _look_at_text(folder, path, found)
    for path, source in _spread(tables, MOST_TABLES):
        found.columns[path.as_posix()] = text_column(source)
    return found


def _other(path: Path) -> str | None:
    """Return the folder of a path whose name is one of ``OTHERS``, as a pattern."""
    for depth, name in enumerate(path.parts[:-1], start=1):
        if name in OTHERS:
            return f"/{Path(*path.parts[:depth]).as_posix()}/"
    return None


def _spread(items: Sequence[T], most: int) -> Sequence[T]:
    return items if len(items) <= most else [items[i * len(items) // most] for i in range(most)]


def _look_at_text(folder: Path, path: Path, found: Survey) -> None:
    name = path.as_posix()
    if (folder / path).stat().st_size > LARGEST:
        return
    try:
        text = decode(name, read_regular(folder / path, LARGEST)).text
    except CannotRun as error:
        found.unreadable[name] = str(error).removeprefix(f"{name}: ")
        return
    result = clean(text, source=name, settings=Settings(form="file"))
    found.looked_at += 1
    first = path.parts[0] if len(path.parts) > 1 else ""
    found.presets.setdefault(first, Counter())[result.preset] += 1
    found.codes.update(finding.code for finding in result.found)
