"""Runs of spaces between words."""

from __future__ import annotations

from cleanup.kit import Chars, Document, Found, Iterator, Pattern, Shape, rule
from cleanup.text.lost_marks import lost_marks
from cleanup.text.whitespace import BLANK, UNUSUAL, begins_line, ends_line, is_kept

_UNUSUAL = Chars(UNUSUAL)
_IN_TABLES = Pattern(rf"[{BLANK}]{{2,}}+")
_IN_PLAIN_TABLES = Pattern(rf"  [{BLANK}]*+")
"""Finds the same where there is neither a tab nor an unusual space, but faster."""
_IN_FILES = Pattern(r"(?: {2}(?<![.?!:][\"')\]\u201d\u2019]?  )| {3,})(?! )", timed=False)
"""Two spaces after a mark that ends a sentence are a habit of who typed the file."""
_LIST_MARK = Pattern(r"[ \t]*+(?:[-*+>#|]|[0-9]{1,9}[.)]|[A-Za-z][.)])$")


@rule(
    "SPC004",
    tier="safe",
    confidence=0.99,
    hint=Shape("[ \t][ \t]") | _UNUSUAL,
    bad={
        "The tide  is   high.": "The tide is high.",
        "The tide. \u00a0\u00a0 The boat.": "The tide. The boat.",
        "The tide \t is high.": "The tide is high.",
        "Le port est ferm\u00e9 \u00a0; il pleut sur le quai et dans les rues.": (
            "Le port est ferm\u00e9\u00a0; il pleut sur le quai et dans les rues."
        ),
    },
    good=[
        "The tide is high.",
        "boat\ttide\tport",
        "boat    tide    port",
        "| boat  | tide  | port |",
        "x  = y == z;",
        "\u6e2f\u3000\u3000\u6f6e",
        "The tide.\n    The boat.",
    ],
)
def space_run(document: Document) -> Iterator[Found]:
    """More than one space separates two words.

    What it does: leaves one space, or the no-break space where French or a number requires it.
    Lines that look like tables or program code, the indentation of lines, and spaces that are all
    that is left of a quotation mark (``lost-quotation-mark``) stay. In files only plain spaces
    count; those after a list marker are left, and two after the end of a sentence.

    Why it is damage: the extra spaces are left over from markup, or from something that was removed
    between them.

    What could go wrong: columns that are separated by one wide space in each line do not look like
    a table and are joined by one space. In tables two spaces after a full stop, which some write,
    become one.
    """
    text = document.text
    pattern = _IN_TABLES if document.form == "table" else _IN_FILES
    if pattern is _IN_TABLES and "\t" not in text and not document.places_with(_UNUSUAL):
        pattern = _IN_PLAIN_TABLES
    traces = {lost.start for lost in document.once(lost_marks)}
    for run in pattern.finditer(text):
        start, end = run.span()
        if start in traces:
            continue
        if begins_line(text, start) or ends_line(text, end) or _follows_list_mark(document, start):
            continue
        special_spaces = [
            char
            for char in dict.fromkeys(run.group().strip(" \t"))
            if char not in " \t" and is_kept(document, start, end, char)
        ]
        if special_spaces == ["\u3000"] and len(set(run.group())) == 1:
            continue
        if not (document.is_table(start) or document.is_code(start)):
            yield Found(start, end, special_spaces[0] if special_spaces else " ")


def _follows_list_mark(document: Document, start: int) -> bool:
    if document.form == "table":
        return False
    line = document.line_at(start)
    return start - line.start < 40 and bool(_LIST_MARK.match(document.text[line.start : start]))
