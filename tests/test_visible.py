"""What people are shown: safe for a terminal, and what is invisible by its name."""

from __future__ import annotations

import pytest

from cleanup.cli.excerpts import Lines, excerpt
from cleanup.visible import shown


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain", "plain"),
        ("a\u00adb", "a<U+00AD SOFT HYPHEN>b"),
        ("\x1b[31mred\x9b", "<U+001B ESCAPE>[31mred<U+009B CONTROL>"),
        ("\u202eback", "<U+202E RIGHT-TO-LEFT OVERRIDE>back"),
        ("a\r\n\tb\u2028", "a\\r\\n\\tb<U+2028 LINE SEPARATOR>"),
        (
            "\u3164\ue000\ufeff",
            "<U+3164 HANGUL FILLER><U+E000 PRIVATE USE><U+FEFF BYTE ORDER MARK>",
        ),
        ("Grüße, мир \U0001f6a2", "Grüße, мир \U0001f6a2"),
    ],
)
def test_what_is_shown_is_safe_for_a_terminal(text: str, seen: str) -> None:
    assert shown(text) == seen


def test_nothing_shown_can_move_a_cursor() -> None:
    everything = "".join(map(chr, [*range(0x3100), *range(0xD700, 0x10000), 0xE0001, 0x10FFFF]))
    assert shown(everything).replace(" ", "").isprintable()


def test_lines_end_where_editors_end_them() -> None:
    lines = Lines("a\nb\r\nc\rd\u2028e")
    assert [lines.position(place) for place in (0, 2, 5, 7, 9)] == [
        (1, 1),
        (2, 1),
        (3, 1),
        (4, 1),
        (4, 3),
    ]


def test_a_long_place_is_shown_by_its_ends() -> None:
    text = "A" * 200
    assert excerpt(text, 0, 200, None) == f'"{"A" * 30} \u2026 {"A" * 30}"'
