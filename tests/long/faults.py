"""Runs that meet a fault: a call that changes a file fails, or the process is killed at it.

The faults are struck in libc (``faults.c``, preloaded), beneath Python and the libraries in C++
and Rust alike. Without a C compiler they are put into Python: then no creating and no writing of
files is struck.
"""

from __future__ import annotations

import ctypes
import errno
import faulthandler
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

CALLS = ("create", "write", "sync", "rename", "unlink")
"""In the order of ``faults.c``."""
BEFORE, AFTER = -1, -2
EFFECTS = {"killed before": BEFORE, "killed after": AFTER, "full disk": errno.ENOSPC}
DEADLINE = 60.0
"""Seconds after which a run is taken to hang; where it does is then said."""

Fault = tuple[int, int, int]
"""Which of ``CALLS``, the how manieth of them (from 1), and what happens (``EFFECTS``)."""


def preloaded() -> None:
    """Start this program anew with the faults in it, unless they are."""
    if hasattr(ctypes.CDLL(None), "fault_arm") or not shutil.which("cc"):
        return
    library = Path(tempfile.mkdtemp(prefix="cleanup-faults-"), "faults.so")
    source = Path(__file__).with_name("faults.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.long.crash", *sys.argv[1:]],
        env={**os.environ, "LD_PRELOAD": str(library)},
    )
    shutil.rmtree(library.parent)
    raise SystemExit(done.returncode)


def start(folder: Path, words: list[str], fault: Fault | None) -> tuple[int, int, int]:
    """Fork a run; return its process, and pipes with what it says and the calls it has made."""
    said, say = os.pipe()
    made, tell = os.pipe()
    pid = os.fork()
    if pid:
        os.close(say)
        os.close(tell)
        return pid, said, made
    try:
        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(say, 2)
        sys.stdout, sys.stderr = (os.fdopen(n, "w", closefd=False) for n in (1, 2))
        sys.argv = ["cleanup", *words]
        faulthandler.enable()
        seen = arm(*(fault or (-1, 0, 0)))
        from cleanup.cli.main import entry

        try:
            entry()
        except SystemExit as end:
            sys.stderr.flush()
            os.write(tell, json.dumps(seen()).encode())
            os._exit(int(end.code or 0))
    except BaseException:
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    os._exit(99)


def arm(call: int, nth: int, effect: int) -> Callable[[], list[int]]:
    """Have the nth call meet a fault; return what tells how many calls of each kind were made."""
    loaded = ctypes.CDLL(None)
    if hasattr(loaded, "fault_arm"):
        loaded.fault_arm(call, ctypes.c_long(nth), effect)
        return lambda: [loaded.fault_seen(number) for number in range(len(CALLS))]
    seen = [0] * len(CALLS)

    def faulty(number: int, real: Callable[..., None]) -> Callable[..., None]:
        def called(*words: object, **named: object) -> None:
            seen[number] += 1
            struck = (number, seen[number]) == (call, nth)
            if struck and effect > 0:
                raise OSError(effect, os.strerror(effect))
            if not struck or effect == AFTER:
                real(*words, **named)
            if struck:
                os.kill(os.getpid(), signal.SIGKILL)

        return called

    for number, name in ((2, "fsync"), (3, "replace"), (4, "unlink")):
        setattr(os, name, faulty(number, getattr(os, name)))
    return lambda: seen


def read(pipe: int) -> bytes:
    """Return what stands in a pipe that nobody writes to any more."""
    with os.fdopen(pipe, "rb") as stream:
        return stream.read()


def ended(pid: int) -> int:
    """Wait for a process; return its exit code, or minus the signal that ended it."""
    limit = time.monotonic() + DEADLINE
    while time.monotonic() < limit:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(pid, signal.SIGABRT)
    os.waitpid(pid, 0)
    return -99
