"""Phrases with slots, and the units that they fill."""

from __future__ import annotations

import pytest

from cleanup.grammar.furniture.phrase import phrase_of
from cleanup.grammar.furniture.reading import Book, book
from cleanup.phrases.sections import entries

BOOK = Book(
    phrase_of(section, lang, text, at_edge=at_edge)
    for section, lang, text, at_edge in (
        ("call", "en", "Hoist the sail", False),
        ("call", "en", "Moor", True),
        ("count", "en", "{n} tides", False),
        ("title", "en", "More: {title}", False),
        ("title", "en", "Also read: {title}", False),
        ("by", "en", "Drawn by {names}", False),
        ("date", "en", "Tide table of {date}", False),
        ("any", "en", "Hear {words} pilots", False),
        ("address", "en", "Sail at {url}", False),
        ("agency", "en", "({agency})", False),
        ("told", "en", "{name} told the Quay", False),
        ("call", "de", "Setzt die Segel", False),
    )
)


@pytest.mark.parametrize(
    ("unit", "section"),
    [
        ("Hoist the sail", "call"),
        ("HOIST THE SAIL!", "call"),
        ("\u2022 Hoist the sail \u00bb", "call"),
        ("Hoist \u2013 the sail", "call"),
        ("Hoist the sail Hoist the sail", "call"),
        ("Hoist the sail Moor", "call"),
        ("Moor", "call"),
        ("12 tides", "count"),
        ("1.5k tides", "count"),
        ("More: The harbour is shut", "title"),
        ("Also read \u2013 The harbour is shut", "title"),
        ("Drawn by Ann Roe, John Doe and Mary van Poe", "by"),
        ("Tide table of 3 May 2017, 10:00 am", "date"),
        ("Hear the three old pilots", "any"),
        ("Sail at merrow.example.org/quay", "address"),
        ("Sail at https://merrow.quay/a?b", "address"),
        ("(AFP)", "agency"),
        ("Ann Roe told the Quay", "told"),
        ("Setzt die Segel", "call"),
    ],
)
def test_a_phrase_fills_a_unit(unit: str, section: str) -> None:
    reading = BOOK.read(unit, None)
    assert reading is not None
    assert reading.section == section


@pytest.mark.parametrize(
    "unit",
    [
        "Hoist the sail, now",
        "Hoist the",
        "Hoist the sail?",
        "\u201cHoist the sail\u201d",
        "tides",
        "1.5x tides",
        "More \u2013 much more, she said",
        "More",
        "Drawn by the sea",
        "Tide table of the harbour",
        "Hear this. Two pilots",
        "Sail at merrow",
        "told the Quay",
        "",
    ],
)
def test_what_says_anything_else_is_not_read(unit: str) -> None:
    assert BOOK.read(unit, None) is None


def test_phrases_count_for_their_language_and_english_for_all() -> None:
    assert BOOK.read("Setzt die Segel", "fr") is None
    assert BOOK.read("Setzt die Segel", "de") is not None
    assert BOOK.read("Hoist the sail", "fr") is not None


def test_a_phrase_at_the_edge_is_sure_beside_another() -> None:
    alone, beside = BOOK.read("Moor", None), BOOK.read("Moor Moor", None)
    assert alone is not None
    assert beside is not None
    assert (alone.at_edge, beside.at_edge) == (True, False)


def test_slots_are_given_as_they_stand() -> None:
    reading = BOOK.read("Drawn by Ann Roe and John Doe", None)
    assert reading is not None
    assert reading.slots == (("names", "Ann Roe and John Doe"),)


def test_a_phrase_needs_something_of_its_own() -> None:
    with pytest.raises(ValueError, match="has no word"):
        phrase_of("call", "en", "{n} {words}", at_edge=False)


def test_each_phrase_of_the_tables_is_read_as_its_section_or_one_like_it() -> None:
    fill = {"{n}": "12", "{url}": "https://ex.org/a", "{name}": "Ann Roe", "{agency}": "AFP"}
    fill |= {"{names}": "Ann Roe", "{network}": "Facebook", "{date}": "3 May 2017"}
    fill |= {"{time}": "10:30", "{words}": "harbour", "{title}": "The Harbour Is Shut"}
    unread = []
    for entry in entries("furniture"):
        text = entry.text
        for slot, value in fill.items():
            text = text.replace(slot, value)
        if book().read(text, None) is None:
            unread.append(f"{entry.lang}: {entry.text}")
    assert unread == []
