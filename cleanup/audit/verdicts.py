"""Read back what readers said of a review: precision of each rule, and places that were missed."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from cleanup.audit.review import WINDOW
from cleanup.audit.values import counted
from cleanup.errors import CannotRun
from cleanup.measurement import Measurement, wilson
from cleanup.read import shape
from cleanup.read.json_line import Malformed, parse_line
from cleanup.read.regular import read_regular
from cleanup.read.shape import Misshapen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Verdict = Literal["right", "wrong", "unsure"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

_LARGEST = 256 << 20


class Precision(NamedTuple):
    """What readers said of the places of a rule; ``unsure`` ones are in neither number."""

    code: str
    right: int
    wrong: int
    unsure: int

    @property
    def total(self) -> int:
        """The places that were judged right or wrong."""
        return self.right + self.wrong

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share of right ones."""
        return wilson(self.right, self.total)

    @property
    def text(self) -> str:
        """The precision and its interval, as in ``0.889 (0.565 to 0.980)``; ``-`` for none."""
        low, high = self.interval
        return f"{self.right / self.total:.3f} ({low:.3f} to {high:.3f})" if self.total else "-"

    def measured(self, data_set: str, date: str) -> str:
        """Return the ``measured=`` argument of the rule's declaration."""
        one = Measurement(self.right, self.total, data_set, "read", date)
        return f"measured=({one!r},),"


class Missed(NamedTuple):
    """What readers saw in windows in which nothing was found."""

    windows: int
    words: int
    missed: int

    @property
    def rate(self) -> float:
        """Missed places per 1,000 words."""
        return 1000 * self.missed / self.words if self.words else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the rate, of missed places among words (Wilson)."""
        low, high = wilson(min(self.missed, self.words), self.words)
        return 1000 * low, 1000 * high

    @property
    def text(self) -> str:
        """The numbers in words."""
        low, high = self.interval
        return (
            f"{counted(self.missed, 'place')} in {counted(self.words, 'word')} of"
            f" {counted(self.windows, 'window')}, {self.rate:.2f} per 1,000 words"
            f" ({low:.2f} to {high:.2f})"
        )


class Judged(NamedTuple):
    """The verdicts of readers: precision by rule, missed places, and how far readers agree."""

    rules: tuple[Precision, ...] = ()
    missed: Missed = Missed(0, 0, 0)
    twice: int = 0
    agreed: int = 0
    date: str = ""


_ITEM = shape.members(
    {"id": shape.string, "rule": shape.string},
    {
        "verdict": shape.maybe(shape.one_of(*VERDICTS)),
        "missed": shape.maybe(shape.count),
        "words": shape.count,
        "date": shape.string,
    },
)


def read_verdicts(paths: Sequence[str]) -> Judged:
    """Return what the files of one or several readers say; lines without a verdict say nothing.

    Where readers disagree on a place it is unsure; of a window the larger number counts. Raises
    ``CannotRun`` naming the file and the line that is no verdict.
    """
    said: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for path in paths:
        for item in _lines(path):
            if _said(item) is not None:
                said[item["rule"], item["id"]].append(item)
    if not said:
        raise CannotRun(f"{', '.join(paths)}: no line has a verdict; fill in some, and try again")
    places = {key: items for key, items in said.items() if key[0] != WINDOW}
    windows = [items for key, items in said.items() if key[0] == WINDOW]
    several = [items for items in said.values() if len(items) > 1]
    return Judged(
        rules=_precisions(places),
        missed=Missed(
            len(windows),
            sum(int(items[0].get("words", 0)) for items in windows),
            sum(max(int(item["missed"]) for item in items) for items in windows),
        ),
        twice=len(several),
        agreed=sum(len({_said(item) for item in items}) == 1 for items in several),
        date=max((item.get("date", "") for items in said.values() for item in items), default=""),
    )


def _said(item: dict[str, Any]) -> object:
    """Return what a reader said of a window, or of a place; ``None`` for nothing."""
    return item.get("missed" if item["rule"] == WINDOW else "verdict")


def _precisions(places: dict[tuple[str, str], list[dict[str, Any]]]) -> tuple[Precision, ...]:
    counts: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(VERDICTS, 0))
    for (code, _), items in places.items():
        verdicts = {item["verdict"] for item in items}
        counts[code][verdicts.pop() if len(verdicts) == 1 else "unsure"] += 1
    return tuple(Precision(code, *counts[code].values()) for code in sorted(counts))


def _lines(path: str) -> Iterator[dict[str, Any]]:
    raw = read_regular(Path(path), _LARGEST)
    for number, line in enumerate(raw.splitlines(), 1):
        if not line.strip():
            continue
        try:
            values = parse_line(line.decode()).values
            _ITEM(values)
        except (Malformed, Misshapen, UnicodeDecodeError) as error:
            raise CannotRun(
                f"{path}:{number}: this is no verdict of a review ({error}); give the file that the"
                " report exported, or that -o review.jsonl wrote"
            ) from None
        yield values
