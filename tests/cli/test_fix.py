"""Files that are repaired in place: whole or not at all, and nothing but their damage."""

from __future__ import annotations

import io
import stat
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleanup.cli.main import main
from cleanup.errors import CannotRun
from cleanup.pipeline.in_place import Fixed, fix_bytes, write_fixed
from cleanup.settings import Settings
from cleanup.values import Finding
from cleanup.write import replace_atomically

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

GLUED = "The old ferry ran late on Monday.Nobody knew why the engine had stopped."
MENDED = GLUED.replace(".N", ". N")
PLAIN = "Nothing is wrong with this line, and nothing is changed in it."
SETTINGS = Settings(form="file")

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def state(file: Path) -> tuple[int, int, int, bytes]:
    status = file.stat()
    return status.st_ino, status.st_mtime_ns, status.st_mode, file.read_bytes()


def left_behind(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name.endswith(".tmp")]


@pytest.mark.parametrize(
    ("ends", "mark", "final", "mode"),
    list(
        product(
            [("\n", "\n"), ("\r\n", "\r\n"), ("\r", "\r"), ("\r\n", "\n")],
            ["", "\ufeff"],
            [True, False],
            [0o644, 0o755, 0o600],
        )
    ),
)
def test_only_the_damage_changes(
    ends: tuple[str, str], mark: str, final: bool, mode: int, tmp_path: Path
) -> None:
    def written(line: str) -> bytes:
        last = ends[1] if final else ""
        return f"{mark}{line}{ends[0]}{PLAIN}{ends[1]}{line}{last}".encode()

    file = tmp_path / "a.txt"
    file.write_bytes(written(GLUED))
    file.chmod(mode)
    assert main(["fix", "a.txt"]) == 0
    assert file.read_bytes() == written(MENDED)
    assert stat.S_IMODE(file.stat().st_mode) == mode
    assert left_behind(tmp_path) == []


def test_a_file_without_damage_is_not_touched(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "a.txt"
    file.write_text(PLAIN)
    (tmp_path / "empty.txt").touch()
    before = state(file)
    assert main(["fix", "."]) == 0
    assert state(file) == before
    assert capsys.readouterr().err == "Nothing to repair in 2 files.\n"


def test_it_says_what_it_did(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.txt").write_text(f"{GLUED}\n{GLUED}\nAs it happened, thesaid, it rained.\n")
    (tmp_path / "b.txt").write_text(PLAIN)
    assert main(["fix", "a.txt", "b.txt", "a.txt"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "a.txt: 2 edits (JOI001 2)\n" in captured.err
    assert "Repaired 1 of 2 files (2 edits); " in captured.err
    assert "left, 1 of them repaired with --unsafe (`cleanup check .` shows" in captured.err


def test_a_link_stays_and_what_it_leads_to_is_repaired(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    target = tmp_path / "docs" / "a.txt"
    target.write_text(GLUED)
    link = tmp_path / "link.txt"
    link.symlink_to(Path("docs", "a.txt"))
    assert main(["fix", "link.txt"]) == 0
    assert link.is_symlink()
    assert target.read_text() == MENDED


@pytest.mark.parametrize("ledger", [[], ["--ledger", "l.jsonl"]])
def test_a_file_with_several_names_is_refused(
    ledger: list[str], tmp_path: Path, capsys: Captured
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(GLUED)
    (tmp_path / "b").hardlink_to(file)
    before = state(file)
    assert main(["fix", "a.txt", *ledger]) == 2
    assert "cleanup: a.txt: this file has 2 names (hard links)" in capsys.readouterr().err
    assert state(file) == before
    assert not Path("l.jsonl").exists()


def test_a_write_protected_file_is_refused(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "a.txt"
    file.write_text(GLUED)
    file.chmod(0o444)
    (tmp_path / "b.txt").write_text(GLUED)
    assert main(["fix", "a.txt", "b.txt"]) == 2
    captured = capsys.readouterr().err
    assert "cleanup: a.txt: this file is write-protected; chmod u+w it" in captured
    assert "Repaired 1 of 1 file (1 edit); 1 file could not be repaired.\n" in captured
    assert (file.read_text(), Path("b.txt").read_text()) == (GLUED, MENDED)


def test_a_file_that_somebody_edits_meanwhile_is_left_alone(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(GLUED)

    def edited(path: Path) -> AbstractContextManager[Path]:
        path.write_text(f"{GLUED} And more.")
        return replace_atomically(path)

    monkeypatch.setattr("cleanup.pipeline.in_place.replace_atomically", edited)
    assert main(["fix", "a.txt"]) == 2
    assert "a.txt: this file was changed by somebody else while" in capsys.readouterr().err
    assert file.read_text() == f"{GLUED} And more."
    assert left_behind(tmp_path) == []


@pytest.mark.parametrize("name", ["os.fsync", "pathlib.Path.replace"])
def test_a_disk_that_refuses_leaves_the_file_as_it_was(
    name: str, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(GLUED)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(name, refuse)
    assert main(["fix", "a.txt"]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert file.read_text() == GLUED
    assert left_behind(tmp_path) == []


def test_a_killed_process_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    script = (
        "import os, signal, sys\n"
        "from cleanup.cli.main import main\n"
        "real, left = os.fsync, [int(sys.argv[1])]\n"
        "def fsync(handle):\n"
        "    left[0] -= 1\n"
        "    if left[0] < 0: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    real(handle)\n"
        "os.fsync = fsync\n"
        "main(['fix', 'a.txt'])\n"
    )
    seen = []
    for count in range(4):
        file.write_text(GLUED)
        done = subprocess.run([sys.executable, "-c", script, str(count)], capture_output=True)
        seen.append((done.returncode, file.read_text()))
    assert seen == [(-9, GLUED), (-9, GLUED), (-9, MENDED), (0, MENDED)]


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("a.parquet", "a Parquet file"),
        ("a.jsonl.gz", "a compressed file"),
        ("a.txt.zst", "a compressed file"),
    ],
)
def test_what_is_not_repaired_in_place_is_pointed_to_run_before_anything_changes(
    path: str, what: str, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "a.txt").write_text(GLUED)
    (tmp_path / path).write_text('{"text": "x"}')
    assert main(["fix", "a.txt", path]) == 2
    assert capsys.readouterr().err == (
        f"cleanup: {path}: this is {what}, which is not repaired in place;"
        f" clean it with `cleanup run {path} -o OUT.parquet`\n"
    )
    assert (tmp_path / "a.txt").read_text() == GLUED


def test_a_folder_is_searched_for_files_to_repair(tmp_path: Path, capsys: Captured) -> None:
    for name in ("a.md", "c.txt.gz"):
        (tmp_path / name).write_text(GLUED)
    (tmp_path / "b.jsonl").write_text(f'{{"text": "{GLUED}"}}')
    assert main(["fix", "."]) == 0
    assert (tmp_path / "a.md").read_text() == MENDED
    assert (tmp_path / "b.jsonl").read_text() == f'{{"text": "{MENDED}"}}'
    assert (tmp_path / "c.txt.gz").read_text() == GLUED
    (tmp_path / "a.md").unlink()
    (tmp_path / "b.jsonl").unlink()
    capsys.readouterr()
    assert main(["fix", "."]) == 2
    assert ".: this folder holds no files to repair in place, but Parquet or" in (
        capsys.readouterr().err
    )


def test_diff_writes_nothing_and_patch_can_apply_it(tmp_path: Path, capfd: Captured) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(f"{PLAIN}\r\n{GLUED}\r\n{PLAIN}\n{GLUED}".encode())
    before = state(file)
    assert main(["fix", "--diff", "a.txt"]) == 1
    captured = capfd.readouterr()
    assert state(file) == before
    assert captured.out.startswith("--- a/a.txt\n+++ b/a.txt\n@@ ")
    assert f"-{GLUED}\n\\ No newline at end of file\n" in captured.out
    assert captured.err == "Would repair 1 of 1 file (2 edits).\n"
    subprocess.run(["git", "apply", "-"], input=captured.out.encode(), check=True)
    assert file.read_bytes() == f"{PLAIN}\r\n{MENDED}\r\n{PLAIN}\n{MENDED}".encode()
    assert main(["fix", "--diff", "a.txt"]) == 0


def test_diff_is_safe_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    (tmp_path / "a.txt").write_text(f"{GLUED} \u202eTurned\u202c.", "utf-8")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert main(["fix", "--diff", "a.txt"]) == 1
    out = capsys.readouterr().out
    assert "<U+202E RIGHT-TO-LEFT OVERRIDE>" in out
    assert "\u202e" not in out


def stdin(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))


def test_standard_input_goes_to_standard_output(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    stdin(monkeypatch, f"\ufeff{GLUED}\r\nand ".encode())
    assert main(["fix", "-"]) == 0
    captured = capfdbinary.readouterr()
    assert captured.out.startswith(f"\ufeff{MENDED}\r\nand".encode())
    assert captured.err == b""


@pytest.mark.parametrize(
    ("words", "raw", "complaint"),
    [
        (["-"], b"abc\xff", "-: byte 3 (0xff) is not UTF-8"),
        (["-", "a.txt"], b"", "- is standard input and goes alone"),
        (["-", "--ledger", "l"], b"", "- is standard input and goes alone"),
    ],
)
def test_standard_input_that_cannot_be_repaired_gives_nothing(
    words: list[str],
    raw: bytes,
    complaint: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
) -> None:
    stdin(monkeypatch, raw)
    assert main(["fix", *words]) == 2
    captured = capsys.readouterr()
    assert (captured.out, complaint in captured.err) == ("", True)


def test_damage_that_could_not_be_repaired_exits_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(PLAIN)
    given_up = Finding("DOC001", "no-convergence", "document", "display", 1.0, 0, 0, None, "m")

    def unfinished(path: str, raw: bytes, _: Settings, encoding: str) -> Fixed:
        return Fixed(path, raw, raw, (), (given_up,))

    monkeypatch.setattr("cleanup.cli.fix.fix_bytes", unfinished)
    assert main(["fix", "a.txt"]) == 1
    assert main(["fix", "--diff", "a.txt"]) == 1
    stdin(monkeypatch, b"")
    assert main(["fix", "-"]) == 1


def test_unsafe_changes_are_made_when_asked(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"{PLAIN}\n{PLAIN}\n")
    assert main(["fix", "a.txt"]) == 0
    assert file.read_text() == f"{PLAIN}\n{PLAIN}\n"
    assert main(["fix", "--unsafe", "a.txt"]) == 0
    assert file.read_text() == f"{PLAIN}\n"


def test_fixed_bytes_are_those_of_the_text(tmp_path: Path) -> None:
    raw = f"\ufeff{GLUED}".encode()
    fixed = fix_bytes("a.txt", raw, SETTINGS)
    assert fixed.changed
    assert [(edit.start, edit.after) for edit in fixed.edits] == [(33, " ")]
    assert fixed.after == f"\ufeff{MENDED}".encode()
    (tmp_path / "a.txt").write_bytes(b"other")
    with pytest.raises(CannotRun, match="changed by somebody else"):
        write_fixed(fixed)


def test_files_of_markup_keep_their_references(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("Tom &amp; Jerry, &copy; 2020\n")
    assert main(["fix", str(page)]) == 0
    assert page.read_text() == "Tom &amp; Jerry, &copy; 2020\n"
