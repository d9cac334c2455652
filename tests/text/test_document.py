"""One text as rules see it: zones, hints, lines that may go, quotes, code and protection."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.prefilter.hints import (
    Always,
    AnyOf,
    Both,
    Chars,
    Hint,
    LineStart,
    OneLine,
    Outer,
    Shape,
    Token,
)
from cleanup.prefilter.literals import literals_of
from cleanup.text.document import Document
from cleanup.text.lines import Line
from tests.properties import few

RUNNING = (
    "The ferry to the outer islands ran late again on Monday, and the harbour office said "
    "that the old engine would go before the spring."
)


def texts(document: Document, lines: object) -> list[str]:
    assert not isinstance(lines, Line)
    return [document.line_text(line) for line in lines]  # type: ignore[attr-defined]


def line(document: Document, held: str) -> Line:
    return document.line_at(document.text.index(held))


def test_the_language_is_what_is_known_else_what_the_text_tells() -> None:
    assert Document("x", lang="DE-at").lang == "de"
    assert Document("x").lang is None
    assert Document(f"{RUNNING} {RUNNING}").lang == "en"


def test_an_analysis_runs_once() -> None:
    calls = []
    document = Document("sail")

    def length(asked: Document) -> int:
        calls.append(asked)
        return len(asked.text)

    assert document.once(length) == document.once(length) == 4
    assert calls == [document]


def test_head_and_tail_lie_around_the_running_paragraphs() -> None:
    document = Document(f"top\n\n{RUNNING}\nmiddle\n{RUNNING}\nend\n")
    assert document.head_end == 5
    assert document.text[document.tail_start :] == "end\n"
    held = {name: line(document, name) for name in ("top", "The ferry", "middle", "end")}
    assert [name for name, one in held.items() if document.in_head(one)] == ["top"]
    assert [name for name, one in held.items() if document.in_tail(one)] == ["end"]
    assert texts(document, document.edge_lines) == ["top", "", "end"]


def test_a_text_without_a_running_paragraph_has_neither_head_nor_tail() -> None:
    document = Document("top\nend")
    assert (document.head_end, document.tail_start) == (0, 7)
    assert document.edge_lines == ()


def test_a_text_of_one_line_may_not_lose_it() -> None:
    document = Document("\n tide \n")
    assert not document.may_lose_lines
    assert document.edge_lines == document.removable_lines == ()
    assert list(document.removable_lines_with(AnyOf("tide"), 99)) == []


@pytest.mark.parametrize(
    ("text", "running"),
    [
        (RUNNING, True),
        (" ".join(["harbour"] * 12)[:79], False),
        ("x" * 69 + " a" * 11, True),
        ("x" * 71 + " a" * 10, False),
        ("x" * 57 + " a" * 11, False),
        ("x" * 58 + " a" * 11, True),
        (" " * 10 + "x" * 57 + " a" * 11, False),
        ("\u6e2f" * 80, True),
        ("\u6e2f" * 79, False),
    ],
)
def test_running_text_has_80_code_points_and_12_words(text: str, running: bool) -> None:
    document = Document(text)
    assert document.is_running(document.line_at(0)) == running


def test_lines_that_are_not_blank_are_stripped() -> None:
    assert Document(" a \n\t\n\nb\r\nc").stripped_lines == ("a", "b", "c")
    assert texts(Document(" a \n\nb"), Document(" a \n\nb").removable_lines) == [" a ", "b"]


WORD = AnyOf("tide", "moon")
LETTER = Chars("x-z")
EITHER = WORD | LETTER
START = LineStart("top")
SHORT = OneLine(WORD, LETTER, longest=12)
PATTERN = Shape("m[ao]st")
RUN = Token(lambda run: run.endswith("x"), 3)
PLACED: tuple[Hint, ...] = (WORD, LETTER, EITHER, START, SHORT, PATTERN)
EVERY: tuple[Hint, ...] = (*PLACED, RUN, Both(WORD, LETTER), Outer("xt"), Always())
PARTS = st.sampled_from(
    ["tide", "moon", "mast", "\ntop", "top", " x ", "\u00e9z", "axx", "\n", " ", "\r", "a" * 12]
)
TEXTS = st.lists(PARTS, max_size=10).map("".join)


@given(TEXTS)
@few
def test_what_was_searched_before_changes_no_answer(text: str) -> None:
    (hits,) = literals_of(EVERY).hits([text])
    plain, searched = Document(text), Document(text, hits=hits)
    for hint in EVERY:
        assert plain.holds(hint) == searched.holds(hint)
    for hint in PLACED:
        assert plain.places_with(hint) == searched.places_with(hint)
        assert plain.lines_with(hint) == searched.lines_with(hint)


@given(TEXTS)
@few
def test_places_and_lines_are_in_order_and_some_where_a_hint_holds(text: str) -> None:
    document = Document(text)
    for hint in PLACED:
        places = document.places_with(hint)
        assert list(places) == sorted(set(places))
        assert bool(places) == document.holds(hint)
        assert all(document.line_at(place) in document.lines_with(hint) for place in places)
        for start in range(0, len(text), 3):
            for end in range(start, len(text), 3):
                held = any(start <= place < end for place in places)
                assert document.holds_within(hint, start, end) == held


def test_what_is_known_of_a_token_is_not_tested_again() -> None:
    (hits,) = literals_of((WORD,)).hits(["sail"])
    hits.runs[RUN] = frozenset(["a.B"])
    assert Document("sail", hits=hits).holds(RUN)
    assert not Document("sail").holds(RUN)


def test_to_a_hint_of_one_line_all_up_to_a_line_feed_is_one() -> None:
    document = Document("a tide\rwith x\rand\nsail\ntide")
    assert texts(document, document.lines_with(SHORT)) == ["a tide", "with x", "and"]
    assert texts(document, document.lines_with(WORD)) == ["a tide", "tide"]


@pytest.mark.parametrize(("longest", "found"), [(5, []), (6, ["tide x"]), (99, ["tide x"])])
def test_removable_lines_are_as_long_as_asked_for_at_most(longest: int, found: list[str]) -> None:
    document = Document("tide x\nsail")
    assert texts(document, document.removable_lines_with(SHORT, longest)) == found


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\nGO\nb", "a\nb"),
        ("GO\nb", "b"),
        ("GO\n\nb", "b"),
        ("a\n\nGO\n\nb", "a\n\nb"),
        ("a\n\nGO\nb", "a\n\nb"),
        ("a\nGO\n\nb", "a\n\nb"),
        ("a\nGO", "a"),
        ("a\n\nGO", "a"),
        ("a\n\nGO\n", "a\n"),
        ("a\nGO\n\n\n", "a\n\n\n"),
        ("\n\nGO\n\nb", "\n\nb"),
        ("GO", ""),
        ("GO\n\n", ""),
        ("a\r\n\r\nGO\r\nb", "a\r\n\r\nb"),
    ],
)
def test_a_line_goes_and_leaves_no_empty_line_where_none_was(text: str, left: str) -> None:
    document = Document(text)
    start, end = document.removal_span(line(document, "GO"))
    assert text[:start] + text[end:] == left


def test_neighbours_are_the_lines_nearby_that_are_not_blank() -> None:
    document = Document("a\n\nb\n \nc")
    assert texts(document, document.neighbours(line(document, "b"))) == ["a", "c"]
    assert texts(document, document.neighbours(line(document, "a"))) == ["b"]


@pytest.mark.parametrize(
    ("above", "below", "listed"),
    [(30, 30, True), (31, 30, False), (30, 31, False), (0, 30, False), (30, 0, False)],
)
def test_a_line_of_a_list_stands_between_short_ones(above: int, below: int, listed: bool) -> None:
    document = Document(f"{'a' * above}\nGO\n{'b' * below}")
    assert document.in_list(line(document, "GO")) == listed


def test_a_quotation_mark_has_the_side_it_has_in_its_line() -> None:
    document = Document('He "said\nthe "end" and 6" of it')
    places = [place for place, sign in enumerate(document.text) if sign == '"']
    assert [document.quote_side(place) for place in places] == ["open", "open", "close", None]


def test_code_is_protected_and_so_are_addresses() -> None:
    document = Document("left.The www.merrow.quay\nsail = 1;")
    assert not document.protects(5)
    assert document.protects(14)
    assert document.protects(document.text.index("= 1"))
    assert document.is_code(document.text.index("= 1"))
    assert not document.is_code(14)


def test_signs_of_code_count_only_nearby() -> None:
    document = Document(f"a => b {'sail ' * 20}end")
    assert document.is_code(3)
    assert not document.is_code(len(document.text) - 2)


@pytest.mark.parametrize(
    ("marked", "form"),
    [
        ("a `b |c` d", "table"),
        ("a `b` c `|d`", "table"),
        ("```\n|sail\n```", "table"),
        ("~~~\nsail\n|mast\n~~~", "table"),
        ("  ```py\n|sail\n  ```", "table"),
        ("```\n|sail", "table"),
        ("x\n    s|ail", "file"),
        ("x\n\ts|ail", "file"),
    ],
)
def test_marked_code_is_seen(marked: str, form: str) -> None:
    place = marked.index("|")
    document = Document(marked.replace("|", ""), form=form)  # type: ignore[arg-type]
    assert document.marks_code(place)
    assert document.protects(place)


@pytest.mark.parametrize(
    ("marked", "form"),
    [
        ("|a `b c` d", "table"),
        ("a `b`| c `d`", "table"),
        ("a `b| c", "table"),
        ("`a\n|b` c", "table"),
        ("a `b\n|c ", "table"),
        ("```\nsail\n```\n|mast", "table"),
        ("x ```\n|sail", "table"),
        ("    ```\n|sail\n", "table"),
        ("x\n    s|ail", "table"),
        ("x\n   s|ail", "file"),
        ("x\ns|ail", "file"),
    ],
)
def test_what_is_not_marked_is_no_code(marked: str, form: str) -> None:
    document = Document(marked.replace("|", ""), form=form)  # type: ignore[arg-type]
    assert not document.marks_code(marked.index("|"))


def test_columns_are_seen_line_by_line() -> None:
    document = Document("tide\tmoon\nsail")
    assert document.is_table(0)
    assert document.is_table(3)
    assert not document.is_table(10)
