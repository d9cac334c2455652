"""Sides of single quotes: quotations told from apostrophes."""

from __future__ import annotations

import pytest

from cleanup.text.single_quotes import single_quote_sides


def sides(line: str) -> str:
    """Return the sides in order: ``o`` for open, ``c`` for close, ``?`` for unsure."""
    return "".join((side or "?")[0] for side in single_quote_sides(line).values())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("'We are late,' said Marsh.", "oc"),
        ("\u2018It isn\u2019t ours.\u2019Then he left.", "oc"),
        ("'It is the dogs' bowl,' he said.", "oc"),
        ("They chose 'tide tables' and left.'I know,' he said.", "ococ"),
        ("'We know,' he said.'It is late.'", "ococ"),
        ("It was 'twas and rock 'n roll of the '90s, and 'em too.", ""),
        ("The master's boats and the dogs' bowl.", ""),
        ("late.'Then he left, and the boat sank.", "?"),
        ("'It is.'So they left. 'Why?' he asked.", "o?oc"),
        ("\u2018It is.\u2019So they left. \u2018Why?\u2019 he asked.", "ococ"),
        ("He added:'You are late. And I am not.", "o"),
        ("'We know,' he said. It is early.'Late, they said.", "oc?"),
        ("'One. 'Two.'Three, and more.'", "oo?c"),
        ("Nobody spoke.\u2018Why?\u2019 he asked.", "oc"),
        ("", ""),
    ],
)
def test_sides_alternate_and_apostrophes_are_left_out(line: str, expected: str) -> None:
    assert sides(line) == expected
