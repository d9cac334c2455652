"""The driver of a Ray cluster: submit shards to its nodes, return results, retry failures.

It runs in its own process, and its tasks on the nodes; ``cleanup.adapters.ray`` explains why.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import sys
import zlib
from collections import deque
from contextlib import chdir, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, NamedTuple

import ray
from ray.exceptions import (
    AuthenticationError,
    GetTimeoutError,
    NodeDiedError,
    RayError,
    RayTaskError,
    RuntimeEnvSetupError,
    TaskUnschedulableError,
)
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from cleanup.adapters.ray import RayFailed, Request
from cleanup.errors import CannotRun
from cleanup.pipeline.shards import Shard, ShardResult, clean_shard, failed, input_size
from cleanup.ruleset import ruleset, versions
from cleanup.write.atomic import replace_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ray import ObjectRef

RETRY_DELAYS = (1.0, 5.0)
"""Seconds before the first and the second retry of a shard that failed."""

MAX_TASKS = 1_000
"""Most tasks submitted at a time if the number of workers is not given."""

CONNECT_TIMEOUT = 10.0
ANSWER_TIMEOUT = 180.0
ABSENCE_TIMEOUT = 300.0
CANCEL_TIMEOUT = 5.0
"""Seconds: to connect to the head; for all nodes to answer before work begins, each from a new
process; without any node that offers a CPU; for cancelled tasks to end."""

_RUNTIME_ENV = {
    "py_modules": [str(Path(__file__).parent.parent)],
    "excludes": ["__pycache__"],
    "env_vars": {"POLARS_MAX_THREADS": "1"},
}
"""The environment of a task: a copy of this package, and one thread of polars."""

_PROMPT = "give HOST:PORT as `ray start --head` prints it"
_SAME = "install there what is installed here"


def serve(handle: int) -> None:
    """Handle the request received on a pipe, and send the results there.

    Messages are a ``ShardResult``; the shards done and the bytes read, about every second; a
    ``CannotRun``; and ``None`` at the end. When the other end is closed, all tasks are cancelled.
    """
    pipe = Connection(handle)
    with suppress(EOFError, BrokenPipeError):
        request: Request = pipe.recv()
        try:
            _answer(request, pipe)
        except CannotRun as error:
            pipe.send(error)


def _answer(request: Request, pipe: Connection) -> None:
    with _cluster(request):
        _compare_nodes(request)
        queue = ShardQueue(request)
        try:
            for results in queue.steps():
                for result in results:
                    pipe.send(result)
                pipe.send((queue.done, queue.read))
        finally:
            queue.cancel()
    pipe.send(None)


@contextmanager
def _cluster(request: Request) -> Iterator[None]:
    """Join a cluster, or start one on this machine."""
    options: dict[str, Any] = {}
    if request.address == "local":
        cores = request.workers or len(os.sched_getaffinity(0))
        options = {"num_cpus": cores, "include_dashboard": False, "object_store_memory": 100 << 20}
    elif request.address != "auto":
        _check_address(request.address)
    try:
        try:
            ray.init(
                request.address,
                log_to_driver=False,
                logging_level=logging.ERROR,
                runtime_env=_RUNTIME_ENV,
                **options,
            )
        except AuthenticationError as error:
            raise CannotRun(
                f"{request.where}: {_reason(error)}; set RAY_AUTH_MODE=token, and put the cluster's"
                " token into RAY_AUTH_TOKEN or ~/.ray/auth_token"
            ) from None
        except Exception as error:
            print(error, file=sys.stderr)  # all of it, with what else Ray wrote
            raise RayFailed(
                f"{request.where}: {_reason(error)}; if it asks for a token, set"
                " RAY_AUTH_MODE=token and put the token into RAY_AUTH_TOKEN or ~/.ray/auth_token"
            ) from error
        yield
    finally:
        ray.shutdown()


def _check_address(address: str) -> None:
    """Raise ``CannotRun`` if no cluster answers there: Ray itself would retry for minutes."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or "://" in address:
        raise CannotRun(
            f"{address}: this is no address of a cluster; {_PROMPT}, or auto for the cluster that"
            " runs on this machine"
        )
    try:
        socket.create_connection((host.strip("[]"), int(port)), CONNECT_TIMEOUT).close()
    except (OSError, OverflowError) as error:
        raise CannotRun(f"{address}: no cluster answers there ({error}); {_PROMPT}") from None


def tools() -> dict[str, str]:
    """Return the versions of the packages that the bytes of outputs depend on.

    They include the writers: a Parquet file names the version of pyarrow that wrote it.
    """
    writers = {name: _version(name) for name in ("pyarrow", "zstandard")}
    return {**versions(), **writers, "zlib": zlib.ZLIB_RUNTIME_VERSION}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


class Node(NamedTuple):
    """The ruleset and the tools of a node, and the paths that are missing there."""

    ruleset: str
    tools: dict[str, str]
    missing: list[str]


def inspect_node(shard: Shard, paths: Sequence[str]) -> Node:
    """Return the ``Node`` of this machine. This runs on the node."""
    missing = [path for path in paths if not Path(path).exists()]
    return Node(ruleset(shard.options.settings), tools(), missing)


def _compare_nodes(request: Request) -> None:
    """Raise ``CannotRun`` if a node would make other outputs, or write them elsewhere.

    A temporary file in the output folder shows whether the nodes share it.
    """
    shard = request.shards[0]
    folder = Path(shard.out).absolute().parent
    folder.mkdir(parents=True, exist_ok=True)
    with replace_atomically(folder / secrets.token_hex(8), unless_empty=True) as marker:
        paths = [str(Path(shard.source).absolute()), str(marker)]
        inspect = ray.remote(num_cpus=0, max_retries=0)(inspect_node)
        asked = {}
        for node in _nodes():
            on_node = NodeAffinitySchedulingStrategy(node["NodeID"], soft=False)
            answer = inspect.options(scheduling_strategy=on_node).remote(shard, paths)
            asked[answer] = node["NodeManagerHostname"]
        if asked:
            ray.wait(list(asked), num_returns=len(asked), timeout=ANSWER_TIMEOUT)
        found = ((name, _problem_of(answer, shard)) for answer, name in asked.items())
        problems = [(name, problem) for name, problem in found if problem]
    if problems:
        name, problem = problems[0]
        raise CannotRun(
            f"{request.where}: {len(problems)} of {len(asked)} nodes cannot do this work, as"
            f" {name}: {problem}"
        )


def _problem_of(answer: ObjectRef[Node], shard: Shard) -> str:
    """Return why a node cannot do the work or does not answer; ``""`` if it can, or has left."""
    try:
        node = ray.get(answer, timeout=0)
    except GetTimeoutError:
        return f"it has not answered for {ANSWER_TIMEOUT:.0f} s; look at its logs, or stop it"
    except (NodeDiedError, TaskUnschedulableError):
        return ""
    except RayError as error:
        return f"{_reason(error)}; {_SAME}"
    return mismatch(node, shard, tools())


def mismatch(node: Node, shard: Shard, ours: dict[str, str]) -> str:
    """Return why a node cannot do the work of a plan made with ``ours``; ``""`` if it can."""
    if node.missing:
        return (
            f"it does not see {node.missing[0]}; name inputs and an output folder that all nodes"
            " find under the same path"
        )
    differing = ", ".join(
        f"{name} {found}, here {ours.get(name)}"
        for name, found in node.tools.items()
        if found != ours.get(name)
    )
    if node.ruleset != shard.ruleset:
        return (
            f"its rules are {node.ruleset}, here they are {shard.ruleset}"
            f" ({differing or 'the code of cleanup differs'}); {_SAME}"
        )
    return f"it has {differing}; {_SAME}" if differing else ""


class Attempt(NamedTuple):
    """A shard, and the number of attempts before."""

    shard: Shard
    before: int


@dataclass
class ShardQueue:
    """The running tasks of shards, and the shards that are retried later."""

    request: Request
    running: dict[ObjectRef[ShardResult], Attempt] = field(default_factory=dict)
    delayed: deque[tuple[float, Attempt]] = field(default_factory=deque)
    done: int = 0
    read: int = 0

    def steps(self) -> Iterator[list[ShardResult]]:
        """Yield the results since the last step, about every second, until all shards are done.

        The largest shards are submitted first. Raises ``CannotRun`` without nodes for long.
        """
        shards, _, workers = self.request
        remote = ray.remote(num_cpus=1, max_retries=0, scheduling_strategy="SPREAD")(clean_on_node)
        here = str(Path.cwd()), tools()
        pending = deque(Attempt(shard, 0) for shard in sorted(shards, key=input_size, reverse=True))
        last_seen = monotonic()
        while pending or self.running or self.delayed:
            pending.extendleft(self._due())
            while pending and len(self.running) < (workers or MAX_TASKS):
                attempt = pending.popleft()
                self.running[remote.remote(attempt.shard, *here)] = attempt
            completed = self._completed()
            yield [result for answer in completed if (result := self.result_of(answer))]
            if completed or _nodes():
                last_seen = monotonic()
            elif monotonic() - last_seen > ABSENCE_TIMEOUT:
                raise CannotRun(
                    f"{self.request.where}: no node has offered a CPU for {ABSENCE_TIMEOUT:.0f} s;"
                    f" {self.done:,} of {len(shards):,} files are done. Start nodes, and run again"
                    " for the rest"
                )

    def cancel(self) -> None:
        """Cancel the running tasks, and wait until they have removed their temporary files."""
        for answer in self.running:
            ray.cancel(answer)
        if self.running:
            ray.wait(list(self.running), num_returns=len(self.running), timeout=CANCEL_TIMEOUT)

    def _due(self) -> Iterator[Attempt]:
        """Remove and yield the attempts that are due now."""
        for _ in range(len(self.delayed)):
            when, attempt = self.delayed.popleft()
            if when <= monotonic():
                yield attempt
            else:
                self.delayed.append((when, attempt))

    def _completed(self) -> list[ObjectRef[ShardResult]]:
        """Return tasks that have ended; wait up to a second for one."""
        if not self.running:
            sleep(0.2)
            return []
        return ray.wait(list(self.running), timeout=1, fetch_local=False)[0]

    def result_of(self, answer: ObjectRef[ShardResult]) -> ShardResult | None:
        """Return the result of a task that ended; ``None`` if its shard will be retried."""
        shard, before = self.running.pop(answer)
        result = _result(shard, answer)
        if result.outcome == "failed":
            if before < len(RETRY_DELAYS):
                self.delayed.append(
                    (monotonic() + RETRY_DELAYS[before], Attempt(shard, before + 1))
                )
                return None
            result = replace(result, problem=f"{result.problem} (tried {before + 1} times)")
        self.done += 1
        self.read += input_size(shard)
        return result


def clean_on_node(shard: Shard, folder: str, ours: dict[str, str]) -> ShardResult:
    """Make one output, with paths relative to ``folder``. This runs on a node.

    The node may have joined after the others were compared: it must have the tools of the plan.
    """
    host = socket.gethostname()
    if problem := mismatch(inspect_node(shard, []), shard, ours):
        return failed(shard, f"{shard.source}: {problem} (on {host})")
    absolute = Path(shard.source).is_absolute() and Path(shard.out).is_absolute()
    with nullcontext() if absolute else chdir(folder):
        result = clean_shard(shard)
    if result.problem:
        return replace(result, problem=f"{result.problem} (on {host})")
    return result


def _result(shard: Shard, answer: ObjectRef[ShardResult]) -> ShardResult:
    try:
        return ray.get(answer, timeout=ANSWER_TIMEOUT)
    except RayError as error:
        return failed(
            shard,
            f"{shard.source}: the task that cleaned this file was lost: {_reason(error)}; if memory"
            " ran out, give fewer --workers, and run again",
        )


def _nodes() -> list[dict[str, Any]]:
    """Return the nodes that offer a CPU."""
    nodes: list[dict[str, Any]] = ray.nodes()  # type: ignore[no-untyped-call]
    return [node for node in nodes if node["Alive"] and node["Resources"].get("CPU", 0) >= 1]


def _reason(error: Exception) -> str:
    """Return the line of an error of Ray that says what happened: the last of a traceback."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if not lines:
        return type(error).__name__
    if isinstance(error, RayTaskError | RuntimeEnvSetupError):
        return lines[-1]
    return lines[0].partition(". ")[0].rstrip(".:")
