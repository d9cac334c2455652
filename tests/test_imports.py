"""Imports run downward: no circle among modules, none among folders, and few levels."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import cleanup

ROOT = Path(cleanup.__file__).parent
MOST_LEVELS = 12
MOST_ROOT_MODULES = 16

Graph = dict[str, set[str]]


def imports_of(root: Path) -> Graph:
    """Return by module the modules of the same package that it imports, also lazily or for types.

    ``from package import name`` counts for the submodule, if the name is one.
    """
    paths = {module_of(path, root): path for path in root.rglob("*.py")}
    return {module: set(_imported(path, paths)) - {module} for module, path in paths.items()}


def module_of(path: Path, root: Path) -> str:
    parts = path.relative_to(root.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(path: Path, known: dict[str, Path]) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import"
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found.update(inner & known.keys() or {str(node.module)})
    return found & known.keys()


def rooms_of(modules: Graph) -> Graph:
    """Return the same by folder or root module: what imports what, between two of them."""
    rooms: Graph = {room_of(module): set() for module in modules}
    for module, imported in modules.items():
        rooms[room_of(module)] |= {room_of(other) for other in imported} - {room_of(module)}
    return rooms


def room_of(module: str) -> str:
    return f"{module}.__init__".split(".")[1]


def circle_in(graph: Graph) -> list[str]:
    """Return the names of one circle, first and last the same; nothing if there is none."""
    done: set[str] = set()

    def walk(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        for other in sorted(graph[name]):
            if found := walk(other, [*path, name]):
                return found
        done.add(name)
        return []

    return next((found for name in sorted(graph) if (found := walk(name, []))), [])


def levels(graph: Graph) -> dict[str, int]:
    """Return by name how many names the longest chain of imports down from it has."""

    @cache
    def level(name: str) -> int:
        return 1 + max(map(level, graph[name]), default=0)

    return {name: level(name) for name in graph}


def test_modules_import_each_other_in_no_circle() -> None:
    assert not circle_in(imports_of(ROOT))


def test_imports_between_folders_run_downward_in_at_most_twelve_levels() -> None:
    """Without a circle every folder is above all that it imports, so none runs upward."""
    rooms = rooms_of(imports_of(ROOT))
    assert not circle_in(rooms)
    assert max(levels(rooms).values()) <= MOST_LEVELS


def test_few_modules_stand_beside_the_folders() -> None:
    assert len(list(ROOT.glob("*.py"))) <= MOST_ROOT_MODULES


@pytest.mark.parametrize(
    ("sources", "circle"),
    [
        ({"a": "import p.b", "b": ""}, []),
        ({"a": "import p.b", "b": "from p import a"}, ["p.a", "p.b", "p.a"]),
        ({"a": "def f():\n    from p.b import x", "b": "import p.a"}, ["p.a", "p.b", "p.a"]),
    ],
)
def test_a_circle_is_found_also_of_lazy_imports(
    sources: dict[str, str], circle: list[str], tmp_path: Path
) -> None:
    package = tmp_path / "p"
    package.mkdir()
    for name, source in {"__init__": "", **sources}.items():
        (package / f"{name}.py").write_text(source)
    assert circle_in(imports_of(package)) == circle
