"""Characters in decomposed form."""

from __future__ import annotations

import unicodedata

from cleanup.kit import Chars, Document, Found, Iterator, Pattern, Shape, rule
from cleanup.text.combining import LONGEST_RUN, MARKS

_ALONE = (
    "\u0300-\u0345\u0374-\u0387\u05b4-\u05c2\u0653-\u0655\u093c-\u095f\u09bc-\u09df\u0a33-\u0a5e"
    "\u0b3c-\u0b5d\u0bbe-\u0bd7\u0c56\u0cc2-\u0cd6\u0d3e-\u0d57\u0dca-\u0ddf\u0f43-\u0fb9\u102e"
    "\u1161-\u1175\u11a8-\u11c2\u1b35\u1f71-\u1f7d\u1fbb-\u2001\u2126-\u212b\u2329\u232a\u2adc"
    "\u3099\u309a\uf900-\ufad9\ufb1d-\ufb4e\U000110ba\U00011127\U0001133e-\U00011357"
    "\U000114b0-\U000114bd\U000115af\U00011930\U0001d15e-\U0001d172\U0001d1bb-\U0001d1c0"
    "\U0002f800-\U0002fa1d"
)
"""All code points that NFC may change or compose with the previous one, and some others."""

_JOINED = r"[\p{M}\u1160-\u11ff]"
_BASED = Pattern(_JOINED, timed=False)
_SEGMENT = Pattern(rf"[\p{{M}}\u1160-\u11ff{_ALONE}](?:(?<={_JOINED}){_JOINED}*+|(?!{_JOINED}))")
"""Marks and jamo without the base before them, or one code point that changes by itself."""


@rule(
    "ENC005",
    tier="safe",
    severity="cosmetic",
    confidence=0.99,
    hint=Chars(_ALONE) | (Chars(MARKS) & Shape(f"[{MARKS}][{MARKS}]")),
    bad={
        "cafe\u0301 by the sea": "caf\u00e9 by the sea",
        "A\u0308rger u\u0308ber O\u0308l": "\u00c4rger \u00fcber \u00d6l",
        "\u1112\u1161\u11ab\u1100\u1173\u11af": "\ud55c\uae00",
        "30 \u212b and 5 \u2126": "30 \u00c5 and 5 \u03a9",
        "tie\u0302\u0301ng": "ti\u1ebfng",
    },
    good=[
        "caf\u00e9 by the sea",
        "\ud55c\uae00",
        "\ufb01sh, \u00b2 and \uff21 keep their form",
        "q\u0307 has no single code point",
        "\u0915\u094d\u0937\u0924\u094d\u0930\u093f\u092f",
        "deep" + "\u0301\u0323" * 20,
    ],
    form="table",
    within_graphemes=True,
)
def not_composed(document: Document) -> Iterator[Found]:
    """A character is not in its composed form (NFC).

    What it does: in tables, replaces a base with its marks, or a code point that Unicode keeps only
    for old encodings, with the canonically equivalent composed form. Files keep their form.

    Why it is damage: the same word written in two ways is two words to a search, a count or a
    tokenizer. Decomposed letters come from file names and PDF files of some systems.

    What could go wrong: nothing a reader sees changes. A run of more than 30 combining marks is
    skipped, because normalising it takes time that grows with the square of its length;
    ``combining-run`` flags it.
    """
    for segment in _SEGMENT.finditer(document.text):
        start = segment.start()
        if start and _BASED.match(segment.group()):
            start -= 1
        before = document.text[start : segment.end()]
        if len(before) <= LONGEST_RUN + 1:
            after = unicodedata.normalize("NFC", before)
            if after != before:
                yield Found(start, segment.end(), after)
