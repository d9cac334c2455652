"""Speak to a Ray cluster: give shards to its nodes, take what comes of them, try some again.

This runs in a process of its own, and its tasks on the nodes; ``cleanup.adapters.ray`` says why.
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

from cleanup.adapters.ray import Request, Unexplained
from cleanup.errors import CannotRun
from cleanup.pipeline.shards import Entry, Shard, clean_shard, failed, input_size
from cleanup.ruleset import ruleset, versions
from cleanup.write.atomic import replacing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ray import ObjectRef

PAUSES = (1.0, 5.0)
"""Seconds before a shard that failed is tried a second and a third time."""

AT_ONCE = 1_000
"""Tasks that are given to the cluster ahead if no number of workers is asked for."""

REACH = 10.0
ANSWER = 180.0
ABSENT = 300.0
GRACE = 5.0
"""Seconds: for a head to take a connection; for all nodes to answer before work begins, when each
has to start a process; without any node that offers a CPU; for tasks to end when told to."""

_THERE = {
    "py_modules": [str(Path(__file__).parent.parent)],
    "excludes": ["__pycache__"],
    "env_vars": {"POLARS_MAX_THREADS": "1"},
}
"""What a task is given: this package as it is here, and a core."""

_PROMPT = "give HOST:PORT as `ray start --head` prints it"
_SAME = "install there what is installed here"


def serve(handle: int) -> None:
    """Do what is asked through a pipe, and answer there.

    What is sent are entries; how many shards are done and how many bytes were read, every second;
    a ``CannotRun``; and ``None`` at the end. When nobody reads any more, all is cancelled.
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
        job = Job(request)
        try:
            for entries in job.steps():
                for entry in entries:
                    pipe.send(entry)
                pipe.send((job.done, job.read))
        finally:
            job.cancel()
    pipe.send(None)


@contextmanager
def _cluster(request: Request) -> Iterator[None]:
    """Join a cluster, or start one on this machine."""
    options: dict[str, Any] = {}
    if request.address == "local":
        cores = request.workers or len(os.sched_getaffinity(0))
        options = {"num_cpus": cores, "include_dashboard": False, "object_store_memory": 100 << 20}
    elif request.address != "auto":
        _reach(request.address)
    try:
        try:
            ray.init(
                request.address,
                log_to_driver=False,
                logging_level=logging.ERROR,
                runtime_env=_THERE,
                **options,
            )
        except AuthenticationError as error:
            raise CannotRun(
                f"{request.where}: {_said(error)}; set RAY_AUTH_MODE=token, and put the cluster's"
                " token into RAY_AUTH_TOKEN or ~/.ray/auth_token"
            ) from None
        except Exception as error:
            print(error, file=sys.stderr)  # all of it, with what else Ray wrote
            raise Unexplained(
                f"{request.where}: {_said(error)}; if it asks for a token, set RAY_AUTH_MODE=token"
                " and put the token into RAY_AUTH_TOKEN or ~/.ray/auth_token"
            ) from error
        yield
    finally:
        ray.shutdown()


def _reach(address: str) -> None:
    """Raise ``CannotRun`` if nobody is there: Ray itself would try for minutes."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or "://" in address:
        raise CannotRun(
            f"{address}: this is no address of a cluster; {_PROMPT}, or auto for the cluster that"
            " runs on this machine"
        )
    try:
        socket.create_connection((host.strip("[]"), int(port)), REACH).close()
    except (OSError, OverflowError) as error:
        raise CannotRun(f"{address}: no cluster answers there ({error}); {_PROMPT}") from None


def tools() -> dict[str, str]:
    """Return the versions of what the bytes of outputs depend on: besides the rules, the writers.

    A Parquet file names the version of pyarrow that wrote it.
    """
    writers = {name: _version(name) for name in ("pyarrow", "zstandard")}
    return {**versions(), **writers, "zlib": zlib.ZLIB_RUNTIME_VERSION}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


class Node(NamedTuple):
    """What a node knows: its rules, its tools, and which of some paths it lacks."""

    ruleset: str
    tools: dict[str, str]
    unseen: list[str]


def look(shard: Shard, paths: Sequence[str]) -> Node:
    """Say what this node knows. This runs there."""
    unseen = [path for path in paths if not Path(path).exists()]
    return Node(ruleset(shard.settings), tools(), unseen)


def _compare_nodes(request: Request) -> None:
    """Raise ``CannotRun`` if a node would make other outputs, or would put them elsewhere.

    Whether nodes share a folder is told by a file that is in it for this moment only.
    """
    shard = request.shards[0]
    folder = Path(shard.out).absolute().parent
    folder.mkdir(parents=True, exist_ok=True)
    with replacing(folder / secrets.token_hex(8), unless_empty=True) as sign:
        paths = [str(Path(shard.source).absolute()), str(sign)]
        ask = ray.remote(num_cpus=0, max_retries=0)(look)
        asked = {}
        for node in _nodes():
            there = NodeAffinitySchedulingStrategy(node["NodeID"], soft=False)
            answer = ask.options(scheduling_strategy=there).remote(shard, paths)
            asked[answer] = node["NodeManagerHostname"]
        if asked:
            ray.wait(list(asked), num_returns=len(asked), timeout=ANSWER)
        wrong = [(name, why) for one, name in asked.items() if (why := _wrong(one, shard))]
    if wrong:
        name, why = wrong[0]
        raise CannotRun(
            f"{request.where}: {len(wrong)} of {len(asked)} nodes cannot do this work, as {name}:"
            f" {why}"
        )


def _wrong(answer: ObjectRef[Node], shard: Shard) -> str:
    """Say why a node cannot do the work or does not answer; nothing if it can, or is gone."""
    try:
        node = ray.get(answer, timeout=0)
    except GetTimeoutError:
        return f"it has not answered for {ANSWER:.0f} s; look at its logs, or take it away"
    except (NodeDiedError, TaskUnschedulableError):
        return ""
    except RayError as error:
        return f"{_said(error)}; {_SAME}"
    return objection(node, shard, tools())


def objection(node: Node, shard: Shard, ours: dict[str, str]) -> str:
    """Say why a node cannot do the work of a plan made with ``ours``; nothing if it can."""
    if node.unseen:
        return (
            f"it does not see {node.unseen[0]}; name inputs and an output folder that all nodes"
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


class Try(NamedTuple):
    """A shard, and how often it was tried before."""

    shard: Shard
    before: int


@dataclass
class Job:
    """The shards that wait, that are worked on, and that are tried again later."""

    request: Request
    running: dict[ObjectRef[Entry], Try] = field(default_factory=dict)
    later: deque[tuple[float, Try]] = field(default_factory=deque)
    done: int = 0
    read: int = 0

    def steps(self) -> Iterator[list[Entry]]:
        """Yield what has been settled, about every second, until all shards are.

        The largest shards are begun first. Raises ``CannotRun`` if the nodes stay away.
        """
        shards, _, workers = self.request
        task_of = ray.remote(num_cpus=1, max_retries=0, scheduling_strategy="SPREAD")(clean)
        place = str(Path.cwd()), tools()
        waiting = deque(Try(one, 0) for one in sorted(shards, key=input_size, reverse=True))
        lively = monotonic()
        while waiting or self.running or self.later:
            waiting.extendleft(self._due())
            while waiting and len(self.running) < (workers or AT_ONCE):
                task = waiting.popleft()
                self.running[task_of.remote(task.shard, *place)] = task
            ended = self._ended()
            yield [entry for answer in ended if (entry := self.settled(answer))]
            if ended or _nodes():
                lively = monotonic()
            elif monotonic() - lively > ABSENT:
                raise CannotRun(
                    f"{self.request.where}: no node has offered a CPU for {ABSENT:.0f} s;"
                    f" {self.done:,} of {len(shards):,} files are done. Start nodes, and run again"
                    " for the rest"
                )

    def cancel(self) -> None:
        """End what is still worked on, and let it take its temporary files away."""
        for answer in self.running:
            ray.cancel(answer)
        if self.running:
            ray.wait(list(self.running), num_returns=len(self.running), timeout=GRACE)

    def _due(self) -> Iterator[Try]:
        """Take what is to be tried again now."""
        for _ in range(len(self.later)):
            when, task = self.later.popleft()
            if when <= monotonic():
                yield task
            else:
                self.later.append((when, task))

    def _ended(self) -> list[ObjectRef[Entry]]:
        """Return tasks that have ended; wait a second for one."""
        if not self.running:
            sleep(0.2)
            return []
        return ray.wait(list(self.running), timeout=1, fetch_local=False)[0]

    def settled(self, answer: ObjectRef[Entry]) -> Entry | None:
        """Return what became of a shard; nothing if it is tried again."""
        shard, before = self.running.pop(answer)
        entry = _entry(shard, answer)
        if entry.outcome == "failed":
            if before < len(PAUSES):
                self.later.append((monotonic() + PAUSES[before], Try(shard, before + 1)))
                return None
            entry = replace(entry, problem=f"{entry.problem} (tried {before + 1} times)")
        self.done += 1
        self.read += input_size(shard)
        return entry


def clean(shard: Shard, folder: str, ours: dict[str, str]) -> Entry:
    """Make one output, where relative paths begin at ``folder``. This runs on a node.

    The node may have joined after the others were compared: it must have the tools of the plan.
    """
    there = socket.gethostname()
    if why := objection(look(shard, []), shard, ours):
        return failed(shard, f"{shard.source}: {why} (on {there})")
    rooted = Path(shard.source).is_absolute() and Path(shard.out).is_absolute()
    with nullcontext() if rooted else chdir(folder):
        entry = clean_shard(shard)
    if entry.problem:
        return replace(entry, problem=f"{entry.problem} (on {there})")
    return entry


def _entry(shard: Shard, answer: ObjectRef[Entry]) -> Entry:
    try:
        return ray.get(answer, timeout=ANSWER)
    except RayError as error:
        return failed(
            shard,
            f"{shard.source}: the task that cleaned this file was lost: {_said(error)}; if memory"
            " ran out, give fewer --workers, and run again",
        )


def _nodes() -> list[dict[str, Any]]:
    """Return the nodes that offer a CPU."""
    nodes: list[dict[str, Any]] = ray.nodes()  # type: ignore[no-untyped-call]
    return [node for node in nodes if node["Alive"] and node["Resources"].get("CPU", 0) >= 1]


def _said(error: Exception) -> str:
    """Return the sentence of an error of Ray that says what happened: last in a traceback."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if not lines:
        return type(error).__name__
    if isinstance(error, RayTaskError | RuntimeEnvSetupError):
        return lines[-1]
    return lines[0].partition(". ")[0].rstrip(".:")
