"""Colours for terminals. ``NO_COLOR`` switches them off, ``FORCE_COLOR`` on (0: off)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

_STYLES = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "cyan": "36",
}


def wants_colours(stream: TextIO, variables: Mapping[str, str] = os.environ) -> bool:
    """Return whether what is written to a stream is to be coloured."""
    if variables.get("NO_COLOR"):
        return False
    if forced := variables.get("FORCE_COLOR"):
        return forced not in ("0", "false")
    return stream.isatty() and variables.get("TERM") != "dumb"


def painted(text: str, *styles: str, on: bool) -> str:
    """Return a text in these styles, or as it is if colours are off."""
    if not on or not text:
        return text
    return f"\x1b[{';'.join(_STYLES[style] for style in styles)}m{text}\x1b[0m"
