"""Lines made only of a photo credit."""

from __future__ import annotations

from cleanup.grammar.credits import (
    COPYRIGHT_CREDIT,
    CREDIT,
    HINT,
    defined,
    is_misread,
    may_end_in_credit,
    without_label,
)
from cleanup.grammar.dates import DATE
from cleanup.kit import (
    PROSE,
    AnyOf,
    Document,
    Found,
    Iterator,
    LiftKind,
    Measurement,
    OneLine,
    Pattern,
    rule,
)
from cleanup.kit.furniture import FURNITURE, blocks_found, lift_of_name

Lift = tuple[tuple[LiftKind, str], ...]

_LONGEST_LINE = 120
_LINE = Pattern(
    defined(
        rf"\s*+(?:(?:date[ ])?(?P<stamp>{DATE})[ ]{{1,2}}(?P<stamped>{COPYRIGHT_CREDIT})"
        rf"|(?P<credit>[(\[]?{CREDIT}[)\]]?))\.?\s*+"
    )
)
_LINES = OneLine(HINT, longest=_LONGEST_LINE)
_LONGEST_TOGGLE = 240
_TOGGLES = OneLine(AnyOf("toggle caption", "Enlarge this image"), longest=_LONGEST_TOGGLE)
_TOGGLE = Pattern(
    r"[ ]*+(?:Enlarge this image toggle caption|toggle caption|Enlarge this image)[ ]"
    r"(?P<rest>.{2,160})",
    timed=False,
)
_REPEATED = Pattern(r"(?P<credit>.{2,78}?)[ ](?P=credit)[ ]*+", timed=False)


@rule(
    "CRD001",
    tier="safe",
    confidence=0.997,
    measured=[
        Measurement(49, 49, "fundus", "article", "2026-11-30"),
        Measurement(1000, 1000, "article-extraction", "article", "2026-11-30"),
    ],
    hint=FURNITURE | _LINES | _TOGGLES,
    removes=True,
    by_surroundings=True,
    bad={
        f" date 2018-02 \u00a9 Ann Roe / Reuters\n\n\n\n{PROSE}": PROSE,
        f"{PROSE}\n\n(Photo by Ann Roe/Getty Images)\n\n{PROSE}": f"{PROSE}\n\n{PROSE}",
        f"{PROSE}\nPhoto: Ann Roe/Harbour Herald\nEnd.": f"{PROSE}\nEnd.",
        f"{PROSE}\nANN ROE/AFP/Getty Images\nEnd.": f"{PROSE}\nEnd.",
        f"{PROSE}\n\nCREDIT: Ann van der Roe for Harbour Herald": PROSE,
        f"Enlarge this image toggle caption Ann Roe/AP Ann Roe/AP\n\n{PROSE}": PROSE,
        f"{PROSE}\r\nImage copyright Getty Images\r\n{PROSE}": f"{PROSE}\r\n{PROSE}",
        f"{PROSE}\nFeatured image via Ann Roe/Getty Images": PROSE,
    },
    good=[
        f"{PROSE}\nHarbour News/Coast Post poll\n{PROSE}",
        f"{PROSE}\nPhoto: how the storm hit\n{PROSE}",
        f"{PROSE}\nPhotos: Amazing Harbour Rescues\n{PROSE}",
        f"{PROSE}\nThe Big Picture: Travellers at the Quay\n{PROSE}",
        f"{PROSE}\nReuters/Ipsos\n{PROSE}",
        f"{PROSE}\n\u00a9 2019 The Harbour Herald, LLC. All rights reserved.\n{PROSE}",
        f"{PROSE}\nEnvironmental Protection Agency / EPA\n{PROSE}",
        f"{PROSE}\nHonors Chemistry/AP\n{PROSE}",
        f"{PROSE}\nPhoto by photo she found the boat again.\n{PROSE}",
        f"{PROSE}\nAnn Roe told Reuters\n{PROSE}",
        f"{PROSE}\nCredit: two points\n{PROSE}",
        f"LONDON (Reuters) - {PROSE}\n{PROSE}",
        "Photo: Ann Roe/AP",
    ],
)
def photo_credit_line(document: Document) -> Iterator[Found]:
    """A line is made only of a photo credit.

    What it does: removes the line and keeps who made the photograph, and who gave it, as data
    (``credit``, ``agency``, and ``published`` for a date stamp before it). A credit is a label and
    a name, a name and an agency, or an agency after a copyright sign; labels and agencies are
    listed in tables.

    Why it is damage: the photograph is gone; the credit reads like a sentence of the article and
    adds the names of photographers and agencies to every count of names.

    What could go wrong: a line "Name / Agency" that credits the text, not a photograph, is removed
    too; its name is kept as data.
    """
    found = list(blocks_found(document, "credit"))
    yield from found
    spans = {(one.start, one.end) for one in found}
    for one in (*_named(document), *_toggled(document)):
        if (one.start, one.end) not in spans:
            yield one


def _named(document: Document) -> Iterator[Found]:
    for line in document.removable_lines_with(_LINES, _LONGEST_LINE):
        if document.is_running(line) or document.in_list(line):
            continue
        lift = _lift_from(document.line_text(line))
        if lift:
            yield Found(*document.removal_span(line), "", lift=lift)


def _lift_from(line: str) -> Lift:
    """Return whom a line credits and its date stamp; empty if it is more than a credit."""
    found = _LINE.fullmatch(line) if may_end_in_credit(line) else None
    if not found or is_misread(found.group().strip()):
        return ()
    return _lift(without_label(found["stamped"] or found["credit"]), found["stamp"])


def _toggled(document: Document) -> Iterator[Found]:
    for line in document.removable_lines_with(_TOGGLES, _LONGEST_TOGGLE):
        found = _TOGGLE.match(document.text, line.start, line.end)
        if not found:
            continue
        rest = found["rest"].strip()
        repeated = _REPEATED.fullmatch(rest)
        single = (
            "toggle caption" in found.group()
            and len(rest) <= _LONGEST_LINE
            and rest[-1] not in ".!?"
        )
        if repeated or single:
            credit = repeated["credit"] if repeated else rest
            yield Found(*document.removal_span(line), "", lift=_lift(credit, None))


def _lift(credit: str, stamp: str | None) -> Lift:
    dates: Lift = (("published", stamp),) if stamp else ()
    return (*lift_of_name(credit), *dates)
