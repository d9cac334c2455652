"""What callers may give: anything else is refused with what it is and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable

_TAG = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z0-9]{1,8})*")


def language_of(tag: str | None) -> str | None:
    """Return the ISO 639-1 code of a language tag, in lower case; ``None`` for what is none.

    A tag may go on after the code: ``en-GB``, ``pt_BR``.
    """
    return tag[:2].lower() if tag and _TAG.fullmatch(tag) else None


def check_text(text: object, name: str = "text") -> None:
    """Raise ``TypeError`` for anything but a string."""
    if isinstance(text, bytes | bytearray | memoryview):
        raise TypeError(f"{name} must be a str, not {_kind(text)}: decode it first")
    if text is None:
        raise TypeError(f"{name} must be a str, not None: leave out what has no text")
    if not isinstance(text, str):
        raise TypeError(f"{name} must be a str, not {_kind(text)}")


def check_context(title: object, lang: object, source: object) -> None:
    """Raise ``TypeError`` for what is neither a string nor ``None``.

    ``ValueError`` for a language that is no tag: ``"english"``.
    """
    check_optional(("title", title), ("lang", lang), ("source", source))
    if isinstance(lang, str) and lang and language_of(lang) is None:
        raise ValueError(f'lang must be an ISO 639-1 code such as "en" or "en-GB", not {lang!r}')


def check_names(name: str, given: object) -> None:
    """Raise ``TypeError`` for an argument that is no sequence of strings, as one string is none."""
    names = () if isinstance(given, str) or not isinstance(given, Iterable) else given
    if names is not given or not all(isinstance(one, str) for one in names):
        raise TypeError(f'{name} must be a sequence of codes such as ["JOI001"], not {given!r:.60}')


def check_optional(*given: tuple[str, object]) -> None:
    """Raise ``TypeError`` for an argument, by its name, that is neither a string nor ``None``."""
    for name, value in given:
        if value is not None:
            check_text(value, name)


def _kind(value: object) -> str:
    return type(value).__name__
