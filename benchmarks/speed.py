"""Speed beside the peers, on the same unique documents, in one run on one core.

    python -m benchmarks.speed [--data FILE.jsonl.zst] [--limit N] [--repeats N] [--json OUT]
    python -m benchmarks.speed --profile

Machines are noisy and corpora differ: read the ratios inside a run. Each repeat is run on
documents that no one has seen before, so that nothing is gained by remembering. The peers are the
extra ``bench``; one that is not installed is reported as such.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from importlib import import_module, metadata
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Contestant = Callable[[], object]


@dataclass(frozen=True)
class Row:
    """One contestant's result: megabytes a second in each repeat, or why there are none."""

    name: str
    rates: tuple[float, ...]
    documents: float
    """Documents a second, over all repeats."""
    missing: str = ""

    @property
    def middle(self) -> float:
        """Median rate."""
        return median(self.rates)


def pin_to_one_core() -> str:
    """Keep this process on one core, where the system can; polars gets one thread."""
    os.environ["POLARS_MAX_THREADS"] = "1"
    if not hasattr(os, "sched_setaffinity"):
        return "not pinned: this system has no sched_setaffinity"
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    return f"pinned to core {core}"


def contestants(texts: Sequence[str], folder: Path) -> dict[str, Contestant | str]:
    """Return what is measured: a call without arguments, or why it cannot be called."""
    import polars as pl

    from cleanup.frame import clean_frame
    from cleanup.read import Columns
    from cleanup.run import run
    from cleanup.settings import Settings

    frame = pl.DataFrame({"text": texts})
    source, target = folder / "in.parquet", folder / "out.parquet"
    frame.write_parquet(source)

    def identity() -> None:
        pl.read_parquet(source).write_parquet(folder / "identity.parquet")

    def files() -> None:
        run([str(source)], str(target), columns=Columns(), settings=Settings(), force=True)

    return {
        "cleanup": partial(clean_frame, frame),
        "ftfy.fix_text": _peer(_ftfy, texts),
        "clean-text": _peer(_clean_text, texts),
        "datatrove FTFYFormatter": _peer(_datatrove, texts),
        "identity copy, Parquet": identity,
        "cleanup, Parquet to Parquet": files,
    }


def _peer(find: Callable[[], Callable[[str], str]], texts: Sequence[str]) -> Contestant | str:
    try:
        fix = find()
    except ImportError as error:
        return f"not installed ({error.name})"
    return lambda: [fix(text) for text in texts]


def _ftfy() -> Callable[[str], str]:
    from ftfy import fix_text

    return fix_text


def _clean_text() -> Callable[[str], str]:
    return partial(import_module("cleantext").clean, lower=False, to_ascii=False)


def _datatrove() -> Callable[[str], str]:
    fix: Callable[[str], str] = (
        import_module("datatrove.pipeline.formatters").FTFYFormatter().format
    )
    return fix


def race(texts: Sequence[str], repeats: int) -> list[Row]:
    """Time every contestant once on each of ``repeats`` parts of the texts, after a warm-up."""
    warm, rest = texts[: len(texts) // 20], texts[len(texts) // 20 :]
    rates: dict[str, list[float]] = {}
    seconds: dict[str, float] = {}
    missing: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for call in contestants(warm, Path(folder)).values():
            if not isinstance(call, str):
                call()
        for part in (rest[number::repeats] for number in range(repeats)):
            megabytes = sum(len(text.encode()) for text in part) / 1e6
            for name, call in contestants(part, Path(folder)).items():
                if isinstance(call, str):
                    missing[name] = call
                    continue
                begun = time.perf_counter()
                call()
                spent = time.perf_counter() - begun
                rates.setdefault(name, []).append(megabytes / spent)
                seconds[name] = seconds.get(name, 0.0) + spent
    found = [Row(name, tuple(rates[name]), len(rest) / seconds[name]) for name in rates]
    return found + [Row(name, (), 0.0, why) for name, why in missing.items()]


def table(rows: list[Row]) -> str:
    """Draw the results as plain text, with the ratio to ftfy and to the identity copy."""
    middles = {row.name: row.middle for row in rows if row.rates}
    lines = [f"{'':28} {'MB/s':>7} {'min':>7} {'max':>7} {'docs/s':>8} {'x ftfy':>7} {'x copy':>7}"]
    for row in rows:
        if not row.rates:
            lines.append(f"{row.name:28} {row.missing}")
            continue
        to_ftfy = row.middle / middles["ftfy.fix_text"]
        to_copy = row.middle / middles["identity copy, Parquet"]
        lines.append(
            f"{row.name:28} {row.middle:7.2f} {min(row.rates):7.2f} {max(row.rates):7.2f} "
            f"{row.documents:8.0f} {to_ftfy:7.2f} {to_copy:7.3f}"
        )
    return "\n".join(lines)


def main() -> int:
    """Race or profile; print a table and, if asked, write it as JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, help="a .jsonl or .jsonl.zst file with `text`")
    parser.add_argument("--limit", type=int, default=2_000, help="most documents")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", type=Path, metavar="OUT")
    parser.add_argument("--profile", action="store_true", help="time by rule instead")
    options = parser.parse_args()
    pinned = pin_to_one_core()

    from benchmarks import by_rule
    from benchmarks.documents import unique_texts

    texts = unique_texts(options.data, options.limit)
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{len(texts):,} unique documents, {megabytes:.1f} MB, {pinned}")
    if options.profile:
        print(by_rule.table(by_rule.clocked(texts)))
        return 0
    rows = race(texts, options.repeats)
    print(table(rows))
    if options.json:
        options.json.write_text(json.dumps(_record(rows, pinned), indent=1) + "\n", "utf-8")
    return 0


def _record(rows: list[Row], pinned: str) -> dict[str, object]:
    packages = ("cleanup-text", "polars", "ftfy", "clean-text", "datatrove")
    return {
        "python": platform.python_version(),
        "processor": f"{platform.machine()}, {pinned}",
        "versions": {name: _version(name) for name in packages},
        "results": [asdict(row) for row in rows],
    }


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


if __name__ == "__main__":
    sys.exit(main())
