"""Conserve scraped text: find the damage, repair what evidence allows, account for every change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleanup.engine.clean import check, clean
from cleanup.ledger import undo
from cleanup.settings import Settings
from cleanup.values import Cleaned, Edit, Finding, Lifted, Offsets
from cleanup.version import __version__

if TYPE_CHECKING:
    from cleanup.frame import clean_frame, clean_table

__all__ = [
    "Cleaned",
    "Edit",
    "Finding",
    "Lifted",
    "Offsets",
    "Settings",
    "__version__",
    "check",
    "clean",
    "clean_frame",
    "clean_table",
    "undo",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Import what needs polars only when it is asked for."""
    if name in ("clean_frame", "clean_table"):
        from cleanup import frame

        return getattr(frame, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
