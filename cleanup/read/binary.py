"""Tell files that are no text."""

from __future__ import annotations

from cleanup.errors import NotText


def refuse_binary(path: str, raw: bytes) -> None:
    """Raise ``NotText`` if bytes contain a NUL, which no text file does."""
    if (offset := raw.find(b"\0")) >= 0:
        raise NotText(f"{path}: byte {offset} is NUL: this is a binary file, not a text")
