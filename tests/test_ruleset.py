"""The identity of the rules: whatever decides what becomes of a text is a part of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import cleanup
from cleanup.cache.folder import VARIABLE
from cleanup.ruleset import CARRYING, DECIDING, code_hash, decides
from tests.test_imports import module_of

PACKAGE = Path(cleanup.__file__).parent


def top(path: Path) -> str:
    return path.name if path.is_dir() else path.stem


def test_each_folder_and_root_module_is_named_as_deciding_or_carrying() -> None:
    kept = (path for path in PACKAGE.iterdir() if path.name not in ("__pycache__", "py.typed"))
    there = {top(path) for path in kept}
    assert there == DECIDING | CARRYING
    assert not DECIDING & CARRYING


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("package") / "cleanup"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.mark.parametrize("name", sorted(DECIDING | CARRYING))
def test_a_byte_more_changes_the_identity_if_its_file_decides(name: str, copied: Path) -> None:
    before = code_hash(copied)
    place = copied / name
    paths = [path for path in place.rglob("*") if path.is_file()] or [place.with_suffix(".py")]
    for path in paths:
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        changed = code_hash(copied) != before
        path.write_bytes(content)
        inside = path.relative_to(copied)
        documents = path.suffix == ".md"
        assert changed == decides(inside) == (name in DECIDING and not documents)


def test_line_ends_do_not_count(copied: Path) -> None:
    before = code_hash(copied)
    path = copied / "phrases" / "abbreviations.txt"
    content = path.read_bytes()
    path.write_bytes(content.replace(b"\n", b"\r\n"))
    assert code_hash(copied) == before
    path.write_bytes(content)


LOADED = """
import sys
import polars as pl
import cleanup

TEXT = "Photo: Lena Ostrow / Reuters\\n\\nOn Monday, thesaid it left.It came back , itâ€™s said."
for form in ("table", "file"):
    cleanup.clean(TEXT, settings=cleanup.Settings(form=form, unsafe=True, mark_holes="[\\u2026]"))
for suffix in ("md", "rst", "adoc", "html", "wiki", "tex", "txt"):
    cleanup.clean(TEXT, source=f"a.{suffix}", settings=cleanup.Settings(form="file"))
DIRECTED = f"{TEXT} <!-- cleanup: ignore[JOI] -->"
cleanup.clean(DIRECTED, settings=cleanup.Settings(form="file"))
cleanup.clean_frame(pl.DataFrame({"text": [TEXT]}))
cleanup.clean_frame(pl.LazyFrame({"text": [TEXT]})).collect()
print(*sorted(name for name in sys.modules if name.partition(".")[0] == "cleanup"))
"""


def test_what_cleaning_loads_is_what_decides() -> None:
    """A module that ``clean`` or ``clean_frame`` loads has a part in results; no other has.

    Without a cache folder all rules are imported.
    """
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=PACKAGE.parent,
        env={**os.environ, VARIABLE: ""},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    modules = {path for path in PACKAGE.rglob("*.py") if decides(path.relative_to(PACKAGE))}
    assert loaded == {module_of(path, PACKAGE) for path in modules}


def test_findings_without_messages_have_another_identity() -> None:
    script = (
        "from cleanup import Settings; from cleanup.ruleset import *; print(ruleset(Settings()))"
    )
    with_docstrings, asserts_only, without = (
        subprocess.run(
            [sys.executable, *flags, "-c", script], capture_output=True, text=True, check=True
        ).stdout
        for flags in ((), ("-O",), ("-OO",))
    )
    assert with_docstrings == asserts_only != without
