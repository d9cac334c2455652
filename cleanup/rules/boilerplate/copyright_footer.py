"""Copyright notices of the page."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Line, LineStart, Measurement, OneLine, Pattern, line_rule

_OPENING = LineStart(
    *("Copyright", "COPYRIGHT", "\u00a9", "(c) ", "(C) ", "All rights reserved", "ALL RIGHTS RES")
)
_LINES = OneLine(_OPENING, longest=240)
_NOTICE = Pattern(
    r"\s*+(?:(?:Copyright|COPYRIGHT)(?:[ ](?:\u00a9|\([cC]\)))?|\u00a9|\([cC]\))[ ]"
    r"(?:(?:19|20)[0-9]{2}\b(?![ ](?:was|is|saw|brought)\b).{0,200}"
    r"|.{2,120}(?:[Aa]ll rights reserved|ALL RIGHTS RESERVED|may not be (?:re)?published).{0,120})"
    r"|\s*+(?:All [Rr]ights [Rr]eserved|ALL RIGHTS RESERVED)\.?.{0,200}",
    timed=False,
)


@line_rule(
    "BPL008",
    _LINES,
    tier="unsafe",
    confidence=0.97,
    measured=[
        Measurement(24, 24, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"{PROSE}\n\nCopyright \u00a9 2019 The Harbour Herald, LLC.": PROSE,
        f"{PROSE}\n\u00a9 2014 Harbour Media. All rights reserved.\nEnd.": f"{PROSE}\nEnd.",
        f"{PROSE}\n\nCopyright Harbour Press. All rights reserved.": PROSE,
        f"{PROSE}\n\nAll rights reserved. This text may not be copied.": PROSE,
    },
    good=[
        f"{PROSE}\n\nCopyright is what the two fishermen were arguing about.",
        f"Copyright 2019 was the title of the play.\n\n{PROSE}",
        f"{PROSE}\n\nCopyright law has not changed since 1988, she said.",
        f"{PROSE}\n\n\u00a9 Ann Roe / Reuters",
        f"{PROSE}\n\n(c) three boats, all of them red",
        f"Copyright \u00a9 2019 The Harbour Herald\n\n{PROSE}",
        "Copyright \u00a9 2019 The Harbour Herald, LLC.",
    ],
)
def copyright_footer(document: Document, line: Line) -> bool:
    """A copyright notice follows the article.

    What it does: removes a line of at most 240 code points after the last running paragraph if it
    begins with a copyright sign or word and contains a year or reserves all rights.

    Why it is damage: the notice belongs to the page and occurs in every text of a publisher.

    What could go wrong: in a text about copyright such a line may be an example. The notice may
    also matter to whoever stores the text, so it is removed only on request.
    """
    if not document.in_tail(line):
        return False
    return _NOTICE.fullmatch(document.line_text(line)) is not None
