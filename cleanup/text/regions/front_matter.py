"""The metadata before the text of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_FENCES = {"---": ("---", "..."), "+++": ("+++",), ";;;": (";;;",)}
_ENTRY = Pattern(r"(?:[\w\"'.-]++(?: [\w.-]++){0,3}[ \t]*+[:=]|#|\[|-[ \t])", timed=False)
_LONGEST = 1000
"""Lines of metadata; a break at the start of a text whose next one is farther is only that."""


def front_matter(lines: Sequence[str]) -> int:
    """Return how many lines at the start are metadata between fences (YAML, TOML), 0 if none."""
    if not lines:
        return 0
    ends = _FENCES.get(lines[0].removeprefix("\ufeff").rstrip())
    if not ends or len(lines) < 2 or not (lines[1].rstrip() in ends or _ENTRY.match(lines[1])):
        return 0
    for number, line in enumerate(lines[1:_LONGEST], 1):
        if line.rstrip() in ends:
            return number + 1
    return 0
