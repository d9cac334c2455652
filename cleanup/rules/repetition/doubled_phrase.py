"""Lines that say the same thing twice."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Found, Iterator, Shape, rule

_SHORTEST = 15


@rule(
    "REP002",
    tier="unsafe",
    confidence=0.97,
    hint=Shape("[\n\r\u0085\u2028\u2029]"),
    removes=True,
    bad={
        f"Photos: Amazing rescues Photos: Amazing rescues\n{PROSE}": (
            f"Photos: Amazing rescues\n{PROSE}"
        ),
        f"{PROSE} {PROSE}\nEnd.": f"{PROSE}\nEnd.",
        f"Will the harbour close? Will the harbour close?\n{PROSE}": (
            f"Will the harbour close?\n{PROSE}"
        ),
        f"{PROSE}\nCourtesy of the artist Courtesy of the artist": (
            f"{PROSE}\nCourtesy of the artist"
        ),
    },
    good=[
        f"Right, right, right, right\n{PROSE}",
        f"Bora Bora\n{PROSE}",
        f"Location, location, location.\n{PROSE}",
        f"Will it close? Will it ever close?\n{PROSE}",
        f"No means no. No means no!\n{PROSE}",
        f"-------------------- --------------------\n{PROSE}",
        f"0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n{PROSE}",
        "Will the harbour close? Will the harbour close?",
    ],
)
def doubled_phrase(document: Document) -> Iterator[Found]:
    """A line consists of the same words twice.

    What it does: where a line is a phrase of at least 15 code points, one space, and the same
    phrase again, removes the repetition.

    Why it is damage: pages show a credit, a title or a question twice, once for each screen size,
    and extractors keep both.

    What could go wrong: a sentence that is repeated on purpose loses its repetition.
    """
    if not any(
        line[half := len(line) >> 1] == " " and line[:half] == line[half + 1 :]
        for line in document.stripped_lines
        if len(line) > 2 * _SHORTEST
    ):
        return
    for line in document.removable_lines:
        text = document.line_text(line).rstrip()
        start = len(text) - len(text.lstrip())
        phrase = _without_repeats(text[start:])
        if start + len(phrase) < len(text) and _has_words(phrase):
            yield Found(line.start + start + len(phrase), line.start + len(text), "")


def _without_repeats(text: str) -> str:
    """Return ``text``, halved for as long as both halves are the same."""
    half, odd = divmod(len(text), 2)
    while half >= _SHORTEST and odd and text[half] == " " and text[:half] == text[half + 1 :]:
        text = text[:half]
        half, odd = divmod(len(text), 2)
    return text


def _has_words(phrase: str) -> bool:
    """True if there are three different words with letters; not so in ruled lines."""
    return len({word for word in phrase.split() if any(map(str.isalpha, word))}) > 2
