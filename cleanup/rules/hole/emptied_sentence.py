"""Sentences of which only the full stop is left."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Pattern, rule
from cleanup.scoring.lost_words.score import has_certain_holes

STOPS = AnyOf("..", ". .", ".\u00a0.")
EMPTIED = Pattern(
    r"\.(?<=[\p{L}\p{N})\"\u201d](?:\.|[ \u00a0]\.(?=[ \u00a0])))[ \u00a0]?\.(?![ \u00a0]?\.)"
    r"(?=[\p{Lu}0-9(\[\"\u201c^]|\s++[^}\])]|\s*$)"
)


@rule(
    "HOL012",
    hole="sentence-head",
    tier="display",
    confidence=0.97,
    hint=STOPS,
    langs=["en"],
    flags={
        "It was told to the  and then to the , and he said so. Edda Marsh (2010). . Harbour "
        "Press, and that is the end of the list.": ". .",
        "It was told to the  and then to the , and he said so. The list of all is "
        "here..It was the end of the road..Nobody was pleased.": "..",
        "It was told to the  and then to the , and he said so.\u00a0. It was in the news for a "
        "day or two at the most.": ".\u00a0.",
    },
    good=[
        "It was told to the  and then to the , and he said so. Well . . . that was the end of it.",
        "It was told to the  and then to the , and he said so. Well... that was the end of it.",
        "It was told to the  and then to the , and he said so. The path is ../quay or ..quay.",
        "It was told to the  and then to the , and he said so. It was the end.. Was it?",
        "It was the end of the road.. He was not the only one of that view in the hall.",
        "It was told to the  and then to the , and he said so. Run tide(..) . } and be done.",
    ],
)
def emptied_sentence(document: Document) -> Iterator[Found]:
    """Only the full stop of a sentence is left.

    What it does: flags a full stop directly, or after one space, behind the full stop of a sentence
    (``(2010). . Harbour Press``), in a text with holes of high confidence elsewhere. Without a
    space between them, they count if the text has several of them.

    Why it is damage: the whole sentence was a link and was dropped. In lists of references it is
    the title of each.

    What could go wrong: a full stop typed twice, in a text that has lost words for other reasons.
    Three stops are an ellipsis and do not count.
    """
    found = list(EMPTIED.finditer(document.text))
    if not found or not has_certain_holes(document):
        return
    for stops in found:
        first, last = stops.span()
        is_slip = len(found) == 1 and last - first == len("..")
        if not (is_slip or document.is_code(first)):
            yield Found(first, last, mark_at=last - 1)
