"""The language of a text, by its most common function words, else by CLD3.

Rules that need a language's words run only where the language is certain; elsewhere only the
language-neutral ones do. The words are counted first because that is fast: CLD3 (the package
``cld3-py``: 0.7 MB, nothing to download, no dependencies, loaded at the first use) takes
130 microseconds for 500 code points. ``benchmarks/NOTES.md`` compares it with others.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cleanup.arguments import language_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from gcld3 import NNetLanguageIdentifier

COMMONEST = {
    "de": "der die und das ist nicht ein eine zu den mit von auf für sich dem auch es",
    "en": "the and of to is in that was for it with on his he they are this have by",
    "es": "el la los las que de en una por con para del se como más pero sus al lo",
    "fr": "le la les des et est une dans que pour pas qui sur au avec ce il plus par",
    "it": "il di che è la per non una sono del con della le gli nel più anche si",
    "pl": "w i na się nie z że do to jest jak po od przez ale dla o są",
    "pt": "o que de não uma os do da em para com por mais as dos no na se",
    "ru": "и в не на что с по это как он из но за к его для от",
}
"""Words that identify a language if they are frequent."""

NEIGHBOURS = {
    "be": "і ў не на што з па гэта як ён для ад яго да але",
    "bg": "и в не на че с по това как от за да се е са са като",
    "ca": "el els les amb és i per als una dels que de en la del no va més",
    "cs": "a v na se je že s z to do ve jsou pro jako ale za by si od",
    "da": "og i at det er en til af på for der den med som har ikke de",
    "gl": "o a e de que do da en unha os non no na se con por dos as máis",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er die",
    "no": "og i at det er en til av på for som den med har ikke de et",
    "ro": "și în de la a cu pe este nu că din o pentru care mai au fost",
    "sk": "a v na sa je že s z to do vo sú pre ako ale za by si od",
    "sr": "и у је на да се са за од не су као који то из",
    "sv": "och i att det är en till av på för som den med har inte de ett",
    "uk": "і в не на що з по це як він та але за до його для від у",
}
"""Languages whose words are like those of one above; if one of them scores best, CLD3 decides."""

_SIGNS = {"en": " the "}
"""A word by which a language is not ruled out; to find it takes a fortieth of a guess."""
_SAMPLE = 4_000
_LEAST = 2
_SHARE = 0.15
_LEAD = 1.4
_HEAD = 600
"""Code points that are looked at first. With the bounds below they tell the language of nine of ten
English articles and three of five German ones; of 12,941 texts of 17 corpora none otherwise than
the whole sample does."""
_LEAST_OF_HEAD = 10
_SHARE_OF_HEAD = 0.18
_LEAD_OF_HEAD = 1.7
_SAMPLE_OF_MODEL = 500
_SPACED_LETTERS = re.compile(r"(?<!\S)(?:[^\W\d_] ){4,}")
_LETTERS = 100
_CONFIDENCE = 0.97


class Language:
    """The language of one text: as given, else guessed when it is first asked for.

    What is given and is no language tag, as ``unknown`` in a column of codes, counts as not given.
    """

    __slots__ = ("_by_head", "_code", "_given", "_head", "_known")

    def __init__(self, given: str | None, text: str) -> None:
        self._given = given
        self._head = text[:_SAMPLE]
        self._code = language_of(given)
        self._known = self._code is not None
        self._by_head = False

    def __call__(self) -> str | None:
        """Return the ISO 639-1 code; ``None`` if the language is not certain."""
        if not self._known:
            code = _guess_by_head(self._head)
            self._by_head = code is not None
            self._code, self._known = code or _guess_by_all(self._head), True
        return self._code

    def may_be(self, langs: AbstractSet[str]) -> bool:
        """Return ``False`` only if the text is in none of these languages.

        A text with the commonest word of one of them may be; another one is guessed.
        """
        if self._known:
            return self._code in langs
        for lang, sign in _SIGNS.items():
            if lang in langs and sign in self._head:
                return True
        return self() in langs

    def of(self, text: str) -> Language:
        """Return the language of the same text after edits; not guessed again if it looks alike."""
        if self._head == text[:_SAMPLE]:
            return self
        other = Language(self._given, text)
        if self._by_head and self._head[:_HEAD] == text[:_HEAD]:
            other._code, other._known, other._by_head = self._code, True, True
        return other


def guess_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, or ``None`` if it is not certain.

    Function words in the first 4,000 code points identify one of eight languages if they are at
    least 15 % of the words and 1.4 times those of the next language; the first 600 do if they say
    it more clearly; so do those of the 4,000 without letters that stand apart. Otherwise CLD3
    identifies any language from the first 500 code points, if they hold 100 letters and its
    confidence is 97 %.
    """
    return _guess_by_head(text) or _guess_by_all(text)


def _guess_by_head(text: str) -> str | None:
    return _by_words(text[:_HEAD], _LEAST_OF_HEAD, _SHARE_OF_HEAD, _LEAD_OF_HEAD)


def _guess_by_all(text: str) -> str | None:
    return (
        _by_words(text[:_SAMPLE], _LEAST, _SHARE, _LEAD)
        or _beside_spaced_letters(text[:_SAMPLE])
        or _guess_by_model(text[:_SAMPLE_OF_MODEL])
    )


def _beside_spaced_letters(sample: str) -> str | None:
    """Return the language of a text with words whose letters stand apart: they are left out."""
    rest = _SPACED_LETTERS.sub("", sample)
    return _by_words(rest, _LEAST, _SHARE, _LEAD) if len(rest) < len(sample) else None


def _by_words(sample: str, least: int, share: float, lead: float) -> str | None:
    """Return the language whose function words are so many, such a share and lead so far."""
    words = sample.lower().split()
    languages = _languages_by_word()
    scores: dict[str, int] = {}
    for codes, count in Counter(map(languages.get, words)).items():
        for code in codes or ():
            scores[code] = scores.get(code, 0) + count
    code = max(scores, key=scores.__getitem__, default="")
    best = scores.pop(code, 0)
    second = max(scores.values(), default=0)
    if best < least or best < share * len(words) or best < lead * second or code in NEIGHBOURS:
        return None
    return code


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    """Map each of the words to the languages that have it."""
    codes: dict[str, tuple[str, ...]] = {}
    for code, words in {**COMMONEST, **NEIGHBOURS}.items():
        for word in dict.fromkeys(words.split()):
            codes[word] = (*codes.get(word, ()), code)
    return codes


class _OfThread(threading.local):
    """A model for each thread: other threads run while it works."""

    model: NNetLanguageIdentifier | None = None


_OF_THREAD = _OfThread()


@lru_cache(maxsize=64)
def _guess_by_model(sample: str) -> str | None:
    if sum(map(str.isalpha, sample)) < _LETTERS:
        return None
    if _OF_THREAD.model is None:
        from gcld3 import NNetLanguageIdentifier

        _OF_THREAD.model = NNetLanguageIdentifier(0, 4 * _SAMPLE_OF_MODEL)
    guess = _OF_THREAD.model.FindLanguage(sample.replace("\0", " "))
    if not guess.is_reliable or guess.probability < _CONFIDENCE:
        return None
    code: str = guess.language
    return {"iw": "he"}.get(code, code.partition("-")[0])
