"""Hooks start often: what the quick commands must not import, and how long they may take."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

from cleanup.grammar.furniture.gate import keys
from cleanup.rule import PROSE
from cleanup.text.vocabulary import zipf
from cleanup.version import __version__

HEAVY = (
    *("polars", "pyarrow", "rich", "jinja2", "zstandard", "multiprocessing"),
    *("wordfreq", "langcodes", "ftfy", "importlib.metadata", "importlib.resources"),
)
CLEAN = f"{PROSE}\n\nNobody in the town was surprised: the engine was older than its mechanic.\n"
GLUED = "The old ferry ran late on Monday.Nobody knew why.\n"
TIMES = {CLEAN: 12, GLUED: 16}
"""How much more processor time ``check`` may take than Python does to start: about 10 and 12.5,
of which 1 goes into finding what is configured.

This is no number of seconds, which differ with a machine and its load.
"""

SCRIPT = """
import sys
from cleanup.cli.main import main
code = main(sys.argv[1:])
heavy = [name for name in {heavy!r} if name in sys.modules]
raise SystemExit(f"{{code}} {{heavy}}")
"""


@pytest.mark.parametrize(
    ("words", "code"),
    [(["check", "a.txt"], 1), (["fix", "a.txt"], 0), (["rules"], 0), (["check", "a.jsonl"], 1)],
)
def test_quick_commands_import_nothing_heavy(words: list[str], code: int, tmp_path: Path) -> None:
    text = "The old ferry ran late on Monday.Nobody knew why the engine had stopped."
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{text}"}}\n')
    zipf("late", "en")  # the first to ask makes the file of the words
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(heavy=HEAVY), *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.stderr.splitlines()[-1] == f"{code} []"


LOADED = """
import atexit, sys
before = set(sys.modules)
atexit.register(lambda: print(*sorted(set(sys.modules) - before), sep="\\n"))
"""


def loaded(script: str) -> set[str]:
    """Return the modules that a script loads, as another process sees them at its end."""
    words = [sys.executable, "-c", LOADED + script]
    return set(subprocess.run(words, capture_output=True, text=True, check=True).stdout.split())


def foreign(modules: set[str]) -> set[str]:
    """Return the packages, other than ours, that are not of the standard library."""
    return {name.partition(".")[0] for name in modules} - sys.stdlib_module_names - {"cleanup"}


def ours(modules: set[str]) -> set[str]:
    return {name for name in modules if name.partition(".")[0] == "cleanup"}


def test_the_package_loads_what_is_asked_of_it_and_nothing_before() -> None:
    modules = loaded("import cleanup")
    assert ours(modules) == {"cleanup", "cleanup.version"}
    assert not foreign(modules)
    values = loaded("from cleanup import Settings, Edit, Finding")
    assert ours(values) == ours(modules) | {"cleanup.settings", "cleanup.values"}
    assert not foreign(values)
    assert foreign(loaded("import cleanup; cleanup.clean_frame")) >= {"polars", "ahocorasick_rs"}


PARTS = ("arguments", "friendly", "groups", "parser")
PARSER = (".main", ".parsing", *(f".parsing.{name}" for name in PARTS))


def test_printing_the_version_loads_only_the_parser_of_options() -> None:
    modules = loaded("from cleanup.cli.main import entry; sys.argv[1:] = ['--version']; entry()")
    modules.remove(__version__)  # printed before them
    own = {"cleanup", "cleanup.errors", "cleanup.settings", "cleanup.values"}
    own |= {f"cleanup.cli{name}" for name in ("", *PARSER)}
    assert ours(modules) == own | {"cleanup.version"}
    assert not foreign(modules)
    assert "argparse" in modules
    assert not modules & {"hashlib", "json", "multiprocessing", "pathlib"}


def test_checking_a_clean_text_loads_what_searches_it(tmp_path: Path) -> None:
    zipf("late", "en")
    keys()  # the first to ask makes the file of the words of furniture, too
    (tmp_path / "a.txt").write_text(CLEAN)
    modules = loaded(f"from cleanup.cli.main import main; main(['check', '{tmp_path}/a.txt'])")
    assert foreign(modules) == {"ahocorasick_rs", "re2"}
    assert not modules & {"importlib.resources", "shutil", "tempfile", "zipfile"}
    families = {name for name in ours(modules) if name.startswith("cleanup.rules.")}
    assert len(families) < 12, "only rules whose hints hold are imported"


@pytest.mark.parametrize("text", [CLEAN, GLUED], ids=["clean", "glued"])
def test_check_starts_quickly(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Modules are compiled, as they are once they were installed or imported.

    A busy machine only adds to the ratio, so that one of three tries is enough.
    """
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path / "compiled"))
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    (tmp_path / "a.txt").write_text(text)
    nothing, check = ["-c", "pass"], ["-m", "cleanup", "check", "a.txt"]
    _seconds(tmp_path, check)
    ratios = []
    for _ in range(3):
        pairs = [(_seconds(tmp_path, nothing), _seconds(tmp_path, check)) for _ in range(9)]
        ratios.append(median(of_check / of_python for of_python, of_check in pairs))
        if ratios[-1] < TIMES[text]:
            return
    raise AssertionError(f"{ratios} times as much as Python")


def _seconds(folder: Path, words: list[str]) -> float:
    """Return the processor time of another Python."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, *words]
    subprocess.run(command, cwd=folder, check=False, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


THREADS = """
import cleanup.cli.run
from pathlib import Path
names = [task.joinpath("comm").read_text().strip() for task in Path("/proc/self/task").iterdir()]
raise SystemExit(str([name for name in names if name.removeprefix("polars-").isdecimal()]))
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are looked for in /proc")
def test_importing_starts_no_threads_of_polars() -> None:
    """A process that is forked after they were started hangs at its first use of polars."""
    done = subprocess.run([sys.executable, "-c", THREADS], capture_output=True, text=True)
    assert done.stderr == "[]\n"
