"""Clauses that lost the space after a comma, semicolon or colon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.grammar.ends import CLAUSE, HINT
from cleanup.grammar.running_words import (
    closed_words_near,
    is_closed_word,
    is_likely_word,
    is_running_word,
)
from cleanup.kit import Document, Found, Iterator, Match, Measurement, Pattern, phrases, rule
from cleanup.scoring.lost_words.score import has_certain_holes

if TYPE_CHECKING:
    from cleanup.values import Tier

GLUED = Pattern(
    r"(?P<mark>[,;:])(?=\p{L})"
    r"(?<=(?:^|[\s(\[\"\u201c\u201e\u2018\u00ab\u2014\u2013])"
    r"(?P<left>\p{L}[\p{L}\p{M}'\u2019-]{0,40})"
    r"(?P<closes>(?:[.!?\u2026]{0,2}[\"\u201d\u201c\u00bb)\]]{1,2}"
    r"|[.!?\u2026)%]{0,2}[ \u00a0\u202f]\u00bb)?).)"
    r"(?P<right>\p{L}[\p{L}\p{M}'\u2019-]*+)"
    r"(?=[\"\u201d\u2019\u00bb)\]]*(?:[,.;:!?\u2026]*[\"\u201d\u2019\u00bb)\]]*)(?:\s|\Z))"
)
"""Between blanks just two words, one mark and what may surround words."""
LABEL = Pattern(r"(?:[\p{L}\p{M}'\u2019&,-]+ ){0,6}", timed=False)
MORE = Pattern(r"(?:['\u2019]s)?[,;]? [\p{L}\"\u201c\u2018]", timed=False)
SPACED = Pattern(r"\p{L}{2}: [\p{L}\"\u201c\u201e\u2018\u00ab]", timed=False)
KEY = Pattern(r"\p{L}:(?=\p{Ll})")
DOMAINS = frozenset(phrases("top_level_domains"))
"""After a comma that was meant to be a full stop: ``example,com``."""
QUOTES = frozenset('"\u201c\u201d\u00bb')
"""What closes a quotation, in one language or another."""
SUFFIXES = frozenset(("in", "innen", "er", "en", "es"))
"""What German writes after a colon and also has as words: ``Leser:in``."""
NAMESPACES = frozenset(
    "Category Draft File Help Image Module Portal Special Talk Template User Wikipedia Wiktionary"
    " Datei Diskussion Hilfe Kategorie Vorlage".split()
)
"""What precedes the title of a page in a wiki: ``Category:Harbours``."""
KEYS = frozenset(
    "author class code color colour date file filter from host image in is key label lang language"
    " level line link mode name node only page path port query role scope search site size source"
    " space state status style tag task test text time title type user value version".split()
)
"""English words that are also keys of programs and of searches."""


@rule(
    "JOI014",
    tier="safe",
    confidence=0.97,
    measured=[
        Measurement(255, 255, "news articles in eight languages", "read", "2026-11-29"),
        Measurement(48, 54, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(41, 72, "article-extraction, held out", "scraped", "2026-11-29", "unsafe"),
        Measurement(29, 29, "article-extraction, held out", "article", "2026-11-29"),
        Measurement(9, 10, "article-extraction, held out", "article", "2026-11-29", "unsafe"),
        Measurement(14, 16, "readability, held out", "scraped", "2026-11-29"),
        Measurement(23, 36, "readability, held out", "scraped", "2026-11-29", "unsafe"),
    ],
    hint=HINT & CLAUSE,
    bad={
        "It was the plan of the HMO,who had not been told of the tide.": (
            "It was the plan of the HMO, who had not been told of the tide."
        ),
        "The boat belonged to a man called Marsh,who left on Monday.": (
            "The boat belonged to a man called Marsh, who left on Monday."
        ),
        "The harbour was closed in the morning;the ferry had to wait.": (
            "The harbour was closed in the morning; the ferry had to wait."
        ),
        "The master of the harbour said:The tide is early.": (
            "The master of the harbour said: The tide is early."
        ),
        "Die Brücke ist auch für den Bus nicht sicher,sagte die Frau auf dem Markt.": (
            "Die Brücke ist auch für den Bus nicht sicher, sagte die Frau auf dem Markt."
        ),
        "\u201eWir sind spät\u201c,sagte der Mann auf dem Markt zu der Frau mit dem Hut.": (
            "\u201eWir sind spät\u201c, sagte der Mann auf dem Markt zu der Frau mit dem Hut."
        ),
        "Le pont de la ville est fermé pour les bus,mais le maire ne veut plus attendre.": (
            "Le pont de la ville est fermé pour les bus, mais le maire ne veut plus attendre."
        ),
        "They said: wait. The council of the harbour has only two choices:close the quay or let it "
        "fall into the sea.": (
            "They said: wait. The council of the harbour has only two choices: close the quay or "
            "let it fall into the sea."
        ),
        "\u00abLe pont est fermé pour les bus\u00bb,a-t-elle dit au maire de la ville.": (
            "\u00abLe pont est fermé pour les bus\u00bb, a-t-elle dit au maire de la ville."
        ),
        "\u201eWir warten auf die Fähre und auf den Mann\u201c,so Brandt.": (
            "\u201eWir warten auf die Fähre und auf den Mann\u201c, so Brandt."
        ),
        "Они ждали парома на набережной,не зная, что он уже ушёл и что его не будет.": (
            "Они ждали парома на набережной, не зная, что он уже ушёл и что его не будет."
        ),
        "More:Harbour tolls rise again": "More: Harbour tolls rise again",
        "Мост закрыт до июня, и это не всё, что на нём нашли. В порту сказали нам только "
        "одно:паром не придёт до утра, и никто его не ждёт.": (
            "Мост закрыт до июня, и это не всё, что на нём нашли. В порту сказали нам только "
            "одно: паром не придёт до утра, и никто его не ждёт."
        ),
    },
    good=[
        "The boats are in Category:Harbours, and in Wikipedia:Manual of style it says how.",
        "They said: wait. It was node:process and npm run build:prod that the others had in it.",
        "Die Schüler:innenvertretung der Schule hat den Hafen und die Boote auf dem Markt gesehen.",
        'The row of the table is "tide",harbour,quay for all of the boats in the list.',
        "The tags of the page are stories,celebrity,news and weather.",
        "Die Leser:innen und jede:r der Fahrer:innen kennen das.",
        "The office wants the fields name,date,size of all boats in the harbour.",
        "The office in Paris,France is closed, and so is the one at home.",
        "He calls it Re:Zero, and in the log it says tide:high, wind:low and mast:None too.",
        "It is the caf&eacute;and the quay that they sold to the man from the harbour.",
        "Απ\u2019 ό,τι φαίνεται, και από ό,τι λέει η κυβέρνηση, δεν είναι έτσι.",
    ],
)
def glued_clause(document: Document) -> Iterator[Found]:
    """A clause follows a comma, semicolon or colon without a space.

    What it does: inserts a space after a comma, semicolon or colon between two words, as in
    ``Marsh,who`` and ``said:The``, if they are all that is between the blanks, but for quotation
    marks and brackets, and words of a closed class occur nearby. After a comma or semicolon the
    second word must be in lower case and known in the language of the text; after a closing
    quotation mark, or with letters beyond ASCII, it may also be rare, or short. After a colon it
    must be of a closed class, or be a capitalised word after a known one; the label of a headline
    (``More:Where``) needs no words of a closed class. In lower case both words must be known.

    Why it is damage: an element ended there, or the end of a line. Tokenisers read one word that
    does not exist.

    What could go wrong: tags and columns (``name,date,size``), suffixes in German and Swedish
    (``Leser:innen``), keys (``mast:none``) and namespaces (``Category:Boats``). More than two words
    in a run, two names (``Paris,France``), and what is protected stay. A word in lower case after a
    colon may be the value of a key: the space is only proposed unless it is the one such place of
    its text, which has a blank after other colons, or one of the words has a letter beyond ASCII.
    In files, keys are frequent, so a word after a colon must be of a closed class. In a text that
    surely lost words elsewhere they may be lost here too, so the space is only proposed.
    """
    for candidate in GLUED.finditer(document.text):
        position = candidate.start("right")
        tier = _tier(document, candidate)
        if tier and not document.protects(position):
            sure = tier == "safe" and not _loses_words(document)
            yield Found(position, position, " ", tier=None if sure else "unsafe")


def _tier(document: Document, candidate: Match[str]) -> Tier | None:
    """Return how sure it is that a space was lost; ``None`` if nothing says so."""
    left, right = candidate["left"], candidate["right"]
    near = closed_words_near(document, candidate.start("left"), candidate.end("right"))
    if candidate["mark"] != ":":
        return "safe" if _continues(document, candidate, near) else None
    if candidate["closes"] or len(left) < 3 or left in NAMESPACES or _is_suffix(document, right):
        return None
    if len(right) > 1 and _first_part(right).istitle():
        begins = _begins_sentence if near >= 2 else _begins_headline
        return "safe" if begins(document, candidate) else None
    return _tier_in_lower_case(document, candidate, near) if right.islower() else None


def _continues(document: Document, candidate: Match[str], near: int) -> bool:
    """Return whether a clause may go on with a word after another one and a comma.

    Neither a list of values nor a domain has a closing quotation mark before the comma or letters
    beyond ASCII after it: there the word may be short or rare.
    """
    right = candidate["right"]
    if len(candidate["left"]) < 2 or not right.islower():
        return False
    beyond = not right.isascii()
    if near < (1 if beyond else 2):
        return False
    if is_closed_word(document, right):
        return True
    parts = [right] if document.lang in (None, "en") else _parts(right)
    if document.form != "file" and (beyond or not QUOTES.isdisjoint(candidate["closes"])):
        return all(is_likely_word(document, part) for part in parts)
    return (
        len(right) > 2
        and right not in DOMAINS
        and all(is_running_word(document, part) for part in parts)
    )


def _begins_sentence(document: Document, candidate: Match[str]) -> bool:
    """Return whether a sentence or a name may follow a colon in running text."""
    left, right = candidate["left"], _first_part(candidate["right"])
    if is_closed_word(document, right):
        return True
    if document.form == "file" or document.once(_count_of_keys):
        return False
    if is_running_word(document, left):
        return True
    return len(left) > 5 and is_running_word(document, right)


def _begins_headline(document: Document, candidate: Match[str]) -> bool:
    """Return whether a label, as in headlines, begins the line of a colon, and words follow it."""
    left, right = candidate["left"], _first_part(candidate["right"])
    line = document.line_at(candidate.start("left"))
    if document.form == "file" or document.once(_count_of_keys):
        return False
    label = document.text[line.start : candidate.start("left")]
    return (
        len(left) > 3
        and LABEL.fullmatch(label) is not None
        and MORE.match(document.text, candidate.end("right")) is not None
        and is_running_word(document, right)
        and (is_running_word(document, left) or is_closed_word(document, right))
    )


def _tier_in_lower_case(document: Document, candidate: Match[str], near: int) -> Tier | None:
    """Return how sure it is that a clause or list in lower case follows a colon."""
    left, right = candidate["left"], candidate["right"]
    first = document.text[candidate.start("left") - 1] in "(["
    if not first and _goes_on(document, candidate, near):
        return "safe"
    if near < 2 or len(right) < 2:
        return None
    if is_closed_word(document, right):
        return None if is_closed_word(document, left) else "unsafe" if first else "safe"
    if document.form == "file" or document.once(_count_of_keys) != 1:
        return None
    both = is_running_word(document, left) and is_running_word(document, right)
    return "unsafe" if both else None


def _goes_on(document: Document, candidate: Match[str], near: int) -> bool:
    """Return whether a sentence goes on after a colon.

    The text must have a blank after other colons, or one of the words a letter beyond ASCII, which
    keys of programs seldom have.
    """
    left, right = candidate["left"], candidate["right"]
    plain = (left + right).isascii()
    if document.form == "file" or document.once(_count_of_keys) != 1:
        return False
    if not MORE.match(document.text, candidate.end("right")):
        return False
    if plain and not SPACED.search(document.text):
        return False
    english = document.lang in (None, "en")
    known = is_running_word(document, left), is_running_word(document, right)
    if is_closed_word(document, right):
        if is_closed_word(document, left):
            return near >= 4 and document.lang != "de"
        return near >= (2 if english else 1)
    if english:
        return near >= 4 and all(known) and len(left) > 3 < len(right) and left not in KEYS
    if len(right) < (4 if plain else 3):
        return False
    return near >= (1 if all(known) else 3) and any(known)


def _is_suffix(document: Document, right: str) -> bool:
    """Return whether a word after a colon may be the ending of the one before it."""
    if right in SUFFIXES or (document.lang == "de" and right.startswith("inn")):
        return True
    return len(right) == 1 and document.lang not in (None, "en", "pl", "ru")


def _parts(word: str) -> list[str]:
    """Return what stands together in Romance languages: ``dit-il``, ``l'immunit\u00e0``."""
    return word.replace("\u2019", "'").replace("-", "'").split("'")


def _first_part(word: str) -> str:
    return word.replace("\u2019", "'").partition("'")[0]


def _loses_words(document: Document) -> bool:
    return document.lang == "en" and has_certain_holes(document)


def _count_of_keys(document: Document) -> int:
    """Count the colons between a word and one in lower case; more than one are seldom glue."""
    return sum(1 for _ in KEY.finditer(document.text))
