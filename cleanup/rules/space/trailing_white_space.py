"""White space at the ends of lines."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, rule
from cleanup.text.whitespace import BLANKS, LINE_END, begins_line

ENDS = AnyOf(*(blank + end for blank in BLANKS for end in LINE_END))
_BLANK = "".join(BLANKS)


@rule(
    "SPC002",
    tier="safe",
    confidence=1.0,
    beside_holes=True,
    hint=ENDS,
    bad={
        "The tide. \nThe boat.": "The tide.\nThe boat.",
        "The tide.\u00a0\t\r\nThe boat.": "The tide.\r\nThe boat.",
        "The tide.\n  \nThe boat.": "The tide.\n\nThe boat.",
    },
    good=[
        "The tide.\nThe boat.",
        "The tide.\n  The boat.",
        "The tide. The boat.",
        "a\n\n\tb",
    ],
)
def trailing_white_space(document: Document) -> Iterator[Found]:
    """A line ends with white space.

    What it does: removes it. In files only spaces and tabs count, and exactly two spaces after a
    word stay: in Markdown they break the line.

    Why it is damage: nobody sees it, yet it makes equal lines unequal and adds noise to every
    comparison of versions.

    What could go wrong: nothing a reader sees.
    """
    text, in_file = document.text, document.form == "file"
    blanks, ends = (" \t", "\n\r") if in_file else (_BLANK, LINE_END)
    for last in document.places_with(ENDS):
        if text[last] not in blanks or text[last + 1] not in ends:
            continue
        start, end = _start_of_run(text, last, blanks), last + 1
        breaks_line = text[start:end] == "  " and not begins_line(text, start)
        if not (in_file and breaks_line):
            yield Found(start, end, "")


def _start_of_run(text: str, last: int, blanks: str) -> int:
    while last and text[last - 1] in blanks:
        last -= 1
    return last
