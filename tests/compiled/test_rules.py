"""Rules that were read from the cache declare what their modules do, and find the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

import cleanup
from cleanup.cache.key import key_of
from cleanup.compiled.deferred import Deferred
from cleanup.compiled.hints import HintTable, hints_of
from cleanup.compiled.rules import packed, unpacked
from cleanup.prefilter.hints import (
    Always,
    AnyOf,
    Chars,
    Hint,
    LineStart,
    Never,
    OneLine,
    Outer,
    Shape,
    Share,
    Token,
)
from cleanup.prefilter.runs import run_tests_of
from cleanup.rule import Rule
from cleanup.rules import _imported, all_rules

IMPORTED = _imported()
PACKAGE = Path(cleanup.__file__).parent


@pytest.mark.parametrize(
    ("imported", "read"),
    list(zip(IMPORTED, all_rules(), strict=True)),
    ids=lambda rule: rule.code,
)
def test_what_is_read_is_what_is_declared(imported: Rule, read: Rule) -> None:
    for field in fields(Rule):
        if field.name != "find":
            assert getattr(read, field.name) == getattr(imported, field.name)
            assert type(getattr(read, field.name)) is type(getattr(imported, field.name))
    assert read.hint is imported.hint, "hints of the same content are one object"
    assert isinstance(read.find, Deferred)
    assert read.find.target is imported.find


def test_reading_twice_is_the_same_data() -> None:
    data = packed(IMPORTED)
    assert packed(IMPORTED) == data
    assert [rule.code for rule in unpacked(data)] == [rule.code for rule in IMPORTED]


def test_a_field_of_an_unknown_type_is_refused() -> None:
    first = IMPORTED[0]
    values = {field.name: getattr(first, field.name) for field in fields(Rule)}
    with pytest.raises(TypeError, match="bytes"):
        packed([Rule(**{**values, "name": b"bytes"})])


def test_every_kind_of_hint_is_read_as_it_was_packed() -> None:
    literal = AnyOf("tide", "moon")
    kinds: list[Hint] = [
        *(literal, LineStart("top"), Chars("a-z"), Shape("m[ao]st"), Always(), Never(), Outer("x")),
        *(literal & Chars("a-z"), literal | Chars("a-z"), OneLine(literal, longest=16)),
        *(OneLine(literal, Chars("a-z")), Share("a-z", at_most=3, per=7)),
    ]
    table = HintTable()
    numbers = [table.number(hint) for hint in kinds]
    read = hints_of(json.loads(json.dumps(table.rows)))
    assert [read[number] for number in numbers] == kinds


def test_a_token_is_found_by_the_name_of_its_test() -> None:
    with pytest.raises(ValueError, match="local"):
        HintTable().number(Token(lambda run: True, 1))


def test_the_runs_of_a_text_are_tested_for_all_rules_in_one_pass() -> None:
    (tests,) = run_tests_of(tuple(rule.hint for rule in all_rules()))
    assert len(tests.tokens) > 1


def test_a_dangling_link_is_no_file_of_the_package(tmp_path: Path) -> None:
    before = key_of(str(tmp_path))
    (tmp_path / ".#rule.py").symlink_to("nobody@nowhere")
    (tmp_path / "again").symlink_to(tmp_path)
    assert key_of(str(tmp_path)) == before


THREADS = """
from concurrent.futures import ThreadPoolExecutor
import sys
from cleanup.rules import all_rules
sys.setswitchinterval(1e-5)
with ThreadPoolExecutor(8) as pool:
    sets = list(pool.map(lambda _: all_rules(), range(8)))
assert all(rules is sets[0] for rules in sets)
"""


def test_threads_that_begin_at_once_have_the_same_rules() -> None:
    subprocess.run([sys.executable, "-c", THREADS], check=True)


def test_the_key_knows_every_file_by_its_size_and_time(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    path = tmp_path / "rules" / "one.py"
    keys = set()
    for content, time in (("a", 1), ("ab", 1), ("ab", 2)):
        path.write_text(content)
        os.utime(path, (time, time))
        keys.add(key_of(str(tmp_path)))
    (tmp_path / "rules" / "table.txt").touch()
    keys.add(key_of(str(tmp_path)))
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "one.pyc").touch()
    keys.add(key_of(str(tmp_path)))
    assert len(keys) == 4


IMPORTING = """
import sys
before = set(sys.modules)
from cleanup.rules import _imported
_imported()
print(*{name.partition(".")[0] for name in set(sys.modules) - before} - sys.stdlib_module_names)
"""


def test_declarations_depend_on_no_package_that_the_key_does_not_know() -> None:
    """Others may change a declaration without a change of ours; these two only search."""
    done = subprocess.run([sys.executable, "-c", IMPORTING], capture_output=True, text=True)
    assert set(done.stdout.split()) <= {"ahocorasick_rs", "cleanup", "regex"}


def test_only_rules_whose_hints_hold_are_imported() -> None:
    script = (
        "import sys, cleanup; cleanup.clean('The old ferry ran late , on Monday.');"
        "print(*sorted(name for name in sys.modules if name.startswith('cleanup.rules.')))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    modules = done.stdout.split()
    assert "cleanup.rules.space.space_before_punctuation" in modules, modules
    assert len(modules) < 20
