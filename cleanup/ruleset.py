"""Name the rules and settings that made a row, so that two results can be told apart."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import cleanup

if TYPE_CHECKING:
    from cleanup.settings import Settings

_PACKAGE = Path(__file__).parent

_CARRIERS = frozenset(
    """
    __main__ cli errors fix frame manual originals restore ruleset run shards spread work
    """.split()
)
"""Modules that carry rows about and never decide what becomes of a text."""


def ruleset(settings: Settings) -> str:
    """Return ``0.1.0+`` and twelve hexadecimal digits: the version, and a hash.

    The hash covers the rules, the phrase tables and the modules that decide, the versions of
    the packages they use, and the settings. The same ruleset makes the same text of the same
    row.
    """
    digest = hashlib.sha256(_code().encode())
    digest.update(json.dumps([versions(), asdict(settings)], sort_keys=True).encode())
    return f"{cleanup.__version__}+{digest.hexdigest()[:12]}"


def versions() -> dict[str, str]:
    """Return the versions of everything that results depend on."""
    found = {
        name: _version(name)
        for name in ("regex", "ftfy", "wordfreq", "polars", "ahocorasick-rs", "cld3-py")
    }
    return {"cleanup": cleanup.__version__, **found, "unicodedata": unicodedata.unidata_version}


@cache
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


@cache
def _code() -> str:
    """Hash the files of the package that decide; line ends do not count."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*"), key=lambda path: path.as_posix()):
        inside = path.relative_to(_PACKAGE)
        if path.is_file() and "__pycache__" not in inside.parts and _decides(inside):
            content = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{inside.as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _decides(inside: Path) -> bool:
    if len(inside.parts) > 1:
        return inside.parts[0] in ("gaps", "phrases", "rules") and inside.suffix != ".md"
    return inside.suffix == ".py" and inside.stem not in _CARRIERS
