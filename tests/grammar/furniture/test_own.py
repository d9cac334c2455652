"""A user's table of phrases: read like those of the package, and refused by line."""

from __future__ import annotations

import pytest

import cleanup
from cleanup.engine.clean_column import clean_column
from cleanup.grammar.furniture.own import known_sections, own_phrases
from cleanup.grammar.furniture.reading import book
from cleanup.ruleset import ruleset
from cleanup.settings import Settings
from cleanup.values import Context

TABLE = """
# The Quay's own lines.
[share]
Hoist the pennant

[newsletter]
The tide table of {n} quays, every morning
[follow edge]
Moor with us
"""
UNIT = "Hoist the pennant"
PROSE = (
    "The ferry to the outer islands ran late again on Monday, and the harbour office said that "
    "the old engine would have to be replaced before the spring."
)
TEXT = f"{PROSE}\n\n{UNIT}\n\n{PROSE} Nobody knew why."


@pytest.mark.parametrize(
    ("unit", "section"),
    [
        (UNIT, "share"),
        ("HOIST THE PENNANT!", "share"),
        ("The tide table of 12 quays, every morning", "newsletter"),
        ("Moor with us", "follow"),
    ],
)
def test_a_phrase_of_the_user_is_read(unit: str, section: str) -> None:
    assert book().read(unit, None) is None
    reading = book(TABLE).read(unit, None)
    assert reading is not None
    assert reading.section == section
    assert reading.at_edge == (section == "follow")


def test_the_phrases_of_the_package_are_still_read() -> None:
    assert book(TABLE).read("Advertisement", None) == book().read("Advertisement", None)


@pytest.mark.parametrize(
    "table", ["", "\ufeff[share]\nHoist", "# only\n\n", "[share]\r\nHoist\r\n"]
)
def test_what_is_well_formed_is_taken(table: str) -> None:
    assert len(own_phrases(table)) == table.count("Hoist")


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("Hoist", r"line 1: 'Hoist' stands before the first \[section\]"),
        (
            "[share]\nHoist\n[sail]\nMoor",
            r"line 3: there is no section \[sail\]; there are .*share",
        ),
        ("[share", r"line 1: '\[share' is no section"),
        ("[share middle]", "line 1: .* is no section"),
        ("# one\n[share]\n\u2014 {n}", "line 3: .* has no word"),
        ("[share]\n...", "line 2: .* has no word"),
        ("[share]\nHoist {sail}", r"line 2: there is no slot \{sail\}; there are .*\{words\}"),
        ("[share]\n" + "hoist " * 50, "line 2: .* has 48 words or more"),
    ],
)
def test_what_is_not_is_refused_with_its_line(table: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        own_phrases(table)
    with pytest.raises(ValueError, match=f"phrases, {complaint}"):
        cleanup.clean(PROSE, settings=Settings(phrases=table))


def test_settings_take_the_text_of_a_table_alone() -> None:
    with pytest.raises(TypeError, match="phrases must be the text of a table"):
        Settings(phrases=("Hoist",))  # type: ignore[arg-type]


def test_every_section_may_be_added_to() -> None:
    assert own_phrases("\n".join(f"[{name}]\nHoist it" for name in known_sections()))


def test_the_line_is_removed_only_with_the_phrases() -> None:
    assert cleanup.clean(TEXT).text == TEXT
    result = cleanup.clean(TEXT, settings=Settings(phrases=TABLE))
    assert result.text == f"{PROSE}\n\n{PROSE} Nobody knew why."
    assert cleanup.clean(TEXT).text == TEXT, "one call leaves nothing to the next"
    assert not cleanup.clean(result.text, settings=Settings(phrases=TABLE)).edits


def test_a_column_is_cleaned_as_its_texts_are() -> None:
    settings = Settings(phrases=TABLE)
    contexts = [Context(None, None, None)] * 2
    for one in clean_column([TEXT, PROSE], contexts, settings):
        assert one.text != TEXT


def test_the_identity_of_the_rules_covers_what_the_table_says() -> None:
    plain, own = ruleset(Settings()), ruleset(Settings(phrases=TABLE))
    assert plain != own
    assert own == ruleset(Settings(phrases="".join(TABLE)))
    assert own != ruleset(Settings(phrases=TABLE.replace("pennant", "flag")))
    assert hash(Settings(phrases=TABLE)) == hash(Settings(phrases="".join(list(TABLE))))


def test_a_phrase_is_found_in_a_line_that_no_shipped_phrase_could_fill() -> None:
    line = "Der kahvehane, its harbour bulletin, and what the gulls of the quay make of it all,"
    table = f"[newsletter]\n{line} every morning\n"
    text = f"{PROSE}\n\n{line} every morning.\n\n{PROSE} Nobody knew why."
    assert cleanup.clean(text).text == text
    (result,) = clean_column([text], [Context()], Settings(phrases=table))
    assert result.text == f"{PROSE}\n\n{PROSE} Nobody knew why."
