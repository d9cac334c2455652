"""A fingerprint depends on the rule and on the text near a finding, and on nothing else."""

from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from cleanup.cli.checking.fingerprint import AROUND, fingerprint
from tests.properties import few

LINE = "The ferry ran late.Nobody knew why."
AT = LINE.index("N")

_lines = st.text(st.characters(exclude_characters="\r\n"), max_size=60)
_ends = st.sampled_from(["\n", "\r\n", "\r"])
_wholes = st.lists(_lines, max_size=4)
_blanks = st.sampled_from([" ", "  ", "\t", " \t ", "\u00a0"])


@given(_wholes, _ends, _lines, st.integers(0, 60), st.integers(0, 60), _wholes, _wholes)
@few
def test_other_lines_change_nothing(
    before: list[str],
    end: str,
    line: str,
    one: int,
    other: int,
    more_before: list[str],
    after: list[str],
) -> None:
    start, stop = sorted((min(one, len(line)), min(other, len(line))))
    found = fingerprint("JOI001", line, start, stop)
    for lines in (before, more_before, [*before, *more_before]):
        head = "".join(whole + end for whole in lines)
        text = head + line + "".join(end + whole for whole in after)
        assert fingerprint("JOI001", text, len(head) + start, len(head) + stop) == found


@given(_lines)
@few
def test_what_is_far_away_in_the_line_changes_nothing(far: str) -> None:
    assume(not far[-1:].isspace() and not far[:1].isspace())
    near = "x" * AROUND
    text = f"{near}{LINE}{near}"
    found = fingerprint("JOI001", text, AROUND, AROUND + len(LINE))
    start = len(far) + AROUND
    assert fingerprint("JOI001", f"{far}{text}{far}", start, start + len(LINE)) == found


@given(st.lists(_blanks, min_size=4, max_size=4))
@few
def test_white_space_is_folded(blanks: list[str]) -> None:
    def made(spaces: list[str]) -> str:
        one, two, three, four = spaces
        left, right = f"a{one}b{two}c.", f"Nobody{three}knew{four}why"
        return fingerprint("JOI001", left + right, len(left), len(left))

    assert made(blanks) == made([" "] * 4)


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
@few
def test_it_is_sixteen_hexadecimal_digits(left: str, place: str, right: str) -> None:
    found = fingerprint("ENC001", left + place + right, len(left), len(left + place))
    assert re.fullmatch("[0-9a-f]{16}", found)


def test_the_rule_the_damage_and_both_sides_count() -> None:
    variants = {
        fingerprint("JOI001", LINE, AT, AT),
        fingerprint("JOI002", LINE, AT, AT),
        fingerprint("JOI001", LINE, AT, AT + 1),
        fingerprint("JOI001", LINE.replace("late", "soon"), AT, AT),
        fingerprint("JOI001", LINE.replace("knew", "saw"), AT, AT),
    }
    assert len(variants) == 5


def test_it_stays_the_same_in_every_version() -> None:
    """A baseline that was written once is read for years."""
    assert fingerprint("JOI001", LINE, AT, AT) == "1ef8f6eb97da3953"
    assert fingerprint("HOL001", f"x\n{LINE}", AT + 2, AT + 8) == "4308c2ddc8d80620"
