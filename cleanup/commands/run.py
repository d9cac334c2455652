"""``cleanup run``: clean a corpus into one table, and say what was done."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.commands.progress import progress, size_of
from cleanup.commands.settings import columns_from, reading_from, settings_from
from cleanup.commands.show import counted, shown
from cleanup.read.choose import Choice
from cleanup.read.sources import STDIN, kind_of
from cleanup.rule import rule_for
from cleanup.run import run
from cleanup.spread import workers_for

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from cleanup.read import Reading
    from cleanup.write.manifest import Summary


def run_sources(options: Namespace) -> int:
    """Clean all sources and print the summary; return the exit code."""
    settings = settings_from(options, "table")
    columns = columns_from(options)
    reading = reading_from(options)
    with progress(options.sources, reading) as told:
        summary = run(
            options.sources,
            options.output,
            columns=columns,
            settings=settings,
            reading=reading,
            choice=Choice(options.head, options.sample, options.seed),
            guarded=options.guard_formulas,
            progress=told,
            force=options.force,
            workers=options.workers or workers_for(size_of(options.sources, reading)),
        )
    print(report(summary, options.sources, columns.text, reading))
    return int(summary.quarantined > 0)


def report(summary: Summary, sources: Sequence[str], text: str, reading: Reading) -> str:
    """Return the summary of a run, for people."""
    rows = [
        ("rows", summary.rows, ""),
        ("repaired", summary.repaired, f"{counted(summary.edits, 'edit')}"),
        ("flagged", summary.flagged, f"{counted(summary.findings, 'finding')} left"),
        ("clean", summary.clean, ""),
        ("removals", summary.removals, "places where content was taken away"),
        ("holes", summary.holes, "places where text was lost"),
        ("quarantined", summary.quarantined, "rows that could not be read"),
        ("passed over", summary.passed_over, "rows that were not chosen"),
    ]
    width = max(len(f"{number:,}") for _, number, _ in rows)
    lines = [
        f"{name:<12} {number:>{width},}   {note}".rstrip()
        for name, number, note in rows
        if number or name in ("rows", "repaired", "flagged", "removals", "holes")
    ]
    return "\n".join([*lines, "", *_rules(summary), *_places(summary, sources, text, reading)])


def _rules(summary: Summary) -> list[str]:
    if not summary.by_rule:
        return []
    lines = ["rule      applied     left"]
    for code, (applied, left) in summary.by_rule.items():
        lines.append(f"{code:<8} {applied:>8,} {left:>8,}   {rule_for(code).name}")
    return [*lines, ""]


def _places(summary: Summary, sources: Sequence[str], text: str, reading: Reading) -> list[str]:
    output = shown(summary.output)
    lines = [f"output       {output}", f"account      {shown(summary.manifest)}"]
    if summary.quarantine:
        lines.append(f"quarantine   {shown(summary.quarantine)}")
    look = [_polars(summary.output, text)]
    if STDIN not in sources:
        named = [word for option in reading.options for word in option]
        named += ["--text", text] if text != "text" else []
        words = shlex.join(["audit", *sources, "-o", "report.html", *named])
        look.append(f"{_program('cleanup')} {words}")
    return [*lines, "", "to look at it:", *(f"  {shown(line)}" for line in look)]


def _polars(output: str, text: str) -> str:
    """Return a line for the shell that prints the most damaged rows first."""
    scan = {
        "parquet": f"scan_parquet({output!r})",
        "csv": f"scan_csv({output!r}, infer_schema=False)",
        "tsv": f"scan_csv({output!r}, infer_schema=False, separator='\\t')",
    }.get(kind_of(Path(output))[0] or "", f"scan_ndjson({output!r})")
    columns = f"'cleanup_damage', 'cleanup_source', 'cleanup_row', {text!r}"
    code = (
        f"import polars as pl; print(pl.{scan}.select({columns})"
        ".sort(pl.col('cleanup_damage').cast(float), descending=True).head(20).collect())"
    )
    quoted = shlex.quote(code) if set('"\\$`!') & set(code) else f'"{code}"'
    return f"{_program('python')} -c {quoted}"


def _program(name: str) -> str:
    """Return how to call what stands beside the running interpreter."""
    beside = Path(sys.executable).with_name(name)
    if shutil.which(name) == str(beside) or not beside.exists():
        return name
    inside = beside.is_relative_to(Path.cwd())
    return shlex.quote(str(beside.relative_to(Path.cwd()) if inside else beside))
