"""Splices of the bytes of a file, and how the edits of a text become some."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.ledger import apply
from cleanup.read.dialect import Dialect
from cleanup.values import Edit
from cleanup.write import spliced_csv, spliced_json
from cleanup.write.splices import Respelling, Splice, spliced, splices_of, trimmed, unspliced
from tests.properties import Account, accounts, few

COMMA = Dialect(",", '"')


def splice(byte: int, before: str, after: str) -> Splice:
    return Splice(0, 0, 0, byte, before.encode(), after.encode(), ("SPC001",), removal=False)


def edit(start: int, before: str, after: str) -> Edit:
    return Edit(start, start + len(before), before, after, ("SPC001",))


def written(old: str, respellings: list[Respelling]) -> str:
    splices = splices_of(0, old, 0, respellings)
    new = spliced(old.encode(), splices)
    assert unspliced(new, splices) == old.encode()
    return new.decode()


def test_splices_are_made_and_unmade() -> None:
    splices = [splice(1, "b", "BB"), splice(2, "", "-"), splice(4, "\u00e9", "")]
    raw = "abcd\u00e9f".encode()
    assert spliced(raw, splices) == b"aBB-cdf"
    assert unspliced(b"aBB-cdf", splices) == raw
    assert spliced(raw[1:], splices, 1) == b"BB-cdf"


@pytest.mark.parametrize(
    "splices",
    [[splice(0, "x", "")], [splice(3, "d", ""), splice(1, "b", "")], [splice(9, "b", "")]],
)
def test_splices_that_do_not_fit_are_refused(splices: list[Splice]) -> None:
    with pytest.raises(ValueError, match="it should hold b'"):
        spliced(b"abcd", splices)


@pytest.mark.parametrize(
    ("literal", "edits", "escapes", "expected"),
    [
        (r'"caf\u00e9.No \ud83d\ude00.No"', [edit(5, "", " "), edit(10, "", " ")], False, None),
        (r'"\u00e9 a"', [edit(2, "a", "\u00fc\U0001f600")], False, r'"\u00e9 \u00fc\ud83d\ude00"'),
        ('"\u00e9 \\u00e9 a"', [edit(4, "a", "\u00fc")], True, '"\u00e9 \\u00e9 \u00fc"'),
        ('"a b"', [edit(2, "b", "\u00fc")], True, r'"a \u00fc"'),
        ('"a b"', [edit(2, "b", "\u00fc")], False, '"a \u00fc"'),
        (r'"\\u00e9 a"', [edit(7, "a", "\u00fc")], False, '"\\\\u00e9 \u00fc"'),
        (r'"a\/b c"', [edit(4, "c", "/")], False, r'"a\/b \/"'),
        (r'"a\/b/c"', [edit(4, "c", "/")], False, r'"a\/b//"'),
        ('"a b"', [edit(2, "b", '"\\\n\x00')], False, r'"a \"\\\n\u0000"'),
        (r'"\u0061\u0062\u0063"', [edit(0, "abc", "axc")], False, r'"\u0061x\u0063"'),
        (r'"\"\n\t"', [edit(1, "\n", "")], False, r'"\"\t"'),
    ],
)
def test_a_json_string_keeps_its_spelling(
    literal: str, edits: list[Edit], escapes: bool, expected: str | None
) -> None:
    text = json.loads(literal)
    new = written(literal, spliced_json.respelled(literal, text, edits, escapes=escapes))
    assert new == (expected or literal.replace(".No", ". No"))
    assert json.loads(new) == apply(text, edits)


@given(accounts, st.sampled_from(["abcdefg", '\u00e9\u0142\U0001f600/"\\\n', "\x00,;\t' "]))
@few
def test_what_is_written_holds_the_cleaned_text(account: Account, signs: str) -> None:
    table = str.maketrans("abcdefg"[: len(signs)], signs)
    old, new = account.original.translate(table), account.cleaned.translate(table)
    edits = [
        one._replace(before=one.before.translate(table), after=one.after.translate(table))
        for one in account.edits
    ]
    for literal in (json.dumps(old), json.dumps(old, ensure_ascii=False)):
        respelled = spliced_json.respelled(literal, old, edits, escapes=False)
        assert json.loads(written(literal, respelled)) == new
    for cell in (old, COMMA.quotechar + old.replace('"', '""') + COMMA.quotechar):
        if edits and (cell != old or not COMMA.needs_quotes(old)):
            made = written(cell, spliced_csv.respelled(cell, old, edits, COMMA, alone=True))
            raw = f"1,{made}".encode()
            assert COMMA.cells(raw) == ["1", new]


@pytest.mark.parametrize(
    ("raw", "escapes"),
    [
        (rb'"caf\u00e9"', True),
        (rb'"caf\u0041"', False),
        (rb'"caf\\u00e9"', False),
        (rb'"caf\\\u00e9"', True),
        ('"\\u00e9 \u00e9"'.encode(), False),
        (b"", False),
    ],
)
def test_whether_a_file_escapes_what_is_beyond_ascii_is_seen(raw: bytes, escapes: bool) -> None:
    assert spliced_json.escapes_beyond_ascii(raw) is escapes


@pytest.mark.parametrize(
    ("cell", "edits", "alone", "expected"),
    [
        ('"a ""b"" c.D"', [edit(7, "", " ")], False, '"a ""b"" c. D"'.replace("c. D", "c .D")),
        ('"a"', [edit(0, "a", "")], True, '""'),
        ("a", [edit(0, "a", "")], False, ""),
        ("a", [edit(0, "a", "")], True, '""'),
        ("a", [edit(0, "a", "b,")], False, '"b,"'),
        ("a b", [edit(0, "a", '"'), edit(2, "b", "\n")], False, '""" \n"'),
        ('"a"', [edit(0, "a", '"')], False, '""""'),
    ],
)
def test_a_cell_keeps_its_quotes_and_gets_those_that_it_needs(
    cell: str, edits: list[Edit], alone: bool, expected: str
) -> None:
    text = cell[1:-1].replace('""', '"') if cell.startswith('"') else cell
    assert written(cell, spliced_csv.respelled(cell, text, edits, COMMA, alone=alone)) == expected


def test_what_an_edit_leaves_is_no_part_of_its_splice() -> None:
    assert trimmed("x abcab y", edit(2, "abcab", "abab")) == (4, 5, "")
    assert trimmed("aa", edit(0, "aa", "aaa")) == (2, 2, "a")


def test_a_splice_says_where_it_is_in_the_value_and_in_the_file() -> None:
    respelled = spliced_json.respelled(
        r'"\u00e9a.B"', "\u00e9a.B", [edit(3, "", " ")], escapes=False
    )
    [made] = splices_of(7, r'"\u00e9a.B"', 100, respelled)
    assert made == Splice(7, 3, 3, 109, b"", b" ", ("SPC001",), removal=False)
