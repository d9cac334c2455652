"""Recognise lines made only of known phrases: share bars, adverts, sign-up boxes.

A table lists one phrase a line, as pages usually write it; ``{n}`` matches a number and ``{url}``
an address. A phrase matches as written, in capitals, with every word or only the first one
capitalised, and, if it has more than one word, in lower case. Separators and full stops between
words are ignored; commas, question marks and quotation marks are not.
"""

from __future__ import annotations

from functools import cache, lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING

from cleanup.phrases import phrases
from cleanup.prefilter.hints import AnyOf, LineStart, OneLine, holds
from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from cleanup.prefilter.hints import Hint
    from cleanup.text.document import Document
    from cleanup.text.lines import Line

_TOKEN = Pattern(
    r"(?P<n>\{n\}|[0-9][0-9.,:]*+[kKmM]?+(?![\p{L}\p{N}]))|(?P<url>\{url\}|https?://\S++)"
    r"|\p{L}++(?:['\u2019-]\p{L}++)*+|(?P<gap>[\s.:!|/>+*()\[\]\u2013\u2014\u2022\u00b7\u00bb\u203a\u2192\u2026-])|.",
    timed=False,
)
_PLAIN_WORDS = Pattern(r"\p{L}++(?:[ -]\p{L}++)*+")
_SMALL = frozenset("a an and by for in of on or our the this to up us via with your".split())
_LONG_WORD = 9
_MOST_WORDS = 40
_LONGEST_LINE = 240
_BRIEF = 2
"""Lines of up to this many words are kept inside a list."""

Phrase = tuple[str, ...]


class Phrasebook:
    """Phrases that lines are compared with; ``fillers`` count only beside other phrases."""

    def __init__(self, texts: Sequence[str], fillers: Sequence[str] = ()) -> None:
        """Build from phrases as written in a table; each of ``texts`` needs a word of letters."""
        self._words: dict[str, str] = {}
        self._phrases: dict[str, list[Phrase]] = {}
        for text in (*texts, *fillers):
            self._add(tuple(_tokens(text)))
        self._required = AnyOf(*_shortest(form for text in texts for form in _forms(text)))
        """Holds in every line that ``read`` accepts."""
        self.hint = self._hint(texts, fillers)
        """Holds in every text with a line made of the phrases."""
        self.read = lru_cache(maxsize=4096)(self._read)
        """Returns the phrases that make up a line; none if it contains anything else."""

    def _hint(self, texts: Sequence[str], fillers: Sequence[str]) -> Hint:
        """Build the hint; short words, as parts of many others, count at line starts only."""
        short = [text for text in texts if _is_short(text)]
        long = [text for text in texts if not _is_short(text)]
        hints = [
            OneLine(
                AnyOf(*_shortest(form for text in long for form in _forms(text))),
                LineStart(*self._beginnings(self._phrases)),
                longest=_LONGEST_LINE,
            )
        ]
        if short:
            first_words = {next(iter(_tokens(text))).lower() for text in (*short, *fillers)}
            hints.append(
                OneLine(
                    LineStart(*self._beginnings(first_words)), self._required, longest=_LONGEST_LINE
                )
            )
        return reduce(or_, hints)

    def _beginnings(self, first_words: Container[str]) -> Iterator[str]:
        """Yield how a line may begin with one of these words, also after a space or a bullet."""
        for form in (form for form, word in self._words.items() if word in first_words):
            begins = {"{n}": "0123456789", "{url}": ("http",)}.get(form, (form,))
            for begin in begins:
                yield from (begin, f" {begin}", f"\u2022 {begin}", f"[{begin}", f"({begin}")

    def _add(self, written: Phrase) -> None:
        for word in written:
            for form in (word, word.lower(), word.capitalize(), word.upper()):
                self._words[form] = word.lower()
        phrase = tuple(word.lower() for word in written)
        self._phrases.setdefault(phrase[0], []).append(phrase)

    def _read(self, line: str) -> tuple[Phrase, ...]:
        words: list[str] = []
        for token in _tokens(line):
            word = self._words.get(token)
            if word is None or len(words) == _MOST_WORDS:
                return ()
            words.append(word)
        matched = self._divide(tuple(words))
        return matched if matched and holds(self._required, line) else ()

    def _divide(self, words: Phrase) -> tuple[Phrase, ...]:
        divisions: list[tuple[Phrase, ...] | None] = [(), *(None for _ in words)]
        for start, word in enumerate(words):
            division = divisions[start]
            if division is None:
                continue
            for phrase in self._phrases.get(word, ()):
                end = start + len(phrase)
                if words[start:end] == phrase and divisions[end] is None:
                    divisions[end] = (*division, phrase)
        return divisions[-1] or ()

    def lines(self, document: Document) -> Iterator[tuple[Line, tuple[Phrase, ...]]]:
        """Yield the lines made only of phrases, each with its phrases.

        A line of one or two words between two short lines may be a list item and is skipped.
        """
        for line in document.removable_lines_with(self.hint, _LONGEST_LINE):
            matched = self.read(document.line_text(line))
            brief = sum(map(len, matched)) <= _BRIEF
            if matched and not (brief and self._in_list(document, line)):
                yield line, matched

    def _in_list(self, document: Document, line: Line) -> bool:
        """Return whether a line is between two short lines that are not phrases."""
        neighbours = document.neighbours(line)
        return document.in_list(line) and not any(
            self.read(document.line_text(neighbour)) for neighbour in neighbours
        )


@cache
def phrasebook(*tables: str, fillers: str | None = None) -> Phrasebook:
    """Return the phrases of these tables (names as for ``phrases``) as one book."""
    texts = [phrase for table in tables for phrase in phrases(table)]
    return Phrasebook(texts, phrases(fillers) if fillers else ())


def _tokens(text: str) -> Iterator[str]:
    position = 0
    while token := _TOKEN.match(text, position):
        position = token.end()
        kind = token.lastgroup
        if kind != "gap":
            yield f"{{{kind}}}" if kind else token.group().replace("\u2019", "'")


def _is_short(text: str) -> bool:
    """Return whether a phrase can only be searched for by one short word."""
    form = _forms(text)[0]
    return " " not in form and len(form) < _LONG_WORD


def _forms(text: str) -> tuple[str, ...]:
    """Return literals of which a text with this phrase contains one, for each way to capitalise it.

    They are its longest word, if that is long enough to be rare, else its longest run of words.
    """
    runs = [found.group() for found in _PLAIN_WORDS.finditer(text)]
    longest = max(runs, key=len)
    longest_word = max((word for run in runs for word in run.split(" ")), key=len)
    words = [longest_word] if len(longest_word) >= _LONG_WORD else longest.split(" ")
    run = " ".join(words)
    titled = " ".join(word.capitalize() for word in words)
    headline = " ".join(word if word in _SMALL else word.capitalize() for word in words)
    lower = (run.lower(),) if " " in text else ()
    return run, run.upper(), run.capitalize(), titled, headline[:1].upper() + headline[1:], *lower


def _shortest(literals: Iterable[str]) -> tuple[str, ...]:
    """Leave out the literals that contain another one: it is found wherever they are."""
    minimal: list[str] = []
    for literal in sorted(dict.fromkeys(literals), key=len):
        if not any(shorter in literal for shorter in minimal):
            minimal.append(literal)
    return tuple(minimal)
