"""Captions before credits in a line whose sentences are glued."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.blocks.captions_glued import credits_with_captions
from tests.properties import few

BEFORE = "It was late on the quay. The crew swam home, and nobody saw it."
BEHIND = "The tide came in. It was cold."


def captions(between: str) -> list[tuple[str, bool]]:
    text = f"{BEFORE}{between}{BEHIND}"
    found = list(credits_with_captions(text))
    return [(text[caption.start : one.start], caption.is_sure) for one, caption in found if caption]


@pytest.mark.parametrize(
    ("between", "caption"),
    [
        ("Gulls sit on the quay. (Ann Roe/AFP)", "Gulls sit on the quay."),
        ("Gulls sit on the quay. | Image credit: Tide / Marsh.", "Gulls sit on the quay."),
        ("Bo Tan (right) sits here.Ann Roe/AFP", "Bo Tan (right) sits here."),
        ("Bo Tan Jr., center, sits here.Ann Roe/AFP", "Bo Tan Jr., center, sits here."),
        (" FILE - Bo swims. It is cold. (AP Photo/Ann Roe)", "FILE - Bo swims. It is cold."),
        ("2 of 9|Bo swims. It is cold. (AP Photo/Ann Roe)", "2 of 9|Bo swims. It is cold."),
    ],
)
def test_a_caption_is_sure_that_something_says_to_be_one(between: str, caption: str) -> None:
    assert captions(between) == [(caption, True)]


def test_a_word_that_is_short_for_another_in_italian_ends_the_sentence_before() -> None:
    text = f"{BEFORE}They saw it all.Bo Tan, left, sits here. (Ann Roe/AFP){BEHIND}"
    [(one, caption)] = credits_with_captions(text)
    assert caption
    assert text[caption.start : one.start].strip() == "Bo Tan, left, sits here."


def test_a_caption_that_stands_beside_its_credit_twice_is_sure() -> None:
    caption = "Gulls sit on the quay before the second boat comes in."
    between = f"{caption}Ann Roe/NPRhide captiontoggle captionAnn Roe/NPR{caption}Ann Roe/NPR"
    assert captions(between) == [(caption, True), (caption, True)]


@pytest.mark.parametrize(
    ("between", "caption"),
    [
        ("Gulls sit on the quay.Ann Roe/AFP", "Gulls sit on the quay."),
        (
            "The quay is this one:TIDE TOWN: Gulls sit here. (Ann Roe/AFP)",
            "The quay is this one:TIDE TOWN: Gulls sit here.",
        ),
        (
            "Gulls sit here. They sleep all day. (Ann Roe/AFP)",
            "Gulls sit here. They sleep all day.",
        ),
        (
            "The gulls sit on the quay at dawnCredit: Ann Roe/AFP",
            "The gulls sit on the quay at dawn",
        ),
    ],
)
def test_a_paragraph_before_a_credit_may_be_a_caption(between: str, caption: str) -> None:
    assert captions(between) == [(caption, False)]


@pytest.mark.parametrize(
    "between",
    [
        " Gulls sit on the quay. Ann Roe/AFP ",
        "Best Gulls On The QuayCredit: Ann Roe/AFP",
        "\u201cGulls sit on the quay.\u201dAnn Roe/AFP",
        f"Gulls sit on the quay, {'and on the old boat, ' * 12}and sleep.Ann Roe/AFP",
        "Gulls sit here. They sleep. They wake up.Ann Roe/AFP",
    ],
)
def test_other_text_before_a_credit_is_no_caption(between: str) -> None:
    assert captions(between) == []


pieces = st.lists(
    st.sampled_from(
        [
            *("It was late.", "Bo Tan, left, sits.", "FILE - ", "2 of 9|", " ", "Gulls sit here"),
            *("Ann Roe/AFP", " (Ann Roe/AFP)", "Credit: Ann Roe", "Read More", "hide caption"),
        ]
    ),
    max_size=30,
).map("".join)


@given(pieces)
@few
def test_captions_end_where_their_credits_begin_and_none_overlap(text: str) -> None:
    reached = 0
    for one, caption in credits_with_captions(text):
        assert reached <= (caption.start if caption else one.start) <= one.start < one.end
        reached = one.end
