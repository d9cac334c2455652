"""Soft hyphens: places where a word could have been divided."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Pattern, rule

_RUN = Pattern(r"\u00ad++")
_DIVIDED = Pattern(r"(?:\r\n|[\n\r])(?=\p{Ll})", timed=False)


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
    },
    good=[
        "the well-known harbour-master",
        "A caf\u00c3\u00ad is mojibake",
        "the years 1990\u20112000",
        "exam-\nple",
    ],
)
def soft_hyphen(document: Document) -> Iterator[Found]:
    """A soft hyphen remains where no word is divided.

    What it does: removes it. In tables a word that a soft hyphen divides over two lines is joined
    again. Between two digits, or alone between two spaces, where it is used as a dash, it is only
    flagged.

    Why it is damage: it marks where a browser may divide a word. It is invisible, but it splits the
    word for a search, a count or a tokenizer.

    What could go wrong: after a capital that is not ASCII it may be half of mojibake that could not
    be decoded, and is left. Some systems write it for a real hyphen; removing it between letters
    then leaves a solid compound.
    """
    text = document.text
    for run in _RUN.finditer(text):
        start, end = run.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if before.isupper() and not before.isascii():
            continue
        if (before.isdigit() and after.isdigit()) or before == after == " ":
            yield Found(start, end, message="a soft hyphen is used as a dash")
        elif (
            document.form == "table"
            and before.isalpha()
            and (line_end := _DIVIDED.match(text, end))
        ):
            yield Found(start, line_end.end(), "")
        elif document.form == "table" or not (before.isalpha() and after in ("\n", "\r")):
            yield Found(start, end, "")
