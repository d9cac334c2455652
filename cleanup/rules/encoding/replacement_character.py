"""Replacement characters of decoders."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Pattern, rule

_RUN = Pattern(r"\ufffd++")


@rule(
    "ENC007",
    tier="display",
    severity="lost",
    confidence=0.99,
    hint=AnyOf("\ufffd"),
    flags={
        "The caf\ufffd is closed.": "\ufffd",
        "\ufffd\ufffdNot yet": "\ufffd\ufffd",
        "Holt\ufffds boat": "\ufffd",
    },
    good=[
        "The caf\u00e9 is closed.",
        "Is it a question?",
        "\u25a1 \u2370 \u29eb \u2754",
        "\ufffc is an object",
    ],
)
def replacement_character(document: Document) -> Iterator[Found]:
    """A character was lost in decoding.

    What it does: flags U+FFFD. The lost character is unknown, so nothing is inserted in its place.

    Why it is damage: a decoder met bytes it could not read and wrote this character instead.

    What could go wrong: nothing is changed. A text about Unicode may mean the character.
    """
    for run in _RUN.finditer(document.text):
        yield Found(run.start(), run.end())
