"""Sentences that lost the space after an ellipsis."""

from __future__ import annotations

from collections import Counter

from cleanup.grammar.running_words import is_running_word
from cleanup.grammar.sentence_openers import often_opens_sentence
from cleanup.kit import AnyOf, Document, Found, Iterator, Match, Pattern, Shape, rule

GLUED = Pattern(
    r"(?:\u2026|(?<!\.)(?:\.{3}|(?P<stops>\.\.(?:\.{2,4})?)))(?=\p{Lu})"
    r"(?<=(?P<left>[\p{L}\p{N}][\p{L}\p{M}\p{N}'\u2019]*)(?:\u2026|\.{2,6}))"
    r"(?P<right>\p{Lu}\p{L}[\p{L}\p{M}'\u2019]*+|[AI](?=[ '\u2019])|\p{Lu}['\u2019]\p{L}+"
    r"|\p{Lu}(?= \p{Ll}))(?P<next>(?:(?!\.(?:\s|\Z)).)?)"
)
BEFORE_LOWER = Pattern(
    r"(?:\u2026|\.{3})(?P<gap>[ \u00a0]?)(?=\p{Ll})"
    r"(?<=[\p{L}\p{N}](?:\u2026|\.{3})[ \u00a0]?)(?=\p{Ll}\p{L}*+(?![.\p{L}]))"
)
CAMEL = Pattern(r"(?<!^Mc|^Mac)\p{Ll}\p{Lu}", timed=False)
DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_TWO = len("..")
"""More full stops also lead from an item of a list to what belongs to it: ``Soup.....The tide``."""
_OF_NAMES = frozenset("@(._/-:=")
"""What follows the second part of a name or a range, and seldom the first word of a sentence."""


@rule(
    "JOI010",
    tier="safe",
    confidence=0.99,
    hint=AnyOf("\u2026", "..")
    & Shape(
        "[0-9A-Za-z\u00aa-\U0010ffff](?:\u2026|[.][.])[.]?[.]?[.]?[.]?"
        "[A-Z\u00c0-\U0010ffff][A-Za-z\u00aa-\U0010ffff '\u2019]"
    ),
    bad={
        "They waited for the ferry\u2026The quay stayed empty.": (
            "They waited for the ferry\u2026 The quay stayed empty."
        ),
        "It was the best boat of the year...I have seen none like it.": (
            "It was the best boat of the year... I have seen none like it."
        ),
        "He asked for the tide table...A clerk laughed.": (
            "He asked for the tide table... A clerk laughed."
        ),
        "The boat was gone....Then nothing came.": "The boat was gone.... Then nothing came.",
        "They sold it to a man in the U.K..But he never paid.": (
            "They sold it to a man in the U.K.. But he never paid."
        ),
        "So said Marsh...Then the lights went out.": "So said Marsh... Then the lights went out.",
        "Das ist ein Zitat...Vielmehr wartete sie auf die Fähre und auf den Mann.": (
            "Das ist ein Zitat... Vielmehr wartete sie auf die Fähre und auf den Mann."
        ),
        "He put a space after the dots...Okay.": "He put a space after the dots... Okay.",
        "Er wartete auf die Fähre\u2026Niemand kam an den Hafen.": (
            "Er wartete auf die Fähre\u2026 Niemand kam an den Hafen."
        ),
        "Elle attendait le bac\u2026Personne ne savait pourquoi.": (
            "Elle attendait le bac\u2026 Personne ne savait pourquoi."
        ),
        "Он ждал\u2026Потом пошёл дождь.": ("Он ждал\u2026 Потом пошёл дождь."),
    },
    good=[
        "He waited\u2026 Then he left.",
        "The report says that the wall [...]Has moved.",
        "The harbour office, HMO\u2026Turning Tides Into Trade, has a new slogan.",
        "Boats leave Monday...Friday at noon.",
        "Well...maybe. We wait...but not for long...Then we go.",
        "See https://example.org/tide/compare/quay...Mast for what changed.",
        "It lists tide...TideTable and quay...Quay(mast).",
        "The boat....Tides of Merrow, a film.",
        "Part One.....The Ferry and the Tide\nPart Two.....And the Harbour",
        "The range is a..B, and in the log of the quay it is tide..HEAD or v1..Next.",
        "Run git diff main...HEAD on the quay.",
    ],
)
def glued_after_ellipsis(document: Document) -> Iterator[Found]:
    """A sentence follows an ellipsis without a space.

    What it does: inserts a space after an ellipsis, ``\u2026`` or three full stops, between
    a word in lower-case letters and a capitalised word, ``A`` or ``I``. If the word before has a
    capital or a digit, or the word after is in capitals, the latter must be one that often begins
    sentences; after a capital it may also be a known word before one in lower case. Two full
    stops, and four to six, need a word after them that often begins sentences, and a blank; four
    need a word in lower-case letters before them, too.

    Why it is damage: it is the same lost paragraph break as in ``glued-sentence``; tokenisers read
    both words and the ellipsis as one.

    What could go wrong: ranges (``Monday...Friday``), slogans and names of revisions
    (``main...HEAD``). Addresses and code are protected; a pair that occurs more than once must have
    a second word that often begins sentences. In a text whose ellipses are mostly glued to words in
    lower case, that is the style, and nothing is changed. Some writers of letters and comments
    leave the space out on purpose; they get it too.
    """
    candidates = [
        candidate
        for candidate in GLUED.finditer(document.text)
        if not document.protects(candidate.start("right"))
    ]
    if not candidates or document.once(_is_habit):
        return
    pair_counts = Counter((candidate["left"], candidate["right"]) for candidate in candidates)
    for candidate in candidates:
        once = pair_counts[candidate["left"], candidate["right"]] == 1
        if _begins_a_sentence(document, candidate, once=once):
            position = candidate.start("right")
            yield Found(position, position, " ")


def _is_habit(document: Document) -> bool:
    """Return whether ellipses are at least as often glued to words in lower case as not."""
    gaps = [bool(found["gap"]) for found in BEFORE_LOWER.finditer(document.text)]
    return not all(gaps) and 2 * sum(gaps) <= len(gaps)


def _begins_a_sentence(document: Document, candidate: Match[str], *, once: bool) -> bool:
    word_before, word_after, next_char = candidate["left"], candidate["right"], candidate["next"]
    if CAMEL.search(word_after) or next_char in _OF_NAMES:
        return False
    if candidate["stops"]:
        if len(candidate["stops"]) > _TWO and word_before[0].isupper():
            return False
        return next_char == " " and often_opens_sentence(document, word_after)
    if often_opens_sentence(document, word_after) or often_opens_sentence(
        document, word_after.capitalize()
    ):
        return True
    if word_after[1:2] in ("'", "\u2019"):
        return True
    if not once or word_after.isupper() or not word_before.isalpha() or len(word_before) < 2:
        return False
    return word_before.islower() or (
        next_char == " "
        and document.text[candidate.end() : candidate.end() + 1].islower()
        and is_running_word(document, word_after)
        and word_after not in DAYS
    )
