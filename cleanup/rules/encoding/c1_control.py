"""Control characters that are Windows-1252 punctuation decoded as Latin-1."""

from __future__ import annotations

from cleanup.kit import Chars, Document, Found, Iterator, Pattern, rule
from cleanup.text.misdecoded import WINDOWS

_LINE = Pattern(r"[^\n\r]++")
_C1 = Pattern(r"[\u0080-\u009f]")
_BESIDES_LINE_END = Pattern(r"[\u0080\u0082-\u0084\u0086-\u008c\u008e\u0091-\u009c\u009e\u009f]")
_ELLIPSIS = Pattern(r"\u0085(?= ?[a-z]| ?[\u201d\u2019\"')\]?!,;]| [0-9])", timed=False)

_UNDEFINED = "a control character that Windows-1252 does not define"


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
    },
    good=[
        "The first line.\u0085The second line.",
        "The harbour\u2019s lamps",
        "\u0085",
        "It costs \u20ac20 \u2013 or more\u2026",
    ],
)
def c1_control(document: Document) -> Iterator[Found]:
    """A control character is misdecoded Windows-1252 punctuation.

    What it does: replaces a code point from U+0080 to U+009F with what Windows-1252 has at its
    place: a curly quote, a dash, an ellipsis, the euro sign. U+0085 is also the Unicode line end
    NEL; it is read as an ellipsis only if the text contains other such characters or if a
    lower-case letter, a digit after a space, or closing punctuation follows, and is a line end
    elsewhere. The five code points that Windows-1252 does not define are flagged.

    Why it is damage: nobody writes these controls; browsers show them as punctuation, because pages
    in Windows-1252 are declared as Latin-1. The real corpora that were examined had dozens of them
    as quotes and dashes and none as a control, nor U+0085 as a line end.

    What could go wrong: a text that really uses NEL as its line end and has other debris of this
    kind gets ellipses at its line ends. Where the character is part of mojibake, the rule for
    mojibake takes precedence.
    """
    text = document.text
    has_others = _BESIDES_LINE_END.search(text) is not None
    for line in _LINE.finditer(text):
        for control in _C1.finditer(text, line.start(), line.end()):
            place = control.start()
            after = WINDOWS.get(ord(control.group()))
            if after is None:
                if not _is_mojibake(line.group()):
                    yield Found(place, place + 1, message=_UNDEFINED)
            elif control.group() != "\u0085" or has_others or _ELLIPSIS.match(text, place):
                yield Found(place, place + 1, after)


def _is_mojibake(line: str) -> bool:
    from cleanup.text.misdecoded import repairs

    return bool(repairs(line))
