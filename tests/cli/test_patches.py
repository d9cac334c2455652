"""What ``fix --diff`` prints is a patch that ``git apply`` takes."""

from __future__ import annotations

import io
import subprocess
import tempfile
from contextlib import chdir
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.cli.patches import patch_of_table
from cleanup.write.splices import Splice, spliced
from tests.commands import GLUED, MENDED, PLAIN, run
from tests.scale import examples

pytestmark = pytest.mark.usefixtures("in_folder")

Captured = pytest.CaptureFixture[str]


def applied(patch: bytes) -> None:
    """Apply a patch to the current folder."""
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], input=patch, check=True)


NAMES = (
    *("a.txt", "two words.txt", "docs/a.b/c d.txt", "caf\u00e9.txt", 'say "so".txt'),
    *("back\\slash.txt", "tab\there.txt", "line\nend.txt", "-a.txt"),
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("before", ["", "./", "docs/../"])
def test_a_patch_names_its_file_as_git_does(
    name: str, before: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path("docs").mkdir(exist_ok=True)
    Path(name).write_text(GLUED)
    assert run("fix", "--diff", "--", f"{before}{name}") == 1
    patch = capfdbinary.readouterr().out
    assert patch.startswith(b"--- ")
    applied(patch)
    assert Path(name).read_text() == MENDED


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("final", [True, False])
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
def test_a_patch_keeps_line_ends(
    name: str, end: str, final: bool, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    plain, glued = PLAIN.strip(), GLUED.strip()
    lines = [plain, glued, *[plain] * 9, glued]
    if name == "a.csv":
        lines = ["text", *lines]
    if name == "a.jsonl":
        lines = [f'{{"text": "{line}"}}' for line in lines]
    whole = end.join(lines) + end * final
    Path(name).write_bytes(whole.encode())
    assert run("fix", "--diff", name) == 1
    patch = capfdbinary.readouterr().out
    assert patch.count(b"\n@@ ") == 2
    applied(patch)
    assert Path(name).read_bytes() == whole.replace(".N", ". N").encode()


def test_a_patch_says_which_row_it_changes(capsys: Captured) -> None:
    rows = [PLAIN.strip()] * 4 + [GLUED.strip()]
    Path("a b.csv").write_text(
        "id,text\n" + "".join(f'{n},"{row}"\n' for n, row in enumerate(rows))
    )
    assert run("fix", "--diff", "a b.csv") == 1
    out = capsys.readouterr().out.splitlines()
    assert out[:3] == ["--- a/a b.csv\t", "+++ b/a b.csv\t", "@@ -3,4 +3,4 @@ a b.csv#4:text:33-33"]


def test_standard_input_and_absolute_paths_are_named_as_they_are(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GLUED.encode())))
    assert run("fix", "--diff", "-") == 1
    assert capsys.readouterr().out.startswith("--- -\n+++ -\n@@ -1 +1 @@\n")
    (tmp_path / "a.txt").write_text(GLUED)
    assert run("fix", "--diff", str(tmp_path / "a.txt")) == 1
    assert capsys.readouterr().out.startswith(f"--- {tmp_path}/a.txt\n")


LINES = st.lists(st.sampled_from(["a", "b\r", "", "\u00e9", "xyz"]), max_size=14)


@st.composite
def changed(draw: st.DrawFn) -> tuple[bytes, list[Splice]]:
    raw = "\n".join(draw(LINES)).encode()
    offsets = sorted(draw(st.sets(st.integers(0, len(raw)), max_size=6)))
    splices = []
    for start, stop in zip(offsets[::2], offsets[1::2], strict=False):
        if raw[start:stop].decode(errors="replace").encode() == raw[start:stop]:
            after = draw(st.sampled_from([b"", b"\n", b"q", b"q\nr", b"\n\n"]))
            if after != raw[start:stop]:
                splices.append(Splice(0, 0, 0, start, raw[start:stop], after, (), removal=False))
    return raw, splices


@given(changed())
@examples(400)
def test_git_makes_the_new_file_of_the_old_one(drawn: tuple[bytes, list[Splice]]) -> None:
    raw, splices = drawn
    if splices:
        with tempfile.TemporaryDirectory() as folder, chdir(folder):
            Path("a").write_bytes(raw)
            applied(b"".join(patch_of_table("a", raw, splices, str)))
            new = spliced(raw, splices)
            assert (Path("a").read_bytes() if new else b"") == new
