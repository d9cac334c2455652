"""Process pool: results in order, failures that name their item, and no process left behind."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleanup.cli.main import main
from cleanup.errors import CannotRun
from cleanup.pipeline.options import RunOptions
from cleanup.pipeline.run import run
from cleanup.pool import SMALL, imap_unordered, open_pool, workers_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.pipeline.shards import Shard, ShardResult

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="workers are found in /proc"
)


def slow_square(number: int) -> int:
    time.sleep(0.02 * (number % 3 == 0))
    return number * number


def fail(item: str) -> int:
    if item == "raise":
        raise ZeroDivisionError("no quay\nat all")
    if item == "refuse":
        raise CannotRun("a.jsonl: a sentence")
    if item == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "signal":
        os.kill(os.getpid(), signal.SIGRTMIN + 3)
    if item == "exit":
        os._exit(7)
    return len(item)


def numbers_then_refusal() -> Iterator[int]:
    yield from range(5)
    raise CannotRun("a.jsonl.gz: this stream breaks off")


def children(of: int) -> list[int]:
    """Return the processes that a process started, without that of Python's own.

    Where another test used ``multiprocessing``, it has a tracker of resources, which stays.
    """
    found = []
    for entry in Path("/proc").iterdir():
        try:
            state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
        except (OSError, ValueError):
            continue
        if int(parent) == of and state != "Z" and not is_tracker(entry):
            found.append(int(entry.name))
    return found


def is_tracker(process: Path) -> bool:
    try:
        return b"multiprocessing.resource_tracker" in (process / "cmdline").read_bytes()
    except OSError:
        return False


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_results_come_in_order_and_an_error_of_the_items_comes_last() -> None:
    with open_pool(2) as pool_map:
        assert list(pool_map(slow_square, range(20))) == [n * n for n in range(20)]
        results = pool_map(slow_square, numbers_then_refusal())
        assert [next(results) for _ in range(5)] == [n * n for n in range(5)]
        with pytest.raises(CannotRun, match="breaks off"):
            next(results)
    assert children(os.getpid()) == []


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("raise", r"^raise: this could not be cleaned \(ZeroDivisionError: no quay\)"),
        ("refuse", "^a.jsonl: a sentence$"),
        ("die", "^die: a worker process was killed by SIGKILL there; if memory is short"),
        ("signal", r"^signal: a worker process was killed by signal \d+ there; if memory is"),
        ("exit", "^exit: a worker process ended with 7 there; if memory is short"),
    ],
)
def test_a_failure_names_its_item_after_the_results_before_it(item: str, message: str) -> None:
    with open_pool(2) as pool_map:
        results = pool_map(fail, ["quay", "a", item, "ab", "abc", "abcd"])
        assert [next(results), next(results)] == [4, 1]
        with pytest.raises(CannotRun, match=message):
            next(results)
    assert children(os.getpid()) == []


def test_few_bytes_are_cleaned_in_this_process() -> None:
    assert workers_for(SMALL - 1) == 1
    assert workers_for(SMALL) == len(os.sched_getaffinity(0))


@pytest.mark.parametrize("number", ["0", "-1", "two"])
def test_the_number_of_workers_is_checked(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["run", "a.jsonl", "-o", "b.jsonl", f"--workers={number}"])
    assert f"'{number}' is no number from 1" in capsys.readouterr().err


def test_a_worker_that_dies_costs_no_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps({"text": f"Ferry {n} left."}) + "\n" for n in range(40)))
    out.write_bytes(b"precious\n")
    monkeypatch.setattr("cleanup.read.chunks.ROWS", 10)
    monkeypatch.setattr("cleanup.pipeline.run.clean_batch", die_at_the_third)
    with pytest.raises(CannotRun, match=r"in\.jsonl: row 20 and the 9 after it: a worker"):
        run([str(source)], str(out), RunOptions(force=True, workers=2))
    assert out.read_bytes() == b"precious\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]
    assert children(os.getpid()) == []


def die_at_the_third(job: object, batch: object) -> object:
    from cleanup.pipeline.batch import clean_batch

    if "row 20 " in str(batch):
        os.kill(os.getpid(), signal.SIGKILL)
    return clean_batch(job, batch)  # type: ignore[arg-type]


ENDLESS = """
import itertools, sys, time
import polars  # has a way of its own with Ctrl-C
from cleanup.cli.main import _interrupt
from cleanup.pool import open_pool
import signal
signal.signal(signal.SIGTERM, _interrupt)
with open_pool(2) as pool_map:
    for _ in pool_map(abs, range(10)):
        pass
    print("ready", flush=True)
    for _ in pool_map(time.sleep, itertools.repeat(60)):
        pass
"""


@pytest.mark.parametrize(
    ("number", "whole_group"),
    [
        (signal.SIGINT, False),
        (signal.SIGINT, True),
        (signal.SIGTERM, False),
        (signal.SIGTERM, True),
        (signal.SIGKILL, False),
    ],
)
def test_no_worker_outlives_its_parent(number: signal.Signals, whole_group: bool) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", ENDLESS],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"ready\n"
    workers = children(parent.pid)
    assert len(workers) == 2
    (os.killpg if whole_group else os.kill)(parent.pid, number)
    _, stderr = parent.communicate(timeout=10)
    assert parent.returncode != 0
    assert stderr.count(b"Traceback") == (number != signal.SIGKILL)
    deadline = time.monotonic() + 5
    while any(map(is_running, workers)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(map(is_running, workers))


def test_a_worker_that_dies_costs_one_item_of_an_unordered_map() -> None:
    items = ["a", "die", "bb", "refuse", "raise", "ccc", "dddd"]
    done = dict(imap_unordered(fail, items, 2))
    refused = {item: str(done.pop(item)) for item in ("die", "refuse", "raise")}
    assert done == {"a": 1, "bb": 2, "ccc": 3, "dddd": 4}
    assert refused["die"].startswith("die: a worker process was killed by SIGKILL")
    assert refused["refuse"] == "a.jsonl: a sentence"
    assert refused["raise"].startswith("raise: this could not be cleaned (ZeroDivisionError")
    assert not children(os.getpid())


def test_closing_an_unordered_map_ends_its_workers() -> None:
    done = imap_unordered(slow_square, range(50), 2)
    assert isinstance(next(done), tuple)
    assert children(os.getpid())
    done.close()
    assert not children(os.getpid())


def halted(item: str) -> str:
    """Wait at this item until the test says that it was told of it."""
    while not Path(item).exists():
        time.sleep(0.01)
    return item


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleanup.pool.SILENCE", 0.2)
    monkeypatch.setattr("cleanup.pool.WAKE", 0.02)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("ordered", [True, False])
def test_what_a_silent_worker_is_at_is_told_again_and_again(tmp_path: Path, ordered: bool) -> None:
    slow, soon = str(tmp_path / "slow"), str(tmp_path)
    told: list[tuple[str, float]] = []

    def tell(item: str, seconds: float) -> None:
        told.append((item, seconds))
        if [name for name, _ in told].count(slow) > 1:
            Path(slow).touch()

    if ordered:
        with open_pool(2, tell) as pool_map:
            assert list(pool_map(halted, [soon, slow, soon])) == [soon, slow, soon]
    else:
        assert dict(imap_unordered(halted, [slow, soon], 2, tell)) == {slow: slow, soon: soon}
    seconds = [passed for item, passed in told if item == slow]
    assert len(seconds) >= 2
    assert seconds[0] >= 0.2
    assert seconds[-1] >= seconds[0] + 0.2


@pytest.mark.usefixtures("impatient")
def test_a_worker_that_dies_in_its_silence_ends_the_wait(tmp_path: Path) -> None:
    """As the kernel kills a process that takes too much memory: nobody answers any more."""

    def kill(item: str, seconds: float) -> None:
        for worker in children(os.getpid()):
            os.kill(worker, signal.SIGKILL)

    never = str(tmp_path / "never")
    with (
        pytest.raises(CannotRun, match=f"^{never}: a worker process was killed by SIGKILL"),
        open_pool(2, kill) as pool_map,
    ):
        list(pool_map(halted, [never]))
    [(item, outcome)] = imap_unordered(halted, [never], 2, kill)
    assert (item, str(outcome).partition(" there")[0]) == (
        never,
        f"{never}: a worker process was killed by SIGKILL",
    )


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("out", "said"),
    [("out.jsonl", r"in\.jsonl: row 20 and the 9 after it: "), ("out", r"in/\w\.jsonl: ")],
)
def test_a_slow_batch_is_told_on_standard_error(
    out: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = "".join(json.dumps({"text": f"Ferry {n} left."}) + "\n" for n in range(40))
    Path("in").mkdir()
    for name in ("in.jsonl", "in/a.jsonl", "in/b.jsonl"):
        Path(name).write_text(lines)
    monkeypatch.setattr("cleanup.read.chunks.ROWS", 10)
    monkeypatch.setattr("cleanup.pipeline.run.clean_batch", rest_at_the_third)
    monkeypatch.setattr("cleanup.pipeline.shards.clean_shard", rest_at_a_shard)
    source = "in" if out == "out" else "in.jsonl"
    assert main(["run", source, "-o", out, "--workers", "2"]) == 0
    told = capsys.readouterr().err.splitlines()
    pattern = f"cleanup: {said}a worker has been at this for \\d+ s and goes on. Ctrl-C keeps"
    assert any(re.match(pattern, line) for line in told), told


def rest_at_the_third(job: object, batch: object) -> object:
    from cleanup.pipeline.batch import clean_batch

    if "row 20 " in str(batch):
        time.sleep(1)
    return clean_batch(job, batch)  # type: ignore[arg-type]


def rest_at_a_shard(shard: Shard) -> ShardResult:
    from cleanup.pipeline.shards import clean_shard

    time.sleep(1)
    return clean_shard(shard)
