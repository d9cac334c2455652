"""The words of a text as they are divided by blanks, for all scorers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleanup.text.document import Document


def distinct_runs(document: Document) -> frozenset[str]:
    """Return what occurs in a text between blanks, line feeds and its ends.

    Two blanks in sequence have an empty run between them.
    """
    return document.once(_distinct_runs)


def _distinct_runs(document: Document) -> frozenset[str]:
    return frozenset(document.text.replace("\n", " ").split(" "))
