"""The word lists of wordfreq, each as one file from which single words are read.

wordfreq and its dependencies take a quarter of a second to import, and a list as long again to
read. So each list is rewritten once, as pages of words (``cleanup.cache``). The page of a word is
read into memory when one of its words is asked for first, and searched for each of them: to read
all its words takes far longer, and of most pages few are asked for.
"""

from __future__ import annotations

import os
import sys
from array import array
from functools import cache
from importlib.util import find_spec
from math import log10
from typing import TYPE_CHECKING
from zlib import crc32

from cleanup.cache.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS_ON_PAGE = 128
"""To read a page and check it takes longer than to search so many words."""
_RANKS = 1 << 11
"""More than there are ranks: the rarest words occur once in 10**9."""
_TRAILER = 8
"""The bytes at the end of a gzip file that hold the check sum and the length of its content."""


class WordList(dict[str, float]):
    """The frequency of each word of a list, on the Zipf scale; of other words it is 0.

    Subscripts alone find the words: those that were not asked for are not here.
    """

    def __init__(self, pages: Pages | list[bytes]) -> None:
        self._pages = pages
        self._read: dict[int, bytes] = {}
        self._count = len(pages)

    def __missing__(self, word: str) -> float:
        """Return the frequency of a word that was not asked for before, or that no page has."""
        encoded = word.encode("utf-8", "surrogatepass")
        number = _page(encoded, self._count)
        page = self._read.get(number)
        if page is None:
            page = self._read[number] = self._pages[number]
        frequency = _frequency(encoded, page)
        if frequency is None:
            return 0.0
        self[word] = frequency
        return frequency


_ALSO = {"bs": "sh", "hr": "sh", "nn": "nb", "no": "nb", "sr": "sh", "tl": "fil"}
"""Languages by the list in which their words are."""


def word_list(lang: str) -> Mapping[str, float]:
    """Return the best list of wordfreq for a language; see ``WordList`` for how to ask it.

    ``LookupError`` if it has none. wordfreq itself would take the list of a language that is
    near, by its speakers: English for Welsh, Russian for Kazakh.
    """
    lang = _ALSO.get(lang, lang)
    path = _data_of(lang)
    if path is None:
        raise LookupError(f"wordfreq has no list for {lang!r}")
    return WordList(Pages(f"words-{lang}", _key(path), lambda: _pages_of(lang)))


def _data_of(lang: str) -> str | None:
    """Return the file of a list that has this very code: the large list, else the small one."""
    spec = find_spec("wordfreq")
    for folder in (spec and spec.submodule_search_locations) or ():
        for size in ("large", "small"):
            path = f"{folder}/data/{size}_{lang}.msgpack.gz"
            if lang.isalpha() and os.path.isfile(path):  # noqa: PTH113
                return path
    return None


def _key(path: str) -> bytes:
    """Return what the pages depend on: the content of wordfreq's file, and this module."""
    with open(path, "rb") as file:  # noqa: PTH123
        size = file.seek(-_TRAILER, os.SEEK_END) + _TRAILER
        data = f"{os.path.basename(path)} {size} {file.read().hex()}\n"  # noqa: PTH119
    with open(__file__, "rb") as file:  # noqa: PTH123
        return data.encode() + file.read()


def _pages_of(lang: str) -> list[bytes]:
    """Return the words of a list in pages: each word is in the page that ``_page`` tells.

    A page is the number of its words and the rank of each, all in 16 bits, and the words in the
    same order, each between line feeds. The rank is the inverse of the frequency in centibels.
    """
    from wordfreq import get_frequency_list

    rank_of = {word: rank for rank, words in enumerate(get_frequency_list(lang)) for word in words}
    pages: list[list[str]] = [[] for _ in range(1 + len(rank_of) // _WORDS_ON_PAGE)]
    for word in rank_of:
        if "\n" in word:
            raise ValueError(f"wordfreq lists {word!r}, which is no word")
        pages[_page(word.encode(), len(pages))].append(word)
    return [
        array("H", [len(words), *map(rank_of.__getitem__, words)]).tobytes()
        + "\n".join(["", *words, ""]).encode()
        for words in pages
    ]


def _page(word: bytes, pages: int) -> int:
    return crc32(word) % pages


def _frequency(word: bytes, page: bytes) -> float | None:
    """Return how frequent a word is on the Zipf scale; ``None`` if it is not on its page."""
    words = 2 + 2 * int.from_bytes(page[:2], sys.byteorder)
    found = page.find(b"\n%b\n" % word, words)
    if found < 0 or b"\n" in word:
        return None
    rank = 2 + 2 * page.count(b"\n", words, found)
    return _zipfs()[int.from_bytes(page[rank : rank + 2], sys.byteorder)]


@cache
def _zipfs() -> list[float]:
    """Return by rank the log10 of the occurrences per 10**9 words; shares are as in wordfreq."""
    return [log10(10 ** (-rank / 100)) + 9 for rank in range(_RANKS)]
