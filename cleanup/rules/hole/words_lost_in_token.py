"""Words glued together because the words between them were lost."""

from __future__ import annotations

from cleanup.grammar.cut_contractions import cut_contractions
from cleanup.kit import Document, Found, Iterator, Measurement, rule
from cleanup.scoring.seams.candidates import SEAM
from cleanup.scoring.seams.score import verdicts


@rule(
    "HOL001",
    hole="inline",
    tier="display",
    confidence=0.92,
    measured=[
        Measurement(459, 493, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(190, 212, "readability, held out", "scraped", "2026-11-29"),
    ],
    hint=SEAM,
    langs=["en"],
    flags={
        "On Monday, thesaid it had sent four ships to the strait and that it was ready.": "thesaid",
        "She told themshe would come back with the keys to the harbour office.": "themshe",
        "The coach was there whenwas dismissed by the club and the fans were not.": "whenwas",
        "The new ferry was bought byand will sail in spring.": "byand",
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

    What it does: flags a token that is no word and is read as two or more (``thesaid``, ``byand``,
    ``Danforth'shad``, ``livingareas``), if its words, its neighbours and the other damage of the
    text say that words are missing between them and not a space alone. The token is left as it is:
    splitting it would hide the loss.

    Why it is damage: scrapers that drop links drop their words, and strip the spaces on both sides.

    What could go wrong: names, foreign words and new compounds look alike, and one seam alone shows
    only half of the time what was lost there. What is damage, but may be either, is
    ``glued-or-lost``.
    """
    cut = frozenset(document.once(cut_contractions))
    for seam, kind, confidence, _ in verdicts(document):
        if kind == "loss" and (seam.token, seam.end) not in cut:
            yield Found(*seam.words, confidence=confidence, mark_at=seam.start)
