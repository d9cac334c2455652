"""Datelines: what begins a report, and what only looks like it."""

from __future__ import annotations

import pytest

from cleanup.grammar.datelines import dateline_of
from cleanup.rule import PROSE
from cleanup.text.document import Document

GERMAN = (
    "Die Fähre zu den Inseln ist am Montag wieder zu spät gekommen, und das Amt sagt, dass"
    " die Maschine alt ist und bald ersetzt werden muss."
)
RUSSIAN = "Паром снова опоздал, и никто не знает почему."


def dateline(text: str, lang: str | None = None) -> str | None:
    found = dateline_of(Document(text, lang=lang))
    return found.text if found else None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("WASHINGTON \u2014 ", "WASHINGTON"),
        ("TAMPA, Fla. -- ", "TAMPA, Fla."),
        ("SEATTLE, June 24 \u2013 ", "SEATTLE, June 24"),
        ("ADDIS ABABA, Ethiopia - ", "ADDIS ABABA, Ethiopia"),
        ("RIO GRANDE CITY, Texas \u2014 ", "RIO GRANDE CITY, Texas"),
        ("Newswise \u2014 ", "Newswise"),
        ("WASHINGTON (Reuters) - ", "WASHINGTON (Reuters)"),
        ("The ferry is late. PORT ROE \u2014 ", "PORT ROE"),
        ("BREAKING \u2014 ", None),
        ("FILE PHOTO \u2014 ", None),
        ("JULY \u2014 ", None),
        ("Boston \u2014 ", None),
        ("He said that the FBI \u2014 ", None),
    ],
)
def test_a_place_in_capitals_begins_a_report(head: str, expected: str | None) -> None:
    assert dateline(f"{head}{PROSE}") == expected
    assert dateline(f"Ferry late\n\n{head}{PROSE}") == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Wien \u2013 ", "Wien"),
        ("St. Pölten \u2013 ", "St. Pölten"),
        ("Wien/Graz \u2013 ", "Wien/Graz"),
        ("Rio de Janeiro \u2013 ", "Rio de Janeiro"),
        ("Die Boote bleiben. Linz - ", "Linz"),
        ("Das Boot kam im St. Pölten \u2013 ", None),
        ("Kommentar \u2013 ", None),
        ("Am 3. Juli \u2013 ", None),
        ("Die neue Fähre \u2013 ", None),
    ],
)
def test_a_german_report_begins_with_its_place(head: str, expected: str | None) -> None:
    assert dateline(f"{head}{GERMAN}", "de") == expected
    assert dateline(f"{head}{PROSE}", "en") is None


def test_the_agency_behind_the_dash_goes_with_the_dateline() -> None:
    head = "МОСКВА, 21 июн \u2014 РИА Новости. "
    found = dateline_of(Document(head + RUSSIAN, lang="ru"))
    assert found
    assert (found.start, found.end, found.text) == (0, len(head), head.partition(" \u2014")[0])


def test_only_the_first_running_paragraph_has_a_dateline() -> None:
    assert dateline(f"{PROSE}\n\nWASHINGTON \u2014 {PROSE}") is None
    assert dateline("WASHINGTON \u2014 Ann Roe") is None
