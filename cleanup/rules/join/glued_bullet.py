"""Items of lists that lost the space or line break before their bullet."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Pattern, Shape, rule

GLUED = Pattern(
    r"(?<=[\p{Latin}\p{Cyrillic}]|[\p{Latin}\p{Cyrillic}\p{N}][.,;:!?)])"
    r"\u2022(?=[ \u00a0](?!\p{Greek})[\p{L}\p{N}])"
)
BULLET = Pattern(r"\u2022[ \u00a0]", timed=False)
FEWEST = 2


@rule(
    "JOI018",
    tier="safe",
    confidence=0.99,
    hint=Shape("[^\u2022 \\n]\u2022[ \u00a0]"),
    bad={
        "\u2022 tide tables\u2022 ropes and nets\u2022 lamps": (
            "\u2022 tide tables \u2022 ropes and nets \u2022 lamps"
        ),
        "\u2022 1. Read the log!\u2022 2. Wait for the tide!": (
            "\u2022 1. Read the log! \u2022 2. Wait for the tide!"
        ),
        "Bring these:\u2022 ropes\u2022 nets": "Bring these: \u2022 ropes \u2022 nets",
    },
    good=[
        "\u2022 tide tables \u2022 ropes and nets \u2022 lamps",
        "The pump ran at 5\u2022 and the other at 6\u2022 too.",
        "Harbour\u2022Watch and Tide\u2022Table are names.",
        "Ο πρώτος λέει ναι\u2022 ο δεύτερος λέει όχι\u2022 και μένουν.",
        "Ann Marsh\u2022 wrote it.",
    ],
)
def glued_bullet(document: Document) -> Iterator[Found]:
    """The bullet of an item follows the item before it without a space.

    What it does: inserts a space before a bullet ``\u2022`` that a word or its mark precedes and a
    space and a word follow, if the text has another such bullet.

    Why it is damage: each item was an element or a line of its own. The last word of an item is
    glued to the bullet of the next.

    What could go wrong: Greek writes a semicolon that looks the same, so Greek words stay; a single
    bullet may be an ornament of a name.
    """
    places = [found.start() for found in GLUED.finditer(document.text)]
    if not places or sum(1 for _ in BULLET.finditer(document.text)) < FEWEST:
        return
    for position in places:
        if not document.is_code(position):
            yield Found(position, position, " ")
