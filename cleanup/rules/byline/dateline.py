"""Datelines: the place and agency that a report begins with."""

from __future__ import annotations

from cleanup.grammar.datelines import dateline_of
from cleanup.kit import PROSE, AnyOf, Document, Found, Iterator, phrases, rule


@rule(
    "BYL002",
    tier="unsafe",
    confidence=0.98,
    hint=AnyOf(
        *(f"({agency})" for agency in phrases("dateline_agencies")),
        *(f"{dash} " for dash in ("-", "\u2013", "\u2014")),
    ),
    removes=True,
    bad={
        f"WASHINGTON (Reuters) - {PROSE}": PROSE,
        f"Ferry late\n\nPORT ROE, Oregon (AP) \u2014 {PROSE}": f"Ferry late\n\n{PROSE}",
        f"Washington (CNN) {PROSE}": PROSE,
        f"OSLO, June 3 (Reuters) - {PROSE}": PROSE,
        f"Port Roe (CNN){PROSE}": PROSE,
        f"PORT ROE, Ore. \u2014 {PROSE}": PROSE,
        "Die Fähre kommt nicht. Linz \u2013 Die Fähre zu den Inseln ist am Montag wieder zu"
        " spät gekommen, und das Amt sagt, dass die Maschine alt ist.": (
            "Die Fähre kommt nicht. Die Fähre zu den Inseln ist am Montag wieder zu spät gekommen,"
            " und das Amt sagt, dass die Maschine alt ist."
        ),
    },
    good=[
        f"The Associated Press (AP) says so. {PROSE}",
        f"{PROSE}\nWASHINGTON (Reuters) - {PROSE}",
        f"Cable News Network (CNN) was late. {PROSE}",
        f"{PROSE} It said (Reuters) - and no more.",
        f"WASHINGTON (FBI) - {PROSE}",
        f"BREAKING \u2014 {PROSE}",
        f"FILE PHOTO \u2014 {PROSE}",
        f"Boats \u2013 {PROSE}",
        f"{PROSE} It was in LONDON \u2014 {PROSE}",
        f"Senator Ann Roe (D) said no. {PROSE}",
        f"Agence France-Presse (AFP), the agency, was late. {PROSE}",
    ],
)
def dateline(document: Document) -> Iterator[Found]:
    """The article begins with the place and agency of its report.

    What it does: removes "CITY (Agency) -" from the start of the first running paragraph and keeps
    it as data (``dateline``). Without an agency the city is in capitals, or the text is German
    ("Wien -"); it may follow a sentence of the title in the same line.

    Why it is damage: for most uses of the text the dateline is data about it. A classifier that
    sees it learns the agency instead of the content.

    What could go wrong: the place is content for some uses; this is why the rule is not applied by
    default.
    """
    if found := dateline_of(document):
        yield Found(found.start, found.end, "", lift=(("dateline", found.text),))
