"""The benchmark of documentation counts words, findings and edits by code."""

from __future__ import annotations

import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from benchmarks.quality.documentation import Counts, count, files, is_held_out, main, table

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "tide/README.md": "The vote was close.Two members left early.  \n",
    "tide/sail.py": "The vote was close.Two members left early.\n",
    "reef/a/b.rst": "The tide rose.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "docs/tide/latin.txt").write_bytes(b"\xe9")
    return tmp_path / "docs"


def test_files_of_a_folder_are_those_of_documentation_in_utf_8(folder: Path) -> None:
    assert [(file.package, file.name) for file in files(folder)] == [
        ("reef", "reef/a/b.rst"),
        ("tide", "tide/README.md"),
    ]


def test_archives_are_read_as_folders_are(folder: Path, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "docs.tar.gz", "w:gz") as archive:
        archive.add(folder, ".")
    with zipfile.ZipFile(tmp_path / "docs.zip", "w") as entries:
        for name, text in TEXTS.items():
            entries.writestr(name, text)
    expected = sorted(files(folder))
    assert sorted(files(tmp_path / "docs.tar.gz")) == expected
    assert sorted(files(tmp_path / "docs.zip")) == expected


def test_findings_and_edits_are_counted(folder: Path) -> None:
    counts = count(files(folder))
    assert (counts.files, counts.words) == (2, 10)
    assert counts.findings["JOI001"] == counts.wording["JOI001"] == 1
    assert counts.besides_space == 1
    assert counts.places == [
        "JOI001 tide/README.md 'The vote was close.\u27e6\u27e7Two members left early.  \\n'"
    ]
    assert "of these per million words     100000.00" in table(counts)
    assert "JOI001                    1" in table(counts, codes=True)


def test_nothing_is_counted_in_no_files() -> None:
    assert table(Counts()).startswith("0 files, 0 words")


def test_halves_of_packages_are_disjoint(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert is_held_out("tide") == is_held_out("tide")
    words = 0
    for half in ("tuned", "held-out"):
        assert main([str(folder), "--half", half, "--show", "5", "--codes"]) == 0
        words += int(capsys.readouterr().out.partition(" files, ")[2].split()[0])
    assert words == 10
