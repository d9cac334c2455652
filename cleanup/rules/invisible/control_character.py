"""Control characters that are not white space."""

from __future__ import annotations

from cleanup.kit import Chars, Document, Found, Iterator, Pattern, rule
from cleanup.text.controls import traces

_RUN = Pattern(r"[\x00-\x08\x0e-\x1f\x7f]++")


@rule(
    "INV004",
    tier="safe",
    confidence=0.99,
    hint=Chars("\u0000-\u0008\u000e-\u001f\u007f"),
    bad={
        "The tide\x00 is high.": "The tide is high.",
        "a\x08 bell\x07 rings\x7f": "a bell rings",
        "unit\x1f and \x1d\x1cgroup": "unit and group",
        "\x1bThe tide": "The tide",
    },
    good=[
        "a\tb\nc\r\nd",
        "page one\x0cpage two",
        "line\x0bline",
        "\u2400 is the symbol for NUL, ^H for backspace",
        "no e\x00ect on the harbour",
        "field\x1fname",
    ],
)
def control_character(document: Document) -> Iterator[Found]:
    """The text contains a control character.

    What it does: removes the controls below U+0020 except tab and the line ends (line feed,
    carriage return, vertical tab, form feed), and DEL. The information separators U+001C to U+001F
    are removed too, although Python counts them as white space.

    Why it is damage: these controls were meant for devices; in text they are debris of encodings
    and of broken programs, and many data readers reject them.

    What could go wrong: a control character at the edge of a word may be all that shows that a
    letter was lost there. Those between letters or digits, and those at words that are likelier
    with a letter, are left to ``ligature-became-control``. Controls that can be identified as half
    of a quote or dash, or as an escape sequence, are repaired by other rules first.
    """
    kept = {trace.start for trace in document.once(traces)}
    for run in _RUN.finditer(document.text):
        if run.start() not in kept:
            yield Found(run.start(), run.end(), "")
