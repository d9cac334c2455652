"""Examples of rules on one line each: what changes, word by word, with a few words around it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from cleanup.rule import PROSE
from cleanup.text.document import Document
from cleanup.visible import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.rule import Rule

LEGEND = (
    "`[-removed-]`, `{+inserted+}`, `[!flagged!]` (empty between two characters), and `\u2026` for "
    "what is left out."
)

_TOKEN = re.compile(r"\s|\w+|[^\w\s]")
_CONTEXT = 5
"""How many words of what stays are shown on either side of a change."""
_LONGEST = 14
"""Runs of up to so many words are shown whole."""


def change(before: str, after: str) -> str:
    """Return what becomes of a text: ``close.{+ +}Two``."""
    old, new = (_TOKEN.findall(_without_filler(text)) for text in (before, after))
    return _line(_changes(old, new))


def flagged(rule: Rule, text: str, part: str) -> str:
    """Return a text with the places where a rule flags ``part``: ``On Monday, [!thesaid!] it``."""
    found = rule.find(Document(text, form=rule.form or "table"))
    spans = {one[:2] for one in found if text[one.start : one.end] == part}
    parts, position = [], 0
    for start, end in sorted(spans or {(text.find(part), text.find(part) + len(part))}):
        parts += [(" ", text[position:start]), ("!", text[start:end])]
        position = end
    return _line([*parts, (" ", text[position:])])


def look_alike(text: str) -> str:
    """Return a text that stays as it is, without the paragraph that only surrounds it."""
    return shown(_without_filler(text))


def _without_filler(text: str) -> str:
    return text.replace(PROSE, "\u2026")


Part = tuple[str, str]
"""What became of a part (a space: it stays; ``-``, ``+``, ``!``), and its text."""


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Part]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield " ", "".join(old[start:end])
        else:
            yield "-", "".join(old[start:end])
            yield "+", "".join(new[new_start:new_end])


def _line(parts: Iterator[Part] | Sequence[Part]) -> str:
    """Join parts; of one that stays only the ends are shown that are next to a change."""
    listed = [(kind, text) for kind, text in parts if text or kind == "!"]
    pieces = []
    for number, (kind, text) in enumerate(listed):
        if kind == " ":
            pieces.append(_shortened(text, number > 0, number < len(listed) - 1))
        else:
            opening, closing = ("{", "}") if kind == "+" else ("[", "]")
            pieces.append(f"{opening}{kind}{_shortened(text, True, True)}{kind}{closing}")
    return "".join(pieces)


def _shortened(text: str, keep_start: bool, keep_end: bool) -> str:
    """Return a text with its middle, or the end that is far from a change, left out."""
    text = _without_filler(text)
    words = list(re.finditer(r"\S+", text))
    if len(words) <= _LONGEST:
        return shown(text)
    head = text[: words[_CONTEXT - 1].end()] + " " if keep_start else ""
    tail = " " + text[words[-_CONTEXT].start() :] if keep_end else ""
    return f"{shown(head)}\u2026{shown(tail)}"
