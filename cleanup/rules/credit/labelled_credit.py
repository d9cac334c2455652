"""Photo credits with a label between sentences."""

from __future__ import annotations

from cleanup.blocks.labelled_credits import LABELS, labelled_credits
from cleanup.blocks.lifts import lift_of_credit
from cleanup.kit import PROSE, AnyOf, Document, Found, Iterator, OneLine, rule

_LINES = OneLine(AnyOf(*(f"{label}{colon}" for label in LABELS for colon in (":", " :"))))
_LEAST_BEHIND = 20
"""Code points of a line behind a credit; what ends a line is a caption's."""


@rule(
    "CRD006",
    tier="safe",
    confidence=0.99,
    hint=_LINES,
    removes=True,
    bad={
        f"{PROSE} It was shut.Credit: Ann RoeThe crew swam. {PROSE}": (
            f"{PROSE} It was shut.The crew swam. {PROSE}"
        ),
        f"{PROSE} It was shut. | Image credit: Marsh Studios / Tide The crew swam. {PROSE}": (
            f"{PROSE} It was shut. The crew swam. {PROSE}"
        ),
        f"{PROSE} It was shut. Photograph: Ann Roe/Getty Images They swam home. {PROSE}": (
            f"{PROSE} It was shut. They swam home. {PROSE}"
        ),
        f"{PROSE} It was shut.(Credit: Ann Roe) The crew swam. {PROSE}": (
            f"{PROSE} It was shut. The crew swam. {PROSE}"
        ),
    },
    good=[
        f"{PROSE} It was a photo of the sea. Image: the sea is what we call it here. {PROSE}",
        f"{PROSE} It was shut. The credit: Ann Roe. That was all she had of it. {PROSE}",
        f"{PROSE} They gave it Credit: Ann Roe had paid for it all. {PROSE}",
        f"{PROSE} There are two of them. Image: Tide and Ferry are the names of it. {PROSE}",
        f"{PROSE}\nPhoto: Ann Roe\n{PROSE}",
    ],
)
def labelled_credit(document: Document) -> Iterator[Found]:
    """A photo credit with its label is between two sentences.

    What it does: removes a label with a colon and the names after it (``Credit: Ann Roe``,
    ``| Image credit: Marsh / Tide``) behind the end of a sentence and keeps the names as data
    (``credit``, ``agency``). Where nothing tells whether the name ends before the next sentence, it
    is only flagged.

    Why it is damage: the credit belongs to a photograph that is gone; scrapers that join lines put
    it between the sentences, with or without spaces.

    What could go wrong: a caption before it stays. Who wrote the next sentence may be taken for a
    part of the name if it begins with a name and the credit has no mark at its end.
    """
    for line in document.lines_with(_LINES):
        for one in labelled_credits(document.line_text(line)):
            start, end = line.start + one.start, line.start + one.end
            if line.end - end >= _LEAST_BEHIND and not document.is_code(start):
                lift = lift_of_credit(one.credit)
                yield Found(start, end, "", lift=lift, tier=None if one.is_sure else "display")
