"""Tokenised texts come back as they were written."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.grammar.detokenise import detokenised, restored
from cleanup.grammar.detokenising.signs import AT, BRACKETS, ESCAPES, QUOTES
from cleanup.text.kinds.tokenised import Style, tokenised
from tests.clock import is_in_proportion
from tests.scale import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

STYLES: tuple[Style, ...] = ("ptb", "moses", "plain")
REWRITTEN = {*AT, *BRACKETS, *ESCAPES, *QUOTES}

PTB = {
    "`` We ca n't wait , '' said Edda .": '"We can\'t wait," said Edda.',
    "They 're late -LRB- again -RRB- ; she 's gon na leave .": (
        "They're late (again); she's gonna leave."
    ),
    "It can not be : $ 4,000 , or 10 % of it !": "It cannot be: $4,000, or 10% of it!",
    "The boats ' crews left the well-known bay ...": "The boats' crews left the well-known bay...",
    "He wrote to AT & T @ 10 , section 4 ( b ) .": "He wrote to AT&T @10, section 4(b).",
    "'T is late , and `` [ t ] he tide '' rose .": '\'Tis late, and "[t]he tide" rose.',
    "See http : //quay.example/lamps - or ask .": "See http://quay.example/lamps - or ask.",
    "It \u2019 s O \u2019 Brien \u2019 s lamp .": "It\u2019s O\u2019Brien\u2019s lamp.",
    "The film / play cost \u00a3 4 at 5 pm .": "The film / play cost \u00a3 4 at 5 pm.",
    "It was \u2026 late , and Lamp \u00ae shone .": "It was \u2026 late, and Lamp \u00ae shone.",
    "# # #": "###",
    "> > Send $ $ $ to Edda.Halloran @ quay.example -- -- --": (
        ">> Send $$$ to Edda.Halloran@quay.example ------"
    ),
    "tides of > 10 m ( 12 ( 8 ) :1142 ) , the club ( TLC ) \u2014and lamps\u2014 ( all )": (
        "tides of >10 m (12(8):1142), the club (TLC)\u2014and lamps\u2014(all)"
    ),
    "[ a ] great tide [ a ] fter dawn , Cuba [ n ] lamps [ by ] hand .": (
        "[a] great tide [a]fter dawn, Cuba[n] lamps [by] hand."
    ),
    "the lamps of the \u2019 60s , de \u2019 Aviz , can \u2019 t . See \u2019 em": (
        "the lamps of the \u201960s, de\u2019Aviz, can\u2019t. See \u2019em"
    ),
    "a b * * * * in : * * Edda": "a b****in: ** Edda",
    "See http : //quay.example/ ? a=1 & b=2 , and why ?": (
        "See http://quay.example/?a=1&b=2, and why?"
    ),
}
MOSES = {
    "&quot; We can &apos;t wait , &quot; said Edda .": '"We can\'t wait," said Edda.',
    "A half @-@ built bridge of 3 @,@ 500 tons and 1 @.@ 5 miles": (
        "A half-built bridge of 3,500 tons and 1.5 miles"
    ),
    "Holt &amp; Brook &#91; of Merrow &#93; came at 4 : 30 .": (
        "Holt & Brook [of Merrow] came at 4:30."
    ),
    "the boys &apos; lamps and / or &apos; 90s songs": "the boys' lamps and/or '90s songs",
    "O &apos;Brien said : &apos; Come &apos; .": "O'Brien said: 'Come'.",
    "a tide - high or low - of 5 \u2013 6 feet": "a tide - high or low - of 5\u20136 feet",
    "See https : / / quay.example / lamps now .": "See https://quay.example/lamps now.",
}
PLAIN = {
    'He said : " We wo n\'t . " Edda left .': 'He said: "We won\'t." Edda left.',
    '" We wo n\'t , " he said . " Not now . "': '"We won\'t," he said. "Not now."',
    "a well - known , state - of - the - art quay": "a well-known, state-of-the-art quay",
    "the quay - which was shut - and the re - elected mayor": (
        "the quay - which was shut - and the re-elected mayor"
    ),
    "5 km at $ 9.50 , then 10 - 12 m": "5km at $9.50, then 10-12m",
    "\u00bf Qui\u00e9n ? ( Nobody ! )": "\u00bfQui\u00e9n? (Nobody!)",
    "Mr Holt waited ... and left": "Mr Holt waited... and left",
    "The lamp ( 50 \u00b0 ) and the boat(s ) of # 4": "The lamp (50\u00b0) and the boat(s) of #4",
    "He cut 'too slow ' reforms of rock 'n ' roll .": "He cut 'too slow' reforms of rock 'n' roll.",
    "he said : ' I am low . ' \"": "he said: 'I am low.'\"",
    "They waited . . . and left .": "They waited . . . and left.",
}


def back(text: str, style: Style) -> str:
    return restored(text, detokenised(text, style))


@pytest.mark.parametrize(
    ("style", "text", "written"),
    [
        (style, text, written)
        for style, pairs in zip(STYLES, (PTB, MOSES, PLAIN), strict=True)
        for text, written in pairs.items()
    ],
)
def test_a_sentence_comes_back_as_it_was(style: Style, text: str, written: str) -> None:
    assert back(text, style) == written


@pytest.mark.parametrize(
    ("evidence", "text", "written"),
    [
        ("and/or", "film / play", "film / play"),
        ("half-built", "lamp - lit", "lamp - lit"),
        ("9.30pm", "7.30 pm", "7.30 pm"),
        ("$5", "$ 9", "$ 9"),
        ("#4", "# 5", "# 5"),
        ("Mr Holt", "wait ... go", "wait... go"),
        ("Mr. Holt", "wait ... go", "wait ... go"),
        ("\u201cAll", "a lamp - lit quay", "a lamp - lit quay"),
        ("They do n't", "a lamp - lit quay", "a lamp-lit quay"),
        ("do n't half-built", "5 km / day", "5 km / day"),
        ("said : ' No ' to O 'Neil", "she said : ' Not now . '", "she said: 'Not now.'"),
        (
            "\u201cLamps\u201d shone",
            "so \u2018 dark . \u2019 \u201d",
            "so \u2018dark.\u2019 \u201d",
        ),
    ],
)
def test_what_the_text_has_attached_was_written_apart_elsewhere(
    evidence: str, text: str, written: str
) -> None:
    assert back(f"{evidence} {evidence} came\n{text}", "plain").endswith(f"\n{written}")


def test_line_ends_that_were_tokens_come_back_without_spaces() -> None:
    assert back("One , two . \n\n Three .", "plain") == "One, two.\n\nThree."
    assert back("One , two . \n\nThree .", "plain") == "One, two. \n\nThree."
    assert back(" \n One .", "plain") == " \n One."


def test_lines_and_wider_spaces_are_kept() -> None:
    assert back("One , two\n, three\r\n( four )  ,\tfive .", "plain") == (
        "One, two\n, three\r\n(four)  ,\tfive."
    )


_TOKENS = st.sampled_from(
    [
        *REWRITTEN,
        *"a I s t n boats quay 5 1999 10 Holt said can not na gon http".split(),
        *". , ; : ! ? ... ( ) [ ] \" ' - -- / & % $ # @ * + _ \u00a3".split(),
        *"\u2019 \u201c \u201d \u2013 's n't 're &apos;s &amp;c //x \u2019s".split(),
        *"b\u0301 \u0301 \u05d0 \U0001f600 \u00ad".split(),
        "\n",
        "  ",
    ]
)
_TEXTS = st.lists(_TOKENS, max_size=40).map(" ".join)


@examples(2_000)
@given(_TEXTS | st.text(), st.sampled_from(STYLES))
def test_edits_are_sorted_and_disjoint_and_change_blanks_and_signs_alone(
    text: str, style: Style
) -> None:
    edits = list(detokenised(text, style))
    assert all(one[1] <= other[0] for one, other in pairwise(edits))
    for start, end, after in edits:
        before = text[start:end]
        assert (before, after) == (" ", "") or before in REWRITTEN
    assert _kept(back(text, style), ()) == _kept(text, edits)


def _kept(text: str, edits: Sequence[tuple[int, int, str]]) -> list[str]:
    """Return the letters and digits, without the names of signs that edits replace."""
    marked = restored(text, [(start, end, after) for start, end, after in edits])
    return [char for char in marked if char.isalnum()]


@examples(1_000)
@given(_TEXTS)
def test_a_restored_text_is_not_tokenised_or_is_left(text: str) -> None:
    style = tokenised(text)
    if style and tokenised(back(text, style)) is None:
        assert list(detokenised(text, style))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "unit",
    [
        '" We ca n\'t , " she said . ',
        "' ",
        '" ',
        "- a ",
        "/ ",
        "&apos; ",
        "( ",
        "x\n",
        "* ",
        "\u2019 a ",
        "# ",
    ],
)
def test_time_is_linear(unit: str, style: Style) -> None:
    back(unit * 10, style)
    assert is_in_proportion(lambda text: back(text, style), unit * 500, unit * 2_000)
