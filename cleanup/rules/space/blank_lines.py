"""Runs of blank lines."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Pattern, Shape, rule
from cleanup.text.whitespace import BLANK, LINE_END

_END = f"(?>\r\n|[{LINE_END}])"
_LINES = Pattern(rf"{_END}(?:[{BLANK}]*+{_END}){{2,}}+")
_OF_LINE_FEEDS = Pattern(rf"\n(?:[{BLANK}]*+\n){{2,}}+")
"""Finds the same where all lines end in line feeds, but faster."""


@rule(
    "SPC003",
    tier="safe",
    confidence=1.0,
    hint=Shape(f"[{LINE_END}][{BLANK}]*[{LINE_END}][{BLANK}]*[{LINE_END}]"),
    bad={
        "The tide.\n\n\nThe boat.": "The tide.\n\nThe boat.",
        "The tide.\n \n\t\n\u00a0\nThe boat.": "The tide.\n\nThe boat.",
        "The tide.\r\n\r\n\r\nThe boat.": "The tide.\n\nThe boat.",
    },
    good=[
        "The tide.\n\nThe boat.",
        "The tide.\nThe boat.",
        "The tide.\r\n\r\nThe boat.",
        "The tide.\n \n  The boat.",
    ],
    form="table",
    beside_holes=True,
)
def blank_lines(document: Document) -> Iterator[Found]:
    """More than one blank line separates two paragraphs.

    What it does: in tables, leaves one blank line. A line of white space counts as blank.

    Why it is damage: the extra blank lines are where scripts, pictures and boxes of the page were.

    What could go wrong: a text that distinguishes chapters from paragraphs by the number of blank
    lines loses that.
    """
    text = document.text
    has_other_ends = any(end in text for end in LINE_END if end != "\n")
    for lines in (_LINES if has_other_ends else _OF_LINE_FEEDS).finditer(text):
        yield Found(lines.start(), lines.end(), "\n\n")
