"""References and names that no rule may cut, beside the glue that looks like them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cleanup import Settings, clean
from cleanup.text.document import Document
from tests.clock import is_in_proportion
from tests.properties import few

if TYPE_CHECKING:
    from cleanup.values import Form

CUT = "\u00a6"
"""Where a text of these tests is cut."""
FILE = Settings(form="file", unsafe=True)

PLAIN = (
    "a Tide::\u00a6Table",
    "the sail->\u00a6mast",
    "put {sail\u00a6Name} there",
    "put ${sail\u00a6Name} there",
    "put %(sail\u00a6Name)s there",
    "put <sail\u00a6Name> there",
    "in C:\\Sail\u00a6Loft",
    "he felt :sea\u00a6sick: today",
    "Dornan (NYSE:\u00a6DRN) fell",
    "Dornan (DRN.\u00a6O) fell",
    "as was shown (Marlow\u00a62010)",
    "where tide=\u00a63 is",
    "drink H2\u00a6O or CO\u00a62",
    "a sack of 10\u00a6kg",
    "a list of URL\u00a6s",
    "with --dry\u00a6-run on",
    "see ../sail\u00a6Loft/quay",
    "see ~/sail\u00a6Loft",
    "call tide.table.\u00a6Open now",
    "with v1.2.3-\u00a6rc1 on",
    "at a1b2\u00a6c3d there",
    "at 01234567-89ab-cdef-0123-456789\u00a6abcdef there",
    "write to o'ma\u00a6rsh!x@quay.harbour today",
)
"""References in their own form, in any text."""

OTHERS = (
    "The vote was close.\u00a6Two members left",
    "Money ran out in spring.\u00a6FEMA had no more",
    "It was late, said\u00a6The mayor",
    "He wrote for harbourwatch.org.\u00a6They never paid",
    "He read quay.co.uk.\u00a6The rest slept",
    "It cost\u00a6$400 then",
    "It began in 2016.\u00a6Nobody saw",
    "In 2016\u00a6Nobody saw",
    "Write to pilot@quay.com.\u00a6The ferry waits",
    "a tide, 50%.\u00a6Savings follow",
    "the last of AT\u00a6As was shown",
    "the price of Saga\u00a671.1 MB",
    "if ab=ba.\u00a6Proof of it follows",
)
"""Glue, in the rows of a corpus."""

PROGRAMS = "Set `tide` and `sail_loft`, then call `reef()` for the `mast`: it returns `None`.\n\n"
"""The beginning of a text about programs."""


def protects(marked: str, form: Form) -> bool:
    position = marked.index(CUT)
    return Document(marked.replace(CUT, ""), form=form, lang="en").protects(position)


def first_cut(marked: str) -> str:
    """Return a text with several marks with the first one only."""
    head, _, tail = marked.partition(CUT)
    return head + CUT + tail.replace(CUT, "")


@pytest.mark.parametrize("form", ["table", "file"])
@pytest.mark.parametrize("marked", PLAIN)
def test_a_reference_in_its_own_form_is_protected(marked: str, form: Form) -> None:
    assert protects(first_cut(marked), form)


@pytest.mark.parametrize("marked", OTHERS)
def test_glue_in_a_row_is_not_protected(marked: str) -> None:
    assert not protects(marked, "table")


@pytest.mark.parametrize("marked", [one for one in OTHERS if not set("$%=7") & set(one)])
def test_glue_in_a_file_is_not_protected(marked: str) -> None:
    assert not protects(marked, "file")


@pytest.mark.parametrize(
    "marked",
    [
        "a mast.\u00a6Request is sent",
        "use Date\u00a6TimeField here",
        "use Tide\u00a6Table here",
        "the sail\u00a6Config is read",
        "an XML\u00a6Reader is made",
        "an app3\u00a6Reader is made",
        "on Qwen\u00a63 it runs",
        "choose tides.\u00a60.message now",
        "call sail(x)\u00a6Mast now",
        "the back\u00a6ports are made",
        "the path sail,\u00a6mast,reef is",
        "the sail_loft, Loft.\u00a6Open and",
    ],
)
def test_a_name_in_a_file_about_programs_is_protected(marked: str) -> None:
    assert protects(PROGRAMS + marked, "file")


@pytest.mark.parametrize(
    "marked",
    [
        "The vote was close.\u00a6The members left",
        "It was late, said\u00a6The mayor",
        "They left (by the door).\u00a6The others stayed",
        "This was the\u00a6said harbour",
        "One of\u00a6the men",
    ],
)
def test_glue_in_a_file_about_programs_is_not_protected(marked: str) -> None:
    assert not protects(PROGRAMS + marked, "file")


def test_a_word_that_is_part_of_names_ends_no_sentence_there() -> None:
    assert protects(PROGRAMS + "Import mast.tides or mast.\u00a6Any of them", "file")


def test_a_name_is_a_term_where_a_class_ends_with_it() -> None:
    marked = "The has\u00a6hem is the MastHashem of the file."
    assert protects(PROGRAMS + marked, "file")


def test_a_row_full_of_program_text_is_judged_as_a_file_is() -> None:
    assert protects(PROGRAMS + "a mast.\u00a6Request is sent", "table")
    assert not protects("a mast.\u00a6Request is sent", "table")


def test_a_brand_is_seen_again_and_its_parts_nowhere_else() -> None:
    again = " It was Harbour.Watch that said so."
    assert protects("The paper Harbour.\u00a6Watch said so." + again, "table")
    assert not protects("The paper Harbour.\u00a6Watch said so.", "table")
    elsewhere = " It was at the Harbour."
    assert not protects("The paper Harbour.\u00a6Watch said so." + again + elsewhere, "table")


def test_a_brand_without_a_mark_is_seen_three_times() -> None:
    first, again = "The paper Harbour\u00a6Watch said so.", " It was HarbourWatch that said so."
    assert protects(first + 2 * again, "table")
    assert not protects(first + again, "table")


def test_a_module_is_no_word_and_has_several_parts() -> None:
    marked = "Then a qwyzzy.\u00a6Request is sent to the harbour, and that is all there is to it."
    assert protects("They use a qwyzzy.Harbour and a qwyzzy.Quay. " + marked, "table")
    assert not protects("They use qwyzzy for it. " + marked, "table")
    assert not protects(marked, "table")


def test_what_is_seen_only_with_its_parts_is_a_name_in_a_file() -> None:
    marked = "The quay.\u00a6Mast and quay.Sail and quay.Reef"
    assert protects(marked, "file")
    assert not protects(marked, "table")
    assert not protects(marked + " lie on the quay.", "file")


def test_signs_of_a_reference_are_no_punctuation() -> None:
    text = "It was :smile: and ../quay, then."
    document = Document(text)
    assert document.refers(text.index(":"))
    assert document.refers(text.index("."))
    assert not document.refers(text.index(","))
    assert not document.refers(0)
    assert not document.refers(text.index(" "))
    assert not document.refers(len(text))
    assert not Document("as is shown in the::p").refers(18)
    assert not Document("the [](quay)").refers(6)


parts = st.sampled_from("Tide Table Sail Request Frame Xml Harbour Client Error".split())
camel = st.lists(parts, min_size=3, max_size=5).map("".join)
dotted = st.tuples(
    st.sampled_from("mastly qwyz tidal sailing models".split()), st.lists(parts, min_size=2)
).map(lambda pair: f"{pair[0]}.{''.join(pair[1])}")
marked = st.builds("{0}{1}{2}".format, parts, st.sampled_from(["::", "->", ".x_", "<", "="]), parts)
placed = st.builds("{}{}{}".format, st.just("{"), parts, st.just("}"))


@few
@given(st.one_of(camel, dotted, marked, placed), st.sampled_from(["", ".", ",", ")", "\n"]))
@example("DateTimeField", ".")
def test_no_rule_cuts_a_reference_in_a_file(name: str, after: str) -> None:
    text = f"{PROGRAMS}Then the {name}{after} is read by the harbour office before the tide."
    assume("`" not in name)
    start, end = text.index(name, len(PROGRAMS)), text.index(name, len(PROGRAMS)) + len(name)
    cleaned = clean(text, lang="en", settings=FILE)
    assert not [edit for edit in cleaned.edits if edit.start < end and edit.end > start]
    assert not [
        found
        for found in cleaned.found
        if found.family in ("join", "hole") and start < found.end and found.start < end
    ]


def _ask_everywhere(text: str, form: Form) -> None:
    document = Document(text, form=form, lang="en")
    for position in range(0, len(text), 31):
        document.protects(position)
        document.refers(position)


@pytest.mark.parametrize("form", ["table", "file"])
@pytest.mark.parametrize(
    "piece",
    "aB x.Y Tide.Watch_ a`b a_b ::a {a <a --a A1 a= a@b. AB.C(".split(),
)
def test_time_grows_with_the_text(piece: str, form: Form) -> None:
    short, long = (piece * (size // len(piece)) for size in (12_000, 48_000))
    assert is_in_proportion(lambda text: _ask_everywhere(text, form), short, long)
