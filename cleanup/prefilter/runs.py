"""Test the runs of non-blank characters of texts, by all hints of tokens in one pass.

Most runs are known words, so those that passed no test are remembered, and only others are tested.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cleanup.prefilter.hints import Both, Either, Token
from cleanup.prefilter.unique import directly, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleanup.prefilter.hints import Hint, Spoken

_MOST_RUNS, _LONGEST_RUN = 200_000, 40
"""How many runs are remembered, and of how many code points at most: 20 MB in all."""


class RunTests:
    """Hints of tokens that are alike, and the runs that passed the test of none of them.

    They are for the same languages, and share the test of what is known.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.nothing: Mapping[Token, frozenset[str]] = dict.fromkeys(tokens, frozenset())
        """What is found where no run passes."""
        self._failed: set[str] = set()

    def concern(self, language: Spoken | None) -> bool:
        """Return whether the runs of a text are tested; ``None`` if nothing says its language."""
        return self.tokens[0].concerns(language)

    def passing(self, text: str) -> dict[Token, frozenset[str]]:
        """Return by hint the runs of ``text`` that pass."""
        return self._test({*text.split()})

    def passing_in(self, texts: set[str]) -> dict[Token, dict[str, frozenset[str]]]:
        """Return by hint the texts with runs that pass, and these; for texts of one run mostly."""
        untested = texts - self._failed
        several = [text for text in untested if text.split() != [text]]
        runs = untested.difference(several).union(*map(str.split, several))
        found: dict[Token, dict[str, frozenset[str]]] = {}
        for token, passing in self._test(runs).items():
            found[token] = {run: frozenset((run,)) for run in passing}
            for text in several:
                if among := passing.intersection(text.split()):
                    found[token][text] = among
        return found

    def _test(self, runs: set[str]) -> dict[Token, frozenset[str]]:
        """Test what did not fail before, and remember what does now."""
        untested = runs - self._failed
        unknown = self._unknown(untested)
        found = {token: token.among(unknown) for token in self.tokens}
        failed = untested.difference(*found.values())
        if len(self._failed) + len(failed) > _MOST_RUNS:
            self._failed.clear()
        short = [run for run in failed if len(run) <= _LONGEST_RUN]
        self._failed.update(short[:_MOST_RUNS])
        return found

    def _unknown(self, runs: set[str]) -> set[str]:
        if self.tokens[0].known is None:
            return runs
        known = directly(self.tokens[0].known)
        return {run for run in runs if not known(run)}


@lru_cache(maxsize=8)
def run_tests_of(hints: tuple[Hint, ...]) -> tuple[RunTests, ...]:
    """Return the tests of all tokens among these hints."""
    alike: dict[object, list[Token]] = {}
    for token in dict.fromkeys(token for hint in hints for token in _tokens(hint)):
        known = token.known and name_of(token.known)
        alike.setdefault((token.langs, known), []).append(token)
    return tuple(map(RunTests, alike.values()))


def _tokens(hint: Hint) -> Iterator[Token]:
    match hint:
        case Token():
            yield hint
        case Both(left, right) | Either(left, right):
            yield from _tokens(left)
            yield from _tokens(right)
