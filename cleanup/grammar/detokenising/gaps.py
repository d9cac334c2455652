"""Whether the space between two tokens was made by the tokeniser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from cleanup.grammar.detokenising.sides import Side
    from cleanup.grammar.detokenising.signs import Token

_TO_THE_LEFT = frozenset(". , ; : ! ? ) ] } \u201d \u2026 ... .. .... ..... ?! !! !? \u2122 \u00ae".split())
_TO_THE_RIGHT = frozenset("( [ { \u201c \u2018 \u201e \u00bf \u00a1".split())
_CLITIC = Pattern(r"['\u2019](?i:s|re|ve|ll|d|m|t|em|all)|(?i:n['\u2019]?t)", timed=False)
_TAIL = Pattern(r"(?i:s|re|ve|ll|d|m|t)", timed=False)
_HALVES = frozenset(
    [
        *(("can", "not"), ("gon", "na"), ("wan", "na"), ("got", "ta"), ("gim", "me")),
        *(("lem", "me"), ("d", "'ye"), ("more", "'n"), ("'t", "is"), ("'t", "was")),
        *(("du", "n"), ("n", "no")),
    ]
)
_FIGURE = Pattern(r"[0-9][0-9.,]*", timed=False)
_MONEY = frozenset(["$", "\u00a3", "\u20ac", "\u00a5", "US$", "A$", "C$", "HK$", "\u20b9"])
_COUNTRIES = frozenset(["US", "A", "C", "AU", "NZ", "HK", "CA", "S", "R"])
_INITIALS = Pattern(r"[A-Z]{1,2}|[A-Z]\.", timed=False)
_DASHES = frozenset(["-", "\u2013", "\u2014", "--"])
_NAME_PARTS = frozenset(["O", "o", "d", "D", "l", "L", "Qur", "Ma", "ma", "Xi", "N", "Sa", "Ba", "Sha"])


class Gaps:
    """The gaps of one line; ``gap`` ``n`` is before the token of that number."""

    def __init__(
        self, tokens: Sequence[Token], sides: Mapping[int, Side], attached: AbstractSet[str]
    ) -> None:
        self._tokens = tokens
        self._sides = sides
        self._attached = attached

    def was_made(self, number: int) -> bool:
        """Return whether the space before a token was made by the tokeniser."""
        left, right = self._tokens[number - 1], self._tokens[number]
        return (
            self._at_at(left, right)
            or self._beside_quote(number)
            or (right.sign in _TO_THE_LEFT and self._takes_mark(left, right))
            or left.sign in _TO_THE_RIGHT
            or self._in_word(number)
            or self._in_figure(number)
            or self._in_compound(number)
        )

    def _sign(self, number: int) -> str:
        return self._tokens[number].sign if 0 <= number < len(self._tokens) else ""

    def _at_at(self, left: Token, right: Token) -> bool:
        return left.raw in ("@-@", "@,@", "@.@", "@/@") or right.raw in ("@-@", "@,@", "@.@", "@/@")

    def _beside_quote(self, number: int) -> bool:
        return (
            self._sides.get(number) == "before" or self._sides.get(number - 1) == "after"
        )

    def _takes_mark(self, left: Token, right: Token) -> bool:
        if right.sign in ("...", "\u2026"):
            return "..." not in self._attached
        return True

    def _in_word(self, number: int) -> bool:
        left, right = self._tokens[number - 1], self._tokens[number]
        if right.sign == "\u2019":
            return True
        if left.sign == "\u2019":
            before = self._sign(number - 2)
            return (
                _TAIL.fullmatch(right.sign) is not None and before[-1:].isalpha()
            ) or (before in _NAME_PARTS)
        if _CLITIC.fullmatch(right.sign):
            return left.sign[-1:].isalnum() or left.sign[-1:] in ".)"
        if right.raw.startswith("&apos;") and right.sign[1:2].isalpha():
            return True
        return (left.sign.lower(), right.sign.lower()) in _HALVES

    def _in_figure(self, number: int) -> bool:
        left, right = self._sign(number - 1), self._sign(number)
        attached = self._attached
        if left in _MONEY:
            kind = "$" if "$" in left else "\u00a3"
            return kind not in attached and right[:1] in "0123456789.\u2026"
        if right == "$" and left in _COUNTRIES:
            return True
        if left == "#":
            return "#" not in attached and right[:1].isalnum()
        if right == "%":
            return "%" not in attached and left[-1:].isdigit()
        if left == "+":
            return "+" not in attached and right[:1].isdigit()
        if right in ("\u00b0", "\u2032", "\u2033", "\u00ba"):
            return True
        if right in ("m", "bn", "k", "g", "km", "kg", "cm", "mm", "MB", "GB", "TB", "mph", "t", "T", "M", "G", "K", "kmh", "lb", "mg"):
            return "km" not in attached and left[-1:].isdigit()
        if right in ("am", "pm"):
            return "pm" not in attached and left[-1:].isdigit()
        return False

    def _in_compound(self, number: int) -> bool:
        return self._joins(number) or self._joins(number - 1)

    def _joins(self, number: int) -> bool:
        """Return whether the token joins its two neighbours."""
        before, sign, after = self._sign(number - 1), self._sign(number), self._sign(number + 1)
        if not (before[-1:].isalnum() and after[:1].isalnum()):
            return False
        if sign == "&":
            return (
                "&" not in self._attached
                and _INITIALS.fullmatch(before) is not None
                and _INITIALS.fullmatch(after) is not None
            )
        if sign == "/":
            return "/" not in self._attached
        if sign == "@":
            return "." in after and before.islower()
        if sign == "-":
            return "-" not in self._attached and self._is_hyphen(before, after)
        if sign == "\u2013":
            return sign not in self._attached and before[-1].isdigit() and after[0].isdigit()
        return sign == "_"

    def _is_hyphen(self, before: str, after: str) -> bool:
        return True
