"""A dateline that lost the space after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.phrases import phrases
from cleanup.prefilter.hints import AnyOf, Shape
from cleanup.rule import rule
from cleanup.text.pattern import Pattern
from cleanup.values import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.document import Document

AGENCIES = phrases("dateline_agencies")
SEAM = Pattern(rf"\((?:{'|'.join(map(re.escape, AGENCIES))})\)(?=\p{{Lu}}\p{{Ll}}|[AI] )")
REACH = 80
"""How far into a line a dateline may end, in code points."""


@rule(
    "JOI004",
    tier="safe",
    confidence=0.99,
    hint=AnyOf(*(f"({agency})" for agency in AGENCIES)) & Shape("\\)[A-Z\u00c0-\U0010ffff]"),
    bad={
        "Merrow, Vallmark (CNN)Rescue crews reached the ridge.": (
            "Merrow, Vallmark (CNN) Rescue crews reached the ridge."
        ),
        "MERROW (AP)A ferry ran aground.": "MERROW (AP) A ferry ran aground.",
        "Merrow (Reuters)The ferry ran aground.": "Merrow (Reuters) The ferry ran aground.",
    },
    good=[
        "MERROW (Reuters) - A ferry ran aground.",
        "The agency (AP) Photo desk was closed.",
        "call(AP)Then",
        "Merrow (CNN)",
    ],
    beside_holes=True,
)
def glued_dateline(document: Document) -> Iterator[Found]:
    """A dateline and its article meet without a space.

    What it does: puts one space after the agency in brackets with which a dateline ends, near
    the beginning of a line (``Merrow (CNN)Rescue``).

    Why it is damage: the dash or the blank between the two stood in an element of its own.

    What could go wrong: nothing is known that looks alike and is no dateline; an agency in
    brackets inside a sentence is followed by a blank.
    """
    for seam in SEAM.finditer(document.text):
        start = document.line_at(seam.start()).start
        stands_apart = document.text[seam.start() - 1 : seam.start()] == " "
        if stands_apart and seam.start() - start <= REACH and not document.is_code(seam.start()):
            yield Found(seam.end(), seam.end(), " ")
