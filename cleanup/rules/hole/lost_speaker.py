"""Attributions that lost their speaker."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Pattern, Shape, rule

VERBS = (
    "said|says|added|adds|wrote|writes|explained|explains|recalls|notes|warns|argues|insisted"
    "|insists|joked|quipped|tweeted|replied|concludes"
)
FINITE = "said|says|adds|explains|writes|warns|argues|insists"
AFTER = (
    "of|in|on|at|during|after|before|last|earlier|via|about|with|from|as|when|while|and|who|to"
    "|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
SPEAKER = Pattern(
    rf"(?P<verb>{VERBS})(?<=[,.!?][\"\u201d],? ?(?:{VERBS}))"
    rf"(?: ?[,;](?=[ ])|(?= ?\.(?:\s|$))|(?<= (?:{FINITE}))(?= (?:{AFTER}) ))"
)


@rule(
    "HOL016",
    hole="inline",
    tier="display",
    confidence=0.93,
    hint=Shape(f'[,.!?]["\u201d],?[ ]?(?:{VERBS})(?:[ ]?[,;.]|[ ](?:{AFTER})[ ])'),
    langs=["en"],
    flags={
        "\u201cIt is the end of the road,\u201d says , an adjunct of the house.": "says ,",
        '"It was not for them to say," said, the head of the council of the town.': "said,",
        '"It is what it is," said in a statement of the same day. "It was ours."': "said",
    },
    good=[
        '"It was not for them to say," said the head of the council of the town.',
        '"It was not for them to say," he said, and that was the end of it for the men.',
        '"It was not for them to say," said Edda Marsh, the head of the council of the town.',
        'The film "Tidewater," added to the list in 1999, was not the best of the lot.',
        'She wrote "the end," and said in the hall that it was the best of the lot.',
    ],
)
def lost_speaker(document: Document) -> Iterator[Found]:
    """The speaker of a quotation was lost.

    What it does: flags a verb of speech directly after a quotation if a comma, a full stop, a
    preposition or a day follows it directly (``\u201d says , an adjunct``).

    Why it is damage: the name of the speaker was a link and was dropped.

    What could go wrong: a participle after a title in quotation marks; only finite verbs count
    before prepositions.
    """
    for speaker in SPEAKER.finditer(document.text):
        if not document.is_code(speaker.start()):
            yield Found(*speaker.span(), mark_at=speaker.end("verb"))
