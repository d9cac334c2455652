"""What holds for a file: the command line, then the nearest configuration, then the defaults."""

from __future__ import annotations

import io
import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from pathspec import GitIgnoreSpec

from tests.commands import GLUED, MENDED, SOFT, jsonl, run

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.usefixtures("in_folder")

Captured = pytest.CaptureFixture[str]


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, "utf-8")


def codes(capsys: Captured, *words: str) -> dict[str, list[str]]:
    """Check files, and return the codes of the findings by path."""
    capsys.readouterr()
    assert run("check", *words, "--format", "json") in (0, 1)
    found: dict[str, list[str]] = {}
    for finding in json.loads(capsys.readouterr().out):
        found.setdefault(finding["path"], []).append(finding["code"])
    return found


def settings(capsys: Captured, *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert run("settings", *words, "--format", "json") == 0
    return dict(json.loads(capsys.readouterr().out)["settings"])


def test_the_nearest_configuration_holds(capsys: Captured) -> None:
    write("a.txt", GLUED + SOFT)
    write("b/a.txt", GLUED + SOFT)
    write("b/c/a.txt", GLUED + SOFT)
    write("pyproject.toml", '[tool.cleanup]\nselect = ["JOI"]\n')
    write("b/c/pyproject.toml", "[project]\n")
    assert codes(capsys, ".") == {key: ["JOI001"] for key in ["a.txt", "b/a.txt", "b/c/a.txt"]}
    write("b/cleanup.toml", 'select = ["INV"]\n')
    found = codes(capsys, ".")
    assert found == {"a.txt": ["JOI001"], "b/a.txt": ["INV001"], "b/c/a.txt": ["INV001"]}
    write("c.toml", 'ignore = ["JOI"]\n')
    assert codes(capsys, ".", "--config", "c.toml") == {key: ["INV001"] for key in found}
    assert codes(capsys, ".", "--isolated") == {key: ["JOI001", "INV001"] for key in found}


def test_the_command_line_overrides(capsys: Captured) -> None:
    write("a.txt", GLUED + SOFT)
    write("cleanup.toml", 'select = ["JOI"]\nextend-select = ["INV"]\nignore = ["JOI"]\n')
    assert codes(capsys, "a.txt") == {"a.txt": ["INV001"]}
    assert codes(capsys, "a.txt", "--select", "INV") == {"a.txt": ["INV001"]}
    assert codes(capsys, "a.txt", "--select", "JOI") == {}
    assert codes(capsys, "a.txt", "--select", "JOI", "--ignore", "INV") == {"a.txt": ["JOI001"]}
    write("cleanup.toml", 'unsafe = true\nmark-holes = true\nselect = ["JOI"]\n')
    found = settings(capsys, ".")
    assert found["unsafe"] == {"value": True, "from": f"{Path.cwd() / 'cleanup.toml'}:1"}
    assert found["mark-holes"]["value"] == "[\u2026]"
    assert codes(capsys, "a.txt", "--extend-select", "INV") == {"a.txt": ["JOI001", "INV001"]}


def test_some_files_have_settings_of_their_own(capsys: Captured) -> None:
    write("a.txt", GLUED + SOFT)
    write("old/a.txt", GLUED + SOFT)
    write("old/b.txt", GLUED + SOFT)
    write(
        "cleanup.toml",
        'ignore = ["SPC"]\n[per-file."old/"]\nignore = ["INV"]\n'
        '[per-file."b.*"]\nselect = ["JOI"]\n',
    )
    assert codes(capsys, ".") == {
        "a.txt": ["JOI001", "INV001"],
        "old/a.txt": ["JOI001"],
        "old/b.txt": ["JOI001"],
    }
    found = settings(capsys, "old/b.txt")
    place = Path.cwd() / "cleanup.toml"
    assert found["ignore"] == {"value": ["SPC", "INV"], "from": f"{place}:3"}
    assert found["select"] == {"value": ["JOI"], "from": f"{place}:5"}
    assert found["threshold"] == {"value": 0.8, "from": "default"}


def test_settings_are_printed_as_toml_that_means_the_same(capsys: Captured) -> None:
    write(
        "cleanup.toml", 'preset = "web"\nselect = ["JOI"]\ntext = "bo\\"dy"\nmark-holes = "[?]"\n'
    )
    assert run("settings") == 0
    printed = capsys.readouterr().out
    values = tomllib.loads(printed)
    assert (values["preset"], values["text"], values["mark-holes"]) == ("web", 'bo"dy', "[?]")
    assert 'select = ["JOI"]' in printed
    assert "cleanup.toml:2" in printed
    assert "# title is not set: a column title, if there is one" in printed
    values.pop("encoding")
    write("copy/cleanup.toml", "".join(f"{key} = {json.dumps(v)}\n" for key, v in values.items()))
    copied = settings(capsys, "copy")
    assert {key: copied[key]["value"] for key in values} == values


@pytest.mark.parametrize("command", ["check", "fix", "settings", "run", "audit", "explain"])
def test_faults_are_reported_by_every_command_at_once(command: str, capsys: Captured) -> None:
    write("a.txt", GLUED)
    write("cleanup.toml", "treshold = 3\nunsafe = 1\n")
    output = {"run": ["-o", "x.jsonl"], "audit": ["-o", "x.html"]}.get(command, [])
    assert run(command, "a.txt:1:1" if command == "explain" else "a.txt", *output) == 2
    place = Path.cwd() / "cleanup.toml"
    assert capsys.readouterr().err.splitlines() == [
        f"cleanup: {place}:1: treshold: unknown key; did you mean threshold?",
        f"cleanup: {place}:2: unsafe: expected true or false; got 1 (integer)",
    ]


def test_unknown_codes_are_reported_with_the_nearest(capsys: Captured) -> None:
    write("a.txt", GLUED)
    write(
        "cleanup.toml",
        'ignore = ["JOI001", "JOI09"]\n[per-file."*"]\nselect = ["glued-sentences"]\n'
        'remove = ["bylines"]\nextend-select = ["Q"]\n',
    )
    assert run("check", ".") == 2
    place = Path.cwd() / "cleanup.toml"
    lines = capsys.readouterr().err.splitlines()
    assert f"cleanup: {place}:1: ignore: no rule has a code that begins with 'JOI09'" in lines[0]
    assert [line.split(":")[2] for line in lines] == ["1", "3", "5", "4"]
    assert [line.partition("; ")[2] for line in lines[1:]] == [
        "did you mean JOI001?",
        "`cleanup rules` lists them",
        "did you mean byline?",
    ]


def test_fix_and_explain_use_the_configuration(capsys: Captured) -> None:
    write("a.txt", GLUED + SOFT)
    write("cleanup.toml", 'ignore = ["INV"]\n')
    assert run("explain", "a.txt:1:34") == 0
    assert run("fix", ".") == 0
    assert Path("a.txt").read_text("utf-8") == MENDED + SOFT
    assert run("explain", "a.txt:2:8") == 0
    assert "INV001: the settings do not select it" in capsys.readouterr().out


def test_a_corpus_is_cleaned_as_the_working_folder_says(capsys: Captured) -> None:
    jsonl(Path("a.jsonl"), {"body": GLUED})
    write("cleanup.toml", 'text = "body"\nignore = ["JOI"]\n')
    assert run("run", "a.jsonl", "-o", "b.jsonl") == 0
    assert pl.read_ndjson("b.jsonl")["body"].to_list() == [GLUED.strip()]
    assert run("run", "a.jsonl", "-o", "b.jsonl", "--force", "--ignore", "SPC") == 0
    assert pl.read_ndjson("b.jsonl")["body"].to_list() == [MENDED]
    assert f"settings of {Path.cwd() / 'cleanup.toml'}" in capsys.readouterr().err
    assert run("audit", "a.jsonl", "-o", "a.html") == 0
    assert "no damage but white space" in capsys.readouterr().out
    assert run("run", "a.jsonl", "-o", "b.jsonl", "--isolated", "--force") == 2


def test_files_are_excluded(capsys: Captured) -> None:
    for path in ("a.txt", "old/b.txt", "build/c.txt", "old/d.txt"):
        write(path, GLUED)
    assert set(codes(capsys, ".")) == {"a.txt", "old/b.txt", "old/d.txt"}
    write("cleanup.toml", 'extend-exclude = ["/old/b.*"]\n')
    assert set(codes(capsys, ".")) == {"a.txt", "old/d.txt"}
    assert set(codes(capsys, ".", "--extend-exclude", "a.*")) == {"old/d.txt"}
    assert set(codes(capsys, ".", "--exclude", "a.*")) == {"build/c.txt", "old/d.txt"}
    write("cleanup.toml", 'exclude = ["/old/"]\n')
    assert set(codes(capsys, ".")) == {"a.txt", "build/c.txt"}
    assert set(codes(capsys, "old/b.txt")) == {"old/b.txt"}
    assert codes(capsys, "old/b.txt", "--force-exclude") == {}
    assert run("fix", "old/b.txt", "--force-exclude") == 0
    assert run("fix", ".") == 0
    assert Path("old/b.txt").read_text() == GLUED
    assert Path("a.txt").read_text() == MENDED
    write("a.txt", GLUED)
    write(".ignore", "a.txt\n")
    assert set(codes(capsys, ".")) == set()
    assert run("check", ".", "--no-gitignore") == 1


def test_paths_are_read_from_a_list(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in ("a.txt", "b c.txt", "d.txt"):
        write(path, GLUED)
    write("list", "a.txt\nb c.txt\r\n\n")
    assert set(codes(capsys, "--file-list", "list")) == {"a.txt", "b c.txt"}
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a.txt\0b c.txt\0")))
    assert set(codes(capsys, "--file-list", "-", "d.txt")) == {"a.txt", "b c.txt", "d.txt"}
    write("none", "\n")
    assert codes(capsys, "--file-list", "none") == {}
    assert run("fix", "--file-list", "none") == 0
    write("gone", "a.txt\ngone.txt\n")
    assert set(codes(capsys, "--file-list", "gone")) == {"a.txt"}
    assert run("check", "a.txt", "--stdin-filename", "b.md") == 2
    assert "name - , too" in capsys.readouterr().err
    assert run("check", "--file-list", "lost") == 2
    assert "lost: No such file or directory; check the path" in capsys.readouterr().err


def test_standard_input_is_judged_as_a_file(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("cleanup.toml", '[per-file."docs/"]\nselect = ["INV"]\n')
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO((GLUED + SOFT).encode())))
    assert codes(capsys, "-", "--stdin-filename", "docs/a.md") == {"docs/a.md": ["INV001"]}


def test_standard_input_that_is_excluded_comes_back_as_it_was(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("-", "--stdin-filename", "build/a.md", "--force-exclude")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GLUED.encode())))
    assert run("fix", *words) == 0
    assert capfdbinary.readouterr().out == GLUED.encode()
    assert run("check", *words) == 0


def test_a_text_file_may_have_another_encoding(capsys: Captured) -> None:
    raw = f"Ren\xe9e said so. {GLUED}".encode("latin-1")
    Path("a.txt").write_bytes(raw)
    assert run("check", ".", "--strict") == 2
    assert "is not UTF-8" in capsys.readouterr().err
    write("cleanup.toml", '[per-file."*.txt"]\nencoding = "latin-1"\n')
    assert codes(capsys, ".") == {"a.txt": ["JOI001"]}
    assert run("check", ".", "--strict") == 1


def test_patterns_are_compiled_once_whatever_the_number_of_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write("cleanup.toml", 'extend-exclude = ["*.bak"]\n[per-file."*.txt"]\nthreshold = 0.9\n')
    compiled: list[object] = []
    from_lines = GitIgnoreSpec.from_lines

    def counted(lines: Iterable[str]) -> GitIgnoreSpec:
        compiled.append(lines)
        return from_lines(lines)

    monkeypatch.setattr(GitIgnoreSpec, "from_lines", counted)
    counts = []
    for number in range(1, 13):
        write(f"a/{number}.txt", GLUED)
        if number in (1, 12):
            compiled.clear()
            assert run("check", ".") == 1
            counts.append(len(compiled))
    assert counts[0] == counts[1] > 0
