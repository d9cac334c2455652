"""The samples of README.md and docs/*.md: commands are run, Python is executed, YAML is parsed."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from cleanup.config.table import read_table
from tests.commands import jsonl, program_in, run
from tests.test_docs import DOCUMENTS, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_RUN = {
    "python3 -m venv": "installs packages; .ci/run runs the second of these, word for word",
    "pip install 'cleanup-text[ray]'": "installs packages",
    "pip install 'cleanup-text[corpus": "installs packages",
    "cleanup check . --diff-base HEAD": "needs a repository; tests of the lines make one",
    "cleanup run /data/crawl -o /data/cleaned/ --engine ray": "needs a Ray cluster",
    "import ray": "starts Ray; tests of Ray Data call clean_table there",
    "import datasets": "datasets is no dependency, also of tests",
    "import spacy": "spacy is no dependency of tests",
    "seq 1 64 | xargs": "starts 64 processes",
}
"""How samples begin that no test runs, and why."""

VARIABLES = {"SLURM_ARRAY_TASK_ID": "3", "JOB_COMPLETION_INDEX": "2"}
"""What the schedulers of the samples set."""

SHELL = re.compile(r" [|<>] ")
"""What only a shell can do; its expansions are asked of one, and the command is run here."""

PROSE = "The bridge over the Wenn stays closed until June, the council said on Monday.\n"
GLUED = "The vote was close.Two members left early.\n"
HOLE = "On Monday, thesaid it had sent the boats to the quay.\n"
ROWS = (
    {"id": 1, "title": "A vote", "body": GLUED.strip() + " " + HOLE.strip()},
    {"id": 2, "title": "No text", "body": 5},
    {"id": 3, "title": "A bridge", "body": f"Photo by Lena Ostrow / Reuters\n\n{PROSE.strip()}"},
)
PUBLISHED = {"site": "wennbote.example", "day": "2019-04-02"}
TABLE = [{**row, "text": row["body"]} for row in ROWS[::2]]


class Sample(NamedTuple):
    """One fenced block: where it is, what follows three backticks, and its text."""

    document: str
    line: int
    info: str
    text: str

    @property
    def why_not(self) -> str | None:
        """Why this is not run; ``None`` if it is."""
        return next((why for start, why in NOT_RUN.items() if self.text.startswith(start)), None)


def samples(*infos: str) -> Iterator[Sample]:
    for path in DOCUMENTS:
        text = path.read_text("utf-8")
        for found in re.finditer(r"^```(\S[^\n]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            if not infos or found[1] in infos:
                line = text.count("\n", 0, found.start()) + 1
                yield Sample(str(path.relative_to(ROOT)), line, found[1], found[2])


def named(sample: Sample) -> str:
    return f"{sample.document}:{sample.line}"


def commands(text: str) -> list[str]:
    """Return the commands of a shell block, without its comments."""
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with everything that the samples name as an input."""
    folder = tmp_path_factory.mktemp("inputs")
    for name in ("articles", "crawl/sub", "data", "docs", "notes"):
        (folder / name).mkdir(parents=True)
    before = next(samples("text before")).text
    (folder / "article.txt").write_text(before, "utf-8")
    (folder / "articles/one.txt").write_text(PROSE, "utf-8")
    (folder / "docs/one.md").write_text(GLUED, "utf-8")
    (folder / "docs/two.md").write_text(HOLE, "utf-8")
    (folder / "notes/one.txt").write_text(GLUED, "utf-8")
    (folder / "phrases.txt").write_text("[share]\nHoist the pennant\n", "utf-8")
    (folder / "other.toml").write_text('preset = "news"\n', "utf-8")
    (folder / "docs/guide.md").write_text(GLUED, "utf-8")
    (folder / "hole.txt").write_text(HOLE, "utf-8")
    (folder / "guide.md").write_text("See scrapy.Request for more.\n", "utf-8")
    (folder / "crawl/sub/one.txt").write_text(GLUED, "utf-8")
    (folder / "crawl/two.txt").write_text(HOLE, "utf-8")
    jsonl(folder / "crawl/three.jsonl", *TABLE)
    jsonl(folder / "articles.jsonl", *(row | PUBLISHED for row in ROWS))
    jsonl(folder / "data/rows.jsonl", *TABLE)
    jsonl(folder / "scraped.jsonl", {"text": "Page not found"}, {"text": GLUED})
    jsonl(folder / "export.dat", *ROWS)
    (folder / "table.csv").write_text(f"id;text\n1;{GLUED}2;=1+1\n", "utf-8")
    subprocess.run(["gzip", "-k", "articles.jsonl"], cwd=folder, check=True)
    (folder / "articles.jsonl.gz").rename(folder / "pages.jsonl.gz")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        shutil.copytree("docs", "as-it-was")
        assert run("run", "articles.jsonl", "-o", "clean.parquet", "--text", "body") == 1
        assert run("run", "crawl/", "-o", "cleaned/") == 0
        assert run("fix", "docs/", "--ledger", "docs.ledger.jsonl") == 0
    return folder


@pytest.fixture
def folder(inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run a test in a copy of the inputs, with the variables that samples use."""
    here = tmp_path / "here"
    shutil.copytree(inputs, here)
    monkeypatch.chdir(here)
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    return here


def make_way(text: str) -> None:
    """Remove the prepared outputs that a sample makes itself, and undo what it repairs itself."""
    for name in re.findall(r"(?:-o|--ledger) (\S+)", text):
        for path in (name, f"{name}.manifest.json", f"{name}.quarantine.jsonl"):
            if Path(path).is_file():
                Path(path).unlink()
        if name == "cleaned/":
            shutil.rmtree(name, ignore_errors=True)
    if "cleanup fix" in text or "cleanup check" in text:
        shutil.copytree("as-it-was", "docs", dirs_exist_ok=True)


def run_in_shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that needs a shell; ``cleanup`` is the one that is tested."""
    program_in(folder)
    environment = {
        **os.environ,
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def output_of(command: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run one command of a sample; return its exit code and what it printed.

    One worker is enough here: others take seconds to start, and have tests of their own.
    """
    if SHELL.search(command):
        done = run_in_shell(command, folder)
        return done.returncode, done.stdout + done.stderr
    expanded = run_in_shell(rf"printf '%s\n' {command}", folder)
    program, *words = expanded.stdout.splitlines()
    assert program == "cleanup", command
    if "--workers" in words:
        words[words.index("--workers") + 1] = "1"
    code = run(*words)
    captured = capfd.readouterr()
    return code, captured.out + captured.err


SHELL_SAMPLES = [sample for sample in samples("sh") if not sample.why_not]


@pytest.mark.parametrize("sample", SHELL_SAMPLES, ids=named)
def test_the_commands_run(sample: Sample, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    make_way(sample.text)
    for command in commands(sample.text):
        if not command.startswith(tuple(NOT_RUN)):
            assert re.search(r"\bcleanup\b", command), "neither run nor named in NOT_RUN"
            code, printed = output_of(command, folder, capfd)
            assert code in (0, 1), (command, printed)


def outputs() -> Iterator[tuple[Sample, Sample]]:
    """Yield each block of commands that is followed by what it prints."""
    known = list(samples())
    for sample, after in pairwise(known):
        if after.info == "text output":
            yield sample, after


@pytest.mark.parametrize(("sample", "after"), list(outputs()), ids=lambda one: f"{one.line}")
def test_the_commands_print_what_is_said(
    sample: Sample, after: Sample, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert sample.info == "sh"
    make_way(sample.text)
    printed = [output_of(command, folder, capfd)[1] for command in commands(sample.text)]
    assert after.text in "".join(printed)


PYTHON_DOCUMENTS = sorted({sample.document for sample in samples("python")})


@pytest.mark.parametrize("document", PYTHON_DOCUMENTS)
@pytest.mark.usefixtures("folder")
def test_the_python_is_true(document: str) -> None:
    scope: dict[str, Any] = {}
    for sample in samples("python"):
        if sample.document == document and not sample.why_not:
            execute(sample, scope)


def execute(sample: Sample, scope: dict[str, Any]) -> None:
    """Execute a block; an expression with a comment behind it has the value that this says."""
    lines = sample.text.splitlines()
    for statement in ast.parse(sample.text).body:
        source = ast.unparse(statement)
        said = lines[(statement.end_lineno or 0) - 1][statement.end_col_offset :].partition("# ")[2]
        if isinstance(statement, ast.Expr) and said:
            assert eval(source, scope) == ast.literal_eval(said), (named(sample), source)
        else:
            exec(compile(source, named(sample), "exec"), scope)


def scripts(value: object) -> Iterator[str]:
    """Yield the commands within a value of YAML."""
    if isinstance(value, str) and value.startswith("cleanup "):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from scripts(one)


@pytest.mark.parametrize("sample", list(samples("yaml")), ids=named)
def test_the_yaml_can_be_parsed_and_its_commands_run(
    sample: Sample, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    value = yaml.safe_load(sample.text)
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    for repository in value.get("repos", ()):
        assert {hook["id"] for hook in repository["hooks"]} <= hooks
    make_way(sample.text)
    for command in scripts(value):
        code, printed = output_of(command, folder, capfd)
        assert code in (0, 1), (command, printed)


@pytest.mark.parametrize("sample", list(samples("toml")), ids=named)
def test_the_toml_is_a_configuration(sample: Sample, tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(sample.text, "utf-8")
    assert read_table(path)


def test_every_block_is_of_a_known_kind() -> None:
    kinds = {"sh", "python", "yaml", "toml", "text", "text before", "text after", "text output"}
    for sample in samples():
        assert sample.info in kinds, named(sample)
    for path in DOCUMENTS:
        fences = re.findall(r"^```(.*)$", path.read_text("utf-8"), re.MULTILINE)
        assert all(fences[::2]), (path, "a block does not say what it is")


def test_what_is_not_run_is_there() -> None:
    lines = [line for sample in samples("sh", "python") for line in sample.text.splitlines()]
    for start in NOT_RUN:
        assert any(line.startswith(start) for line in lines), start


@pytest.mark.parametrize(
    ("command", "code"),
    [("cleanup check docs/ --no-such-option", 2), ("cleanup run missing.jsonl -o x.parquet", 2)],
)
def test_a_wrong_sample_is_seen(
    command: str, code: int, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert output_of(command, folder, capfd)[0] == code
