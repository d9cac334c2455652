"""Paragraphs that stand twice in a text."""

from __future__ import annotations

from cleanup.kit import PROSE, SEVERAL_LINES, Document, Found, Iterator, Measurement, rule
from cleanup.text.repeats import is_item, passages, repeated
from cleanup.text.units import units_of

_ASKS = ("?", "\uff1f")
"""Ends of questions, which an interview asks each of several people."""
_AROUND = '*_"\u201d'
_OTHER = (
    "Passengers were told to wait in the hall, where the heating had failed the week before and "
    "nobody had come to mend it."
)


@rule(
    "REP004",
    tier="unsafe",
    confidence=0.93,
    hint=SEVERAL_LINES,
    removes=True,
    bad={
        f"{PROSE}\n{_OTHER}\n{PROSE}\nEnd.": f"{PROSE}\n{_OTHER}\nEnd.",
        f"{PROSE}\n\n{_OTHER}\n\n{PROSE}\n": f"{PROSE}\n\n{_OTHER}\n",
        f"Late again\n{PROSE}\n{_OTHER}\nMore news\n{_OTHER}": (
            f"Late again\n{PROSE}\n{_OTHER}\nMore news"
        ),
    },
    good=[
        f"Question\n{PROSE}\nQuestion\n{_OTHER}\nQuestion",
        f"{PROSE}\n{_OTHER}\n{PROSE} Again.",
        f"| {PROSE} | 1 | 2 |\n{_OTHER}\n| {PROSE} | 1 | 2 |",
        f"Oh, the ferry, the ferry is late\n{PROSE}\nOh, the ferry, the ferry is late\n{_OTHER}",
        f"- {PROSE}\n- {_OTHER}\n- {PROSE}",
        f"Could {PROSE[:-1]}?\n{_OTHER}\nCould {PROSE[:-1]}?\nNo.",
    ],
    measured=[
        Measurement(114, 122, "article-extraction", "article", "2026-11-30"),
    ],
)
def repeated_paragraph(document: Document) -> Iterator[Found]:
    """A paragraph stands in the text before.

    What it does: removes a paragraph of running text, at least 80 code points and twelve words,
    that is the same as an earlier one, with others between them; items of lists
    and questions are left.

    Why it is damage: pages show a paragraph once more as a pull quote, a teaser or the caption of
    a second picture, and extractors keep both.

    What could go wrong: a notice, a clause or a refrain returns on purpose. The first copy may be
    the teaser, so the paragraph is then missing from its place.
    """
    if not document.once(repeated):
        return
    copied = {place for copy in document.once(passages) for place in range(*copy)}
    seen: set[str] = set()
    above = ""
    for place, (start, _, text, running) in enumerate(document.once(units_of)):
        is_copy = text in seen and place not in copied and text != above
        above = text
        if running and text.rstrip(_AROUND)[-1:] not in _ASKS and not is_item(text):
            seen.add(text)
        if is_copy and not document.is_table(start) and not document.is_code(start):
            yield Found(*document.removal_span(document.line_at(start)), "")
