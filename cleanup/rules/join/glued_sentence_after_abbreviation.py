"""Sentences that lost the space after an abbreviation or initials."""

from __future__ import annotations

from collections import Counter

from cleanup.grammar.ends import ABBREVIATION, HINT
from cleanup.grammar.running_words import closed_words_near, is_closed_word
from cleanup.grammar.sentence_openers import often_opens_sentence
from cleanup.kit import Document, Found, Iterator, Match, Measurement, Pattern, phrases, rule

GLUED = Pattern(
    r"(?<=(?P<before>(?<!\p{L})(?:the|his|her|a|an|this|my) "
    r"|^|[\s(\[\"\u201c\u201e\u00ab0-9\u00b0])"
    r"(?P<left>(?:\p{L}{1,3}\.){1,4}\p{L}|(?:Ph|Ed)\.D|\p{L}{2,4}|\u0442\. [\u0434\u043f]"
    r"|(?P<year>(?<=(?:19|20)[0-9]{2} ?)[r\u0433])"
    r"|\p{Lu}(?<=(?:\p{Ll} |\u00b0).))\.)"
    r"(?P<right>\p{Lu}\p{Ll}[\p{L}\p{M}'\u2019-]*+|\p{Lu}{2,4}"
    r"|I|[AOUWZ\u0410\u0412\u0418\u041a\u041e\u0421\u0423\u042f](?= \p{Ll}))"
    r"(?=[,:;.!?]?(?:\s|\Z)|['\u2019]\p{Ll})"
)
CLOSING = frozenset(phrases("closing_abbreviations"))
INITIALS = Pattern(r"(?:\p{Lu}\.)*\p{Lu}|(?:Ph|Ed)\.D|(?:\p{Ll}\.)+\p{Ll}", timed=False)
BEFORE_WORD = Pattern(
    r"(?<![\p{L}.])(?P<initials>(?:\p{L}\.){1,4}+(?<=\.\p{L}\.|D\.))"
    r"(?: (?P<spaced>\p{Ll}|\p{Lu}\p{Ll})|\p{Lu}\p{Ll})"
)
OFFICE = Pattern(
    r"[\p{L}'\u2019]+ (?:(?:for|of)(?: the)? \p{Lu}\p{Ll}|and \p{Lu}\p{Ll}++ \p{Lu}\p{Ll})",
    timed=False,
)
"""As in ``Department of Justice``."""
AFTER_COMMA = Pattern(r"(?<=\p{Ll}, (?:\p{Lu}\.)+\p{Lu})", timed=False)
"""A state or a degree, as in ``Merrow, N.C.``"""
KNOWN = frozenset(
    "U.S U.K U.N E.U D.C U.S.A U.A.E G.O.P F.B.I C.I.A N.Y L.A B.C A.D Ph.D M.D".split()
)
COMPANIES = frozenset(("Bros", "Co"))
"""After these the rest of a name may follow, but no pronoun."""
NAMES = frozenset("An Do Her Jan Long May So Van Will".split())
"""Openers that are also parts of names."""


@rule(
    "JOI015",
    tier="safe",
    confidence=0.99,
    measured=[
        Measurement(23, 23, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(5, 5, "readability, held out", "scraped", "2026-11-29"),
    ],
    hint=HINT & ABBREVIATION,
    bad={
        "The ferry left the quay at 9 p.m.Nobody was on it, said the master.": (
            "The ferry left the quay at 9 p.m. Nobody was on it, said the master."
        ),
        "The boat was sold to a bank in the U.S.The price is not known.": (
            "The boat was sold to a bank in the U.S. The price is not known."
        ),
        "The quay belongs to Lampworks Inc.The bank owns the rest.": (
            "The quay belongs to Lampworks Inc. The bank owns the rest."
        ),
        "She sold the boat to Lamp & Co.They sailed it to the harbour of Merrow.": (
            "She sold the boat to Lamp & Co. They sailed it to the harbour of Merrow."
        ),
        "They were short of vitamin C.The doctor gave them limes.": (
            "They were short of vitamin C. The doctor gave them limes."
        ),
        "Auf dem Markt gab es Fisch, Brot, Wein usw.Die Frau mit dem Hut war nicht da.": (
            "Auf dem Markt gab es Fisch, Brot, Wein usw. Die Frau mit dem Hut war nicht da."
        ),
        "The U.S. council got a letter from the U.S.Embassy in Merrow. The U.S. has a ship.": (
            "The U.S. council got a letter from the U.S. Embassy in Merrow. The U.S. has a ship."
        ),
        "The boats were made in Merrow, N.C.He left the harbour in the spring.": (
            "The boats were made in Merrow, N.C. He left the harbour in the spring."
        ),
        "To było w porcie w 2019 r.W porcie nikt o tym nie wiedział, ale nie jest to pewne.": (
            "To było w porcie w 2019 r. W porcie nikt o tym nie wiedział, ale nie jest to pewne."
        ),
    },
    good=[
        "The U.S.Army base and the J.K.Marlow prize are in the harbour of the town.",
        "She is the author of works by K.M.An and L.So, and of J.R.Will.",
        "The boats of Lamp & Co.Ltd and Mast & Co.Harbours are in the bay.",
        "Dr.Marsh and St.John met at the quay of the town with Prof.Ahrens.",
        "The class is called Lampworks.Inc.Builder in the code.",
        "Boston Bruins 2:3 n.P.Washington Capitals, so much for the harbour.",
        "He wrote A.Tide and B.Mast in the margin of the log.",
        "The U.S.A is where they went in the end.",
    ],
    beside_holes=True,
)
def glued_sentence_after_abbreviation(document: Document) -> Iterator[Found]:
    """A sentence follows an abbreviation or initials without a space.

    What it does: inserts a space after the full stop of an abbreviation that no name follows, as
    in ``p.m.Nobody`` and ``Inc.The``, and after initials or a single capital if the next word often
    begins sentences, as in ``U.S.The``.

    Why it is damage: it is the same lost paragraph break as in ``glued-sentence``; tokenisers read
    the abbreviation and the word as one.

    What could go wrong: names that are written so (``U.S.Army``, ``J.K.Marlow``). The next word
    decides: after initials that are no known place or office, and no state or degree after a comma
    (``Merrow, N.C.``), it must have three letters and must be no part of a name. After several it
    may be any word if the text has the initials with a space elsewhere, more often than without:
    before a capital, or before any word if they are known ones. Before the name of an office
    (``U.S.Department of``) this need not be so. Words of a closed class must occur nearby.
    """
    for candidate in GLUED.finditer(document.text):
        position = candidate.start("right")
        if (
            _ends_a_sentence(document, candidate)
            and _is_in_prose(document, candidate)
            and not document.is_code(position)
        ):
            yield Found(position, position, " ")


def _is_in_prose(document: Document, candidate: Match[str]) -> bool:
    if candidate["left"].lower() in CLOSING and often_opens_sentence(document, candidate["right"]):
        return True
    return closed_words_near(document, candidate.start("left"), candidate.end("right")) > 0


def _ends_a_sentence(document: Document, candidate: Match[str]) -> bool:
    left, right = candidate["left"], candidate["right"]
    if left.lower() in CLOSING or candidate["year"]:
        return True
    if left in COMPANIES:
        return is_closed_word(document, right) and often_opens_sentence(document, right)
    if not INITIALS.fullmatch(left) or len(right) < 2 or right.isupper():
        return False
    if candidate["before"] == "\u00b0":
        return True
    right = right.replace("\u2019", "'").partition("'")[0]
    is_name = left in KNOWN or AFTER_COMMA.match(document.text, candidate.end("left"))
    if not often_opens_sentence(document, right):
        return "." in left and _is_spaced(document, candidate)
    if is_name or (candidate["before"].strip().isalpha() and "." in left):
        return True
    return len(right) > 2 and right not in NAMES and is_closed_word(document, right)


def _is_spaced(document: Document, candidate: Match[str]) -> bool:
    """Return whether initials before a word have a space elsewhere, more often than not.

    Before the name of an office they need not, if this is the one place without a space.
    """
    left, lead = candidate["left"], document.once(_leads)[candidate["left"]]
    office = left in KNOWN and OFFICE.match(document.text, candidate.start("right"))
    return lead > (-2 if office else 0)


def _leads(document: Document) -> Counter[str]:
    """Count by initials how much more often they have a space before a word than none.

    The word must be capitalised, but after a known place or office.
    """
    leads: Counter[str] = Counter()
    for found in BEFORE_WORD.finditer(document.text):
        initials, spaced = found["initials"][:-1], found["spaced"]
        if not spaced:
            leads[initials] -= 1
        elif initials in KNOWN or spaced[0].isupper():
            leads[initials] += 1
    return leads
