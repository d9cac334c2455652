"""Embedded tweets, by their signatures."""

from __future__ import annotations

from cleanup.grammar.furniture.stamps import stamp_of
from cleanup.kit import PROSE, AnyOf, Document, Found, Iterator, Pattern, rule

_HANDLES = AnyOf("(@")
_SIGNATURE = Pattern(
    r"(?:[\u2014\u2013-]{1,2}[ ]?)?(?P<name>[^\n()\u2014.!?]{1,50}?)[ ]?[(]@\w{2,15}[)][ ]"
    r"(?P<date>\p{L}{3,9}\.?[ ][0-9]{1,2},[ ][0-9]{4}|[0-9]{1,2}\.?[ ]\p{L}{3,9}\.?[ ][0-9]{4})",
    timed=False,
)
_LONGEST_NAME = 56


@rule(
    "EMB003",
    tier="display",
    confidence=0.95,
    hint=_HANDLES,
    flags={
        f"Late again. \u2014 Ann Roe (@annroe) May 3, 2017 {PROSE}": (
            "\u2014 Ann Roe (@annroe) May 3, 2017"
        ),
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
    end. What the tweet says stands before it.

    Why it is damage: the tweet is a quotation that nothing marks any more.

    What could go wrong: an author may quote in this form by hand.
    """
    for place in document.places_with(_HANDLES):
        first = max(document.line_at(place).start, place - _LONGEST_NAME)
        dash = max(document.text.rfind(sign, first, place) for sign in ("\u2014", "\u2013", " - "))
        start = dash if dash >= 0 else first
        found = _SIGNATURE.match(document.text, start)
        if (
            found
            and (dash >= 0 or start == document.line_at(place).start)
            and stamp_of(found["date"])
        ):
            yield Found(*found.span())
