"""A folder run on a Ray cluster of two nodes, whose workers and nodes are lost meanwhile."""

from __future__ import annotations

import json
import os
import re
import secrets
import signal
import subprocess
import sys
import time
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from cleanup.adapters.ray import Request
from cleanup.pipeline.options import RunOptions
from cleanup.pipeline.plan import plan
from tests.clusters import LIMIT, Cluster, is_loopback, listening, until
from tests.commands import GLUED, PLAIN, SOFT, jsonl, run
from tests.scale import in_full

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.usefixtures("in_folder")

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'cleanup-text[ray]'")
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("there is no /proc, where it is read whose processes they are")
    started = Cluster()
    try:
        started.start("a")
        started.start("b")
        yield started
    finally:
        started.remove()
        assert not started.processes()


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    for number in range(6):
        rows = [
            {"text": "".join(f"{line[:-1]} {row % 9}.{line}" for line in (GLUED, SOFT, PLAIN) * 9)}
            for row in range(60)
        ]
        jsonl(folder / f"{number}.jsonl", *({"n": number} | row for row in rows))
    pl.DataFrame({"text": [GLUED, None]}).write_parquet(folder / "sub" / "b.parquet")
    (folder / "sub" / "c.txt").write_text(GLUED)
    return folder


@pytest.fixture
def expected(inputs: Path) -> dict[str, bytes]:
    assert run("run", "in", "-o", "out", "--workers", "1") == 0
    made = files("out")
    Path("out").rename("expected")
    return made


def files(folder: str) -> dict[str, bytes]:
    found = (path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def start(cluster: Cluster, *words: str, **env: str) -> subprocess.Popen[str]:
    engine = ["--engine", "ray", "--ray-address", cluster.address]
    return subprocess.Popen(
        [sys.executable, "-m", "cleanup", "run", "in", "-o", "out", *engine, *words],
        env=cluster.env | {"CLEANUP_NODE": f"{cluster.mark}-driver"} | env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


PROGRESS = re.compile(r"cleanup: [0-9,]+ of [0-9,]+ files ")
"""What is told every half minute, which a busy machine may need."""


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=LIMIT)
    errors = [line for line in err.splitlines(keepends=True) if not PROGRESS.match(line)]
    return process.returncode, out, "".join(errors)


@in_full
def test_ray_data_cleans_tables_as_one_process_does(cluster: Cluster) -> None:
    pytest.importorskip("ray.data", reason="Ray Data is not installed: pip install 'ray[data]'")
    Path("script.py").write_text(RAY_DATA)
    done = subprocess.run(
        [sys.executable, "script.py", cluster.address],
        env=cluster.env | {"CLEANUP_NODE": f"{cluster.mark}-driver"},
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    spread, whole = pl.read_parquet("spread.parquet"), pl.read_parquet("whole.parquet")
    assert spread.schema == whole.schema
    assert not any(dtype.is_unsigned_integer() for dtype in spread.dtypes)
    assert set(spread["cleanup_status"]) == {"clean", "repaired"}
    rest = spread.sort("id").drop("cleanup_row")  # which counts within a batch
    assert rest.equals(whole.drop("cleanup_row"))


RAY_DATA = f"""
import sys
from functools import partial
import polars as pl, pyarrow as pa, pyarrow.parquet as pq, ray
import cleanup

texts = [{GLUED!r}, {SOFT!r}, {PLAIN!r}, None, ""] * 8
table = pa.table({{"id": list(range(len(texts))), "body": texts}})
clean = partial(cleanup.clean_table, text="body")
ray.init(sys.argv[1], log_to_driver=False, runtime_env={{"py_modules": [cleanup]}})
data = ray.data.from_arrow([table[:17], table[17:]])
cleaned = data.map_batches(clean, batch_format="pyarrow", batch_size=7)
pq.write_table(pa.concat_tables(ray.get(cleaned.to_arrow_refs())), "spread.parquet")
pq.write_table(clean(table), "whole.parquet")
"""


def test_a_worker_and_a_node_are_lost_and_the_bytes_are_those_of_one_process(
    cluster: Cluster, inputs: Path, expected: dict[str, bytes]
) -> None:
    (inputs / "bad.parquet").write_bytes(b"PAR1 and no more")
    running = start(cluster)
    os.kill(cluster.at_work("a", Path("out")), signal.SIGKILL)
    cluster.at_work("b", Path("out"))
    cluster.kill("b")
    code, out, err = ended(running)
    assert (code, out.splitlines()[0]) == (2, "9 files: 8 made, 1 failed"), err
    assert files("out") == expected
    assert "cleanup: in/bad.parquet: this " in err
    assert err.endswith(" (tried 3 times)\n")
    assert len(err.splitlines()) == 1, err


def test_an_interrupted_run_leaves_no_partial_file(cluster: Cluster, inputs: Path) -> None:
    running = start(cluster)
    os.kill(cluster.at_work("", Path("out")), signal.SIGCONT)
    running.send_signal(signal.SIGTERM)
    code, out, err = ended(running)
    assert (code, out, err) == (130, "", "cleanup: interrupted; no output was harmed\n")
    assert not [name for name in files("out") if name.endswith(".tmp")]
    assert not cluster.processes("driver")


@in_full
def test_a_node_with_other_rules_is_refused(cluster: Cluster, inputs: Path, tmp_path: Path) -> None:
    metadata = tmp_path / "other" / "regex-2020.1.1.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: regex\nVersion: 2020.1.1\n")
    cluster.start("c", metadata.parent)
    try:
        code, out, err = ended(start(cluster))
    finally:
        cluster.kill("c")
    assert (code, out) == (2, "")
    assert f"cleanup: {cluster.address}: 1 of " in err
    assert " nodes cannot do this work, as " in err
    assert "(regex 2020.1.1, here 20" in err
    assert files("out") == {}


def test_a_missing_token_is_reported(cluster: Cluster, inputs: Path) -> None:
    code, out, err = ended(start(cluster, RAY_AUTH_TOKEN="another", RAY_NUM_REDIS_GET_RETRIES="1"))
    assert (code, out) == (2, "")
    assert "InvalidAuthToken" in err
    assert "set RAY_AUTH_MODE=token and put the token into RAY_AUTH_TOKEN" in err.splitlines()[-1]


@in_full
def test_a_run_that_is_killed_does_not_go_on_without_it(cluster: Cluster, inputs: Path) -> None:
    running = start(cluster)
    os.kill(cluster.at_work("", Path("out")), signal.SIGCONT)
    running.kill()
    running.communicate(timeout=LIMIT)
    until(lambda: not cluster.processes("driver"))
    until(lambda: not [name for name in files("out") if name.endswith(".tmp")])
    assert len(files("out")) < 2 * 8


@in_full
def test_when_the_cluster_is_lost_another_run_does_the_rest(
    cluster: Cluster, inputs: Path, expected: dict[str, bytes]
) -> None:
    running = start(cluster)
    until(lambda: list(Path("out").glob("*.manifest.json")))
    cluster.at_work("", Path("out"))
    cluster.kill("a")
    cluster.kill("b")
    code, out, err = ended(running)
    assert (code, out) == (2, "")
    assert "Failed to connect to GCS within 4 seconds" in err
    assert "the cluster was lost; " in err.splitlines()[-1]
    assert run("run", "in", "-o", "out") == 0
    assert files("out") == expected


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--engine", "ray", "--ray-address", "127.0.0.1:9"], "127.0.0.1:9: no cluster answers"),
        (["--engine", "ray", "--ray-address", "ray://head:10001"], "this is no address of a clus"),
        (["--engine", "ray", "--ray-address", "head"], "head: this is no address of a cluster; gi"),
        (["--ray-address", "auto"], "cleanup: --ray-address auto: this needs --engine ray; give"),
        (["--engine", "ray", "-o", "one.parquet"], "one.parquet: this output is one file; --shard"),
    ],
)
def test_impossible_options_are_refused_at_once(
    words: list[str], message: str, inputs: Path, capsys: Captured
) -> None:
    if "ray" in words and not find_spec("ray"):
        pytest.skip("Ray is not installed: pip install 'cleanup-text[ray]'")
    assert run("run", "in", "-o", "out", *words) == 2
    printed = capsys.readouterr()
    assert message in printed.err
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert not Path("out").exists()


def test_without_ray_the_message_says_how_to_install_it(
    inputs: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cleanup.adapters.ray.find_spec", lambda name: None)
    assert run("run", "in", "-o", "out", "--engine", "ray") == 2
    assert "is not installed here; pip install 'cleanup-text[ray]'" in capsys.readouterr().err


def test_a_node_that_does_not_see_the_files_is_named(inputs: Path) -> None:
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'cleanup-text[ray]'")
    from cleanup.adapters.cluster import inspect_node, mismatch, tools

    [shard, *_] = plan(["in"], "out", RunOptions()).shards
    ours = tools()
    assert mismatch(inspect_node(shard, [str(inputs)]), shard, ours) == ""
    unseen = mismatch(inspect_node(shard, ["/not/here"]), shard, ours)
    assert unseen.startswith("it does not see /not/here; ")
    problem = mismatch(inspect_node(shard, []), replace(shard, ruleset="0.0.9+abcdefabcdef"), ours)
    assert "here they are 0.0.9+abcdefabcdef (the code of cleanup differs)" in problem


@pytest.mark.parametrize("writer", ["pyarrow", "zstandard", "zlib"])
def test_a_node_that_would_write_other_bytes_makes_nothing(inputs: Path, writer: str) -> None:
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'cleanup-text[ray]'")
    from cleanup.adapters.cluster import clean_on_node, tools

    [shard, *_] = plan(["in"], "out", RunOptions()).shards
    result = clean_on_node(shard, str(Path.cwd()), tools() | {writer: "0.1"})
    assert result.outcome == "failed"
    assert f"in/0.jsonl: it has {writer} {tools()[writer]}, here 0.1; install" in result.problem
    assert not Path("out").exists()
    assert clean_on_node(shard, str(Path.cwd()), tools()).outcome == "made"


def test_a_file_whose_workers_are_lost_again_and_again_is_named(
    inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'cleanup-text[ray]'")
    from cleanup.adapters.cluster import RETRY_DELAYS, Attempt, ShardQueue
    from cleanup.adapters.ray import Request

    def lost(*_: object, **__: object) -> None:
        raise ray.exceptions.WorkerCrashedError

    monkeypatch.setattr("ray.get", lost)
    [shard, *_] = plan(["in"], "out", RunOptions()).shards
    queue = ShardQueue(Request([shard], "head:6379", None))
    answer = ray.ObjectRef.nil()
    queue.running[answer] = Attempt(shard, 0)
    for before, _ in enumerate(RETRY_DELAYS, 1):
        assert queue.result_of(answer) is None
        assert queue.delayed[-1][1] == Attempt(shard, before)
        queue.running[answer] = queue.delayed.pop()[1]
    result = queue.result_of(answer)
    assert result is not None
    assert (result.outcome, queue.done, queue.running, len(queue.delayed)) == ("failed", 1, {}, 0)
    assert result.problem.startswith(
        "in/0.jsonl: the task that cleaned this file was lost: The wor"
    )
    assert result.problem.endswith("and run again (tried 3 times)")


@in_full
def test_a_cluster_of_our_own_makes_the_same_bytes(
    inputs: Path, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'cleanup-text[ray]'")
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    assert run("run", "in", "-o", "out", "--engine", "ray", "--workers", "2") == 0
    assert files("out") == expected


@in_full
def test_phrases_of_the_user_reach_the_tasks(inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'cleanup-text[ray]'")
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    jsonl(inputs / "own.jsonl", {"text": f"{PLAIN}\nHoist the pennant\n\n{PLAIN}"})
    Path("own.txt").write_text("[share]\nHoist the pennant\n")
    words = ("run", "in", "-o", "out", "--phrases", "own.txt", "--engine")
    assert run(*words, "ray", "--workers", "1") == 0
    made = files("out")
    assert "pennant" not in json.loads(made["own.jsonl"])["text"]
    Path("out").rename("of-ray")
    assert run(*words, "local") == 0
    assert files("out") == made


def test_only_a_cluster_of_our_own_is_given_a_token() -> None:
    ours, others = Request((), "local", None), Request((), "head:6379", None)
    assert ours.seclusion()["RAY_AUTH_MODE"] == "token"
    assert ours.seclusion()["RAY_AUTH_TOKEN"] != ours.seclusion()["RAY_AUTH_TOKEN"]
    assert others.seclusion() == {}


def test_a_cluster_of_our_own_listens_on_this_machine_only(
    inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'cleanup-text[ray]'")
    if not Path("/proc/net/tcp").exists():
        pytest.skip("there is no /proc/net/tcp, where it is read what listens")
    mark = secrets.token_hex(8)
    outer = {name: value for name, value in os.environ.items() if not name.startswith("RAY_")}
    command = [sys.executable, "-m", "cleanup", "run", "in", "-o", "out", "--engine", "ray"]
    seen: set[str] = set()
    with subprocess.Popen(
        [*command, "--workers", "1"],
        env=outer | {"CLEANUP_NODE": mark},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        while running.poll() is None:
            seen |= listening(mark)
            time.sleep(0.02)
    assert running.returncode == 0
    assert len(seen) > 4, seen  # GCS, raylet, the agents, the driver, a worker
    assert {address for address in seen if not is_loopback(address)} == set()
    assert files("out")
