"""Which word a mark ``[sic]`` keeps."""

from __future__ import annotations

import pytest

from cleanup.text.sic import keeps, kept_words


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a lenght [sic] of rope", ["lenght [sic]"]),
        ("a lenght[sic!] of rope", ["lenght[sic!]"]),
        ("\u201clenght\u201d\u00a0(Sic) of", ["\u201clenght\u201d\u00a0(Sic)"]),
        ("one [sic] and two [Sic]", ["one [sic]", "two [Sic]"]),
        ("[sic] at the start", ["[sic]"]),
        ("a line\n[sic] below", ["[sic]"]),
        ("x" * 100 + " [sic]", ["x" * 79 + " [sic]"]),
        ("basic [basic] music (sick) sic", []),
    ],
)
def test_the_word_before_a_mark_is_kept(text: str, kept: list[str]) -> None:
    assert [text[one.start : one.end] for one in kept_words(text)] == kept


def test_a_place_is_kept_within_the_word_and_not_beyond_its_mark() -> None:
    words = kept_words("the lenght [sic] of")
    inside = [place for place in range(20) if keeps(words, place, place, whole=False)]
    assert inside == [4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15]
    assert keeps(words, 0, 5, whole=False)
    assert keeps(words, 0, 19, whole=False)
    assert not keeps(words, 0, 19, whole=True)
    assert not keeps(words, 0, 4, whole=False)
    assert not keeps(words, 16, 19, whole=False)
