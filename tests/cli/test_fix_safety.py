"""Whatever a file is, ``fix`` repairs it and changes nothing else, or leaves it as it was."""

from __future__ import annotations

import itertools
import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from cleanup.pipeline import in_place
from cleanup.restore.fix_ledger import rebuild
from cleanup.write import replace_atomically
from tests.commands import run
from tests.scale import SCALE, share, some

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

pytestmark = pytest.mark.usefixtures("in_folder")

LINES = ("The old ferry ran late on Monday.Nobody knew why.", "Ren\u00e9e had left.", "It was ten.")
MENDED = (LINES[0].replace(".N", ". N"), *LINES[1:])

ENDS = {"LF": "\n\n\n", "CRLF": "\r\n" * 3, "CR": "\r\r\r", "mixed": "\n\r\n\r"}
MODES = (0o644, 0o600, 0o755, 0o444)
KINDS = ("regular", "symlink", "hard link", "FIFO", "folder")
ENCODINGS = {"utf-8": "", "latin-1": "latin-1", "cp1252": "cp1252", "utf-16": "utf-16"}


class Cell(NamedTuple):
    """One place of the matrix: how a file is written, and what becomes of it meanwhile."""

    ends: str
    mark: bool
    encoding: str
    mode: int
    kind: str
    final: bool
    meanwhile: bool


CELLS = [
    Cell(*values)
    for values in itertools.product(
        ENDS, (False, True), ENCODINGS, MODES, KINDS, (True, False), (False, True)
    )
    if values[2] == "utf-8" or not values[1]  # a mark is a part of UTF-16, and no part of others
]


def content(cell: Cell, lines: tuple[str, ...]) -> bytes:
    """Return a file with these lines: each has the end that the cell gives it."""
    ends = ENDS[cell.ends].replace("\r\n", "\0")
    text = "".join(f"{line}{end}" for line, end in zip(lines, ends, strict=True))
    text = text.replace("\0", "\r\n")
    text = text if cell.final else text.rstrip("\r\n")
    raw = text.encode(cell.encoding)
    return b"\xef\xbb\xbf" * cell.mark + raw


def place(cell: Cell, folder: Path, raw: bytes) -> tuple[Path, Path]:
    """Make what the cell says; return the path to name, and the file behind it."""
    path = target = folder / "a.txt"
    if cell.kind == "folder":
        path, target = folder / "inner", folder / "inner" / "a.txt"
        path.mkdir()
    if cell.kind == "FIFO":
        os.mkfifo(path)
        return path, path
    if cell.kind == "symlink":
        target = folder / "target.txt"
        path.symlink_to(target)
    target.write_bytes(raw)
    target.chmod(cell.mode)
    if cell.kind == "hard link":
        (folder / "other.txt").hardlink_to(target)
    return path, target


def outcome(cell: Cell) -> tuple[int, bool]:
    """Return the exit code that is due, and whether the file is repaired."""
    if cell.kind in ("hard link", "FIFO") or cell.mode == 0o444 or cell.meanwhile:
        return 2, False
    return 0, True


@pytest.mark.parametrize("ends", ENDS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_cell_of_the_matrix(
    ends: str,
    encoding: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    cells = [cell for cell in CELLS if (cell.ends, cell.encoding) == (ends, encoding)]
    for number, cell in enumerate(some(cells)):
        folder = tmp_path / str(number)
        folder.mkdir()
        check_cell(cell, folder, monkeypatch)
    capsys.readouterr()


def check_cell(cell: Cell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = content(cell, LINES), content(cell, MENDED)
    path, target = place(cell, folder, before)
    if named := ENCODINGS[cell.encoding]:
        (folder / "cleanup.toml").write_text(f'[per-file."*.txt"]\nencoding = "{named}"\n')
    code, repaired = outcome(cell)
    with monkeypatch.context() as patch:
        edited = before + "Mine.".encode(cell.encoding.replace("utf-16", "utf-16-le"))
        if cell.meanwhile and cell.kind != "FIFO":
            patch.setattr(in_place, "replace_atomically", edits_first(target, edited))
        ledger = folder / "ledger.jsonl"
        assert run("fix", str(path), "--ledger", str(ledger)) == code, cell
    if cell.kind == "FIFO":
        assert stat.S_ISFIFO(target.stat().st_mode)
        return
    refused_before = cell.kind == "hard link" or cell.mode == 0o444
    expected = after if repaired else before if refused_before else edited
    assert target.read_bytes() == expected, cell
    assert target.stat().st_mode & 0o7777 == cell.mode, cell
    assert path.is_symlink() == (cell.kind == "symlink"), cell
    kept = {"a.txt", "target.txt", "other.txt", "inner", "cleanup.toml", "ledger.jsonl"}
    assert {one.name for one in folder.iterdir()} <= kept, "a temporary file was left"
    if repaired:
        errors: list[str] = []
        rebuild(str(ledger), str(folder / "originals"), errors.append)
        assert not errors, cell
        rebuilt = [one for one in (folder / "originals").rglob("*") if one.is_file()]
        assert [one.read_bytes() for one in rebuilt] == [before], cell


def edits_first(target: Path, edited: bytes) -> Callable[[Path], AbstractContextManager[Path]]:
    """Return a ``replace_atomically`` before which somebody else saves the file."""

    def replace(path: Path) -> AbstractContextManager[Path]:
        target.write_bytes(edited)
        return replace_atomically(path)

    return replace


def test_what_an_encoding_does_not_have_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    Path("cleanup.toml").write_text(
        'mark-holes = true\nmark-threshold = 0\n[per-file."*"]\nencoding = "latin-1"\n'
    )
    raw = "They met the mayor of , who said nothing of the  at all. Ren\u00e9e knew.\n"
    Path("a.txt").write_bytes(raw.encode("latin-1"))
    assert run("fix", "a.txt") == 2
    assert "a.txt: its repair has U+2026, which latin-1 does not" in capsys.readouterr().err
    assert Path("a.txt").read_bytes() == raw.encode("latin-1")


@pytest.mark.parametrize(
    ("encoding", "raw", "message"),
    [
        ("ascii", b"caf\xe9", "byte 3 is not ascii, which is configured for this file"),
        ("utf-7", b"+AGE-", "this would not be the same bytes when it is written again as utf-7"),
        ("latin-1", b"a\0b", "this is a binary file"),
        ("undefined", b"a", "byte 0 is not undefined, which is configured for this file"),
    ],
)
def test_what_cannot_be_written_again_is_passed_over(
    encoding: str, raw: bytes, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("cleanup.toml").write_text(f'[per-file."*"]\nencoding = "{encoding}"\n')
    Path("a.txt").write_bytes(raw)
    assert run("fix", "a.txt") == 0
    assert message in capsys.readouterr().err
    assert run("fix", "a.txt", "--strict") == 2
    assert run("check", "a.txt") == 0
    assert Path("a.txt").read_bytes() == raw


FILES, KILLS = 40, 200


def test_random_kills_leave_each_file_old_or_new(tmp_path: Path) -> None:
    old, new = "\n".join(LINES * 20), "\n".join(MENDED * 20)
    rows = [f'{{"text": "{LINES[0]}", "id": {number}}}\n' for number in range(20)]
    table = "".join(rows), "".join(row.replace(".N", ". N") for row in rows)
    folder = tmp_path / "texts"
    folder.mkdir()
    chance = random.Random(15)
    whole = mended = 0
    command = [sys.executable, "-m", "cleanup", "fix", str(folder)]
    needed = 0.0
    for count in range(share(KILLS, 3) + 1):
        for number in range(FILES):
            (folder / f"{number}.txt").write_text(old)
        (folder / "table.jsonl").write_text(table[0])
        begun = time.monotonic()
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        if not count:  # how long a whole run takes, on this machine as busy as it is
            process.wait()
            needed = time.monotonic() - begun
            continue
        time.sleep(chance.uniform(0.2, 1.0) * needed)
        process.send_signal(chance.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
        process.wait()
        found = [path.read_text() for path in folder.glob("[0-9]*.txt")]
        assert len(found) == FILES
        assert set(found) <= {old, new}
        assert (folder / "table.jsonl").read_text() in table
        mended += found.count(new)
        whole += found.count(old)
    if SCALE >= 1:
        assert whole, "no kill came before the end"
        assert mended, "no kill came after the beginning"
    assert run("fix", str(folder)) == 0
    assert {path.read_text() for path in folder.glob("[0-9]*.txt")} == {new}
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]
