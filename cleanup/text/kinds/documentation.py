"""Whether a file is documentation, a licence, a log or a README, not an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from cleanup.values import Trait

_SAMPLE = 20_000
_SIGNS = "`=<>{}|_#*\\[]/"
_PER_SIGN = 100
"""Code points for each sign: articles have one in three hundred, most of them dates and links."""

_STEMS = frozenset(
    "changes news history authors contributors contributing notice install todo robots credits"
    " third_party top_level entry_points sources release_notes".split()
)
_BEGINNINGS = ("readme", "license", "licence", "copying", "changelog", "requirements", "cmakelists")
"""Names, and beginnings of names, of files that projects of software have."""

_LICENCES = (
    "without warranty of any kind",
    "permission is hereby granted",
    "permission to use, copy",
    "licensed under the",
    "license, version",
)
_ITEMS = ("- ", "* ", "+ ", "===", "---")
"""How the items of lists begin, and the lines under headings."""
_LEAST = 4
_PER_ITEM = 8
"""Lines for each item, at most."""


def is_documentation(text: str, source: str | None, traits: Collection[Trait]) -> bool:
    """Return whether a text file is written for users of software, by its name, kind or signs."""
    if source and _is_name_of_projects(source):
        return True
    if "program-text" in traits or "list-like" in traits:
        return True
    sample = text[:_SAMPLE]
    if sum(map(sample.count, _SIGNS)) * _PER_SIGN > len(sample):
        return True
    lines = sample.split("\n")
    items = sum(line.lstrip().startswith(_ITEMS) for line in lines)
    if items >= _LEAST and items * _PER_ITEM >= len(lines):
        return True
    return _is_licence(sample)


def is_of_project(text: str, source: str, traits: Collection[Trait]) -> bool:
    """Return whether a text file among articles is a project's: a README, a licence, or a program.

    Lists and signs of markup say nothing there: articles that were scraped as Markdown have them.
    """
    named = _name_of(source).startswith(_BEGINNINGS)
    return named or "program-text" in traits or _is_licence(text[:_SAMPLE])


def _is_licence(sample: str) -> bool:
    small = " ".join(sample.lower().split()) if "copy" in sample or "icen" in sample else ""
    return any(map(small.__contains__, _LICENCES))


def _is_name_of_projects(source: str) -> bool:
    name = _name_of(source)
    return name.startswith(_BEGINNINGS) or name.partition(".")[0] in _STEMS


def _name_of(source: str) -> str:
    return source.replace("\\", "/").rpartition("/")[2].lower()
