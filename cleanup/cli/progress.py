"""The progress of a long command: a bar on a terminal, else a line every half minute."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from cleanup.read.find import find_sources
from cleanup.read.source import DEFAULT_READING, STDIN
from cleanup.visible import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cleanup.read.source import Reading

INTERVAL = 30.0
"""Seconds between two lines."""


@contextmanager
def progress(
    paths: Sequence[str], reading: Reading = DEFAULT_READING, noun: str = "rows"
) -> Iterator[Callable[[int, int], None]]:
    """Yield a function to call with how many rows are done and how many bytes were read.

    ``noun`` names what is counted, if not rows.
    """
    total = size_of(paths, reading, say)
    if sys.stderr.isatty():
        with _bar(total, noun) as update:
            yield update
    else:
        yield _plain(total, noun)


@contextmanager
def _bar(total: int, noun: str) -> Iterator[Callable[[int, int], None]]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    bar = Progress(
        TextColumn(f"{{task.fields[rows]:,}} {noun}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=total or None, rows=0)

        def update(rows: int, read: int) -> None:
            bar.update(task, completed=read, rows=rows)

        yield update


def _plain(total: int, noun: str) -> Callable[[int, int], None]:
    started = printed = monotonic()

    def update(rows: int, read: int) -> None:
        nonlocal printed
        now = monotonic()
        if now - printed >= INTERVAL:
            printed = now
            share = f" ({min(read / total, 1):.0%})" if total else ""
            print(f"cleanup: {rows:,} {noun}{share}, {now - started:.0f} s", file=sys.stderr)

    return update


def size_of(
    paths: Sequence[str],
    reading: Reading = DEFAULT_READING,
    on_link: Callable[[str], object] = lambda sentence: None,
) -> int:
    """Return how many bytes of files are to be read; 0 if that is not known.

    ``on_link`` is called with a sentence for each link that is not followed.
    """
    files = [path for path in paths if path != STDIN]
    found = find_sources(files, reading, on_link=on_link) if files else []
    return 0 if STDIN in paths else sum(source.file.stat().st_size for source in found)


def say(sentence: str) -> None:
    """Print a sentence for the user to standard error."""
    print(f"cleanup: {shown(sentence)}", file=sys.stderr)


def say_silence(item: str, seconds: float) -> None:
    """Say what a worker has been at for long, and what to do about it."""
    say(
        f"{item}: a worker has been at this for {seconds:.0f} s and goes on. Ctrl-C keeps the files"
        " that are done and harms no output; then a smaller --max-document quarantines long texts,"
        " and fewer --steps leave a costly text as it is"
    )
