"""Line ends other than the line feed."""

from __future__ import annotations

from cleanup.kit import Chars, Document, Found, Iterator, Pattern, rule
from cleanup.text.c1_controls import is_line_end

_OTHER_ENDS = Pattern(r"\r++\n?|[\x0b\x0c\u0085\u2028\u2029]")


@rule(
    "SPC007",
    tier="safe",
    confidence=1.0,
    hint=Chars("\u000b-\r\u0085\u2028\u2029"),
    bad={
        "The tide.\r\nThe boat.\rThe quay.": "The tide.\nThe boat.\nThe quay.",
        "The tide.\u2028The boat.\u2029The quay.": "The tide.\nThe boat.\nThe quay.",
        "The tide.\x0cThe boat.\x0bThe quay.": "The tide.\nThe boat.\nThe quay.",
        "The tide.\r\r\nThe boat.\u0085The quay.": "The tide.\nThe boat.\nThe quay.",
    },
    good=[
        "The tide.\nThe boat.",
        "a\tb",
        "\\r\\n is two characters",
        "\u240a and \u240d",
        "He waited\u0085 The tide",
    ],
    form="table",
)
def line_end(document: Document) -> Iterator[Found]:
    """A line ends with something other than a line feed.

    What it does: in tables, converts CR LF, CR, vertical tab, form feed, NEL and the Unicode line
    and paragraph separators to line feeds. Files keep their line ends.

    Why it is damage: software splits lines at some of them only, so lines are counted, glued and
    compared differently.

    What could go wrong: several carriage returns before one line feed count as one line end. A page
    break (form feed) becomes a plain line end. U+0085 that is within a line is no NEL but an
    ellipsis; it is left to ``c1-control``.
    """
    for end in _OTHER_ENDS.finditer(document.text):
        if end.group() == "\u0085" and not is_line_end(document, end.start()):
            continue
        count = 1 if end.group().endswith("\n") else len(end.group())
        yield Found(end.start(), end.end(), "\n" * count)
