"""White space at the ends of lines."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Pattern, rule
from cleanup.text.whitespace import BLANK, BLANKS, LINE_END, begins_line

_IN_TABLES = Pattern(rf"[{BLANK}](?<![{BLANK}].)[{BLANK}]*+(?=[{LINE_END}])")
_IN_FILES = Pattern(r"[ \t](?<![ \t].)[ \t]*+(?=[\n\r])")


@rule(
    "SPC002",
    tier="safe",
    confidence=1.0,
    beside_holes=True,
    hint=AnyOf(*(blank + end for blank in BLANKS for end in LINE_END)),
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
    text = document.text
    pattern = _IN_TABLES if document.form == "table" else _IN_FILES
    for run in pattern.finditer(text):
        breaks_line = run.group() == "  " and not begins_line(text, run.start())
        if document.form == "table" or not breaks_line:
            yield Found(run.start(), run.end(), "")
