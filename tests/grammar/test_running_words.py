"""Words of running text, in a document's language."""

from __future__ import annotations

import pytest

from cleanup.grammar.running_words import closed_words_near, is_closed_word, is_running_word
from cleanup.text.document import Document


@pytest.mark.parametrize(
    ("word", "lang", "closed", "running"),
    [
        ("the", "en", True, True),
        ("Which", None, True, True),
        ("harbour", "en", False, True),
        ("harbour", None, False, True),
        ("qwyzzy", "en", False, False),
        ("und", "de", True, True),
        ("Hafen", "de", False, True),
        ("und", "da", False, False),
    ],
)
def test_words_are_those_of_the_language(
    word: str, lang: str | None, closed: bool, running: bool
) -> None:
    document = Document("Quay 9", lang=lang)
    assert is_closed_word(document, word) == closed
    assert is_running_word(document, word) == running


def test_closed_words_are_counted_in_the_line_without_those_of_the_span() -> None:
    text = "and the\nboat of the master,who is at sea\nof the"
    start = text.index("master")
    assert closed_words_near(Document(text, lang="en"), start, start + len("master,who")) == 4
