"""Lines that say when the article was published."""

from __future__ import annotations

from cleanup.grammar.dates import DATE, DAY_DATE, MONTHS, TIME, WEEKDAY, WEEKDAYS
from cleanup.kit import (
    PROSE,
    Document,
    Found,
    Iterator,
    LiftKind,
    LineStart,
    Measurement,
    OneLine,
    Pattern,
    rule,
)
from cleanup.kit.furniture import FURNITURE, blocks_found, iso_of

_LONGEST_LINE = 90
_LABEL = (
    r"(?:(?:First|Last|Originally)[ ])?"
    r"(?:Published|Updated|Posted|Modified|updated|published|PUBLISHED|UPDATED|POSTED|Date)"
    r"(?:[ ](?:on|at))?:?[ ]"
)
_BEGINNING = LineStart(
    *"0123456789",
    *(form for name in (*MONTHS, *WEEKDAYS) for form in (name[:3], name[:3].upper())),
    *("First ", "Last ", "Originally ", "Published", "Updated", "Posted", "Modified"),
    *("updated", "published", "PUBLISHED", "UPDATED", "POSTED", "Date", "This article is more"),
)
_LINES = OneLine(_BEGINNING, longest=_LONGEST_LINE)
_BETWEEN = r"(?:,|[ ](?:at|\||-|[\u2013\u2014\u2022\u00b7]))?[ ]"
_AGO = r"[0-9]{1,2}[ ](?:minutes?|hours?|days?|weeks?|months?|years?)[ ]ago"
_OLD = r"This article is more than [0-9]{1,2} (?:months?|years?) old"
_LINE = Pattern(
    rf"(?:{_LABEL}(?P<labelled>{DAY_DATE}(?:{_BETWEEN}{TIME})?|{TIME}{_BETWEEN}(?:on[ ])?{DAY_DATE}"
    rf"|{TIME}|{_AGO})"
    rf"|(?P<bare>(?:{WEEKDAY},?[ ])?{DATE}(?:{_BETWEEN}{TIME})?)"
    rf"|(?P<ago>{_AGO})|(?P<old>{_OLD}))\.?"
)


@rule(
    "BYL003",
    tier="safe",
    confidence=0.995,
    measured=[
        Measurement(13, 13, "fundus", "article", "2026-11-30"),
        Measurement(594, 596, "article-extraction", "article", "2026-11-30"),
    ],
    hint=FURNITURE | _LINES,
    removes=True,
    by_surroundings=True,
    bad={
        f"Ferry late again\nJanuary 14, 2008 07:12 PM\n{PROSE}": f"Ferry late again\n{PROSE}",
        f"Published: 3 May 2017\n\n{PROSE}": PROSE,
        f"Updated at 6 p.m. ET June 23\n\n{PROSE}": PROSE,
        f"{PROSE}\n\n2019-03-02": PROSE,
        f"3 years ago\n{PROSE}": PROSE,
        f"This article is more than 9 months old\n{PROSE}": PROSE,
    },
    good=[
        f"{PROSE}\nJanuary 14, 2008\n{PROSE}",
        f"{PROSE}\n7:05 p.m.",
        f"2017\n{PROSE}",
        f"Two years ago\n{PROSE}",
        f"Updated on Friday its forecast\n{PROSE}",
        f"3 years ago today\n{PROSE}",
        f"May 3: the ferry sinks\n{PROSE}",
        f"{PROSE} 2019-03-02",
        "2019-03-02",
    ],
)
def date_stamp(document: Document) -> Iterator[Found]:
    """A line before or after the article is only a date stamp.

    What it does: removes a line made only of a date, with or without a label and a time, in the
    head or the tail of the article, and keeps the date as data (``published`` or ``updated``, as an
    ISO date if it says the year).

    Why it is damage: the date is data about the article, not part of it.

    What could go wrong: a letter or a diary begins with its date, which is content there.
    """
    found = list(blocks_found(document, "date"))
    yield from found
    spans = {(one.start, one.end) for one in found}
    yield from (one for one in _stamped(document) if (one.start, one.end) not in spans)


def _stamped(document: Document) -> Iterator[Found]:
    for line in document.removable_lines_with(_LINES, _LONGEST_LINE):
        if not document.in_head(line) and not document.in_tail(line):
            continue
        found = _LINE.fullmatch(document.line_text(line).strip())
        if not found:
            continue
        stamp = found["labelled"] or found["bare"] or found["ago"]
        lift: tuple[tuple[LiftKind, str], ...] = (("published", iso_of(stamp)),) if stamp else ()
        yield Found(*document.removal_span(line), "", lift=lift)
