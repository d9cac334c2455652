"""Judge many inputs: in several processes, and what has not changed from the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.cli.checking.judging import LARGE, Job, Judged, findings_in, judged

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Sequence

    from cleanup.cli.checking.cache import CheckCache
    from cleanup.cli.checking.findings import LocatedFinding
    from cleanup.cli.checking.judging import Notes
    from cleanup.cli.configuration import Configuration
    from cleanup.pool import Map
    from cleanup.read import Source

    Findings = Callable[[Notes], Iterator[LocatedFinding]]

PARALLEL = 4 << 20
"""Fewer bytes are judged in this process, before workers would have started."""

WORTH = 1 << 18
"""So many bytes are judged in about the time that it takes to read them from a cache, and start."""

BATCH, MOST = 1 << 18, 32
"""Bytes and files that a worker takes at once: small files would go one by one."""


def judge_all(
    sources: Sequence[Source], configuration: Configuration, options: Namespace
) -> Iterator[tuple[Source, Findings]]:
    """Yield each source with what yields its findings, in order.

    With ``--jobs`` they are found in so many processes, by default in one a core if there is much
    to do. What the cache holds is not looked for again; ``--no-cache`` neither reads nor writes it.
    """
    jobs = [_job(source, configuration) for source in sources]
    size = sum(job.bytes for job in jobs)
    if (options.jobs or 1) == 1 and size < WORTH:
        yield from ((job.source, _streamed(job)) for job in jobs)
        return
    cache = _cache(configuration, options)
    known = {} if cache is None else cache.known(jobs)
    missing = [job for number, job in enumerate(jobs) if number not in known]
    workers = options.jobs or _workers(sum(job.bytes for job in missing))
    from cleanup.pool import open_pool

    with open_pool(min(workers, max(1, len(missing)))) as pool:
        found = _found(missing, pool)
        for number, job in enumerate(jobs):
            if number in known:
                yield job.source, known[number]
            elif job.bytes > LARGE:
                yield job.source, _streamed(job)
            else:
                judgement = next(found)
                if cache is not None:
                    cache.keep(job, judgement)
                yield job.source, judgement.replay
    if cache is not None:
        cache.close()


def _job(source: Source, configuration: Configuration) -> Job:
    resolved = configuration.at(source.path)
    try:
        size = source.file.stat().st_size
    except OSError:
        size = 0  # who reads it says what is wrong
    return Job(source, resolved.columns, resolved.settings_for(source), size)


def _streamed(job: Job) -> Findings:
    return lambda notes: findings_in(job, notes)


def _cache(configuration: Configuration, options: Namespace) -> CheckCache | None:
    if options.no_cache:
        return None
    from cleanup.cli.checking.cache import CheckCache

    return CheckCache(configuration.here().folder)


def _workers(size: int) -> int:
    """Return how many processes judge so many bytes, if nobody says it."""
    from cleanup.pool import cores

    return cores() if size >= PARALLEL else 1


class Batch(NamedTuple):
    """Jobs that one worker does. ``bytes`` is read by the pool."""

    jobs: tuple[Job, ...]
    bytes: int

    def __str__(self) -> str:
        """The first file, for messages of the pool."""
        more = f" and {len(self.jobs) - 1} more" if len(self.jobs) > 1 else ""
        return f"{self.jobs[0].source.path}{more}"


def _batches(jobs: Sequence[Job]) -> Iterator[Batch]:
    """Yield the jobs that are not too large in batches, in order."""
    batch: list[Job] = []
    size = 0
    for job in jobs:
        if job.bytes > LARGE:
            continue
        batch.append(job)
        size += job.bytes
        if size >= BATCH or len(batch) == MOST:
            yield Batch(tuple(batch), size)
            batch, size = [], 0
    if batch:
        yield Batch(tuple(batch), size)


def _found(jobs: Sequence[Job], pool: Map) -> Iterator[Judged]:
    for results in pool(judge_batch, _batches(jobs)):
        yield from results


def judge_batch(batch: Batch) -> list[Judged]:
    """Return what is found in each input of a batch."""
    return [judged(job) for job in batch.jobs]
