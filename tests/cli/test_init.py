"""``init`` looks at a folder and writes what fits it, with the reasons, and never twice."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.cli.survey import Survey
from cleanup.cli.survey.columns import text_column
from cleanup.cli.survey.fitting import written
from cleanup.config.globs import Globs
from cleanup.config.table import read_table
from cleanup.read.find import find_sources
from cleanup.rule import PROSE
from tests.commands import GLUED, jsonl, run

pytestmark = pytest.mark.usefixtures("in_folder")

Captured = pytest.CaptureFixture[str]

GUIDE = "Usage\n=====\n\nCall ``open()`` first.\n\n.. code-block:: sh\n\n   make\n\n- one\n- two\n"


def write(path: str, text: str | bytes) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode() if isinstance(text, str) else text)


def made(path: str = "cleanup.toml") -> dict[str, Any]:
    table = read_table(Path(path))
    assert table
    return {**table.values, **({"per-file": table.per_file} if table.per_file else {})}


def test_documentation_gets_its_preset(capsys: Captured) -> None:
    for number in range(12):
        write(f"docs/{number}.rst", GUIDE)
    assert run("init") == 0
    assert made() == {"preset": "prose"}
    assert "# 12 of 12 files looked at read as documentation" in Path("cleanup.toml").read_text()
    assert "Wrote cleanup.toml" in capsys.readouterr().err


def test_articles_need_nothing_and_are_counted(capsys: Captured) -> None:
    write("a.txt", f"{PROSE}\n\n{GLUED}")
    assert run("init") == 0
    assert made() == {}
    assert "A check would find 1 place in 1 text file that was looked at: JOI001 1 (glued-sent" in (
        capsys.readouterr().err
    )


def test_folders_of_documentation_get_it_beside_articles() -> None:
    for number in range(4):
        write(f"docs/{number}.rst", GUIDE)
        write(f"articles/{number}.txt", f"{PROSE}\n\n{GLUED}")
    assert run("init") == 0
    assert made() == {"per-file": {"/docs/": {"preset": "prose"}}}


def test_what_is_no_text_and_what_is_of_others_is_excluded() -> None:
    write("a #1.txt", b"caf\xe9\n")
    write("b.md", b"a\0b")
    write("tests/fixtures/c.txt", GLUED)
    write("node_modules/d.txt", GLUED)
    write("e.txt", PROSE)
    assert run("init") == 0
    patterns = made()["extend-exclude"]
    for path in ("a #1.txt", "b.md", "tests/fixtures/c.txt"):
        assert Globs(tuple(patterns), Path.cwd()).match(Path.cwd() / path), path
    assert not Globs(tuple(patterns), Path.cwd()).match(Path.cwd() / "e.txt")
    assert run("check", ".", "--strict") == 0


def test_the_column_of_texts_is_named(capsys: Captured) -> None:
    body = {"body": PROSE * 3}
    for folder in ("data", "more"):
        Path(folder).mkdir()
    jsonl(Path("a.jsonl"), {"id": "x", "article": {**body, "url": "https://example.org"}})
    jsonl(Path("data/a.jsonl"), body)
    jsonl(Path("data/b.jsonl"), body)
    jsonl(Path("more/a.jsonl"), body)
    jsonl(Path("more/b.jsonl"), {"count": 3})
    assert run("init") == 0
    assert made() == {
        "per-file": {
            "/*.jsonl": {"text": "article.body"},
            "/data/*.jsonl": {"text": "body"},
            "/more/a.jsonl": {"text": "body"},
        }
    }
    assert "a check looks at the tables" in capsys.readouterr().err
    assert run("check", ".") == 1
    out, err = capsys.readouterr()
    assert "a.jsonl#0:article.body:" in out
    assert "more/b.jsonl: no column is called 'text'" in err


def test_it_is_added_to_a_pyproject_and_never_written_twice(capsys: Captured) -> None:
    write("docs/a.rst", GUIDE)
    write("pyproject.toml", '[project]\nname = "ferry"')
    assert run("init", "--dry-run") == 0
    assert tomllib.loads(capsys.readouterr().out)["tool"]["cleanup"] == {"preset": "prose"}
    assert Path("pyproject.toml").read_text() == '[project]\nname = "ferry"'
    assert run("init") == 0
    text = Path("pyproject.toml").read_text()
    assert text.startswith('[project]\nname = "ferry"\n\n[tool.cleanup]\n# 1 file here: 1 .rst\n')
    assert made("pyproject.toml") == {"preset": "prose"}
    for words in (["init"], ["init", "--dry-run"]):
        assert run(*words) == 2
        assert "there is a configuration already" in capsys.readouterr().err
    assert Path("pyproject.toml").read_text() == text


@pytest.mark.parametrize("text", ["[project\n", "tool = 3\n", "x = '\xe9'\n".encode("latin-1")])
def test_a_damaged_pyproject_is_left_alone(text: str | bytes, capsys: Captured) -> None:
    write("docs/a.rst", GUIDE)
    write("pyproject.toml", text)
    before = Path("pyproject.toml").read_bytes()
    assert run("init") == 2
    assert "pyproject.toml" in capsys.readouterr().err
    assert Path("pyproject.toml").read_bytes() == before


def test_a_folder_without_texts_is_no_reason_to_write(capsys: Captured) -> None:
    assert run("init") == 2
    assert "holds no texts" in capsys.readouterr().err
    assert run("init", "nowhere") == 2
    assert "nowhere: this is no folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ([{"title": "t", "text": "short"}], "text"),
        ([{"title": "t", "content": PROSE * 3, "body": PROSE * 3}], "body"),
        ([{"title": "t", "html": PROSE * 4, "raw": PROSE * 3}], "html"),
        ([{"title": "t", "tags": ["x"]}, [1], 2], None),
    ],
)
def test_the_column_is_guessed(rows: list[object], column: str | None) -> None:
    jsonl(Path("a.jsonl"), *rows)
    (source,) = find_sources(["a.jsonl"])
    assert text_column(source) == column
    if rows and isinstance(rows[0], dict) and column:
        names = [name for name in rows[0] if isinstance(rows[0][name], str)]
        lines = [";".join(names), ";".join(json.dumps(rows[0][name]) for name in names)]
        write("a.csv", "\n".join(lines) + "\n")
        (source,) = find_sources(["a.csv"])
        assert text_column(source) == column


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=8)


@given(st.dictionaries(NAMES, st.text(max_size=9), max_size=3), st.text(min_size=1), NAMES)
def test_whatever_the_names_it_is_toml_that_excludes_them(
    unreadable: dict[str, str], column: str, folder: str
) -> None:
    found = Survey(unreadable=unreadable)
    found.columns["a b/x.jsonl"] = column
    found.suffixes[".txt"] += 1
    found.presets = {folder: Counter({"prose": 5}), "": Counter({"news": 9})}
    for above in ("", "tool.cleanup"):
        table: Any = tomllib.loads(written(found, above))
        for key in above.split(".") if above else ():
            table = table[key]
        assert len(table.get("extend-exclude", ())) == len(unreadable)
        columns = [one["text"] for one in table["per-file"].values() if "text" in one]
        assert columns == ([] if column == "text" else [column])
        (pattern,) = (name for name, one in table["per-file"].items() if "preset" in one)
        assert Globs((pattern,), Path.cwd()).match(Path.cwd() / folder / "a.txt")
