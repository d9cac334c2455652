"""Sentences that begin in lower case."""

from __future__ import annotations

from cleanup.grammar.lower_case_sentences import VERB_FIRST, ends_abbreviation
from cleanup.kit import Document, Found, Iterator, Match, Measurement, Pattern, Shape, phrases, rule
from cleanup.scoring.lost_words.score import has_certain_holes

VERBS = (
    "are|became|began|bought|broke|brought|built|came|can|chose|could|did|do|does|drew|fell|found"
    "|gave|got|grew|had|has|have|held|hit|include|is|kept|knew|left|led|let|lost|made|may|met|might"
    "|must|put|ran|saw|sent|set|should|spent|spoke|took|was|went|were|will|won|would"
)
OTHERS = "a|also|an|at|by|for|from|in|of|on|that|the|to|which|who|whose|with"
_FIRST_WORDS = f"[ ]?(?:{VERBS}|{OTHERS}|[a-z]{{3,30}}(?:ed|s))[ ][a-z0-9]"
SENTENCE = Pattern(
    r"(?:\.(?=[\"\u201d\u2019]? ?[a-z])(?<=[a-z]{4} ?.)(?P<quote>[\"\u201d\u2019]?)"
    r"|\](?<=[A-Za-z] ?\[ ?.)) ?"
    rf"(?=(?P<word>[a-z]{{3,30}}ed|[a-z]{{4,30}}(?<!s)s|{VERBS}|{OTHERS}) [a-z0-9])"
)
CAPITAL = Pattern(r"[.!?](?<=\p{Ll}{3}.)[\"\u201d\u2019]? ?\p{Lu}")
LEAST = 3
"""So many times as many sentences of a text begin with a capital."""
SPEECH = frozenset(word for line in phrases("speech_verbs") for word in line.split())
AFTER_A_QUOTATION = frozenset(OTHERS.split("|"))
"""These continue the sentence that a quotation is in."""
SURE = Pattern(
    rf"(?:{VERBS}) (?!(?:and|are|is|of|or)\b)"
    r"|(?:[a-z]{3,}ed|[a-z]{4,}(?<!s)s) (?:an?|at|by|for|from|her|his|in|into|its|on|that|the|their"
    r"|to|up|with)\b",
    timed=False,
)
"""A verb and what follows it: these count in any text in which far more sentences begin with a
capital."""
LEAST_ANYWHERE = 10
LONE = 0.9
OTHER = Pattern(r"[.!?] [a-z]|(?<=[ .])i(?= )", timed=False)
AROUND = 150
NO_SENTENCE = SPEECH | frozenset(("always", "headers", "others", "perhaps", "sometimes"))


@rule(
    "HOL015",
    hole="sentence-head",
    tier="display",
    confidence=0.93,
    measured=[
        Measurement(57, 57, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(11, 16, "readability, held out", "scraped", "2026-11-29"),
    ],
    hint=Shape(f'[.]["\u201d\u2019]?{_FIRST_WORDS}|\\[[ ]?\\]{_FIRST_WORDS}')
    & Shape(f'(?:[a-z]{{4}}[ ]?[.]["\u201d\u2019]?|\\[[ ]?\\]){_FIRST_WORDS}'),
    langs=["en"],
    flags={
        "It was told to the  and then to the , and he said that. It was the end of the road. "
        "Nobody was pleased. They left it to him to mend. rekindled a feeling that was gone.": "",
        "It was told to the  and then to the , and he said that. It was the end of the road. "
        "Nobody was pleased. They left it to him to mend.took the stage at the end of it.": "",
        "It was told to the  and then to the , and he said that. It was the end of the road. "
        "Nobody was pleased. It was \u201cof the town.\u201d built the quay of the harbour.": "",
        "It was told to the  and then to the , and he said that. It was the end of the road. "
        "Nobody was pleased. The quay[]is the oldest part of the town.": "",
        f"{'It was the end of the road. ' * 12}They left it to him to mend. rekindled a feeling "
        "that was long gone.": "",
    },
    good=[
        "It was told to the  and then to the , and he said that. It was the end of the road. "
        "Nobody was pleased. \u201cIt is that of the town.\u201d said the head of the council.",
        "It was told to the  and then to the , and he said that. It was the end of the road. "
        "Nobody was pleased. It is said by Dornan corp. that it was not all of it.",
        "It was told to the  and then to the , and he said that. It was the end of the road. "
        "Is it left to the town? or to us? It was all of that kind! and then he went.",
        "It was told to the  and then to the , and he said that. It was the end of the road. "
        "it was all of that kind. he was not of that view. they left it to him to mend.",
        "It was told to the  and then to the , and he said that. It was the end of the road. "
        "Nobody was pleased. They left it to harbour.quay and tide.mast of the list.",
        "It was the end of the road. Nobody was pleased. He left it to them. They left it to him "
        "to mend. rekindled a feeling that was long gone for most of the men in the hall.",
        f"{'It was the end of the road. ' * 12}\u201ci left it. was to be mended. i left.\u201d",
        f"{'It was the end of the road. ' * 12}They left it to him to mend. pumps and boats are to "
        "be had in the harbour of the town.",
    ],
)
def sentence_in_lower_case(document: Document) -> Iterator[Found]:
    """A sentence begins in lower case.

    What it does: flags a sentence that begins in lower case with a verb, an article or a
    preposition (``to mend. rekindled a feeling``), with or without a space before it, or after
    emptied square brackets, in a text with holes of high confidence elsewhere in which three times
    as many sentences begin with a capital. A verb and a preposition or an article after it count in
    any text in which ten times as many do.

    Why it is damage: the name or the words that the sentence began with were a link and were
    dropped.

    What could go wrong: abbreviations that end in a full stop, names of files and sites, and
    speech verbs after a quotation; those that are known are left out.
    """
    text = document.text
    low = [
        sentence
        for sentence in SENTENCE.finditer(text)
        if sentence["word"] not in NO_SENTENCE and not _is_protected(document, sentence)
    ]
    if not low:
        return
    beside = has_certain_holes(document)
    if not beside:
        low = [
            sentence
            for sentence in low
            if SURE.match(text, sentence.end()) and not _is_among_others(text, *sentence.span())
        ]
    least = LEAST if beside else LEAST_ANYWHERE
    if sum(1 for _ in CAPITAL.finditer(text)) >= least * len(low):
        for sentence in low:
            yield Found(sentence.end(), sentence.end(), confidence=None if beside else LONE)


def _is_among_others(text: str, stop: int, end: int) -> bool:
    """Return whether a sentence nearby begins in lower case, too: a quoted post may."""
    return bool(OTHER.search(text, max(0, stop - AROUND), stop)) or bool(
        OTHER.search(text, end, end + AROUND)
    )


def _is_protected(document: Document, sentence: Match[str]) -> bool:
    """Return whether no sentence begins here, or one that ``lost-subject`` finds."""
    stop, end = sentence.span()
    return bool(
        (sentence["quote"] and sentence["word"] in AFTER_A_QUOTATION)
        or VERB_FIRST.match(document.text, stop) is not None
        or ends_abbreviation(document.text, stop)
        or document.protects(end)
        or document.protects(end - 1)
    )
