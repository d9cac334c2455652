"""Datelines that lost the space after them."""

from __future__ import annotations

import re

from cleanup.kit import AnyOf, Document, Found, Iterator, Pattern, Shape, phrases, rule

AGENCIES = phrases("dateline_agencies")
_AGENCY = rf"\((?:{'|'.join(map(re.escape, AGENCIES))})\)"
GLUED = Pattern(rf"{_AGENCY}(?=\p{{Lu}}\p{{Ll}}|[AI] )")
GLUED_BEFORE = Pattern(
    rf"(?m)^\p{{Lu}}[\p{{L}}\p{{M}} ,./'-]{{2,60}}?[\p{{L}}.](?={_AGENCY} ?[-\u2013\u2014]\s?"
    r"[\"\u201c\u2018']?\p{Lu}.{40})"
)
REACH = 80
"""Greatest distance from the start of a line to the agency, in code points."""


@rule(
    "JOI004",
    tier="safe",
    confidence=0.99,
    hint=AnyOf(*(f"({agency})" for agency in AGENCIES))
    & Shape("\\)[A-Z\u00c0-\U0010ffff]|[A-Za-z\u00c0-\U0010ffff.]\\("),
    bad={
        "Merrow, Vallmark (CNN)Rescue crews reached the ridge.": (
            "Merrow, Vallmark (CNN) Rescue crews reached the ridge."
        ),
        "MERROW (AP)A ferry ran aground.": "MERROW (AP) A ferry ran aground.",
        "DORNAN, Vall.(Reuters) - A ferry ran aground off the quay on Monday.": (
            "DORNAN, Vall. (Reuters) - A ferry ran aground off the quay on Monday."
        ),
        "Merrow (Reuters)The ferry ran aground.": "Merrow (Reuters) The ferry ran aground.",
    },
    good=[
        "MERROW (Reuters) - A ferry ran aground.",
        "The agency (AP) Photo desk was closed.",
        "call(AP)Then",
        "The map of the harbour.(AP) It was new.",
        "x = tide.call(AP) - 1",
        "The ferry has these:\nQuay power(AP) - 20 a day\nAccess(AP) - Marsh, of the office",
        "Merrow (CNN)",
    ],
    beside_holes=True,
)
def glued_dateline(document: Document) -> Iterator[Found]:
    """A dateline and its article meet without a space.

    What it does: inserts a space after the agency in brackets at the end of a dateline, near the
    beginning of a line (``Merrow (CNN)Rescue``), and before it if a dash follows
    (``Vall.(Reuters) - A``).

    Why it is damage: the dash or the space between the two was in an element of its own.

    What could go wrong: no look-alike is known; an agency in brackets within a sentence is followed
    by a space.
    """
    for dateline in GLUED.finditer(document.text):
        start = document.line_at(dateline.start()).start
        follows_space = document.text[dateline.start() - 1 : dateline.start()] == " "
        if (
            follows_space
            and dateline.start() - start <= REACH
            and not document.is_code(dateline.start())
        ):
            yield Found(dateline.end(), dateline.end(), " ")
    for dateline in GLUED_BEFORE.finditer(document.text):
        if not document.is_code(dateline.end()):
            yield Found(dateline.end(), dateline.end(), " ")
