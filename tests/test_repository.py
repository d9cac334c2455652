"""The files for the forge, packagers and contributors agree with the project."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import cleanup

ROOT = Path(__file__).parent.parent
FORMS = ("false_alarm", "text_harmed", "damage_missed")
ASKED = {"before", "expected", "command", "version", "ruleset", "source", "language", "system"}
"""The fields needed to reproduce a report."""


def loaded(*names: str) -> Any:  # noqa: ANN401
    """Return what a YAML file of the repository holds."""
    return yaml.safe_load(ROOT.joinpath(*names).read_text("utf-8"))


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def group(name: str) -> set[str]:
    """Return the names of the packages of a dependency group and of those it includes."""
    names: set[str] = set()
    for entry in project()["dependency-groups"][name]:
        if isinstance(entry, str):
            names.add(package(entry))
        else:
            names |= group(entry["include-group"])
    return names


def package(requirement: str) -> str:
    return re.split(r"[<>=;\[ ]", requirement)[0].lower()


@pytest.mark.parametrize(
    "path",
    sorted(
        path.relative_to(ROOT).as_posix()
        for pattern in ("*.cff", ".pre-commit*.yaml", ".github/**/*.yml")
        for path in ROOT.glob(pattern)
    ),
)
def test_yaml_can_be_read(path: str) -> None:
    assert loaded(path)


@pytest.mark.parametrize("name", FORMS)
def test_an_issue_form_asks_for_what_reproduces_the_damage(name: str) -> None:
    form = loaded(".github", "ISSUE_TEMPLATE", f"{name}.yml")
    for key in ("name", "description", "title"):
        assert isinstance(form[key], str), key
    assert form["labels"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    names = [field["id"] for field in fields]
    labels = [field["attributes"]["label"] for field in fields]
    assert len(set(names)) == len(names)
    assert len(set(labels)) == len(labels)
    assert set(names) >= ASKED
    assert {"after", "reported"} & set(names)
    asked = {field["id"] for field in fields if field.get("validations", {}).get("required")}
    assert asked >= ASKED - {"ruleset"}
    for field in fields:
        assert re.fullmatch(r"[A-Za-z0-9_-]+", field["id"])
        assert field["type"] in {"input", "textarea", "dropdown", "checkboxes"}
        if field["type"] == "dropdown":
            options = field["attributes"]["options"]
            assert len(set(options)) == len(options)


def test_every_issue_form_is_one_of_the_three() -> None:
    folder = ROOT / ".github" / "ISSUE_TEMPLATE"
    assert {path.stem for path in folder.iterdir()} == {*FORMS, "config"}


def test_the_citation_names_this_version() -> None:
    citation = loaded("CITATION.cff")
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= citation.keys()
    assert str(citation["version"]) == cleanup.__version__
    assert citation["license"] == project()["project"]["license"]


def test_the_security_policy_covers_this_version() -> None:
    policy = (ROOT / "SECURITY.md").read_text("utf-8")
    assert f"| {cleanup.__version__.rpartition('.')[0]} | yes |" in policy


def test_the_workflow_calls_the_scripts_and_may_only_read() -> None:
    workflow = loaded(".github", "workflows", "ci.yml")
    assert workflow["permissions"] == {"contents": "read"}
    runs: dict[str, str] = {}
    for name, job in workflow["jobs"].items():
        assert job["timeout-minutes"] > 0
        assert "permissions" not in job
        runs[name] = "\n".join(step["run"] for step in job["steps"] if "run" in step)
        for step in job["steps"]:
            assert re.fullmatch(r"actions/[\w-]+@v\d+", step.get("uses", "actions/x@v1"))
    assert runs["checks"] == "bash .ci/run"
    assert runs["installed"].endswith("python .ci/installed.py")
    assert (ROOT / ".ci" / "installed.py").is_file()


def test_the_workflow_tests_every_declared_python() -> None:
    matrix = loaded(".github", "workflows", "ci.yml")["jobs"]["checks"]["strategy"]["matrix"]
    declared = re.findall(r"Python :: (3\.\d+)", "\n".join(project()["project"]["classifiers"]))
    assert matrix["python"] == declared


def test_pre_commit_downloads_nothing() -> None:
    config = loaded(".pre-commit-config.yaml")
    assert {repo["repo"] for repo in config["repos"]} == {"local"}
    hooks = [hook for repo in config["repos"] for hook in repo["hooks"]]
    assert {hook["language"] for hook in hooks} == {"system"}
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    entries = " ".join(hook["entry"] for hook in hooks)
    for check in checks(script):
        assert f"-m {check}" in entries, check


def checks(script: str) -> list[str]:
    """Return the modules with their options that the loop of ``.ci/run`` runs."""
    loop = re.search(r"^for check in (.+); do$", script, re.MULTILINE)
    assert loop
    found = re.findall(r'"([^"]+)"', loop[1])
    assert found
    return found


def test_the_test_group_holds_every_tool_of_ci() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    tools = {check.split()[0] for check in checks(script)} | {"pytest", "pre-commit"}
    assert {tool for tool in tools if not tool.startswith("cleanup")} <= group("test")


def test_ci_runs_more_examples_and_asks_for_coverage() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert re.search(r'^CLEANUP_EXAMPLES=1 bash .* "\$test_command"', script, re.MULTILINE)
    assert re.search(r"^\.venv/bin/python -m pytest -n 2 --cov ", script, re.MULTILINE)
    assert "pytest-cov" in group("test")
    coverage = project()["tool"]["coverage"]
    assert coverage["run"]["source"] == ["cleanup"]
    assert coverage["report"]["fail_under"] >= 75


def test_extras_are_for_users_and_groups_for_development() -> None:
    whole = project()
    assert set(whole["project"]["optional-dependencies"]) == {"completion", "corpus", "ray"}
    assert whole["dependency-groups"].keys() == {
        *("lint", "damage", "test", "mutation", "train", "bench", "dev")
    }
    assert group("dev") >= group("test") | group("train")
    assert group("test") >= group("lint") | group("damage")


def test_line_ends_of_the_corpus_are_data() -> None:
    lines = (ROOT / ".gitattributes").read_text("utf-8").splitlines()
    last = {pattern: words for pattern, *words in (line.split() for line in lines if line.strip())}
    assert last["corpus/**"] == ["-text"]
    assert lines.index("corpus/** -text") > lines.index("* text=auto eol=lf")
