"""Speed and memory beside the peers, on the same unique documents, in one run.

    python -m benchmarks.speed.throughput [--data FILE.jsonl.zst] [--limit N] [--repeats N]
        [--damaged SHARE] [--only WORD] [--skip all-cores growth rules]
        [--json OUT]

First on one core, then on all. Machines are noisy and corpora differ: read the ratios inside a
run. Every contestant is a process of its own (on all cores one for each, unless it is parallel
itself), so that its peak of memory is its own. They alternate, and each repeat runs on documents
that are new to all of them, so that caches gain nothing. On one core the ratios are those of
processor time, which other programs disturb less; on all cores those of wall time. There, starting
and warming the workers is part of each run, as it is of yours: use a corpus that is large enough
to outweigh it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.documents import unique_texts, warming_texts
from benchmarks.speed import by_rule, growth
from benchmarks.speed.contestants import CONTESTANTS, COPY, FTFY
from benchmarks.speed.lanes import LaneError, Lanes, Lap, cores, megabytes, write_part

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass
class Result:
    """One contestant's laps, with the size of each part; or why there are none."""

    name: str
    sizes: list[float] = field(default_factory=list)
    """Megabytes of each part."""
    documents: list[int] = field(default_factory=list)
    laps: list[Lap] = field(default_factory=list)
    missing: str = ""

    @property
    def rates(self) -> list[float]:
        """Megabytes a second of wall time."""
        return [size / lap.wall for size, lap in zip(self.sizes, self.laps, strict=True)]

    @property
    def cpu_rates(self) -> list[float]:
        """Megabytes a second of processor time."""
        return [size / lap.cpu for size, lap in zip(self.sizes, self.laps, strict=True)]

    @property
    def documents_rate(self) -> float:
        """Documents a second of wall time, over all laps."""
        return sum(self.documents) / sum(lap.wall for lap in self.laps)

    @property
    def peak(self) -> int:
        """The peak of memory, in bytes."""
        return max(lap.peak for lap in self.laps)

    @property
    def findings_rate(self) -> float:
        """Edits and findings a second of processor time, over all laps."""
        return sum(lap.findings for lap in self.laps) / sum(lap.cpu for lap in self.laps)

    def record(self) -> dict[str, object]:
        """Return the figures that ``--json`` writes."""
        if not self.laps:
            return {"name": self.name, "missing": self.missing}
        return {
            "name": self.name,
            "megabytes_per_second": _range(self.rates),
            "megabytes_per_processor_second": _range(self.cpu_rates),
            "documents_per_second": round(self.documents_rate, 1),
            "findings_per_processor_second": round(self.findings_rate),
            "peak_megabytes": round(self.peak / 1e6),
        }


def race(texts: Sequence[str], names: Sequence[str], repeats: int, workers: int) -> list[Result]:
    """Run every contestant once on each of ``repeats`` parts of the texts, after a warm-up."""
    results = {name: Result(name) for name in names}
    lanes: dict[str, Lanes] = {}
    with TemporaryDirectory() as folder:
        stem = write_part(Path(folder), 0, warming_texts())
        try:
            for name, result in results.items():
                try:
                    lanes[name] = Lanes(name, workers)
                    lanes[name].run(stem)
                except LaneError as error:
                    result.missing = str(error)
            for number in range(repeats):
                part = texts[number::repeats]
                stem = write_part(Path(folder), number + 1, part)
                for name in (name for name in names if not results[name].missing):
                    results[name].laps.append(lanes[name].run(stem))
                    results[name].sizes.append(megabytes(part))
                    results[name].documents.append(len(part))
        finally:
            for lane in lanes.values():
                lane.close()
    return list(results.values())


def table(results: Sequence[Result], *, wall: bool) -> str:
    """Format the results as plain text, with the ratios of the medians to ftfy and to the copy.

    The ratios are those of wall time, or of processor time.
    """
    medians = {
        result.name: median(result.rates if wall else result.cpu_rates)
        for result in results
        if result.laps
    }
    lines = [
        f"{'':28} {'MB/cpu s':>8} {'min':>7} {'max':>7} {'MB/s':>7} {'docs/s':>8} {'peak MB':>8}"
        f" {'x ftfy':>7} {'x copy':>7}"
    ]
    for result in results:
        if not result.laps:
            lines.append(f"{result.name:28} {result.missing}")
            continue
        rates, rate = result.cpu_rates, medians[result.name]
        lines.append(
            f"{result.name:28} {median(rates):8.2f} {min(rates):7.2f} {max(rates):7.2f} "
            f"{median(result.rates):7.2f} {result.documents_rate:8.0f} {result.peak / 1e6:8.0f} "
            f"{_ratio(rate, medians.get(FTFY)):>7} {_ratio(rate, medians.get(COPY)):>7}"
        )
        if any(lap.findings for lap in result.laps):
            lines.append(f"{'':28} {result.findings_rate:,.0f} edits and findings a cpu second")
    return "\n".join(lines)


def _ratio(rate: float, base: float | None) -> str:
    return f"{rate / base:.3g}" if base else ""


def _range(values: Sequence[float]) -> dict[str, float]:
    return {
        "min": round(min(values), 3),
        "median": round(median(values), 3),
        "max": round(max(values), 3),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Race, and measure how the cost grows and which rules cause it."""
    options = _parser().parse_args(arguments)
    names = [
        name
        for name in CONTESTANTS
        if not options.only or any(word in name for word in options.only)
    ]
    texts = unique_texts(options.data, options.limit, options.damaged)
    corpus = (
        options.data.name.partition(".")[0]
        if options.data
        else f"corpus/, varied, {options.damaged:.0%} damaged"
    )
    print(f"{len(texts):,} unique documents, {megabytes(texts):.1f} MB ({corpus})")
    record: dict[str, object] = {**_machine(), "corpus": corpus, "documents": len(texts)}
    processors = frozenset(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else (0,))
    with cores(frozenset((max(processors),))) as pinned:
        print(f"\none core, {pinned}")
        results = race(texts, names, options.repeats, workers=1)
        print(table(results, wall=False))
        record["one_core"] = [result.record() for result in results]
        if "growth" not in options.skip:
            record["growth"] = _grown(texts)
        if "rules" not in options.skip:
            clocks = by_rule.clocked(list(texts))
            print(f"\n{by_rule.table(clocks)}")
            record["rules"] = clocks.shares()
    if "all-cores" not in options.skip and len(processors) > 1:
        print(f"\nall {len(processors)} cores")
        results = race(texts, names, options.repeats, workers=len(processors))
        print(table(results, wall=True))
        record["all_cores"] = [result.record() for result in results]
    if options.json:
        options.json.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    return 0


def _grown(texts: Sequence[str]) -> dict[str, object]:
    count, length = growth.more_documents(texts), growth.longer_documents(texts)
    print(f"\n{growth.table('more documents', count)}")
    print(f"furthest from the first: {growth.drift(count):.1%} (goal {growth.GOAL:.0%})")
    print(f"\n{growth.table('longer documents', length)}")
    return {
        "more_documents": [step._asdict() for step in count],
        "longer_documents": [step._asdict() for step in length],
        "drift": round(growth.drift(count), 4),
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, help="a .jsonl or .jsonl.zst file with `text`")
    parser.add_argument("--limit", type=int, default=4_000, help="most documents")
    parser.add_argument(
        "--damaged",
        type=float,
        default=0.1,
        metavar="SHARE",
        help="without --data, the share of articles that are damaged (default: 0.1)",
    )
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--only", action="append", help="contestants with this in their name")
    parser.add_argument(
        "--skip", nargs="+", default=[], choices=("all-cores", "growth", "rules"), metavar="WHAT"
    )
    parser.add_argument("--json", type=Path, metavar="OUT")
    return parser


def _machine() -> dict[str, object]:
    packages = {entry.package for entry in CONTESTANTS.values() if entry.package}
    return {
        "python": platform.python_version(),
        "processor": platform.machine(),
        "versions": {name: _version(name) for name in sorted({"cleanup-text", *packages})},
    }


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


if __name__ == "__main__":
    sys.exit(main())
