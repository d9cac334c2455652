"""Short pieces that make long texts on which a careless pattern or loop takes forever.

Every rule gives its own: the literals and code points of its hint, and its examples. The rest
are what is known to break text tools: endless runs, openings that nothing closes, nesting.
"""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING, NamedTuple

from cleanup.prefilter.hints import AnyOf, Both, Chars, Either, LineStart
from cleanup.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.prefilter.hints import Hint
    from cleanup.rule import Rule
    from cleanup.values import Form

BETWEEN = {
    "alone": "",
    "space": " ",
    "line feed": "\n",
    "letter": "a",
    "English": " and then of the ",
}
"""What stands between the copies of a literal, by name."""

_LONG_TABLE = 40
_MOST_POINTS = 24
"""So many code points of a class are tried, evenly chosen, with its first and last ones."""

ATTACKS: dict[str, str] = {
    "spaces": " ",
    "spaces at an end of line": "   \n",
    "two spaces and a letter": "a  ",
    "space and comma": "a ,",
    "tabs": "\t",
    "tabs and letters": "a\t",
    "line feeds": "\n",
    "blank lines": "\n \n",
    "indented lines": "\n a",
    "carriage returns": "\r",
    "CR LF": "\r\n",
    "CR LF after text": "a\r\n",
    "line separators": "\u2028a",
    "next lines": "a\u0085",
    "form feeds": "\f",
    "no-break spaces": "\u00a0",
    "no-break space and letter": "\u00e9\u00a0",
    "ideographic spaces": "\u3000",
    "straight quotes": '"',
    "quotes and letters": 'a"',
    "quotes after stops": 'a."A',
    "curly quotes open": "\u201c",
    "curly quotes close": "\u201d",
    "curly quotes glued": "a.\u201d\u201cB",
    "low quotes": "\u201ea\u201c",
    "nested quotes": "\u201c\u2018\u201c\u2018a\u2019\u201d\u2019\u201d",
    "apostrophes": "'",
    "names with apostrophes": "O'",
    "round brackets open": "(",
    "round brackets close": ")",
    "empty brackets": "( )",
    "bracket and space": "( ",
    "square brackets": "[",
    "braces": "{",
    "links of Markdown": "](",
    "less than": "<",
    "greater than": ">",
    "tags": "<a>",
    "comments": "<!--",
    "ampersands": "&",
    "entities": "&amp;",
    "nested entity": "amp;",
    "entities of quotes": "&quot;a",
    "numeric entities": "&#x27;",
    "entities unended": "&amp",
    "combining acutes": "\u0301",
    "e and acute": "e\u0301",
    "marks of different classes": "\u0315\u0300",
    "31 marks": "a" + "\u0301" * 31,
    "Zalgo": "a" + "\u0301\u0323" * 40,
    "Hangul letters": "\u1112\u1161\u11ab",
    "Hangul leads": "\u1112",
    "Thai": "\u0e01\u0e33",
    "Devanagari": "\u0915\u094d\u0937",
    "stops": ".",
    "spaced stops": ". ",
    "letter and stop": "a.",
    "capital and stop": "A.",
    "initials and words": "A.B ",
    "sentences glued": "ab.Cd",
    "sentences glued in one word": "one.Two",
    "words glued by capitals": "aB",
    "digits and stops": "1.",
    "digits and commas": "1,",
    "digits": "1",
    "commas": ",",
    "commas spaced": ", ",
    "question marks": "?",
    "exclamation marks": "!",
    "ends of sentences": "?!.",
    "colons": ":",
    "hyphens": "-",
    "hyphenated words": "a-",
    "dashes": "\u2014",
    "hyphens at ends of line": "a-\n",
    "underscores": "_",
    "words with underscores": "a_",
    "slashes": "/",
    "paths": "a/",
    "addresses": "http://a",
    "one long address": "://a.b/",
    "www": "www.",
    "mail addresses": "a@",
    "mail addresses with stops": "a@b.",
    "domains": "a.com",
    "at signs": "@",
    "hashes": "#",
    "backticks": "`",
    "backticks and words": "`a ",
    "fences": "```\n",
    "unclosed fences": "```\na\n",
    "tildes": "~~~\n",
    "bars": "|",
    "bars and words": "| a ",
    "backslashes": "\\",
    "soft hyphens": "\u00ad",
    "soft hyphens in words": "a\u00ad",
    "zero-width spaces": "\u200b",
    "zero-width joiners": "\u200d",
    "zero-width joiners in words": "a\u200d",
    "byte order marks": "\ufeff",
    "bidi controls": "\u202e",
    "bidi controls in words": "a\u202e",
    "variation selectors": "\ufe0f",
    "families of emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f466",
    "one endless emoji": "\U0001f468\u200d",
    "emoji": "\U0001f600",
    "skin tones": "\U0001f44d\U0001f3fd",
    "flags": "\U0001f1e6",
    "tag characters": "\U000e0061",
    "replacement characters": "\ufffd",
    "replacement characters in words": "a\ufffd",
    "mojibake of an apostrophe": "it\u00e2\u20ac\u2122s ",
    "mojibake of an apostrophe, alone": "\u00e2\u20ac\u2122",
    "mojibake of a letter": "\u00c3\u00a9",
    "mojibake twice over": "\u00c3\u0192\u00c2\u00a9",
    "mojibake by lines": "caf\u00c3\u00a9\n",
    "mojibake that lost a byte": "\u00e2\u20ac",
    "mojibake of Cyrillic": "\u00d0\u00bf\u00d1\u20ac",
    "a mojibake lead": "\u00c3",
    "C1 controls": "\u0080",
    "C1 controls in words": "a\u0093",
    "escapes": "\x1b",
    "escape sequences": "\x1b[31m",
    "escape sequences unended": "\x1b[3",
    "titles of terminals unended": "\x1b]0;",
    "controls": "\x01",
    "controls in words": "a\x01",
    "NULs": "\0",
    "low bytes of quotes": "\x1ca",
    "low bytes of apostrophes": "a\x19",
    "a letter": "a",
    "a capital": "A",
    "capitalised words": "Ab ",
    "capitals": "AB ",
    "small words": "a ",
    "small words by lines": "a\n",
    "short lines": "The \n",
    "Chinese": "\u4e2d",
    "Chinese sentences": "\u4e2d\u6587\u3002",
    "Cyrillic": "\u043c\u043e\u0440\u0435 ",
    "Arabic": "\u0645\u0627 ",
    "supplementary letters": "\U00010400",
    "bullets": "\u2022 a\n",
    "list items": "- a\n",
    "numbered items": "1. a\n",
    "table rows": "a\tb\tc\n",
    "captions": "(Photo: ",
    "captions of agencies": "Photo: Getty Images/",
    "copyright signs": "\u00a9 ",
    "copyright lines": "\u00a9 A\n",
    "names of agencies": "/Reuters",
    "names": "Ann Roe ",
    "names and slashes": "Ann Roe/",
    "names joined by particles": "Ann de la ",
    "bylines": "By Ann ",
    "bylines by lines": "By Ann Roe\n",
    "datelines": "(CNN)A ",
    "dates": "2018-02 ",
    "Jan": "January 3, ",
    "said": ". Orlova said",
    "spaced marks": "a ; b ! ",
    "questions set apart": (
        "It is the end of the day and of the boat ?\nYes! It is! And the town! It is!\n"
    ),
    "French marks": "un \u00ab mot \u00bb ; ",
    "the the": "the the ",
    "words that lost one": "thesaid ",
    "words of a menu": "Share Tweet ",
    "share bars by lines": "Share\n",
    "long words of a menu": "ShareTweet",
    "line twice": "The old engine of the ferry ran late again on Monday.\n",
    "phrase twice": "Photos: Amazing rescues " * 2 + "\n",
}
"""Pieces that are repeated, by what they are."""


class Pump(NamedTuple):
    """A text of any size: a piece over and over, and what is left open at its end."""

    name: str
    piece: str
    tail: str = ""
    """Repeated as often as the piece, after all of them."""
    form: Form = "table"

    def text(self, size: int) -> str:
        """Return a text of about ``size`` bytes of UTF-8, at most.

        The number of pieces is even, so that texts of all sizes end alike.
        """
        count = max(2, size // len((self.piece + self.tail).encode()))
        count -= count % 2
        return self.piece * count + self.tail * count


def pumps() -> Iterator[Pump]:
    """Yield every pump, no two with the same text, those first that say most."""
    seen: set[tuple[str, str, Form]] = set()
    for pump in chain(
        attacks(),
        chain.from_iterable(map(of_examples, all_rules())),
        of_pairs(),
        chain.from_iterable(map(of_hint, all_rules())),
    ):
        if pump[1:] not in seen:
            seen.add(pump[1:])
            yield pump


def attacks() -> Iterator[Pump]:
    """Yield the classic ones, those in which something is left open or closed at the far end."""
    for name, piece in ATTACKS.items():
        yield Pump(name, piece)
    for name, piece, tail in (
        ("round brackets nested", "(", ")"),
        ("quotes nested", "\u201c", "\u201d"),
        ("spaces before a word", " ", "a"),
        ("letters before marks", "a", "!"),
        ("tags nested", "<b>", "</b>"),
        ("captions nested", "(Photo: ", ")"),
        ("brackets nested behind a caption", "\u00a9 Ann (", ")"),
    ):
        yield Pump(name, piece, tail)
    for name in ("fences", "indented lines", "spaces", "two spaces and a letter", "CR LF"):
        yield Pump(f"{name}, in a file", ATTACKS[name], form="file")


def of_examples(rule: Rule) -> Iterator[Pump]:
    """Yield the damaged examples of a rule, over and over."""
    for number, example in enumerate((*rule.bad, *rule.flags), 1):
        for name, between in (("alone", ""), ("space", " "), ("line feed", "\n")):
            yield Pump(
                f"{rule.code}, example {number}, {name}",
                example + between,
                form=rule.form or "table",
            )


def of_pairs() -> Iterator[Pump]:
    """Yield the first example of each rule beside that of every other rule."""
    first = [(rule.code, next(iter((*rule.bad, *rule.flags)), "")) for rule in all_rules()]
    for (code, example), (other, following) in combinations(first, 2):
        if example and following:
            yield Pump(f"{code} and {other}", f"{example} {following}\n")


def of_hint(rule: Rule) -> Iterator[Pump]:
    """Yield the literals and code points of a rule's hint, over and over, and all in turn.

    Those of a long table are much alike: each stands between two of its kind in one way only.
    """
    literals = tuple(dict.fromkeys(_sought(rule.hint)))
    for name, between in BETWEEN.items():
        if len(literals) > 1:
            every = between.join((*literals, ""))
            yield Pump(f"{rule.code}, all {len(literals)} in turn, {name}", every)
    for number, literal in enumerate(literals):
        ways = list(BETWEEN.items())
        if len(literals) > _LONG_TABLE:
            ways = [ways[number % len(ways)]]
        for name, between in ways:
            yield Pump(f"{rule.code}, {literal!a}, {name}", literal + between)


def _sought(hint: Hint) -> Iterator[str]:
    match hint:
        case AnyOf(literals) | LineStart(literals):
            yield from literals
        case Chars():
            points = [point for point in hint.points() if not "\ud800" <= point <= "\udfff"]
            step = max(1, len(points) // _MOST_POINTS)
            yield from (*points[::step], points[-1])
        case Both(left, right) | Either(left, right):
            yield from _sought(left)
            yield from _sought(right)
