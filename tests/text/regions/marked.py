"""Texts in which what is no prose stands between guillemets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleanup.text.regions import Regions


def unmarked(marked: str) -> str:
    """Return a text without its guillemets."""
    return marked.replace("«", "").replace("»", "")


def marked(text: str, regions: Regions) -> str:
    """Return a text with guillemets around each run of syntax; headings are not marked."""
    parts, place = [], 0
    for start, end, kind in regions:
        if kind != "heading":
            parts += [text[place:start], "«", text[start:end], "»"]
            place = end
    return joined("".join((*parts, text[place:])))


def joined(marked: str) -> str:
    """Return a marked text in which what is marked on lines that follow each other is one."""
    return marked.replace("»«", "").replace("»\n«", "\n")
