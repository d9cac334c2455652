"""Lines that are nothing but known phrases, and the lines of lists that only look like them."""

from __future__ import annotations

import pytest

from cleanup.grammar.phrasebook import Phrasebook, phrasebook
from cleanup.prefilter.hints import holds
from cleanup.text.document import Document

BOOK = Phrasebook(
    ["Hoist the sail", "Moor", "Subscribe to the Quay", "{n} tides", "Sail at {url}", "What's up?"],
    fillers=["Ahoy"],
)


def lines(text: str, book: Phrasebook = BOOK) -> list[str]:
    document = Document(text)
    found = [document.line_text(line) for line, _ in book.lines(document)]
    assert not found or holds(book.hint, text)
    return found


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Hoist the sail", ["hoist the sail"]),
        ("hoist the sail", ["hoist the sail"]),
        ("HOIST THE SAIL", ["hoist the sail"]),
        ("Hoist The Sail", ["hoist the sail"]),
        ("Hoist the sail.", ["hoist the sail"]),
        (" Subscribe: to / the Quay | ", ["subscribe to the quay"]),
        ("Hoist the sail, now", []),
        ("Hoist the sail,", []),
        ("Hoist the", []),
        ("hOist the sail", []),
        ("Hoist the sail Moor", ["hoist the sail", "moor"]),
        ("Moor Moor", ["moor", "moor"]),
        ("Moor ahoy", ["moor", "ahoy"]),
        ("Ahoy Moor", ["ahoy", "moor"]),
        ("Ahoy", []),
        ("Ahoy ahoy", []),
        ("moor", []),
        ("MOOR", ["moor"]),
        ("12 tides", ["{n} tides"]),
        ("1.5k tides", ["{n} tides"]),
        ("1.5x tides", []),
        ("Sail at https://merrow.quay/a?b", ["sail at {url}"]),
        ("Sail at merrow", []),
        ("What's up?", ["what's up ?"]),
        ("What's up", []),
        ("", []),
        ("Moor " * 40, ["moor"] * 40),
        ("Moor " * 41, []),
    ],
)
def test_a_line_is_read_as_phrases_or_not_at_all(line: str, said: list[str]) -> None:
    assert [" ".join(phrase) for phrase in BOOK.read(line)] == said
    assert not said or holds(BOOK.hint, line)


@pytest.mark.parametrize("bullet", ["", " ", "\u2022 ", "[", "("])
def test_the_hint_sees_lines_behind_a_blank_or_a_bullet(bullet: str) -> None:
    for line in ("Moor", "Hoist the sail", "7 tides", "Sail at https://a.b", "Ahoy Moor"):
        assert holds(BOOK.hint, f"x\n{bullet}{line}")
    assert not holds(BOOK.hint, "We hoist the sails of a moored boat")
    assert not holds(BOOK.hint, "Moor" + " a" * 130)


def test_lines_are_found_among_others() -> None:
    line = "A long line of prose that is no phrase."
    assert lines(f"{line}\nHoist the sail\n{line}\nMoor\n{line}") == ["Hoist the sail", "Moor"]
    assert lines("Hoist the sail") == []


@pytest.mark.parametrize(("length", "found"), [(240, True), (241, False)])
def test_a_line_that_is_too_long_is_not_read(length: int, found: bool) -> None:
    line = "Moor".ljust(length, ".")
    assert lines(f"A line.\n{line}") == [line] * found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Moor", False),
        ("12 tides", False),
        ("Hoist the sail", True),
        ("Moor Moor Moor", True),
        ("Moor Moor", False),
    ],
)
def test_a_word_or_two_in_a_list_stay(line: str, found: bool) -> None:
    assert lines(f"North quay\n{line}\nSouth quay") == [line] * found
    long = "The quay in the north of the harbour is closed."
    assert lines(f"{long}\n{line}\nSouth quay") == [line]


def test_a_word_beside_another_phrase_is_in_no_list() -> None:
    assert lines("North quay\nMoor\nHoist the sail") == ["Moor", "Hoist the sail"]
    assert lines("Hoist the sail\nMoor\nNorth quay") == ["Hoist the sail", "Moor"]


def test_the_longest_way_through_a_line_is_found() -> None:
    book = Phrasebook(["Hoist the", "Hoist the sail", "sail at sea", "at sea"])
    for line in ("Hoist the sail at sea", "Hoist the at sea", "Hoist the sail sail at sea"):
        assert book.read(line)
    assert not book.read("Hoist at sea")


def test_a_book_is_made_of_tables_and_fillers_once() -> None:
    assert phrasebook("share") is phrasebook("share")
    book = phrasebook("share", fillers="share_fillers")
    assert book.read("Share on Facebook")
    assert not book.read("The harbour is closed")
