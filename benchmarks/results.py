"""Hash what ``clean_frame`` makes of corpora, to show that a change of the code changes no result.

``python -m benchmarks.results FOLDER -o before.json`` in one checkout, and
``python -m benchmarks.results FOLDER --against before.json`` in another. Each ``*.jsonl`` file
(also ``.zst``, ``.xz``, ``.gz``) is hashed in each of four settings: texts, edits, lifted data, and
of each finding the code, family, tier, confidence, span and proposal. Messages do not count.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path

import polars as pl

from benchmarks.documents import rows
from cleanup import Settings, clean_frame

SETTINGS = {
    "default": Settings(),
    "unsafe": Settings(unsafe=True),
    "file": Settings(form="file"),
    "mark-holes": Settings(mark_holes="[\u2026]"),
}


COLUMNS = ("text", "cleanup_edits", "cleanup_lifted", "cleanup_damage", "cleanup_status")
COUNTED = ("code", "family", "tier", "confidence", "start", "end", "after")
"""Of a finding."""


def hash_of(task: tuple[Path, str]) -> str:
    """Return the SHA-256, in hexadecimal, of all results of a file in one of ``SETTINGS``."""
    path, name = task
    given = [row for row in rows(path) if isinstance(row.get("text"), str)]
    table = {key: [row.get(key) for row in given] for key in ("text", "title", "lang")}
    frame = pl.DataFrame(table, schema=dict.fromkeys(table, pl.String))
    made = clean_frame(frame, title="title", lang="lang", settings=SETTINGS[name])
    digest = hashlib.sha256()
    for row in made.iter_rows(named=True):
        findings = [[one[key] for key in COUNTED] for one in row["cleanup_findings"]]
        digest.update(json.dumps([*(row[key] for key in COLUMNS), findings]).encode())
    return digest.hexdigest()


def hashes(folder: Path, workers: int) -> dict[str, str]:
    """Return the hash of each file of a folder in each setting, by ``file setting``."""
    paths = [path for path in sorted(folder.iterdir()) if ".jsonl" in path.suffixes]
    if not paths:
        raise SystemExit(f"{folder} holds no .jsonl files")
    tasks = sorted(product(paths, SETTINGS), key=lambda task: -task[0].stat().st_size)
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        made = zip(tasks, pool.map(hash_of, tasks), strict=True)
        return {f"{path.name} {name}": found for (path, name), found in sorted(made)}


def main(arguments: list[str] | None = None) -> int:
    """Write the hashes, or compare them with earlier ones; 1 if some differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--out", type=Path, help="write the hashes as JSON")
    parser.add_argument("--against", type=Path, help="compare with the hashes of this file")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)

    found = hashes(options.folder, options.workers)
    if options.out:
        options.out.write_text(json.dumps(found, indent=1) + "\n")
    whole = hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()
    print(f"{len(found)} hashes, together {whole[:16]}")
    if options.against is None:
        return 0
    before = json.loads(options.against.read_bytes())
    differing = sorted(name for name in found | before if found.get(name) != before.get(name))
    print(*(f"differs: {name}" for name in differing), f"{len(differing)} differ", sep="\n")
    return bool(differing)


if __name__ == "__main__":
    raise SystemExit(main())
