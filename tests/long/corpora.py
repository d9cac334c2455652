"""Clean real corpora and hold every row to the laws: ``python -m tests.long.corpora FOLDER``.

For each ``*.jsonl`` or ``*.jsonl.zst`` file: undo is exact, a second pass makes no edit, the
ledger explains the cleaned text, no row is lost; and how often each rule found something.
``--edits OUT.jsonl`` writes the safe edits with their context, for reading.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.documents import rows
from cleanup import Settings
from cleanup.engine.clean import clean_all
from cleanup.prefilter.columns import prefilter_column
from cleanup.values import Context
from tests.laws import keeps_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup import Cleaned

BATCH = 500
AROUND = 60
"""Code points of context to either side of an edit."""


@dataclass
class Outcome:
    """What happened to one file."""

    rows: int = 0
    characters: int = 0
    changed: int = 0
    edits: int = 0
    findings: int = 0
    broken: list[str] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    edited: Counter[str] = field(default_factory=Counter)
    samples: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0


def run(path: Path, settings: Settings, *, keep_edits: bool = False) -> Outcome:
    """Clean every row of a file and check it."""
    outcome = Outcome()
    begun = time.perf_counter()
    for numbered in _batches(enumerate(rows(path))):
        texts = [str(row["text"]) for _, row in numbered]
        contexts = [Context(row.get("title"), row.get("lang"), path.name) for _, row in numbered]
        results = clean_all(texts, contexts, settings, prefilter_column)
        again = clean_all([one.text for one in results], contexts, settings, prefilter_column)
        for (number, _), text, result, second in zip(numbered, texts, results, again, strict=True):
            _count(outcome, result, text)
            if law := _broken(text, result, second):
                outcome.broken.append(f"{path.name}#{number}: {law}")
            if keep_edits:
                outcome.samples += _samples(path.name, number, text, result)
    outcome.seconds = time.perf_counter() - begun
    return outcome


def _batches(
    numbered: Iterator[tuple[int, dict[str, Any]]],
) -> Iterator[list[tuple[int, dict[str, Any]]]]:
    batch: list[tuple[int, dict[str, Any]]] = []
    for one in numbered:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _count(outcome: Outcome, result: Cleaned, text: str) -> None:
    outcome.rows += 1
    outcome.characters += len(text)
    outcome.changed += bool(result.edits)
    outcome.edits += len(result.edits)
    outcome.findings += len(result.findings)
    outcome.found.update(finding.code for finding in result.found)
    outcome.edited.update(code for edit in result.edits for code in edit.codes)


def _broken(text: str, result: Cleaned, second: Cleaned) -> str | None:
    try:
        keeps_ledger(result, text)
    except AssertionError as error:
        return str(error)
    if second.edits:
        return f"a second pass makes {second.edits[:3]}"
    return None


def _samples(name: str, number: int, text: str, result: Cleaned) -> Iterator[dict[str, Any]]:
    for edit in result.edits:
        yield {
            "place": f"{name}#{number}:{edit.start}-{edit.end}",
            "codes": edit.codes,
            "left": text[max(0, edit.start - AROUND) : edit.start],
            "before": edit.before,
            "after": edit.after,
            "right": text[edit.end : edit.end + AROUND],
        }


def main() -> int:
    """Print one line a file, then the counts by rule; 1 if a law was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="only files whose name holds this")
    parser.add_argument("--select", default="", help="codes or prefixes of rules, with commas")
    parser.add_argument("--unsafe", action="store_true", help="also apply the unsafe tier")
    parser.add_argument("--edits", type=Path, metavar="OUT.jsonl", help="write the edits here")
    parser.add_argument("--sample", type=int, metavar="N", help="only N of the edits")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    settings = Settings(
        select=tuple(filter(None, options.select.split(","))), unsafe=options.unsafe
    )
    paths = sorted(path for path in options.folder.rglob("*.jsonl*") if options.only in path.name)
    outcomes = {}
    for path in paths:
        outcomes[path] = run(path, settings, keep_edits=options.edits is not None)
        print(_line(path, outcomes[path]), flush=True)
    _print_counts(outcomes)
    if options.edits:
        edits = [sample for outcome in outcomes.values() for sample in outcome.samples]
        _write_edits(options.edits, edits, options.sample, options.seed)
    return int(not outcomes or any(outcome.broken for outcome in outcomes.values()))


def _line(path: Path, outcome: Outcome) -> str:
    share = outcome.changed / outcome.rows if outcome.rows else 0
    line = (
        f"{path.name:28} {outcome.rows:6,} rows {outcome.characters / 1e6:6.1f} Mchar "
        f"{outcome.edits:7,} edits in {share:4.0%} of rows {outcome.findings:7,} findings left "
        f"{outcome.seconds:6.1f} s  {len(outcome.broken)} broken"
    )
    return "\n".join([line, *(f"  BROKEN {law[:400]}" for law in outcome.broken[:10])])


def _print_counts(outcomes: dict[Path, Outcome]) -> None:
    names = [path.name.partition(".")[0] for path in outcomes]
    codes = sorted({code for outcome in outcomes.values() for code in outcome.found})
    print("\nfindings, and of them edits, by rule")
    for code in codes:
        counts = [
            f"{name} {outcome.found[code]}/{outcome.edited[code]}"
            for name, outcome in zip(names, outcomes.values(), strict=True)
            if outcome.found[code]
        ]
        print(f"{code}  {'  '.join(counts)}")


def _write_edits(path: Path, edits: list[dict[str, Any]], sample: int | None, seed: int) -> None:
    if sample is not None and sample < len(edits):
        edits = Random(seed).sample(edits, sample)
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(edit, ensure_ascii=False) + "\n" for edit in edits)
    print(f"\n{len(edits)} edits written to {path}")


if __name__ == "__main__":
    sys.exit(main())
