"""What is read back is hostile: changed manifests, ledgers and outputs, named or refused."""

from __future__ import annotations

import json
import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.write.manifest import MANIFEST
from tests.commands import GLUED, MENDED, jsonl, run
from tests.mutants import Stored, attacked, stored
from tests.properties import few

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def victims(tmp_path_factory: pytest.TempPathFactory) -> list[Stored]:
    folder: Path = tmp_path_factory.mktemp("hostile") / "inner"
    return list(stored(folder))


@given(seed=st.integers(0, 2**32))
@few
@pytest.mark.parametrize("kind", ["manifest", "ledger", "output"])
def test_what_was_changed_gives_no_wrong_text_and_no_traceback(
    victims: list[Stored], kind: str, seed: int
) -> None:
    random = Random(seed)
    victim = random.choice([victim for victim in victims if victim.kind == kind])
    assert attacked(victim, random).faults == ()


def test_a_path_with_two_slashes_comes_back(
    in_folder: None, tmp_path: Path, capsys: Captured
) -> None:
    Path("a.txt").write_text(GLUED)
    assert run("run", f"/{tmp_path}/a.txt", "-o", "out.jsonl") == 0
    assert run("undo", "out.jsonl", "-o", "back") == 0
    assert Path("back/a.txt").read_text() == GLUED
    assert capsys.readouterr().out.endswith("1 original file: back/a.txt\n")


@pytest.mark.parametrize("content", ["[" * 10**5, '{"name": "my app"}', "", '{"a": 1e999}'])
def test_a_foreign_manifest_is_named_and_the_others_go_on(
    in_folder: None, content: str, capsys: Captured
) -> None:
    Path("in").mkdir()
    Path("in/a.txt").write_text(GLUED)
    Path("out").mkdir()
    Path("out", f"app{MANIFEST}").write_text(content)
    assert run("run", "in", "-o", "out") == 0
    said = "cleanup: out/app.manifest.json: this is no manifest of a run ("
    assert said in capsys.readouterr().err
    assert run("undo", "out", "-o", "back") == 2
    assert said in capsys.readouterr().err
    assert Path("back/a.txt").read_text() == GLUED


@pytest.mark.parametrize("what", ["device", "pipe", "link"])
def test_undo_opens_regular_files_only(in_folder: None, what: str, capsys: Captured) -> None:
    os.mkfifo("pipe")
    Path("link").symlink_to("/dev/zero")
    path = {"device": "/dev/zero"}.get(what, what)
    assert run("undo", path, "-o", "back") == 2
    assert f"cleanup: {path}: this is no regular file" in capsys.readouterr().err
    Path("a.txt").write_text(GLUED)
    assert run("run", "a.txt", "-o", "out.jsonl") == 0
    Path(f"out.jsonl{MANIFEST}").unlink()
    Path(f"out.jsonl{MANIFEST}").symlink_to(Path(path).absolute())
    assert run("undo", "out.jsonl", "-o", "back.jsonl") == 2
    assert "this is no regular file" in capsys.readouterr().err


def test_a_ledger_that_names_a_device_reads_none(in_folder: None, capsys: Captured) -> None:
    Path("a.txt").write_text(GLUED)
    assert run("fix", "a.txt", "--ledger", "l.jsonl") == 0
    record = json.loads(Path("l.jsonl").read_text())
    jsonl(Path("l.jsonl"), record | {"path": "/dev/zero"}, record)
    assert run("undo", "l.jsonl", "-o", "back") == 2
    assert "/dev/zero: this is no regular file" in capsys.readouterr().err
    assert Path("back/a.txt").read_text() == GLUED


@pytest.mark.parametrize("path", ["", 7, None, {}, "a\0b", "\ud800"])
def test_a_bad_line_of_a_ledger_is_named_and_the_others_go_on(
    in_folder: None, path: object, capsys: Captured
) -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(GLUED)
    assert run("fix", "a.txt", "b.txt", "--ledger", "l.jsonl") == 0
    first, second = map(json.loads, Path("l.jsonl").read_text().splitlines())
    jsonl(Path("l.jsonl"), first | {"path": path}, second)
    assert run("undo", "l.jsonl", "-o", "back") == 2
    assert "l.jsonl: line 1 is none that `cleanup fix --ledger` wrote" in capsys.readouterr().err
    assert Path("back/b.txt").read_text() == GLUED
    assert Path("a.txt").read_text() == MENDED


def test_a_file_with_a_damaged_line_in_the_ledger_is_not_half_undone(
    in_folder: None, capsys: Captured
) -> None:
    for content in (GLUED, MENDED + GLUED):
        Path("a.txt").write_text(content)
        assert run("fix", "a.txt", "--ledger", "l.jsonl") == 0
    first, second = Path("l.jsonl").read_text().splitlines()
    Path("l.jsonl").write_text(f"{first[:-9]}\n{second}\n")
    assert run("undo", "l.jsonl", "-o", "back") == 2
    assert "a.txt: a line of the ledger about it is damaged" in capsys.readouterr().err
    assert not Path("back").exists()


def test_a_manifest_vouches_only_for_what_it_counts_and_hashes(
    in_folder: None, capsys: Captured
) -> None:
    for name in ("a", "b"):
        Path(name).mkdir()
        Path(name, "x.txt").write_text(GLUED)
    assert run("run", "a", "-o", "out") == 0
    assert run("run", "b", "-o", "out") == 0
    assert json.loads(Path("out/x.txt.jsonl").read_text())["cleanup_source"] == "b/x.txt"
    account = Path(f"out/x.txt.jsonl{MANIFEST}")
    content = json.loads(account.read_text())
    content["counts"]["rows"] = 2
    account.write_text(json.dumps(content))
    capsys.readouterr()
    assert run("run", "b", "-o", "out") == 2
    said = "counts.rows counts 2 rows where the others count 1"
    assert said in capsys.readouterr().err


def test_a_manifest_of_another_output_does_not_say_how_cells_are_guarded(
    in_folder: None, capsys: Captured
) -> None:
    jsonl(Path("in.jsonl"), {"text": "=1"}, {"text": "x"})
    assert run("run", "in.jsonl", "-o", "plain.csv") == 0
    assert run("run", "in.jsonl", "-o", "out.csv", "--guard-formulas") == 0
    Path(f"plain.csv{MANIFEST}").rename(f"out.csv{MANIFEST}")
    assert run("undo", "out.csv", "-o", "back.csv") == 2
    assert f"bring back out.csv{MANIFEST}, and the output" in capsys.readouterr().err
    assert not Path("back.csv").exists()


@pytest.mark.parametrize("name", ["..", "/", "a/..", "."])
def test_the_name_in_a_manifest_stays_in_the_folder(
    in_folder: None, name: str, capsys: Captured
) -> None:
    Path("in").mkdir()
    Path("in/a.txt").write_text(GLUED)
    assert run("run", "in", "-o", "out") == 0
    account = Path(f"out/a.txt.jsonl{MANIFEST}")
    content = json.loads(account.read_text())
    content["inputs"][0]["path"] = name
    account.write_text(json.dumps(content))
    assert run("undo", "out", "-o", "back") == 2
    assert "cleanup: " in capsys.readouterr().err
    assert not Path("back").exists() or not any(Path("back").rglob("*.txt"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["out.jsonl", "-o", "b", "--text", "body"], "no column is called 'body'; name one of"),
        (["out.jsonl", "-o", "b.jsonl", "--text", "body"], "has no 'body'; name the text with"),
        (["out.jsonl", "-o", "a.txt"], "a.txt: text files come out below a folder"),
        (["out.jsonl", "-o", "a.txt/"], "a.txt: a file is in the place of this folder"),
        (["out.jsonl", "-o", "a.txt/b"], "a.txt/b: a file is in the place of this folder, or"),
        (["nothing.jsonl", "-o", "b"], "nothing.jsonl: No such file or directory; check the path"),
    ],
)
def test_what_is_asked_for_wrongly_is_named(
    in_folder: None, words: list[str], said: str, capsys: Captured
) -> None:
    Path("a.txt").write_text(GLUED)
    assert run("run", "a.txt", "-o", "out.jsonl") == 0
    assert run("undo", *words) == 2
    assert said in capsys.readouterr().err
    assert Path("a.txt").read_text() == GLUED
