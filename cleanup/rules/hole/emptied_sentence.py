"""Sentences of which only the full stop is left."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, Pattern, rule
from cleanup.scoring.lost_words.score import has_certain_holes
from cleanup.text.apart_marks import is_apart

STOPS = AnyOf("..", ". .", ".\u00a0.")
EMPTIED = Pattern(
    r"\.(?<=[\p{L}\p{N})\"\u201d](?:\.|[ \u00a0]\.(?=[ \u00a0])))[ \u00a0]?\.(?![ \u00a0]?\.)"
    r"(?=[\p{Lu}0-9(\[\"\u201c^]|\s++[^}\])]|\s*$)"
)
APART = Pattern(r"\.(?<=\p{Ll}{3}\.)[ \u00a0]\.(?![ \u00a0]?\.)(?= \p{Lu}\p{Ll}| [0-9]|\n|\Z)")
"""These count in any text."""
LONE = 0.9
REFERENCE = Pattern(
    r"\.(?<=[\p{N})][ \u00a0]?\.)(?:[ \u00a0]?\.){2,4}(?=[ \u00a0]?[\p{Lu}0-9(])"
    r"|\.(?<=(?:\p{L}{3}|[\p{N})\"\u201d])[ \u00a0]?\.)[ \u00a0]?(?=\("
    r"(?:PDF|Report|Press release|(?:\p{Lu}\p{Ll}{2,8} )?(?:[0-9]{1,2}, )?[0-9]{4})\)[. ])"
)
"""What is left of a reference without its title or its author."""
SEVERAL = 3
"""A text with so many emptied sentences has a list of references."""


@rule(
    "HOL012",
    hole="sentence-head",
    tier="display",
    confidence=0.98,
    measured=[
        Measurement(49, 49, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(199, 199, "readability, held out", "scraped", "2026-11-29"),
    ],
    hint=STOPS,
    langs=["en"],
    flags={
        "It was told to the  and then to the , and he said so. Edda Marsh (2010). . Harbour "
        "Press, and that is the end of the list.": ". .",
        "It was told to the  and then to the , and he said so. The list of all is "
        "here..It was the end of the road..Nobody was pleased..It was theirs.": "..",
        "It was told to the  and then to the , and he said so.\u00a0. It was in the news for a "
        "day or two at the most.": ".\u00a0.",
        "It was told to the  and then to the , and he said so. Edda Marsh (2010). . Tarn. "
        "Orlova (2011). . Tarn. Merrow (2012). . Tarn Press. Dornan in 2013. . . 2014.": ". . .",
    },
    good=[
        "It was told to the  and then to the , and he said so. Well . . . that was the end of it.",
        "It was told to the  and then to the , and he said so. Well... that was the end of it.",
        "It was told to the  and then to the , and he said so. The path is ../quay or ..quay.",
        "It was told to the  and then to the , and he said so. It was the end..He left..Was it?",
        "It was told to the  and then to the , and he said so. It was in 2010... They left. (2010)",
        "It was the end of the road.. He was not the only one of that view in the hall.",
        "It was told to the  and then to the , and he said so. Run tide(..) . } and be done.",
    ],
)
def emptied_sentence(document: Document) -> Iterator[Found]:
    """Only the full stop of a sentence is left.

    What it does: flags a full stop directly, or after one space, behind the full stop of a sentence
    (``(2010). . Harbour Press``), in a text with holes of high confidence elsewhere. After a word
    and one space it counts in any text that does not set full stops apart by habit; without a space
    if the text has three or more. Such a text is taken to have a list of references: there, three
    stops after a year or a bracket count, too, and a year in brackets without an author before it.

    Why it is damage: the whole sentence was a link and was dropped. In lists of references it is
    the title of each.

    What could go wrong: a full stop typed twice, in a text that has lost words for other reasons.
    Elsewhere three stops are an ellipsis and do not count.
    """
    found = _spans(document, EMPTIED)
    if not found:
        return
    if not has_certain_holes(document):
        for first, last in _spans(document, APART):
            if not (document.is_code(first) or is_apart(document, last - 1)):
                yield Found(first, last, confidence=LONE, mark_at=first + 1)
        return
    is_slip = len(found) < SEVERAL and all(document.text[slice(*one)] == ".." for one in found)
    if len(found) >= SEVERAL:
        found += [left.span() for left in REFERENCE.finditer(document.text)]
    for first, last in sorted(found):
        if not (is_slip or document.is_code(first)):
            yield Found(first, last, mark_at=first + 1)


def _spans(document: Document, pattern: Pattern) -> list[tuple[int, int]]:
    """Return where a pattern of two stops matches."""
    places = document.places_with(STOPS)
    return [found.span() for place in places if (found := pattern.match(document.text, place))]
