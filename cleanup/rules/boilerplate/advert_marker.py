"""Markers left by advertisements."""

from __future__ import annotations

from cleanup.kit import PROSE, AnyOf, Document, Found, Iterator, Measurement, Pattern, rule
from cleanup.kit.furniture import FURNITURE, blocks_found

_INSIDE = AnyOf("Story Continued Below")
_INLINE = Pattern(
    r"(?<=[.!?\"\u201d\u2019\u2026)]|[\n\r])(?P<gap>[ ]*+)"
    r"Story Continued Below(?P<rest>[ ]*+)(?=[\p{Lu}\"\u201c])",
    timed=False,
)


@rule(
    "BPL003",
    tier="safe",
    confidence=0.99,
    measured=[
        Measurement(74, 74, "fundus", "article", "2026-11-30"),
        Measurement(751, 755, "article-extraction", "article", "2026-11-30"),
    ],
    hint=FURNITURE | _INSIDE,
    removes=True,
    bad={
        f"{PROSE}\nADVERTISEMENT\n{PROSE}": f"{PROSE}\n{PROSE}",
        f"{PROSE}\n\nAdvertisement:\n\n{PROSE}": f"{PROSE}\n\n{PROSE}",
        f"{PROSE}\nAdvertisement Continue reading the main story\nEnd.": f"{PROSE}\nEnd.",
        f"{PROSE}\nStory continues below\u2026\n{PROSE}": f"{PROSE}\n{PROSE}",
        "It sank. Story Continued Below The crew swam.": "It sank. The crew swam.",
        f"{PROSE}\nStory Continued Below\u201cNo.\u201d": f"{PROSE}\n\u201cNo.\u201d",
    },
    good=[
        f"{PROSE}\nAn advertisement paid for by the port\n{PROSE}",
        f"{PROSE}\nAD 70\n{PROSE}",
        f"{PROSE}\nAdvertisement of 1912\n{PROSE}",
        f"{PROSE}\nThe story continues below the waterline\n{PROSE}",
        "She marked it Story Continued Below and left.",
        "The page said: story continued below. Nobody looked.",
        "Advertisement",
    ],
)
def advert_marker(document: Document) -> Iterator[Found]:
    """The text contains an advertisement marker.

    What it does: removes a line made only of such markers (tables ``furniture``, section
    ``advert``), and ``Story Continued Below`` between two sentences.

    Why it is damage: the advertisement is gone, and its marker splits paragraphs and sentences.

    What could go wrong: a heading "Advertisement" in a text about advertising is lost.
    """
    yield from blocks_found(document, "advert")
    yield from _inside_paragraphs(document)


def _inside_paragraphs(document: Document) -> Iterator[Found]:
    for start in document.places_with(_INSIDE):
        while start and document.text[start - 1] == " ":
            start -= 1
        marker = _INLINE.match(document.text, start)
        if not marker:
            continue
        has_spaces_around = marker["gap"] and marker["rest"]
        starts_line = document.text[marker.start() - 1] in "\n\r"
        yield Found(
            marker.start() if has_spaces_around else marker.end("gap"),
            marker.end() if starts_line else marker.start("rest"),
            "",
        )
