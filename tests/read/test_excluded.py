"""What is passed over in folders: as git ignores it, as it is configured, and what is vendored."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.config.globs import Globs
from cleanup.errors import CannotRun
from cleanup.read.excluded import VENDORED, Excluded
from cleanup.read.find import find_sources
from tests.scale import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.usefixtures("in_folder")


def excluded(*patterns: str, replace: bool = False, **options: bool) -> Excluded:
    globs = [Globs(patterns, Path.cwd())]
    return Excluded(lambda folder: (globs, replace), **options)


def files(*paths: str) -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("Text.\n")


def found(paths: Sequence[str], by: Excluded) -> list[str]:
    return [source.path for source in find_sources(paths, excluded=by)]


def repository(folder: str = ".") -> None:
    subprocess.run(["git", "init", "-q", folder], check=True)


def test_vendored_folders_are_passed_over_unless_they_are_named() -> None:
    files("a.txt", *(f"{name}/b.txt" for name in VENDORED))
    assert found(["."], excluded()) == ["a.txt"]
    assert found(["build"], excluded()) == ["build/b.txt"]
    assert found(["build/b.txt"], excluded()) == ["build/b.txt"]
    assert len(found(["."], excluded(replace=True))) == 1 + len(VENDORED)
    assert found(["build", "build/b.txt", "a.txt"], excluded(force=True)) == ["a.txt"]


def test_nothing_is_left_and_that_is_no_error() -> None:
    files("node_modules/a.txt", "b/c.txt")
    assert not found(["node_modules/a.txt"], excluded(force=True))
    assert not found(["b"], excluded("*.txt"))
    Path("empty").mkdir()
    with pytest.raises(CannotRun, match="holds no texts"):
        find_sources(["empty"], excluded=excluded())


def test_a_gitignore_holds_in_its_repository_only() -> None:
    files("a.txt", "b/a.txt", "b/c.txt")
    Path(".gitignore").write_text("a.txt\n")
    assert len(found(["."], excluded())) == 3
    repository()
    assert found(["."], excluded()) == ["b/c.txt"]
    assert found(["b"], excluded()) == ["b/c.txt"]
    assert found(["a.txt"], excluded()) == ["a.txt"]
    assert not found(["a.txt"], excluded(force=True))
    assert len(found(["."], excluded(gitignore=False))) == 3
    repository("b")
    assert found(["b"], excluded()) == ["b/a.txt", "b/c.txt"]


def test_an_ignore_file_holds_everywhere_and_goes_before_gitignore() -> None:
    files("a.txt", "b.txt")
    Path(".ignore").write_text("!a.txt\nb.txt\n")
    Path(".gitignore").write_text("a.txt\n")
    repository()
    assert found(["."], excluded()) == ["a.txt"]


def test_an_ignored_folder_that_is_named_is_meant() -> None:
    files("data/a.txt", "data/b/c.txt")
    Path(".gitignore").write_text("data/\n")
    repository()
    assert not found(["."], excluded())
    assert found(["data"], excluded()) == ["data/a.txt", "data/b/c.txt"]
    assert not found(["data"], excluded(force=True))


def test_patterns_find_files_and_may_find_none() -> None:
    files("a.txt", "b/c.txt", "b/d.md", "[x].txt")
    assert found(["**/*.txt"], excluded()) == ["[x].txt", "a.txt", "b/c.txt"]
    assert found(["[x].txt"], excluded()) == ["[x].txt"]
    with pytest.raises(CannotRun, match=r"\*\.rst: nothing matches this pattern; check it"):
        find_sources(["*.rst"], excluded=excluded())


def test_an_unreadable_pattern_file_is_no_reason_to_stop() -> None:
    files("a.txt")
    Path(".gitignore").mkdir()
    repository()
    assert found(["."], excluded()) == ["a.txt"]


def test_a_name_that_is_not_utf_8_stops_nothing_else() -> None:
    files("a.txt", "b\udce9.txt")
    said: list[str] = []
    sources = find_sources(["."], excluded=excluded(), on_link=said.append)
    assert [source.path for source in sources] == ["a.txt"]
    assert said == ["'b\\udce9.txt': this file name is not UTF-8; it is passed over"]


NAMES = st.sampled_from(["a", "b", "ab", "a.txt", "b.txt", "b.md"])
LINES = st.builds(
    lambda no, root, parts, end: "!" * no + "/" * root + "/".join(parts) + end,
    st.booleans(),
    st.booleans(),
    st.lists(
        st.sampled_from(["a", "b", "*", "**", "*.txt", "a*", "?", "[ab]", "b.txt"]),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from(["", "", "/", "/*", " ", "\\ "]),
)


class Tree(NamedTuple):
    """Files, and the lines of the ``.gitignore`` of some folders."""

    files: set[str]
    ignored: dict[str, list[str]]


TREES = st.builds(
    Tree,
    st.sets(st.lists(NAMES, min_size=1, max_size=3).map("/".join), min_size=1, max_size=8),
    st.dictionaries(
        st.sampled_from(["", "a/", "a/b/"]), st.lists(LINES, min_size=1, max_size=4), max_size=3
    ),
)


@examples(300)
@given(TREES)
def test_what_git_ignores_is_passed_over(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    tree: Tree,
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("tree"))
    repository()
    for path in sorted(tree.files):
        try:
            files(path if path.endswith((".txt", ".md")) else f"{path}/c.txt")
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            continue
    for folder, lines in tree.ignored.items():
        if Path(folder).is_dir():
            Path(folder, ".gitignore").write_text("\n".join(lines) + "\n")
    listed = subprocess.run(
        ["git", "-c", "core.excludesFile=/dev/null", "ls-files", "-oz", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=True,
    )
    kept = {path for path in listed.stdout.split("\0") if path.endswith((".txt", ".md"))}
    assert set(found(["."], excluded())) == kept
