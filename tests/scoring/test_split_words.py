"""Words that blanks divide: groups of tokens, their scores, and what is never one word."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleanup import Settings, clean
from cleanup.scoring.decoder import is_word
from cleanup.scoring.seams.candidates import may_hold_seam
from cleanup.scoring.split_words.candidates import PART, groups, may_be_part
from cleanup.scoring.split_words.score import all_candidates, explain, is_safe, split_words
from cleanup.text.document import Document
from tests.properties import few

WORDS = ("bridge", "harbour", "lighthouse", "telescope", "evening", "captain", "important")


def found(text: str) -> list[str]:
    return [group.word for group, _ in split_words(Document(text, lang="en"))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the old T ower of the town", ["Tower"]),
        ("no im pact on the price", ["impact"]),
        ("at t h e s t a t e of the quay", ["the", "state"]),
        ("at the (eveni ng, and) the quay", ["evening"]),
        ("the fer\nry of the town", []),
        ("the eveni, ng of the town", []),
        ("it runs ev ery day of the year", ["every"]),
        ("the in put of the town", []),
        ("the tOwer of the town and the f Erry", []),
    ],
)
def test_tokens_on_one_line_without_a_mark_between_make_a_word(text: str, words: list[str]) -> None:
    assert found(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("T he storm was over", ["The"]),
        ("It was late. N o one was there", ["No"]),
        ("\u201cR ealized that it was late", ["Realized"]),
        ("I f you see it", ["If"]),
        ("W hen it came in", ["When"]),
        ("at the quay T he storm was over", []),
        ("A n by n grid", []),
        ("B and C are there", []),
        ("E mail the office of it", []),
        ("N o Other", []),
        ("`T he storm` was over", []),
    ],
)
def test_a_capital_before_the_rest_of_the_first_word_is_certain(
    text: str, words: list[str]
) -> None:
    document = Document(text, lang="en")
    assert [group.word for group, odds in split_words(document) if is_safe(group, odds)] == words


@pytest.mark.parametrize(
    ("text", "guard"),
    [
        ("they sell bon bons to us", "set phrase"),
        ("they went ha ha ha to us", "repeated syllable"),
        ("he ca nt see the quay", "contraction"),
        ("the mayor s top man", "contraction"),
        ("they re turn to the quay", "contraction"),
        ("they co operate with us", "prefix"),
        ("the town of Dar es Salaam", "name"),
        ("the batsman A N Other", "name"),
        ("see `the fer ry of it`", "protected"),
    ],
)
def test_a_guard_is_named(text: str, guard: str) -> None:
    document = Document(text, lang="en")
    candidate, *_ = all_candidates(document)
    assert explain(document, candidate).guard == guard
    assert not found(text)


def test_other_languages_are_left() -> None:
    document = Document("the old T ower of the town", lang="de")
    assert not list(split_words(document))
    assert explain(document, next(iter(all_candidates(document)))).guard == "language"


def test_what_may_be_a_symbol_is_joined_on_request_alone() -> None:
    text = "He said that Th is was the end of the quay and of the harbour."
    assert clean(text, lang="en").text == text
    assert clean(text, lang="en", settings=Settings(unsafe=True)).text == text.replace(
        "Th is", "This"
    )


@pytest.mark.parametrize(
    ("run", "part"),
    [
        *((run, True) for run in ("T", "(t,", "im", "eveni")),
        *((run, False) for run in ("a", "I", "Obama", "ferry", "x2", "", "--")),
    ],
)
def test_a_part_is_no_word_and_no_name(run: str, part: bool) -> None:
    assert may_be_part(run) is part


@few
@given(st.text(alphabet="aIitohT\u00e9\u2019'\".,(-\u20142\u6c34", max_size=6))
@example("i")
@example("to\u2014")
def test_what_is_a_word_is_no_part_and_holds_no_seam(run: str) -> None:
    assert not (is_word(run) and (may_be_part(run) or may_hold_seam(run)))


@few
@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
    st.integers(min_value=0, max_value=3),
)
def test_a_word_of_single_letters_is_made_whole(words: list[str], number: int) -> None:
    number %= len(words)
    whole = f"They could see the {' and the '.join(words)} of the town in the fog."
    divided = [" ".join(word) if place == number else word for place, word in enumerate(words)]
    text = f"They could see the {' and the '.join(divided)} of the town in the fog."
    assert clean(text, lang="en").text == whole


@few
@given(st.text(alphabet="aAbItThe .,(\n", max_size=60))
def test_groups_lie_within_lines_and_do_not_overlap(text: str) -> None:
    document = Document(text, lang="en")
    reached = 0
    for group in groups(document):
        assert reached <= group.start < group.end
        assert "\n" not in text[group.start : group.end]
        assert text[group.start : group.end].replace(" ", "") == group.word
        assert document.holds(PART)
        reached = group.end
