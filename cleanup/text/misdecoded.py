"""Wrongly decoded text: the characters of Windows-1252, and mojibake, found by ftfy by line."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.ledger import Change, apply
from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.text.document import Document

WINDOWS = {
    byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
"""The characters of Windows-1252 where Latin-1 has controls, by code point."""

_SKELETONS = (Pattern(r"[ -~]++"), Pattern(r"[!-~]++"))

_CUT_QUOTE = Pattern("\u00e2\u20ac[ \u00a0]")

_UNLIKELY = Pattern(r"[\u0180-\u0217\u021c-\u02af\u0333-\u036f\u0700-\u08ff]")

_HIGH = Pattern("[\u0080-\u00ff]{3,}+")
_UNTOUCHED = 3
"""So many characters of a stretch that a repair leaves as they were are of another encoding: in
Chinese text that was read as Latin-1 one pair of bytes in some dozens happens to be UTF-8."""

_ABOUT = Pattern(r"(?i:mojibake)|(?<!\w)U\+[0-9A-Fa-f]{4}", timed=False)

_DEEPEST = 4
"""How many times a line is repaired in one round."""


class Repair(NamedTuple):
    """The correct text of a span ``start:end`` of a line."""

    start: int
    end: int
    after: str


def may_be_misdecoded(lines: Iterable[str]) -> bool:
    """Return ``False`` if none of the lines is; quicker than to ask for each."""
    from ftfy.badness import is_bad

    return bool(is_bad("\n".join(["", *lines])))


def is_about_encodings(document: Document) -> bool:
    """Return whether a text explains what mojibake is, or names code points; ask by ``once``."""
    return _ABOUT.search(document.text) is not None


@lru_cache(maxsize=64)
def repairs(line: str) -> tuple[Repair, ...]:
    """Return the spans of one line (without line end) that are mojibake, left to right."""
    repaired = line
    for _ in range(_DEEPEST):
        step = _repairs_once(repaired)
        if not step:
            break
        repaired = apply(repaired, [Change(*repair, ()) for repair in step])
    return tuple(_differences(line, repaired))


def _repairs_once(line: str) -> list[Repair]:
    if line.isascii():
        return []
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    if not is_bad(line):
        return []
    return [
        repair
        for repair in _differences(line, fix_encoding(line))
        if _is_credible(line[repair.start : repair.end], repair.after)
    ]


def _differences(line: str, fixed: str) -> Iterator[Repair]:
    if line == fixed:
        return
    for skeleton in _SKELETONS:
        common = [(run.span(), run.group()) for run in skeleton.finditer(line)]
        common_fixed = [(run.span(), run.group()) for run in skeleton.finditer(fixed)]
        if [run for _, run in common] == [run for _, run in common_fixed]:
            between = _between([span for span, _ in common], len(line))
            between_fixed = _between([span for span, _ in common_fixed], len(fixed))
            for (start, end), (first, last) in zip(between, between_fixed, strict=True):
                if line[start:end] != fixed[first:last]:
                    yield _trimmed(line, start, end, fixed[first:last])
            return
    yield _trimmed(line, 0, len(line), fixed)


def _between(spans: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Return the spans before, between and after ``spans``."""
    edges = [0, *(edge for span in spans for edge in span), length]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _trimmed(line: str, start: int, end: int, after: str) -> Repair:
    """Return a repair without the ASCII that both texts have in common at their ends."""
    while start < end and after and line[start] == after[0] and after[0].isascii():
        start, after = start + 1, after[1:]
    while start < end and after and line[end - 1] == after[-1] and after[-1].isascii():
        end, after = end - 1, after[:-1]
    return Repair(start, end, after)


def _is_credible(before: str, after: str) -> bool:
    if after == before.translate(WINDOWS) or "\ufffd" in before:
        return False
    if "\ufffd" in after and "\u00ef\u00bf\u00bd" not in before:
        return False
    if "\u2020" in after and _CUT_QUOTE.search(before):
        return False
    if len(before) <= 3 and _UNLIKELY.search(after):
        return False
    if _is_of_another_encoding(before, after):
        return False
    return not any(unicodedata.category(char) in ("Cc", "Cs", "Cn", "Co") for char in after)


def _is_of_another_encoding(before: str, after: str) -> bool:
    """Return whether a repair left some of a stretch of bytes as it was."""
    stretches = {before[start : start + _UNTOUCHED] for start in range(len(before))}
    return any(
        after[start : start + _UNTOUCHED] in stretches
        for run in _HIGH.finditer(after)
        for start in range(run.start(), run.end() - _UNTOUCHED + 1)
    )
