"""Small errors put into the core on purpose, and whether tests see them.

``python -m tests.long.mutants --seed 1 --count 60`` draws places of the core and an error for
each, as cosmic-ray makes them, in a copy of this tree. The tests that import the module run first,
the most direct ones before the others, then the quick tests of rules, engine and text. What no
test sees, or ends in time, is printed. cosmic-ray is in the dependency group ``mutation``.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from fnmatch import fnmatch
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROOT = Path(__file__).parents[2]
CORE = (
    *("cleanup/engine/*.py", "cleanup/scoring/**/*.py", "cleanup/grammar/*.py"),
    *(f"cleanup/{name}.py" for name in ("values", "ledger", "graphemes", "rule", "restore/rows")),
    *(f"cleanup/prefilter/{name}.py" for name in ("hints", "literals", "texts", "columns")),
    *(f"cleanup/text/{name}.py" for name in ("protect", "quotes", "lines", "document")),
    *(f"cleanup/text/{name}.py" for name in ("language", "whitespace", "misdecoded")),
)
# Without those that read the clock: on a busy machine they see errors that are none.
QUICK = ("tests/rules", "tests/engine", "tests/text", "--ignore=tests/engine/test_linear_time.py")
CHANCE = ("adapters", "pipeline", "benchmarks", "audit")
"""Folders of tests of whole runs, which see an error of the core by chance, after minutes."""
UNUSED = ("RemoveDecorator", "Variable*", "*_Eq_Is", "*_Is_Eq", "*_NotEq_IsNot", "*_IsNot_NotEq")
"""Operators that hardly change what is computed: decorators remember, letters are identical."""
COSTS = ("maxsize", "slots", "timed")
"""Arguments that change the cost alone."""


class Mutant(NamedTuple):
    """One error: the operator of cosmic-ray and at which of its places in a module."""

    module: str
    place: tuple[int, int]
    operator: str
    occurrence: int


class Outcome(NamedTuple):
    """What became of a mutant: the first test that fails, ``timeout``, or nothing."""

    mutant: Mutant
    seen_by: str
    difference: str


def silent_spans(source: str) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield the spans of annotations, of imports for types, and of arguments that only cost."""
    for node in ast.walk(ast.parse(source)):
        silent: ast.AST | None = None
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            silent = node
        elif isinstance(node, ast.AnnAssign | ast.arg):
            silent = node.annotation
        elif isinstance(node, ast.FunctionDef):
            silent = node.returns
        elif isinstance(node, ast.keyword) and node.arg in COSTS:
            silent = node.value
        if isinstance(silent, ast.expr | ast.stmt):
            yield (
                (silent.lineno, silent.col_offset),
                (silent.end_lineno or 0, silent.end_col_offset or 0),
            )


def mutants(module: str) -> Iterator[Mutant]:
    """Yield all mutants of a module."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.plugins import get_operator, operator_names

    source = (ROOT / module).read_text("utf-8")
    silent, nodes = list(silent_spans(source)), list(ast_nodes(get_ast(source)))
    for name in operator_names():
        if not any(fnmatch(name, f"*/{unused}") for unused in UNUSED):
            operator = get_operator(name)()
            places = (start for node in nodes for start, _ in operator.mutation_positions(node))
            for occurrence, place in enumerate(places):
                if not any(start <= place < end for start, end in silent):
                    yield Mutant(module, place, name, occurrence)


def drawn(seed: int, count: int) -> list[Mutant]:
    """Draw places of the core evenly, and one error for each: so many, or all there are."""
    at: dict[tuple[str, tuple[int, int]], list[Mutant]] = {}
    for path in sorted({path for pattern in CORE for path in ROOT.glob(pattern)}):
        for mutant in mutants(path.relative_to(ROOT).as_posix()):
            at.setdefault(mutant[:2], []).append(mutant)
    random = Random(seed)
    return [random.choice(at[place]) for place in random.sample(sorted(at), min(count, len(at)))]


def tests_of(module: str) -> list[str]:
    """Return the test files that mirror or import a module, the most direct ones first."""
    name, mirror = module.removesuffix(".py").replace("/", "."), f"test_{Path(module).name}"
    found = []
    for path in ROOT.glob("tests/**/test_*.py"):
        imported = set(_imported(ast.parse(path.read_text("utf-8"))))
        if (name in imported or path.name == mirror) and path.parent.name not in CHANCE:
            relative = path.relative_to(ROOT).as_posix()
            found.append((path.name != mirror, len(imported), relative))
    return [relative for *_, relative in sorted(found)]


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


class Copy:
    """A copy of the tree in which one mutant after another is tested."""

    def __init__(self, folder: str) -> None:
        self.root = Path(folder) / "tree"
        ignored = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
        shutil.copytree(ROOT, self.root, ignore=ignored)
        # Hashes, not times, say whether a compiled module is that of its source.
        options = ("-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "cleanup")
        subprocess.run([sys.executable, *options], cwd=self.root, check=True)

    def failing(self, tests: Iterable[str], seconds: float) -> str:
        """Return the first test that fails, ``timeout``, or an empty string."""
        options = "-x -q -p no:cacheprovider --no-header --tb=no -W ignore".split()
        known = {"PYTHONPATH": str(self.root), "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            done = subprocess.run(
                [sys.executable, "-m", "pytest", *options, *tests],
                cwd=self.root,
                env=os.environ | known | {"CLEANUP_EXAMPLES": "0.05"},
                capture_output=True,
                text=True,
                timeout=max(1.0, seconds),
            )
        except subprocess.TimeoutExpired:
            return "timeout"
        lines = (line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR")))
        return next(lines, f"pytest ended with {done.returncode}") if done.returncode else ""

    def outcome(self, mutant: Mutant, limit: float, direct: bool) -> Outcome:
        """Put an error in, run the tests, and take it out again."""
        from cosmic_ray.mutating import mutate_code
        from cosmic_ray.plugins import get_operator

        path, begun, seen_by = self.root / mutant.module, time.monotonic(), ""
        source = path.read_text("utf-8")
        changed = mutate_code(source, get_operator(mutant.operator)(), mutant.occurrence)
        path.write_text(changed, "utf-8")
        for tests in (tests_of(mutant.module), () if direct else QUICK):
            if tests and not seen_by:
                seen_by = self.failing(tests, begun + limit - time.monotonic())
        path.write_text(source, "utf-8")
        lines = difflib.unified_diff(source.splitlines(), changed.splitlines(), n=1, lineterm="")
        print(f"{time.monotonic() - begun:6.1f} s  {mutant}: {seen_by or 'SURVIVED'}", flush=True)
        return Outcome(mutant, seen_by, "\n".join([*lines][2:]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw, test and report; 1 if more survive than are allowed."""
    parser = argparse.ArgumentParser(prog="python -m tests.long.mutants", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--limit", type=float, default=300, help="seconds for one mutant")
    parser.add_argument("--most", type=int, default=6, help="how many may survive")
    parser.add_argument("--direct", action="store_true", help="only tests that import the module")
    chosen = parser.parse_args(arguments)
    try:
        found = drawn(chosen.seed, chosen.count)
    except ImportError as error:
        parser.error(f"{error}; install it: pip install --group mutation (pip 25.1 or newer)")
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(folder)
        outcomes = [copy.outcome(mutant, chosen.limit, chosen.direct) for mutant in found]
    for kind, seen_by in (("survived", ""), ("ran out of time", "timeout")):
        alike = [one for one in outcomes if one.seen_by == seen_by]
        for one in alike:
            print(f"\n{kind}: {one.mutant.module}:{one.mutant.place[0]}\n{one.difference}")
        print(f"\n{len(alike)} of {len(outcomes)} {kind}")
    return int(sum(not one.seen_by for one in outcomes) > chosen.most)


if __name__ == "__main__":
    sys.exit(main())
