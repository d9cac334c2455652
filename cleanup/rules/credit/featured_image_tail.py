"""Image credits at the end of an article."""

from __future__ import annotations

from cleanup.grammar.credits import CREDIT, SCREEN, defined, without_label
from cleanup.kit import PROSE, AnyOf, Document, Found, Iterator, Pattern, rule
from cleanup.kit.furniture import lift_of_name

_LONGEST_TAIL = 110
_LABELS = AnyOf(
    "Featured image",
    "Featured Image",
    "Feature image",
    "Feature Image",
    "Photo by",
    "Photo via",
    "Photos via",
    "Image via",
    "Images via",
    "Image by",
)
_ARTICLE_END = r"(?<=[.!?:;)\]\"\u201d\u2026\p{L}\p{N}])"
_FEATURED = (
    r"Featured? [Ii]mages?(?: via| by| courtesy of|:)[ ]"
    r"(?:[^.!?\n\r\u0085\u2028\u2029]|(?<=\b\p{Lu}\p{L}{0,2})\.(?=[ ])|\.(?=\p{L})){2,80}"
)
_NAMED = rf"(?=Photo|Image)(?:{CREDIT}|Images? via (?:a )?{SCREEN}|Photos? via [^.!?\n\r ]{{3,30}})"
_TAIL = Pattern(
    defined(
        rf"{_ARTICLE_END}(?P<gap>\s*+)"
        rf"(?P<credit>{_FEATURED}|(?<=[.!?:)\"\u201d]\s*){_NAMED})\.?\s*+"
    )
)


@rule(
    "CRD004",
    tier="safe",
    confidence=0.99,
    hint=_LABELS,
    removes=True,
    bad={
        f"{PROSE}Featured image via Ann Roe/Getty Images": PROSE,
        f"{PROSE} Featured Image: Screenshot": PROSE,
        "The end came on June 3, 2017Featured image via screengrab": "The end came on June 3, 2017",
        f"{PROSE}Photo by Ann Roe/Getty Images.": PROSE,
        f"{PROSE} Image via YouTube screenshot": PROSE,
    },
    good=[
        "Here is the video via YouTube.",
        "It won a prize for the best Photo by Ann Roe",
        "He liked the photo. Photo by photo, he went through the box.",
        f"{PROSE} Featured image via Ann Roe/Getty Images. Then it rained.",
        "Photo by Ann Roe/Getty Images",
        "She said: Images via satellite come at noon.",
        "The show has three parts. Featured images: how they were made, and why. It opens today.",
    ],
)
def featured_image_tail(document: Document) -> Iterator[Found]:
    """The article ends with the credit of its image.

    What it does: removes "Featured image via ...", and "Photo by ..." or "Image via ..." with the
    name of a person or an agency, at the very end of the text, and keeps the name as data
    (``credit``).

    Why it is damage: the credit belonged to an image that is gone; it is usually glued to the last
    sentence.

    What could go wrong: a last sentence that begins word for word like such a credit and has no
    verb is lost.
    """
    text = document.text
    starts = [text.rfind(label, max(0, len(text) - _LONGEST_TAIL)) for label in _LABELS.literals]
    for start in sorted({start for start in starts if start > 0}):
        tail_start = start
        while tail_start and text[tail_start - 1].isspace():
            tail_start -= 1
        found = _TAIL.fullmatch(text, tail_start, len(text)) if tail_start else None
        if found:
            credit = without_label(found["credit"])
            yield Found(tail_start, len(text), "", lift=lift_of_name(credit))
            return
