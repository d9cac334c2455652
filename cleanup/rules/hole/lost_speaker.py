"""Attributions that lost their speaker."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Measurement, Pattern, Shape, rule

VERBS = (
    "said|says|added|adds|wrote|writes|explained|explains|recalls|notes|warns|argues|insisted"
    "|insists|joked|quipped|tweeted|replied|concludes"
)
LEAST = 25
"""So many code points of a quotation are before the verb; a word in quotation marks has fewer."""
SPEAKER = Pattern(
    rf"(?P<verb>{VERBS})(?<=[^\"\u201c\u201d]{{{LEAST}}}[,.!?][\"\u201d],? ?(?:{VERBS}))"
    r"(?: ?[,;](?=[ ])|(?= ?\.(?:\s|$)))"
)


@rule(
    "HOL016",
    hole="inline",
    tier="display",
    confidence=0.9,
    measured=[
        Measurement(4, 4, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(2, 2, "readability, held out", "scraped", "2026-11-29"),
    ],
    hint=Shape(f'[,.!?]["\u201d],?[ ]?(?:{VERBS})[ ]?[,;.]'),
    langs=["en"],
    flags={
        "\u201cIt is the end of the road,\u201d says , an adjunct of the house.": "says ,",
        '"It was not for them to say," said, the head of the council of the town.': "said,",
        '"It is what it is, and that is all of it," said. "It was ours."': "said",
    },
    good=[
        '"It was not for them to say," said the head of the council of the town.',
        '"It was not for them to say," he said, and that was the end of it for the men.',
        '"It was not for them to say," said Edda Marsh, the head of the council of the town.',
        'The man who called them "the end," said, "It was not for them to say."',
        '"It was not for them to say," said in passing, was no answer to it.',
        'The film "Tidewater," added to the list in 1999, was not the best of the lot.',
        'She wrote "the end," and said in the hall that it was the best of the lot.',
    ],
)
def lost_speaker(document: Document) -> Iterator[Found]:
    """The speaker of a quotation was lost.

    What it does: flags a verb of speech directly after a quotation if a comma or a full stop
    follows it directly (``\u201d says , an adjunct``).

    Why it is damage: the name of the speaker was a link and was dropped.

    What could go wrong: a verb after a title or a name in quotation marks; the quotation must have
    a length of 25 code points or more.
    """
    for speaker in SPEAKER.finditer(document.text):
        if not document.is_code(speaker.start()):
            yield Found(*speaker.span(), mark_at=speaker.end("verb"))
