"""Kill runs and make their disk fail, and hold what is left to the promises.

For each kind of output: ``--kills`` times ``kill -9`` at a random moment of a run; a kill before
and after each call that makes, writes, syncs, renames or removes a file; and each of these calls
failing. Half of the runs replace an older output. Afterwards every final file must be absent (if
it was before), old or complete; a manifest that is new must vouch for files that are; a run that
met an error must say so in a sentence and leave no temporary file. Then the run is done again: its
output must be that of a run which nothing happened to, byte for byte, and nothing else may be left.

These runs are copies (``fork``) of one process that has all modules loaded, so that thousands take
minutes. ``--real`` runs of each kind are processes of their own with two workers, and nothing may
go on working after the kill.

    python -m tests.long.crash --kills 200 --real 20
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.documents import unique_texts
from tests.long.faults import CALLS, EFFECTS, ended, preloaded, read, start

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.long.faults import Fault

KINDS = {
    "parquet": "out.parquet",
    "jsonl": "out.jsonl",
    "jsonl.gz": "out.jsonl.gz",
    "jsonl.zst": "out.jsonl.zst",
    "csv": "out.csv",
    "folder": "out",
}
TEMPORARY = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")

Files = dict[str, bytes]


DROP = ("--drop", "verdicts")
DROPPED = '{"text": "Page not found", "n": -1}'


@dataclass
class Tally:
    """What happened to one kind of output."""

    kind: str
    states: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    broken: list[str] = field(default_factory=list)


class Trial:
    """A folder with inputs, in which runs of one kind are made; the files each should leave."""

    def __init__(self, kind: str, folder: Path, texts: int) -> None:
        self.out, self.folder = KINDS[kind], folder
        self.is_folder = kind == "folder"
        make_inputs(folder / "inputs", texts)
        self.old = self._reference("older")
        self.new = self._reference("newer")
        started = time.monotonic()
        self._reference("newer")
        self.seconds = time.monotonic() - started

    def words(self, source: str, workers: int = 1) -> list[str]:
        """Return the words of the command for one of the two inputs."""
        name = source if self.is_folder else f"{source}/a.jsonl"
        return ["run", name, "-o", self.out, "--force", "--workers", str(workers), *DROP]

    def prepare(self, *, replaces: bool) -> None:
        """Have an older output there, or none. The input is the newer one, under its usual name."""
        for path in self.folder.iterdir():
            if path.name != "inputs":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self.folder / "inputs" / "newer", self.folder / "in")
        if replaces:
            for name, raw in self.old.items():
                place = self.folder / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(raw)

    def files(self) -> Files:
        """Return what is there besides the inputs."""
        found = (path for path in self.folder.rglob("*") if path.is_file())
        named = {path.relative_to(self.folder): path for path in found}
        return {
            name.as_posix(): path.read_bytes()
            for name, path in named.items()
            if name.parts[0] not in ("in", "inputs")
        }

    def run(self, fault: Fault | None = None) -> tuple[int, str, list[int]]:
        """Make a run to its end; return its exit code, what it said, and the calls it made."""
        pid, said, made = start(self.folder, self.words("in"), fault)
        return ended(pid), read(said).decode(), json.loads(read(made) or b"[]")

    def _reference(self, source: str) -> Files:
        self.prepare(replaces=False)
        shutil.rmtree(self.folder / "in")
        shutil.copytree(self.folder / "inputs" / source, self.folder / "in")
        code, said, _ = self.run()
        if code != 1:
            raise SystemExit(f"a run that nothing happened to ended with {code}: {said}")
        return self.files()


def make_inputs(folder: Path, count: int) -> None:
    """Write two inputs: the newer has other texts.

    Both have a row that cannot be read, and one that is dropped.
    """
    texts = unique_texts(None, count)
    for name, some in (("older", texts[: count // 3]), ("newer", texts[count // 3 :])):
        (folder / name).mkdir(parents=True)
        lines = [json.dumps({"text": text, "n": n}) for n, text in enumerate(some)]
        (folder / name / "a.jsonl").write_text("\n".join([*lines, DROPPED, "no row\n"]), "utf-8")
        (folder / name / "b.jsonl").write_text("\n".join(lines[:20]) + "\n", "utf-8")
        (folder / name / "c.txt").write_text(some[0], "utf-8")


def check(trial: Trial, before: Files, *, temporaries: bool) -> Iterator[str]:
    """Yield what is wrong with the files that a fault has left."""
    after = trial.files()
    for name in sorted(after.keys() | before.keys() | trial.new.keys()):
        raw = after.get(name)
        if TEMPORARY.fullmatch(Path(name).name):
            if not temporaries:
                yield f"{name} was left by a run that could have taken it away"
        elif raw is None and name in before and not name.endswith(".quarantine.jsonl"):
            yield f"{name} is gone"
        elif raw is not None and raw not in (before.get(name), trial.new.get(name)):
            yield f"{name} is neither old nor new"
    for name in trial.new:
        data = name.removesuffix(".manifest.json")
        if data != name and after.get(name) == trial.new[name] != before.get(name):
            beside = (one for one in trial.new if one.startswith(f"{data}.dropped."))
            for vouched in (data, f"{data}.quarantine.jsonl", *beside):
                if after.get(vouched) != trial.new.get(vouched):
                    yield f"{name} is new and {vouched} is not"


def finish(trial: Trial) -> Iterator[str]:
    """Run again and yield what is wrong then."""
    code, said, _ = trial.run()
    if code != 1:
        yield f"the run after it ended with {code}: {said}"
    after = trial.files()
    for name in sorted(after.keys() | trial.new.keys()):
        if after.get(name) != trial.new.get(name):
            how = "missing" if name not in after else "other" if name in trial.new else "left"
            yield f"after the next run {name} is {how}"


def state(trial: Trial, before: Files) -> str:
    """Say what a fault has left of the output, in a word."""
    after = trial.files()
    if all(after.get(name) == raw for name, raw in trial.new.items()):
        return "complete"
    kept = {name: raw for name, raw in after.items() if not TEMPORARY.fullmatch(Path(name).name)}
    if kept == before:
        return "old" if before else "absent"
    return "between two files"


def random_kills(trial: Trial, tally: Tally, kills: int, random: Random) -> None:
    """Kill runs at any moment."""
    for number in range(kills):
        trial.prepare(replaces=number % 2 == 1)
        before = trial.files()
        pid, said, made = start(trial.folder, trial.words("in"), None)
        moment = random.uniform(0, 1.1 * trial.seconds)
        time.sleep(moment)
        os.kill(pid, signal.SIGKILL)
        ended(pid)
        read(said), read(made)
        tally.states[state(trial, before)] += 1
        wrong = [*check(trial, before, temporaries=True), *finish(trial)]
        tally.broken += [f"kill {number} after {moment:.3f} s: {one}" for one in wrong]


def each_call(trial: Trial, tally: Tally, calls: Sequence[str], *, in_turn: bool) -> None:
    """Strike at each call of these kinds, with an older output there and without, or in turn."""
    for call, name in enumerate(CALLS):
        if name not in calls:
            continue
        for effect, what in EFFECTS.items():
            nth = struck = 0
            while struck or not nth:
                nth += 1
                either = (nth % 2 == 0,) if in_turn or name == "write" else (False, True)
                struck = sum([strike(trial, tally, (call, nth, what), old) for old in either])
                tally.faults[f"{name} {effect}"] += struck


def strike(trial: Trial, tally: Tally, fault: Fault, replaces: bool) -> bool:
    """Make a run that meets a fault, and another; tell whether it did meet it."""
    call, nth, what = fault
    trial.prepare(replaces=replaces)
    before = trial.files()
    code, said, made = trial.run(fault)
    if made and made[call] < nth:
        return False
    unlink = CALLS[call] == "unlink"
    wrong = list(check(trial, before, temporaries=what < 0 or unlink))
    if what > 0 and code != 2 and not (unlink and code == 1):
        wrong.append(f"ended with {code}")
    if "Traceback" in said or (code == 2 and not said.startswith("cleanup: ")):
        wrong.append(f"said {said!r}")
    wrong += finish(trial)
    tally.broken += [f"{CALLS[call]} {nth} {what}: {one}" for one in wrong]
    return True


def real_kills(trial: Trial, tally: Tally, kills: int, random: Random) -> None:
    """Kill runs that are processes of their own, with two workers."""
    if not kills:
        return
    environment = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
    command = [sys.executable, "-m", "cleanup", *trial.words("in", workers=2)]
    quiet = subprocess.DEVNULL
    trial.prepare(replaces=False)
    started = time.monotonic()
    subprocess.run(command, cwd=trial.folder, env=environment, stdout=quiet, stderr=quiet)
    length = time.monotonic() - started
    if trial.files() != trial.new:
        tally.broken.append("two workers made other bytes than one")
    for number in range(kills):
        trial.prepare(replaces=number % 2 == 1)
        before = trial.files()
        mark = f"{os.getpid()}-{number}"
        marked = {**environment, "CLEANUP_TRIAL": mark}
        run = subprocess.Popen(command, cwd=trial.folder, env=marked, stdout=quiet, stderr=quiet)
        time.sleep(random.uniform(0.2, 1.1) * length)
        run.kill()
        run.wait()
        alive = outliving(mark)
        tally.states[f"real: {state(trial, before)}"] += 1
        wrong = [*check(trial, before, temporaries=True), *finish(trial)]
        if alive:
            wrong.append(f"{alive} processes went on without their parent")
        tally.broken += [f"real kill {number}: {one}" for one in wrong]


def outliving(mark: str) -> int:
    """Return how many processes of a trial live two seconds on."""
    wanted = f"CLEANUP_TRIAL={mark}".encode()
    count = 0
    for _ in range(40):
        count = 0
        for path in Path("/proc").glob("[0-9]*/environ"):
            try:
                count += wanted in path.read_bytes().split(b"\0")
            except OSError:
                continue
        if not count:
            break
        time.sleep(0.05)
    return count


def warm() -> None:
    """Load everything that a run needs, so that its copies need not; start no threads for it."""
    import pyarrow as pa  # type: ignore[import-untyped]

    import cleanup
    import cleanup.cli.run
    from cleanup.ruleset import ruleset
    from cleanup.settings import Settings

    pa.array([""], pa.string())  # imports pandas where it is, which takes longer than a run
    for text in unique_texts(None, 40):
        cleanup.clean(text)
    ruleset(Settings())  # reads the code, which also takes its time
    gc.collect()
    gc.freeze()


def go(kind: str, options: argparse.Namespace) -> Tally:
    """Do all that is done to one kind of output."""
    tally = Tally(kind)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="cleanup-crash-") as name:
        trial = Trial(kind, Path(name), options.texts)
        random = Random(f"{options.seed} {kind}")
        random_kills(trial, tally, options.kills, random)
        each_call(trial, tally, options.calls, in_turn=options.in_turn)
        real_kills(trial, tally, options.real, random)
    tally.seconds = time.monotonic() - started
    return tally


def known(kind: str) -> bool:
    """Return whether outputs of this kind are written yet."""
    from cleanup.errors import CannotRun
    from cleanup.write import choose_target

    try:
        return kind == "folder" or bool(choose_target(KINDS[kind], [], force=True))
    except CannotRun:
        return False


def main() -> int:
    """Print what became of each kind of output; return 1 if a promise was broken."""
    top = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    top.add_argument("--kills", type=int, default=200, help="random kills a kind (200)")
    top.add_argument("--real", type=int, default=20, help="of processes with workers (20)")
    top.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    top.add_argument("--calls", nargs="*", choices=CALLS, default=list(CALLS))
    top.add_argument("--in-turn", action="store_true", help="an older output at every other call")
    top.add_argument("--texts", type=int, default=90, help="in the inputs (90)")
    top.add_argument("--seed", type=int, default=0)
    top.add_argument("--at-once", type=int, default=2, help="kinds at a time (2)")
    options = top.parse_args()
    preloaded()
    warm()
    kinds = [kind for kind in options.kinds if known(kind)]
    broken = 0
    with ProcessPoolExecutor(options.at_once, get_context("fork")) as pool:
        for job in [pool.submit(go, kind, options) for kind in kinds]:
            tally = job.result()
            broken += len(tally.broken)
            print(f"{tally.kind}: {tally.seconds:.0f} s, {len(tally.broken)} promises broken")
            for title, counts in (("kills", tally.states), ("faults", tally.faults)):
                listed = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
                print(f"  {title}: {listed}")
            for one in tally.broken[:20]:
                print(f"  BROKEN {one}")
            sys.stdout.flush()
    return int(broken > 0)


if __name__ == "__main__":
    raise SystemExit(main())
