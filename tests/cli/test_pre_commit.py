"""The hooks, run by pre-commit itself on a damaged text in a fresh repository."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
GLUED = "The old ferry ran late on Monday.Nobody knew why the engine had stopped.\n"
MENDED = GLUED.replace(".N", ". N")


def start(repository: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a program in the repository, with nobody's settings but the test's and those given."""
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
        **settings,
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


def commit(repository: Path) -> subprocess.CompletedProcess[str]:
    """Stage everything and commit it, with the hooks that git runs then."""
    assert start(repository, "git", "add", "-A").returncode == 0
    return start(repository, "git", "commit", "-m", "state")


@pytest.fixture
def hooked(repository: Path) -> Path:
    """Make a repository whose commits are checked."""
    done = start(repository, sys.executable, "-m", "pre_commit", "install")
    assert done.returncode == 0, done.stderr
    return repository


def cleanup(repository: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return start(repository, sys.executable, "-m", "cleanup", *words)


def test_a_damaged_text_is_stopped_and_after_fix_it_is_committed(hooked: Path) -> None:
    (hooked / "a.txt").write_text(GLUED)
    (hooked / "a.jsonl").write_text(f'{{"id":1, "text": "{GLUED.strip()}"}}\n')
    stopped = commit(hooked)
    assert stopped.returncode == 1
    said = stopped.stdout + stopped.stderr
    assert "a.txt:1:34 JOI001[*] Two sentences meet without a space" in said
    assert "a.jsonl#0:text:33-33 JOI001[*]" in said
    assert "files were modified by this hook" in said
    assert (hooked / "a.txt").read_text() == MENDED, "the hook has repaired it"
    assert (hooked / "a.jsonl").read_text() == f'{{"id":1, "text": "{MENDED.strip()}"}}\n'
    done = commit(hooked)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_in_the_baseline_is_committed_and_new_damage_is_not(hooked: Path) -> None:
    config = hooked / ".pre-commit-config.yaml"
    config.write_text(config.read_text().replace("cleanup fix", "cleanup fix --select ENC"))
    rows = [f'{{"text": "{GLUED.strip()}"}}\n', '{"text": "It was late in the town."}\n']
    (hooked / "a.jsonl").write_text("".join(rows))
    assert cleanup(hooked, "check", ".", "--write-baseline").returncode == 0
    done = commit(hooked)
    assert done.returncode == 0, done.stdout + done.stderr
    rows.insert(0, '{"text": "A ferry came.Nobody had seen it before."}\n')
    (hooked / "a.jsonl").write_text("".join(rows))
    stopped = commit(hooked)
    assert stopped.returncode == 1
    assert "a.jsonl#0:text:13-13 JOI001[*]" in stopped.stdout + stopped.stderr
    assert "a.jsonl#1" not in stopped.stdout + stopped.stderr


def test_what_is_no_text_does_not_stop_a_commit(hooked: Path) -> None:
    (hooked / "old.txt").write_bytes(b"caf\xe9\n")
    (hooked / "data.md").write_bytes(b"a\0b\n")
    (hooked / "numbers.jsonl").write_text('{"count": 1}\n')
    (hooked / "numbers.csv").write_text("a,b\n1,2\n")
    done = commit(hooked)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_excluded_is_passed_over_although_it_is_named(hooked: Path) -> None:
    (hooked / "cleanup.toml").write_text('extend-exclude = ["/old/"]\n')
    (hooked / "old").mkdir()
    (hooked / "old" / "a.txt").write_text(GLUED)
    done = commit(hooked)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (hooked / "old" / "a.txt").read_text() == GLUED


def test_a_control_character_does_not_hide_a_file(repository: Path) -> None:
    damaged = GLUED.strip().replace("ferry", "fer\x1fry")
    (repository / "a.jsonl").write_text(f'{{"text": "{GLUED.strip()}"}}\n')
    (repository / "b.rst").write_text(damaged)
    done = pre_commit(repository, "cleanup-check")
    assert "a.jsonl#0:text:33-33 JOI001[*]" in done.stdout
    assert "b.rst:1:" in done.stdout


@pytest.fixture
def indexed(tmp_path: Path) -> dict[str, str]:
    """Return the settings with which pip installs as the user does, or skip without an index."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = project["build-system"]["requires"] + project["project"]["dependencies"]
    # The home folder has pip's configuration, its cache and passwords of an index.
    settings = {"HOME": str(Path.home()), "GIT_CONFIG_GLOBAL": os.devnull}
    pip = (sys.executable, "-m", "pip", "download", "--quiet", "--timeout=10", "--retries=0")
    done = start(tmp_path, *pip, "--no-deps", "--dest=wheels", *needed, **settings)
    if done.returncode:
        pytest.skip(f"pip reaches no package index: {done.stderr.strip()[-200:]}")
    return settings


@pytest.fixture
def released(tmp_path: Path, indexed: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository whose hooks pre-commit has installed from a commit of this checkout."""
    monkeypatch.delenv("PYTHONPATH", raising=False)  # or the hooks would import the checkout
    checkout, folder = tmp_path / "checkout", tmp_path / "repository"
    for made in (checkout, folder):
        made.mkdir()
        assert start(made, "git", "init", "-q").returncode == 0
    as_it_lies = (f"--git-dir={checkout / '.git'}", f"--work-tree={ROOT}")
    for words in (("add", "--all", str(ROOT)), ("commit", "-q", "-m", "state")):
        done = start(checkout, "git", *as_it_lies, *words)
        assert done.returncode == 0, done.stderr
    hooks = [{"id": "cleanup-check"}, {"id": "cleanup-fix", "stages": ["manual"]}]
    revision = start(checkout, "git", "rev-parse", "HEAD").stdout.strip()
    config = {"repos": [{"repo": checkout.as_uri(), "rev": revision, "hooks": hooks}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    install = (sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    done = start(folder, *install, **indexed)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_hooks_work_in_the_environment_that_pre_commit_makes(released: Path) -> None:
    (released / "a.txt").write_text(GLUED)
    stopped = commit(released)
    said = stopped.stdout + stopped.stderr
    assert stopped.returncode == 1, said
    assert "a.txt:1:34 JOI001[*] Two sentences meet without a space" in said
    assert (released / "a.txt").read_text() == GLUED
    words = (sys.executable, "-m", "pre_commit", "run", "cleanup-fix", "--hook-stage=manual")
    mended = start(released, *words)
    assert "files were modified by this hook" in mended.stdout, mended.stdout + mended.stderr
    assert (released / "a.txt").read_text() == MENDED
    done = commit(released)
    assert done.returncode == 0, done.stdout + done.stderr
