"""Punctuation that was reduced to its low byte."""

from __future__ import annotations

from cleanup.kit import Chars, Document, Found, Iterator, Pattern, rule

_LOW_BYTE = Pattern(
    r"\x19(?<=[^\W\d_]\x19)(?=[^\W\d_])"
    r"|\x1c(?<![^\W_]\x1c)(?=[^\W_])[^\x1c\x1d\n\r]{1,600}+\x1d"
    r"|\x18(?<![^\W_]\x18)(?=[^\W_])[^\x18\x19\n\r]{1,600}+\x19(?![^\W\d_])"
    r"|[\x13\x14](?<= .)(?= )"
)


@rule(
    "ENC008",
    tier="safe",
    confidence=0.97,
    hint=Chars("\u0013\u0014\u0019\u001d"),
    bad={
        "The harbour\x19s lamps": "The harbour\u2019s lamps",
        "the paper \x1cThe Quay,\x1d they say": "the paper \u201cThe Quay,\u201d they say",
        "a \x18quiet\x19 night": "a \u2018quiet\u2019 night",
        "the tide \x13 it was high \x14 turned": "the tide \u2013 it was high \u2014 turned",
    },
    good=[
        "field\x1cfield\x1dgroup",
        "page 3\x13page 4",
        "The harbour\u2019s lamps",
        "stop\x19 go\x1d",
    ],
)
def low_byte_quote(document: Document) -> Iterator[Found]:
    """A quotation mark or dash was reduced to its low byte.

    What it does: replaces U+0019 between letters with an apostrophe, a pair of U+001C and U+001D
    around words with double quotes, a pair of U+0018 and U+0019 with single ones, and U+0013 and
    U+0014 between spaces with dashes: each is the low byte of that punctuation (U+2019 and so on).

    Why it is damage: a program kept one byte of each character. Removed as plain controls, they
    would leave ``its`` for ``it's`` and quotations without quotes.

    What could go wrong: record files separate their fields with U+001C and U+001D; those do not
    open before a word and close after it on one line.
    """
    for found in _LOW_BYTE.finditer(document.text):
        for position in {found.start(), found.end() - 1}:
            yield Found(position, position + 1, chr(0x2000 + ord(document.text[position])))
