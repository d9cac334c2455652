"""Conserve scraped text: find the damage, repair what evidence allows, account for every change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.version import __version__

if TYPE_CHECKING:
    from cleanup.engine.clean import check, clean
    from cleanup.explaining.place import explain
    from cleanup.explaining.values import Explained
    from cleanup.frame import clean_frame, clean_table
    from cleanup.labels.projection import Projected, project
    from cleanup.ledger import undo
    from cleanup.settings import Settings
    from cleanup.values import Cleaned, Edit, Finding, Lifted, Offsets

__all__ = [
    "Cleaned",
    "Edit",
    "Explained",
    "Finding",
    "Lifted",
    "Offsets",
    "Projected",
    "Settings",
    "__version__",
    "check",
    "clean",
    "clean_frame",
    "clean_table",
    "explain",
    "project",
    "undo",
]

if not TYPE_CHECKING:  # so that a type checker knows no other names than those above
    _MODULES = {
        "cleanup.engine.clean": ("check", "clean"),
        "cleanup.explaining.place": ("explain",),
        "cleanup.explaining.values": ("Explained",),
        "cleanup.frame": ("clean_frame", "clean_table"),
        "cleanup.labels.projection": ("Projected", "project"),
        "cleanup.ledger": ("undo",),
        "cleanup.settings": ("Settings",),
        "cleanup.values": ("Cleaned", "Edit", "Finding", "Lifted", "Offsets"),
    }
    _MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}

    def __getattr__(name: str) -> object:
        """Import a name when it is asked for first: the word lists and polars take their time."""
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        try:
            globals()[name] = value = getattr(import_module(_MODULE_OF[name]), name)
        except ModuleNotFoundError as error:
            from cleanup.errors import missing_extra

            if missing := missing_extra(error):
                raise ModuleNotFoundError(f"cleanup.{name}: {missing}", name=error.name) from error
            raise
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
