"""Patterns for photo credits: names, agencies, labels, and what joins them."""

from __future__ import annotations

import re
from itertools import groupby, takewhile
from operator import eq, itemgetter
from typing import TYPE_CHECKING

from cleanup.phrases import phrases
from cleanup.prefilter.hints import AnyOf
from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence


def _alternatives(*tables: str) -> str:
    words = {form for table in tables for word in phrases(table) for form in (word, word.upper())}
    return _one_of(sorted(words))


def _one_of(words: Sequence[str]) -> str:
    """Return a pattern for one of these sorted words, the longest that matches.

    Shared prefixes are written once.
    """
    alternatives = []
    for _, group in groupby(filter(None, words), key=itemgetter(0)):
        members = list(group)
        shared = sum(takewhile(bool, map(eq, members[0], members[-1])))
        rest = [word[shared:] for word in members]
        alternatives.append(re.escape(members[0][:shared]) + (_one_of(rest) if any(rest) else ""))
    return f"(?:{'|'.join(alternatives)}{'' if all(words) else '|'})"


def _shortest(*tables: str) -> tuple[str, ...]:
    words = {form for table in tables for word in phrases(table) for form in (word, word.upper())}
    return tuple(word for word in sorted(words) if not any(o != word and o in word for o in words))


def _up_to(most: int, part: str) -> str:
    """Return a greedy pattern for a part, zero to ``most`` times.

    It is written out: each call of a named group saves and restores all repeats of its pattern.
    """
    times = ""
    for _ in range(most):
        times = f"(?:{part}{times}|)"
    return times


_END = r"(?![\p{L}\p{N}])"
_BLANKS = _up_to(2, "[ ]")
_WORD = (
    r"(?:(?:al|el|d|l|O)['\u2019-])?"
    r"(?:\p{Lu}\p{L}{0,3}\.(?:\p{Lu}\.)*+|\p{Lu}(?:[\p{L}\p{M}]|['\u2019-](?=\p{L}))*+)"
)
_PARTICLE = r"(?:(?:de|del|della|der|den|di|da|dos|du|van|von|la|le|bin|ibn|ten|ter|al|el)[ ]){0,2}"
_NAME = rf"{_WORD}(?:[ ]{_PARTICLE}{_WORD})"
HANDLE = r"[\p{L}_](?:[\p{L}\p{N}_]|[.-](?=\p{L})){2,30}"

ANY_LABEL = _alternatives("photo_labels", "photo_labels_weak")
"""A word that introduces a credit; calls no definition."""

_LABEL = _alternatives("photo_labels") + rf"(?:(?<=:){_BLANKS}|[ ]{_up_to(1, '[ ]')})"

_DEFINITIONS = {
    "a_name": rf"{_NAME}{{0,4}}",
    "a_full_name": rf"{_NAME}{{1,4}}",
    "a_photo_agency": _alternatives("photo_agencies") + _END,
    "an_agency": _alternatives("photo_agencies", "news_agencies") + _END,
    "a_label": _LABEL,
    "a_weak_label": _alternatives("photo_labels_weak") + _BLANKS,
}


def defined(pattern: str) -> str:
    """Return a pattern with the definitions before it that it calls by the names below.

    Only these: all of them take 30 milliseconds to compile.
    """
    called = {name: part for name, part in _DEFINITIONS.items() if f"(?&{name})" in pattern}
    groups = "".join(f"(?P<{name}>{part})" for name, part in called.items())
    return f"(?(DEFINE){groups}){pattern}"


NAME, FULL_NAME = "(?&a_name)", "(?&a_full_name)"
PHOTO_AGENCY, AGENCY = "(?&a_photo_agency)", "(?&an_agency)"
LABEL, WEAK_LABEL = "(?&a_label)", "(?&a_weak_label)"
SCREEN = (
    r"(?:(?:[Vv]ideo|YouTube|Twitter|Facebook)[ ])?[Ss]creen[ -]?(?:shot|grab|capture|cap)" + _END
)

_SLASH = rf"{_BLANKS}/{_BLANKS}"
_PART = rf"(?:{AGENCY}|{NAME})"
_JOINT = rf"(?:{_SLASH}|[ ]via[ ]|,[ ]|[ ]and[ ]|[ ][|-][ ]|-(?=\p{{Lu}})|[ ][ ]{_up_to(1, '[ ]')})"
_MORE = _up_to(3, _JOINT + _PART) + _up_to(1, f"[ ]for[ ]{NAME}")
_YEAR = _up_to(1, "[ ](?:19|20)[0-9][0-9]")
_MORE_NAMES = _up_to(2, _SLASH + NAME)
_AND_ANOTHER = _up_to(1, f"[ ](?:and|&)[ ]{FULL_NAME}")

AGENCY_CREDIT = (
    rf"(?:{FULL_NAME}{_AND_ANOTHER}{_MORE_NAMES}{_SLASH}{AGENCY}"
    rf"|(?:{NAME}|{HANDLE}){_MORE_NAMES}(?:{_SLASH}|[ ]via[ ]){PHOTO_AGENCY}"
    rf"|(?:AP|AFP)[ ](?:Photo|PHOTO|Images|Photos){_up_to(1, _SLASH + NAME)}"
    rf"|REUTERS{_SLASH}{NAME}|Getty[ ]Images){_up_to(2, rf'(?:{_SLASH}|[ ]via[ ]){_PART}')}"
)
"""A credit without a label: a name and an agency, or an agency's own form."""

LABELLED_CREDIT = (
    rf"(?:{LABEL}(?:(?:{AGENCY}|{FULL_NAME}){_MORE}|{SCREEN}"
    rf"|{HANDLE}(?:{_SLASH}|[ ]via[ ]){_PART}{_MORE})"
    rf"|{WEAK_LABEL}(?:{AGENCY_CREDIT}|{_PART}{_SLASH}{_PART}{_MORE}|{AGENCY}"
    rf"|{NAME}(?:,[ ]|[ ]via[ ]|[ ][(]){AGENCY}{_up_to(1, '[)]')}|{FULL_NAME}[ ]for[ ]{NAME}))"
)
"""A credit after a label."""

COPYRIGHT_CREDIT = (
    rf"(?:\u00a9|[(][cC][)]){_up_to(1, '[ ]')}(?:{NAME}{_MORE_NAMES}{_SLASH}{AGENCY}"
    rf"|{FULL_NAME}{_SLASH}{NAME}"
    rf"|{AGENCY}{_YEAR}{_up_to(2, _SLASH + _PART)})"
)
"""A credit after the copyright sign."""

CREDIT = rf"(?:{LABELLED_CREDIT}|{COPYRIGHT_CREDIT}|{AGENCY_CREDIT})"

_AGENCIES = [form for name in phrases("news_agencies") for form in (name, name.upper())]
HINT = AnyOf(
    "\u00a9",
    "(c)",
    "(C)",
    *_shortest("photo_labels", "photo_labels_weak", "photo_agencies"),
    *(f"REUTERS{spaces}/" for spaces in ("", " ", "  ")),
    *(f"/{spaces}{name}" for spaces in ("", " ", "  ") for name in _AGENCIES),
)
"""Holds in every text that contains a credit."""

_OPENING = Pattern(defined(rf"(?:{LABEL}|{WEAK_LABEL}|\u00a9|[(][cC][)])[ ]*+"), timed=False)
_ACRONYM = Pattern(defined(rf"(?P<name>{FULL_NAME}){_SLASH}(?P<short>\p{{Lu}}{{2,5}})"))
_LAST_WORDS = {
    agency.rpartition(" ")[2] for agency in (*phrases("photo_agencies"), *phrases("news_agencies"))
}
_SMALL_WORDS = sorted(word for word in _LAST_WORDS if word == word.lower())
_ENDING = Pattern(rf"[\p{{Lu}}0-9]|shot|grab|cap|{_one_of(_SMALL_WORDS)}", timed=False)
"""Found in the last word of every credit."""
_COURSE = Pattern(
    r"\b(?:Honors|Course|Courses|Class|Classes|Enrollment|POLL|Poll|SURVEY|Ipsos|YouGov|Gallup|Marist|NORC)\b",
    timed=False,
)


def may_end_in_credit(text: str) -> bool:
    """Return whether a text may end in a credit, by a cheap test of its last word."""
    return _ENDING.search(text, text.rstrip().rfind(" ") + 1) is not None


def without_label(credit: str) -> str:
    """Return who made a photograph: the credit without label, copyright sign and brackets."""
    bare = credit.strip()
    if bare[:1] in "([":
        bare = bare.strip("()[]. ")
    found = _OPENING.match(bare)
    return (bare[found.end() :] if found else bare).rstrip(". ")


def is_misread(credit: str) -> bool:
    """Return whether an apparent name and agency are a long name and its acronym, or a course."""
    found = _ACRONYM.fullmatch(credit)
    if found and "".join(word[0] for word in found["name"].split()) == found["short"]:
        return True
    return _COURSE.search(credit) is not None
