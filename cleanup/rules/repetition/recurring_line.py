"""Short lines that stand between the paragraphs of a text again and again."""

from __future__ import annotations

from collections import Counter

from cleanup.kit import PROSE, SEVERAL_LINES, Document, Found, Iterator, rule
from cleanup.text.units import units_of

_TIMES = 4
_SHORTEST, _LONGEST = 12, 100
_LABELS = tuple(":?!\u2026-\u2013\u2014*")
"""Ends of lines that are labels, exclamations or rules."""


def _text(line: str) -> str:
    paragraphs = (f"{PROSE} That was week {number}." for number in "12345")
    return f"\n{line}\n".join(paragraphs)


@rule(
    "REP007",
    tier="display",
    confidence=0.85,
    hint=SEVERAL_LINES,
    flags={
        _text("Harbour weekly special"): "Harbour weekly special",
        _text("SPECIAL COVERAGE: The harbour under the microscope"): (
            "SPECIAL COVERAGE: The harbour under the microscope"
        ),
        _text("Hot property: the old ferry"): "Hot property: the old ferry",
    },
    good=[
        _text("Article content"),
        _text("Question"),
        _text("Annabel Rowlands"),
        _text("What the office says:"),
        _text("* * * * * * * * *"),
        "\n".join(["Row, row, row the boat", "Gently down the stream"] * 5),
    ],
)
def recurring_line(document: Document) -> Iterator[Found]:
    """A short line stands between paragraphs four times or more.

    What it does: flags a line of 12 to 100 code points and two words that stands at least four
    times in a text, each time beside a paragraph of running text and never beside another short
    line on both sides. What the phrase tables know is left to their rules.

    Why it is damage: templates put the same label before every part of a page, and extractors
    keep all of them.

    What could go wrong: a heading that returns, or who speaks in a conversation, is the author's.
    """
    counts = Counter(document.stripped_lines)
    often = [line for line, count in counts.items() if count >= _TIMES]
    again = {line for line in often if _may_be(line)}
    if not again:
        return
    from cleanup.grammar.furniture.looks import look  # few texts come so far

    units = document.once(units_of)
    places: dict[str, list[int]] = {line: [] for line in again}
    for place, unit in enumerate(units):
        if unit.text in again:
            places[unit.text].append(place)
    for line, found in places.items():
        beside = [
            units[near]
            for place in found
            for near in (place - 1, place + 1)
            if 0 <= near < len(units)
        ]
        if (
            4 * sum(unit.running for unit in beside) >= 3 * len(beside)
            and look(line, document.phrases) is None
        ):
            for place in found:
                yield Found(units[place].start, units[place].end, None)


def _may_be(line: str) -> bool:
    """Return whether a line may be a label of a page: no name, no question, no heading."""
    from cleanup.grammar.furniture.phrase import is_name_word

    words = line.split()
    return (
        _SHORTEST <= len(line) <= _LONGEST
        and len(words) > 1
        and line[0].isalnum()
        and not line.endswith(_LABELS)
        and any(not is_name_word(word) for word in words)
    )
