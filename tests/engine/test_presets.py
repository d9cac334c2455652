"""Presets: what each reports and changes, and what the other settings add to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleanup import Settings, clean
from cleanup.engine.decide import policy_of
from cleanup.engine.presets import with_preset
from cleanup.rule import PROSE
from cleanup.rules import all_rules
from cleanup.values import PRESETS, Preset

DAMAGED = (
    f"{PROSE}\n\n1 of 4\n\nThe cafÃ© closed.The tide  is high.\n\n"
    f"Share on Facebook\n\n{PROSE}\n\nBy Edda Halloran\n"
)


def applied(**settings: object) -> set[str]:
    chosen = Settings(**settings)  # type: ignore[arg-type]
    return {
        code for edit in clean(DAMAGED, lang="en", settings=chosen).edits for code in edit.codes
    }


def reported(preset: Preset) -> set[str]:
    chosen = Settings(preset=preset)
    return {finding.code for finding in clean(DAMAGED, lang="en", settings=chosen).found}


@pytest.mark.parametrize("preset", PRESETS)
def test_each_preset_selects_rules_that_exist(preset: Preset) -> None:
    assert policy_of(all_rules(), with_preset(Settings(), preset)).rules


def test_news_is_the_default_of_tables() -> None:
    assert applied() == applied(preset="news") >= {"ENC001", "JOI001", "SPC004", "BPL001"}


def test_audit_finds_everything_and_changes_nothing() -> None:
    assert applied(preset="audit") == set()
    assert reported("audit") >= reported("news") >= {"ENC001", "JOI001", "SPC004", "BPL001"}


@pytest.mark.parametrize("settings", [Settings(preset="audit"), Settings(applies=False)])
def test_where_nothing_is_applied_no_hole_is_marked(settings: Settings) -> None:
    text = "The boat was bought byand sailed in the harbour on Monday."
    assert clean(text, settings=replace(settings, mark_holes="[?]")).edits == ()
    assert clean(text, settings=Settings(mark_holes="[?]")).edits


def test_prose_repairs_letters_and_sure_glue_alone() -> None:
    assert reported("prose") == {"ENC001", "JOI001"}
    assert applied(preset="prose") >= {"ENC001", "JOI001"}


def test_minimal_repairs_letters_alone() -> None:
    assert applied(preset="minimal") == {"ENC001"}


def test_select_replaces_the_rules_of_a_preset_and_extend_select_adds_to_them() -> None:
    assert applied(preset="prose", select=("SPC004",)) == {"SPC004"}
    assert applied(preset="minimal", extend_select=("SPC004",)) == {"ENC001", "SPC004"}
    assert applied(preset="prose", ignore=("JOI",)) == {"ENC001"}


def test_remove_adds_removals_of_the_unsafe_tier_by_family_code_or_name() -> None:
    text = f"{PROSE}\n\nShare on Facebook\n\n{PROSE}\n\n{PROSE}\n\nTags: boats, harbours\n"
    plain = clean(text, lang="en")
    assert "Tags" in plain.text
    for name in ("boilerplate", "BPL017", "tag-list", "BPL"):
        removed = clean(text, lang="en", settings=Settings(remove=(name,)))
        assert "Tags" not in removed.text
    assert "Tags" not in clean(text, lang="en", settings=Settings(preset="web")).text


@pytest.mark.parametrize("name", ["select", "ignore", "extend_select", "remove"])
def test_a_string_is_no_sequence_of_codes(name: str) -> None:
    with pytest.raises(ValueError, match=rf"{name} must be a sequence of codes: \['JOI'\]"):
        Settings(**{name: "JOI"})  # type: ignore[arg-type]


def test_an_unknown_preset_or_name_is_refused() -> None:
    with pytest.raises(ValueError, match="preset must be one of news, web"):
        Settings(preset="newz")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no rule that could remove 'nonsense'"):
        clean("a", settings=Settings(remove=("nonsense",)))


HOLES = (
    "They met in the , near the harbour, and  the mayor of  said that nobody had asked him "
    "about it."
)


@pytest.mark.parametrize("select", [("SPC",), ("JOI", "SPC"), ("SPC004",), ("SPC005",)])
def test_no_blank_at_a_hole_is_closed_whatever_is_selected(select: tuple[str, ...]) -> None:
    text = f"{PROSE} {HOLES}"
    holes = [one for one in clean(text, lang="en").findings if one.family == "hole"]
    assert holes
    cleaned = clean(text, lang="en", settings=Settings(select=select, ignore=("HOL",)))
    assert not [one for one in cleaned.findings if one.family == "hole"]
    for hole in holes:
        assert not [
            edit for edit in cleaned.edits if edit.start <= hole.end and hole.start <= edit.end
        ]


def test_two_spaces_after_a_sentence_are_a_habit_of_who_typed_the_file() -> None:
    typed = "The tide rose.  The boat (at last!)  left.  \u201cGo.\u201d  He went."
    assert clean(typed, settings=Settings(form="file", preset="news")).text == typed
    assert "  " not in clean(typed).text
    assert clean("The  tide.   It rose.", settings=Settings(form="file", preset="news")).text == (
        "The tide. It rose."
    )
