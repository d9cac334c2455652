"""Words glued together because the words between them were lost."""

from __future__ import annotations

from cleanup.grammar.cut_contractions import cut_contractions
from cleanup.kit import Document, Found, Iterator, Measurement, rule
from cleanup.scoring.lost_words.calibration import THRESHOLD
from cleanup.scoring.lost_words.candidates import ANY
from cleanup.scoring.lost_words.score import has_certain_holes, lost_words
from cleanup.scoring.lost_words.tokens import token_at


@rule(
    "HOL001",
    hole="inline",
    tier="display",
    confidence=0.95,
    measured=[
        Measurement(596, 786, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(241, 355, "readability, held out", "scraped", "2026-11-29"),
    ],
    hint=ANY,
    langs=["en"],
    flags={
        "On Monday, thesaid it had sent four ships to the strait and that it was ready.": "thesaid",
        "This was in return for what theyon the so-called council had done to the men.": "theyon",
        "The coach was there whenwas dismissed by the club and the fans were not.": "whenwas",
        "The officer told us what he toldthat she was the one who had been there.": "toldthat",
        "There were orders for thewith a variety of rebates, and that was all of it.": "thewith",
    },
    good=[
        "Within the hour they went into the theatre, onto the stage, and back to the hall.",
        "Whereas the heat was unbearable, the weather in the north was not.",
        "Theon of the isles met Thein Sein and Toby, and they were in the house.",
        "He went to hear thesaid.example, and that is the whole of it.",
        "The user @theyon and the tag #thesaid were on the list of the day.",
        "It is :thesaid: of the house, and it was std::inthe and ../thesaid that were of it.",
        "It was at will employment, and the heron was in the reeds.",
        "The plan to overstay was inlined by the failson, who is atwitter about the bedsits.",
        "He is of the university ofMerrow in the north, and so are the others in the hall.",
        "The underused boats were redid by a tieless man, who is in the readme of the checkin.",
        "YouTube and the iPhone are in the news, and WikiLeaks is of the view that it is not.",
        "The village of Hatenon is old. Hatenon is by the sea, and Hatenon is the place to be.",
    ],
)
def words_lost_in_token(document: Document) -> Iterator[Found]:
    """Text was lost between two words, which now stick together.

    What it does: flags a token that is in no English word list and consists of two common words,
    one of them of a closed class, if the context indicates missing words between them (``thesaid``,
    ``theyon``, ``Danforth'shad``). In a text with several holes of high confidence, both may be of
    open classes if the first has an ending (``livingareas``) or the context fits. The token is
    left as it is: splitting it would hide the loss.

    Why it is damage: scrapers that drop links drop their words, and strip the spaces on both sides.

    What could go wrong: names and foreign words, and words that only lost the space between them
    (``percentof``). Capitalised tokens must begin with a function word or end with a longer one,
    and a token that occurs more than twice in a text is a name.
    """
    cut = frozenset(document.once(cut_contractions))
    for candidate in lost_words(document):
        if candidate.kind == "glued" and candidate.confidence >= THRESHOLD:
            start, end = token_at(document.text, candidate.start)
            if (start, end) not in cut and not _is_glue(document, start, end):
                yield Found(start, end, confidence=candidate.confidence, mark_at=candidate.start)


def _is_glue(document: Document, start: int, end: int) -> bool:
    """Return whether a token with an inner capital is alone: ``glued-words`` finds ``ofMerrow``."""
    has_capital = not document.text[start + 1 : end].islower()
    return has_capital and not has_certain_holes(document)
