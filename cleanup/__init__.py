"""Conserve scraped text: find the damage, repair what evidence allows, account for every change."""

from __future__ import annotations

from cleanup.clean import check, clean
from cleanup.repair import Offsets, undo
from cleanup.settings import Settings
from cleanup.values import Cleaned, Edit, Finding, Lifted

__all__ = [
    "Cleaned",
    "Edit",
    "Finding",
    "Lifted",
    "Offsets",
    "Settings",
    "check",
    "clean",
    "undo",
]
__version__ = "0.1.0"
