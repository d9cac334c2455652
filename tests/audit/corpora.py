"""Small corpora for the tests of audits, and shorthands to run and audit them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cleanup.audit import Grouping, audit
from cleanup.cli.main import main
from cleanup.read.row import Columns
from cleanup.rule import PROSE
from cleanup.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cleanup.audit import Audit

TEXTS: list[str | None] = [
    "The vote was close.Two members left.The mayor stayed.",
    "All was quiet in the harbour.",
    f"{PROSE}\n\nAdvertisement\n\n{PROSE} It cost caf\u00c3\u00a9 money.",
    f"{PROSE} (Photo: Lena Ostrow/Reuters)\n\nThey said that the of the harbour , was closed.",
    "Two  blanks and a line end \n",
    None,
]
"""Texts with lost words, glue, mojibake, an advertisement, a credit, blanks, and none."""

BY_SITE = Grouping("site", None, "day")


def rows_of(texts: Sequence[str | None]) -> list[dict[str, Any]]:
    """Return rows with three sites, and days in four years."""
    return [
        {"text": text, "site": f"s{number % 3}", "day": f"20{10 + number % 4}-0{1 + number % 9}-01"}
        for number, text in enumerate(texts)
    ]


def written(folder: Path, rows: Sequence[dict[str, Any]], broken: int = 0) -> Path:
    """Write rows as JSONL, and lines that are no JSON."""
    path = folder / "a.jsonl"
    lines = [json.dumps(row) for row in rows] + ["no JSON"] * broken
    path.write_text("\n".join(lines) + "\n")
    return path


def run(source: Path, output: str, *more: str) -> Path:
    """Run a file into an output beside it."""
    path = source.with_name(output)
    assert main(["run", str(source), "-o", str(path), "--force", "--workers", "1", *more]) in (0, 1)
    return path


def audited(source: Path, report: str = "report.html", **more: Any) -> Audit:  # noqa: ANN401
    """Audit a file into a report beside it."""
    return audit(
        [str(source)],
        str(source.with_name(report)),
        **{"columns": Columns(), "settings": Settings(), "force": True, **more},
    )
