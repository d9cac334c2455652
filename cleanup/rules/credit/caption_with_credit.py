"""Captions that end in the credit of their photograph."""

from __future__ import annotations

from cleanup.grammar.credits import (
    AGENCY_CREDIT,
    ANY_LABEL,
    COPYRIGHT_CREDIT,
    CREDIT,
    HINT,
    LABELLED_CREDIT,
    NAME,
    defined,
    may_end_in_credit,
    without_label,
)
from cleanup.kit import PROSE, AnyOf, Document, Found, Iterator, Measurement, OneLine, Pattern, rule
from cleanup.kit.furniture import FURNITURE, blocks_found, blocks_of, lift_of_name
from cleanup.text.units import units_of

_LONGEST_LINE = 400
_ABOVE = 0.87
"""Of 83 sentences above credits on the pages of two collections 72 were captions."""
_LONGEST_CREDIT = 160
_BRACKETED = Pattern(defined(rf"[(\[]{CREDIT}[)\]]\.?\s*+\Z"))
_LABELLED = Pattern(
    defined(rf"(?<=[ ])(?:{LABELLED_CREDIT}|{COPYRIGHT_CREDIT}|REUTERS/{NAME})\.?\s*+\Z")
)
_BARE = Pattern(defined(rf"(?<=[.!?\"\u201d)][ ]{{1,2}}){AGENCY_CREDIT}\.?\s*+\Z"))
_TAIL_START = Pattern(
    rf"[(\[]|(?<=[.!?\"\u201d)][ ]{{1,2}})\S|(?<=[ ])(?:\u00a9|REUTERS/|{ANY_LABEL})", timed=False
)
_PROSE = Pattern(r"[\p{Lu}\p{N}\"\u201c\u2018'].*?[ ]\p{Ll}{2,}", timed=False)
CAPTION = OneLine(AnyOf(*HINT.literals, "FILE", "Image caption"), longest=_LONGEST_LINE)
_FILE = Pattern(
    r"(?:FILE PHOTO ?[:\u2013\u2014-]|FILE ?[\u2013\u2014-]+ ?(?:In this|This|In an?)\b)",
    timed=False,
)
_IMAGE = Pattern(
    defined(rf"Image (?:copyright (?P<credit>{NAME}(?:/{NAME})*) )?Image caption (?=\S)")
)


@rule(
    "CRD002",
    tier="safe",
    confidence=0.997,
    measured=[
        Measurement(67, 67, "fundus", "article", "2026-11-30"),
        Measurement(777, 777, "article-extraction", "article", "2026-11-30"),
    ],
    hint=FURNITURE | CAPTION | HINT,
    removes=True,
    by_surroundings=True,
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
    """A line among the paragraphs is a photo caption.

    What it does: removes a line of at most 450 code points that ends in a photographer's credit or
    begins like a caption ("FILE PHOTO:", "Image caption"), and keeps names and caption as data
    (``credit``, ``agency``, ``caption``).

    Why it is damage: the photograph is gone, and its caption interrupts the article.

    What could go wrong: the caption is prose that somebody wrote and may contain facts that the
    article lacks. A short paragraph of the article may have a credit glued to its end.
    """
    found = list(blocks_found(document, "caption"))
    yield from found
    spans = {(one.start, one.end) for one in found}
    yield from (one for one in _captioned(document) if (one.start, one.end) not in spans)
    yield from _above_credits(document)


def _above_credits(document: Document) -> Iterator[Found]:
    """Yield the sentences above credits: of ten nine are captions."""
    units = document.once(units_of)
    for block in document.once(blocks_of):
        if block.section == "caption above":
            unit = units[block.first]
            yield Found(unit.start, unit.end, lift=block.lift, confidence=_ABOVE, tier="display")


def _captioned(document: Document) -> Iterator[Found]:
    for line in document.removable_lines_with(CAPTION, _LONGEST_LINE):
        text = document.line_text(line).strip()
        if "toggle caption" in text:
            continue
        may_hold_credit = document.holds_within(HINT, line.end - _LONGEST_CREDIT, line.end)
        credit = _credit(text, may_hold_credit)
        if credit is not None:
            lift = lift_of_name(credit) if credit else ()
            yield Found(*document.removal_span(line), "", lift=lift)


def _credit(text: str, may_hold_credit: bool) -> str | None:
    """Return whom a caption credits, ``""`` for nobody; ``None`` if it is not a caption."""
    if may_hold_credit and may_end_in_credit(text):
        for start in _TAIL_START.finditer(text, max(0, len(text) - _LONGEST_CREDIT)):
            if _is_tail(text, start.start()):
                caption = _PROSE.match(text, 0, start.start())
                return without_label(text[start.start() :]) if caption else _credit_at_start(text)
    return _credit_at_start(text)


def _is_tail(text: str, start: int) -> bool:
    """Return whether a text ends in a credit that begins at ``start``.

    Three patterns instead of one: a call of a named group costs more in a larger pattern.
    """
    if _LABELLED.match(text, start):
        return True
    pattern = _BRACKETED if text[start] in "([" else _BARE
    return pattern.match(text, start) is not None


def _credit_at_start(text: str) -> str | None:
    """Return the credit of a text that begins like a caption, ``""`` without one; else ``None``."""
    if not text.startswith(("FILE", "Image ")):
        return None
    opening = _FILE.match(text) or _IMAGE.match(text)
    return opening.groupdict().get("credit") or "" if opening else None
