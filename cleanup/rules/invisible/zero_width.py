"""Zero-width characters that no script or emoji at that place needs."""

from __future__ import annotations

from cleanup.kit import Chars, Document, Found, Iterator, Pattern, rule

_SPACELESS = Pattern(
    r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}\p{Tai_Le}\p{New_Tai_Lue}\p{Tai_Tham}"
    r"\p{Tai_Viet}\p{Javanese}\p{Balinese}\p{Sundanese}]"
)
"""Scripts that write no space between words and mark word ends with U+200B."""

_JOINING = Pattern(
    r"[\p{Arabic}\p{Syriac}\p{Nko}\p{Mandaic}\p{Mongolian}\p{Phags_Pa}\p{Manichaean}\p{Adlam}"
    r"\p{Hanifi_Rohingya}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Oriya}\p{Tamil}"
    r"\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}\p{Myanmar}\p{Thai}\p{Lao}\p{Tibetan}"
    r"\p{Balinese}\p{Javanese}\p{Sundanese}\p{Meetei_Mayek}\p{Chakma}\p{Grantha}\p{Newa}\p{Limbu}"
    r"\p{Tirhuta}\p{Brahmi}\p{Kaithi}\p{Sharada}\p{Saurashtra}\p{Modi}\p{Khudawadi}\p{Takri}]"
)
"""Scripts whose letters change shape, or form conjuncts, with U+200C and U+200D."""

_MONGOLIAN = Pattern(r"\p{Mongolian}")
_PICTURE = Pattern(
    r"[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\u20e3\U000e0020-\U000e007f]"
)
_RUN = Pattern(r"[\u180e\u200b-\u200d\u2060\u206a-\u206f\ufeff]++")


@rule(
    "INV002",
    tier="safe",
    confidence=0.99,
    hint=Chars("\u180e\u200b-\u200d\u2060\u206a-\u206f\ufeff"),
    bad={
        "the \u200bharbour\u200b master": "the harbour master",
        "\ufeffThe tide is high.": "The tide is high.",
        "he said.\ufeff\n\ufeff\nThe tide": "he said.\n\nThe tide",
        "a zero\u200c-\u200dwidth joiner\u2060": "a zero-width joiner",
        "kogda-\u200b\u200bto": "kogda-to",
    },
    good=[
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u0628\u0631\u0648\u0645",
        "\u0915\u094d\u200d\u0937 \u0930\u094d\u200d\u092f",
        "\u1797\u17b6\u179f\u17b6\u200b\u1781\u17d2\u1798\u17c2\u179a",
        "\u0e17\u0e48\u0e32\u200b\u0e40\u0e23\u0e37\u0e2d",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 and \U0001f469\U0001f3fd\u200d\U0001f680",
        "\u2764\ufe0f\u200d\U0001f525 \U0001f3f3\ufe0f\u200d\U0001f308",
        "\u1820\u180e\u1820",
        "f\u2061(x) and \u0dc1\u0dca\u200d\u0dbb\u0dd3",
    ],
    within_graphemes=True,
)
def zero_width(document: Document) -> Iterator[Found]:
    """A zero-width character is at a place where nothing needs it.

    What it does: removes zero-width spaces, joiners and non-joiners, word joiners, byte order
    marks, the Mongolian vowel separator and the deprecated format controls. A zero-width space
    stays next to Thai, Lao, Khmer, Burmese, Tibetan and related scripts, which mark words with it;
    a joiner or non-joiner stays next to Arabic, Indic and other scripts whose letters it shapes,
    and between emoji. A file keeps the byte order mark it begins with.

    Why it is damage: it is invisible, but it separates words for a search, a count or a tokenizer.
    It comes from editors, line-break hints and copied chat.

    What could go wrong: where it was the only separator between two words, they are glued.
    Invisible operators of formulas and annotation marks (U+2061 to U+2064, U+FFF9 to U+FFFB) are
    left: they have a meaning to programs that read them.
    """
    text = document.text
    for run in _RUN.finditer(text):
        before = text[run.start() - 1] if run.start() else ""
        after = text[run.end() : run.end() + 1]
        keeps_bom = document.form == "file" and run.start() == 0
        start = run.start() + (keeps_bom and text[0] == "\ufeff")
        for position in range(start, run.end() + 1):
            if position == run.end() or _is_needed(text[position], before, after):
                if start < position:
                    yield Found(start, position, "")
                start = position + 1


def _is_needed(char: str, before: str, after: str) -> bool:
    if char == "\u200b":
        return _beside(_SPACELESS, before, after)
    if char == "\u180e":
        return _beside(_MONGOLIAN, before, after)
    if char in "\u200c\u200d" and _beside(_JOINING, before, after):
        return True
    return (
        char == "\u200d"
        and _PICTURE.match(before) is not None
        and _PICTURE.match(after) is not None
    )


def _beside(script: Pattern, before: str, after: str) -> bool:
    return script.match(before) is not None or script.match(after) is not None
