"""Marks lost in conversion come back where that is certain, and letters stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanup
from benchmarks.quality.lost import KINDS, damaged
from cleanup import Settings
from cleanup.grammar.contractions import LIKELY, PERHAPS, SURE
from tests.scale import examples

CODES = ("ENC01", "HOL03")
FRAMES = (
    "The men of the town said that {0} what the harbour was for, and {1} all of it to them.",
    "\u201cNobody knows,\u201d he said \u2013 {0} not \u2018the sea\u2019 \u2013 and {1} gone.",
    "For {0}, and for {1}, the boats were \u201cout at sea\u201d, 75,000 of them, in the fog.",
)
CONTRACTIONS = tuple(f"{stem}\u2019{tail}" for stem, tail in (*SURE, *LIKELY, *PERHAPS))

texts = st.builds(
    lambda frame, one, other: frame.format(one, other),
    st.sampled_from(FRAMES),
    st.sampled_from(CONTRACTIONS),
    st.sampled_from(CONTRACTIONS),
)


def letters(text: str) -> str:
    """Return the letters and figures of a text, in order."""
    return "".join(filter(str.isalnum, text))


@examples(100)
@given(texts, st.sampled_from(sorted(KINDS)), st.booleans())
def test_repairs_keep_letters_and_come_to_rest(text: str, kind: str, unsafe: bool) -> None:
    lost = damaged(text, kind).text
    chosen = Settings(select=CODES, unsafe=unsafe)
    result = cleanup.clean(lost, lang="en", settings=chosen)
    assert letters(result.text) == letters(lost)
    assert cleanup.undo(result.text, result.edits) == lost
    assert not cleanup.clean(result.text, lang="en", settings=chosen).edits


@pytest.mark.parametrize("kind", ["question", "triple"])
@pytest.mark.parametrize("word", CONTRACTIONS)
def test_each_contraction_gets_its_apostrophe_back(word: str, kind: str) -> None:
    lost = damaged(f"They said that {word} there.", kind).text
    assert word.replace("\u2019", "'") in cleanup.clean(lost, lang="en").text


@pytest.mark.parametrize("word", CONTRACTIONS)
def test_each_contraction_with_a_space_gets_its_apostrophe_back(word: str) -> None:
    lost = damaged(
        f"It couldn\u2019t be, it isn\u2019t, and they say that {word} there.", "space"
    ).text
    assert word.replace("\u2019", "'") in cleanup.clean(lost, lang="en").text
