"""Hold law 7 to texts of 1 MB: time grows in proportion to the text, whatever it is made of.

    python -m tests.long.linear [--only WORD] [--every N] [--from K] [--thorough] [--to SIZE]

Each pump (``tests/long/pumps.py``), and each text of words that never come twice
(``tests/long/distinct.py``), is cleaned at 125,000 and 250,000 bytes. Where that took long
or grew fast, it is cleaned at 500,000 and 1,000,000 as well; ``--thorough`` does so with all,
and ``--to`` to greater sizes.
Time is that of the processor, with Python's collector at rest. A ratio up to ``SUSPECT`` between
the two small sizes holds the bound at the large ones: what grows in proportion and what grows
with the square are then mixed so that the last doubling takes less than 2.6 times the time.
"""

from __future__ import annotations

import argparse
import gc
import json
import signal
import sys
import time
from dataclasses import asdict, dataclass, field
from itertools import islice, takewhile
from math import inf
from pathlib import Path
from timeit import repeat
from typing import TYPE_CHECKING

from cleanup import Settings, clean
from tests.long.distinct import distinct
from tests.long.pumps import pumps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import FrameType

    from tests.long.distinct import Distinct
    from tests.long.pumps import Pump

SIZES = (125_000, 250_000, 500_000, 1_000_000)
"""Bytes of UTF-8."""
MOST = 2.6
"""The greatest T(2n) / T(n)."""
_ADDITIONS = 1_000_000
_USUAL = 0.03
"""Seconds that so many additions take on the machine that ``LONGEST`` was set on."""


def _pace() -> float:
    """Return how many times as long as there Python takes here, at least 1."""
    setup = f"numbers = range({_ADDITIONS}); total = 0"
    seconds = min(repeat("for number in numbers: total += number", setup, number=1))
    return max(1.0, seconds / _USUAL)


LONGEST = 5.0 * _pace()
"""Seconds that 1,000,000 bytes may take; more where Python itself is slower."""
SUSPECT = 2.3
SLOW = 1.6
"""Seconds that 1,000,000 bytes promise to take, from which the greater sizes are tried, too."""
MEASURABLE = 0.02
"""Seconds below which a ratio says nothing."""
TRIES = 5
GIVE_UP = 30.0
"""Seconds for 1,000,000 bytes after which a text is given up, and for less."""


@dataclass
class Growth:
    """What a pump took: seconds by size, and the ratios of each doubling (the least of tries)."""

    pump: Pump | Distinct
    seconds: dict[int, float] = field(default_factory=dict)
    """By the size that was asked for."""
    ratios: dict[int, float] = field(default_factory=dict)
    stopped: bool = False
    """Whether a text took so long that it was given up."""
    timed_out: bool = False
    """Whether a pattern ran into its limit, so that the text was left."""

    @property
    def breaks(self) -> bool:
        """Return whether the law is broken.

        Of the doublings the last counts: a fast one before it has only had the greater sizes
        tried. What grows with the square does so at the greatest size most of all, and what costs
        once from some size on, or a clock that stood still, does not.
        """
        return (
            self.stopped
            or self.timed_out
            or any(spent > longest(size) for size, spent in self.seconds.items())
            or (self.ratios[max(self.ratios)] if self.ratios else 0) > MOST
        )

    @property
    def worst(self) -> float:
        """Return the greatest ratio, 0 if all was too quick to tell."""
        return max(self.ratios.values(), default=0.0)

    @property
    def last(self) -> float:
        """Return the seconds of the greatest size that was tried."""
        return self.seconds[max(self.seconds)] if self.seconds else 0.0


def longest(size: int) -> float:
    """Return how many seconds a text of so many bytes may take."""
    return LONGEST * max(1.0, size / 1_000_000)


class _TooLongError(Exception):
    """A text took longer than ``GIVE_UP``."""


def measure(
    pump: Pump | Distinct,
    sizes: tuple[int, ...] = SIZES,
    slow: float = SLOW,
    *,
    thorough: bool = False,
) -> Growth:
    """Clean a pump at sizes that double; stop at the first that takes too long."""
    growth = Growth(pump)
    try:
        for size in sizes:
            if size > sizes[1] and not (thorough or _suspicious(growth, slow)):
                break
            growth.seconds[size] = seconds(pump, size, growth)
            if size // 2 in growth.seconds and growth.seconds[size] >= MEASURABLE:
                growth.ratios[size] = _ratio(growth, size)
            if growth.seconds[size] > longest(size):
                break
    except _TooLongError:
        growth.stopped = True
    return growth


def _suspicious(growth: Growth, slow: float) -> bool:
    promised = growth.last * 1_000_000 / max(growth.seconds)
    return growth.worst > SUSPECT or promised > slow


def _ratio(growth: Growth, size: int) -> float:
    """Return T(2n) / T(n), the least of some tries where the first is too great.

    A whole number of pieces is seldom just twice as long; the rest is taken as in proportion. The
    clock of a virtual machine may stand still for a moment.
    """
    lengths = [len(growth.pump.text(one).encode()) for one in (size // 2, size)]
    once, twice = growth.seconds[size // 2], growth.seconds[size]
    for _ in range(TRIES):
        ratio = 2 * (twice / lengths[1]) / (once / lengths[0]) if once else inf
        if ratio <= SUSPECT or twice > longest(size):
            break
        once = max(once, seconds(growth.pump, size // 2, growth))
        twice = min(twice, seconds(growth.pump, size, growth))
    return ratio


def seconds(pump: Pump | Distinct, size: int, growth: Growth) -> float:
    """Return the processor time of cleaning a text of ``size`` bytes once."""
    text, settings = pump.text(size), Settings(form=pump.form)
    gc.collect()
    gc.disable()
    before = signal.signal(signal.SIGPROF, _give_up)
    signal.setitimer(signal.ITIMER_PROF, GIVE_UP * max(1.0, size / 1_000_000))
    begun = time.process_time()
    try:
        result = clean(text, settings=settings)
        spent = time.process_time() - begun
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        gc.enable()
    growth.timed_out |= any(finding.code == "DOC002" for finding in result.findings)
    return spent


def _give_up(signal_number: int, frame: FrameType | None) -> None:
    raise _TooLongError


def chosen(only: list[str], every: int, first: int = 0) -> Iterator[Pump | Distinct]:
    """Yield the texts whose names hold one of the words; of those, each ``every``-th."""
    every_text: list[Pump | Distinct] = [*distinct(), *pumps()]
    named = [pump for pump in every_text if not only or any(word in pump.name for word in only)]
    return iter(named[first::every])


def watched(
    tried: Iterable[Pump | Distinct], sizes: tuple[int, ...] = SIZES, *, thorough: bool
) -> Iterator[Growth]:
    """Measure pumps one after the other; print at once what breaks the law."""
    for pump in tried:
        growth = measure(pump, sizes, thorough=thorough)
        if growth.breaks:
            print(line(growth), flush=True)
        yield growth


def line(growth: Growth) -> str:
    """Draw one result."""
    spent = " ".join(f"{seconds:7.2f}" for seconds in growth.seconds.values())
    note = " given up" if growth.stopped else " a pattern timed out" if growth.timed_out else ""
    return f"{spent}  x{growth.worst:4.2f}  {growth.pump.name}{note}"


def main() -> int:
    """Try the pumps; exit with 1 if one breaks the law."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", action="append", default=[], help="pumps with this in their name")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="one pump in N")
    parser.add_argument(
        "--from", type=int, default=0, dest="first", metavar="K", help="leave out K at first"
    )
    parser.add_argument("--thorough", action="store_true", help="all sizes of every pump")
    parser.add_argument("--count", type=int, metavar="N", help="no more than so many")
    parser.add_argument("--to", type=int, default=SIZES[-1], metavar="SIZE", help="in bytes")
    parser.add_argument("--slowest", type=int, default=10, metavar="N", help="of all")
    parser.add_argument("--json", type=Path, metavar="OUT")
    options = parser.parse_args()
    sizes = tuple(takewhile(options.to.__ge__, (SIZES[0] << power for power in range(12))))
    tried = islice(chosen(options.only, options.every, options.first), options.count)
    grown = list(watched(tried, sizes, thorough=options.thorough))
    broken = [growth for growth in grown if growth.breaks]
    print(f"{len(grown):,} pumps, {len(broken)} break the law; the slowest for their size:")
    for growth in sorted(grown, key=lambda one: -one.last / max(one.seconds, default=1)):
        if options.slowest <= 0:
            break
        options.slowest -= 1
        print(line(growth))
    if options.json:
        options.json.write_text(json.dumps([asdict(one) for one in grown], indent=1) + "\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
