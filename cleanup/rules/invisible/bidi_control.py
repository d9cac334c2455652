"""Invisible controls of the writing direction."""

from __future__ import annotations

from cleanup.kit import Chars, Document, Found, Iterator, Pattern, rule

_STRONG = Pattern(r"[\u202a-\u202e\u2066-\u2069]++")
_ANY = Pattern(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]++")
_RIGHT_TO_LEFT = Pattern(
    r"[\u0590-\u05ff\u0620-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]"
)


@rule(
    "INV003",
    tier="display",
    severity="meaning",
    confidence=0.95,
    hint=Chars("\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"),
    flags={
        "on many \u202coccasions": "\u202c",
        "\u202dthe tide": "\u202d",
        "@lena_holt\u2069\u200f said": "\u2069\u200f",
        "the harbour\u200e, at night": "\u200e",
    },
    good=[
        "\u05d4\u05e0\u05de\u05dc\u200f (Haifa)\u200e \u05e1\u05d2\u05d5\u05e8",
        "\u0627\u0644\u0645\u064a\u0646\u0627\u0621\u061c 12",
        "the harbour at night",
        "left \u2190 and right \u2192",
    ],
)
def bidi_control(document: Document) -> Iterator[Found]:
    """An invisible control changes the writing direction.

    What it does: flags embeddings, overrides and isolates, and, in a text without any right-to-left
    letter, direction marks too. Each run is one finding.

    Why it is damage: such a control can show a reader another order of the letters than the stored
    one, and in text of one direction it is debris of copying.

    What could go wrong: nothing is changed. Well-formed text of mixed direction may need them.
    """
    pattern = _STRONG if _RIGHT_TO_LEFT.search(document.text) else _ANY
    for run in pattern.finditer(document.text):
        yield Found(run.start(), run.end())
