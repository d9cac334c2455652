"""The options of a run: all that decides its outputs besides the inputs, and how it is executed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from cleanup.read.row import Columns
from cleanup.read.sample import ALL_ROWS, Sample
from cleanup.read.source import DEFAULT_READING, Reading
from cleanup.ruleset import ruleset, versions
from cleanup.settings import Settings


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How to run: picklable, so that workers and other machines can be given it.

    ``reading`` is how to read the inputs where their names do not say it, ``sample`` which rows to
    select, and ``drop`` the codes of verdicts whose rows are written beside the output. With
    ``guard_formulas``, CSV has no cell that a spreadsheet would run. ``force`` replaces existing
    outputs. Neither ``force`` nor ``workers``, the number of processes, changes what an output
    contains.
    """

    columns: Columns = field(default_factory=Columns)
    settings: Settings = field(default_factory=Settings)
    reading: Reading = DEFAULT_READING
    sample: Sample = ALL_ROWS
    drop: tuple[str, ...] = ()
    guard_formulas: bool = False
    force: bool = False
    workers: int = 1


def made_by(options: RunOptions) -> dict[str, Any]:
    """Return the part of a manifest that says what an output depends on besides its inputs."""
    return {
        "ruleset": ruleset(options.settings),
        "versions": versions(),
        "settings": options.settings.record,
        "columns": asdict(options.columns),
        "reading": _reading(options.reading),
        "choice": _sample(options.sample),
        "drop": sorted(options.drop),
    }


def _reading(reading: Reading) -> dict[str, Any]:
    outputs = ("bounded", "vouched")
    return {name: value for name, value in reading._asdict().items() if name not in outputs}


def _sample(sample: Sample) -> dict[str, Any] | None:
    if sample == ALL_ROWS:
        return None
    return {"head": sample.head, "sample": sample.size, "seed": sample.seed}
