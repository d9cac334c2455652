"""A Ray cluster of nodes that are processes of this machine, to be killed at will."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LIMIT = 120.0
"""Seconds after which what a test waits for will not come."""


_LISTEN = "0A"
"""A socket that listens, in ``/proc/net/tcp``."""


class Cluster:
    """Nodes with one CPU each, and what is needed to join them.

    What is called ``cleanup`` on them cannot be imported: they have what is sent to them.
    Ray starts many processes and hands its environment down to all of them: a mark in it tells
    whose they are.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ray-", dir="/tmp"))  # sockets want short paths
        absent = self.folder / "path" / "cleanup"
        absent.mkdir(parents=True)
        (absent / "__init__.py").write_text("raise ImportError('this node has no cleanup')\n")
        self.mark = secrets.token_hex(8)
        self.address = ""
        outer = {name: value for name, value in os.environ.items() if not name.startswith("RAY_")}
        self.env = outer | {
            "HOME": str(self.folder),
            "RAY_AUTH_MODE": "token",
            "RAY_AUTH_TOKEN": secrets.token_hex(32),
            "RAY_USAGE_STATS_ENABLED": "0",
            "RAY_gcs_rpc_server_reconnect_timeout_s": "4",
            "RAY_health_check_period_ms": "500",
        }

    def start(self, node: str, *path: Path) -> None:
        """Start a node and wait until it is part of the cluster. The first is the head.

        ``path`` are folders where it looks for modules first.
        """
        imported = os.pathsep.join(map(str, (*path, self.folder / "path")))
        log = self.folder / f"{node}.log"
        words = [
            "--num-cpus=1",
            "--object-store-memory=80000000",
            "--dashboard-agent-listen-port=0",
        ]
        words += ["--min-worker-port=0", "--max-worker-port=0", "--disable-usage-stats", "--block"]
        if self.address:
            words += [f"--address={self.address}"]
        else:
            words += ["--head", "--port=0", "--include-dashboard=false"]
            words += [f"--temp-dir={self.folder}"]
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "ray.scripts.scripts", "start", *words],
                env=self.env | {"CLEANUP_NODE": f"{self.mark}-{node}", "PYTHONPATH": imported},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

        def started() -> bool:
            assert process.poll() is None, log.read_text()
            return "Ray runtime started" in log.read_text() and "--block" in log.read_text()

        until(started)
        if found := re.search(r"--address='([^']+)'", log.read_text()):
            self.address = self.address or found[1]

    def processes(self, node: str = "") -> list[int]:
        """Return the processes of a node, or of all."""
        return marked(f"{self.mark}-{node}")

    def kill(self, node: str = "") -> None:
        """End all processes of a node, or of all, as if its power had failed."""
        while pids := self.processes(node):
            for pid in pids:
                _signal(pid, signal.SIGKILL)
            time.sleep(0.05)

    def remove(self) -> None:
        """Leave nothing behind."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def at_work(self, node: str, folder: Path) -> int:
        """Return a process of a node that is writing in a folder; it is halted meanwhile."""
        beginning = f"{folder.resolve()}/"
        held: list[int] = []

        def caught() -> bool:
            candidates = self.processes(node)
            for _ in range(20):
                for pid in candidates:
                    if _writes(pid, beginning):
                        _signal(pid, signal.SIGSTOP)
                        if _writes(pid, beginning):
                            held.append(pid)
                            return True
                        _signal(pid, signal.SIGCONT)
                time.sleep(0.01)
            return False

        until(caught)
        return held[0]


def until(true: Callable[[], object]) -> None:
    """Wait until something is true."""
    end = time.monotonic() + LIMIT
    while not true():
        assert time.monotonic() < end, f"not within {LIMIT:.0f} s"
        time.sleep(0.05)


def marked(mark: str) -> list[int]:
    """Return the processes whose mark begins so."""
    entry = f"CLEANUP_NODE={mark}".encode()
    return [pid for pid, env in _environments() if any(one.startswith(entry) for one in env)]


def listening(mark: str) -> set[str]:
    """Return the addresses, with their ports, at which processes of this mark listen."""
    addresses = {}
    for table in ("tcp", "tcp6"):
        for line in Path("/proc/net", table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == _LISTEN:
                addresses[f"socket:[{fields[9]}]"] = _address(fields[1])
    return {addresses[file] for pid in marked(mark) for file in _files(pid) if file in addresses}


def is_loopback(address: str) -> bool:
    """Return whether an address, with its port, is reached from this machine alone."""
    found = ip_address(address.rpartition(":")[0])
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return (mapped or found).is_loopback


def _address(field: str) -> str:
    """Return an address as the kernel writes it, in words of the machine's byte order, read."""
    host, _, port = field.partition(":")
    words = [int(host[place : place + 8], 16) for place in range(0, len(host), 8)]
    raw = b"".join(word.to_bytes(4, sys.byteorder) for word in words)
    return f"{ip_address(raw)}:{int(port, 16)}"


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _environments() -> Iterator[tuple[int, list[bytes]]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                yield int(entry.name), (entry / "environ").read_bytes().split(b"\0")
            except OSError:  # it has ended, or is not ours
                continue


def _writes(pid: int, beginning: str) -> bool:
    """Return whether a process has a temporary file open of which the name begins so."""
    return any(file.startswith(beginning) and file.endswith(".tmp") for file in _files(pid))


def _files(pid: int) -> list[str]:
    """Return what a process has open; nothing if that cannot be read."""
    try:
        return [str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir()]
    except OSError:
        return []
