"""Change stored files at random and undo them: ``python -m tests.long.hostile --mutations 20000``.

Manifests, ledgers and outputs in turn, as ``tests.mutants`` changes them. Each is undone in this
process; a crash of the process, which would be a fault as well, is seen by its missing counts.
Prints by kind how many were changed, how ``undo`` ended, and every fault with the seed that shows
it again: ``--seed SEED --mutations 1``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

from tests.mutants import Stored, attacked, stored


def main() -> int:
    """Run the command line; return 1 if there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0, help="of the first")
    options = parser.parse_args()
    begun = time.monotonic()
    codes: Counter[tuple[str, int | str]] = Counter()
    faults: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        victims = list(stored(Path(name, "inner")))
        for seed in range(options.seed, options.seed + options.mutations):
            kind, code, found = _one(victims, seed)
            codes[kind, code] += 1
            for fault in found:
                faults[fault] += 1
                if faults[fault] <= 3:
                    print(f"seed {seed}: {kind}: {fault}", flush=True)
    for (kind, code), number in sorted(codes.items(), key=str):
        print(f"{kind:<10} exit {code}: {number:,}")
    print(
        f"{options.mutations:,} mutations in {time.monotonic() - begun:.0f} s:"
        f" {sum(faults.values()):,} faults"
    )
    return int(bool(faults))


def _one(victims: list[Stored], seed: int) -> tuple[str, int | str, tuple[str, ...]]:
    """Change and undo once; return the kind, the exit code, and what is wrong."""
    random = Random(seed)
    kind = ("manifest", "ledger", "output")[seed % 3]
    victim = random.choice([victim for victim in victims if victim.kind == kind])
    try:
        outcome = attacked(victim, random)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        where = traceback.extract_tb(error.__traceback__)[-1]
        last = [
            frame
            for frame in traceback.extract_tb(error.__traceback__)
            if "/cleanup/" in frame.filename
        ]
        inside = f" in {last[-1].name}" if last else ""
        return (
            kind,
            "traceback",
            (f"{type(error).__name__} at {where.name}{inside}: {error}"[:200],),
        )
    return kind, outcome.code, outcome.faults


if __name__ == "__main__":
    sys.exit(main())
