"""How a photographer's credit is written: names, agencies, labels, and what joins them."""

from __future__ import annotations

import re

from cleanup.pattern import Pattern
from cleanup.phrases import phrases


def _alternatives(*tables: str) -> str:
    words = {form for table in tables for word in phrases(table) for form in (word, word.upper())}
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")"


_END = r"(?![\p{L}\p{N}])"
_WORD = r"(?:(?:al|el|d|l|O)['\u2019-])?\p{Lu}(?:[\p{L}\p{M}]|['\u2019-](?=\p{L}))*+\.?+(?:\p{Lu}\.)*+"
_PARTICLE = r"(?:(?:de|del|della|der|den|di|da|dos|du|van|von|la|le|bin|ibn|ten|ter|al|el)[ ]){0,2}"
NAME = rf"{_WORD}(?:[ ]{_PARTICLE}{_WORD}){{0,4}}"
FULL_NAME = rf"{_WORD}(?:[ ]{_PARTICLE}{_WORD}){{1,4}}"
HANDLE = r"[\p{L}_](?:[\p{L}\p{N}_]|[.-](?=\p{L})){2,30}"

PHOTO_AGENCY = _alternatives("photo_agencies") + _END
AGENCY = _alternatives("photo_agencies", "news_agencies") + _END
LABEL = _alternatives("photo_labels") + r"(?<=[: ]|(?=[ ])\p{L})"
WEAK_LABEL = _alternatives("photo_labels_weak")

_SLASH = r"[ ]{0,2}/[ ]{0,2}"
_JOINT = rf"(?:{_SLASH}|[ ]via[ ]|,[ ]|[ ][|-][ ]|[ ]?-(?=\p{{Lu}})|[ ]{{2,3}})"
_PART = rf"(?:{AGENCY}|{NAME})"
_MORE = rf"(?:{_JOINT}{_PART}){{0,3}}"
_YEAR = r"(?:[ ](?:19|20)[0-9]{2})?"
_FOR = rf"(?:[ ]for[ ]{NAME})?"

AGENCY_CREDIT = (
    rf"(?:{FULL_NAME}(?:[ ](?:and|&)[ ]{FULL_NAME})?(?:{_SLASH}{NAME}){{0,2}}{_SLASH}{AGENCY}"
    rf"|(?:{NAME}|{HANDLE})(?:{_JOINT}{NAME}){{0,2}}(?:{_SLASH}|[ ]via[ ]|,[ ]|[ ]-[ ]){PHOTO_AGENCY}"
    rf"|(?:AP|AFP)[ ](?:Photo|PHOTO|Images|Photos)(?:{_SLASH}{NAME})?"
    rf"|REUTERS{_SLASH}{NAME})(?:{_SLASH}{_PART}|[ ]via[ ]{_PART}){{0,2}}"
)
"""A credit that needs no label: a name and an agency, or an agency's own form of it."""

LABELLED_CREDIT = (
    rf"(?:{LABEL}[ ]?(?:{_PART}|{HANDLE}(?={_SLASH}|[ ]via)){_MORE}{_FOR}"
    rf"|{WEAK_LABEL}[ ]?(?:{AGENCY_CREDIT}|{_PART}{_SLASH}{_PART}{_MORE}|{AGENCY}"
    rf"|{NAME}(?:,[ ]|[ ]via[ ]|[ ]\((?={AGENCY}\))){AGENCY}\)?))"
)
"""A credit behind a label."""

COPYRIGHT_CREDIT = (
    rf"(?:\u00a9|\([cC]\))[ ]?(?:{NAME}(?:{_SLASH}{NAME}){{0,2}}{_SLASH}{AGENCY}"
    rf"|{AGENCY}{_YEAR}(?:{_SLASH}{_PART}){{0,2}})"
)
"""A credit behind the copyright sign."""

CREDIT = rf"(?:{LABELLED_CREDIT}|{COPYRIGHT_CREDIT}|{AGENCY_CREDIT})"

_PREFIX = Pattern(
    rf"[ ]*+(?:{LABEL}|{WEAK_LABEL}|\u00a9|\([cC]\))[ ]*+"
)


def without_label(credit: str) -> str:
    """Return who made a photograph: the credit without label, copyright sign and brackets."""
    bare = credit.strip().strip("()[]").strip()
    found = _PREFIX.match(bare)
    return (bare[found.end() :] if found else bare).strip().rstrip(".").strip("()[] ")
