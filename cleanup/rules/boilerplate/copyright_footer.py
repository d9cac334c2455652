"""Copyright notices of the page."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Found, Iterator, LineStart, OneLine, Pattern, rule

_OPENING = LineStart(
    *("Copyright", "COPYRIGHT", "\u00a9", "(c) ", "(C) ", "All rights reserved", "ALL RIGHTS RES")
)
_LONGEST_LINE = 240
_LINES = OneLine(_OPENING, longest=_LONGEST_LINE)
_NOTICE = Pattern(
    r"\s*+(?:(?:Copyright|COPYRIGHT)(?:[ ](?:\u00a9|\([cC]\)))?|\u00a9|\([cC]\))[ ]"
    r"(?:(?:19|20)[0-9]{2}\b(?![ ](?:was|is|saw|brought)\b).{0,200}"
    r"|.{2,120}(?:[Aa]ll rights reserved|ALL RIGHTS RESERVED|may not be (?:re)?published).{0,120})"
    r"|\s*+(?:All [Rr]ights [Rr]eserved|ALL RIGHTS RESERVED)\.?.{0,200}",
    timed=False,
)


@rule(
    "BPL008",
    tier="unsafe",
    confidence=0.97,
    hint=_LINES,
    removes=True,
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
def copyright_footer(document: Document) -> Iterator[Found]:
    """A copyright notice follows the article.

    What it does: removes a line of at most 240 code points after the last running paragraph if it
    begins with a copyright sign or word and contains a year or reserves all rights.

    Why it is damage: the notice belongs to the page and occurs in every text of a publisher.

    What could go wrong: in a text about copyright such a line may be an example. The notice may
    also matter to whoever stores the text, so it is removed only on request.
    """
    for line in document.removable_lines_with(_LINES, _LONGEST_LINE):
        if document.in_tail(line) and _NOTICE.fullmatch(document.line_text(line)):
            yield Found(*document.removal_span(line), "")
