"""Where a text says itself that words are omitted, no hole is seen and none is closed."""

from __future__ import annotations

import pytest

from cleanup.engine.omissions import Omissions
from cleanup.values import MARK
from tests.toys import candidate, toy

HOLE = toy("HOL901", tier="display")
JOIN = toy("JOI901")
SPACE = toy("SPC901")
TEXT = "the  [\u2026] of it"
ELLIPSIS = (5, 8)


@pytest.mark.parametrize(
    "sign", ["[\u2026]", "[...]", "[ ... ]", "[. . .]", "[....]", "[. . . .]", "[ \u2026]"]
)
def test_an_ellipsis_in_square_brackets_says_it(sign: str) -> None:
    omissions = Omissions(f"the {sign} of it")
    assert omissions
    assert omissions.cover(candidate(HOLE, 4, 4, None))
    assert omissions.cover(candidate(HOLE, 4 + len(sign), 4 + len(sign), None))


@pytest.mark.parametrize(
    "text", ["the of", "the [..] of", "the ... of", "the [a] of", "the (\u2026) of"]
)
def test_other_texts_say_nothing(text: str) -> None:
    omissions = Omissions(text)
    assert not omissions
    assert not omissions.cover(candidate(HOLE, 4, 4, None))


@pytest.mark.parametrize(
    ("start", "end", "covered"),
    [
        (0, 0, False),
        (2, 2, False),
        (3, 3, True),
        (5, 5, True),
        (8, 8, True),
        (9, 9, True),
        (10, 10, False),
        (12, 12, False),
    ],
)
def test_a_hole_is_covered_where_only_blanks_part_it_from_an_omission(
    start: int, end: int, covered: bool
) -> None:
    assert Omissions(TEXT).cover(candidate(HOLE, start, end, None)) == covered


def test_a_hole_counts_where_its_rule_says_that_text_was_lost() -> None:
    text = f"he said {MARK} and went to the of it"
    omissions = Omissions(text)
    span = (text.index("said"), text.index("went"))
    assert omissions.cover(candidate(HOLE, *span, None))
    assert not omissions.cover(candidate(HOLE, *span, None, mark_at=span[0]))
    assert omissions.cover(candidate(HOLE, *span, None, mark_at=span[0] + 4))


def test_of_several_omissions_each_counts() -> None:
    text = f"{MARK} a b {MARK} c d {MARK}"
    omissions = Omissions(text)
    covered = {
        place
        for place in range(len(text) + 1)
        if omissions.cover(candidate(HOLE, place, place, None))
    }
    assert covered == set(range(len(text) + 1)) - {5, 6, 13, 14}


@pytest.mark.parametrize(
    ("rule", "start", "end", "after", "covered"),
    [
        (JOIN, 8, 9, "", True),
        (JOIN, 8, 8, " ", True),
        (SPACE, 3, 5, "", True),
        (SPACE, 3, 5, " ", False),
        (SPACE, 3, 4, "", False),
        (SPACE, 4, 5, "", True),
        (SPACE, 8, 9, "\n", False),
        (SPACE, 8, 9, None, False),
        (SPACE, 5, 6, "(", True),
        (toy("ENC901"), 8, 9, "", False),
        (toy("SPC902", beside_holes=True), 8, 9, "", False),
    ],
)
def test_a_join_or_space_rule_may_correct_white_space_but_not_close_the_place(
    rule: object, start: int, end: int, after: str | None, covered: bool
) -> None:
    found = candidate(rule, start, end, after)  # type: ignore[arg-type]
    assert Omissions(TEXT).cover(found) == covered


@pytest.mark.parametrize("text", [f" {MARK} of", f"it\n {MARK} of"])
def test_white_space_at_the_beginning_of_a_line_may_go(text: str) -> None:
    start = text.index(" ")
    assert not Omissions(text).cover(candidate(SPACE, start, start + 1))


@pytest.mark.parametrize("text", [f"of {MARK} ", f"of {MARK} \nit"])
def test_white_space_at_the_end_of_a_line_may_go(text: str) -> None:
    start = text.index(MARK) + len(MARK)
    assert not Omissions(text).cover(candidate(SPACE, start, start + 1))


def test_a_mark_hides_holes_but_lets_its_place_be_closed() -> None:
    text = "the (?) of it"
    omissions = Omissions(text, "(?)")
    assert omissions
    assert omissions.cover(candidate(HOLE, 4, 4, None))
    assert omissions.cover(candidate(HOLE, 8, 8, None))
    assert not omissions.cover(candidate(JOIN, 7, 8))
    assert not Omissions(text, "<?>")
    assert not Omissions(text)
