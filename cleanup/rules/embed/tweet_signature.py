"""Embedded tweets, by their signatures."""

from __future__ import annotations

from cleanup.grammar.furniture.stamps import stamp_of
from cleanup.kit import PROSE, AnyOf, Document, Found, Iterator, Pattern, rule

_HANDLES = AnyOf("(@")
_HANDLE = Pattern(
    r"[(]@\w{2,15}[)][ ](?P<date>\p{L}{3,9}\.?[ ][0-9]{1,2},[ ][0-9]{4}"
    r"|[0-9]{1,2}\.?[ ]\p{L}{3,9}\.?[ ][0-9]{4})",
    timed=False,
)
_NAME = Pattern(
    r"(?:[\u2014\u2013-]{1,2}|[?])[ ][^\n()\u2014\u2013]{1,50}[ ]?\Z"
    r"|(?<=[ ]{2})[^\n().!?]{1,50}\Z|(?<=[.!?\u2026\"\u201d)][ ])[^\n().!?]{1,50}\Z"
    r"|(?<=\n|\A)[^\n().!?\u2014\u2013]{1,50}\Z|(?:\p{Lu}[^\s()]*[ ]?){1,4}\Z",
    timed=False,
)
"""The name before a handle, with the dash before it or what a scraper left of that."""
_LONGEST_NAME = 56
_LONGEST = 320
"""Code points of a tweet, its links included."""
_GLUED = Pattern(r"\p{Ll}[.!?](?=\p{Lu})", timed=False)
"""Where a scraper joined what stood in two places of a page."""
_BEGINNING = Pattern(r".*(?:[:\n]|[0-9]{4})(?=\S)", timed=False)
"""Stands before a tweet that is glued to it: a colon, a line end, the date of the one before."""


@rule(
    "EMB003",
    tier="display",
    confidence=0.95,
    hint=_HANDLES,
    flags={
        f"Late again. \u2014 Ann Roe (@annroe) May 3, 2017 {PROSE}": (
            "\u2014 Ann Roe (@annroe) May 3, 2017"
        ),
        f"He wrote:Late again. Sad!  Ann Roe (@annroe) May 3, 2017{PROSE}": (
            "Late again. Sad!  Ann Roe (@annroe) May 3, 2017"
        ),
        f"Late again. ? Ann Roe (@annroe) May 3, 2017 {PROSE}": "? Ann Roe (@annroe) May 3, 2017",
        f"Sp\u00e4t. \u2014 Anna Roth (@annroth) 3. Mai 2017\n{PROSE}": (
            "\u2014 Anna Roth (@annroth) 3. Mai 2017"
        ),
    },
    good=[
        "Ann Roe (@annroe) wrote on May 3, 2017 that the ferry was late.",
        "The harbour (@harbour) is open.",
        "Follow Ann Roe (@annroe) May 3 at noon.",
        "On May 3, 2017 the ferry was late (@annroe).",
    ],
)
def tweet_signature(document: Document) -> Iterator[Found]:
    """A tweet was embedded here: its signature stands in the text.

    What it does: flags the name, the handle in brackets and the date with which embedded tweets
    end, and what the tweet says, if a colon, another tweet or the line shows where it begins.

    Why it is damage: the tweet is a quotation that nothing marks any more.

    What could go wrong: an author may quote in this form by hand.
    """
    text = document.text
    for place in document.places_with(_HANDLES):
        handle = _HANDLE.match(text, place)
        if handle is None or not stamp_of(handle["date"]):
            continue
        first = max(document.line_at(place).start, place - _LONGEST_NAME)
        name = _NAME.search(text[first:place])
        if name is None:
            continue
        start = first + name.start()
        earliest = max(document.line_at(place).start, start - _LONGEST)
        before = _BEGINNING.match(text[earliest:start])
        if before and before.end() < start - earliest:
            start = earliest + before.end()
            glued = [seam.end() for seam in _GLUED.finditer(text[start : handle.start()])]
            start += glued[-1] if glued else 0
        yield Found(start, handle.end())
