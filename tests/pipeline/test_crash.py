"""A run that is killed, or that the disk fails: no final file is ever half a file.

These are small versions of ``python -m tests.long.crash``, which does hundreds of each.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.long.crash import Trial, check, finish, state
from tests.scale import SCALE, share

if TYPE_CHECKING:
    from tests.long.faults import Fault

ROOT = Path(__file__).parents[2]


KINDS = ("parquet", "jsonl.gz", "folder")


@pytest.fixture(scope="module")
def told() -> dict[str, tuple[int, str, str]]:
    """Do it to all kinds of output at once; return each exit code and what was said."""
    started = {}
    for kind in KINDS:
        words = ["--kinds", kind, "--texts", str(share(9, 6)), "--kills", str(share(5, 2))]
        words += ["--calls", "rename"]
        words += ["sync"] if kind == "parquet" and SCALE >= 1 else []
        words += ["--real", "1" if kind == "folder" else "0"]
        words += ["--in-turn"] if SCALE < 1 else []
        started[kind] = subprocess.Popen(
            [sys.executable, "-m", "tests.long.crash", *words],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
    said = {kind: process.communicate() for kind, process in started.items()}
    return {kind: (started[kind].returncode, out, err) for kind, (out, err) in said.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_kill_or_a_full_disk_leaves_is_absent_old_or_complete(
    kind: str, told: dict[str, tuple[int, str, str]]
) -> None:
    code, out, err = told[kind]
    assert code == 0, out + err
    assert re.match(rf"{kind}: \d+ s, 0 promises broken\n", out)
    for what in ("full disk", "killed before", "killed after"):
        found = re.search(rf"(\d+) rename {what}", out)
        assert found, out
        least = 3 if SCALE < 1 else 6
        assert int(found[1]) >= least, "data, rows put aside, manifest: in full twice"


class Left(Trial):
    """What a run left, and what it should have."""

    def __init__(self, left: dict[str, bytes], new: dict[str, bytes]) -> None:
        self.left, self.new, self.old = left, new, {}

    def files(self) -> dict[str, bytes]:
        return self.left

    def run(self, fault: Fault | None = None) -> tuple[int, str, list[int]]:
        return 1, "", []


NEW = {"o": b"new", "o.manifest.json": b"vouches", "o.quarantine.jsonl": b"rows"}
OLD = {"o": b"old", "o.manifest.json": b"vouched", "o.quarantine.jsonl": b"no rows"}


@pytest.mark.parametrize(
    ("left", "before", "messages"),
    [
        (NEW, OLD, []),
        (OLD, OLD, []),
        ({}, {}, []),
        (OLD | {"o": b"new"}, OLD, []),
        (OLD | {".o.0123abcd.tmp": b""}, OLD, [".o.0123abcd.tmp was left"]),
        (OLD | {"o": b"ne"}, OLD, ["o is neither old nor new"]),
        ({}, {"o": b"old"}, ["o is gone"]),
        (NEW | {"o": b"old"}, OLD, ["o.manifest.json is new and o is not"]),
        ({"o.manifest.json": b"vouches"}, {}, ["is new and o is not", "o.quarantine.jsonl is not"]),
    ],
)
def test_a_broken_promise_is_detected(
    left: dict[str, bytes], before: dict[str, bytes], messages: list[str]
) -> None:
    problems = list(check(Left(left, NEW), before, temporaries=False))
    assert len(problems) == len(messages)
    assert all(part in problem for part, problem in zip(messages, problems, strict=True))


def test_a_next_run_that_does_not_repair_is_detected() -> None:
    assert list(finish(Left(NEW, NEW))) == []
    assert list(finish(Left(NEW | {".o.0123abcd.tmp": b""}, NEW)))
    assert list(finish(Left(NEW | {"o": b"other"}, NEW)))
    assert list(finish(Left({}, NEW)))
    assert state(Left(NEW, NEW), OLD) == "complete"
    assert state(Left(OLD, NEW), OLD) == "old"
    assert state(Left({".o.0123abcd.tmp": b""}, NEW), {}) == "absent"
