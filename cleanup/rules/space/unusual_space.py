"""Spaces other than the plain one."""

from __future__ import annotations

from cleanup.kit import Chars, Document, Found, Iterator, Pattern, rule
from cleanup.text.whitespace import UNUSUAL, is_kept

_SPACE = Pattern(f"[{UNUSUAL}]")


@rule(
    "SPC006",
    tier="safe",
    confidence=0.99,
    reads_words=True,
    hint=Chars(UNUSUAL),
    bad={
        "the\u00a0tide in the\u2003port": "the tide in the port",
        "w\u00a0porcie": "w porcie",
        "The tide\u2009\u2014\u2009it rose": "The tide \u2014 it rose",
        "the tide\u3000rose": "the tide rose",
        "on 12\u00a0March": "on 12 March",
    },
    good=[
        "10\u00a0000 boats and 12\u202f500 nets, 34\u2009839\u2009120 fish",
        "5\u00a0km, 20\u00a0\u20ac, 3\u202f% and 12\u00a0MB",
        "Le port est ferm\u00e9\u00a0; le quai est vide et la mer dans les rues\u202f!",
        "\u00ab\u00a0Oui\u00a0\u00bb",
        "\u6e2f\u3000\u6f6e",
        "\u2018Tide!\u2019\u2009\u201d he called",
        "\u182e\u1823\u1829\u182d\u1823\u182f\u202f\u1824\u1828",
    ],
    form="table",
)
def unusual_space(document: Document) -> Iterator[Found]:
    """A no-break or other unusual space is used instead of a plain one.

    What it does: in tables, replaces no-break, thin, em, en, hair, figure, ideographic and all
    other Unicode spaces with the plain space. They stay between digits, between a number and its
    unit, inside guillemets, before ``; : ! ? %`` in French and in texts spaced like French, between
    two quotation marks, in Mongolian, and, if ideographic, next to Chinese, Japanese and Korean.

    Why it is damage: it is a matter of layout, and makes equal phrases unequal to a search or a
    count.

    What could go wrong: Polish and Russian typography puts no-break spaces after short words; this
    is undone. Files keep all of them.
    """
    for space in _SPACE.finditer(document.text):
        if not is_kept(document, space.start(), space.end(), space.group()):
            yield Found(space.start(), space.end(), " ")
