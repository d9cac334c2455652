"""Soft hyphens: places where a word could have been divided."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Pattern, rule
from cleanup.text.soft_hyphens import painted, undecoded

_RUN = Pattern(r"\u00ad++")
_DIVIDED = Pattern(r"(?:\r\n|[\n\r])(?=\p{Ll})", timed=False)
_DASH = "a soft hyphen is used as a dash"
_HYPHEN = "a soft hyphen is used as a hyphen"
_LINES = "a word is divided over two lines at a soft hyphen"


@rule(
    "INV001",
    tier="safe",
    confidence=0.99,
    hint=AnyOf("\u00ad"),
    bad={
        "the har\u00adbour mas\u00adter": "the harbour master",
        "a\u00ad well known \u00adfact": "a well known fact",
        "of the \u00ad\u00adharbour": "of the harbour",
        "the har\u00ad\nbour master": "the harbour master",
        "the well\u00adknown part of the harbour": "the well-known part of the harbour",
    },
    flags={"the years 1990\u00ad2000": "\u00ad", "the tide \u00ad it rose": "\u00ad"},
    good=[
        "the well-known harbour-master",
        "A caf\u00c3\u00ad is mojibake",
        "\u00d4\u00ad\u00b4\u00b4 are two letters of Chinese",
        "the years 1990\u20112000",
        "exam-\nple",
    ],
)
def soft_hyphen(document: Document) -> Iterator[Found]:
    """A soft hyphen remains where no word is divided.

    What it does: removes it. In tables a word that a soft hyphen divides over two lines is joined
    again. Between two digits, or alone between two spaces, where it is used as a dash, it is only
    flagged. In an English text that divides no other word by soft hyphens, one between two common
    words that make no word together was a hyphen; it stays, and a hyphen is proposed (unsafe).

    Why it is damage: it marks where a browser may divide a word. It is invisible, but it splits the
    word for a search, a count or a tokenizer.

    What could go wrong: after a capital that is not ASCII, or among four letters and signs that are
    not, it may be a byte of mojibake that could not be decoded, and is left. A solid compound that
    no word list has may get a hyphen.
    """
    text = document.text
    hyphens, bytes_ = document.once(painted), document.once(undecoded)
    for run in _RUN.finditer(text):
        start, end = run.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if start in bytes_ or (before.isupper() and not before.isascii()):
            continue
        if (before.isdigit() and after.isdigit()) or before == after == " ":
            yield Found(start, end, message=_DASH)
        elif start in hyphens:
            yield Found(start, end, "-", message=_HYPHEN, tier="unsafe")
        elif (
            document.form == "table"
            and (before.isalpha() or before == "-")
            and (line_end := _DIVIDED.match(text, end))
        ):
            yield Found(start, line_end.end(), "", message=_LINES)
        elif document.form == "table" or not (before.isalpha() and after in ("\n", "\r")):
            yield Found(start, end, "")
