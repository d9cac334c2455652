"""The formats of ``check``: one module each, imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from cleanup.cli.formats.printer import PLAIN

if TYPE_CHECKING:
    from typing import TextIO

    from cleanup.cli.formats.printer import Look, Printer

_CLASSES = {
    "text": "Text",
    "concise": "Concise",
    "json": "Json",
    "jsonl": "Jsonl",
    "github": "Github",
    "gitlab": "Gitlab",
    "sarif": "Sarif",
    "junit": "Junit",
    "markdown": "Markdown",
    "statistics": "Statistics",
}
"""The class of each module; ``statistics`` is what ``--statistics`` makes of text and concise."""


def printer_for(form: str, stream: TextIO, look: Look = PLAIN) -> Printer:
    """Return what writes findings to a stream in a format; ``KeyError`` if there is none."""
    name = _CLASSES[form]
    made: Printer = getattr(import_module(f"cleanup.cli.formats.{form}"), name)(stream, look)
    return made
