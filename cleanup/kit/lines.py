"""Rules that remove whole lines: a hint, and a condition."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import TYPE_CHECKING

from cleanup.rule import Rule, rule
from cleanup.values import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cleanup.measurement import Measurement
    from cleanup.prefilter.hints import OneLine
    from cleanup.text.document import Document
    from cleanup.text.lines import Line
    from cleanup.values import Tier

Condition = Callable[["Document", "Line"], bool]
"""Returns whether a candidate line is damage."""


def line_rule(
    code: str,
    lines: OneLine,
    *,
    tier: Tier,
    confidence: float,
    bad: Mapping[str, str],
    good: Iterable[str],
    langs: Iterable[str] = (),
    measured: Iterable[Measurement] = (),
) -> Callable[[Condition], Rule]:
    """Declare a rule that removes the lines for which the decorated condition holds.

    Its candidates are the lines in which a hint holds and that are no longer than it says, in code
    points. The only line of a text is none. The other arguments are those of ``rule``; name and
    manual page are the condition's. ``ValueError`` if the hint limits no length.
    """
    longest = lines.longest
    if longest is None:
        raise ValueError(f"{code}: a hint for lines that are removed limits them: longest=240")
    declare = rule(
        code,
        tier=tier,
        confidence=confidence,
        hint=lines,
        bad=bad,
        good=good,
        removes=True,
        langs=langs,
        measured=measured,
    )

    def declare_from(condition: Condition) -> Rule:
        def find(document: Document) -> Iterator[Found]:
            for line in document.removable_lines_with(lines, longest):
                if condition(document, line):
                    yield Found(*document.removal_span(line), "")

        return declare(update_wrapper(find, condition))

    return declare_from
