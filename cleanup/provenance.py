"""The provenance of a cleaned row: the ``cleanup_*`` columns and their meaning.

=======================  =====================================================================
cleanup_source           the file the row came from, as given, with forward slashes
cleanup_row              its row there, from 0
cleanup_original_sha256  of the original text's UTF-8 bytes
cleanup_status           clean, repaired, flagged or repaired+flagged
cleanup_edits            the ledger of changes, offsets in code points of the original
cleanup_findings         the remaining findings, offsets in code points of the original
cleanup_kind             what the text is: its language and its traits
cleanup_lifted           credits, bylines, datelines and dates copied out of the text
cleanup_damage           1000 x the covered share of the original's code points
cleanup_ruleset          version and hash of the rules and settings that made this row
=======================  =====================================================================
"""

from __future__ import annotations

import hashlib
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from cleanup.values import Cleaned, Edit, Finding, Kind, Lifted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PREFIX = "cleanup_"

EDIT = ("start", "end", "before", "after", "codes", "removal")
_EDIT = itemgetter(*EDIT)
FINDING = (
    "code",
    "name",
    "family",
    "tier",
    "confidence",
    "start",
    "end",
    "after",
    "message",
)
KIND = ("lang", "traits")
LIFTED = (
    *("credit", "byline", "dateline", "published"),
    *("agency", "caption", "role", "updated"),
)


def provenance(
    source: str | None, row: int, original: str | None, cleaned: Cleaned, ruleset: str
) -> dict[str, Any]:
    """Return the ``cleanup_*`` members of one row, as values of JSON."""
    return {
        "cleanup_source": source,
        "cleanup_row": row,
        "cleanup_original_sha256": sha256(original),
        "cleanup_status": cleaned.status,
        "cleanup_edits": [attributes(edit, EDIT) for edit in cleaned.edits],
        "cleanup_findings": [attributes(finding, FINDING) for finding in cleaned.findings],
        "cleanup_kind": attributes(cleaned.kind, KIND),
        "cleanup_lifted": attributes(cleaned.lifted, LIFTED),
        "cleanup_damage": cleaned.damage,
        "cleanup_ruleset": ruleset,
    }


def attributes(value: Edit | Finding | Kind | Lifted, names: Iterable[str]) -> dict[str, Any]:
    """Return the named attributes of a value."""
    return {name: getattr(value, name) for name in names}


def edit_of(stored: Mapping[str, Any]) -> Edit:
    """Return the edit that was stored as a mapping. Raises ``KeyError`` or ``TypeError``."""
    start, end, before, after, codes, removal = _EDIT(stored)
    return Edit(start, end, before, after, tuple(codes), removal)


def sha256(text: str | None) -> str | None:
    """Return the SHA-256 of a text's UTF-8 bytes, in hexadecimal; ``None`` for ``None``."""
    return None if text is None else hashlib.sha256(text.encode()).hexdigest()
