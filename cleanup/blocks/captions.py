"""Captions with their credits between the sentences of a text that lost its line ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from cleanup.blocks.lifts import lift_of_credit
from cleanup.blocks.pieces import behind_marks, name_end
from cleanup.blocks.place import Place
from cleanup.blocks.run import SENTENCE_END, begins_sentence
from cleanup.grammar.furniture.credits import credit_of, labels_in, read_credit
from cleanup.grammar.furniture.phrase import agencies
from cleanup.grammar.furniture.reading import book
from cleanup.grammar.furniture.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.grammar.furniture.credits import Credit
    from cleanup.values import Tier

_BRACKETS = re.compile(r"\((?P<inside>[^()\n]{3,90})\)(?=\s+[\"\u201c\u201e\u00ab]?[^\W\d_a-z])")
_LONGEST = 220
"""Code points of a caption."""
_REACH = 60
"""Code points of a label before a caption, and of the dash behind it."""
_SHORTEST = 12
_LABELS = frozenset(["image", "gallery"])
_ENDS = '.!?\u2026"\u201d\u00bb'
_SIGN = re.compile(r"\u00a9\s*(?=[^\W\d_])")
_ADDRESS = re.compile(r"[\w-]\.[a-z]{2,}/|https?:")
_NO_CAPTION = re.compile(r":(?:\s|$)|[\[\]@]|https?:")
"""Found in what stands before a credit and is more than a caption."""
_LOWER = re.compile(r"(?:[^\W\d_A-Z][\w-]*\s){0,2}[^\W\d_A-Z][\w-]*(?=\s+[^\W\d_a-z])")
"""Who gave a picture, in words: an office, an archive."""
_GALLERY = re.compile(r"\w+s:")
"""A label of several pictures, before the title of a gallery."""
_BARS = re.compile(r"(?P<caption>[^\n|]{30,300}?) [|] (?=[^\W\da-z])")
_BAR = re.compile(r"\s[\u2014\u2013|-]\s*$|\|\s*$")
_IMAGES = " Images"
"""Of an agency, also where the next sentence is glued to it."""
_MOST_WORDS = 8
"""Words of the longest name of a credit that no bracket ends."""


def captions_in(text: str, begins: Iterable[int]) -> Iterator[Place]:
    """Yield the captions and credits inside a line, in order.

    ``begins`` are ends of the head and of calls, where captions may begin as behind sentences. A
    caption is what stands between the end of a sentence and a credit in brackets behind which a
    sentence begins; what a mark ends may be a sentence of the author, and is none. At the beginning
    of the line it may be the title. A credit without brackets ends at an agency, else it is only
    flagged; one in brackets without a caption is no matter of lines.
    """
    all_starts = {0, *begins, *(found.end() for found in SENTENCE_END.finditer(text))}
    starts = sorted(all_starts)
    for found in _BRACKETS.finditer(text):
        credit = None if _ADDRESS.search(found["inside"]) else credit_of(found.group())
        if credit and found.start() not in all_starts:
            yield from _caption(text, starts, found.start(), found.end(), credit, None)
    labels = [*labels_in(text), *((sign.start(), sign.end()) for sign in _SIGN.finditer(text))]
    for start, end in sorted(labels):
        named = _named(text, end)
        if named and text[start - 1 : start] != "(" and not text[start].islower():
            credit, stop, is_sure = named
            if not is_sure and ("/" in text[start:end] or _GALLERY.match(text, start)):
                continue
            yield from _caption(text, starts, start, stop, credit, None if is_sure else "unsafe")


def caption_at_start(text: str) -> Place | None:
    """Return the caption that a text begins with, up to a bar and an agency; a sentence follows."""
    bar = _BARS.match(text)
    named = _named(text, bar.end()) if bar else None
    if bar is None or named is None or not named[2]:
        return None
    credit, end, _ = named
    caption = bar["caption"].strip()
    end = behind_marks(text, end)
    return Place("caption", 0, end, lift_of_credit(credit, caption)) if end < len(text) else None


def _named(text: str, start: int) -> tuple[Credit, int, bool] | None:
    """Return the credit behind a label, where it ends, and whether an agency says so."""
    found = _named_first(text[start : start + 2 * _LONGEST])
    return (found[0], start + found[1], found[2]) if found else None


@lru_cache(maxsize=1024)
def _named_first(reach: str) -> tuple[Credit, int, bool] | None:
    """Return the credit that some text begins with; a page repeats those of its pictures."""
    tokens = tokens_of(reach[:_LONGEST])[:_MOST_WORDS]
    folded = [token.folded for token in tokens]
    for count in range(len(tokens), 0, -1):
        end = tokens[count - 1].end
        ends_in_agency = any(" ".join(folded[first:count]) in agencies() for first in range(count))
        end += len(_IMAGES) * (ends_in_agency and reach.startswith(_IMAGES, end))
        if ends_in_agency and _ends(reach, end):
            return read_credit(0, reach[:end], labelled=True), end, True
    end = name_end(reach, 0)
    if end < 0 and (words := _LOWER.match(reach)):
        end = words.end()
    if end < 0 or not _ends(reach, end):
        return None
    return read_credit(0, reach[:end], labelled=True), end, False


def _ends(text: str, end: int) -> bool:
    """Return whether a sentence may begin behind a credit, or nothing follows."""
    behind = behind_marks(text, end)
    return behind == len(text) or text[end] == "." or begins_sentence(text, behind)


def _caption(
    text: str, starts: list[int], start: int, end: int, credit: Credit, tier: Tier | None
) -> Iterator[Place]:
    """Yield a credit with the caption before it, which reaches back to the last sentence."""
    first = starts[bisect_right(starts, start) - 1]
    if start - first > _LONGEST + _REACH:
        return
    label = book().begin(text[first:start], None)
    behind = first + label[1] if label and label[0] in _LABELS else first
    caption = _BAR.sub("", text[behind:start].strip(" ,")).rstrip()
    if caption and caption[-1] in _ENDS:
        return
    while end < len(text) and text[end] == " ":
        end += 1
    if not caption and not credit.names:
        return
    if text[start - 1].isalnum():
        yield Place("credit", start, end, lift_of_credit(credit), tier)
    elif not caption:
        yield Place("credit", first, end, lift_of_credit(credit), tier)
    elif _NO_CAPTION.search(caption):
        yield Place("credit", start, end, lift_of_credit(credit), tier)
    elif not first:
        yield Place("credit", start, end, lift_of_credit(credit), tier or "unsafe")
    elif _SHORTEST <= len(caption) <= _LONGEST and not caption[0].islower():
        yield Place("caption", first, end, lift_of_credit(credit, "" if tier else caption), tier)
