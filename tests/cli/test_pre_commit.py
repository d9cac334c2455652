"""The hooks, run by pre-commit itself on a damaged text in a fresh repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

MANIFEST = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
GLUED = "The old ferry ran late on Monday.Nobody knew why the engine had stopped.\n"
MENDED = GLUED.replace(".N", ". N")


def start(repository: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a program in the repository, with nobody's settings but the test's."""
    home = repository.parent / "home"
    home.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    identity = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Lena Ostrow"), ("EMAIL", "lena@example.org"))
    }
    scripts = str(Path(sys.executable).parent)
    environment = {
        **kept,
        **identity,
        "HOME": str(home),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
    }
    return subprocess.run(
        words, cwd=repository, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a repository that uses the hooks of the manifest, from the environment at hand."""
    folder = tmp_path / "repository"
    folder.mkdir()
    hooks = [{**hook, "language": "system"} for hook in yaml.safe_load(MANIFEST.read_text("utf-8"))]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    assert start(folder, "git", "init", "-q").returncode == 0
    return folder


def pre_commit(repository: Path, hook: str) -> subprocess.CompletedProcess[str]:
    assert start(repository, "git", "add", "-A").returncode == 0
    words = (sys.executable, "-m", "pre_commit", "run", hook, "--all-files", "--color=never")
    return start(repository, *words)


def test_the_manifest_is_valid() -> None:
    words = [sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_check_fails_on_damage_and_names_it(repository: Path) -> None:
    (repository / "a.txt").write_text(GLUED)
    done = pre_commit(repository, "cleanup-check")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "a.txt:1:34 JOI001[*] Two sentences meet without a space" in done.stdout
    assert (repository / "a.txt").read_text() == GLUED


def test_fix_repairs_and_then_passes(repository: Path) -> None:
    (repository / "a.md").write_text(GLUED)
    (repository / "b.py").write_text(f'"""{GLUED}"""\n')
    done = pre_commit(repository, "cleanup-fix")
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert (repository / "a.md").read_text() == MENDED
    assert GLUED in (repository / "b.py").read_text()
    assert pre_commit(repository, "cleanup-fix").returncode == 0
    assert pre_commit(repository, "cleanup-check").returncode == 0


def test_a_control_character_does_not_hide_a_file(repository: Path) -> None:
    damaged = GLUED.strip().replace("ferry", "fer\x1fry")
    (repository / "a.jsonl").write_text(f'{{"text": "{GLUED.strip()}"}}\n')
    (repository / "b.rst").write_text(damaged)
    done = pre_commit(repository, "cleanup-check")
    assert "a.jsonl#0:text:33-33 JOI001[*]" in done.stdout
    assert "b.rst:1:" in done.stdout
