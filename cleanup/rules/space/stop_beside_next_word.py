"""Spaces before a full stop that belong after it."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Match, Pattern, Shape, rule
from cleanup.scoring.words import CLOSED
from cleanup.text.vocabulary import zipf

MOVED = Pattern(
    r"(?<![A-Za-z])(?<before>[A-Za-z]{1,30}+) \.(?:(?<word>[a-z]{1,30}+) [a-z]"
    r"|(?<=[ ,&][A-Z] \.)(?<year>(?:18|19|20)[0-9]{2})(?=\. \p{Lu}))",
    timed=False,
)
_SUFFIXES = frozenset(
    "net com org info post travel jobs mil gov edu is it in us my me so to am be at as no name pro"
    " text doc local profile config log exe app page zip".split()
)
"""Domains, and names that files begin or end with."""
_BEFORE_A_NAME = frozenset(
    "a an the and or of in on to with from for new like as is are was were use using into called"
    " that this these those by your its all any www file files extension domain domains".split()
)
_LANGUAGES = ("en", None)
_COMMON = 4.0


@rule(
    "SPC012",
    tier="unsafe",
    confidence=0.9,
    severity="meaning",
    reads_words=True,
    silenced_by=["markup", "program-text", "tokenised"],
    hint=Shape(r"[A-Za-z] [.][a-z]+ [a-z]") | Shape(r"[ ,&][A-Z] [.](?:18|19|20)[0-9]{2}[.]"),
    bad={
        "They sailed on Monday .then the storm came, and the quay was lost.": (
            "They sailed on Monday. then the storm came, and the quay was lost."
        ),
        "The tide was high, as in Halloran E .1987. Nobody had measured it since.": (
            "The tide was high, as in Halloran E. 1987. Nobody had measured it since."
        ),
        "She knew the town .that was not the place, and so she went home at once.": (
            "She knew the town. that was not the place, and so she went home at once."
        ),
    },
    good=[
        "The council bought the .post domain for the town, and a .travel one is to come.",
        "Put it into .profile before you log in, or into the file .config of the home folder.",
        "They came from .the. and nobody knew why it was written so.",
        "Both .then and .with are words of the language, and so is a file .some of it.",
        "The rate was .25 of it, and that of plan A .50 of it, and they left it there.",
    ],
)
def stop_beside_next_word(document: Document) -> Iterator[Found]:
    """A full stop stands at the word after it instead of the one before.

    What it does: moves the space from before the full stop to after it, with ``--unsafe``: between
    a word and a common one in lower case (``Monday .then the``), and between an initial and a year.

    Why it is damage: somebody typed or a program set the space on the wrong side, and a sentence
    splitter sees one sentence.

    What could go wrong: names of files, of domains and of program text begin with a full stop. What
    is no common word, is a domain or stands after an article or a preposition is left alone, and so
    are all such words of a text that holds one of these.
    """
    moved = [one for one in MOVED.finditer(document.text) if not document.is_code(one.start())]
    words = [one for one in moved if one["word"]]
    may_be_words = document.lang in _LANGUAGES and all(map(_is_common, words))
    for one in moved:
        if one["year"] or may_be_words:
            space = one.end("before")
            yield Found(space, space + 2, ". ")


def _is_common(moved: Match[str]) -> bool:
    word, before = moved["word"], moved["before"].lower()
    return (
        word not in _SUFFIXES
        and before not in _BEFORE_A_NAME
        and zipf(before, "en") >= _COMMON
        and (word in CLOSED or zipf(word, "en") >= _COMMON)
    )
