"""Lines that occur twice in a row."""

from __future__ import annotations

from itertools import pairwise
from operator import eq

from cleanup.kit import PROSE, Document, Found, Iterator, Shape, rule

_SHORTEST = 40


@rule(
    "REP001",
    tier="unsafe",
    confidence=0.97,
    hint=Shape("[\n\r\u0085\u2028\u2029]"),
    removes=True,
    bad={
        f"{PROSE}\n{PROSE}\nEnd.": f"{PROSE}\nEnd.",
        f"{PROSE}\n\n{PROSE}\n\nEnd.": f"{PROSE}\n\nEnd.",
        f"{PROSE}\r\n{PROSE}": PROSE,
        f"{PROSE}\n{PROSE}\n{PROSE}\n": f"{PROSE}\n",
    },
    good=[
        "Right.\nRight.\nRight.",
        "[music]\n[music]",
        f"{PROSE}\nThe end.\n{PROSE}",
        f"{PROSE}\n{PROSE} Again.",
        "Row, row, row your boat\nRow, row, row your boat",
        f"{PROSE} {PROSE}",
        "name,age,town,harbour,berth,length,beam\nname,age,town,harbour,berth,length,bean",
    ],
)
def repeated_line(document: Document) -> Iterator[Found]:
    """A line repeats the line before it.

    What it does: removes a line of at least 40 code points that is the same as the previous line;
    blank lines may be between them.

    Why it is damage: pages print captions, teasers and quotations twice, and extractors keep both.

    What could go wrong: refrains, transcripts and tables repeat on purpose.
    """
    lines = document.stripped_lines
    if not any(map(eq, lines, lines[1:])):
        return
    for before, line in pairwise(document.removable_lines):
        text = document.line_text(line).strip()
        same = len(text) >= _SHORTEST and text == document.line_text(before).strip()
        if same and not document.is_table(line.start):
            yield Found(*document.removal_span(line), "")
