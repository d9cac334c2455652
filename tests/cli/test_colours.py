"""When output is coloured."""

from __future__ import annotations

import io

import pytest

from cleanup.cli.colours import painted, wants_colours


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("variables", "terminal", "elsewhere"),
    [
        ({}, True, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"FORCE_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ({"TERM": "dumb"}, False, False),
        ({"TERM": "xterm"}, True, False),
    ],
)
def test_variables_and_the_terminal_decide(
    variables: dict[str, str], terminal: bool, elsewhere: bool
) -> None:
    assert wants_colours(Terminal(), variables) is terminal
    assert wants_colours(io.StringIO(), variables) is elsewhere


def test_text_is_painted_or_left_as_it_is() -> None:
    assert painted("x", "red", "bold", on=True) == "\x1b[31;1mx\x1b[0m"
    assert painted("x", "red", on=False) == "x"
    assert painted("", "red", on=True) == ""
