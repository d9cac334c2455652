"""Patterns that match in few texts are searched together, and hold where they do alone."""

from __future__ import annotations

from cleanup.prefilter.hints import AnyOf, Chars, Hint, Lines, Shape, holds
from cleanup.prefilter.literals import literals_of
from cleanup.prefilter.seldom import Seldom
from cleanup.prefilter.texts import prefilter


def shouts(line: str) -> bool:
    return line.isupper()


RARE, RARER = Shape("[a-z]\\?[0-9]|[0-9]\\?[a-z]"), Shape("[.](?:tide|ebb)[.]")
MANY = Chars("\u0391-\u03a9\u0410-\u042f")
USUAL = Shape("[a-z] [a-z]")
HINTS: tuple[Hint, ...] = (
    RARE,
    RARER,
    MANY,
    USUAL,
    AnyOf("quay") & Shape("[0-9]{4}"),
    Lines(shouts),
)
PLAIN = ["The old ferry is late again.", "NO BOAT\nThe quay was built in 1904."] * 50
TEXTS = [
    *PLAIN,
    "It left at a?7.",
    "at .ebb. and 7?a",
    "\u0411\u0430\u043a",
    "",
    "THE QUAY",
    *PLAIN,
]


def test_what_holds_is_the_same_before_and_after_they_are_learnt() -> None:
    found = prefilter(HINTS, TEXTS)
    for text, one in zip(TEXTS, found, strict=True):
        assert one.holding == [n for n, hint in enumerate(HINTS) if holds(hint, text)]


def test_only_what_is_asked_of_most_texts_and_seldom_holds_is_searched_together() -> None:
    prefilter(HINTS, TEXTS)
    seldom = Seldom()
    for text, hits in zip(PLAIN, literals_of(HINTS).hits(PLAIN), strict=True):
        hits.shapes.update({hint: holds(hint, text) for hint in (RARE, RARER, MANY, USUAL)})
        seldom.learn(hits)
    clean, rare = literals_of(HINTS).hits(["The ferry is late.", "It left at a?7."])
    seldom.rule_out(clean)
    seldom.rule_out(rare)
    assert clean.shapes == {RARE: False, RARER: False, MANY: False}
    assert rare.shapes == {}
