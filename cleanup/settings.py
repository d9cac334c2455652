"""The settings of the user, a part of the ruleset hash: the same settings give the same output."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from math import inf
from typing import TYPE_CHECKING

from cleanup.values import MARK, PRESETS, wrong_with_mark

if TYPE_CHECKING:
    from pathlib import Path

    from cleanup.values import Form, Preset

STEPS, STEPS_PER_CODE_POINT = 1_000_000, 0.1
"""What a text may cost. News costs 0.007 steps a code point, the worst of 18 corpora 0.044, all its
texts together."""

_NUMBERS = {
    "threshold": "a number between 0 and 1",
    "mark_threshold": "a number between 0 and 1",
    "steps_per_code_point": "a number greater than 0",
    "steps": "a number greater than 0",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The policy that decides which findings are applied.

    ``preset`` says which rules report and which changes are made; ``None`` chooses it for each
    text. ``select`` replaces its rules, ``extend_select`` adds to them, ``ignore`` takes from
    them; all hold rule codes or prefixes of codes (``"CRD"``). ``unsafe`` also applies changes of
    the unsafe tier, and ``remove`` removals of that tier by code, prefix, rule name or family;
    without ``applies`` nothing is changed. Findings with a confidence below ``threshold`` are
    dropped. ``form`` is the normal form: ``"table"`` for rows of a corpus, ``"file"`` for text
    files that are edited in place. ``mark_holes`` is inserted where text was lost, with at least
    ``mark_threshold`` confidence; ``None`` inserts nothing. A text that costs more than ``steps``,
    or more than ``steps_per_code_point`` for each of its code points, is left as it was and
    flagged; 25,000 are always allowed (``cleanup.text.budget``). ``phrases`` is the text of a table
    of furniture phrases, in the format of those in ``cleanup/phrases``, which are added to them.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    unsafe: bool = False
    threshold: float = 0.8
    form: Form = "table"
    mark_holes: str | None = None
    mark_threshold: float = 0.9
    preset: Preset | None = None
    extend_select: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    applies: bool = True
    steps_per_code_point: float = STEPS_PER_CODE_POINT
    steps: int = STEPS
    phrases: str = ""

    def __post_init__(self) -> None:
        """Refuse other types (``TypeError``) and what is no threshold, form, preset or mark.

        ``ValueError`` for the latter. Whether there is such a rule, whether one would change the
        mark, and whether the phrases are well-formed, is checked when texts are cleaned.
        """
        self._check_types()
        for name in ("threshold", "mark_threshold"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} must lie between 0 and 1, not {getattr(self, name)}")
        for name in ("steps_per_code_point", "steps"):
            if not 0 < getattr(self, name) < inf:
                raise ValueError(f"{name} must be greater than 0, not {getattr(self, name)}")
        if self.form not in ("table", "file"):
            raise ValueError(f"form must be 'table' or 'file', not {self.form!r}")
        if self.preset not in (None, *PRESETS):
            raise ValueError(f"preset must be one of {', '.join(PRESETS)}, not {self.preset!r}")
        if self.mark_holes is not None and (wrong := wrong_with_mark(self.mark_holes)):
            raise ValueError(
                f"mark_holes must be a sign in brackets, as in {MARK}: {self.mark_holes!r} {wrong}"
            )

    @classmethod
    def from_toml(cls, path: str | Path, **changes: object) -> Settings:
        """Return the settings of a ``cleanup.toml``, or of ``[tool.cleanup]`` in a pyproject.toml.

        Keys that concern columns and files, and ``per-file``, are checked and not used.
        ``changes`` override what the file says, as in ``form="file"``. Raises
        ``cleanup.errors.CannotRun`` if the file cannot be read, holds no such table, or has faults.
        """
        from cleanup.config.values import settings_in

        return cls(**{**settings_in(path), **changes})

    @property
    def record(self) -> dict[str, object]:
        """The settings as values of JSON, as manifests and reports hold them."""
        values = asdict(self).items()
        return {name: list(one) if isinstance(one, tuple) else one for name, one in values}

    def _check_types(self) -> None:
        for name in ("unsafe", "applies"):
            if not isinstance(given := getattr(self, name), bool):
                raise TypeError(f"{name} must be True or False, not {given!r}")
        for name, kind in _NUMBERS.items():
            given = getattr(self, name)
            if not isinstance(given, int | float) or isinstance(given, bool):
                raise TypeError(f"{name} must be {kind}, not {given!r}")
        for name in ("select", "extend_select", "ignore", "remove"):
            given = getattr(self, name)
            if isinstance(given, str):
                raise ValueError(f"{name} must be a sequence of codes: [{given!r}], not {given!r}")
            codes = tuple(given) if isinstance(given, Iterable) else (None,)
            if not all(isinstance(code, str) for code in codes):
                raise TypeError(f"{name} must be a sequence of codes, not {given!r}")
            object.__setattr__(
                self, name, codes if isinstance(given, Sequence) else tuple(sorted(codes))
            )
        if not isinstance(self.mark_holes, str | None):
            raise TypeError(f"mark_holes must be a str or None, not {self.mark_holes!r}")
        if not isinstance(self.phrases, str):
            raise TypeError(
                f"phrases must be the text of a table, as Path(...).read_text() gives it, not"
                f" {self.phrases!r:.60}"
            )


def check_settings(settings: object) -> None:
    """Raise ``TypeError`` for anything but settings or ``None``."""
    if not isinstance(settings, Settings | None):
        raise TypeError(
            f"settings must be cleanup.Settings(...), not {type(settings).__name__}: "
            f"{settings!r:.60}"
        )
