"""Identify the rules and settings that made a row, so that results can be compared."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.version import __version__

if TYPE_CHECKING:
    from cleanup.settings import Settings

_PACKAGE = Path(__file__).parent

DECIDING = frozenset(
    """
    __init__ arguments blocks cache compiled engine frame grammar graphemes kit ledger measurement
    phrases prefilter provenance rule rules ruleset schema scoring settings text values version
    """.split()
)
"""Folders and root modules that decide what becomes of a text; a folder with all its files."""

CARRYING = frozenset(
    """
    __main__ adapters audit cli config errors explaining labels manual pipeline pool read restore
    stored visible write
    """.split()
)
"""Folders and root modules that only transport rows. A name in neither set fails a test."""

_DOCUMENTATION = frozenset([".md", ".typed"])


def ruleset(settings: Settings) -> str:
    """Return ``0.1.0+`` and twelve hexadecimal digits: the version, and a hash.

    The hash covers the rules, the phrase tables and the modules that decide, the versions of
    the packages they use, and the settings. The same ruleset makes the same text of the same
    row.
    """
    digest = hashlib.sha256(_code().encode())
    digest.update(json.dumps([versions(), asdict(settings)], sort_keys=True).encode())
    return f"{__version__}+{digest.hexdigest()[:12]}"


def versions() -> dict[str, str]:
    """Return the versions of everything that results depend on.

    Without docstrings (``python -OO``) findings have no messages.
    """
    found = {
        name: _version(name)
        for name in ("regex", "ftfy", "wordfreq", "polars", "ahocorasick-rs", "cld3-py")
    }
    found |= {"cleanup": __version__, "unicodedata": unicodedata.unidata_version}
    return found if versions.__doc__ else {**found, "docstrings": "absent"}


@cache
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


@cache
def _code() -> str:
    return code_hash(_PACKAGE)


def code_hash(package: Path) -> str:
    """Return the SHA-256, in hexadecimal, of the files that decide, with line feeds for CRLF."""
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*"), key=lambda path: path.as_posix()):
        inside = path.relative_to(package)
        if path.is_file() and decides(inside):
            content = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{inside.as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def decides(inside: Path) -> bool:
    """Return whether a file, given by its path inside the package, affects results."""
    if "__pycache__" in inside.parts or inside.suffix in _DOCUMENTATION:
        return False
    return (inside.parts[0] if len(inside.parts) > 1 else inside.stem) in DECIDING
