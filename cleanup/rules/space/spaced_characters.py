"""Spaces between the characters of Chinese and Japanese."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Match, Pattern, Shape, rule

_WIDE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_SIGN = _WIDE + "\u3001-\u3011\uff01-\uff0f\uff1a\uff1b\uff1f"
"""Characters that are written without spaces, and their marks."""
RUN = Pattern(rf"[{_SIGN}]++(?: [{_SIGN}]++)+", timed=False)
_GRAMMAR = frozenset(
    "\u7684\u4e86\u662f\u5728\u4e0d\u6211\u4f60\u4ed6\u5979\u5b83\u8fd9\u9019\u90a3\u6709\u5f88"
    "\u4e5f\u5c31\u90fd\u548c\u8207\u4e0e\u8bf4\u8aaa\u8981\u4f1a\u6703\u4ece\u5c0d\u5bf9\u628a"
    "\u306f\u304c\u3092\u306b\u3067\u3068\u306e\u3082\u3078\u3084\u304b\u305f\u3060\u3059\u308b"
)
"""Pronouns, particles and other words of one character that are in any sentence, and in no list."""
_FEWEST, _LONGEST = 4, 2.5
"""So many spaces in a run, between parts that are no longer than this on average."""
_GRAMMAR_LEAST = 2
_LETTERS = Pattern(rf"[{_WIDE}]+", timed=False)
_FEWEST_LETTERS = 8
"""So many characters, each alone, are no division into words, half of which have two or more."""
_LIKELY = 0.9


@rule(
    "SPC011",
    tier="safe",
    confidence=0.98,
    severity="meaning",
    hint=Shape(f"[{_SIGN}] [{_SIGN}]"),
    bad={
        "\u4f60 \u597d\uff0c\u6211 \u4eca \u5929 \u5f88 \u5f00 \u5fc3": (
            "\u4f60\u597d\uff0c\u6211\u4eca\u5929\u5f88\u5f00\u5fc3"
        ),
        "\u6e2f \u306e \u8239 \u306f \u5927 \u304d \u3044\u3002": (
            "\u6e2f\u306e\u8239\u306f\u5927\u304d\u3044\u3002"
        ),
        "\u5929 \u6c14 \u4e0d \u597d\uff0c \u8239 \u6ca1 \u6709 \u5f00\u3002\u6e2f": (
            "\u5929\u6c14\u4e0d\u597d\uff0c\u8239\u6ca1\u6709\u5f00\u3002\u6e2f"
        ),
    },
    good=[
        "\u8d75 \u94b1 \u5b59 \u674e \u5468 \u5434",
        "\u6771\u4eac \u5927\u962a \u540d\u53e4\u5c4b \u4eac\u90fd \u795e\u6238 \u6a2a\u6d5c",
        "\u4e00 \u4e8c \u4e09 \u56db \u4e94 \u516d",
        "\u7530\u4e2d \u592a\u90ce\u3055\u3093\u306f\u5143\u6c17\u3067\u3059\u3002",
        "\u5e8a\u524d\u660e\u6708\u5149 \u7591\u662f\u5730\u4e0a\u971c "
        "\u4e3e\u5934\u671b\u660e\u6708",
    ],
)
def spaced_characters(document: Document) -> Iterator[Found]:
    """Spaces stand between the characters of a Chinese or Japanese sentence.

    What it does: removes single spaces between Chinese or Japanese characters and their marks, in a
    run of them with four spaces or more whose parts are a character or two long and of which at
    least two are words of grammar (pronouns, particles). If eight or more characters all stand
    alone, that is the default; else it is done with ``--unsafe``.

    Why it is damage: these languages are written without spaces. The extraction of text from PDF
    and text recognition put them between characters, and tokenisers between words.

    What could go wrong: lists of names, of characters and of numbers, and lines of verse are
    divided so; they have no words of grammar among them, or longer parts. A text that was divided
    into words on purpose is not told from the others.
    """
    for run in RUN.finditer(document.text):
        if _is_sentence(run) and not document.is_code(run.start()):
            sure = _is_spelled_out(run)
            for place, character in enumerate(run[0], run.start()):
                if character == " ":
                    yield Found(
                        place,
                        place + 1,
                        "",
                        tier=None if sure else "unsafe",
                        confidence=None if sure else _LIKELY,
                    )


def _is_spelled_out(run: Match[str]) -> bool:
    """Return whether each character stands alone, and there are enough of them."""
    letters = _LETTERS.texts(run[0])
    return len(letters) >= _FEWEST_LETTERS and all(len(part) == 1 for part in letters)


def _is_sentence(run: Match[str]) -> bool:
    parts = run[0].split(" ")
    letters = sum(map(len, parts))
    return (
        len(parts) > _FEWEST
        and letters <= _LONGEST * len(parts)
        and sum(character in _GRAMMAR for character in run[0]) >= _GRAMMAR_LEAST
    )
