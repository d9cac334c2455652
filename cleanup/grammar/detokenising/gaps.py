"""Whether the space between two tokens was made by the tokeniser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.grammar.detokenising.hyphens import joins_words
from cleanup.grammar.detokenising.sides import CUT_HEAD
from cleanup.grammar.detokenising.signs import AT
from cleanup.text.pattern import Pattern
from cleanup.text.vocabulary import is_word, zipf

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from cleanup.grammar.detokenising.sides import Side
    from cleanup.grammar.detokenising.signs import Token

_CLOSER = Pattern(r"[.,:?!)\]}\u201d;][.,:;?!)\]}\u201d\u2019]*|\u2019[\u201d.,]+", timed=False)
_RAISED = frozenset("\u2122 \u00ae \u00b0 \u2032 \u2033 \u00ba".split())
_ELLIPSES = frozenset(["...", "....", "\u2026"])
_OPENERS = frozenset("( [ { \u201c \u2018 \u201e \u00bf \u00a1 ([ \u201c\u2018 (\u201c".split())
_CLITIC = Pattern(r"['\u2019](?i:s|re|ve|ll|d|m|t)|(?i:n['\u2019]?t)", timed=False)
_TAIL = Pattern(r"(?i:s|re|ve|ll|d|m|t)[.?!\u2026]*", timed=False)
_HALVES = frozenset(
    [
        *(("can", "not"), ("gon", "na"), ("wan", "na"), ("got", "ta"), ("gim", "me")),
        *(("lem", "me"), ("d", "'ye"), ("more", "'n"), ("'t", "is"), ("'t", "was")),
    ]
)
"""Words that the Penn Treebank and spaCy divide."""
_AROUND = frozenset(") ] \u201d \u2019 %".split())
_ROWS = frozenset("** $$ >> <<".split()) | {"----", "---"}
"""Signs that are written in rows, and that tokenisers part or cut in pairs."""
_LONGEST_ENDING = 3
_HASHES = 3
_MOST_HIDDEN = 10
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
    "m km cm mm kg g t T M G K k bn lb ft mph kmh km/h KB MB GB TB kb mb gb tb".split()
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
        is_opening = (number for number, sign in enumerate(self._signs) if sign == "\u2018")
        self._first_single = next(is_opening, len(tokens))

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
            or self._is_rest_of_word(number, left, right)
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
        if right in _RAISED:
            return "\u00ae" not in self._attached
        if right[0] == "\u201d" and "\u201d" in self._attached:
            return not (left[-1].isalnum() or left[-1] in ".\u2019")
        return _CLOSER.fullmatch(right) is not None

    def _ellipsis_closes(self, number: int, right: str) -> bool:
        """Return whether an ellipsis was attached; American newspapers set a space before dots."""
        if ("\u2026" if right == "\u2026" else "...") in self._attached:
            return False
        after = self._sign(number + 1)
        ends = not after or after in "\u201d?!)" or self._sides.get(number + 1) == "before"
        begins = right == "\u2026" and not after[:1].islower()
        return begins or ends or "british" in self._attached

    def _is_clitic(self, number: int, left: str, right: str) -> bool:
        """Return whether an apostrophe joins the two tokens, or one word was divided in two."""
        if right == "\u2019":
            return not self._is_cut_head(number)
        if left == "\u2019":
            before = self._sign(number - 2)
            is_tail = _TAIL.fullmatch(right) is not None and before[-1:] not in ",?!:;\u2019\u201d"
            return is_tail or self._is_cut_head(number - 1) or self._is_within_word(number - 1)
        if _CLITIC.fullmatch(right):
            return left[-1].isalnum() or left[-1] in '.)"\u201d]'
        begins = self._tokens[number].raw.startswith(("'", "&apos;")) and right[1:2].isalpha()
        of_moses = begins and (right != self._tokens[number].raw or left in _BEFORE_APOSTROPHE)
        return of_moses or (left.lower(), right.lower()) in _HALVES

    def _is_cut_head(self, number: int) -> bool:
        """Return whether an apostrophe is of a word without its head: ``'90s``, ``'em``."""
        before, after = self._sign(number - 1), self._sign(number + 1)
        return CUT_HEAD.fullmatch(after) is not None and not (
            after.isdigit() and before[-1:] == "s"
        )

    def _is_within_word(self, number: int) -> bool:
        """Return whether an apostrophe joins two parts of a name: it closes no quotation."""
        before, after = self._sign(number - 1), self._sign(number + 1)
        if before in _BEFORE_APOSTROPHE:
            return True
        ends = before.endswith(("s", "S", "z", "x", "in")) or not before.isalpha()
        return after[0].isalpha() and not ends and number < self._first_single

    def _goes_on(self, number: int, left: str, right: str) -> bool:
        """Return whether a word, figure or address goes on: ``boat(s)``, ``[t]he``, ``P[ope]``."""
        content = self._sign(number + 1)
        if right == "[":
            closes = self._sign(number + 2) == "]"
            return content.islower() and (
                left in _CUT_INITIALS or (closes and _ends_word(left, content))
            )
        if right == "(":
            is_short = content.isalnum() and len(content) < 3 and self._sign(number + 2) == ")"
            return is_short and (content in ("s", "es") or left[-1].isdigit() or left == ")")
        if right[0] == "/" and len(right) > 1:
            return left == ")" or (left[-1] == ":" and self._is_address(number))
        if left == "]" and self._sign(number - 3) == "[" and right.islower():
            return _begins_word(self._sign(number - 2), right)
        return self._is_row(left, right)

    def _in_figure(self, left: str, right: str) -> bool:
        attached = self._attached
        if left in _MONEY:
            return _MONEY[left] not in attached and right[0] in "0123456789."
        if right == "$":
            return left in _DOLLARS
        if left in ("<", ">"):
            return right[0].isdigit()
        if left in "#@+":
            return left not in attached and (
                right[0].isdigit() if left == "+" else right[0].isalnum()
            )
        if not left[-1].isdigit():
            return left == "%" and right[0] == "-" and right[1:2].isdigit()
        if right.rstrip(".") in _UNITS:
            return "km" not in attached
        if right.rstrip(".") in ("am", "pm"):
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
        if sign == "*":
            return self._hides_letters(number)
        if sign in "_\u00ad":
            return True
        if sign == "/":
            return self._is_slash(number, before, after)
        if sign in "?#":
            return "/" in before and ("=" in after or sign == "#")
        if not (before[-1].isalnum() and after[0].isalnum()):
            return False
        if sign == ":":
            return before[-1].isdigit() and after[0].isdigit() and len(after) > 1
        if sign == "@":
            return "." in after[1:-1]
        if sign in self._attached:
            return False
        if sign == "&":
            return "=" in before or all(map(_INITIALS.fullmatch, (before, after)))
        if before[-1].isdigit() and after[0].isdigit():
            return True
        return sign == "-" and self._is_hyphen(number, before, after)

    def _is_rest_of_word(self, number: int, left: str, right: str) -> bool:
        """Return whether a sign that is attached on one side was on the other: ``(8):1142``."""
        if right[0] in ":\u2014" and len(right) > 1 and right[1].isalnum():
            return left in _AROUND or self._sides.get(number - 1) == "before"
        opens = right in _OPENERS or self._sides.get(number) == "after"
        return opens and left[-1] == "\u2014" and len(left) > 1

    def _is_row(self, left: str, right: str) -> bool:
        """Return whether two signs are of a row of them; ``###`` is one if it is the whole line."""
        if left == right == "#":
            return len(self._signs) == _HASHES and set(self._signs) == {"#"}
        return left + right in _ROWS

    def _hides_letters(self, number: int) -> bool:
        """Return whether an asterisk is of a row of them in a word."""
        reach = range(1, _MOST_HIDDEN + 1)
        before = next((sign for n in reach if (sign := self._sign(number - n)) != "*"), "")
        after = next((sign for n in reach if (sign := self._sign(number + n)) != "*"), "")
        return before.isalpha() and after.islower()

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


def _ends_word(head: str, letters: str) -> bool:
    """Return whether letters in brackets are the changed end of a word, as in ``Cuba[n]``."""
    return len(letters) <= _LONGEST_ENDING and letters != "a" and is_word(head + letters, "en")


def _begins_word(letter: str, rest: str) -> bool:
    """Return whether a letter in brackets is the changed head of a word, as in ``[t]he``.

    ``[a] great`` and ``[I] put`` are words of their own, ``[a]fter`` and ``[I]n`` are not.
    """
    if len(letter) != 1 or not is_word(letter + rest, "en"):
        return False
    return letter not in "aAI" or zipf(letter + rest, "en") > zipf(rest, "en")


_JOINTS = frozenset([*AT.values(), *"_*\u00ad/:@&-\u2013?#"])
