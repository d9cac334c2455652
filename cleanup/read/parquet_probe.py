"""Read a Parquet file whole, to see that it can be: run as a process of its own.

A malformed file can abort the process that reads it, where no ``except`` helps. Prints one JSON
object: ``rows`` and ``bytes`` (of the columns in memory), or ``error``.
"""

from __future__ import annotations

import json
import sys


def main(path: str) -> int:
    """Read the file at ``path``; return 0 if every value of it could be read."""
    import polars as pl

    rows = size = 0
    try:
        table = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        for frame in table.collect_batches(chunk_size=2_000):
            rows += frame.height
            size += int(frame.estimated_size())
    except (Exception, pl.exceptions.PanicException) as error:
        print(json.dumps({"error": str(error).partition("\n")[0]}))
        return 1
    print(json.dumps({"rows": rows, "bytes": size}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
