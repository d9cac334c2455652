"""Wild tables: JSONL and CSV files in pieces, of which the test knows what may change."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.strategies import damaged

if TYPE_CHECKING:
    from random import Random

BOM = b"\xef\xbb\xbf"
MENDABLE = "It ran late on Monday.Nobody knew why the engine had stopped."

TOKEN = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|.", re.DOTALL)
"""How one code point is written in a string of JSON."""

_SHORT = {
    **{'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"},
    **{"\t": "\\t", "\b": "\\b", "\f": "\\f"},
}
_NUMBERS = ("1.0E+2", "-0.0", "1e5", "12345678901234567890", "0.10", "7")
_OTHERS = ("[1,  2]", '{"b":null, "a" : "\\u00e9\\/"}', "true", "null", '"\\u0041\\/"', "[ ]")
_BLANKS = ("", "", " ", "  ", "\t")
_BAD_LINES = (
    *(b'{"text": "x', b"{bad}", b'\xff\xfe{"text": 1}', b"[1]", b'{"text": 5}', b'{"id": 1}'),
    *(b'{"text": "a.B", "text": "b"}', b'{"text": "\\ud83d"}', b'{"text": NaN}', b'"\\u00e9"'),
    *(b'{"text": "ctl\x01"}', b'{"text": null}', b'{"text": ""}', b"\x00", b"", b" \t"),
)


@dataclass(frozen=True)
class Value:
    """A text in a table: what it is, how it is written there, and the title of its row."""

    text: str
    written: bytes
    title: str | None = None


Piece = bytes | Value
"""Bytes that stay, or a text that may change."""


@dataclass(frozen=True)
class Table:
    """A table in pieces, and the options with which it is read."""

    pieces: tuple[Piece, ...]
    options: tuple[str, ...] = ()
    delimiter: str = ""
    quotechar: str = ""
    columns: int = 0

    @property
    def raw(self) -> bytes:
        """The file."""
        return b"".join(
            piece.written if isinstance(piece, Value) else piece for piece in self.pieces
        )


texts = st.one_of(damaged(5), st.just(MENDABLE), damaged(3).map(lambda text: text + MENDABLE))
titles = st.none() | st.sampled_from(["A ferry", "Caf\u00e9 /", "", MENDABLE])
ends = st.sampled_from([b"\n", b"\n", b"\r\n"])


def spelled(text: str, style: str, random: Random) -> str:
    """Return a JSON string with escapes of a style: needed ones, all beyond ASCII, or any."""
    return '"' + "".join(_token(character, style, random) for character in text) + '"'


def _token(character: str, style: str, random: Random) -> str:
    escaped = json.dumps(character)[1:-1]
    anyhow = style == "any" and random.random() < 0.3
    if character == "/" and (style == "ascii" or anyhow):
        return "\\/"
    if character in _SHORT and not anyhow:
        return _SHORT[character]
    if character < " " or (style == "ascii" and not character.isascii()):
        return escaped
    if anyhow and character.isascii():
        escaped = f"\\u{ord(character):04x}"
    if anyhow or character in _SHORT:
        return (
            escaped
            if random.random() < 0.5
            else escaped.replace("\\u", "\\U").upper().replace("\\U", "\\u")
        )
    return character


@st.composite
def json_lines(draw: st.DrawFn) -> Table:
    """Draw a JSONL file."""
    nested = draw(st.booleans())
    style = draw(st.sampled_from(["needed", "ascii", "any"]))
    pieces: list[Piece] = [draw(st.sampled_from([b"", BOM]))]
    for _ in range(draw(st.integers(1, 5))):
        if draw(st.integers(0, 3)):
            pieces += draw(_line(style, nested=nested))
        else:
            pieces.append(draw(st.sampled_from(_BAD_LINES)))
        pieces.append(draw(ends))
    if draw(st.booleans()):
        pieces.pop()
    return Table(tuple(pieces), ("--text", "article.body") if nested else ())


@st.composite
def _line(draw: st.DrawFn, style: str, *, nested: bool) -> list[Piece]:
    random = draw(st.randoms(use_true_random=False))
    text, title = draw(texts), draw(titles)

    def blank() -> str:
        return random.choice(_BLANKS)

    def key(name: str) -> str:
        return f"{blank()}{spelled(name, 'any' if style == 'any' else 'needed', random)}{blank()}:"

    value = Value(text, spelled(text, style, random).encode(), title)
    members: list[tuple[str, Piece]] = [
        ("id", random.choice(_NUMBERS).encode()),
        ("other", random.choice(_OTHERS).encode()),
        ("article" if nested else "text", value),
    ]
    if title is not None:
        members.append(("title", spelled(title, style, random).encode()))
    random.shuffle(members)
    pieces: list[Piece] = [f"{blank()}{{".encode()]
    for number, (name, member) in enumerate(members):
        pieces.append(f"{',' if number else ''}{key(name)}{blank()}".encode())
        if name == "article":
            around = (f"{{{key('n')}1,{key('body')}{blank()}", f"{blank()},{key('z')}[]}}")
            pieces += (around[0].encode(), member, around[1].encode())
        else:
            pieces.append(member)
        pieces.append(blank().encode())
    return [*pieces, f"}}{blank()}".encode()]


@st.composite
def delimited(draw: st.DrawFn, *, strays: bool) -> Table:
    """Draw a CSV or TSV file, and options that say how it is read.

    With ``strays`` some quotes are misplaced, so that other lines are read as a part of their row.
    """
    delimiter = draw(st.sampled_from([",", ";", "\t", "|", ":"]))
    quote = draw(st.sampled_from(['"', '"', '"', "'", ""]))
    names = draw(
        st.sampled_from([("text",), ("id", "text"), ("text", "title"), ("title", "text", "id")])
    )
    pieces: list[Piece] = [draw(st.sampled_from([b"", BOM])), delimiter.join(names).encode()]
    pieces.append(draw(ends))
    for _ in range(draw(st.integers(1, 5))):
        kind = draw(st.integers(0, 9))
        if kind < 7:
            pieces += draw(_row(names, delimiter, quote))
        elif kind == 7 and quote and strays:
            bad = draw(st.sampled_from(["a{q}b", "{q}a{q}b", "{q}a", "a{q}b{q}", "{q}{q}{q}"]))
            pieces.append(bad.format(q=quote).encode())
        else:
            several = delimiter * len(names) + "x.Y"
            pieces.append(draw(st.sampled_from([several.encode(), b"\xff\xfe", b""])))
        pieces.append(draw(ends))
    if draw(st.booleans()):
        pieces.pop()
    options = ("--delimiter", delimiter, "--quotechar", quote or "none")
    return Table(tuple(pieces), options, delimiter, quote, len(names))


@st.composite
def _row(draw: st.DrawFn, names: tuple[str, ...], delimiter: str, quote: str) -> list[Piece]:
    title = draw(titles) or ""
    text = draw(texts)
    if not quote:
        text = re.sub(f"[\r\n{re.escape(delimiter)}]", "", text)
        title = title.replace(delimiter, "")
    if len(names) == 1 and not quote:
        text = text or "x"
    cells = {"id": "1.0E+2", "title": title, "text": text}
    pieces: list[Piece] = []
    for number, name in enumerate(names):
        cell = cells[name]
        needs = any(sign in cell for sign in (delimiter, quote or "\n", "\r", "\n"))
        quoted = bool(quote) and (needs or draw(st.booleans()) or (len(names) == 1 and not cell))
        written = f"{quote}{cell.replace(quote, quote * 2)}{quote}" if quoted else cell
        pieces.append((delimiter if number else "").encode())
        row_title = title if "title" in names else None
        raw = written.encode()
        pieces.append(Value(text, raw, row_title) if name == "text" else raw)
    return pieces
