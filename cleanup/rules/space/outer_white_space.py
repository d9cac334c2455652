"""White space around a whole text."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Outer, rule

_WHITE = (
    " \t\n\r\x0b\x0c\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000"
)


@rule(
    "SPC001",
    tier="safe",
    confidence=1.0,
    beside_holes=True,
    hint=Outer(_WHITE),
    bad={
        "  The tide is high.\n": "The tide is high.",
        "\u00a0\n\nThe tide is high.": "The tide is high.",
        "The tide is high.\r\n \t": "The tide is high.",
        " \n ": "",
    },
    good=["The tide is high.", "", "x", "a \n b"],
)
def outer_white_space(document: Document) -> Iterator[Found]:
    """The text begins or ends with white space.

    What it does: in tables, removes all white space at both ends of the text. In files, removes
    spaces and tabs at the end of a last line that has no line end.

    Why it is damage: it is left over from the markup around the text, and makes equal texts
    unequal.

    What could go wrong: nothing a reader sees.
    """
    text = document.text
    white = _WHITE if document.form == "table" else " \t"
    last = len(text.rstrip(white))
    first = len(text) - len(text.lstrip(white)) if document.form == "table" else 0
    if last < len(text):
        yield Found(last, len(text), "")
    if 0 < first < len(text):
        yield Found(0, first, "")
