"""Write the manual and the schema of configurations; with ``--check`` only check them."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.config.keys import schema
from cleanup.manual import pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FOLDER = Path(__file__).parents[2] / "docs" / "rules"
SCHEMA = "../cleanup.schema.json"
"""The schema of configurations, beside the guides, for editors."""


def main(argv: Sequence[str] | None = None) -> int:
    """Write what is generated and remove pages of no rule, or with ``--check`` return 1.

    A page that is missing, out of date or of no rule is named on standard error.
    """
    parser = argparse.ArgumentParser(prog="python -m cleanup.manual", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if out of date")
    options = parser.parse_args(argv)
    expected = {**pages(), SCHEMA: json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"}
    wrong = dict(_wrong(expected))
    if options.check:
        for name, what in wrong.items():
            print(f"{FOLDER / name}: {what}; run python -m cleanup.manual", file=sys.stderr)
        return int(bool(wrong))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in wrong:
        if name in expected:
            (FOLDER / name).write_text(expected[name], "utf-8", newline="\n")
        else:
            (FOLDER / name).unlink()
    return 0


def _wrong(expected: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the names of files that are not as expected, and what is wrong with each."""
    there = {path.name for path in FOLDER.glob("*.md")}
    for name, text in expected.items():
        if not (FOLDER / name).exists():
            yield name, "missing"
        elif (FOLDER / name).read_text("utf-8") != text:
            yield name, "out of date"
    for name in sorted(there - expected.keys()):
        yield name, "the page of no rule"


if __name__ == "__main__":
    raise SystemExit(main())
