"""The main job on one article that holds every kind of damage the project began with."""

from __future__ import annotations

import pytest

import cleanup
from cleanup import Cleaned

DAMAGED = (
    " date 2019-07 \u00a9 Edda Halloran / Merrow Press\n\n\n\n"
    "Merrow has told the Isles that its pilots sail there without leave after a tug struck two"
    ' ferries. The Isles kept the right to "orderly" checks to hold the strait "from a place of'
    ' calm."The Isles\' presence in the strait is "wholly unlawful," the envoy of Merrow told the'
    " others on Tuesday at a meeting of the Harbour Council.On Monday, thesaid it had made"
    ' several "orderly" checks of ferries off Tarn Head in answer to what theyon the so-called'
    ' Strait Watch (SWA) and hired "stewards."(NLF, formerly NLF/NLB) crews near the old salt'
    " works of al-Tarn, when it came under heavy rain. At least 25 sailors were cold that night,"
    ' the port office noted.The harbour office said the tugs moved "in a column of nine boats,'
    ' followed by barges, buoys, lamps and ropes." The storm which lasted three hours, the Isles'
    " say , began after 30 lamps fell within 500 yards of the quay's"
    " gate.Coast Guard speaker Lt. Col. Ivo Brandt told"
    ' Harbourwatch.org."After a call for help from the pilots, a number of boats and shore crews'
    ' answered, including two P-15 cutters," he said on Tuesday.The Merrow speaker Petra Lunde'
    " said that the tugs are a danger to the strait, while the harbour master called the check"
    ' another breach of the treaty by the SWA.The SWA, however, stayed calm. "We go on with the'
    ' watch until the storm... The storm is still there, and our task is the watch," SWA speaker'
    ' Dina Marsh said Tuesday.Orlova told the NHC. She warned the crews that it is "foolish" to'
    ' stop the only boats "that really watch" the strait.'
)

SEAMS = {
    'calm."The': 'calm." The',
    "Council.On": "Council. On",
    'stewards."(NLF': 'stewards." (NLF',
    "noted.The": "noted. The",
    "gate.Coast": "gate. Coast",
    'Harbourwatch.org."After': 'Harbourwatch.org. "After',
    "Tuesday.The": "Tuesday. The",
    "SWA.The": "SWA. The",
    "Tuesday.Orlova": "Tuesday. Orlova",
    "say , began": "say, began",
}


@pytest.fixture(scope="module")
def cleaned() -> Cleaned:
    return cleanup.clean(DAMAGED)


def test_the_credit_line_is_lifted_and_removed_with_the_blank_lines(cleaned: Cleaned) -> None:
    assert cleaned.lifted.credit == ("Edda Halloran",)
    assert cleaned.lifted.agency == ("Merrow Press",)
    assert cleaned.lifted.published == ("2019-07",)
    assert cleaned.text.startswith("Merrow has told")
    assert cleaned.edits[0].removal


def test_seams_open_on_the_right_side_and_nothing_else_changes(cleaned: Cleaned) -> None:
    expected = DAMAGED[DAMAGED.index("Merrow has") :]
    for glued, separated in SEAMS.items():
        assert expected.count(glued) == 1
        expected = expected.replace(glued, separated)
    assert cleaned.text == expected


def test_holes_are_found_where_links_and_quotations_were_lost(cleaned: Cleaned) -> None:
    holes = [finding for finding in cleaned.findings if finding.family == "hole"]
    assert [(DAMAGED[hole.start : hole.end], DAMAGED[hole.start :][:6]) for hole in holes] == [
        ("thesaid", "thesai"),
        ("theyon", "theyon"),
        ("", "(NLF, "),
        ("", "Orlova"),
    ]


def test_undo_gives_back_the_text(cleaned: Cleaned) -> None:
    assert cleanup.undo(cleaned.text, cleaned.edits) == DAMAGED


def test_a_second_pass_changes_nothing(cleaned: Cleaned) -> None:
    assert cleanup.clean(cleaned.text).edits == ()
