"""Addresses that lost the space before or after them."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Pattern, rule

ADDRESSES = AnyOf("http://", "https://", "pic.twitter.com/")
BEFORE = Pattern(
    r"(?<=(?:^|[\s(\"\u201c\u2014])[#@]?[\p{L}\p{N}][\p{L}\p{N}_'\u2019-]{0,60}"
    r"(?:[.!?\u2026]{1,3}|[,;)\u201d])?)(?:https?://(?=\p{L}[\p{L}\p{N}-]+\.)|pic\.twitter\.com/)"
)
AFTER = Pattern(
    r"(?:https?://t\.co/|pic\.twitter\.com/)[A-Za-z0-9]{10}"
    r"(?=\p{Lu}\p{Ll}+[ ,]|[\u201c(\[]\p{L}|[\u2014\u2013]\s|[AI] \p{Ll}|[^\x00-\x7f\W])"
)
"""Addresses of posts have ten letters or digits of their own."""


@rule(
    "JOI019",
    tier="safe",
    confidence=0.99,
    hint=ADDRESSES,
    bad={
        "The ferry ran late again last year.https://harbour.example.org/late has the list.": (
            "The ferry ran late again last year. https://harbour.example.org/late has the list."
        ),
        "Look at the quay todaypic.twitter.com/Ab1cD2eF3g": (
            "Look at the quay today pic.twitter.com/Ab1cD2eF3g"
        ),
        "They were late https://t.co/Ab1cD2eF3gThe master did not say why.": (
            "They were late https://t.co/Ab1cD2eF3g The master did not say why."
        ),
        "We wait. pic.twitter.com/Ab1cD2eF3g\u2014 Ann Marsh (@annmarsh)": (
            "We wait. pic.twitter.com/Ab1cD2eF3g \u2014 Ann Marsh (@annmarsh)"
        ),
    },
    good=[
        "See https://harbour.example.org/late?from=https://t.co/Ab1cD2eF3g for the list.",
        "It is kept at https://archive.example.org/web/2010/http://harbour.example.org/ today.",
        "It fetches url:https://harbour.example.org and the value 'https://t.co/Ab1cD2eF3g' then.",
        "Set the key to url='https://harbour.example.org' or git+https://harbour.example.org/a.",
        "Short ones are t.co/Ab1cD2 and https://t.co/Ab1cD2eF3gh for what has more.",
        "It says [late](https://harbour.example.org) and <https://t.co/Ab1cD2eF3g>.",
        "The word http:// alone and not-http://is are no addresses.",
    ],
    beside_holes=True,
)
def glued_address(document: Document) -> Iterator[Found]:
    """An address and a word meet without a space.

    What it does: inserts a space before an address that begins within a run of characters, after a
    word and the mark that ends its sentence (``year.https://``, ``todaypic.twitter.com/``), and
    after the address of a post, which has ten letters or digits of its own, before a capitalised
    word, an opening mark or a dash.

    Why it is damage: links and posts stand in elements of their own. An address with a word glued
    to it leads nowhere, and the word is lost for whoever takes addresses out.

    What could go wrong: addresses within addresses, and keys before them (``url=https://``). Only
    letters, digits and one mark may precede it in the run. What follows other addresses is not
    looked at: nothing says where they end.
    """
    for start in document.places_with(ADDRESSES):
        before, after = BEFORE.match(document.text, start), AFTER.match(document.text, start)
        for position in (before and before.start(), after and after.end()):
            if position is not None and not document.is_code(position):
                yield Found(position, position, " ")
