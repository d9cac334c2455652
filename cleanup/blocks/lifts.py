"""What is lifted from a block: names, dates and captions, cleaned, one each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.grammar.furniture.credits import read_credit
from cleanup.grammar.furniture.head import is_role
from cleanup.grammar.furniture.phrase import CONJUNCTIONS, agencies
from cleanup.grammar.furniture.stamps import numbers_of, stamp_of
from cleanup.grammar.furniture.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.grammar.furniture.credits import Credit
    from cleanup.grammar.furniture.reading import Reading
    from cleanup.values import LiftKind

Lift = tuple[tuple["LiftKind", str], ...]

_UPDATED = re.compile(
    r"updat|\bstand\b"
    r"|aktualis|modif|mis à jour|aggiorn|actualiz|atualiz|edited|geändert|bearbeitet|обновлен"
    r"|оновлен|bijgewerkt|uppdater|opdater|oppdater|güncell|revis",
    re.IGNORECASE,
)
_NAMES = frozenset(["name", "names"])
_LABEL_OF_CAPTION = re.compile(r"(?:FILE PHOTO|File photo|FILE|Archivbild|Archivfoto): *")
_BEFORE_CREDIT = " |(\u2013\u2014-"
"""Stands between a caption and its credit."""
_REMARK = re.compile(r"([^()]*[^() ]) *\(([^()]*)\)?")
"""A name with what is said of it in brackets."""


def lift_of_byline(reading: Reading) -> Lift:
    """Return the authors that a unit names, their role, and the date beside them."""
    lift: list[tuple[LiftKind, str]] = []
    for slot, value in reading.slots:
        if slot in _NAMES:
            for name in names_in(value):
                lift += _lift_of_author(name)
        elif slot == "role":
            lift.append(("role", value))
        elif slot == "date":
            lift.append(("published", iso_of(value)))
    return tuple(lift)


def _lift_of_author(name: str) -> Lift:
    """Return the name of an author, and the agency or the role beside it."""
    if is_role(name):
        return (("role", name),)
    if remark := _REMARK.fullmatch(name):
        if remark[2].lower() in agencies():
            return ("byline", remark[1]), ("agency", remark[2])
        return (("byline", remark[1]),)
    return (("byline", name),)


def names_in(text: str) -> Iterator[str]:
    """Yield the names in a list of names, such as ``Ann Roe, John Doe and Mary Poe``."""
    for part in text.split("/"):
        yield from _names_in(part)


def _names_in(text: str) -> Iterator[str]:
    start = end = -1
    for token in tokens_of(text):
        if token.folded in CONJUNCTIONS or token.folded in (",", ";"):
            if start >= 0:
                yield text[start:end]
            start = -1
            continue
        start = token.start if start < 0 else start
        end = token.end
    if start >= 0:
        yield text[start:end]


def lift_of_date(reading: Reading, text: str) -> Lift:
    """Return the dates of a stamp: as ISO dates where they say the year, else as they stand."""
    found = _UPDATED.search(text)
    stamps = [(value, stamp_of(value)) for slot, value in reading.slots if slot == "date"]
    dates = [value for value, stamp in stamps if stamp and stamp.is_date]
    is_first = found is not None and (len(dates) < 2 or text.find(dates[0]) > found.start())
    kinds: list[LiftKind] = ["updated" if is_first else "published"]
    kinds += ["updated" if found else "published"] * len(dates)
    return tuple((kind, iso_of(value)) for kind, value in zip(kinds, dates, strict=False))


def iso_of(text: str) -> str:
    """Return the date of a stamp as an ISO date; as it stands if it says no year or is unsure."""
    stamp = stamp_of(text)
    if stamp and stamp.is_unsure:
        return numbers_of(text)
    return (stamp and stamp.iso) or text


def lift_of_name(name: str) -> Lift:
    """Return who made and who gave a picture, of a credit without its label."""
    return lift_of_credit(read_credit(0, name, labelled=True))


def lift_of_credit(credit: Credit, caption: str = "") -> Lift:
    """Return who made and who gave a picture, and its caption."""
    lift: list[tuple[LiftKind, str]] = [("credit", name) for name in credit.names]
    lift += [("agency", name) for name in credit.agencies]
    if caption := _LABEL_OF_CAPTION.sub("", caption.rstrip(_BEFORE_CREDIT)):
        lift.append(("caption", caption))
    return tuple(lift)
