"""The documents say what the program does."""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cleanup
from cleanup import manual
from cleanup.cli.main import main
from cleanup.cli.parsing.parser import parser
from cleanup.manual.__main__ import main as write_manual
from cleanup.rule import PROSE
from cleanup.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cleanup.rule import Rule

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
"""What users read; ``tests/test_docs_samples.py`` runs the samples in it."""

GUIDES = "".join(path.read_text("utf-8") for path in DOCUMENTS)
OURS = (*DOCUMENTS, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md")
LONGEST_README = 180
LONGEST_LINE = 100


def commands() -> Mapping[str, argparse.ArgumentParser]:
    for action in parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("the parser has no commands")


def block(start: str) -> str:
    found = re.search(rf"^```{start}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert found, start
    return found[1]


def test_the_manual_is_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert write_manual(["--check"]) == 0, capsys.readouterr().err


def test_stale_missing_and_left_over_pages_are_told_and_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "docs" / "rules"
    monkeypatch.setattr("cleanup.manual.__main__.FOLDER", folder)
    assert write_manual(["--check"]) == 1
    assert write_manual([]) == 0
    assert write_manual(["--check"]) == 0
    (folder / "JOI001.md").write_text("old")
    (folder / "JOI002.md").unlink()
    (folder / "JOI999.md").touch()
    capsys.readouterr()
    assert write_manual(["--check"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{folder / name}: {what}; run python -m cleanup.manual"
        for name, what in (
            ("JOI001.md", "out of date"),
            ("JOI002.md", "missing"),
            ("JOI999.md", "the page of no rule"),
        )
    ]
    assert write_manual([]) == 0
    assert write_manual(["--check"]) == 0


def test_every_rule_has_a_page_that_the_index_leads_to() -> None:
    pages = manual.pages()
    for rule in all_rules():
        text = pages[f"{rule.code}.md"]
        assert text.startswith(f"# {rule.code} {rule.name}\n\n{rule.message}")
        assert f"[{rule.code}]({rule.code}.md)" in pages["README.md"]
        for part in ("What it does:", "Why it is damage:", "What could go wrong:"):
            assert part in text, (rule.code, part)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_page_shows_every_example_without_filler_and_nothing_invisible(rule: Rule) -> None:
    text = manual.page(rule)
    assert text.replace("\n", "").isprintable()
    assert PROSE not in text
    blocks = re.findall(r"^```text\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)
    examples = [kind for kind in (rule.bad, rule.flags, rule.good) if kind]
    assert [block.count("\n") + 1 for block in blocks] == [len(kind) for kind in examples]


def test_a_page_says_what_a_confidence_rests_on_and_how_to_switch_the_rule_off() -> None:
    for rule in all_rules():
        text = manual.page(rule)
        basis = "measured" if rule.measured else "declared"
        assert f"\n- Confidence: {rule.confidence:g}, {basis}\n" in text
        for one in rule.measured:
            assert one.text in text
        assert "## How to switch it off" in text
        assert rule.family == "document" or f"`--ignore {rule.code}`" in text


def test_every_command_is_in_the_readme_and_every_option_in_a_guide() -> None:
    for name, command in commands().items():
        assert re.search(rf"cleanup {name}\b", README), name
        for action in command._actions:
            known = ["--help", *re.findall(r"(?<![\w-])--?[a-z][a-z-]*", GUIDES)]
            options = action.option_strings
            assert not options or set(options) & set(known), (name, options)


def test_every_command_line_of_the_guides_can_be_parsed() -> None:
    shell = "\n".join(re.findall(r"^```sh\n(.*?)^```", GUIDES, re.MULTILINE | re.DOTALL))
    lines = re.findall(r"(?:^|bin/)cleanup ([^\n]+)", shell, re.MULTILINE)
    assert len(lines) >= 30
    for line in lines:
        line = re.split(" [<>|] ", line.replace("$SLURM_ARRAY_TASK_ID", "3"))[0]
        words = shlex.split(line)
        assert parser().parse_args(words).act


def test_the_readme_is_short_and_no_line_of_prose_is_long() -> None:
    assert len(README.splitlines()) <= LONGEST_README
    for path in OURS:
        prose = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
        for line in prose.splitlines():
            assert len(line) <= LONGEST_LINE, (path.name, line)


def test_every_guide_is_linked_from_the_readme() -> None:
    for path in DOCUMENTS[1:]:
        assert f"](docs/{path.name})" in README, path.name


def test_the_readme_has_two_commands_of_one_line() -> None:
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
    run, test = lines
    assert "-r requirements.lock " in run
    assert run.endswith("cleanup run corpus/damaged -o damaged.parquet --force")
    assert "-r requirements-test.lock " in test
    assert test.endswith("python -m pytest -n 2 --dist loadfile")


def test_ci_runs_the_readme_s_test_command_and_the_checks() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    found = re.search(r"^test_command=\$\((grep .*)\)$", script, re.MULTILINE)
    assert found
    picked = subprocess.run(
        ["bash", "-c", found[1]], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert picked.stdout.strip().endswith(".venv/bin/python -m pytest -n 2 --dist loadfile")
    assert picked.stdout in README
    assert 'bash -euo pipefail -c "$test_command"' in script
    for check in ("ruff check", "ruff format --check", "mypy --strict", "cleanup.manual --check"):
        assert f'"{check}"' in script


def test_the_example_of_the_readme_is_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = block("text before"), block("text after")
    result = cleanup.clean(before)
    assert result.text == after.rstrip("\n")
    assert result.lifted.credit == ("Lena Ostrow",)
    assert result.lifted.agency == ("Reuters",)
    assert result.lifted.published == ("2019-04",)
    assert cleanup.undo(result.text, result.edits) == before
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text(before, "utf-8")
    assert main(["check", "article.txt"]) == 1
    printed = capsys.readouterr().out.splitlines()
    shown = [line for line in README.splitlines() if line.startswith("article.txt:")]
    assert len(shown) == 2
    assert set(shown) <= set(printed)


def anchors(text: str) -> set[str]:
    """Return the names by which the headings of a page can be linked to."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_links_lead_somewhere() -> None:
    for path in OURS:
        for link, anchor in re.findall(r"\]\(([^)#]*)(?:#([^)]*))?\)", path.read_text("utf-8")):
            target = path.parent / link if link else path
            assert target.exists(), (path.name, link)
            assert not anchor or anchor in anchors(target.read_text("utf-8")), (path.name, anchor)


def test_adding_a_rule_takes_five_steps_and_names_what_exists() -> None:
    section = CONTRIBUTING.partition("## Adding a rule")[2].partition("\n## ")[0]
    assert re.findall(r"^(\d)\. \*\*", section, re.MULTILINE) == list("12345")
    named = re.findall(r"`((?:cleanup|tests)/[\w/]+(?:\.py)?/?)`", section)
    assert named
    for path in named:
        assert (ROOT / path).exists(), path


def needed(groups: Mapping[str, list[str | dict[str, str]]], name: str) -> Iterator[str]:
    """Yield the requirements of a dependency group and of those it includes."""
    for entry in groups[name]:
        if isinstance(entry, str):
            yield entry
        else:
            yield from needed(groups, entry["include-group"])


def test_contributing_names_paths_and_modules_that_exist() -> None:
    for path in re.findall(r"`((?:cleanup|tests|benchmarks|corpus)/[\w./]+)`", CONTRIBUTING):
        assert (ROOT / path).exists(), path
    for name in re.findall(r"\b(?:benchmarks|tests\.long)(?:\.[a-z_]+)+", CONTRIBUTING + GUIDES):
        module = ROOT.joinpath(*name.split("."))
        assert module.with_suffix(".py").exists() or (module / "__init__.py").exists(), name


def test_the_locks_pin_every_declared_package_with_hashes_and_name_no_index() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    runtime = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    group = list(needed(project["dependency-groups"], "test"))
    for name, declared in (
        ("requirements.lock", runtime),
        ("requirements-test.lock", runtime + group),
    ):
        lock = (ROOT / name).read_text("utf-8")
        pinned = dict(re.findall(r"^([\w.-]+)==(\S+) \\\n    --hash=sha256:", lock, re.MULTILINE))
        assert len(pinned) == len(re.findall(r"^[^#\s]", lock, re.MULTILINE))
        wanted = {re.split(r"[<>=;\[ ]", one)[0].lower() for one in declared}
        assert wanted <= pinned.keys()
        assert "://" not in lock
        assert "--index" not in lock


def test_the_version_is_in_the_changelog() -> None:
    assert f"## {cleanup.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_project_s_own_documents_hold_nothing_to_repair(
    capsys: pytest.CaptureFixture[str],
) -> None:
    documents = (*OURS, *(ROOT / "docs" / "rules").glob("*.md"))
    assert main(["fix", "--diff", *map(str, documents)]) == 0
    assert capsys.readouterr().out == ""
