"""Captions that end in the credit of their photograph."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cleanup.grammar.credits import (
    AGENCY_CREDIT,
    ANY_LABEL,
    COPYRIGHT_CREDIT,
    CREDIT,
    DEFINITIONS,
    HINT,
    LABELLED_CREDIT,
    NAME,
    may_end_in_one,
    without_label,
)
from cleanup.prefilter.hints import AnyOf, OneLine
from cleanup.rule import PROSE, rule
from cleanup.text.pattern import Pattern
from cleanup.values import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.document import Document
    from cleanup.values import LiftKind

_MOST = 400
_LONGEST_CREDIT = 160
_BRACKETED = Pattern(rf"{DEFINITIONS}[(\[]{CREDIT}[)\]]\.?\s*+\Z")
_ANNOUNCED = Pattern(
    rf"{DEFINITIONS}(?<=[ ])(?:{LABELLED_CREDIT}|{COPYRIGHT_CREDIT}|REUTERS/{NAME})\.?\s*+\Z"
)
_BARE = Pattern(rf"{DEFINITIONS}(?<=[.!?\"\u201d)][ ]{{1,2}}){AGENCY_CREDIT}\.?\s*+\Z")
_TAIL_START = Pattern(
    rf"[(\[]|(?<=[.!?\"\u201d)][ ]{{1,2}})\S|(?<=[ ])(?:\u00a9|REUTERS/|{ANY_LABEL})", timed=False
)
_PROSE = Pattern(r"[\p{Lu}\p{N}\"\u201c\u2018'].*?[ ]\p{Ll}{2,}", timed=False)
CAPTION = OneLine(AnyOf(*HINT.literals, "FILE", "Image caption"), longest=_MOST)
_FILE = Pattern(
    r"(?:FILE PHOTO ?[:\u2013\u2014-]|FILE ?[\u2013\u2014-]+ ?(?:In this|This|In an?)\b)",
    timed=False,
)
_IMAGE = Pattern(
    rf"{DEFINITIONS}Image (?:copyright (?P<credit>{NAME}(?:/{NAME})*) )?Image caption (?=\S)"
)


@rule(
    "CRD002",
    tier="unsafe",
    confidence=0.95,
    hint=CAPTION,
    removes=True,
    bad={
        f"{PROSE}\nThe harbour at dawn. (Ann Roe/AP)\n{PROSE}": f"{PROSE}\n{PROSE}",
        f"{PROSE}\n\nThe harbour at dawn Photograph: Ann Roe/Getty Images\n\n{PROSE}": (
            f"{PROSE}\n\n{PROSE}"
        ),
        f"{PROSE}\nFILE PHOTO: The harbour at dawn\nEnd.": f"{PROSE}\nEnd.",
        f"{PROSE}\nImage copyright Reuters Image caption The harbour\nEnd.": f"{PROSE}\nEnd.",
        f"{PROSE}\nThe ferry in May. REUTERS/Ann Roe\nEnd.": f"{PROSE}\nEnd.",
    },
    good=[
        f"{PROSE}\nThe ferry was late. (Reporting by Ann Roe)\n{PROSE}",
        f"{PROSE}\nHe read it in a photo album. (Reuters)\n{PROSE}",
        f"{PROSE}\nSupport is at half, says a Reuters/Ipsos\n{PROSE}",
        f"{PROSE}\nThe note is kept on file - nobody reads it.\n{PROSE}",
        f"{PROSE}\nThe lake is on every photo by the door\n{PROSE}",
        f"{PROSE}\nA town and/or its harbour (left)\n{PROSE}",
        "The harbour at dawn. (Ann Roe/AP)",
    ],
)
def caption_with_credit(document: Document) -> Iterator[Found]:
    """The caption of a photograph stands among the paragraphs.

    What it does: takes away a line of at most 400 code points that ends in a photographer's
    credit, or begins as captions do ("FILE PHOTO:", "Image caption"), and keeps the name.

    Why it is damage: the photograph is gone, and its caption interrupts the article.

    What could go wrong: the caption is prose that somebody wrote; it may tell what the article
    does not, and a short paragraph of the article may have a credit glued to its end.
    """
    for line in document.removable_lines_with(CAPTION, _MOST):
        text = document.line_text(line).strip()
        if "toggle caption" in text:
            continue
        ends_in_one = document.holds_within(HINT, line.end - _LONGEST_CREDIT, line.end)
        credit = _credit(text, ends_in_one)
        if credit is not None:
            lift: tuple[tuple[LiftKind, str], ...] = (("credit", credit),) if credit else ()
            yield Found(*document.removal_span(line), "", lift=lift)


@lru_cache(maxsize=4096)
def _credit(text: str, ends_in_one: bool) -> str | None:
    """Return whom a caption credits, ``""`` for nobody; ``None`` if it is no caption."""
    if ends_in_one and may_end_in_one(text):
        for start in _TAIL_START.finditer(text, max(0, len(text) - _LONGEST_CREDIT)):
            if _is_tail(text, start.start()):
                caption = _PROSE.match(text, 0, start.start())
                return without_label(text[start.start() :]) if caption else _opened(text)
    return _opened(text)


def _is_tail(text: str, start: int) -> bool:
    """Return whether a text ends in a credit that begins at ``start``.

    Each way is a pattern of its own: what a named part costs grows with the pattern around it.
    """
    if _ANNOUNCED.match(text, start):
        return True
    other = _BRACKETED if text[start] in "([" else _BARE
    return other.match(text, start) is not None


def _opened(text: str) -> str | None:
    """Return whom a text credits that begins as captions do; ``None`` if it does not."""
    if not text.startswith(("FILE", "Image ")):
        return None
    opening = _FILE.match(text) or _IMAGE.match(text)
    return opening.groupdict().get("credit") or "" if opening else None
