"""What the user may choose. Part of the ruleset hash: the same settings give the same output."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleanup.values import Form


@dataclass(frozen=True, slots=True)
class Settings:
    """The policy that decides which findings are applied.

    ``select`` and ``ignore`` hold rule codes or prefixes of codes (``"CRD"``); an empty
    ``select`` means every rule. ``unsafe`` also applies changes of the unsafe tier. Findings
    with a confidence below ``threshold`` are dropped. ``form`` is the normal form asked for:
    ``"table"`` for rows of a corpus, ``"file"`` for text files that are edited in place.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    unsafe: bool = False
    threshold: float = 0.8
    form: Form = "table"

    def __post_init__(self) -> None:
        """Refuse a threshold outside 0 to 1 and a form that does not exist (``ValueError``)."""
        if not 0 <= self.threshold <= 1:
            raise ValueError(f"threshold must lie between 0 and 1, not {self.threshold}")
        if self.form not in ("table", "file"):
            raise ValueError(f"form must be 'table' or 'file', not {self.form!r}")
