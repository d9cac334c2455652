"""Write values as TOML."""

from __future__ import annotations

import json


def quoted(value: object) -> str:
    """Return a string, a number, a boolean or a list of them as TOML.

    JSON is the same, but that TOML has no surrogates as escapes and no raw DEL.
    """
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
