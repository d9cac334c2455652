"""Control characters that are Windows-1252 punctuation decoded as Latin-1."""

from __future__ import annotations

from cleanup.kit import Chars, Document, Found, Iterator, Pattern, rule
from cleanup.text.c1_controls import is_line_end, reading
from cleanup.text.misdecoded import WINDOWS

_LINE = Pattern(r"[^\n\r]++")
_C1 = Pattern(r"[\u0080-\u009f]")

_UNDEFINED = "a control character that Windows-1252 does not define"
_UNCERTAIN = "a control character is in the place of a lost letter or mark"


@rule(
    "ENC002",
    tier="safe",
    confidence=0.99,
    hint=Chars("\u0080-\u009f"),
    bad={
        "The harbour\u0092s lamps": "The harbour\u2019s lamps",
        "\u0093Not yet,\u0094 she said \u0096": "\u201cNot yet,\u201d she said \u2013",
        "the Sacr\u00e9-C\u009cur": "the Sacr\u00e9-C\u0153ur",
        "\u0093Well\u0085\u0094 he began.": "\u201cWell\u2026\u201d he began.",
        "He waited\u0085 and waited": "He waited\u2026 and waited",
        "It costs \u008020.": "It costs \u20ac20.",
        "The caf\u008e on the quay": "The caf\u00e9 on the quay",
        "They waited for it\u0085 The boat": "They waited for it\u2026 The boat",
    },
    flags={
        "The fer\u0093ies are closed": "\u0093",
        "Holt\u008eer was told": "\u008e",
    },
    good=[
        "The first line.\u0085The second line.",
        "The harbour\u0085The first line of it.",
        "The harbour\u2019s lamps",
        "\u0085",
        "It costs \u20ac20 \u2013 or more\u2026",
    ],
)
def c1_control(document: Document) -> Iterator[Found]:
    """A control character is misdecoded Windows-1252 punctuation.

    What it does: replaces a code point from U+0080 to U+009F with what Windows-1252 has at its
    place, where writers put that mark: a quote or dash beside a word, an apostrophe before ``s`` or
    ``t``. Letters are put in only where they make a word: those of Windows-1252 and, if exactly one
    word fits, those of Mac Roman and the DOS code pages 437 and 850 (unsafe; safe if the text has
    that word whole). What is neither is flagged and stays. U+0085 is also the Unicode line end NEL;
    it is an ellipsis if the text contains other such characters, if a lower-case letter, a digit
    after a space, or closing punctuation follows, between a word and a space, and between words of
    a long line; it is a line end elsewhere.

    Why it is damage: nobody writes these controls; browsers show them as punctuation, because pages
    in Windows-1252 are declared as Latin-1. The real corpora that were examined had dozens of them
    as quotes and dashes and none as a control, nor U+0085 as a line end.

    What could go wrong: a text that really uses NEL as its line end and has other debris of this
    kind gets ellipses at its line ends. A letter of an unknown name is only flagged, and a letter
    of Mac Roman may be taken for a dash between two short words. Where the character is part of
    mojibake, the rule for mojibake takes precedence.
    """
    for line in _LINE.finditer(document.text):
        for control in _C1.finditer(document.text, line.start(), line.end()):
            place = control.start()
            if control.group() == "\u0085" and is_line_end(document, place):
                continue
            after, tier = reading(document, place)
            if after is not None:
                yield Found(place, place + 1, after, tier=tier)
            elif not _is_mojibake(line.group()):
                defined = ord(control.group()) in WINDOWS
                message = _UNCERTAIN if defined else _UNDEFINED
                yield Found(place, place + 1, message=message, tier=tier)


def _is_mojibake(line: str) -> bool:
    from cleanup.text.misdecoded import repairs

    return bool(repairs(line))
