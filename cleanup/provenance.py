"""What a cleaned row says about itself: the ``cleanup_*`` columns and their meaning.

=======================  =====================================================================
cleanup_source           the file the row came from, as given, with forward slashes
cleanup_row              its row there, from 0
cleanup_original_sha256  of the original text's UTF-8 bytes
cleanup_status           clean, repaired, flagged or repaired+flagged
cleanup_edits            the ledger: what was changed, offsets in code points of the original
cleanup_findings         what was seen and left, offsets in code points of the original
cleanup_lifted           credits, bylines, datelines and dates copied out of the text
cleanup_damage           1000 x the covered share of the original's code points
cleanup_ruleset          version and hash of the rules and settings that made this row
=======================  =====================================================================
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from cleanup.values import Cleaned, Edit, Finding, Lifted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PREFIX = "cleanup_"

EDIT = ("start", "end", "before", "after", "codes", "removal")
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
LIFTED = ("credit", "byline", "dateline", "published")


def provenance(
    source: str | None, row: int, original: str | None, cleaned: Cleaned, ruleset: str
) -> dict[str, Any]:
    """Return the ``cleanup_*`` members of one row, as JSON has them."""
    return {
        "cleanup_source": source,
        "cleanup_row": row,
        "cleanup_original_sha256": sha256(original),
        "cleanup_status": cleaned.status,
        "cleanup_edits": [members(edit, EDIT) for edit in cleaned.edits],
        "cleanup_findings": [members(finding, FINDING) for finding in cleaned.findings],
        "cleanup_lifted": members(cleaned.lifted, LIFTED),
        "cleanup_damage": cleaned.damage,
        "cleanup_ruleset": ruleset,
    }


def members(value: Edit | Finding | Lifted, names: Iterable[str]) -> dict[str, Any]:
    """Return the named attributes of a value."""
    return {name: getattr(value, name) for name in names}


def edit_of(stored: Mapping[str, Any]) -> Edit:
    """Return an edit as it was before it was stored."""
    return Edit(**{**{name: stored[name] for name in EDIT}, "codes": tuple(stored["codes"])})


def sha256(text: str | None) -> str | None:
    """Return the hash of a text's UTF-8 bytes, in hexadecimal; null for null."""
    return None if text is None else hashlib.sha256(text.encode()).hexdigest()
