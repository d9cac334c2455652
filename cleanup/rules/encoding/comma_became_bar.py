"""Commas that were replaced by vertical bars."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, Pattern, Shape, rule

_BAR = Pattern(r" \|(?<=[\p{L}\p{N})%\"'\u201d\u2019] \|)(?=[ ][^\s|]|[0-9]{3})", timed=False)
_LIKELY_COMMA = Pattern(r" \|(?: [a-z]|[0-9]{3})", timed=False)
_FEWEST = 3
_BARS_PER_COMMA = 10
"""The text must have at least this many bars for each remaining comma."""


@rule(
    "ENC015",
    tier="unsafe",
    confidence=0.95,
    measured=[
        Measurement(69_986, 70_165, "isot, allsides and fnc1", "marks", "2026-11-28"),
    ],
    hint=AnyOf(" |") & Shape(r" \|(?: [a-z]|[0-9][0-9][0-9])"),
    bad={
        "By autumn | the harbour will hold 75 |000 boats | the mayor of the town said on Monday "
        "to the men | women and children of Merrow.": (
            "By autumn, the harbour will hold 75,000 boats, the mayor of the town said on Monday "
            "to the men, women and children of Merrow."
        ),
        "The ferry | which is old | runs to the islands on most days | but it was late again on "
        "the Monday of the storm.": (
            "The ferry, which is old, runs to the islands on most days, but it was late again on "
            "the Monday of the storm."
        ),
        "In Merrow | on the coast | some 1 |200 people live from the sea | and have done so since "
        "anyone can remember it.": (
            "In Merrow, on the coast, some 1,200 people live from the sea, and have done so since "
            "anyone can remember it."
        ),
    },
    good=[
        "Home | News | Sport | Weather | Contact | Imprint | Help | Terms | Privacy | Archive | A",
        "home | news | sport\nboats | tides | lamps",
        "| boat | tide | port |\n| old | high | shut |",
        "The ferry, which is old, runs on most days | but it was late again | as it often is, and "
        "nobody, not even the mayor | was told.",
        "cat boats.txt | sort | uniq",
    ],
)
def comma_became_bar(document: Document) -> Iterator[Found]:
    """A comma was replaced by a space and a vertical bar.

    What it does: replaces bars in running text with commas (``By autumn | the harbour``,
    ``75 |000``) if three or more of them, and most bars of the text, are followed by lower case or
    digits, and the text has at most one comma for ten bars.

    Why it is damage: the text passed through a table whose columns were separated by commas; to
    protect the columns, each comma was written as a bar.

    What could go wrong: lists of links are separated by bars. They are short lines, or their items
    begin with a capital. Columns have bars at both ends of a line. In real corpora
    nothing was found to repair or to harm.
    """
    text = document.text
    bars = list(_bars_in_running_text(document))
    likely_commas = sum(_LIKELY_COMMA.match(text, bar) is not None for bar in bars)
    if (
        likely_commas < _FEWEST
        or 2 * likely_commas < text.count("|")
        or text.count(",") * _BARS_PER_COMMA > len(bars)
    ):
        return
    for bar in bars:
        if not document.is_code(bar):
            yield Found(bar, bar + 2, ",")


def _bars_in_running_text(document: Document) -> Iterator[int]:
    running, stop = False, -1
    for bar in _BAR.finditer(document.text):
        if bar.start() >= stop:
            line = document.line_at(bar.start())
            edges = document.text[line.start], document.text[line.end - 1]
            running, stop = document.is_running(line) and "|" not in edges, line.stop
        if running:
            yield bar.start()
