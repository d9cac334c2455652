"""What a configuration file says, and everything that is wrong in it, at once and with lines."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.config.keys import INNER, PER_FILE, TOP, schema
from cleanup.config.locate import line_of
from cleanup.config.table import Table, read_table
from cleanup.errors import CannotRun, Misconfigured
from cleanup.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = """\
# what this repository wants
preset = "proza"
treshold = 3
threshold = 2
unsafe = 1
select = "JOI"
encoding = "latin-1"

[per-file]
"*.md" = { unsave = true, exclude = ["x"] }
"docs/" = 3

[per-file."old/*.txt"]
encoding = "latin-17"
mark-holes = "?"
"""


def written(folder: Path, text: str, name: str = "cleanup.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def read(folder: Path, text: str, name: str = "cleanup.toml") -> Table:
    table = read_table(written(folder, text, name))
    assert table
    return table


def test_every_fault_is_reported_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured) as caught:
        read(tmp_path, FAULTY)
    path = tmp_path / "cleanup.toml"
    assert [sentence.removeprefix(f"{path}:") for sentence in caught.value.sentences] == [
        '2: preset: expected one of news, web, prose, minimal, audit; got "proza" (string)',
        "3: treshold: unknown key; did you mean threshold?",
        "4: threshold: expected a number from 0 to 1; got 2 (integer)",
        "5: unsafe: expected true or false; got 1 (integer)",
        '6: select: expected a list of strings, as in ["one", "two"]; got "JOI" (string)',
        "7: encoding: this is for some files; put it into [per-file.PATTERN]",
        '10: per-file."*.md".unsave: unknown key; did you mean unsafe?',
        '10: per-file."*.md".exclude: this holds for all files, not for some of them; move it up',
        '11: per-file."docs/": expected a table of settings, got 3 (integer)',
        '14: per-file."old/*.txt".encoding: expected the name of an encoding, as in latin-1;'
        ' got "latin-17" (string)',
        '15: per-file."old/*.txt".mark-holes: expected a sign in brackets, as in [\u2026]; this'
        ' would read as a part of the text; got "?" (string)',
    ]


def test_the_lines_are_those_of_pyproject_too(tmp_path: Path) -> None:
    text = '[project]\nname = "threshold"\nthreshold = 1\n\n[tool.cleanup]\nthreshold = "high"\n'
    with pytest.raises(Misconfigured, match=r"pyproject.toml:6: threshold: expected a number"):
        read(tmp_path, text, "pyproject.toml")
    with pytest.raises(Misconfigured, match=r"pyproject.toml:1: tool.cleanup: expected a table"):
        read(tmp_path, "tool.cleanup = 3\n", "pyproject.toml")


@pytest.mark.parametrize("text", ["", "[tool.other]\nx = 1\n", "[tool]\nx = 'cleanup'\n"])
def test_a_pyproject_without_the_table_says_nothing(text: str, tmp_path: Path) -> None:
    assert read_table(written(tmp_path, text, "pyproject.toml")) is None


def test_the_table_of_pyproject_is_told_from_the_file_itself(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"toml:1: tool: cleanup.toml holds the keys"):
        read(tmp_path, "[tool.cleanup]\nunsafe = true\n")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"threshold = \n", "this is no TOML: Invalid value (at line 1, column 13)"),
        (b"text = '\xe9'\n", "this is not UTF-8; TOML is always UTF-8"),
    ],
)
def test_what_cannot_be_read_is_named(raw: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "cleanup.toml"
    path.write_bytes(raw)
    with pytest.raises(CannotRun) as caught:
        read_table(path)
    assert message in str(caught.value)
    with pytest.raises(CannotRun, match="No such file or directory; check the path"):
        read_table(tmp_path / "other.toml")


def test_patterns_are_relative_to_the_file_and_ordered_as_in_it(tmp_path: Path) -> None:
    table = read(tmp_path, '[per-file]\n"*.md" = {}\n"/docs/" = {}\n"old/**/x.txt" = {}\n')
    for path, patterns in {
        "a.md": ("*.md",),
        "docs/a.md": ("*.md", "/docs/"),
        "b/docs/a.txt": (),
        "old/1/2/x.txt": ("old/**/x.txt",),
        "../a.md": (),
    }.items():
        assert table.patterns_for(str(tmp_path / path)) == patterns, path


VALUES: dict[str, Any] = {
    "preset": "web",
    "select": ["JOI"],
    "extend-select": ["HOL001"],
    "ignore": ["SPC"],
    "remove": ["byline"],
    "unsafe": True,
    "threshold": 0.5,
    "mark-holes": "[?]",
    "mark-threshold": 1,
    "phrases": "phrases.txt",
    "text": "article.body",
    "title": "headline",
    "lang": "language",
    "source-column": "site",
    "ignore-column": "ignored",
    "encoding": "latin-1",
    "exclude": ["build/"],
    "extend-exclude": ["*.bak", "!a.bak"],
}


def test_the_schema_takes_what_is_taken_and_refuses_what_is_refused(tmp_path: Path) -> None:
    valid = jsonschema.Draft7Validator(schema())
    assert VALUES.keys() == TOP.keys() | INNER.keys()
    table = {key: VALUES[key] for key in TOP} | {PER_FILE: {"*": {k: VALUES[k] for k in INNER}}}
    lines = [f"{key} = {json.dumps(VALUES[key])}\n" for key in TOP]
    lines += ['[per-file."*"]\n', *(f"{key} = {json.dumps(VALUES[key])}\n" for key in INNER)]
    assert read(tmp_path, "".join(lines)).values == {key: VALUES[key] for key in TOP}
    assert not list(valid.iter_errors(table))
    for name, value in {"preset": "x", "unsafe": 1, "select": "x", "threshold": 2, "x": 1}.items():
        assert list(valid.iter_errors({name: value}))
        assert list(valid.iter_errors({PER_FILE: {"*": {name: value}}}))


PRINTABLE = st.characters(codec="utf-8", exclude_categories=["C"], exclude_characters='"\\')
LEAF = st.one_of(
    st.booleans(), st.integers(-2, 2), st.floats(-1, 2), st.text(PRINTABLE, max_size=9)
)
VALUE = st.recursive(LEAF, lambda inner: st.lists(inner, max_size=3), max_leaves=4)
NAME = st.one_of(st.sampled_from([*VALUES, PER_FILE]), st.text(PRINTABLE, max_size=9))


@given(st.dictionaries(NAME, VALUE, max_size=5), st.booleans())
def test_a_table_is_read_or_each_fault_in_it_is_reported(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, Any], inner: bool
) -> None:
    lines = [f"{toml(key)} = {toml(value)}\n" for key, value in values.items()]
    text = "".join(['[per-file."*.md"]\n' * inner, *lines])
    assert (
        tomllib.loads(text)[PER_FILE]["*.md"] == values if inner else tomllib.loads(text) == values
    )
    path = written(tmp_path_factory.mktemp("table"), text)
    keys = (PER_FILE, "*.md") * inner
    for number, key in enumerate(values, start=1 + inner):
        assert line_of(text, (*keys, key)) == number
    table, sentences = outcome(path)
    assert all(sentence.startswith(f"{path}:") for sentence in sentences)
    assert bool(table) != bool(sentences)
    if table:
        assert (table.per_file["*.md"] if inner else table.values) == values


def outcome(path: Path) -> tuple[Table | None, tuple[str, ...]]:
    try:
        return read_table(path), ()
    except Misconfigured as error:
        return None, error.sentences


def toml(value: object) -> str:
    """Return a value or a quoted key as TOML: of these texts, JSON is the same."""
    return json.dumps(value, ensure_ascii=False)


def test_settings_are_read_from_a_file(tmp_path: Path) -> None:
    written(tmp_path, "[newsletter]\nMoor with us\n", "phrases.txt")
    path = written(
        tmp_path,
        'select = ["joi", "HOL001"]\nremove = ["byline", "crd002"]\nthreshold = 0.5\n'
        'mark-holes = true\nphrases = "phrases.txt"\ntext = "body"\nunsafe = true\n',
    )
    expected = Settings(
        select=("JOI", "HOL001"),
        remove=("byline", "CRD002"),
        threshold=0.5,
        mark_holes="[\u2026]",
        phrases="[newsletter]\nMoor with us",
        unsafe=True,
        form="file",
    )
    assert Settings.from_toml(path, form="file") == expected
    assert Settings.from_toml(str(path), form="file", unsafe=False) != expected
    with pytest.raises(CannotRun, match="has no table"):
        Settings.from_toml(written(tmp_path, "", "pyproject.toml"))
    with pytest.raises(CannotRun, match=r"lost.txt: No such file"):
        Settings.from_toml(written(tmp_path, 'phrases = "lost.txt"'))
