"""Whether a file is documentation, a licence, a log or a README, not an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from cleanup.values import Trait

_SAMPLE = 20_000
_SIGNS = "`=<>{}|_#*\\[]/"
_PER_SIGN = 100
"""Code points for each sign: articles have one in three hundred, most of them dates and links."""

_NAME = Pattern(
    r"(?i)(?:^|/)(?:readme|licen[sc]e|copying|change(?:s|log)|news|history|authors|contributors"
    r"|contributing|notice|install|todo|requirements|robots|cmakelists|third[-_ ]?party"
    r"|top_level|entry_points|sources|release[-_ ]?notes)[^/]*$",
    timed=False,
)
_LICENCE = Pattern(
    r"(?i)without warranty of any kind|all rights reserved\.\s+redistribution|licen[sc]ed under the"
    r"|permission (?:is hereby granted|to use, copy)",
    timed=False,
)
_ITEM = Pattern(
    r"(?m)^[ \t]*(?:[-*+] \S|v?\d+\.\d+(?:\.\d+)?\b|\d{4}-\d\d-\d\d|={3,}$|-{3,}$)", timed=False
)
"""A line of a list or of a history of versions, or the line under a heading."""
_LEAST = 4
_PER_ITEM = 8
"""Lines for each of them, at most."""


def is_documentation(text: str, source: str | None, traits: tuple[Trait, ...]) -> bool:
    """Return whether a text file is written for users of software, by its name, kind or signs."""
    if source and _NAME.search(source.replace("\\", "/")):
        return True
    if "program-text" in traits or "list-like" in traits:
        return True
    sample = text[:_SAMPLE]
    if sum(map(sample.count, _SIGNS)) * _PER_SIGN > len(sample):
        return True
    items = sum(1 for _ in _ITEM.finditer(sample))
    if items >= _LEAST and items * _PER_ITEM > sample.count("\n"):
        return True
    return _LICENCE.search(sample) is not None
