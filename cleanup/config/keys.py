"""The keys of a configuration: what each may hold, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from cleanup.values import MARK, PRESETS, wrong_with_mark

Wrong = Callable[[Any], str]
"""Returns what was expected instead of a value; an empty string if the value is valid."""


class Key(NamedTuple):
    """What a key may hold, as a check and as a JSON schema, and what it does."""

    wrong: Wrong
    schema: dict[str, Any]
    does: str


def _flag(value: object) -> str:
    return "" if isinstance(value, bool) else "true or false"


def _share(value: object) -> str:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return "" if number and 0 <= float(str(value)) <= 1 else "a number from 0 to 1"


def _string(value: object) -> str:
    return "" if isinstance(value, str) and value else "a string that is not empty"


def _strings(value: object) -> str:
    fits = isinstance(value, list) and all(isinstance(item, str) and item for item in value)
    return "" if fits else 'a list of strings, as in ["one", "two"]'


def _preset(value: object) -> str:
    return "" if value in PRESETS else f"one of {', '.join(PRESETS)}"


def _mark(value: object) -> str:
    if isinstance(value, bool):
        return ""
    if not isinstance(value, str):
        return "true, false or a sign in brackets"
    wrong = wrong_with_mark(value)
    return f"a sign in brackets, as in {MARK}; this {wrong}" if wrong else ""


def _encoding(value: object) -> str:
    import codecs

    try:
        known = isinstance(value, str) and codecs.lookup(value)._is_text_encoding
    except LookupError:
        known = False
    return "" if known else "the name of an encoding, as in latin-1"


_FLAG: dict[str, Any] = {"type": "boolean"}
_SHARE: dict[str, Any] = {"type": "number", "minimum": 0, "maximum": 1}
_STRING: dict[str, Any] = {"type": "string", "minLength": 1}
_STRINGS: dict[str, Any] = {"type": "array", "items": _STRING}

PER_FILE = "per-file"

FOR_A_FILE: dict[str, Key] = {
    "preset": Key(
        _preset, {"enum": list(PRESETS)}, "which rules report and which changes are made"
    ),
    "select": Key(_strings, _STRINGS, "only these rules: codes or their beginnings"),
    "extend-select": Key(_strings, _STRINGS, "these rules too: codes or their beginnings"),
    "ignore": Key(_strings, _STRINGS, "not these rules: codes or their beginnings"),
    "remove": Key(
        _strings, _STRINGS, "also make these unsafe removals: codes, names of rules or families"
    ),
    "unsafe": Key(_flag, _FLAG, "also make the changes of the unsafe tier"),
    "threshold": Key(_share, _SHARE, "least confidence of a finding"),
    "mark-holes": Key(
        _mark, {"type": ["boolean", "string"]}, "insert a mark where text was lost: true, or which"
    ),
    "mark-threshold": Key(_share, _SHARE, "least confidence for a mark"),
    "phrases": Key(_string, _STRING, "a table of furniture phrases, relative to this file"),
    "text": Key(_string, _STRING, "the column of tables that holds the text"),
    "title": Key(_string, _STRING, "the column of tables that holds the title"),
    "lang": Key(_string, _STRING, "the column of tables that holds the language"),
    "source-column": Key(_string, _STRING, "the column of tables that says who published the text"),
    "ignore-column": Key(_string, _STRING, "the column of tables with the rules a row suppresses"),
}
"""What may be said for all files, and for those that a pattern of ``per-file`` matches."""

ONLY_PER_FILE: dict[str, Key] = {
    "encoding": Key(_encoding, _STRING, "how these text files are encoded, if not as UTF-8"),
}

ONLY_FOR_ALL: dict[str, Key] = {
    "exclude": Key(
        _strings,
        _STRINGS,
        "what is passed over in folders, instead of build, dist, node_modules, …",
    ),
    "extend-exclude": Key(_strings, _STRINGS, "what else is passed over in folders"),
}

TOP = {**FOR_A_FILE, **ONLY_FOR_ALL}
INNER = {**FOR_A_FILE, **ONLY_PER_FILE}


def schema() -> dict[str, Any]:
    """Return the JSON schema of ``cleanup.toml``, and of ``[tool.cleanup]`` in pyproject.toml."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "cleanup",
        "description": "Configuration of cleanup: cleanup.toml, or [tool.cleanup]",
        "type": "object",
        "additionalProperties": False,
        "properties": _properties(TOP)
        | {
            PER_FILE: {
                "description": "settings for the files that a pattern, as in .gitignore, matches",
                "type": "object",
                "additionalProperties": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": _properties(INNER),
                },
            }
        },
    }


def _properties(keys: dict[str, Key]) -> dict[str, Any]:
    return {name: {"description": key.does, **key.schema} for name, key in keys.items()}
