"""Hints: what each of them holds in, what they refuse, and that all evaluators agree on them."""

from __future__ import annotations

import re
from copy import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.prefilter.columns import prefilter_column
from cleanup.prefilter.hints import (
    Always,
    AnyOf,
    Both,
    Chars,
    Either,
    Hint,
    LineStart,
    Never,
    OneLine,
    Outer,
    Shape,
    Share,
    Token,
    holds,
    matches,
)
from cleanup.prefilter.texts import prefilter
from cleanup.text.language import Language
from tests.properties import few

WORDS = AnyOf("tide", "moon")
MANY = AnyOf(*(f"{number:02}" for number in range(40)))
TOP = LineStart("top", "a")
LETTERS = Chars("x-z")
CURLY = Chars("\u2018-\u201f\u00ab")
LINE = OneLine(WORDS, LETTERS, TOP, longest=16)
DOUBLED = Token(lambda run: bool(re.fullmatch("[a-z]+[.][A-Z][a-z]*", run)), 4)


@pytest.mark.parametrize(
    ("hint", "text", "held"),
    [
        (WORDS, "the tides", True),
        (WORDS, "the Tide", False),
        (MANY, "at 39", True),
        (MANY, "at 40", False),
        (TOP, "top\nsail", True),
        (TOP, "sail\ntop", True),
        (TOP, "sail top", False),
        (TOP, "sail\n top", False),
        (TOP, "sail\rtop", False),
        (LETTERS, "y", True),
        (LETTERS, "w", False),
        (CURLY, "\u201c", True),
        (CURLY, '"', False),
        (Shape("m[ao]st"), "the most", True),
        (Shape("m[ao]st"), "the mist", False),
        (Always(), "", True),
        (Never(), "tide", False),
        (Both(WORDS, LETTERS), "tide x", True),
        (Both(WORDS, LETTERS), "tide", False),
        (Both(WORDS, LETTERS), "x", False),
        (Either(WORDS, LETTERS), "tide", True),
        (Either(WORDS, LETTERS), "x", True),
        (Either(WORDS, LETTERS), "sail", False),
        (LINE, "a tide x", True),
        (LINE, "a tide\nx", False),
        (LINE, "tide\na x", False),
        (LINE, "the tide x", False),
        (LINE, "sail\na tide x\nsail", True),
        (LINE, "a tide x" + "-" * 8, True),
        (LINE, "a tide x" + "-" * 9, False),
        (LINE, "a tide x\r" + "-" * 9, True),
        (Outer(" \n"), " tide", True),
        (Outer(" \n"), "tide\n", True),
        (Outer(" \n"), "ti de", False),
        (Outer(" \n"), "", False),
        (Share("a-c", at_least=1, per=2), "axb", True),
        (Share("a-c", at_least=1, per=2), "ax", True),
        (Share("a-c", at_least=1, per=2), "axx", False),
        (Share("a-c", at_most=0), "xx", True),
        (Share("a-c", at_most=0), "xxa", False),
        (Share("a-c", at_most=0), "", False),
        (Share("a-c", at_least=250, at_most=500), "axx", True),
        (DOUBLED, "it left.The", True),
        (DOUBLED, "a.B", False),
        (DOUBLED, "left.The.x and", False),
        (DOUBLED, "left. The", False),
    ],
)
def test_a_hint_holds_where_it_says(hint: Hint, text: str, held: bool) -> None:
    assert holds(hint, text) == held
    for evaluate in (prefilter, prefilter_column):
        assert [one.holding for one in evaluate([hint], [text])] == [[0] * held]


def test_hints_combine() -> None:
    both, either = WORDS & LETTERS, WORDS | LETTERS
    assert isinstance(both, Both)
    assert isinstance(either, Either)
    assert (both.left, both.right) == (either.left, either.right) == (WORDS, LETTERS)


@pytest.mark.parametrize(
    "hint",
    [
        *(WORDS, TOP, LETTERS, Shape("a"), Always(), Never(), WORDS & TOP, WORDS | TOP),
        *(OneLine(WORDS), Outer("a"), DOUBLED),
    ],
    ids=lambda hint: type(hint).__name__,
)
def test_hints_are_the_same_only_if_they_are_one_object(hint: Hint) -> None:
    assert hint != copy(hint)
    assert len({hint, hint, copy(hint)}) == 2


@pytest.mark.parametrize("kind", [AnyOf, LineStart])
@pytest.mark.parametrize("literals", [(), ("",), ("a", "")])
def test_literals_are_needed_and_none_is_empty(
    kind: type[AnyOf | LineStart], literals: tuple[str, ...]
) -> None:
    with pytest.raises(ValueError, match=f"{kind.__name__} needs literals"):
        kind(*literals)


def test_a_literal_counts_once() -> None:
    assert AnyOf("b", "a", "b").literals == ("b", "a")


@pytest.mark.parametrize(
    "pattern",
    [
        r"\w",
        r"a\d",
        r"\s",
        r"\bx",
        r"\B",
        r"\p{L}",
        r"\Z",
        r"\R",
        r"\X",
        r"\N",
        "a$",
        "^a",
        "a^",
        "(?i)a",
        "(?=a)",
        "(?<!a)",
        r"\\\d",
        r"[a]^",
    ],
)
def test_a_shape_refuses_what_rust_and_python_read_differently(pattern: str) -> None:
    with pytest.raises(ValueError, match="Rust and Python read"):
        Shape(pattern)


@pytest.mark.parametrize("pattern", [r"\\d", r"[^a]", r"\^", r"(?:a)", r"\.", "a{2,3}", r"\\\\w"])
def test_a_shape_takes_literals_and_explicit_classes(pattern: str) -> None:
    assert Shape(pattern).pattern == pattern


@pytest.mark.parametrize(
    ("ranges", "points"), [("abc", "abc"), ("a-c", "abc"), ("xa-cz", "xabcz"), ("-a", "-a")]
)
def test_a_class_yields_its_code_points(ranges: str, points: str) -> None:
    assert "".join(Chars(ranges).points()) == points


@pytest.mark.parametrize(
    ("ranges", "foreign"),
    [
        ("é", True),
        ("é-ÿ’", True),
        ("aé", False),
        ("éa-z", False),
        ("a", False),
        ("\x7f", False),
        ("\x80", True),
    ],
)
def test_a_class_without_ascii_is_known(ranges: str, foreign: bool) -> None:
    assert Chars(ranges).is_foreign == foreign


def test_places_of_a_class_and_of_a_shape_are_yielded() -> None:
    assert [found.span() for found in matches(LETTERS, "axbz")] == [(1, 2), (3, 4)]
    assert [found.span() for found in matches(Shape("b."), "axbz")] == [(2, 4)]


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("top", True),
        ("topsail", True),
        ("to", False),
        ("a", True),
        ("ab", True),
        ("", False),
        ("t", False),
        ("ba", False),
        ("tops", True),
        ("tip", False),
    ],
)
def test_a_line_begins_with_a_literal(line: str, begins: bool) -> None:
    assert TOP.begins(line) == begins


@pytest.mark.parametrize(
    ("line", "short"),
    [("x" * 16, True), ("x" * 17, False), ("x" * 17 + "\r", True), ("x" * 17 + "\u2028", True)],
)
def test_a_line_of_parts_has_no_length(line: str, short: bool) -> None:
    assert LINE.is_short(line) == short
    assert OneLine(WORDS).is_short(line)


EVERY: tuple[Hint, ...] = (
    *(WORDS, MANY, TOP, LETTERS, CURLY, Shape("m[ao]st"), Always(), Never(), LINE, DOUBLED),
    *(Outer("x\n"), WORDS & LETTERS, WORDS | CURLY, Shape("[.][A-Z]") & WORDS, LETTERS & CURLY),
    *((WORDS | LETTERS) & (TOP | CURLY), Shape("[0-9]7") | DOUBLED, Chars("[&~a")),
    *(Chars("\u0100-\u01ff"), Chars("a-\u00ff") & CURLY, OneLine(TOP), DOUBLED & LINE),
    *(Share("a-z\u00e9", at_least=1, at_most=4, per=5), Share("[&~", at_most=0) & LETTERS),
)
TEXTS = st.lists(
    st.sampled_from(
        [
            "tide",
            "moon",
            "mast",
            "a",
            "top",
            "\n",
            "\n",
            " ",
            "\r",
            "x",
            "left.The",
            "left.The.x",
            "07",
            "“",
            "ł",
            "é",
            "[a",
            "&",
            "~",
            "\\",
            "]",
            "-",
            "A" * 18,
        ]
    ),
    max_size=8,
).map("".join)


@given(st.lists(TEXTS, max_size=5))
@few
def test_all_evaluators_agree(texts: list[str]) -> None:
    expected = [[n for n, hint in enumerate(EVERY) if holds(hint, text)] for text in texts]
    assert [one.holding for one in prefilter(EVERY, texts)] == expected
    assert [one.holding for one in prefilter_column(EVERY, texts)] == expected


def test_a_share_without_a_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="Share needs a limit: at_least, at_most, or both"):
        Share("a-z")


def test_no_run_is_tested_in_a_text_of_another_language() -> None:
    hint = Token(DOUBLED.passes, 4, langs=frozenset(["en"]))
    texts = ["it left.The", "it left.The", "il est.Parti", "left.The"]
    spoken = [Language("en", texts[0]), Language("de", ""), Language("fr", ""), Language(None, "")]
    for evaluate in (prefilter, prefilter_column):
        assert [one.holding for one in evaluate([hint], texts, spoken)] == [[0], [], [], []]
        assert [one.holding for one in evaluate([hint], texts)] == [[0], [0], [0], [0]]


def test_a_run_that_failed_is_not_tested_again() -> None:
    seen = []

    def passes(run: str) -> bool:
        seen.append(run)
        return run == "abc"

    hint = Token(passes, 3)
    rows = prefilter_column([hint, hint | WORDS], ["abc ab abc", "abd", "ac", "abd abc"])
    assert [one.holding for one in rows] == [[0, 1], [], [], [0, 1]]
    assert [[*one.hits.runs[hint]] for one in rows] == [["abc"], [], [], ["abc"]]
    assert sorted(seen) == ["abc", "abd"]
    seen.clear()
    (row,) = prefilter([hint, hint | WORDS], ["abd abe"])
    assert (row.holding, seen) == ([], ["abe"])


def test_a_run_that_passes_one_of_two_tests_is_found_in_each_text() -> None:
    first, second = Token(lambda run: "x" in run, 1), Token(lambda run: "y" in run, 2)
    for evaluate in (prefilter, prefilter_column):
        rows = evaluate([first, second], ["ax by", "xy\ty", "ax", ""])
        assert [one.holding for one in rows] == [[0, 1], [0, 1], [0], []]
        assert [one.hits.runs[second] for one in rows] == [{"by"}, {"xy"}, set(), set()]


def test_what_is_known_is_asked_once_for_all_hints_that_share_it() -> None:
    asked = []

    def known(run: str) -> bool:
        asked.append(run)
        return run == "tide"

    first = Token(lambda run: True, 1, known=known)
    second = Token(lambda run: run != "x", 1, known=known)
    for evaluate in (prefilter, prefilter_column):
        rows = evaluate([first, second], ["tide", "x", "tide moon"])
        assert [one.holding for one in rows] == [[], [0], [0, 1]]
    assert asked.count("tide") == 1
