"""Mutated real documents, and the laws: ``python -m tests.long.mutated FOLDER --documents 100000``.

FOLDER has ``*.jsonl`` or ``*.jsonl.zst`` files with a ``text`` in each row. Each trial takes one
document, or joins two, and cuts, glues, repeats, changes the case, or inserts pieces of damage. A
trial depends on its number and the seed alone: a search that was stopped goes on with
``--first NUMBER``, which is printed now and then, and ``--only NUMBER`` tries one again. What is
found is shrunk and printed; nothing is written.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.documents import rows
from cleanup.values import Context
from tests.laws import NOWHERE
from tests.long.trials import Failure, random_trial, shrunk
from tests.pieces import SEPARATORS, random_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST = (2_000, 4_000, 4_000, 20_000)
"""How many code points of a document are taken at most, from a random place on."""
TOLD = 60.0
"""Seconds between two lines about how far a search is."""


class Document(NamedTuple):
    """A text and what its row knows of it."""

    text: str
    context: Context


@cache
def documents(folder: Path) -> tuple[Document, ...]:
    """Return all documents of a folder, by the names of their files."""
    return tuple(
        Document(row["text"], Context(row.get("title"), row.get("lang"), path.name))
        for path in _files(folder)
        for row in rows(path)
        if isinstance(row.get("text"), str) and row["text"]
    )


def _files(folder: Path) -> list[Path]:
    return sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.zst")])


def tried(folder: Path, seed: int, number: int) -> Failure | None:
    """Try the document of a number; return what is wrong, shrunk."""
    random = Random(f"{seed}:{number}")
    document = random.choice(documents(folder))
    text = _part(random, document.text)
    if random.random() < 0.2:
        other = _part(random, random.choice(documents(folder)).text)
        text = random.choice(SEPARATORS).join((text, other))
    for _ in range(random.choice((0, 1, 1, 2, 3, 6))):
        text = random.choice(MUTATIONS)(random, text)
    context = document.context if random.random() < 0.5 else NOWHERE
    trial = random_trial(random)._replace(context=context)
    return shrunk(text, trial) if trial.broken(text) else None


def _part(random: Random, text: str) -> str:
    longest = random.choice(LONGEST)
    start = random.randint(0, max(0, len(text) - longest))
    return text[start : start + longest]


def _span(random: Random, text: str, most: int = 400) -> tuple[int, int]:
    start = random.randint(0, len(text))
    return start, min(len(text), start + random.randint(0, most))


def _cut(random: Random, text: str) -> str:
    start, end = _span(random, text)
    return text[:start] + text[end:]


def _stretch(random: Random, text: str) -> str:
    start, end = sorted((random.randint(0, len(text)), random.randint(0, len(text))))
    return text[start:end]


def _glue(random: Random, text: str) -> str:
    """Lose some of the blanks, those behind full stops among them."""
    share, mark = random.choice((0.01, 0.1, 1.0)), random.choice((" ", "\n", ". ", ", ", "\n\n"))
    first, *others = text.split(mark)
    glued = mark.rstrip()
    return first + "".join((glued if random.random() < share else mark) + other for other in others)


def _case(random: Random, text: str) -> str:
    start, end = _span(random, text) if random.random() < 0.7 else (0, len(text))
    change: Callable[[str], str] = random.choice((str.lower, str.upper, str.title, str.swapcase))
    return text[:start] + change(text[start:end]) + text[end:]


def _repeat(random: Random, text: str) -> str:
    start, end = _span(random, text)
    return text[:end] + text[start:end] * random.choice((1, 1, 2, 30)) + text[end:]


def _insert(random: Random, text: str) -> str:
    """Insert pieces of damage, at places where words end or anywhere."""
    for _ in range(random.choice((1, 1, 3, 10))):
        place = random.randint(0, len(text))
        if random.random() < 0.7:
            place = max(text.find(random.choice((" ", "\n", ". ")), place), 0)
        text = text[:place] + random_text(random, 2) + text[place:]
    return text


def _misread(random: Random, text: str) -> str:
    """Decode a stretch as another encoding, as scrapers do."""
    start, end = _span(random, text, 2_000)
    encoding = random.choice(("cp1252", "latin-1", "mac-roman"))
    misread = text[start:end].encode(errors="replace").decode(encoding, errors="replace")
    return text[:start] + misread + text[end:]


def _drop(random: Random, text: str) -> str:
    """Lose words, as a scraper does that drops links."""
    words = text.split(" ")
    for _ in range(random.choice((1, 3, 10))):
        place = random.randrange(len(words))
        words[place : place + random.choice((1, 1, 2))] = random.choice(([], [""]))
        words = words or [""]
    return " ".join(words)


MUTATIONS = (_cut, _stretch, _glue, _case, _repeat, _insert, _insert, _misread, _drop)


class Task(NamedTuple):
    """The numbers that one process tries."""

    folder: Path
    seed: int
    numbers: range
    minutes: float


def search(task: Task) -> tuple[int, list[str]]:
    """Try the numbers of a task; return how many were tried, and print what is wrong."""
    begun = told = time.monotonic()
    faults: list[str] = []
    count = 0
    for number in task.numbers:
        if time.monotonic() > begun + 60 * task.minutes:
            break
        if failure := tried(task.folder, task.seed, number):
            faults.append(f"{number}: {failure}")
            print(faults[-1], flush=True)
        count += 1
        if time.monotonic() > told + TOLD:
            told = time.monotonic()
            print(f"{count:,} tried; --first {number + 1} goes on", file=sys.stderr, flush=True)
    return count, faults


def main() -> int:
    """Search and report; 1 if a law was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=100_000, metavar="N")
    parser.add_argument("--first", type=int, default=0, metavar="NUMBER")
    parser.add_argument("--only", type=int, metavar="NUMBER")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--workers", type=int, default=1, choices=(1, 2))
    options = parser.parse_args()
    first, count = options.first, options.documents
    if options.only is not None:
        first, count = options.only, 1
    if not _files(options.folder):
        parser.error(f"{options.folder}: no .jsonl or .jsonl.zst is there")
    begun = time.monotonic()
    tasks = list(_tasks(options, first, first + count))
    with ProcessPoolExecutor(len(tasks), mp_context=get_context("spawn")) as pool:
        outcomes = list(pool.map(search, tasks))
    number = sum(count for count, _ in outcomes)
    faults = sum(len(faults) for _, faults in outcomes)
    reached = min(
        task.numbers.start + count * task.numbers.step
        for task, (count, _) in zip(tasks, outcomes, strict=True)
    )
    print(
        f"{number:,} documents in {time.monotonic() - begun:.0f} s, seed {options.seed}, from"
        f" {first} to before {reached}: {faults} faults"
    )
    return int(faults > 0)


def _tasks(options: argparse.Namespace, first: int, stop: int) -> Iterator[Task]:
    for worker in range(options.workers):
        numbers = range(first + worker, stop, options.workers)
        yield Task(options.folder, options.seed, numbers, options.minutes)


if __name__ == "__main__":
    sys.exit(main())
