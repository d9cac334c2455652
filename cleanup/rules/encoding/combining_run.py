"""Runs of combining marks."""

from __future__ import annotations

from cleanup.kit import Chars, Document, Found, Iterator, Pattern, Shape, rule
from cleanup.text.combining import LONGEST_RUN, MARKS

_RUN = Pattern(rf"\p{{M}}{{{LONGEST_RUN + 1},}}+")


@rule(
    "ENC006",
    tier="display",
    severity="cosmetic",
    confidence=0.99,
    hint=Chars(MARKS) & Shape(f"[{MARKS}]{{{LONGEST_RUN + 1}}}"),
    flags={
        "ha" + "\u0301" * 31 + "rbour": "\u0301" * 31,
        "t" + "\u0323\u0307" * 20 + "ide": "\u0323\u0307" * 20,
        "\u0336" * 40: "\u0336" * 40,
    },
    good=[
        "caf" + "e\u0301" * 40,
        "o" + "\u0301" * 30,
        "\u0e19\u0e49\u0e33\u0e17\u0e48\u0e27\u0e21\u0e17\u0e35\u0e48\u0e17\u0e48\u0e32\u0e40\u0e23\u0e37\u0e2d",
        "\u0905\u0928\u094d\u0924\u0930\u094d\u0930\u093e\u0937\u094d\u091f\u094d\u0930\u0940\u092f",
    ],
)
def combining_run(document: Document) -> Iterator[Found]:
    """A letter carries more than thirty combining marks.

    What it does: flags the run. It is neither shortened nor normalised.

    Why it is damage: no writing system stacks so many. The run is a game ("zalgo" text) or an
    attack on software whose time grows with the square of its length.

    What could go wrong: nothing is changed.
    """
    for run in _RUN.finditer(document.text):
        yield Found(run.start(), run.end())
