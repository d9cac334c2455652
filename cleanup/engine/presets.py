"""Presets: settings by name. Each says which rules report, and which changes are made.

The default is chosen for each text: rows of tables, and text files that read as an article, are
``news``; markup, program text and documentation are ``prose``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cleanup.settings import Settings
    from cleanup.values import Preset

_FORM = ("ENC", "INV", "SPC002")
"""Encoding, invisible characters, and white space at the ends of lines."""


class _Sets(NamedTuple):
    """What a preset selects."""

    select: tuple[str, ...] = ()
    """Codes, or their beginnings, of the rules that report; empty for all."""
    remove: tuple[str, ...] = ()
    """What is removed although it is of the unsafe tier."""
    applies: bool = True
    """Whether any change is made."""


_SETS: dict[Preset, _Sets] = {
    "news": _Sets(),
    "web": _Sets(
        remove=("credit", "BYL001", "BYL003", "BYL004", "boilerplate", "embed", "repetition")
    ),
    "prose": _Sets((*_FORM, "JOI001", "JOI002", "JOI003")),
    "minimal": _Sets(_FORM),
    "audit": _Sets(applies=False),
}


def with_preset(settings: Settings, preset: Preset) -> Settings:
    """Return the settings with what a preset selects, where they do not select it themselves.

    ``select`` replaces the rules of the preset; ``extend_select`` and ``remove`` add to them.
    """
    sets = _SETS[preset]
    select = settings.select or sets.select
    return replace(
        settings,
        preset=preset,
        select=(*select, *settings.extend_select) if select else (),
        extend_select=(),
        remove=(*sets.remove, *settings.remove),
        applies=sets.applies and settings.applies,
    )
