"""Clean shards on the machines of a Ray cluster: each is a task, one file in and one file out.

No text goes through Ray. Its tasks are told paths, which must lead to the same files on every
node, and answer with counts. This package itself is sent to the nodes; what it depends on must be
installed there in the same versions, and so must Ray and Python.

Ray ends the process that speaks to a cluster when the cluster is lost, tries for long to reach
one that is not there, and writes to standard output. So that is done by a process of its own, in
``cleanup.adapters.cluster``; here it is listened to.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from multiprocessing.connection import Connection, Pipe
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, NamedTuple

from cleanup.errors import CannotRun
from cleanup.pipeline.shards import Entry, Shard

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from cleanup.pipeline.run import Progress

SILENCE = 240.0
"""Seconds without a word from the process that speaks to Ray, after which it is given up."""

LEAVE = 15.0
"""Seconds that this process is given to cancel what is worked on and to leave the cluster."""

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from cleanup.adapters.cluster import serve; serve(int(sys.argv[2]))"
)
_ENVIRONMENT = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_NUM_REDIS_GET_RETRIES": "3"}
"""What Ray reads when it is imported: report to nobody, and try three times to join a cluster."""

_TOLD = 20
"""Lines of what Ray wrote that are told when it fails."""


class Request(NamedTuple):
    """What is to be done, and where: ``address`` as for ``clean_shards_on_ray``."""

    shards: Sequence[Shard]
    address: str
    workers: int | None

    @property
    def where(self) -> str:
        """How the cluster is called in messages."""
        return "Ray on this machine" if self.address == "local" else self.address


class Unexplained(CannotRun):
    """What Ray refused, for reasons that only its own words tell."""


def clean_shards_on_ray(
    shards: Sequence[Shard],
    address: str | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Generator[Entry, None, None]:
    """Yield the entry of each shard as soon as it is done, whichever that is.

    ``address`` is HOST:PORT of the head of a cluster, or ``auto`` for the one that runs on this
    machine; without it, and without ``RAY_ADDRESS``, Ray is started here for this run alone.
    Each task takes a CPU, and at most ``workers`` run at once. A shard that fails, or whose
    worker or node is lost, is tried twice more. ``progress`` is told how many shards are done and
    how many bytes of inputs were read.

    Raises ``CannotRun`` if Ray is not installed or the cluster not reached, if a node has other
    rules or does not see the files, and if the cluster is lost meanwhile.
    """
    if not shards:
        return
    if not find_spec("ray"):
        raise CannotRun(
            "--engine ray: Ray is not installed here; pip install 'cleanup-text[ray]', in the"
            " version that the cluster has"
        )
    request = Request(shards, address or os.environ.get("RAY_ADDRESS") or "local", workers)
    with TemporaryFile() as noise:
        try:
            with _speaker(noise) as pipe:
                with suppress(ConnectionError):  # it has ended, and reading from it will say so
                    pipe.send(request)
                yield from _heard(pipe, request, progress)
        except Unexplained:
            _tell(noise)
            raise


def _heard(
    pipe: Connection, request: Request, progress: Progress | None
) -> Generator[Entry, None, None]:
    """Yield the entries that come; raise what went wrong."""
    done = 0
    while True:
        try:
            word = pipe.recv() if pipe.poll(SILENCE) else TimeoutError()
        except (EOFError, OSError):
            word = EOFError()
        if word is None:
            return
        if isinstance(word, CannotRun):
            raise word
        if isinstance(word, Exception):
            lost = "was lost" if isinstance(word, EOFError) else f"is silent for {SILENCE:.0f} s"
            raise Unexplained(
                f"{request.where}: the cluster {lost}; {done:,} of {len(request.shards):,} files"
                " are done. See to its head, and run again for the rest"
            )
        if isinstance(word, Entry):
            done += 1
            yield word
        elif progress:
            progress(*word)


@contextmanager
def _speaker(noise: IO[bytes]) -> Iterator[Connection]:
    """Yield the pipe to a process that joins the cluster; see to it that it ends.

    It is in a session of its own, where Ctrl-C does not reach it: it leaves the cluster in order
    when the pipe is closed.
    """
    pipe, theirs = Pipe()
    with subprocess.Popen(
        [sys.executable, "-c", _START, json.dumps(sys.path), str(theirs.fileno())],
        env=_ENVIRONMENT | os.environ,
        pass_fds=[theirs.fileno()],
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=noise,
        stderr=noise,
    ) as process:
        theirs.close()
        try:
            yield pipe
        finally:
            pipe.close()
            with suppress(subprocess.TimeoutExpired):
                process.wait(LEAVE)
            process.kill()


def _tell(noise: IO[bytes]) -> None:
    """Print the last of what Ray wrote."""
    noise.seek(0)
    lines = noise.read().decode(errors="replace").splitlines()
    for line in lines[-_TOLD:]:
        print(line, file=sys.stderr)
