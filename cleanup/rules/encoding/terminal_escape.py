"""Escape sequences of terminals."""

from __future__ import annotations

from cleanup.kit import Chars, Document, Found, Iterator, Pattern, rule

_SEQUENCE = Pattern(
    r"\x1b(?:\[(?:[0-9:;?]{1,40}+[ -/]?[@-~]|[mKHJ](?![a-z]))"
    r"|\][0-9]{1,4};[^\x07\x1b\n\r]{0,300}+(?:\x07|\x1b\\)"
    r"|[()][0AB](?![A-Za-z])|[=>78](?![0-9A-Za-z]))"
    r"|\x9b[0-9;]{1,40}+m"
)


@rule(
    "ENC004",
    tier="safe",
    severity="cosmetic",
    confidence=0.99,
    hint=Chars("\u001b\u009b"),
    bad={
        "\x1b[31mThe tide is high.\x1b[0m": "The tide is high.",
        "ready\x1b[K and \x1b[1;4mwaiting\x1b[m": "ready and waiting",
        "\x1b]0;harbour log\x07Two boats left.": "Two boats left.",
        "\x1b(B\x1b[?25lTwo boats left.": "Two boats left.",
    },
    good=[
        "The list [31m] is in metres.",
        "An array x[0m] and [K]",
        "\x1b[The harbour",
        "ESC (B) is a key",
    ],
)
def terminal_escape(document: Document) -> Iterator[Found]:
    """The text contains a terminal escape sequence.

    What it does: removes the sequences that set colours, move the cursor or name the window.

    Why it is damage: they were meant for a terminal, and a reader sees them as debris like
    ``[31m``. They are form, not content.

    What could go wrong: text right after a broken sequence could look like its end, so a sequence
    without a number counts only if no lower-case letter follows it. A lone escape character is left
    to ``control-character``.
    """
    for sequence in _SEQUENCE.finditer(document.text):
        yield Found(sequence.start(), sequence.end(), "")
