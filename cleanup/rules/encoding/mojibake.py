"""UTF-8 text that was decoded with another encoding."""

from __future__ import annotations

from cleanup.kit import Chars, Document, Found, Iterator, Pattern, Shape, holds, rule
from cleanup.text.misdecoded import is_about_encodings, may_be_misdecoded, repairs

_COMMON = "\u2018\u2019\u201c\u201d\u2013\u2014\u2026"
_UNUSUAL = Chars("\u0080-\u2012\u2015-\u2017\u201a\u201b\u201e-\u2025\u2027-\U0010ffff")
"""Every sequence contains one of these."""
_SEQUENCE = Shape(
    "[\u0080-\u009f]|[\u00c2\u00c3][ \u00a0]|[\u0152\u0153][^A-Za-z]"
    f"|[^\u0000-\u007f{_COMMON}][^\u0000-\u007f]|[^\u0000-\u007f][^\u0000-\u007f{_COMMON}]"
)
_LINE = Pattern(r"[^\n\r]++")
DECODED_IN_A_STEP = 16
"""Code points of a line that are decoded as quickly as one place is weighed."""


@rule(
    "ENC001",
    tier="safe",
    confidence=0.99,
    hint=_UNUSUAL & _SEQUENCE,
    bad={
        "The caf\u00c3\u00a9 by the harbour is closed.": "The caf\u00e9 by the harbour is closed.",
        "Lena Holt\u00e2\u20ac\u2122s boat": "Lena Holt\u2019s boat",
        "\u00e2\u20ac\u0153Not yet,\u00e2\u20ac\u009d she said.": "\u201cNot yet,\u201d she said.",
        "A caf\u00c3\u0192\u00c2\u00a9 read wrongly twice": "A caf\u00e9 read wrongly twice",
        "Tickets cost \u00c2\u00a35 on the quay.": "Tickets cost \u00a35 on the quay.",
        "voil\u00c3\u00a0 and d\u00c3\u00a9j\u00c3\u00a0 vu": "voil\u00e0 and d\u00e9j\u00e0 vu",
        "\u00d0\u00bf\u00d1\u20ac\u00d0\u00b8\u00d0\u00bc": "\u043f\u0440\u0438\u043c",
        "The quay\u201a\u00c4\u00f4s lamps": "The quay\u2019s lamps",
    },
    good=[
        "The ropes were new,\u00e2\u20ac the crew said.",
        "S\u00c3O PAULO N\u00c3O PARA",
        "AS IRM\u00c3S DE JO\u00c3O: UMA LI\u00c7\u00c3O \u00c0 NA\u00c7\u00c3O",
        "L\u2019\u00c9T\u00c9 \u00ab \u00c0 LA MER \u00bb, NO\u00cbL ET P\u00c2QUES",
        "\u201eGr\u00f6\u00dfe\u201c, sagte \u00c4nne \u00d6hm \u2013 \u00fcber \u00c4rger\u2026",
        "Za\u017c\u00f3\u0142\u0107 g\u0119\u015bl\u0105 ja\u017a\u0144, \u0141\u00d3D\u0179",
        "\u00ab\u0411\u0435\u0440\u0435\u0433\u00bb \u2013 \u0442\u0438\u0445\u043e\u2026",
        "\u0397 \u03b8\u03ac\u03bb\u03b1\u03c3\u03c3\u03b1 \u00ab\u03ae\u03c1\u03b5\u00bb",
        "\u0110\u00c3 C\u00d3 NG\u01af\u1edcI \u0110\u1ebeN S\u00c2N",
        "A caf\u00e9\u2019s \u201cna\u00efve\u201d menu\u2014\u00a35 \u2026",
    ],
    within_graphemes=True,
)
def mojibake(document: Document) -> Iterator[Found]:
    """UTF-8 text was decoded with another encoding.

    What it does: if a line contains sequences that hardly any language writes but that UTF-8
    produces when it is decoded as Windows-1252, Latin-1, Mac Roman, Windows-1250, 1251, 1253 or
    1257, decodes the bytes again as UTF-8, as often as needed. The decoder and its list of typical
    sequences are those of ftfy; each changed stretch is an edit of its own.

    Why it is damage: a page was served or stored in one encoding and read in another. Every letter
    that is not ASCII has become two or three wrong ones.

    What could go wrong: a very short run of capitals and signs can spell such a sequence by chance.
    A repair is not made if it would yield a control character, a letter hardly any news text
    contains, or the replacement character or a dagger in place of a sequence that lost a byte; nor
    if it would leave some of a stretch as it was, which is of another encoding then. It is unsafe
    in a text about mojibake, or that names code points: the damage may be an example.
    """
    lines = [line for line in _LINE.finditer(document.text) if _may_hold_any(line.group())]
    if not lines or not may_be_misdecoded(line.group() for line in lines):
        return
    for line in lines:
        document.spend(len(line.group()) // DECODED_IN_A_STEP)
        for start, end, after in repairs(line.group()):
            yield Found(
                line.start() + start,
                line.start() + end,
                after,
                tier="unsafe" if document.once(is_about_encodings) else None,
            )


def _may_hold_any(line: str) -> bool:
    return not line.isascii() and holds(_UNUSUAL, line) and holds(_SEQUENCE, line)
