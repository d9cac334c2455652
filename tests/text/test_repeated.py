"""What was just written: a place that repeats it lost nothing."""

from __future__ import annotations

import pytest

from cleanup.text.repeated import is_repeated

BEFORE = "It is not known if the tablets harm the unborn. "


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        (f"{BEFORE}|harm the unborn. Ask first.", True),
        (f"{BEFORE}|harm nobody at all. Ask first.", False),
        (f"{BEFORE}|harm", False),
        ("harm the unborn. " + "x" * 500 + "|harm the unborn. Ask first.", False),
    ],
)
def test_words_are_repeated_if_they_stand_shortly_before(text: str, repeated: bool) -> None:
    assert is_repeated(text.replace("|", ""), text.index("|")) is repeated
