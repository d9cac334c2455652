"""Every rule keeps what its declaration says: its examples are its tests."""

from __future__ import annotations

import ast
import inspect
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cleanup.rules
from cleanup import Settings, clean, kit
from cleanup.engine.decide import ORDER
from cleanup.manual import page
from cleanup.prefilter.hints import Never, holds
from cleanup.rule import FAMILIES, Rule, check_found, rule
from cleanup.rules import all_rules
from cleanup.text.document import Document
from cleanup.values import LOST
from tests.laws import letters_survive
from tests.test_imports import imports_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _pytest.mark import ParameterSet

    from cleanup.values import Cleaned

HEADINGS = ("What it does:", "Why it is damage:", "What could go wrong:")
RULES = all_rules()
FOLDER = Path(cleanup.rules.__file__).parent
FINDERS = tuple(rule for rule in RULES if not isinstance(rule.hint, Never))


def named(rules: Iterable[Rule]) -> list[ParameterSet]:
    return [pytest.param(rule, id=f"{rule.code}-{rule.name}") for rule in rules]


def cases(kind: str) -> list[ParameterSet]:
    """Return each rule of a finder with each text that its declaration lists under ``kind``."""
    return [
        pytest.param(rule, text, id=f"{rule.code}-{kind}-{number}")
        for rule in FINDERS
        for number, text in enumerate(getattr(rule, kind))
    ]


def cleaned(rule: Rule, text: str, *, unsafe: bool = True) -> Cleaned:
    """Clean a text with this rule alone, in its language; the text shows which of several."""
    settings = Settings(select=(rule.code,), unsafe=unsafe, threshold=0, form=rule.form or "table")
    lang = min(rule.langs) if len(rule.langs) == 1 else None
    return clean(text, lang=lang, settings=settings)


@pytest.mark.parametrize("rule", named(RULES))
def test_code_and_name_are_well_formed(rule: Rule) -> None:
    assert rule.family == FAMILIES[rule.code[:3]]
    words = rule.name.split("-")
    assert all(word.isalnum() and word == word.lower() for word in words), rule.name
    assert not {"fix", "remove", "check", "rule", "strip"} & set(words), "a name states the damage"


@pytest.mark.parametrize("rule", named(RULES))
def test_rule_stands_in_the_folder_of_its_family(rule: Rule) -> None:
    module = rule.find.__module__.split(".")
    assert module[:3] == ["cleanup", "rules", rule.family]


@pytest.mark.parametrize("rule", named(RULES))
def test_manual_has_a_short_first_line_and_all_headings(rule: Rule) -> None:
    first, *rest = rule.manual.split("\n")
    assert first
    assert len(first) <= 90, "the first line is a message of at most 90 characters"
    assert rest[:1] == [""], "a blank line follows the first"
    places = [rule.manual.find(f"\n\n{heading}") for heading in HEADINGS]
    assert -1 not in places, f"the manual lacks one of {HEADINGS}"
    assert places == sorted(places)


@pytest.mark.parametrize("rule", named(RULES))
def test_message_is_one_sentence_without_its_full_stop(rule: Rule) -> None:
    assert rule.message
    assert not rule.message.endswith(".")


@pytest.mark.parametrize("rule", named(FINDERS))
def test_declaration_has_the_examples_its_tier_asks_for(rule: Rule) -> None:
    assert 0 < rule.confidence <= 1
    assert len(rule.good) >= 4, "a rule has at least four look-alikes that stay (good)"
    if rule.tier == "display":
        assert not rule.bad, "a rule of the display tier repairs nothing; its examples are flags"
        assert rule.flags, "a rule of the display tier has examples of what it flags"
    else:
        assert len(rule.bad) >= 3, "a rule that repairs has at least three repairs (bad)"


@pytest.mark.parametrize("rule", named(FINDERS))
def test_examples_are_distinct_and_a_repair_changes_something(rule: Rule) -> None:
    texts = [*rule.bad, *rule.flags, *rule.good]
    assert len(texts) == len(set(texts))
    assert all(before != after for before, after in rule.bad.items())
    assert all(part in text for text, part in rule.flags.items())


@pytest.mark.parametrize(("rule", "text"), cases("bad"))
def test_damage_is_repaired(rule: Rule, text: str) -> None:
    assert cleaned(rule, text).text == rule.bad[text]


@pytest.mark.parametrize(("rule", "text"), cases("bad"))
def test_repaired_text_is_silent(rule: Rule, text: str) -> None:
    again = cleaned(rule, rule.bad[text])
    assert not again.edits
    assert not again.findings


@pytest.mark.parametrize(("rule", "text"), cases("flags"))
def test_damage_is_pointed_at(rule: Rule, text: str) -> None:
    result = cleaned(rule, text)
    spans = [text[one.start : one.end] for one in result.findings if one.code == rule.code]
    assert rule.flags[text] in spans


@pytest.mark.parametrize(
    ("rule", "text"), [pair for kind in ("bad", "flags", "good") for pair in cases(kind)]
)
def test_no_place_claims_more_than_its_rule_may(rule: Rule, text: str) -> None:
    for found in rule.find(Document(text, form=rule.form or "table")):
        check_found(rule, found)


@pytest.mark.parametrize(("rule", "text"), cases("good"))
def test_lookalike_is_left_alone(rule: Rule, text: str) -> None:
    result = cleaned(rule, text)
    assert result.text == text
    assert not result.found


@pytest.mark.parametrize(("rule", "text"), [*cases("bad"), *cases("flags")])
def test_hint_holds_on_damage(rule: Rule, text: str) -> None:
    assert holds(rule.hint, text)


def test_a_hole_and_nothing_else_says_what_was_lost() -> None:
    declare = partial(rule, tier="display", confidence=0.9, hint=Never())
    with pytest.raises(ValueError, match=r'HOL900: a rule of the family hole.*hole="inline"'):
        declare("HOL900")
    with pytest.raises(ValueError, match="SPC900: a rule of the family hole, and no other"):
        declare("SPC900", hole="inline")


@pytest.mark.parametrize("rule", named(one for one in RULES if one.family == "hole"))
def test_what_was_lost_stands_in_the_finding_and_in_the_manual(rule: Rule) -> None:
    for text in rule.flags:
        assert {one.hole for one in cleaned(rule, text).findings} == {rule.hole}
    assert rule.hole
    assert f"- Lost: {LOST[rule.hole]}\n" in page(rule)


def test_every_rule_that_edits_has_a_rank_where_changes_overlap() -> None:
    editing = [rule for rule in all_rules() if rule.tier != "display"]
    assert {"removal" if rule.removes else rule.family for rule in editing} <= set(ORDER)


def test_every_file_below_rules_is_a_rule() -> None:
    """A folder without ``__init__.py`` would hide its rules, a file without a rule is no rule."""
    files = {path for path in FOLDER.rglob("*.py") if path.name != "__init__.py"}
    modules = {import_module(rule.find.__module__) for rule in RULES}
    assert {Path(str(module.__file__)) for module in modules} == files


def test_every_module_below_rules_declares_a_rule_and_borrows_nothing_from_another() -> None:
    """What two rules share, or what is no rule, is in ``cleanup.text`` or ``cleanup.grammar``."""
    modules = imports_of(FOLDER.parent)
    below = {name for name in modules if name.startswith("cleanup.rules.")}
    families = {name for name in below if name.count(".") == 2}
    assert {rule.find.__module__ for rule in RULES} == below - families
    assert not [name for name in below if modules[name] & below]


def test_no_rule_keeps_what_it_found_out_about_texts() -> None:
    """``document.once`` does, as long as the document lives; a cache of constants is one thing."""
    for module in {import_module(one.find.__module__) for one in RULES}:
        for value in vars(module).values():
            if hasattr(value, "cache_info") and value.__module__ == module.__name__:
                assert not inspect.signature(value).parameters, value


def test_what_the_kit_offers_is_imported_from_the_kit() -> None:
    offered = {
        (value.__module__, name)
        for name in kit.__all__
        if hasattr(value := getattr(kit, name), "__module__")
    }
    for path in {Path(str(import_module(one.find.__module__).__file__)) for one in RULES}:
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ImportFrom):
                named = {(str(node.module), alias.name) for alias in node.names}
                assert not named & offered, path.name


@pytest.mark.parametrize("rule", named(FINDERS))
def test_letters_survive_what_a_safe_rule_does_to_its_examples(rule: Rule) -> None:
    """A rule that removes content says so with ``removes=True``."""
    for text in rule.bad if rule.tier == "safe" else ():
        letters_survive(text, cleaned(rule, text, unsafe=False).edits)
