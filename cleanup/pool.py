"""Process pool: map a function over items, with results in input order or as completed.

Each worker is a fresh interpreter with its own socket, served by a thread of this process.
So it is known which item a worker had when it died; a worker exits when the other end of its
socket is closed, even while it works; and signals reach only this process, which ends the workers.
Texts go through the sockets as pickles whose large buffers are not copied.
"""

from __future__ import annotations

import json
import os
import pickle
import select
import signal
import socket
import struct
import subprocess
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, nullcontext
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from cleanup.errors import CannotRun

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from contextlib import AbstractContextManager

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 1
"""Items submitted beyond one for each worker."""

WAKE = 0.2
"""Longest uninterrupted wait, in seconds."""

SILENCE = 30.0
"""Seconds without an answer of any worker, after which it is told what is waited for."""

SMALL = 32 << 20
"""Inputs of fewer bytes are cleaned in this process, before workers would have started."""

LARGE = 8 << 20
"""Items of more ``bytes`` are worked on one at a time: a row of 64 MB takes ten times as much."""

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from cleanup.pool import serve; serve(int(sys.argv[2]))"
)
_PARENT_SIGNALS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
_LENGTHS = struct.Struct("<Q")


class Map(Protocol):
    """Apply a function to each item, as ``map`` does; both must be picklable."""

    def __call__(
        self, function: Callable[[Item], Result], items: Iterable[Item], /
    ) -> Iterator[Result]:
        """Yield the results in input order. Raises ``CannotRun``."""
        ...


class OnSilence(Protocol):
    """Called when no worker has answered for ``SILENCE``, and once more after each as long."""

    def __call__(self, item: str, seconds: float, /) -> object:
        """Take what a worker has been at for longest, and for how many seconds."""
        ...


def workers_for(size: int) -> int:
    """Return the default number of workers for ``size`` bytes of input."""
    return cores() if size >= SMALL else 1


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def open_pool(workers: int, on_silence: OnSilence | None = None) -> Iterator[Map]:
    """Yield a ``Map`` over ``workers`` processes; with one worker, over this process.

    The workers have ended when the block ends, with or without an exception.
    """
    if workers <= 1:
        yield _map_here
        return
    started: list[_Worker] = []
    watch = _Watch(started, on_silence)
    idle: SimpleQueue[_Worker] = SimpleQueue()
    alone = Lock()
    threads = ThreadPoolExecutor(workers, "cleanup")
    try:
        for _ in range(workers):
            started.append(_Worker())
            idle.put(started[-1])

        def pool_map(
            function: Callable[[Item], Result], items: Iterable[Item], /
        ) -> Iterator[Result]:
            def submit(item: Item) -> Future[Result]:
                one = alone if is_large(item) else nullcontext()
                return threads.submit(_call, idle, one, function, item)

            return _in_order(submit, items, workers + AHEAD, watch)

        yield pool_map
    finally:
        _shut_down(started, threads)


def imap_unordered(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    workers: int,
    on_silence: OnSilence | None = None,
) -> Generator[tuple[Item, Result | CannotRun], None, None]:
    """Yield each item with its result as soon as it is done, in any order.

    If a call fails, its result is a ``CannotRun`` and the others go on: a worker that died is
    replaced. The workers have ended when the generator is closed.
    """
    started: list[_Worker] = []
    idle: SimpleQueue[_Worker | None] = SimpleQueue()
    lock, closed = Lock(), False
    threads = ThreadPoolExecutor(workers, "cleanup")

    def start() -> _Worker:
        with lock:
            if closed:
                raise CannotRun("no more work is taken on")
            started.append(_Worker())
            return started[-1]

    def call(item: Item) -> Result | CannotRun:
        worker = idle.get()
        try:
            worker = worker or start()
            return worker.call(function, item)
        except CannotRun as error:
            return error
        finally:
            idle.put(worker if worker and worker.is_alive() else None)

    for _ in range(workers):
        idle.put(None)
    try:
        pending = {threads.submit(call, item): item for item in items}
        yield from _as_completed(pending, _Watch(started, on_silence))
    finally:
        with lock:
            closed = True
        _shut_down(started, threads)


def _shut_down(started: Iterable[_Worker], threads: ThreadPoolExecutor) -> None:
    for worker in started:
        worker.kill()
    threads.shutdown(cancel_futures=True)
    for worker in started:
        worker.link.close()


class _Watch:
    """Tells what the workers are at if none has answered for long."""

    def __init__(self, workers: Sequence[_Worker], on_silence: OnSilence | None) -> None:
        self._workers, self._on_silence = workers, on_silence
        self._told = monotonic()

    def look(self) -> None:
        """Look after the workers; to be called again and again during a wait."""
        at_work = [(since, item) for since, item in (one.task for one in self._workers) if item]
        if not (at_work and self._on_silence):
            return
        now, (since, item) = monotonic(), min(at_work)
        answered = max(one.answered for one in self._workers)
        if now - max(since, answered, self._told) >= SILENCE:
            self._told = now
            self._on_silence(item, now - since)


def _as_completed(
    pending: dict[Future[Result], Item], watch: _Watch
) -> Iterator[tuple[Item, Result]]:
    """Yield each item with its result; wait with a timeout, as ``_result`` does."""
    done: SimpleQueue[Future[Result]] = SimpleQueue()
    for future in pending:
        future.add_done_callback(done.put)
    while pending:
        try:
            future = done.get(timeout=WAKE)
        except Empty:
            watch.look()
            continue
        yield pending.pop(future), future.result()


def _map_here(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
    return map(function, items)


def _in_order(
    submit: Callable[[Item], Future[Result]], items: Iterable[Item], most: int, watch: _Watch
) -> Iterator[Result]:
    """Keep ``most`` items submitted; an error of ``items`` comes after earlier results."""
    pending: deque[Future[Result]] = deque()
    source = iter(items)
    failure: CannotRun | None = None
    while failure is None:
        try:
            pending.append(submit(next(source)))
        except StopIteration:
            break
        except CannotRun as error:
            failure = error
        if len(pending) >= most:
            yield _result(pending.popleft(), watch)
    while pending:
        yield _result(pending.popleft(), watch)
    if failure:
        raise failure


def _result(future: Future[Result], watch: _Watch) -> Result:
    """Wait for a result, with a timeout.

    polars handles Ctrl-C so that a wait without a timeout continues after it.
    """
    while not wait([future], WAKE).done:
        watch.look()
    return future.result()


def is_large(item: object) -> bool:
    """Return whether an item is one that only one worker at a time may have."""
    return getattr(item, "bytes", 0) > LARGE


def _call(
    idle: SimpleQueue[_Worker],
    one: AbstractContextManager[object],
    function: Callable[[Item], Result],
    item: Item,
) -> Result:
    with one:
        worker = idle.get()
        try:
            return worker.call(function, item)
        finally:
            idle.put(worker)


class _Worker:
    """A process that applies functions, and this end of its socket."""

    def __init__(self) -> None:
        self.answered = monotonic()
        self.task = self.answered, ""
        """Since when it is at which item; ``""`` if it is at none."""
        self.link, theirs = socket.socketpair()
        command = [sys.executable, "-P", "-c", _START, json.dumps(sys.path), str(theirs.fileno())]
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, _PARENT_SIGNALS)
        try:
            with theirs:
                self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    pass_fds=[theirs.fileno()],
                    env=os.environ | {"POLARS_MAX_THREADS": "1"},
                )
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)

    def call(self, function: Callable[[Item], Result], item: Item) -> Result:
        """Return ``function(item)``, called in the worker. Raises ``CannotRun``."""
        self.task = monotonic(), str(item)
        try:
            _send(self.link, (function, item))
            outcome, value = _receive(self.link)
        except (EOFError, OSError):
            raise CannotRun(
                f"{item}: a worker process {self._exit()} there; if memory is short give fewer"
                " --workers, and run again"
            ) from None
        finally:
            self.answered = monotonic()
            self.task = self.answered, ""
        if outcome == "refused":
            raise CannotRun(value)
        if outcome == "failed":
            raise CannotRun(f"{item}: this could not be cleaned ({value}); --workers 1 says where")
        result: Result = value
        return result

    def is_alive(self) -> bool:
        """Return whether the process runs."""
        return self._process.poll() is None

    def kill(self) -> None:
        """Kill the process and wait for its end."""
        self._process.kill()
        self._process.wait()

    def _exit(self) -> str:
        code = self._process.wait()
        if code >= 0:
            return f"ended with {code}"
        names = {number.value: number.name for number in signal.Signals}
        return f"was killed by {names.get(-code, f'signal {-code}')}"


def serve(handle: int) -> None:
    """Apply the functions received on a socket, until its other end is closed."""
    link = socket.socket(fileno=handle)
    Thread(target=_exit_with, args=(handle,), daemon=True).start()
    while True:
        try:
            function, item = _receive(link)
        except EOFError:
            return
        try:
            answer = ("done", function(item))
        except CannotRun as error:
            answer = ("refused", str(error))
        except BaseException as error:  # a panic of polars is no Exception
            answer = ("failed", f"{type(error).__name__}: {error}".partition("\n")[0])
        _send(link, answer)


def _exit_with(handle: int) -> None:
    """Exit this process when the other end of its socket is closed."""
    watch = select.poll()
    watch.register(handle, select.POLLRDHUP if hasattr(select, "POLLRDHUP") else select.POLLHUP)
    watch.poll()
    os._exit(1)


def _send(link: socket.socket, value: object) -> None:
    """Send a pickle and the buffers it refers to, each after its length."""
    buffers: list[pickle.PickleBuffer] = []
    head = pickle.dumps(value, protocol=5, buffer_callback=buffers.append)
    link.sendall(_LENGTHS.pack(1 + len(buffers)))
    for part in (memoryview(head), *(buffer.raw() for buffer in buffers)):
        link.sendall(_LENGTHS.pack(part.nbytes))
        link.sendall(part)


def _receive(link: socket.socket) -> Any:  # noqa: ANN401
    """Return the value that was sent. Raises ``EOFError`` if the other end is closed."""
    (count,) = _LENGTHS.unpack(_exactly(link, _LENGTHS.size))
    head, *buffers = [
        _exactly(link, *_LENGTHS.unpack(_exactly(link, _LENGTHS.size))) for _ in range(count)
    ]
    return pickle.loads(head, buffers=buffers)


def _exactly(link: socket.socket, size: int) -> bytearray:
    received = bytearray(size)
    view = memoryview(received)
    while view:
        if not (count := link.recv_into(view, 0, socket.MSG_WAITALL)):
            raise EOFError
        view = view[count:]
    return received
