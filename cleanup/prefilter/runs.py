"""Test the runs of non-blank characters of texts, by all hints of tokens in one pass.

A text is divided at white space once. Most of its runs are known words, so those that passed no
test are remembered, and only the others are tested.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cleanup.prefilter.hints import Both, Either, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.prefilter.hints import Hint, Spoken

_MOST_RUNS, _LONGEST_RUN = 200_000, 40
"""How many runs are remembered, and of how many code points at most: 10 MB in all."""


class RunTests:
    """The hints of tokens among hints."""

    def __init__(self, hints: Sequence[Hint]) -> None:
        alike: dict[frozenset[str], list[Token]] = {}
        for token in dict.fromkeys(token for hint in hints for token in _tokens(hint)):
            alike.setdefault(token.langs, []).append(token)
        self._alike = [_Alike(tokens) for tokens in alike.values()]

    def passing(self, text: str, language: Spoken | None) -> dict[Token, frozenset[str]]:
        """Return for each hint the runs of ``text`` that pass its test."""
        found: dict[Token, frozenset[str]] = {}
        for alike in self._alike:
            found.update(alike.passing(text, language))
        return found


class _Alike:
    """Hints of tokens for the same languages, and the runs that passed the test of none of them."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._failed: set[str] = set()

    def passing(self, text: str, language: Spoken | None) -> dict[Token, frozenset[str]]:
        if not self._tokens[0].concerns(language):
            return dict.fromkeys(self._tokens, frozenset())
        untested = {*text.split()} - self._failed
        found = {token: token.among(untested) for token in self._tokens}
        failed = untested.difference(*found.values())
        self._remember([run for run in failed if len(run) <= _LONGEST_RUN])
        return found

    def _remember(self, failed: list[str]) -> None:
        if len(self._failed) + len(failed) > _MOST_RUNS:
            self._failed.clear()
        self._failed.update(failed[:_MOST_RUNS])


@lru_cache(maxsize=8)
def run_tests_of(hints: tuple[Hint, ...]) -> RunTests:
    """Return the tests of these hints; runs that failed are remembered for all texts."""
    return RunTests(hints)


def _tokens(hint: Hint) -> Iterator[Token]:
    match hint:
        case Token():
            yield hint
        case Both(left, right) | Either(left, right):
            yield from _tokens(left)
            yield from _tokens(right)
