"""Clean shards on the machines of a Ray cluster: each is a task, one file in and one file out.

No text goes through Ray. Its tasks receive paths, which must lead to the same files on every
node, and return counts. This package itself is sent to the nodes; its dependencies must be
installed there in the same versions, and so must Ray and Python.

Ray kills the driver process when the cluster is lost, retries for long if there is no cluster, and
writes to standard output. So the driver is a separate process, ``cleanup.adapters.cluster``, and
this module receives its results.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from multiprocessing.connection import Connection, Pipe
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, NamedTuple

from cleanup.errors import CannotRun
from cleanup.pipeline.shards import Shard, ShardResult

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence

    from cleanup.pipeline.run import Progress

SILENCE_TIMEOUT = 240.0
"""Seconds without a message from the driver, after which it counts as lost."""

EXIT_TIMEOUT = 15.0
"""Seconds for the driver to cancel running tasks and to leave the cluster."""

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from cleanup.adapters.cluster import serve; serve(int(sys.argv[2]))"
)
_ENVIRONMENT = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_NUM_REDIS_GET_RETRIES": "3"}
"""What Ray reads at import: no usage reports, and three attempts to join a cluster."""

_LOG_LINES = 20
"""How many of the last lines that Ray wrote are printed when it fails."""


class Request(NamedTuple):
    """The shards to clean, and where: ``address`` as for ``clean_shards_on_ray``."""

    shards: Sequence[Shard]
    address: str
    workers: int | None

    @property
    def where(self) -> str:
        """The name of the cluster in messages."""
        return "Ray on this machine" if self.address == "local" else self.address

    def seclusion(self) -> dict[str, str]:
        """Return what makes a cluster of our own answer this run alone.

        A token that no other knows, and no address but that of this machine: Ray takes the loopback
        one where it may not join machines, which this variable decides, on Linux too.
        ``ray.init(_node_ip_address="127.0.0.1")`` would be replaced by the address of the network.
        """
        if self.address != "local":
            return {}
        return {
            "RAY_AUTH_MODE": "token",
            "RAY_AUTH_TOKEN": secrets.token_hex(32),
            "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
        }


class RayFailed(CannotRun):
    """Ray failed; what it wrote is printed before the message."""


def clean_shards_on_ray(
    shards: Sequence[Shard],
    address: str | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Generator[ShardResult, None, None]:
    """Yield the result of each shard as soon as it is done, in any order.

    ``address`` is HOST:PORT of the head of a cluster, or ``auto`` for the one that runs on this
    machine; without it, and without ``RAY_ADDRESS``, Ray is started here only for this run. Each
    task takes a CPU, and at most ``workers`` run at once. A shard that fails, or whose worker or
    node is lost, is retried twice. ``progress`` is called with the shards done and the bytes of
    inputs read.

    Raises ``CannotRun`` if Ray is not installed or the cluster cannot be reached, if a node has
    other rules or does not see the files, or if the cluster is lost during the run.
    """
    if not shards:
        return
    if not find_spec("ray"):
        raise CannotRun(
            "--engine ray: Ray is not installed here; pip install 'cleanup-text[ray]', in the"
            " version that the cluster has"
        )
    request = Request(shards, address or os.environ.get("RAY_ADDRESS") or "local", workers)
    with TemporaryFile() as log:
        try:
            with _driver(log, request.seclusion()) as pipe:
                with suppress(ConnectionError):  # it has ended, and reading from it will say so
                    pipe.send(request)
                yield from _results(pipe, request, progress)
        except RayFailed:
            _print_log(log)
            raise


def _results(
    pipe: Connection, request: Request, progress: Progress | None
) -> Generator[ShardResult, None, None]:
    """Yield the results from the driver; raise its errors."""
    done = 0
    while True:
        try:
            message = pipe.recv() if pipe.poll(SILENCE_TIMEOUT) else TimeoutError()
        except (EOFError, OSError):
            message = EOFError()
        if message is None:
            return
        if isinstance(message, CannotRun):
            raise message
        if isinstance(message, Exception):
            silent = f"is silent for {SILENCE_TIMEOUT:.0f} s"
            problem = "was lost" if isinstance(message, EOFError) else silent
            raise RayFailed(
                f"{request.where}: the cluster {problem}; {done:,} of {len(request.shards):,} files"
                " are done. See to its head, and run again for the rest"
            )
        if isinstance(message, ShardResult):
            done += 1
            yield message
        elif progress:
            progress(*message)


@contextmanager
def _driver(log: IO[bytes], seclusion: Mapping[str, str]) -> Iterator[Connection]:
    """Yield the pipe to a new driver process; end it afterwards.

    It is in its own session, where Ctrl-C does not reach it: it leaves the cluster in order when
    the pipe is closed.
    """
    pipe, theirs = Pipe()
    with subprocess.Popen(
        [sys.executable, "-c", _START, json.dumps(sys.path), str(theirs.fileno())],
        env={**_ENVIRONMENT, **os.environ, **seclusion},
        pass_fds=[theirs.fileno()],
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
    ) as process:
        theirs.close()
        try:
            yield pipe
        finally:
            pipe.close()
            with suppress(subprocess.TimeoutExpired):
                process.wait(EXIT_TIMEOUT)
            process.kill()


def _print_log(log: IO[bytes]) -> None:
    """Print the last lines that Ray wrote."""
    log.seek(0)
    lines = log.read().decode(errors="replace").splitlines()
    for line in lines[-_LOG_LINES:]:
        print(line, file=sys.stderr)
