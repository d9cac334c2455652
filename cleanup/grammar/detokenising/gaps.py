"""Whether the space between two tokens was made by the tokeniser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.grammar.detokenising.hyphens import joins_words
from cleanup.grammar.detokenising.signs import AT
from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from cleanup.grammar.detokenising.sides import Side
    from cleanup.grammar.detokenising.signs import Token

_CLOSER = Pattern(
    r"[.,:?!)\]}\u201d;][.,:;?!)\]}\u201d\u2019]*|\u2019[\u201d.,]+|[\u2122\u00ae\u00b0\u2032\u2033\u00ba]",
    timed=False,
)
_ELLIPSES = frozenset(["...", "....", "\u2026"])
_OPENERS = frozenset("( [ { \u201c \u2018 \u201e \u00bf \u00a1 ([ \u201c\u2018 (\u201c".split())
_CLITIC = Pattern(r"['\u2019](?i:s|re|ve|ll|d|m|t)|(?i:n['\u2019]?t)", timed=False)
_TAIL = Pattern(r"(?i:s|re|ve|ll|d|m|t)", timed=False)
_HALVES = frozenset(
    [
        *(("can", "not"), ("gon", "na"), ("wan", "na"), ("got", "ta"), ("gim", "me")),
        *(("lem", "me"), ("d", "'ye"), ("more", "'n"), ("'t", "is"), ("'t", "was")),
    ]
)
"""Words that the Penn Treebank and spaCy divide."""
_BEFORE_APOSTROPHE = frozenset("O o d D l L Qur Ma ma Xi N Sha".split())
"""Parts of names that an apostrophe and a capital or a word follow."""
_INITIALS = Pattern(r"[A-Z]{1,2}(?:['\u2019]s)?|[A-Z]\.", timed=False)
_CUT_INITIALS = frozenset("BCDEFGHJKLMNOPQRSTUVWXYZ")
"""Letters that are no words, so that a bracket behind one goes on with it."""
_DOLLARS = frozenset("US AU NZ HK CA".split())
_MONEY = {
    **dict.fromkeys("$ US$ A$ C$ AU$ NZ$ HK$ CA$ S$".split(), "$"),
    **dict.fromkeys("\u00a3 \u20ac \u00a5 \u20b9".split(), "\u00a3"),
}
"""Signs of money before a figure; those of one kind are parted by the same tokenisers."""
_UNITS = frozenset(
    "m km cm mm kg g mg t T M G K k bn lb mph kmh km/h KB MB GB TB kb mb gb tb".split()
)
"""Units that spaCy parts from a figure; writers who part them are fewer."""


class Gaps:
    """The gaps of one line; the gap ``n`` is before its token ``n``.

    ``attached`` are the signs that the tokeniser does not part from words (``habits``).
    """

    def __init__(
        self, tokens: Sequence[Token], sides: Mapping[int, Side], attached: AbstractSet[str]
    ) -> None:
        self._tokens = tokens
        self._signs = [token.sign for token in tokens]
        self._sides = sides
        self._attached = attached

    def was_made(self, number: int) -> bool:
        """Return whether the space before a token was made by the tokeniser."""
        left, right = self._signs[number - 1], self._signs[number]
        if left.isalpha() and right.isalpha():
            return (left.lower(), right.lower()) in _HALVES
        return (
            self._beside_quote(number)
            or left in _OPENERS
            or self._closes(number, left, right)
            or self._is_clitic(number, left, right)
            or self._goes_on(number, left, right)
            or self._in_figure(left, right)
            or self._joins(number)
            or self._joins(number - 1)
        )

    def _sign(self, number: int) -> str:
        return self._signs[number] if 0 <= number < len(self._signs) else ""

    def _beside_quote(self, number: int) -> bool:
        return self._sides.get(number) == "before" or self._sides.get(number - 1) == "after"

    def _closes(self, number: int, left: str, right: str) -> bool:
        """Return whether the right token attaches to whatever is before it."""
        if right in _ELLIPSES:
            return left[-1] not in ".?!" and self._ellipsis_closes(number, right)
        if right == "." and "." in (left, self._sign(number + 1)):
            return False
        return _CLOSER.fullmatch(right) is not None

    def _ellipsis_closes(self, number: int, right: str) -> bool:
        """Return whether an ellipsis was attached; American newspapers set a space before dots."""
        if "..." in self._attached:
            return False
        after = self._sign(number + 1)
        ends = not after or after in "\u201d?!)" or self._sides.get(number + 1) == "before"
        return right == "\u2026" or ends or "british" in self._attached

    def _is_clitic(self, number: int, left: str, right: str) -> bool:
        """Return whether an apostrophe joins the two tokens, or one word was divided in two."""
        if right == "\u2019":
            return True
        if left == "\u2019":
            before = self._sign(number - 2)
            is_tail = _TAIL.fullmatch(right) is not None and before[-1:] not in ",?!:;\u2019\u201d"
            return is_tail or before in _BEFORE_APOSTROPHE
        if _CLITIC.fullmatch(right):
            return left[-1].isalnum() or left[-1] in '.)"\u201d]'
        of_moses = self._tokens[number].raw.startswith("&apos;") and right[1:2].isalpha()
        return of_moses or (left.lower(), right.lower()) in _HALVES

    def _goes_on(self, number: int, left: str, right: str) -> bool:
        """Return whether a word, figure or address goes on: ``boat(s)``, ``[t]he``, ``P[ope]``."""
        content = self._sign(number + 1)
        if right == "[":
            return left in _CUT_INITIALS and content.islower()
        if right == "(":
            is_short = content.isalnum() and len(content) < 3 and self._sign(number + 2) == ")"
            return is_short and (content in ("s", "es") or left[-1].isdigit() or left == ")")
        if right[0] == "/" and len(right) > 1:
            return left == ")" or (left[-1] == ":" and self._is_address(number))
        if left == "]" and self._sign(number - 3) == "[":
            return len(self._sign(number - 2)) == 1 and right.islower()
        return False

    def _in_figure(self, left: str, right: str) -> bool:
        attached = self._attached
        if left in _MONEY:
            return _MONEY[left] not in attached and right[0] in "0123456789."
        if right == "$":
            return left in _DOLLARS
        if left in "#@+":
            return left not in attached and (
                right[0].isdigit() if left == "+" else right[0].isalnum()
            )
        if not left[-1].isdigit():
            return left == "%" and right[0] == "-" and right[1:2].isdigit()
        if right in _UNITS:
            return "km" not in attached
        if right in ("am", "pm"):
            return "pm" not in attached
        return right == "%" and "%" not in attached

    def _joins(self, number: int) -> bool:
        """Return whether the token joins its two neighbours."""
        sign = self._sign(number)
        if sign not in _JOINTS or not 0 < number < len(self._signs) - 1:
            return False
        if self._tokens[number].raw in AT:
            return True
        before, after = self._signs[number - 1], self._signs[number + 1]
        return self._joins_both(number, before, sign, after)

    def _joins_both(self, number: int, before: str, sign: str, after: str) -> bool:
        if sign in ",.":
            return False
        if sign in "_*\u00ad":
            return sign != "*" or sign in (before, after)
        if sign == "/":
            return self._is_slash(number, before, after)
        if not (before[-1].isalnum() and after[0].isalnum()):
            return False
        if sign == ":":
            return before[-1].isdigit() and after[0].isdigit() and len(after) > 1
        if sign == "@":
            return "." in after and before.islower()
        if sign in self._attached:
            return False
        if sign == "&":
            return all(map(_INITIALS.fullmatch, (before, after)))
        if before[-1].isdigit() and after[0].isdigit():
            return True
        return sign == "-" and self._is_hyphen(number, before, after)

    def _is_slash(self, number: int, before: str, after: str) -> bool:
        if before in (":", "/") or after == "/":
            return self._is_address(number)
        return (
            "/" not in self._attached
            and (before[-1].isalnum() or before[-1] in ".)")
            and after[0].isalnum()
        )

    def _is_address(self, number: int) -> bool:
        return "http" in "".join(self._signs[max(0, number - 3) : number])

    def _is_hyphen(self, number: int, before: str, after: str) -> bool:
        in_chain = "-" in (self._sign(number - 2), self._sign(number + 2))
        return in_chain or joins_words(before, after)


_JOINTS = frozenset([*AT.values(), "_", "*", "\u00ad", "/", ":", "@", "&", "-", "\u2013"])
