"""The documents that all training reads, and which of them it learns from.

Damaged documents are rows of a JSONL file (also .zst, .xz, .gz) as the damage benchmark makes them:
``id``, ``lang``, ``extracted`` (the text as a scraper left it), ``gold`` (the text without damage)
and ``damage``, a list of places with ``offset``, ``end`` and ``kind``. Clean documents are rows
with ``text``.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from benchmarks.documents import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Row = dict[str, Any]

NEARBY = 3
"""Candidates within so many code points of other damage are no examples."""


def damaged_rows(paths: Iterable[Path], first: float, last: float) -> Iterator[Row]:
    """Yield the rows whose id's hash falls in ``first`` to ``last``, of 0 to 1.

    A share of documents is trained on, so that the others remain to measure on.
    """
    for path in paths:
        for row in rows(path):
            if first <= share_of(row["id"]) < last:
                yield row


def share_of(identity: str) -> float:
    """Return where in 0 to 1 a document's id falls, by its hash."""
    return int(hashlib.md5(identity.encode()).hexdigest()[:8], 16) / 2**32


def is_english(row: Row) -> bool:
    """Return whether a row is in English or does not say."""
    return (row.get("lang") or "en").startswith("en")


def bodies_of(damaged: Iterable[Row]) -> list[str]:
    """Return the texts without damage of damaged rows, once each."""
    return list({row["id"]: row["gold"] for row in damaged if row.get("gold")}.values())
