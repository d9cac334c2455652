"""Placeholders of mail addresses that a site hides from scrapers."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, Pattern, rule
from cleanup.text.whitespace import BLANK, BLANKS

HIDDEN = Pattern(rf"\[email[{BLANK}]protected\]")
_HINT = AnyOf(*(f"[email{blank}protected]" for blank in BLANKS))


@rule(
    "HOL020",
    hole="inline",
    tier="display",
    confidence=0.97,
    measured=[Measurement(17, 17, "scraped articles", "read", "2026-11-29")],
    hint=_HINT,
    flags={
        "Write to [email protected] for tickets, or call before noon.": "[email protected]",
        "Schreiben Sie an [email\u00a0protected] bis Montag.": "[email\u00a0protected]",
    },
    good=[
        "The address is [email, protected] by a form.",
        "Is email protected by the law of the land?",
        "Write to [email is protected] or [e-mail protected] for it.",
        "Replace `[email protected]` by your own address.",
    ],
)
def hidden_address(document: Document) -> Iterator[Found]:
    """A placeholder stands where a mail address was.

    What it does: flags ``[email protected]``, with a space of any kind.

    Why it is damage: the network that delivers the site hides addresses from programs, and writes
    this text for a reader without JavaScript. The address itself was never in the text.

    What could go wrong: a text about this very placeholder. Between signs of program code it is
    left alone.
    """
    for hidden in HIDDEN.finditer(document.text):
        if not document.is_code(hidden.start()):
            yield Found(hidden.start(), hidden.end())
