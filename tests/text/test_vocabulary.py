"""Words are as frequent as wordfreq says, wherever its lists are read from."""

from __future__ import annotations

import subprocess
import sys
from math import log10
from typing import TYPE_CHECKING

import pytest
import wordfreq

from cleanup.cache.folder import VARIABLE
from cleanup.text import word_list as module
from cleanup.text.vocabulary import is_word, zipf
from cleanup.text.word_list import word_list

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_each_word_is_as_frequent_as_in_wordfreq(lang: str, kept: Path) -> None:
    listed = wordfreq.get_frequency_dict(lang, "best")
    for words in (word_list(lang), word_list(lang)):  # the one that wrote the file, and a reader
        assert all(words[word] == log10(share) + 9 for word, share in listed.items())
        assert len(words) == len(listed)
    assert len(list(kept.iterdir())) == 1


@pytest.mark.parametrize("whole", [False, True])
def test_other_words_have_no_frequency(whole: bool, kept: Path) -> None:
    words = word_list("vi")
    for word in wordfreq.get_frequency_dict("vi", "best") if whole else ():
        assert words[word]
    for word in ("thesaid", "", "\n", "the\nof", "\ud800", "\0", "The"):
        assert words[word] == 0.0
        assert word not in words


@pytest.mark.parametrize("lang", ["hr", "no"])
def test_a_language_may_share_the_list_of_another(lang: str, kept: Path) -> None:
    listed = wordfreq.get_frequency_dict(lang, "best")
    words = word_list(lang)
    assert all(words[word] == log10(listed[word]) + 9 for word in list(listed)[::97])


@pytest.mark.parametrize("lang", ["xx", "cy", "az", "lb", "km"])
def test_a_language_without_a_list_is_refused(lang: str, kept: Path) -> None:
    """wordfreq would take that of a language that is near: English for Welsh."""
    with pytest.raises(LookupError):
        word_list(lang)
    assert not list(kept.iterdir())


def test_another_list_of_wordfreq_is_read_anew(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = module._data_of("vi")
    assert large is not None
    word_list("vi")
    other = kept / "other.gz"
    other.write_bytes(large.encode())
    monkeypatch.setattr(module, "_data_of", lambda _: str(other))
    word_list("vi")
    assert len(list(kept.glob("words-vi-*"))) == 2


def test_frequencies_take_any_case_and_apostrophe() -> None:
    assert zipf("The", "en") == zipf("the", "en") > 7
    assert zipf("don\u2019t", "en") == zipf("don't", "en") > 5
    assert is_word("ferry", "en")
    assert not is_word("thesaid", "en")


def test_a_written_list_is_read_without_wordfreq(kept: Path) -> None:
    word_list("en")
    script = (
        "import sys; from cleanup.text.vocabulary import zipf; assert zipf('ferry', 'en') > 3;"
        "print(sorted({'wordfreq', 'langcodes', 'msgpack', 'ftfy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout == "[]\n"
