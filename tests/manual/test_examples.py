"""Examples on a page: the part that changes, word by word, with a few words around it."""

from __future__ import annotations

from cleanup.manual.examples import change, flagged, look_alike
from cleanup.rule import PROSE
from tests.toys import toy


def test_words_that_change_are_marked() -> None:
    assert change("close.Two left", "close. Two left") == "close.{+ +}Two left"
    assert change("a caf&eacute; here", "a caf\u00e9 here") == "a [-caf&eacute;-]{+caf\u00e9+} here"
    assert change("a  b", "a b") == "a [- -]b"


def test_what_is_far_from_a_change_is_left_out() -> None:
    before = " ".join(f"a{number}" for number in range(20))
    after = " ".join(f"b{number}" for number in range(20))
    text = f"{before} x {after}"
    assert change(text, text.replace("x", "y")) == (
        "\u2026 a15 a16 a17 a18 a19 [-x-]{+y+} b0 b1 b2 b3 b4 \u2026"
    )
    assert change(f"x {after} x", f"y {after} y") == (
        "[-x-]{+y+} b0 b1 b2 b3 b4 \u2026 b15 b16 b17 b18 b19 [-x-]{+y+}"
    )


def test_the_filler_is_left_out() -> None:
    assert change(f"{PROSE}\nShare\n{PROSE}", f"{PROSE}\n{PROSE}") == "\u2026\\n[-Share\\n-]\u2026"
    assert look_alike(f"{PROSE}\nA share\u00ad") == "\u2026\\nA share<U+00AD SOFT HYPHEN>"


def test_flagged_parts_are_marked_where_the_rule_finds_them() -> None:
    assert flagged(toy("SPC901", "xx"), "a xx b xx", "xx") == "a [!xx!] b [!xx!]"
    assert flagged(toy("SPC901"), "a xx b", "xx") == "a [!xx!] b"
