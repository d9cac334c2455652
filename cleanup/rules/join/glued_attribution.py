"""Quotations that lost the space before the words that name their speaker."""

from __future__ import annotations

from cleanup.grammar.running_words import closed_words_near, is_closed_word, is_running_word
from cleanup.kit import Document, Found, Iterator, Match, Pattern, Shape, phrases, rule
from cleanup.scoring.glue.score import certain_positions
from cleanup.scoring.lost_words.score import has_certain_holes

_BEFORE_CAPITAL = ("\u201dA", '"A', ",A")
_OF_SPEECH = [word for line in phrases("speech_verbs") for word in line.split()]
_WITH_OBJECT = ["asked", "asks", "tell", "tells", "told"]
_VERBS = "|".join(_OF_SPEECH)
SPEAKERLESS = frozenset((*_OF_SPEECH, *_WITH_OBJECT)) - {"according"}
"""Verbs that need somebody who speaks: alone they are left to the rules of lost words."""
_NEXT = r"(?: [\p{L}\p{M}'\u2019-]++)"
_SUBJECT = (
    r"(?=\p{Lu}|(?:a|an|another|both|he|her|his|it|its|many|my|one|our|several|she|some|the|their"
    r"|they|this|two|who|you)\b|\p{Ll}+(?: \p{Ll}+)? \p{Lu})"
)
"""Who speaks follows the verb; where nobody does, the name was lost."""
_END = rf"(?:{_VERBS})[ ,.:;]"
GLUED = Pattern(
    r"(?=[,.!?\"\u201d])(?<=[\p{L}\p{N}\p{M}%\u2026.)\]!?])"
    r"(?:[,.!?]\u2019?(?P<quote>[\"\u201d])|[.!?]?(?P<quote>[\"\u201d]),)(?=\p{L})"
    r"(?=(?<!,)(?:"
    rf"(?!(?:{'|'.join(_WITH_OBJECT)})\b)(?:{_VERBS}) {_SUBJECT}"
    rf"|(?:(?:he|she|they|it|we|you|who){_NEXT}{{0,2}}?"
    rf"|(?<=[,!?]\u2019?.)\p{{Ll}}[\p{{L}}\p{{M}}'\u2019-]*+{_NEXT}{{1,7}}?) {_END}"
    r"|(?<=[,!?]\u2019?.)(?P<word>\p{Ll}[\p{L}\p{M}\u2019'-]*+)(?=,? ))"
    rf"|(?<=,\u2019?.|,)(?P<name>\p{{Lu}}[\p{{L}}\p{{M}}'\u2019-]*+)\.?+{_NEXT}{{0,7}}? {_END})"
)
MARK = Pattern('["\u201c\u201d\u201e]', timed=False)
MARK_BEFORE = Pattern('(?r)["\u201c\u201d\u201e]', timed=False)


@rule(
    "JOI013",
    tier="safe",
    confidence=0.99,
    hint=Shape(
        '[,.!?]\u2019?["\u201d][a-z\u00aa-\U0010ffff]|,\u2019?["\u201d][A-Z\u00c0-\U0010ffff]'
        '|["\u201d],[A-Za-z\u00aa-\U0010ffff]'
    ),
    bad={
        "\u201cWe are late,\u201dsaid Marsh.": "\u201cWe are late,\u201d said Marsh.",
        '"Who took the boat?"she asked.': '"Who took the boat?" she asked.',
        '"The tide is early."he later wrote, and left.': (
            '"The tide is early." he later wrote, and left.'
        ),
        "\u201cNobody came,\u201dthe harbour master told the paper.": (
            "\u201cNobody came,\u201d the harbour master told the paper."
        ),
        '"We are late,"chief clerk Ann Marsh told the paper.': (
            '"We are late," chief clerk Ann Marsh told the paper.'
        ),
        '"We are late,"Mr. Marsh said in the end.': '"We are late," Mr. Marsh said in the end.',
        'The bay needs "at least 3,000",Mr Marsh said.': (
            'The bay needs "at least 3,000", Mr Marsh said.'
        ),
        "They sang of the \u201cnew tide,\u201dwhich nobody at the harbour had seen.": (
            "They sang of the \u201cnew tide,\u201d which nobody at the harbour had seen."
        ),
        "\u201cHe called it \u2018a gift,\u2019\u201dthey say.": (
            "\u201cHe called it \u2018a gift,\u2019\u201d they say."
        ),
    },
    good=[
        '"We are late," said Marsh.',
        'She said,"we are late" and left.',
        "He wrote,\u201dshe said nothing\u201d in the margin.",
        '{"en,"said":"tide","x":"y,"said":1}',
        'The song is called "Oh,"sang" or so.',
        'print("Late,"said)',
        'The names are "tide","quay",harbour and "mast",then the end of the list.',
        'She of the harbour said to the man,"we are late" and left the "quay" at once.',
        "\u201cWe are late,\u201dsaidah wrote.",
        'They read 6.","say, or 7.',
    ],
)
def glued_attribution(document: Document) -> Iterator[Found]:
    """The words that name a speaker follow the quotation without a space.

    What it does: inserts a space between a closing double quotation mark, before which a comma or
    another mark ends the speech, and an English verb of speech before who speaks
    (``late,"said Marsh``), a pronoun and such a verb (``late,"she later said``) or, not after a
    full stop, up to eight words of which the first is in lower case, and such a verb
    (``late,"chief clerk Marsh said``). After a comma the first may also be a name
    (``late,"Marsh said``), and the comma may follow the mark (``late",Marsh said``); where
    ``glued-after-mark`` is certain, it is left to that. In running text of any language known here,
    a known word in lower case will do, but for a full stop (``tide,"which nobody saw``); in a text
    that surely lost words elsewhere, that is only proposed.

    Why it is damage: the quotation was in an element or a line of its own. Tokenisers that read
    ``"said`` take the mark for one that opens, and what was not said is quoted.

    What could go wrong: a mark that opens a quotation. For straight marks the side depends on the
    other marks of the paragraph, and nothing is changed if they do not pair up; a curly mark that
    follows another closing one is taken to be turned the wrong way. A verb after which nobody is
    named (``late,"told the paper``) may have lost its speaker, and is left alone. Single
    quotation marks are not looked at here.
    """
    candidates = [
        candidate
        for candidate in GLUED.finditer(document.text)
        if _closes(document, candidate) and not document.protects(candidate.end())
    ]
    named = any(candidate["name"] for candidate in candidates)
    scored = certain_positions(document, _BEFORE_CAPITAL) if named else frozenset[int]()
    for candidate in candidates:
        position = candidate.end()
        if position not in scored:
            sure = not candidate["word"] or not _loses_words(document)
            yield Found(position, position, " ", tier=None if sure else "unsafe")


def _closes(document: Document, candidate: Match[str]) -> bool:
    """Return whether the mark closes a quotation that another mark may have opened."""
    place = candidate.start("quote")
    if candidate["word"] and not _goes_on(document, candidate):
        return False
    if document.quote_side(place) != "close":
        return False
    line_start, line_end, _ = document.line_at(place)
    before = MARK_BEFORE.search(document.text, line_start, place)
    if before:
        return document.quote_side(before.start()) == "open"
    after = MARK.search(document.text, place + 1, line_end)
    return after is None or document.quote_side(after.start()) == "open"


def _goes_on(document: Document, candidate: Match[str]) -> bool:
    """Return whether running text goes on behind the mark."""
    return (
        document.form != "file"
        and candidate["word"] not in SPEAKERLESS
        and (len(candidate["word"]) > 1 or is_closed_word(document, candidate["word"]))
        and is_running_word(document, candidate["word"])
        and closed_words_near(document, candidate.start(), candidate.end("word")) > 1
    )


def _loses_words(document: Document) -> bool:
    return document.lang == "en" and has_certain_holes(document)
