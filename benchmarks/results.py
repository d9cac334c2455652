"""Hash what ``clean`` makes of corpora, to show that a change of the code changes no result.

``python -m benchmarks.results FOLDER -o before.json`` in one checkout, and
``python -m benchmarks.results FOLDER --against before.json`` in another. Each ``*.jsonl`` file
(also ``.zst``, ``.xz``, ``.gz``) is hashed in each of four settings: texts, edits, and of each
finding the code, family, tier, confidence, span and proposal. Messages do not count.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.documents import rows
from cleanup import Settings, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup import Cleaned

SETTINGS = {
    "default": Settings(),
    "unsafe": Settings(unsafe=True),
    "file": Settings(form="file"),
    "mark-holes": Settings(mark_holes="[\u2026]"),
}


def hash_of(task: tuple[Path, str]) -> str:
    """Return the SHA-256, in hexadecimal, of all results of a file in one of ``SETTINGS``."""
    path, name = task
    digest = hashlib.sha256()
    for row in rows(path):
        if isinstance(text := row.get("text"), str):
            known = {key: row.get(key) for key in ("title", "lang")}
            result = clean(text, **known, source=path.name, settings=SETTINGS[name])
            digest.update(json.dumps(list(_parts(result))).encode())
    return digest.hexdigest()


def _parts(result: Cleaned) -> Iterator[object]:
    """Yield what counts of a result, as values that JSON can hold."""
    yield result.text
    yield from result.edits
    for one in result.findings:
        yield one.code, one.family, one.tier, one.confidence, one.start, one.end, one.after
    yield [getattr(result.lifted, kind) for kind in ("credit", "byline", "dateline", "published")]


def hashes(folder: Path, workers: int) -> dict[str, str]:
    """Return the hash of each file of a folder in each setting, by ``file setting``."""
    paths = [path for path in sorted(folder.iterdir()) if ".jsonl" in path.suffixes]
    if not paths:
        raise SystemExit(f"{folder} holds no .jsonl files")
    tasks = sorted(product(paths, SETTINGS), key=lambda task: -task[0].stat().st_size)
    with ProcessPoolExecutor(workers) as pool:
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
