"""The statements of a page, compared with the tables of verdicts."""

from __future__ import annotations

import pytest

from cleanup.grammar.furniture.statements import is_own, statements_of
from cleanup.rule import PROSE


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("Page not found. Try again later.", ["error", "error"]),
        ("page not found .. ", ["error"]),
        ("we 've noticed you 're using an ad blocker", ["guard"]),
        ("We can’t find that page", ["error"]),
        ("we ca n't find that page", ["error"]),
        ("404", ["error"]),
        ("417", [""]),
        ("Advertisement", ["furniture"]),
        ("The boat was late. Accept all cookies!", ["", "consent"]),
        ("The boat was late. [...]", [""]),
        ("***", []),
    ],
)
def test_each_sentence_is_read_by_itself(text: str, sections: list[str]) -> None:
    assert [one.section for one in statements_of(text, 80) or ()] == sections


def test_what_counts_only_beside_others_is_not_sure() -> None:
    assert [one.sure for one in statements_of("Page not found. Go back.", 80) or ()] == [
        True,
        False,
    ]


def test_a_line_of_many_unknown_words_is_not_read_to_its_end() -> None:
    assert statements_of(PROSE, 80) is not None
    assert statements_of(PROSE, 20) is None
    assert statements_of("Page not found. " * 30, 20) is not None


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (PROSE, True),
        (f"{PROSE} Page not found.", True),
        ("The boat was late.", False),
        (
            "We use cookies to make this website better for all of you. Page not found. Go back.",
            False,
        ),
    ],
)
def test_a_paragraph_is_the_authors_if_what_is_unknown_of_it_is_running_text(
    text: str, own: bool
) -> None:
    assert is_own(text, statements_of(text, 80) or []) is own
