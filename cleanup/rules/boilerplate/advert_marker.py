"""Marks that an advertisement stood here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.grammar.phrasebook import phrasebook
from cleanup.prefilter.hints import AnyOf
from cleanup.rule import PROSE, rule
from cleanup.text.pattern import Pattern
from cleanup.values import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.document import Document

_MARKS = phrasebook("advert")
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
    hint=_MARKS.hint | _INSIDE,
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
    """A marker of an advertisement stands in the text.

    What it does: takes away a line that is nothing but such markers (table ``advert``), and
    ``Story Continued Below`` between two sentences.

    Why it is damage: the advertisement is gone, and its marker splits paragraphs and sentences.

    What could go wrong: a heading "Advertisement" in a text about advertising is lost.
    """
    for line, _ in _MARKS.lines(document):
        yield Found(*document.removal_span(line), "")
    yield from _inside_paragraphs(document)


def _inside_paragraphs(document: Document) -> Iterator[Found]:
    for place in document.places_with(_INSIDE):
        while place and document.text[place - 1] == " ":
            place -= 1
        mark = _INLINE.match(document.text, place)
        if not mark:
            continue
        spaced = mark["gap"] and mark["rest"]
        starts_line = document.text[mark.start() - 1] in "\n\r"
        yield Found(
            mark.start() if spaced else mark.end("gap"),
            mark.end() if starts_line else mark.start("rest"),
            "",
        )
