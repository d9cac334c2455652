"""The traits of a text: each is seen where it is, and not in what only looks like it."""

from __future__ import annotations

import pytest

from cleanup.rule import PROSE
from cleanup.text.kinds import traits_of

ARTICLE = "\n\n".join([PROSE] * 6)
QUOTED = ARTICLE.replace("the harbour", 'the "harbour"')
WRAPPED = "\n".join(
    [
        "The ferry to the outer islands ran late again on Monday, and the",
        "harbour office said that the old engine would have to be replaced",
        "before the spring, since nobody in the town could say how long the",
        "boat would last, or who was going to pay for a new one this year,",
        "which is what the people of the islands had asked the council for",
        "since the winter before, when the boat was lost for eleven days in",
        "the ice off the northern cape and no one came to look for it.",
        "Nobody answered.",
    ]
)
LETTER = "From: Edda\nSubject: the ferry\n\nThe boat was late again, as you know."
ANSWER = f"On Monday, Edda Halloran wrote:\n> {PROSE}\n\nYes, and so was mine."
BARE = PROSE.replace("said that", "said it wasn t so, and they ve known that")
PROGRAM = "\n".join(
    [
        "import boats",
        "",
        "def sail(boat):",
        "    boat.fast = True;",
        "    return boat",
        "x = {1: 2}",
    ]
)
LOG = "\n".join(f"2021-03-0{day} 10:11:12 INFO tide {day} came in" for day in range(1, 9))
SCANNED = "The fer1ry to the outer is1ands ran late, and the harb0ur off1ce sa1d that " * 3
LIST = "\n".join(["Tides", "Monday 4.30", "Tuesday 5.10", "Boats", "Merrow", "Outer isle"] * 3)
CHINESE = (
    "\u6e21\u8f6e\u6628\u5929\u53c8\u665a\u70b9\u4e86\uff0c\u6e2f\u53e3\u7684\u4eba\u8bf4\u3002" * 9
)


@pytest.mark.parametrize(
    ("trait", "text"),
    [
        ("lower-cased", ARTICLE.lower()),
        ("hard-wrapped", WRAPPED),
        ("mail-like", LETTER),
        ("mail-like", ANSWER),
        ("marks-lost", "\n\n".join([BARE] * 12)),
        ("program-text", PROGRAM),
        ("program-text", LOG),
        ("unspaced", CHINESE),
        ("unspaced", ARTICLE.replace(" ", "")),
        ("ocr-like", SCANNED),
        ("list-like", LIST),
        ("tokenised", "The ferry was late , he said , and it 's old .\nThey did n't pay ." * 3),
    ],
)
def test_a_trait_is_seen(trait: str, text: str) -> None:
    assert trait in traits_of(text, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        PROSE,
        ARTICLE,
        QUOTED,
        ARTICLE.replace(". ", ".\n"),
        "ok",
        "THE FERRY IS LATE AGAIN",
        "\n".join(["He asked: why?", "She did not answer him.", "The boat was gone."] * 4),
        f"Note: {PROSE}\nSource: the harbour",
        f"{PROSE}\n\n> one quotation",
        "They sold 4x4s, 2nd-hand boats and a B52 record to the mid- and long-term unemployed.",
    ],
)
def test_an_ordinary_text_has_none(text: str) -> None:
    assert traits_of(text, None) == ()


def test_a_long_text_that_quotes_nobody_did_not_lose_its_marks() -> None:
    assert "marks-lost" not in traits_of("\n\n".join([PROSE] * 20), None)


def test_the_markup_of_a_file_is_a_trait_with_its_name() -> None:
    assert traits_of(PROSE, "markdown") == ("markdown", "markup")
    assert traits_of(PROSE, "plain") == ()
