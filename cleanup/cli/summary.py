"""The summary of a run, for people."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.cli.excerpts import counted
from cleanup.read.source import kind_of
from cleanup.rules import rule_for
from cleanup.values import LOST
from cleanup.visible import shown
from cleanup.write.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.pipeline.shards import ShardResult

_NAMED = 10
"""How many files of one sort are named; the others are only counted."""


def report(summary: Summary, text: str) -> str:
    """Return the summary of a run, for people."""
    lines = [*_counts(summary), "", *_rules(summary), *_places(summary, text)]
    return "\n".join(lines)


def folder_report(
    folder: str,
    entries: Sequence[ShardResult],
    others: Sequence[str],
    unfinished: Sequence[Path],
    text: str,
) -> str:
    """Return the summary of a run into a folder, for people."""
    total = Summary(folder, "")
    for entry in entries:
        total.include(entry.summary)
    outcomes = Counter[str](entry.outcome for entry in entries)
    words = {"made": "made", "kept": "already there", "failed": "failed"}
    parts = ", ".join(
        f"{outcomes[name]:,} {word}" for name, word in words.items() if outcomes[name]
    )
    named = {
        "failed": [entry.shard.source for entry in entries if entry.outcome == "failed"],
        "dropped": [entry.summary.dropped_to for entry in entries if entry.summary.dropped_to],
        "quarantine": [entry.summary.quarantine for entry in entries if entry.summary.quarantine],
        "also there": list(others),
        "left": [str(path) for path in unfinished],
    }
    lines = [f"{counted(len(entries), 'file')}: {parts or 'nothing to do'}", ""]
    lines += [*_counts(total), "", *_rules(total), f"output       {shown(folder)}"]
    for name, paths in named.items():
        lines += [f"{name:<12} {shown(path)}" for path in paths[:_NAMED]]
        if len(paths) > _NAMED:
            lines.append(f"{'':<12} and {len(paths) - _NAMED:,} more")
    worst = max(entries, key=_damage, default=None)
    if worst and worst.summary.rows:
        look = _polars(worst.summary.output, text)
        lines += ["", "to look at the most damaged:", f"  {shown(look)}"]
    return "\n".join(lines)


def _damage(entry: ShardResult) -> float:
    """Return edits and findings a row."""
    summary = entry.summary
    return (summary.edits + summary.findings) / max(summary.rows, 1)


def _counts(summary: Summary) -> list[str]:
    rows = [
        ("rows", summary.rows, ""),
        ("repaired", summary.repaired, f"{counted(summary.edits, 'edit')}"),
        ("flagged", summary.flagged, f"{counted(summary.findings, 'finding')} left"),
        ("clean", summary.clean, ""),
        ("removals", summary.removals, "places where content was removed"),
        ("holes", summary.holes, f"places where text was lost{_lost(summary)}"),
        ("dropped", summary.dropped, f"rows beside the output{_by_verdict(summary)}"),
        ("quarantined", summary.quarantined, "rows that could not be read"),
        ("skipped", summary.passed_over, "rows that were not selected"),
    ]
    rows += [(f"  {trait}", number, "") for trait, number in sorted(summary.traits.items())]
    width = max(len(f"{number:,}") for _, number, _ in rows)
    return [
        f"{name:<12} {number:>{width},}   {note}".rstrip()
        for name, number, note in rows
        if number or name in ("rows", "repaired", "flagged", "removals", "holes")
    ]


def _by_verdict(summary: Summary) -> str:
    """Return why rows were dropped: ``: 9 bot-block-page, 2 error-page``."""
    named = (f"{number:,} {rule_for(code).name}" for code, number in summary.dropped_by.items())
    return f": {', '.join(sorted(named, key=lambda name: name.partition(' ')[2]))}"


def _lost(summary: Summary) -> str:
    """Return what was lost at the holes: ``: 9 inline, 3 quotation``."""
    lost = Counter[str]()
    for code, (_, remaining) in summary.by_rule.items():
        if hole := rule_for(code).hole:
            lost[hole] += remaining
    named = ", ".join(f"{lost[hole]:,} {hole}" for hole in LOST if lost[hole])
    return f": {named}" if named else ""


def _rules(summary: Summary) -> list[str]:
    if not summary.by_rule:
        return []
    lines = ["rule      applied     left"]
    for code, (applied, remaining) in summary.by_rule.items():
        lines.append(f"{code:<8} {applied:>8,} {remaining:>8,}   {rule_for(code).name}")
    return [*lines, ""]


def _places(summary: Summary, text: str) -> list[str]:
    output = shown(summary.output)
    lines = [f"output       {output}", f"manifest     {shown(summary.manifest)}"]
    if summary.dropped_to:
        lines.append(f"dropped      {shown(summary.dropped_to)}")
    if summary.quarantine:
        lines.append(f"quarantine   {shown(summary.quarantine)}")
    audit = shlex.join(["audit", summary.output, "-o", "report.html"])
    look = [_polars(summary.output, text), f"{_program('cleanup')} {audit}"]
    return [*lines, "", "to look at it:", *(f"  {shown(line)}" for line in look)]


def _polars(output: str, text: str) -> str:
    """Return a shell command that prints the most damaged rows first."""
    scan = {
        "parquet": f"scan_parquet({output!r})",
        "csv": f"scan_csv({output!r}, infer_schema=False)",
        "tsv": f"scan_csv({output!r}, infer_schema=False, separator='\\t')",
    }.get(kind_of(Path(output))[0] or "", f"scan_ndjson({output!r})")
    columns = f"'cleanup_damage', 'cleanup_source', 'cleanup_row', {_expression(text)}"
    code = (
        f"import polars as pl; print(pl.{scan}.select({columns})"
        ".sort(pl.col('cleanup_damage').cast(float), descending=True).head(20).collect())"
    )
    quoted = shlex.quote(code) if set('"\\$`!') & set(code) else f'"{code}"'
    return f"{_program('python')} -c {quoted}"


def _expression(text: str) -> str:
    """Return how polars is asked for a column, or for the one that ``article.body`` is in.

    That may be a struct, or text of JSON.
    """
    column, dot, _ = text.partition(".")
    if not dot:
        return repr(text)
    return f"pl.selectors.by_name({column!r}, {text!r}, require_all=False)"


def _program(name: str) -> str:
    """Return how to call a program that is installed beside the running interpreter."""
    beside = Path(sys.executable).with_name(name)
    if shutil.which(name) == str(beside) or not beside.exists():
        return name
    inside = beside.is_relative_to(Path.cwd())
    return shlex.quote(str(beside.relative_to(Path.cwd()) if inside else beside))
