"""What is wrong with the directives of a text: those that suppress nothing, or that are unknown."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.engine.suppress import EVERYTHING, codes_called
from cleanup.rules import all_rules
from cleanup.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from cleanup.rule import Rule
    from cleanup.text.directives import Directive

UNUSED, UNKNOWN = "SUP001", "SUP002"

_WORDS = ("ignore", "off", "on")
_SHOWN = 40
"""Code points of a name that a message quotes."""
_LISTED = 5
"""Names that a message quotes."""


class DirectiveFinding(NamedTuple):
    """A finding about a directive; offsets in code points of the text that has it."""

    code: str
    message: str
    start: int = 0
    end: int = 0


def directive_findings(
    directives: Sequence[Directive],
    used: Collection[tuple[int, str]],
    names: Sequence[str],
    settings: Settings,
) -> Iterator[DirectiveFinding]:
    """Yield what is wrong with the directives of a text and with the ``names`` of its row.

    ``used`` are the numbers of directives with the codes that they suppressed.
    """
    asked = frozenset(rule.code for rule in all_rules() if _is_asked(rule, settings))
    if UNKNOWN in asked and (unknown := _unknown([one for one in names if one != EVERYTHING])):
        yield DirectiveFinding(UNKNOWN, f"the column to ignore names {unknown}")
    by_number: dict[int, set[str]] = {}
    for number, code in used:
        by_number.setdefault(number, set()).add(code)
    off = False
    for number, one in enumerate(directives):
        wrong = _wrong_with(one)
        if wrong and UNKNOWN in asked:
            yield DirectiveFinding(UNKNOWN, wrong, one.start, one.end)
        codes = by_number.get(number, ())
        unused = _unused(one, codes, asked, settings, off=off) if one.word in _WORDS else ""
        off = one.word == "off" or (off and (one.word != "on" or one.names is not None))
        if unused and UNUSED in asked:
            yield DirectiveFinding(UNUSED, unused, one.start, one.end)


def _is_asked(rule: Rule, settings: Settings) -> bool:
    """Return whether the user's own settings select a rule; presets do not count."""
    named = (*settings.select, *settings.extend_select)
    return (
        (not settings.select or rule.code.startswith(named))
        and not (settings.ignore and rule.code.startswith(settings.ignore))
        and rule.form in (None, settings.form)
    )


def _wrong_with(one: Directive) -> str:
    """Return why a directive is not understood; empty if it is."""
    if one.word not in _WORDS:
        word, _, rest = one.word.partition(" ")
        if word.lower() in _WORDS and rest:
            return f"names of rules go in brackets, as in {word.lower()}[JOI001]; this does nothing"
        said = f"{_quoted(one.word)} is not" if one.word else "there is none"
        return f"{said} of the words ignore, off and on{_nearest(word[:_SHOWN].lower(), _WORDS)}"
    if one.names == ():
        return "the brackets are empty; name rules in them, or leave them out for all rules"
    unknown = _unknown(one.names or ())
    return f"this suppresses {unknown}" if unknown else ""


def _unknown(names: Sequence[str]) -> str:
    """Return which names mean no rule, and what is near; empty if all mean one."""
    unknown = [name for name in names if not codes_called(name)]
    if not unknown:
        return ""
    rules = all_rules()
    known = tuple(name for rule in rules for name in (rule.code, rule.name, rule.family))
    more = f" and {len(unknown) - _LISTED:,} more" if len(unknown) > _LISTED else ""
    listed = ", ".join(_quoted(name) for name in unknown[:_LISTED]) + more
    near = _nearest(unknown[0][:_SHOWN], known) or "; `cleanup rules` lists the rules"
    return f"what is no rule: {listed}{near}"


@lru_cache(maxsize=1024)
def _nearest(name: str, known: tuple[str, ...]) -> str:
    """Return a hint at the most similar name, if there is one."""
    from difflib import get_close_matches

    spellings = {one.lower(): one for one in known}
    near = get_close_matches(name.lower(), spellings, 1)
    return f"; {spellings[near[0]]} is near" if near else ""


def _quoted(name: str) -> str:
    return f"{name[:_SHOWN]!r}"


def _unused(
    one: Directive,
    used: Collection[str],
    asked: Collection[str],
    settings: Settings,
    *,
    off: bool,
) -> str:
    """Return what of a directive suppresses nothing; empty if all of it does, or may elsewhere."""
    if one.word == "on":
        return "" if off else "nothing is off here, so there is nothing to switch on"
    if settings.threshold > Settings().threshold:
        return ""
    if one.names is None:
        narrowed = settings.select or settings.ignore
        return "" if used or narrowed else "this suppresses nothing; it can be removed"
    idle = [
        name
        for name in one.names
        if (codes := codes_called(name))
        and codes.intersection(asked)
        and not codes.intersection(used)
        and not all(code.startswith("SUP") for code in codes)
    ]
    if not idle:
        return ""
    what = "this" if len(idle) == len(one.names) else ", ".join(idle)
    return f"{what} suppresses nothing here; it can be removed"
