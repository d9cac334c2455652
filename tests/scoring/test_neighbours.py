"""The tokens beside a place, as classes."""

from __future__ import annotations

import pytest

from cleanup.scoring.neighbours import classify, neighbours, sort_of


@pytest.mark.parametrize(
    ("token", "shown"),
    [
        ("the", "the"),
        ("The", "^the"),
        ("I", "i"),
        ("Don\u2019t", "^don't"),
        ("1999", "0000"),
        ("12.5", "0"),
        ("1.99", "0"),
        ("7", "0"),
        ("\u2019", "'"),
        ("\u201c", '"'),
        ("\u2013", "\u2014"),
        (",", ","),
        ("NATO", "XX"),
        ("X", "X"),
        ("Halloran", "X"),
        ("Halloran\u2019s", "X's"),
        ("Sails", "Xs"),
        ("sailing", "-ing"),
        ("string", "-ing"),
        ("bring", "w"),
        ("zing", "w"),
        ("boss", "w"),
        ("sails", "-s"),
        ("sail\u2019s", "-'s"),
        ("harbour", "w"),
    ],
)
def test_a_token_is_classified_by_its_look(token: str, shown: str) -> None:
    assert classify(token) == shown


def test_three_tokens_count_on_both_sides_within_the_line() -> None:
    text = "sail a boat of the\nand"
    assert neighbours(text, 11, 12) == (("w", "a", "w"), ("of", "the", "</s>"))
    assert neighbours("x\nthe  of\ny", 5, 7) == (("<s>", "<s>", "the"), ("of", "</s>", "</s>"))
    assert neighbours("", 0, 0) == (("<s>",) * 3, ("</s>",) * 3)


def test_tokens_count_within_sixty_code_points() -> None:
    left, right = "the " + " " * 56, " " * 57 + " the"
    assert neighbours(left, 60, 60)[0][-1] == "the"
    assert neighbours(" " + left, 61, 61)[0][-1] == "the"
    assert neighbours(left + " ", 61, 61)[0] == ("<s>", "<s>", "he")
    assert neighbours(right, 0, 0)[1][0] == "w"
    assert neighbours(right[1:], 0, 0)[1][0] == "the"


@pytest.mark.parametrize(
    ("token", "sort"),
    [
        ("<s>", "edge"),
        (",", "mark"),
        ("1999", "number"),
        ("x", "letter"),
        ("a", "word"),
        ("I", "word"),
        ("harbour", "word"),
        ("harbour's", "word"),
        ("Hatenon", "name"),
        ("hatenon", "unknown"),
    ],
)
def test_a_token_is_of_a_sort(token: str, sort: str) -> None:
    assert sort_of(token) == sort
