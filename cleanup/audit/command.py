"""The command that makes a report again; options at their defaults are left out."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from cleanup.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.audit.frames import Grouping
    from cleanup.read import Reading
    from cleanup.read.row import Columns

_NAMED = 20
"""How many sources the command names."""
_DEFAULT = Settings()


def command_of(
    sources: Sequence[str],
    columns: Columns,
    settings: Settings,
    reading: Reading,
    grouping: Grouping,
    *,
    review: int = 0,
) -> str:
    """Return the command; ``sources`` may begin with an option that takes them."""
    named = [*sources[:_NAMED], *(["…"] if len(sources) > _NAMED else [])]
    options = [
        *reading.options,
        ("--text", columns.text if columns.text != "text" else ""),
        ("--title", columns.title or ""),
        ("--source-column", grouping.publisher or columns.source or ""),
        ("--date-column", grouping.date or ""),
        ("--lang", columns.lang or ""),
        ("--ignore-column", columns.ignore or ""),
        ("--review", str(review or "")),
        *rule_options(settings),
    ]
    words = [word for option, value in options if value for word in (option, value)]
    unsafe = ["--unsafe"] if settings.unsafe else []
    return shlex.join(["cleanup", "audit", *named, "-o", "report.html", *words, *unsafe])


def rule_options(settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield the options that say how texts are judged; empty values are defaults."""
    yield from (
        ("--select", ",".join(settings.select)),
        ("--preset", settings.preset or ""),
        ("--extend-select", ",".join(settings.extend_select)),
        ("--ignore", ",".join(settings.ignore)),
        ("--remove", ",".join(settings.remove)),
        ("--phrases", "phrases.txt" if settings.phrases else ""),
        *_number(settings, "threshold"),
        ("--mark-holes", settings.mark_holes or ""),
        *_number(settings, "mark_threshold"),
        *_number(settings, "steps"),
        *_number(settings, "steps_per_code_point"),
    )


def _number(settings: Settings, name: str) -> Iterator[tuple[str, str]]:
    """Yield the option of a number that is not the default."""
    if getattr(settings, name) != getattr(_DEFAULT, name):
        yield f"--{name.replace('_', '-')}", f"{getattr(settings, name):.15g}"
