"""Pitches for newsletters, accounts and apps in a publisher's own words."""

from __future__ import annotations

from cleanup.kit import (
    PROSE,
    AnyOf,
    Document,
    Line,
    Measurement,
    OneLine,
    Pattern,
    line_rule,
    phrases,
)

_PITCHES = OneLine(
    AnyOf(*phrases("pitches")),
    AnyOf(
        *("Sign up", "SIGN UP", "Subscribe", "SUBSCRIBE", "Get ", "Click here", "CLICK HERE"),
        *("Join ", "Follow ", "Like us", "Want ", "Receive ", "Become a", "Download our"),
        "By signing up",
    ),
    longest=200,
)
_OPENING = Pattern(
    r"(?:[\u2022*\u2013\u2014>-]++[ ]*+|[(][ ]?)?"
    r"(?:Sign[ ]up|SIGN[ ]UP|Subscribe|SUBSCRIBE|Get[ ](?:the|our|all|more|breaking|a)[ ]"
    r"|Click[ ]here|CLICK[ ]HERE|Join[ ](?:us|our)\b|Follow[ ](?:us|me|@|[\p{Lu}]\p{L}+[ ])"
    r"|Like[ ]us\b|Want[ ]|Receive[ ]|Become[ ]a\b|Download[ ]our\b|By[ ]signing[ ]up)"
)
_QUOTED = Pattern('["\u201c\u201d\u201e]')


@line_rule(
    "BPL005",
    _PITCHES,
    tier="unsafe",
    confidence=0.95,
    measured=[
        Measurement(98, 101, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"{PROSE}\nGet the harbour news delivered to your inbox. Sign up here.\n{PROSE}": (
            f"{PROSE}\n{PROSE}"
        ),
        f"{PROSE}\n\nFollow Ann Roe on Twitter @annroe.": PROSE,
        f"{PROSE}\nCLICK HERE TO GET THE HARBOUR NEWS APP\nEnd.": f"{PROSE}\nEnd.",
        f"{PROSE}\n( Sign up for the Harbour Morning Newsletter)\nEnd.": f"{PROSE}\nEnd.",
    },
    good=[
        f"{PROSE}\nSign up for coverage before Monday, the office said.\n{PROSE}",
        f"{PROSE}\nSubscribe to that theory and you are lost.\n{PROSE}",
        f"{PROSE}\nThe mayor wrote on Twitter that she would not sign.\n{PROSE}",
        f"{PROSE}\nShe put the newsletter in the bin.\n{PROSE}",
        f"{PROSE}\n\u201cFollow us on Twitter,\u201d the mayor said.\n{PROSE}",
        f"{PROSE}\nGet the boat out of the water.\n{PROSE}",
        "Follow Ann Roe on Twitter.",
    ],
)
def subscribe_pitch(document: Document, line: Line) -> bool:
    """The text contains a pitch for a newsletter, an account or an app.

    What it does: removes a line of at most 200 code points that begins like such a pitch ("Sign
    up", "Follow us", "Click here") and contains one of its phrases (table ``pitches``).

    Why it is damage: the pitch belongs to the page, not to the article.

    What could go wrong: advice is lost from an article that is itself about newsletters or social
    networks.
    """
    text = document.line_text(line).strip()
    return bool(_OPENING.match(text)) and not _QUOTED.search(text)
