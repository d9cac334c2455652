"""Links that tweets leave behind."""

from __future__ import annotations

from cleanup.kit import PROSE, AnyOf, Document, Found, Iterator, Pattern, rule

_SITES = AnyOf("pic.twitter.com/", "t.co/", "pic.x.com/")
_LINK = Pattern(
    r"[ ]*+(?:(?:https?://)?pic\.(?:twitter|x)\.com/[A-Za-z0-9]{8,10}"
    r"|https?://t\.co/[A-Za-z0-9]{8,10})(?![A-Za-z0-9/])",
    timed=False,
)
"""Addresses have ten letters or digits at most: what follows them is a word of the author."""


@rule(
    "EMB002",
    tier="safe",
    confidence=0.98,
    hint=_SITES,
    removes=True,
    bad={
        "Late again pic.twitter.com/2Ab3Cd4Ef5 \u2014 Ann Roe (@annroe) May 3, 2017": (
            "Late again \u2014 Ann Roe (@annroe) May 3, 2017"
        ),
        f"The ferry sank https://t.co/2Ab3Cd4Ef5\n{PROSE}": f"The ferry sank\n{PROSE}",
        "The ferry sank.pic.twitter.com/2Ab3Cd4Ef5 Nobody was hurt.": (
            "The ferry sank. Nobody was hurt."
        ),
    },
    good=[
        "Pictures are kept at pic.twitter.com/.",
        "The address t.co/ belongs to the network.",
        "See https://harbour.example/t.co/2Ab3Cd4Ef5 for more.",
        "She wrote about https://t.co/ addresses.",
        "The ferry sank https://t.co/2Ab3Cd4Ef5by the old quay.",
    ],
)
def tweet_link(document: Document) -> Iterator[Found]:
    """A tweet left the link to its picture or its target.

    What it does: removes ``pic.twitter.com/...`` and ``https://t.co/...``, with the blanks before
    them. The words of the tweet stay.

    Why it is damage: the shortened address says nothing to a reader, and no two are the same.

    What could go wrong: an article about such an address loses it.
    """
    end = 0
    for place in document.places_with(_SITES):
        start = document.text.rfind(" ", max(end, place - 12), place) + 1 or max(end, place - 8)
        found = _LINK.search(document.text, max(end, start - 2), place + 40)
        if found and found.end() > end and not document.is_code(found.end() - 1):
            end = found.end()
            yield Found(*found.span(), "")
