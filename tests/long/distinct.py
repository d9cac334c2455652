"""Texts of words that never come twice, on which what looks each word up, or pairs it, takes long.

A template is filled again and again with other numbers and words. The words are made of syllables
by their number, some real words stand between them, and all is the same in every run.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.values import Form

_SYLLABLES = (
    *("ba", "cor", "del", "fen", "gar", "hil", "jo", "kem", "lin", "mar", "nov", "or", "pel"),
    *("qua", "rin", "sol", "ter", "um", "ven", "wes", "yar", "zet", "ash", "bur", "cle", "dro"),
)
_REAL = (
    *("the", "house", "river", "letter", "market", "because", "morning", "children", "engine"),
    *("report", "between", "garden", "company", "without", "question", "village", "and", "of"),
)
_MARKS = ".,;:!?'\"()-/ "

TEMPLATES: dict[str, str] = {
    "numbered links of Markdown": "[link{n}](http://ex.org/{n}) and ",
    "links of distinct words": "[the {w} {w}](https://{w}.example/{w}) is of the ",
    "references of Markdown": "[{w}]: https://{w}.example/{n}\n",
    "footnotes": "The {w} of the {w}.[^{n}]\n\n[^{n}]: See {W} {W}.\n\n",
    "identifiers": "{w}_{w} = get_{w}({n})\n",
    "identifiers in prose": "Call {w}{W}{W} with the {w}_{w} of the {w}.{w} and ",
    "glossary": "{W}: the {r} of the {w}, or a {w}.\n",
    "glossary by tabs": "{w}\tthe {r} of a {w}\n",
    "bibliography": "[{n}] {W}, A. and {W}, B. ({n}). The {w} of {w}. J. {W}, 12(3):1-20.\n",
    "index of a book": "{w}, {n}, {n}-{n}; see also {w}\n",
    "names": "{W} {W} said that {W} de {W} met ",
    "names of one sentence each": "{W} {W} met {W} {W}. ",
    "initials": "{C}.{C}. {W} and {W} {C}. {W} were there. ",
    "words": "{w} ",
    "words by lines": "{w}\n",
    "words of capitals": "{U} ",
    "words and real words": "the {w} of {r} {r} and {w} ",
    "sentences": "The {w} of {W} was a {r} of the {r}. ",
    "sentences by lines": "The {w} of {W} was a {r} of the {r}.\n",
    "paragraphs": "The {w} of {W} was a {r}. It {w} the {r} and the {w}.\n\n",
    "sentences glued": "The {r} of the {w} was late.The {w} was {r}.",
    "words glued": "the{w} {r}of {r}{r} and {w}{W} ",
    "words split": "the {s} {s}{s} of {r} {s}ing and ",
    "words lost": "The {w} of , and the {r} by . It was {w} to the ",
    "spaces before marks": "the {w} , the {r} ; {w} ! It ",
    "quotes": '\u201c{W} the {w},\u201d and \u2018{w}\u2019 and "{w}" ',
    "quotes lost": "the {w}s {r} dont {w} it?s {w} ",
    "tags": '<a href="/{w}/{n}">{w} {r}</a> and <b>{w}</b> ',
    "lines of JSON": '{{"{w}": {n}, "{w}": "{w} {r}"}}\n',
    "records with commas": "{w},{w},{n},{r}\n",
    "lines of a log": "2026-01-02 10:{n} {w}[{n}]: the {w} of {r} failed\n",
    "addresses": "https://{w}.org/{w}?{w}={n} ",
    "mail addresses": "{w}@{w}.org, ",
    "hashes": "{h} ",
    "numbers": "{n} ",
    "numbers with points": "{n}.{n} and {n},{n} ",
    "dates": "On {n} March 20{n} the {w} ",
    "hashtags and handles": "#{w} @{w} the {r} ",
    "headings": "# {W} {w}\n\nThe {w} was {r}.\n\n",
    "list items": "- the {w}: {r} of {w}\n",
    "rows of a table": "| {w} | {n} | {r} {w} |\n",
    "captions": "Photo: {W} {W} / {W}\n",
    "bylines": "By {W} {W}, {W} correspondent\n",
    "titles of a tail": "{W} the {W} of {W} {W}\n",
    "mojibake": "caf\u00c3\u00a9 {w}\u00e2\u20ac\u2122s {w}\u00c3\u00b6{s} ",
    "German": "Die {W}{s} des {W}s war nicht f\u00fcr {W} und ",
    "Cyrillic": "\u0438 {y} \u043d\u0430 {y} ",
    "Chinese": "{z}{z}\u7684{z}{z}\u3002",
    "code points": "{z} ",
    "marks at random": "{m}{m}{w}{m} {m}",
    "marks and letters at random": "{m}{s}{m}{m}{C}{m}",
    "emphasis": "**{w}** and *{w}* and `{w}` ",
    "fields": ":{w}: the {r} of {w}\n",
    "lines that differ in a number": "The ferry {n} was late on Monday, as it was said.\n",
    "phrases that differ in a word": "Read more about the {w} of the old ferry here. ",
}
"""By what they are. ``n`` is a number, ``w`` ``W`` ``U`` a word, ``r`` a real one, ``s`` a
syllable, ``C`` a capital, ``h`` hexadecimal digits, ``y`` a Cyrillic word, ``z`` a Chinese
character, ``m`` a mark."""


class Distinct(NamedTuple):
    """A text of any size whose words never come twice."""

    name: str
    template: str
    form: Form = "table"

    def text(self, size: int) -> str:
        """Return a text of about ``size`` bytes of UTF-8: that of a smaller size, and more."""
        pieces: list[str] = []
        length = 0
        for piece in _filled(self.template):
            length += len(piece.encode())
            if length > size and len(pieces) > 1:
                break
            pieces.append(piece)
        return "".join(pieces)


def distinct() -> Iterator[Distinct]:
    """Yield every text, as a row of a table; those of markup as a file, too."""
    for name, template in TEMPLATES.items():
        yield Distinct(name, template)
    for name in (
        *("numbered links of Markdown", "references of Markdown", "identifiers", "headings"),
        *("rows of a table", "fields", "emphasis", "list items"),
    ):
        yield Distinct(f"{name}, in a file", TEMPLATES[name], "file")


def _filled(template: str) -> Iterator[str]:
    slots = _Slots()
    parts = template.replace("{{", "\0").replace("}}", "\1").split("{")
    while True:
        filled = [parts[0]]
        for part in parts[1:]:
            slot, _, rest = part.partition("}")
            filled += slots.fill(slot), rest
        yield "".join(filled).replace("\0", "{").replace("\1", "}")


class _Slots:
    """Fills slots one after the other, never twice alike where there is a choice."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def fill(self, slot: str) -> str:
        number = next(self._numbers)
        mixed = number * 2_654_435_761 % 2**32
        """Spread over all numbers, so that neighbours differ (Knuth's multiplicative hash)."""
        match slot:
            case "n":
                return str(number)
            case "w":
                return _word(number)
            case "W":
                return _word(number).capitalize()
            case "U":
                return _word(number).upper()
            case "r":
                return _REAL[mixed % len(_REAL)]
            case "s":
                return _SYLLABLES[mixed % len(_SYLLABLES)]
            case "C":
                return chr(ord("A") + mixed % 26)
            case "h":
                return f"{mixed:08x}{number:08x}"
            case "y":
                return "".join(chr(0x430 + ord(letter) % 32) for letter in _word(number))
            case "z":
                return chr(0x4E00 + mixed % 20_000)
            case "m":
                return _MARKS[mixed % len(_MARKS)]
            case _:
                raise ValueError(f"no slot {slot!r}")


def _word(number: int) -> str:
    """Return a word of three or more syllables, another for each number."""
    syllables: list[str] = []
    while number or len(syllables) < 3:
        number, place = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[(place + 7 * len(syllables)) % len(_SYLLABLES)])
    return "".join(syllables)
