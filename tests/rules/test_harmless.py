"""Damage that well-known cleaners do; each must stay away from here.

The shapes come from reproduced reports; the sentences are this project's own.
"""

from __future__ import annotations

import pytest

import cleanup


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "the [island council](https://council.merrow.example/a_b) met on Friday",
            id="link text is dropped with its address",
        ),
        pytest.param("set max_tide_height before the run", id="underscores in names vanish"),
        pytest.param(
            "\u7968\u4fa1\uff11\uff12\uff10\u5186\u3067\u3059", id="full-width 1 becomes a quote"
        ),
        pytest.param(
            "save it as D:\\notes\\tides.txt or \\beacon", id="backslash letters become controls"
        ),
        pytest.param(
            "see section 7.21.34.5 of version 9.9.9.9", id="section numbers become addresses"
        ),
        pytest.param("a far-\nreaching and re-\nelected mayor", id="hyphens at line ends vanish"),
        pytest.param(
            "\u6771\u4eac\uff1a\u300c\u6e2f\u300d\uff01", id="full-width marks become ASCII"
        ),
    ],
)
def test_what_other_cleaners_damage_is_left_alone(text: str) -> None:
    result = cleanup.clean(text)
    assert result.text == text
    assert not [edit for edit in result.edits if edit.before != edit.after]


def test_offsets_after_white_space_was_taken_out_are_right_everywhere() -> None:
    text = "  The   ferry  left .  Nobody\n\n\n\nwaved   back.  "
    result = cleanup.clean(text)
    assert result.text == "The ferry left. Nobody\n\nwaved back."
    deleted = {place for edit in result.edits for place in range(edit.start, edit.end)}
    kept = [place for place in range(len(text)) if place not in deleted]
    assert [result.text[result.offsets.to_clean(place)] for place in kept] == [
        text[place] for place in kept
    ]
    assert [result.offsets.to_original(result.offsets.to_clean(place)) for place in kept] == kept
