"""Passages, or whole articles, that stand twice in a row."""

from __future__ import annotations

from cleanup.kit import PROSE, SEVERAL_LINES, Document, Found, Iterator, Measurement, rule
from cleanup.text.repeats import (
    LONG,
    SEVERAL,
    TWO_SENTENCES,
    copies,
    passages,
    pieces_of,
    repeated,
    squeezed,
)
from cleanup.text.units import units_of

_OTHER = (
    "Passengers were told to wait in the hall, where the heating had failed the week before and "
    "nobody had come to mend it."
)
_LAST = "It sails again on Thursday, if the weather and the engine allow it at all."
_ARTICLE = f"Ferry late again\n{PROSE}\n{_OTHER}\n{_LAST}"
_IN_ONE_LINE = f"{PROSE} {_OTHER} {_LAST}"


@rule(
    "REP006",
    tier="safe",
    confidence=0.97,
    hint=SEVERAL_LINES | TWO_SENTENCES,
    removes=True,
    bad={
        f"{_ARTICLE}\n{_ARTICLE}": _ARTICLE,
        f"Ann Roe\n\n{PROSE}\n\n{_OTHER}\n\n{_LAST}\n\n{PROSE}\n\n{_OTHER}\n\n{_LAST}\n\nEnd.": (
            f"Ann Roe\n\n{PROSE}\n\n{_OTHER}\n\n{_LAST}\n\nEnd."
        ),
        f"{_IN_ONE_LINE}{_IN_ONE_LINE}": _IN_ONE_LINE,
        f"{_IN_ONE_LINE} {_IN_ONE_LINE} End.": f"{_IN_ONE_LINE} End.",
    },
    good=[
        f"{_ARTICLE}\nFerry late again\n{PROSE}\n{_OTHER}\nIt will sail no more.",
        "\n".join(["Row the boat", "Down the stream", "Life is a dream"] * 2),
        f"Question\nAnswer\n{PROSE}\nQuestion\nAnswer\n{_OTHER}",
        f"{_ARTICLE}\n{_LAST}\n{PROSE}",
        _ARTICLE,
    ],
    measured=[
        Measurement(9, 9, "article-extraction", "article", "2026-11-30", tier="unsafe"),
    ],
)
def repeated_passage(document: Document) -> Iterator[Found]:
    """A passage, or the whole article, repeats what stands directly before it.

    What it does: removes a passage that is the same as the one directly before it: three lines, or
    two of together 300 code points, one of them a paragraph; or, within a line, three sentences of
    together 300 code points. The removal is safe within a line, and where the second half of a
    text is its first once more; otherwise it is unsafe.

    Why it is damage: pages hold an article twice, for two screen sizes or for a printer, and
    extractors keep both.

    What could go wrong: a form, a list of clauses or a liturgy repeats several lines on purpose.
    """
    if not document.once(repeated):
        return
    units = document.once(units_of)
    for first, last in document.once(passages):
        whole = 2 * first == last == len(units)
        lines = (document.line_at(units[place].start) for place in (first, last - 1))
        span = document.removal_span(*lines)
        if not any(document.is_table(unit.start) for unit in units[first:last]):
            yield Found(*span, "", tier=None if whole else "unsafe")
    for unit in units:
        if unit.end - unit.start <= 2 * LONG:
            continue
        pieces = pieces_of(document.text, unit.start, unit.end)
        for first, last in copies([squeezed(piece.text) for piece in pieces]):
            start, end = pieces[first].start, pieces[last - 1].end
            if last - first >= SEVERAL and end - start >= LONG:
                yield Found(pieces[first - 1].end, end, "")
