"""The closing lines of ``check``: what was found, by which rules, and how to read more."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from cleanup.cli.excerpts import counted, judged_as

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.cli.checking.findings import Tally

_MOST = 5
"""So many rules are counted one by one."""


def closing(tally: Tally, form: str = "text") -> str:
    """Return one to three lines, without an end of the last."""
    lines = [_found(tally)]
    if tally.findings:
        if len(tally.codes) > 1:
            lines.append(_by_rule(tally))
        lines.append(_annotations(tally) if form == "github" else _more(tally))
    return "\n".join(filter(None, lines))


def _found(tally: Tally) -> str:
    files = f"{counted(tally.files, 'file')}{judged_as(tally.presets)}"
    unread = "".join(_unread(tally))
    if not tally.findings:
        new = "" if tally.baseline is None else "new "
        return f"No {new}damage found in {files}{unread}."
    kinds = [
        f"{number:,} {text}"
        for number, text in (
            (tally.fixable, "can be repaired [*]"),
            (tally.unsafe, "more with --unsafe"),
            (tally.findings - tally.fixable - tally.unsafe, "to look at"),
        )
        if number
    ]
    found = f"{counted(tally.findings, 'finding')} in {tally.damaged:,} of {files}"
    return f"{found}: {', '.join(kinds)}{unread}."


def _unread(tally: Tally) -> Iterator[str]:
    if tally.refused:
        yield f"; {counted(tally.refused, 'row')} could not be read"
    if tally.unreadable:
        yield f"; {counted(tally.unreadable, 'file')} could not be read"
    if tally.passed_over:
        yield f"; {counted(tally.passed_over, 'file')} passed over"
    yield tally.baseline or ""


def _by_rule(tally: Tally) -> str:
    listed = sorted(tally.codes.items(), key=lambda item: (-item[1], item[0]))
    named = ", ".join(f"{code} {number:,}" for code, number in listed[:_MOST])
    rest = listed[_MOST:]
    of_rest = f", {counted(len(rest), 'other rule')} {sum(number for _, number in rest):,}"
    return f"By rule: {named}{of_rest if rest else ''}."


def _more(tally: Tally) -> str:
    from cleanup.cli.formats.facts import Places

    if tally.first is None:
        return ""
    place = shlex.quote(Places().name(tally.first))
    code = tally.first.finding.code
    return f"To read more: `cleanup rule {code}`, `cleanup explain {place}`."


def _annotations(tally: Tally) -> str:
    """Return what GitHub shows of the findings, if that is not all of them."""
    from collections import Counter

    from cleanup.cli.formats.github import COMMANDS, MOST_SHOWN
    from cleanup.rules import rule_for

    commands: Counter[str] = Counter()
    for code, number in tally.codes.items():
        commands[COMMANDS[rule_for(code).severity]] += number
    if max(commands.values()) <= MOST_SHOWN:
        return _more(tally)
    return (
        f"GitHub shows {MOST_SHOWN} errors, {MOST_SHOWN} warnings and {MOST_SHOWN} notices of a"
        " step as annotations; the log of the step has all."
    )
