"""Say what readers found in a review, with the data that a rule's declaration takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.audit.grades import facts_of
from cleanup.visible import shown

if TYPE_CHECKING:
    from cleanup.audit.verdicts import Judged, Precision


def said(judged: Judged, data_set: str = "DATA SET") -> str:
    """Return a line for each rule, one for what was missed, and the ``measured=`` of each rule."""
    missed = judged.missed
    lines = ["rule      right  wrong  unsure  precision (95 % interval)"]
    lines += [_line(one) for one in judged.rules]
    if missed.windows:
        lines.append(f"missed: {missed.text}")
    if judged.twice:
        lines.append(f"judged by several: {judged.twice:,} items, of {judged.agreed:,} all agree")
    counted = [one for one in judged.rules if one.total]
    if counted:
        lines += ["", "for the declaration of a rule, with the name of what was read:"]
        lines += [f"{shown(one.code)}: {one.measured(data_set, judged.date)}" for one in counted]
    return "\n".join(lines)


def _line(one: Precision) -> str:
    return (
        f"{shown(one.code):<8} {one.right:>6,} {one.wrong:>6,} {one.unsure:>7,}  {one.text}"
        f"   {facts_of(one.code).name}"
    )
