"""What the user may choose. Part of the ruleset hash: the same settings give the same output."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleanup.mark import MARK, wrong_with

if TYPE_CHECKING:
    from cleanup.values import Form


@dataclass(frozen=True, slots=True)
class Settings:
    """The policy that decides which findings are applied.

    ``select`` and ``ignore`` hold rule codes or prefixes of codes (``"CRD"``); an empty
    ``select`` means every rule. ``unsafe`` also applies changes of the unsafe tier. Findings
    with a confidence below ``threshold`` are dropped. ``form`` is the normal form asked for:
    ``"table"`` for rows of a corpus, ``"file"`` for text files that are edited in place.
    ``mark_holes`` is put where text was lost, with at least ``mark_threshold`` confidence;
    ``None`` leaves these places as they are.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    unsafe: bool = False
    threshold: float = 0.8
    form: Form = "table"
    mark_holes: str | None = None
    mark_threshold: float = 0.9

    def __post_init__(self) -> None:
        """Refuse a threshold outside 0 to 1, an unknown form, and what is no mark (``ValueError``).

        Whether a rule would change the mark is seen when texts are cleaned.
        """
        for name in ("threshold", "mark_threshold"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} must lie between 0 and 1, not {getattr(self, name)}")
        if self.form not in ("table", "file"):
            raise ValueError(f"form must be 'table' or 'file', not {self.form!r}")
        if self.mark_holes is not None and (wrong := wrong_with(self.mark_holes)):
            raise ValueError(
                f"mark_holes must be a sign in brackets, as in {MARK}: {self.mark_holes!r} {wrong}"
            )
