"""Sentences and paragraphs whose beginning was lost."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, Pattern, Shape, rule

CLAUSE = "who|whose|which|where|when|now|then|the|a|an|and|is|was"
VERBS = "said|says|was|were|had|has|told|is|are|who|whose|which"
BEGINNING = Pattern(
    r":(?<=\n\n.)(?= \p{Lu}\p{Ll})"
    rf"|[,;](?<=\n[ ]?.) ?(?=(?:{CLAUSE})\b)"
    rf"|\.(?<=(?<!\p{{L}})\p{{Ll}}{{4,}}.) (?=(?:{VERBS}) \p{{Ll}})"
)
ABBREVIATED = Pattern(r"(?<!\p{L})(?:corp|govt|dept|approx|assn|bros|yeah|blvd|mass|calif|ariz)\Z")


@rule(
    "HOL007",
    hole="sentence-head",
    tier="display",
    confidence=0.85,
    measured=[
        Measurement(5, 5, "article-extraction, held out", "scraped", "2026-11-28"),
        Measurement(7, 7, "readability, held out", "scraped", "2026-11-28"),
    ],
    hint=AnyOf(*(f"\n{blank}{mark}" for blank in ("", " ") for mark in ",;:"))
    | (
        AnyOf(*(f". {verb} " for verb in VERBS.split("|")))
        & Shape(rf"[a-z\u00b5-\U0010ffff]{{4}}\. (?:{VERBS}) [a-z\u00b5-\U0010ffff]")
    ),
    langs=["en"],
    flags={
        "The race was won by a newcomer of the club.\n\n, who had to fight for it to the end.": "",
        "It was seen from the pier of the town.\n\n: The skipper is the one who did it.": "",
        "They will vote on the treaty in the autumn. said it would not sign it before then.": "",
    },
    good=[
        "Dornan Corp. said it was the best of the year, and Merrow Inc. is of that view.",
        "Gloves, gowns etc. are in the stores, and 3 p.m. was the end of it for the U.S. is not.",
        "Has it come to this? was the question of the day in the house.",
        "Wait... is that the one who was in the hall?",
        "The band OutRage! said that it was the end.",
        "the end. was it the end? it was, of course, and that is that for the day.",
    ],
)
def lost_subject(document: Document) -> Iterator[Found]:
    """A sentence or a paragraph lost its beginning.

    What it does: flags a paragraph that begins with a colon or with a comma and a relative clause,
    and a sentence that begins with a finite verb in lower case.

    Why it is damage: the name that the sentence began with was a link and was dropped.

    What could go wrong: abbreviations that end in a full stop; text that is written in lower case
    throughout is left alone.
    """
    for beginning in BEGINNING.finditer(document.text):
        start, end = beginning.start(), beginning.end()
        if beginning[0][0] == ".":
            if _is_lower_case(document.text, start) or document.protects(start + 1):
                continue
            if ABBREVIATED.search(document.text[max(0, start - 12) : start]):
                continue
            start = end
        yield Found(start, start)


def _is_lower_case(text: str, position: int) -> bool:
    """Return whether the surrounding text has no capitals."""
    return text[max(0, position - 200) : position + 200].islower()
