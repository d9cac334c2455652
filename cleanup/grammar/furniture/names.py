"""Whether a unit is the name of a person, or of several."""

from __future__ import annotations

import re
from functools import lru_cache

from cleanup.grammar.furniture.limits import LONGEST_STAMP
from cleanup.grammar.furniture.phrase import CONJUNCTIONS, PARTICLES, is_name_word
from cleanup.grammar.furniture.tokens import tokens_of
from cleanup.phrases import phrases
from cleanup.text.vocabulary import zipf

_DIGIT = re.compile("[0-9]")
_MOST_WORDS = 4
"""Words of a person's name, its particles not counted."""
_FEWEST = 2
"""Words of a full name, and names of a list."""
_NEVER_FIRST = frozenset(
    "Zur Zum Zu Im Am Ihr Ihre Der Die Das The Your Our Le La Les El Los Related More".split()
)
"""Words that begin no name, but a button or a heading."""
_ONE_PERSON = re.compile(r"[^\W\d_]+\.?(?:[ '\u2019-]{1,2}[^\W\d_]+\.?){1,4}")
_SEPARATED = re.compile(r"[,/]")
_RARE = 3.0
"""Zipf frequency below which a word is hardly anything but a surname: ``wiley`` has 3.5."""
_BY_SYLLABLE = frozenset(["vi"])
"""Languages in which the words of names are syllables, and every syllable is common."""
_REMEMBERED = 4_096
"""Units of which it is kept whether they are names: they are asked for in each round."""
_COMMON = 4.5
"""Zipf frequency from which a word is taken for no surname: ``times`` has 5.4, ``board`` 5.0."""


@lru_cache(maxsize=_REMEMBERED)
def is_name(text: str) -> bool:
    """Return whether a unit is the name of one person or several, of two to four words each."""
    if len(text) > LONGEST_STAMP or _DIGIT.search(text) or text.endswith((".", "?", "!", ":")):
        return False
    if text.partition(" ")[0] in _NEVER_FIRST:
        return False
    counts = [0]
    for part in re.split(r"[,/;]", text):
        for token in tokens_of(part):
            if token.folded in CONJUNCTIONS:
                counts.append(0)
            elif (
                is_name_word(token.text)
                and token.text.replace("-", "").replace("\u2019", "").isalpha()
            ):
                counts[-1] += 1
            elif token.folded not in PARTICLES:
                return False
        counts.append(0)
    return all(2 <= count <= _MOST_WORDS for count in counts if count) and any(counts)


def is_list_of_names(text: str) -> bool:
    """Return whether a unit is a list of persons, with commas or slashes between full names."""
    if not is_name(text):
        return False
    names = [name.split() for name in _SEPARATED.split(text)]
    return len(names) >= _FEWEST and all(
        len(name) >= _FEWEST and zipf(name[-1].lower(), "en") < _COMMON for name in names
    )


def is_rare_name(text: str, lang: str | None) -> bool:
    """Return whether a unit is the full name of one person, by a surname that is no other word.

    It is none in English, nor in ``lang``, the language of the text.
    """
    words = text.lower().split()
    return (
        _ONE_PERSON.fullmatch(text) is not None
        and is_name(text)
        and not text.isupper()
        and CONJUNCTIONS.isdisjoint(words)
        and words[0] not in phrases("function_words")
        and all(zipf(words[-1], one) < _RARE for one in {"en", lang or "en"} - _BY_SYLLABLE)
    )
