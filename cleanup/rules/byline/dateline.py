"""Datelines: the place and agency that a report begins with."""

from __future__ import annotations

from cleanup.kit import PROSE, AnyOf, Document, Found, Iterator, Pattern, phrases, rule

_AGENCIES = "|".join(phrases("dateline_agencies")).replace(".", "[.]")
_DAY = r"(?:[ ](?:\p{Lu}\p{L}{2,8}\.?[ ][0-9]{1,2}|[0-9]{1,2}[ ]\p{Lu}\p{L}{2,8}))"
_CITY = r"\p{Lu}[\p{L}.'\u2019-]*+(?:[ /]\p{Lu}[\p{L}.'\u2019-]*+){0,4}"
_DATELINE = Pattern(
    rf"(?P<dateline>(?:{_CITY}(?:,[ ]{_CITY}){{0,2}}(?:,?{_DAY})?(?:,[ ][0-9]{{4}})?[ ])?"
    rf"[(](?:{_AGENCIES})[)])"
    r"(?:[ ]?(?:--|[\u2013\u2014-])[ ]*|[ ]+|(?=[\p{Lu}\"\u201c]))"
)
_SHORTEST_REPORT = 40


@rule(
    "BYL002",
    tier="unsafe",
    confidence=0.98,
    hint=AnyOf(*(f"({agency})" for agency in phrases("dateline_agencies"))),
    removes=True,
    bad={
        f"WASHINGTON (Reuters) - {PROSE}": PROSE,
        f"Ferry late\n\nPORT ROE, Oregon (AP) \u2014 {PROSE}": f"Ferry late\n\n{PROSE}",
        f"Washington (CNN) {PROSE}": PROSE,
        f"OSLO, June 3 (Reuters) - {PROSE}": PROSE,
        f"Port Roe (CNN){PROSE}": PROSE,
    },
    good=[
        f"The Associated Press (AP) says so. {PROSE}",
        f"{PROSE}\nWASHINGTON (Reuters) - {PROSE}",
        f"Cable News Network (CNN) was late. {PROSE}",
        f"{PROSE} It said (Reuters) - and no more.",
        f"WASHINGTON (FBI) - {PROSE}",
        f"Senator Ann Roe (D) said no. {PROSE}",
        f"Agence France-Presse (AFP), the agency, was late. {PROSE}",
    ],
)
def dateline(document: Document) -> Iterator[Found]:
    """The article begins with the place and agency of its report.

    What it does: removes "CITY (Agency) -" from the start of the first running paragraph and keeps
    it as data (``dateline``).

    Why it is damage: for most uses of the text the dateline is data about it. A classifier that
    sees it learns the agency instead of the content.

    What could go wrong: the place is content for some uses; this is why the rule is not applied by
    default.
    """
    text = document.text
    line = document.line_at(document.head_end)
    start = line.start
    while start < line.end and text[start].isspace():
        start += 1
    found = _DATELINE.match(text, start, line.end)
    if not found or line.end - found.end() < _SHORTEST_REPORT or _spells_out(found["dateline"]):
        return
    if text[found.end()].isupper() or not text[found.end()].isalpha():
        yield Found(start, found.end(), "", lift=(("dateline", found["dateline"]),))


def _spells_out(dateline: str) -> bool:
    """Return whether the name before the brackets is the agency's own, as in a definition."""
    name, _, agency = dateline.rpartition(" (")
    words = [word for word in name.replace("-", " ").split() if word not in ("The", "the")]
    return "".join(word[0] for word in words) == agency.rstrip(")")
