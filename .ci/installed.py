"""Test an installed ``cleanup`` on the corpus: clean, check, run, undo, and compare the bytes.

Needs only the standard library, the installed package and the texts of this repository:
``python .ci/installed.py [FOLDER]``, where FOLDER defaults to ``corpus/damaged``. Prints one line
for each step, continues after a failure, and exits with 1 if any step failed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 300
"""Timeout of one command."""


def main(folder: Path) -> int:
    """Run every step in a temporary folder with a copy of the texts; return the exit code."""
    if not any(folder.glob("*.txt")):
        print(f"{folder}: there are no .txt files here; name the folder that holds them")
        return 2
    failed = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        place = Path(name)
        shutil.copytree(folder, place / "texts")
        for step in (imported, cleaned, checked, ran, undone, audited):
            failed += not passed(step, place)
    print(f"{failed} steps failed" if failed else "all steps passed")
    return int(failed > 0)


def passed(step: Callable[[Path], str], place: Path) -> bool:
    """Run one step, print its outcome, and return whether it succeeded."""
    try:
        outcome = step(place)
    except Exception:
        print(f"FAILED {step.__name__}\n{traceback.format_exc()}", flush=True)
        return False
    print(f"ok     {step.__name__}: {outcome}", flush=True)
    return True


def imported(_: Path) -> str:
    """Import the package from where it was installed, not from the repository."""
    import cleanup

    where = Path(str(cleanup.__file__)).resolve().parent
    expect(where != ROOT / "cleanup", f"cleanup was imported from the repository, {where}")
    return f"cleanup {cleanup.__version__}, Python {sys.version.split()[0]} on {sys.platform}"


def cleaned(place: Path) -> str:
    """Clean each text through the Python API and rebuild it from its edits."""
    import cleanup

    glued = cleanup.clean("The vote was close.Two members left early.").text
    expect(glued == "The vote was close. Two members left early.", f"cleaned to {glued!r}")
    count = edits = 0
    for path, raw in files(place / "texts").items():
        text = raw.decode()
        result = cleanup.clean(text, source=path)
        expect(cleanup.undo(result.text, result.edits) == text, f"{path} was not rebuilt")
        count, edits = count + 1, edits + len(result.edits)
    expect(edits > 0, "no text was changed")
    return f"{count} texts, {edits} edits"


def checked(place: Path) -> str:
    """Find damage with ``check``, which then exits with 1."""
    lines = command(place, 1, "check", "texts").splitlines()
    expect(any(" JOI001[*] " in line for line in lines), f"no JOI001 in {lines[:5]}")
    return f"{len(lines)} lines"


def ran(place: Path) -> str:
    """Write a table and its manifest with ``run``."""
    command(place, 0, "run", "texts", "-o", "clean.parquet")
    for name in ("clean.parquet", "clean.parquet.manifest.json"):
        expect((place / name).is_file(), f"{name} was not written")
    return f"{(place / 'clean.parquet').stat().st_size} bytes"


def undone(place: Path) -> str:
    """Rebuild the files with ``undo`` and compare them with the input."""
    command(place, 0, "undo", "clean.parquet", "-o", "originals")
    given, rebuilt = files(place / "texts"), files(place / "originals" / "texts")
    expect(given.keys() == rebuilt.keys(), f"rebuilt {sorted(rebuilt)}, not {sorted(given)}")
    changed = [path for path, raw in given.items() if rebuilt[path] != raw]
    expect(not changed, f"these differ from the input: {changed}")
    return f"{len(given)} files, byte for byte"


def audited(place: Path) -> str:
    """Render the report with ``audit``; its template is a data file of the package."""
    command(place, 0, "audit", "texts", "-o", "report.html")
    page = (place / "report.html").read_text("utf-8")
    expect("JOI001" in page, "the report does not name JOI001")
    return f"{len(page)} characters"


def command(place: Path, code: int, *words: str) -> str:
    """Run the installed console script in a folder; return its output if it exits with ``code``."""
    script = shutil.which("cleanup", path=sysconfig.get_path("scripts"))
    expect(script is not None, "the console script `cleanup` is not installed")
    done = subprocess.run(
        [str(script), *words],
        cwd=place,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=SECONDS,
        check=False,
    )
    line = " ".join(["cleanup", *words])
    message = f"`{line}` exited with {done.returncode}, not {code}\n{done.stderr}"
    expect(done.returncode == code, message)
    return done.stdout


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder by its relative path with slashes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def expect(condition: bool, message: str) -> None:
    """Raise ``AssertionError`` if the condition is false, also under ``python -O``."""
    if not condition:
        raise AssertionError(message)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "corpus" / "damaged"))
