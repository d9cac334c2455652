"""Recognise lines that are nothing but known phrases: share bars, adverts, sign-up boxes.

A table holds one phrase a line, written the way pages usually write it; ``{n}`` stands for a
number and ``{url}`` for an address. A phrase matches as it is written, in capitals, with every
word or only its first capitalised, and, if it has more than one word, in lower case. Separators
and full stops between words do not count; commas, question marks and quotation marks do.
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
_TELLING = 9
_MOST_WORDS = 40
_LONGEST_LINE = 240
_BRIEF = 2
"""Lines of so few words are read as part of a list where they stand in one."""

Phrase = tuple[str, ...]


class Phrasebook:
    """Phrases made to compare lines with; ``fillers`` count only beside phrases."""

    def __init__(self, texts: Sequence[str], fillers: Sequence[str] = ()) -> None:
        """Take the phrases as a table has them; each of ``texts`` needs a word of letters."""
        self._words: dict[str, str] = {}
        self._phrases: dict[str, list[Phrase]] = {}
        for text in (*texts, *fillers):
            self._add(tuple(_tokens(text)))
        self._telling = AnyOf(*_shortest(form for text in texts for form in _forms(text)))
        """Holds in every line that ``read`` accepts."""
        self.hint = self._hint(texts, fillers)
        """Where this holds, a line of the text may be made of the phrases."""
        self.read = lru_cache(maxsize=4096)(self._read)
        """Returns the phrases that make up a line; none if it holds anything else."""

    def _hint(self, texts: Sequence[str], fillers: Sequence[str]) -> Hint:
        """Seek what tells of a phrase; short words, which many others hold, at line starts only."""
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
            firsts = {next(iter(_tokens(text))).lower() for text in (*short, *fillers)}
            hints.append(
                OneLine(LineStart(*self._beginnings(firsts)), self._telling, longest=_LONGEST_LINE)
            )
        return reduce(or_, hints)

    def _beginnings(self, firsts: Container[str]) -> Iterator[str]:
        """Yield how a line may begin with one of these words, also behind a blank or a bullet."""
        for form in (form for form, word in self._words.items() if word in firsts):
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
        said = self._divide(tuple(words))
        return said if said and holds(self._telling, line) else ()

    def _divide(self, words: Phrase) -> tuple[Phrase, ...]:
        ways: list[tuple[Phrase, ...] | None] = [(), *(None for _ in words)]
        for start, word in enumerate(words):
            way = ways[start]
            if way is None:
                continue
            for phrase in self._phrases.get(word, ()):
                end = start + len(phrase)
                if words[start:end] == phrase and ways[end] is None:
                    ways[end] = (*way, phrase)
        return ways[-1] or ()

    def lines(self, document: Document) -> Iterator[tuple[Line, tuple[Phrase, ...]]]:
        """Yield the lines that are nothing but phrases, each with its phrases.

        A word or two between two short lines may as well be one of a list, and stays.
        """
        for line in document.removable_lines_with(self.hint, _LONGEST_LINE):
            said = self.read(document.line_text(line))
            brief = sum(map(len, said)) <= _BRIEF
            if said and not (brief and self._in_list(document, line)):
                yield line, said

    def _in_list(self, document: Document, line: Line) -> bool:
        """Return whether a line stands between two short lines that are no phrases."""
        near = document.neighbours(line)
        return document.in_list(line) and not any(
            self.read(document.line_text(other)) for other in near
        )


@cache
def phrasebook(*tables: str, fillers: str | None = None) -> Phrasebook:
    """Return the phrases of these tables (files beside this one) as one book."""
    texts = [phrase for table in tables for phrase in phrases(table)]
    return Phrasebook(texts, phrases(fillers) if fillers else ())


def _tokens(text: str) -> Iterator[str]:
    place = 0
    while token := _TOKEN.match(text, place):
        place = token.end()
        kind = token.lastgroup
        if kind != "gap":
            yield f"{{{kind}}}" if kind else token.group().replace("\u2019", "'")


def _is_short(text: str) -> bool:
    """Return whether what a phrase is known by is one short word."""
    form = _forms(text)[0]
    return " " not in form and len(form) < _TELLING


def _forms(text: str) -> tuple[str, ...]:
    """Return what a text with this phrase must hold, in the cases it may come in.

    That is a telling word, if there is one, else the longest run of plain words.
    """
    runs = [found.group() for found in _PLAIN_WORDS.finditer(text)]
    longest = max(runs, key=len)
    telling = max((word for run in runs for word in run.split(" ")), key=len)
    words = [telling] if len(telling) >= _TELLING else longest.split(" ")
    run = " ".join(words)
    titled = " ".join(word.capitalize() for word in words)
    headline = " ".join(word if word in _SMALL else word.capitalize() for word in words)
    lower = (run.lower(),) if " " in text else ()
    return run, run.upper(), run.capitalize(), titled, headline[:1].upper() + headline[1:], *lower


def _shortest(literals: Iterable[str]) -> tuple[str, ...]:
    """Leave out the literals that hold another one: where they stand, it does too."""
    kept: list[str] = []
    for literal in sorted(dict.fromkeys(literals), key=len):
        if not any(shorter in literal for shorter in kept):
            kept.append(literal)
    return tuple(kept)
