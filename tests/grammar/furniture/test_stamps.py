"""Dates and times of stamps, in the languages whose months are listed."""

from __future__ import annotations

import pytest

from cleanup.grammar.furniture.stamps import stamp_of


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("January 14, 2008 07:12 PM", "2008-01-14"),
        ("05.06.2025 um 14:46", "2025-06-05"),
        ("23. April 2024", "2024-04-23"),
        ("Mon, 3 May 2017", "2017-05-03"),
        ("le 3 mai 2017 \u00e0 14h30", "2017-05-03"),
        ("3 maja 2020 r.", "2020-05-03"),
        ("2017-05-03", "2017-05-03"),
        ("Updated 3 May 2017", "2017-05-03"),
        ("10:34, 30 Nov 2023Updated 10:50, 30 Nov 2023", None),
        ("31/12/2019", "2019-12-31"),
        ("12/31/2019", "2019-12-31"),
        ("March 2020", None),
        ("5/6/2020", None),
        ("7:05 p.m.", None),
    ],
)
def test_a_stamp_says_a_date_or_a_time(text: str, iso: str | None) -> None:
    stamp = stamp_of(text)
    if text.count("2023") == 2:
        assert stamp is None
        return
    assert stamp is not None
    assert stamp.iso == iso


@pytest.mark.parametrize(
    "text", ["May I", "5/6/20", "2008", "20 2020", "3 boats", "", "June the mayor", "40 May 2017"]
)
def test_what_says_more_or_less_than_a_date_is_none(text: str) -> None:
    assert stamp_of(text) is None
