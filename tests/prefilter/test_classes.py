"""A class that is written as its complement holds the same code points."""

from __future__ import annotations

import re
import sys
import time

import pytest

from cleanup.prefilter.classes import quick_to_compile
from cleanup.prefilter.hints import Both, Chars, Either, Hint, OneLine, Shape
from cleanup.rules import all_rules

EVERYTHING = "".join(map(chr, range(sys.maxunicode + 1)))


def patterns(hint: Hint) -> list[str]:
    match hint:
        case Both(left, right) | Either(left, right):
            return patterns(left) + patterns(right)
        case OneLine(first, others):
            return [pattern for inner in (first, *others) for pattern in patterns(inner)]
        case Shape(pattern):
            return [pattern]
        case Chars(ranges):
            return [f"[{ranges}]"]
    return []


CLASSES = sorted(
    {
        found
        for rule in all_rules()
        for pattern in patterns(rule.hint)
        for found in re.findall(r"(?<!\\)\[(?:\\.|[^\\\]])+\]", pattern)
        if "\U0010ffff" in found or "0010ffff" in found
    }
)


@pytest.mark.parametrize(
    "pattern",
    [
        *CLASSES,
        "[a-z\xc0-\U0010ffff]",
        r"[\x00-\U0010ffff]",
        r"[\u00b5-\U0010ffff\n\]\\^-]",
        "[\u2100-\U0010ffffc-ea-d.-]",
        r"\[a[x\U00010000-\U0010ffff]?[^b-\U0010ffff]",
    ],
)
def test_it_matches_the_same_code_points(pattern: str) -> None:
    quick = quick_to_compile(pattern)
    plain, other = re.compile(pattern), re.compile(quick)
    for text in (EVERYTHING, "[ax[a\U00012345a", "b" + EVERYTHING[::-1]):
        found = [match.span() for match in plain.finditer(text)]
        assert [match.span() for match in other.finditer(text)] == found


@pytest.mark.parametrize("pattern", [r"[a-z]\[[^\U0010ffff]", "a|[b-d\u2019]", r"\\[.!?]"])
def test_other_patterns_stay_as_they_are(pattern: str) -> None:
    assert quick_to_compile(pattern) == pattern


def test_it_is_quick_to_compile() -> None:
    pattern = "[a-z\xc0-\u1fff\u2100-\U0010ffff]"
    times = []
    for form in (pattern, quick_to_compile(pattern)):
        re.purge()
        start = time.process_time()
        re.compile(form)
        times.append(time.process_time() - start)
    assert times[1] < times[0]
