"""Spread work on chunks over processes: what comes out is in order, as from ``map``.

Each worker is a fresh interpreter with a socket of its own, served by a thread of this process.
So it is known which chunk a worker had when it died; a worker ends when the other end of its
socket is gone, even while it works; and signals reach this process alone, which ends the workers.
Texts go through the sockets as pickles, whose large parts are not copied for it.
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
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from cleanup.errors import CannotRun

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 1
"""Chunks that are ready while all workers are busy."""

WAKE = 0.2
"""Seconds until a wait is interrupted at the latest."""

SMALL = 32 << 20
"""Inputs of fewer bytes are cleaned before workers would have started."""

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from cleanup.pool import serve; serve(int(sys.argv[2]))"
)
_FOR_THE_PARENT = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
_LENGTHS = struct.Struct("<Q")


class Spread(Protocol):
    """Applies a function to each item, as ``map`` does; both must be picklable."""

    def __call__(
        self, function: Callable[[Item], Result], items: Iterable[Item], /
    ) -> Iterator[Result]:
        """Yield the results in the order of the items. Raises ``CannotRun``."""
        ...


def workers_for(size: int) -> int:
    """Return how many workers are good for so many bytes of input."""
    if size < SMALL:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def spreading(workers: int) -> Iterator[Spread]:
    """Yield what applies a function in so many processes; in this one if it is one.

    The workers have ended when the block ends, however it ends.
    """
    if workers <= 1:
        yield _here
        return
    crew: list[_Worker] = []
    idle: SimpleQueue[_Worker] = SimpleQueue()
    threads = ThreadPoolExecutor(workers, "cleanup")
    try:
        for _ in range(workers):
            crew.append(_Worker())
            idle.put(crew[-1])

        def spread(
            function: Callable[[Item], Result], items: Iterable[Item], /
        ) -> Iterator[Result]:
            def submit(item: Item) -> Future[Result]:
                return threads.submit(_call, idle, function, item)

            return _in_order(submit, items, workers + AHEAD)

        yield spread
    finally:
        for worker in crew:
            worker.end()
        threads.shutdown(cancel_futures=True)
        for worker in crew:
            worker.link.close()


def each(
    function: Callable[[Item], Result], items: Iterable[Item], workers: int
) -> Generator[tuple[Item, Result | CannotRun], None, None]:
    """Yield each item with its result as soon as it is there, in whatever order.

    Where there is none, ``CannotRun`` says why, and the others go on: a worker that died is
    replaced. The workers have ended when the generator is closed, however that comes.
    """
    crew: list[_Worker] = []
    idle: SimpleQueue[_Worker | None] = SimpleQueue()
    lock, ended = Lock(), False
    threads = ThreadPoolExecutor(workers, "cleanup")

    def started() -> _Worker:
        with lock:
            if ended:
                raise CannotRun("no more work is taken on")
            crew.append(_Worker())
            return crew[-1]

    def call(item: Item) -> Result | CannotRun:
        worker = idle.get()
        try:
            worker = worker or started()
            return worker.call(function, item)
        except CannotRun as error:
            return error
        finally:
            idle.put(worker if worker and worker.lives() else None)

    for _ in range(workers):
        idle.put(None)
    try:
        yield from _as_done({threads.submit(call, item): item for item in items})
    finally:
        with lock:
            ended = True
        for worker in crew:
            worker.end()
        threads.shutdown(cancel_futures=True)
        for worker in crew:
            worker.link.close()


def _as_done(todo: dict[Future[Result], Item]) -> Iterator[tuple[Item, Result]]:
    """Yield each item with its result; look up now and then, as ``_result`` does."""
    done: SimpleQueue[Future[Result]] = SimpleQueue()
    for future in todo:
        future.add_done_callback(done.put)
    while todo:
        try:
            future = done.get(timeout=WAKE)
        except Empty:
            continue
        yield todo.pop(future), future.result()


def _here(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
    return map(function, items)


def _in_order(
    submit: Callable[[Item], Future[Result]], items: Iterable[Item], most: int
) -> Iterator[Result]:
    """Have ``most`` items at work; an item that cannot be had is told after those before it."""
    waiting: deque[Future[Result]] = deque()
    source = iter(items)
    held: CannotRun | None = None
    while held is None:
        try:
            waiting.append(submit(next(source)))
        except StopIteration:
            break
        except CannotRun as error:
            held = error
        if len(waiting) >= most:
            yield _result(waiting.popleft())
    while waiting:
        yield _result(waiting.popleft())
    if held:
        raise held


def _result(future: Future[Result]) -> Result:
    """Wait for a result, and look up now and then.

    polars handles Ctrl-C so that a wait which is not timed goes on after it.
    """
    while not wait([future], WAKE).done:
        pass
    return future.result()


def _call(idle: SimpleQueue[_Worker], function: Callable[[Item], Result], item: Item) -> Result:
    worker = idle.get()
    try:
        return worker.call(function, item)
    finally:
        idle.put(worker)


class _Worker:
    """A process that applies functions, and this end of its socket."""

    def __init__(self) -> None:
        self.link, theirs = socket.socketpair()
        command = [sys.executable, "-P", "-c", _START, json.dumps(sys.path), str(theirs.fileno())]
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, _FOR_THE_PARENT)
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
        """Return ``function(item)`` as the worker has it."""
        try:
            _send(self.link, (function, item))
            outcome, value = _receive(self.link)
        except (EOFError, OSError):
            raise CannotRun(
                f"{item}: a worker process {self._end()} there; if memory is short give fewer"
                " --workers, and run again"
            ) from None
        if outcome == "refused":
            raise CannotRun(value)
        if outcome == "failed":
            raise CannotRun(f"{item}: this could not be cleaned ({value}); --workers 1 says where")
        result: Result = value
        return result

    def lives(self) -> bool:
        """Return whether the process can be given more."""
        return self._process.poll() is None

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()

    def _end(self) -> str:
        code = self._process.wait()
        return f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"


def serve(handle: int) -> None:
    """Apply what comes through a socket, until its other end is gone."""
    link = socket.socket(fileno=handle)
    Thread(target=_end_with, args=(handle,), daemon=True).start()
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


def _end_with(handle: int) -> None:
    """End this process when the other end of its socket is gone."""
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
    """Return what was sent. Raises ``EOFError`` if the other end is gone."""
    (count,) = _LENGTHS.unpack(_exactly(link, _LENGTHS.size))
    head, *buffers = [
        _exactly(link, *_LENGTHS.unpack(_exactly(link, _LENGTHS.size))) for _ in range(count)
    ]
    return pickle.loads(head, buffers=buffers)


def _exactly(link: socket.socket, size: int) -> bytearray:
    whole = bytearray(size)
    view = memoryview(whole)
    while view:
        if not (count := link.recv_into(view, 0, socket.MSG_WAITALL)):
            raise EOFError
        view = view[count:]
    return whole
