"""Tables of phrases: one phrase a line, ``#`` begins a comment. A few rules read each table."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def phrases(table: str) -> tuple[str, ...]:
    """Return the phrases of ``table`` (a file ``<table>.txt`` here), in the order of the file."""
    text = files(__name__).joinpath(f"{table}.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.split("\n"))
    return tuple(line for line in lines if line and not line.startswith("#"))
