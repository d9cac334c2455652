"""The search for the literals of hints: all of them in one pass, each where it stands."""

from __future__ import annotations

import pytest
from ahocorasick_rs import BytesAhoCorasick, Implementation
from hypothesis import given
from hypothesis import strategies as st

from cleanup.prefilter import literals
from cleanup.prefilter.hints import (
    Always,
    AnyOf,
    Both,
    Chars,
    Either,
    Hint,
    LineStart,
    OneLine,
    Outer,
    Shape,
    Token,
    holds,
)
from cleanup.prefilter.literals import Literals, literals_of, places
from tests.properties import few

WORDS = AnyOf("ab", "b", "aba")
FOREIGN = AnyOf("\u00e9a", "\U0001f6a2")
TOP = LineStart("a", "ba")
FEW = Chars("ax\u00e9")
MOST = Chars("\u0100-\u013f")
TOO_MANY = Chars("\u0100-\u0140")
SHAPE = Shape("b[ax]")
LINE = OneLine(WORDS, FEW, longest=5)
LEAF = OneLine(TOP, SHAPE)
HINTS: tuple[Hint, ...] = (
    Both(WORDS, SHAPE),
    Either(FOREIGN, TOP & FEW),
    LINE,
    LEAF,
    MOST,
    TOO_MANY,
)
SEARCHED = (WORDS, FOREIGN, TOP, FEW, MOST)
TEXTS = st.text("abx\u00e9\U0001f6a2\u0120\n\r ", max_size=14)


def plainly(hint: Hint, text: str) -> list[int]:
    """Return where a leaf holds, sought at every place."""
    match hint:
        case AnyOf(literals):
            return [
                place
                for place in range(len(text))
                for one in literals
                if text[place:].startswith(one)
            ]
        case LineStart(literals):
            begins = [place for place in range(len(text)) if place == 0 or text[place - 1] == "\n"]
            return [place for place in begins for one in literals if text[place:].startswith(one)]
        case Chars():
            signs = set(hint.points())
            return [place for place, sign in enumerate(text) if sign in signs]
    raise AssertionError(hint)


def lines_of(hint: OneLine, text: str) -> list[int]:
    starts = [0, *(place + 1 for place, sign in enumerate(text) if sign == "\n")]
    return [start for start in starts if holds(hint, text[start:].partition("\n")[0])]


@given(st.lists(TEXTS, max_size=4))
@few
def test_every_literal_is_found_at_its_place_in_its_text(texts: list[str]) -> None:
    for text, hits in zip(texts, Literals(HINTS).hits(texts), strict=True):
        for leaf in SEARCHED:
            expected = plainly(leaf, text)
            assert list(hits.of(leaf) or ()) == expected
            assert hits.hold(leaf) == bool(expected)
        for line in (LINE, LEAF):
            assert list(hits.of(line) or ()) == lines_of(line, text)
            assert hits.hold(line) == bool(lines_of(line, text))


@given(TEXTS)
@few
def test_places_are_the_same_without_a_search_beforehand(text: str) -> None:
    for leaf in SEARCHED:
        assert sorted(places(leaf, text)) == plainly(leaf, text)
    for line in (LINE, LEAF):
        assert list(places(line, text)) == lines_of(line, text)
    either = Either(WORDS, FEW)
    assert sorted(places(either, text)) == sorted([*plainly(WORDS, text), *plainly(FEW, text)])
    assert list(places(SHAPE, text)) == [
        place for place in range(len(text)) if text[place : place + 2] in ("ba", "bx")
    ]


def test_what_was_not_searched_has_no_answer() -> None:
    (hits,) = Literals(HINTS).hits(["ab \u0140"])
    for hint in (TOO_MANY, AnyOf("ab"), OneLine(AnyOf("ab"))):
        assert hits.hold(hint) is None
        assert hits.of(hint) is None


def test_up_to_64_code_points_are_searched_as_literals() -> None:
    searched = Literals(HINTS).searched
    assert set(SEARCHED) <= searched
    assert TOO_MANY not in searched
    assert len(searched) == len(SEARCHED) + 1, "and the line ends that are rare"


def test_no_literal_matches_across_two_texts() -> None:
    hits = Literals([AnyOf("b\na", "\n"), LineStart("a")]).hits(["ab", "ab", "", "a"])
    assert [len(one.found) for one in hits] == [1, 1, 0, 1]
    assert Literals([WORDS]).hits([]) == []


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("abx", True),
        ("ab--x", True),
        ("ab---x", False),
        ("ab---x\r", True),
        ("\u00e9" * 3 + "ab", True),
        ("\u00e9" * 4 + "ab", False),
        ("\U0001f6a2" * 2 + "xab", True),
        ("\U0001f6a2" * 3 + "xab", False),
        ("-" * 30 + "ab\nabx", True),
    ],
)
def test_the_length_of_a_line_is_counted_in_code_points(text: str, held: bool) -> None:
    (hits,) = Literals([LINE]).hits([text])
    assert hits.hold(LINE) == held == holds(LINE, text)


@pytest.mark.parametrize(("length", "held"), [(1, True), (4, True), (5, True), (6, False)])
def test_a_line_of_wide_code_points_may_be_as_long(length: int, held: bool) -> None:
    ships = OneLine(AnyOf("\U0001f6a2"), longest=5)
    (hits,) = Literals([ships]).hits(["\U0001f6a2" * length])
    assert hits.hold(ships) == held


def test_a_line_is_yielded_once_however_often_its_literal_stands_there() -> None:
    (hits,) = Literals([LINE]).hits(["abab\n--\nxb"])
    assert list(hits.of(LINE) or ()) == [0, 8]


@pytest.mark.parametrize("hint", [Both(WORDS, FEW), Always(), Outer("a"), Token(bool, 1)])
def test_what_holds_for_a_text_has_no_place(hint: Hint) -> None:
    with pytest.raises(TypeError, match=f"{type(hint).__name__} holds for a text, not at a place"):
        list(places(hint, "ab"))


def test_the_automaton_that_is_slow_to_build_is_built_once_and_only_for_much_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    built: list[Implementation] = []

    def build(patterns: list[bytes], implementation: Implementation) -> BytesAhoCorasick:
        built.append(implementation)
        return BytesAhoCorasick(patterns, implementation=implementation)

    monkeypatch.setattr(literals, "BytesAhoCorasick", build)
    matcher, page, long = Literals([WORDS]), "xab " * 2000, "-" * (4 << 20)
    expected = plainly(WORDS, page)
    assert matcher.hits([page])[0].of(WORDS) == expected
    assert Implementation.DFA not in built, "a page is not worth it"
    for _ in range(4):
        assert matcher.hits([long, page])[1].of(WORDS) == expected
    assert built.count(Implementation.DFA) == 1


def test_the_matcher_of_some_hints_is_built_once() -> None:
    assert literals_of(HINTS) is literals_of(HINTS)
