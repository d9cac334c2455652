"""Photo credits between sentences."""

from __future__ import annotations

from cleanup.blocks.captions_glued import credits_with_captions
from cleanup.blocks.credits_between import LABELS, LINKED, LOWER_LABELS
from cleanup.blocks.lifts import lift_of_credit
from cleanup.kit import PROSE, AnyOf, Document, Found, Iterator, OneLine, phrases, rule

_AGENCIES = [*phrases("photo_agencies"), *phrases("news_agencies")]
_LINES = OneLine(
    AnyOf(
        *(f"{label}{colon}" for label in (*LABELS, *LOWER_LABELS) for colon in (":", " :")),
        *(f"{label} " for label in LINKED),
        *("/", "via ", "(AP)", "(AFP)", "(Reuters)", "(EPA)", "(Getty)", "(Getty Images)"),
        *(f".{agency}" for agency in phrases("photo_agencies")),
        *(f"| {agency}" for agency in _AGENCIES),
        *(f"{agency} |" for agency in _AGENCIES),
    )
)
_CAPTION = 0.93
"""Of 106 sentences that were flagged in outputs of article extractors 99 were captions."""
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
        f"{PROSE} It was shut.Ann Roe/Getty ImagesThe crew swam. {PROSE}": (
            f"{PROSE} It was shut.The crew swam. {PROSE}"
        ),
        f"{PROSE} It was shut.(Credit: Ann Roe) The crew swam. {PROSE}": (
            f"{PROSE} It was shut. The crew swam. {PROSE}"
        ),
        f"{PROSE} It was shut.Image credit:Marsh Studios / Quaymer.Even it was. {PROSE}": (
            f"{PROSE} It was shut.Even it was. {PROSE}"
        ),
        f"{PROSE} It was shut.Ann Roe/Tide PostThe crew swam. {PROSE}": (
            f"{PROSE} It was shut.The crew swam. {PROSE}"
        ),
        f"{PROSE} It was shut. (Ann Roe/Tide/POOL)The crew swam. {PROSE}": (
            f"{PROSE} It was shut.The crew swam. {PROSE}"
        ),
        f"{PROSE}Gulls sit on the quay at dawn. Photo: Ann Roe/AFPThe crew swam. {PROSE}": (
            f"{PROSE}The crew swam. {PROSE}"
        ),
        f"{PROSE} 2. The old quayScreenshot: Tide / QuaymerIf it is late, nobody waits. {PROSE}": (
            f"{PROSE} 2. The old quay If it is late, nobody waits. {PROSE}"
        ),
        f"{PROSE}Bo Tan, left, sits on the quay.Ann Roe/AFPThe crew swam. {PROSE}": (
            f"{PROSE}The crew swam. {PROSE}"
        ),
    },
    good=[
        f"{PROSE} They had one song. (Ann Roe/Bo Tan) The crew swam home. {PROSE}",
        f"{PROSE} It was shut. Tide/Marsh College polls say so, and they are right. {PROSE}",
        f"{PROSE} It was on and/or off. AC/DC were on the quay in the spring. {PROSE}",
        f"{PROSE} It was a photo of the sea. Image: the sea is what we call it here. {PROSE}",
        f"{PROSE} It was shut. The credit: Ann Roe. That was all she had of it. {PROSE}",
        f"{PROSE} They gave it Credit: Ann Roe had paid for it all. {PROSE}",
        f"{PROSE} There are two of them. Image: Tide and Ferry are the names of it. {PROSE}",
        f"{PROSE}\nPhoto: Ann Roe\n{PROSE}",
        f"{PROSE} It is so. Tide Post/ABC News polls show it, and so does Gov. Ann Roe. {PROSE}",
        f"{PROSE} The one for it is Lt. Gov. Ann Roe/AP, who was in the hall with them. {PROSE}",
        f"{PROSE} It was late. (Photo: Marsh on the quay in 2014) It was new. {PROSE}",
        f"{PROSE} It was late. (Photo: Slide 3) It was new. (Credit: Five) It was old. {PROSE}",
        f"{PROSE} The tide was late. (Graphic: Quay Tides - exm.pl/2Qz1) It was new. {PROSE}",
        f"{PROSE} They gave out the marks. Sound: Ann Roe. Photo: Bo Tan. It was late. {PROSE}",
        f"{PROSE} They have one of each. Photo: Ann Roe. Film: Bo Tan. It was late. {PROSE}",
        f"{PROSE} There were two on the form. Photo: Yes. She was in it. {PROSE}",
        f"{PROSE} It was on the wall. Photo: Ann Roe Wins Gold. It was late. {PROSE}",
    ],
)
def credit_between_sentences(document: Document) -> Iterator[Found]:
    """A photo credit is between two sentences.

    What it does: removes a label with a colon and the names after it (``Credit: Ann Roe``,
    ``| Image credit: Marsh / Tide``), a name with an agency (``Ann Roe/Getty Images``,
    ``Ann Roe via AP``), and, where blanks are lost on both sides, a name with any outlet
    (``here.Ann Roe/Tide PostThe``), behind the end of a sentence, and keeps the names as data
    (``credit``, ``agency``). Where nothing tells whether the name ends before the next sentence, it
    is only flagged. What may be a field of a list (``Photo: Yes. Text: No.``) stays.

    A sentence before a credit goes with it, and is kept (``caption``), if it begins with ``FILE``
    or the counter of a gallery, says who is on the left, is repeated beside the credit, or is glued
    to the sentences around it but not to the credit. One that only seems to be a caption is
    flagged.

    Why it is damage: the credit belongs to a photograph that is gone; scrapers that join lines put
    it between the sentences, with or without spaces.

    What could go wrong: a caption before it stays, or a sentence of the author that a page put
    before a credit in one element with it is taken for a caption. Who wrote the next sentence may
    be taken for a part of the name if it begins with a name and the credit has no mark at its end.
    """
    for line in document.lines_with(_LINES):
        text = document.line_text(line)
        for one, caption in credits_with_captions(text):
            start, end = line.start + one.start, line.start + one.end
            if len(text) - one.end < _LEAST_BEHIND or document.is_code(start):
                continue
            if caption is None:
                written = ""
            elif caption.is_sure and one.is_sure:
                start, written = line.start + caption.start, text[caption.start : one.start].strip()
            else:
                first = line.start + caption.start
                yield Found(first, start, "", confidence=_CAPTION, tier="display")
                written = ""
            lift = lift_of_credit(one.credit, written)
            is_glued = document.text[start - 1 : start].isalnum() and text[one.end].isalnum()
            after = " " if is_glued and start > line.start else ""
            yield Found(start, end, after, lift=lift, tier=None if one.is_sure else "display")
