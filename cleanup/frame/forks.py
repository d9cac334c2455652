"""Refuse to work in a process that was forked from one whose threads are running.

The threads of polars do not survive a fork, and what waits for them waits for ever.
"""

from __future__ import annotations

import os


class _Threads:
    started = False
    lost = False


def _after_fork() -> None:
    _Threads.lost = _Threads.started


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def start_threads() -> None:
    """Note that threads are used from now on.

    Raises ``RuntimeError`` if they were used before this process was forked, as
    ``multiprocessing`` does with the start method ``fork``.
    """
    if _Threads.lost:
        raise RuntimeError(
            "this process was forked after its parent had cleaned a table, and the threads of "
            "polars are lost in it. Start workers with the method 'spawn' or 'forkserver' "
            "(multiprocess.set_start_method for datasets), or clean tables in workers only"
        )
    _Threads.started = True
