"""Items of lists that lost the space or line break before their bullet or number."""

from __future__ import annotations

from cleanup.grammar.ends import HINT, ITEM
from cleanup.grammar.running_words import is_running_word
from cleanup.kit import Document, Found, Iterator, Match, Pattern, rule

BULLET = Pattern(
    r"(?<=[\p{Latin}\p{Cyrillic}]|[\p{Latin}\p{Cyrillic}\p{N}][.,;:!?)])"
    r"\u2022(?=[ \u00a0](?!\p{Greek})[\p{L}\p{N}])"
)
ANY_BULLET = Pattern(r"\u2022[ \u00a0]", timed=False)
FEWEST = 2
_FIRST = {True: 1, False: ord("a")}
NUMBER = Pattern(
    r"(?P<mark>\.?\)|\.)(?=[ \u00a0]\p{L})"
    r"(?<=(?:(?P<apart>^|[\s(])|(?P<left>(?<!\p{L})\p{L}{0,40}\p{Ll}{2})[.!?:)]{0,2})"
    r"(?:(?P<number>[0-9]{1,2})(?:\.\)|[.)])|(?P<number>[a-z])\.?\)))"
)


@rule(
    "JOI018",
    tier="safe",
    confidence=0.99,
    hint=HINT & ITEM,
    bad={
        "\u2022 tide tables\u2022 ropes and nets\u2022 lamps": (
            "\u2022 tide tables \u2022 ropes and nets \u2022 lamps"
        ),
        "\u2022 1. Read the log!\u2022 2. Wait for the tide!": (
            "\u2022 1. Read the log! \u2022 2. Wait for the tide!"
        ),
        "Bring these:\u2022 ropes\u2022 nets": "Bring these: \u2022 ropes \u2022 nets",
        "To do: 1. Read the log2. Wait for the tide.3. Go home": (
            "To do: 1. Read the log 2. Wait for the tide. 3. Go home"
        ),
        "We need a) a boatb) a ropec) a lamp": "We need a) a boat b) a rope c) a lamp",
    },
    good=[
        "\u2022 tide tables \u2022 ropes and nets \u2022 lamps",
        "The pump ran at 5\u2022 and the other at 6\u2022 too.",
        "Harbour\u2022Watch and Tide\u2022Table are names.",
        "Ο πρώτος λέει ναι\u2022 ο δεύτερος λέει όχι\u2022 και μένουν.",
        "Ann Marsh\u2022 wrote it.",
        "They sold boat1. The other was boat2. Nobody wanted mast3. It sank.",
        "First came 1. Then, as in fig3. The tide turned.",
        "a) the quay and the boat(s) of the web) and more",
    ],
)
def glued_item(document: Document) -> Iterator[Found]:
    """An item of a list follows the item before it without a space.

    What it does: inserts a space before a bullet ``\u2022`` that a word or its mark precedes and a
    space and a word follow, if the text has another such bullet; and before the number or letter
    of an item (``log2. Wait``, ``boatb) a rope``) if the items before it lead up to it, from the
    first one, which has its space.

    Why it is damage: each item was an element or a line of its own. The last word of an item is
    glued to the bullet or number of the next.

    What could go wrong: Greek writes a semicolon that looks the same, so Greek words stay; a single
    bullet may be an ornament of a name. Names end in numbers (``boat1``), so one that no other
    leads up to stays.
    """
    for position in (*_bullets(document), *_numbers(document)):
        if not document.is_code(position):
            yield Found(position, position, " ")


def _bullets(document: Document) -> Iterator[int]:
    places = [found.start() for found in BULLET.finditer(document.text)]
    if places and sum(1 for _ in ANY_BULLET.finditer(document.text)) >= FEWEST:
        yield from places


def _numbers(document: Document) -> Iterator[int]:
    """Yield where items begin whose number follows that of the item before them."""
    last: dict[tuple[str, bool], int] = {}
    for found in NUMBER.finditer(document.text):
        number, is_digit = _value(found["number"]), found["number"].isdigit()
        key = found["mark"], is_digit
        if last.get(key) == number - 1:
            if found["left"] is None:
                last[key] = number
            elif _ends_item(document, found):
                last[key] = number
                yield found.start("number")
        elif found["left"] is None and number == _FIRST[is_digit]:
            last[key] = number


def _value(number: str) -> int:
    return int(number) if number.isdigit() else ord(number)


def _ends_item(document: Document, found: Match[str]) -> bool:
    """Return whether what is before a number is a word without it."""
    left, number = found["left"], found["number"]
    return is_running_word(document, left) and not is_running_word(document, left + number)
