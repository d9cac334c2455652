"""Credits without a label: ``here.Ann Roe/Tide PostThe``, ``here. (Ann Roe/Tide Post) The``.

They are found by the slash, the bar or the ``via`` between who made a picture and who gave it.
Behind the end of a sentence and before the next one that is a credit if the tables list who gave
it; if they do not, the line must have lost its blanks on both sides.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.blocks.credit_names import INNER, PREFIXES, end_of, is_agency, name_of
from cleanup.blocks.run import begins_sentence
from cleanup.grammar.credits import is_misread
from cleanup.grammar.furniture.credits import credit_of, is_credit_name, read_credit
from cleanup.grammar.furniture.names import is_name
from cleanup.grammar.furniture.phrase import networks
from cleanup.grammar.furniture.words import Words
from cleanup.grammar.sentence_openers import OPENERS
from cleanup.phrases import phrases, words_of_all
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.blocks.credit_names import Name
    from cleanup.grammar.furniture.credits import Credit


class CreditBetween(NamedTuple):
    """A credit with its label, if it has one; offsets in code points."""

    start: int
    end: int
    credit: Credit
    is_sure: bool
    """Whether something tells where it ends."""


_LINK = re.compile(r"//?|\|(?=\s)|via(?=\s)")
_BEGINS_NAME = re.compile(r"\s?[^\W\d_a-z]")
_WORD = r"(?:(?:[^\W\d_a-z]\.){1,3}|[^\W\d_a-z][\w'\u2019-]{0,30}\.?)"
_JOINT = r"(?:\s|\s?[,;&]\s?|\s(?:and|de|van|von|der|al|el|bin)\s)"
_PICTOGRAMS = "\u2600-\u27bf\ufe0f\U0001f300-\U0001faff"
_BEFORE_LINK = re.compile(
    rf"(?:(?:(?<=[^\W_A-Z][.!?])|(?<=[.!?\u2026][\"\u201d\u2019)\]])|(?<=[.!?]['\u2019][\"\u201d])|(?<=[{_PICTOGRAMS}]))"
    rf"(?P<blank>\s{{0,2}})|(?P<first>\A)|(?P<letter>(?<=[a-z]{{3}})))"
    rf"(?P<names>{_WORD}(?:{_JOINT}{_WORD}){{0,7}})\Z"
)
_OTHER_WORDS = frozenset(word.capitalize() for word in phrases("function_words")) - PREFIXES
_MOST_IN_NAME = 4
"""Words of who made a picture, ``and`` and commas not counted."""
_JOINTS = re.compile(r"\s?[,;&]\s?|\sand\s")
_REACH = 70
"""Code points of the names before the first slash."""
_MOST_WORDS = 12
_PARTS = re.compile(r"\s?//?\s?|\s\|\s|\s(?:via|for)\s")
_LEAST = 2
"""Words of a person's name."""
_LAST_WORD = re.compile(r"([^\W\d_]+)\.\s*\Z")
_LONGEST_WORD = 20
_ABBREVIATIONS = words_of_all("abbreviations") | {word.lower() for word in phrases("abbreviations")}
"""Of any language: a name goes on behind one (``Lt. Gov. Ann Roe``)."""
_KNOWN = 2.0
"""Zipf frequency from which a word with a capital inside is one word (``YouTube``)."""
_BRACKETS = re.compile(r"\((?P<inside>[^()\n]{2,90})\)(?=\s?[A-Z0-9\"\u201c]|\s*\Z)")
_BEHIND_SENTENCE = re.compile(r"[^\W_][.!?\"\u201d](?P<blank>\s?)\Z")
_MAY_CREDIT = re.compile(r"[/\u00a9]| for | by | via |ourtesy|AFP|AP|EPA|Getty|Reuters|Press")
_OF_OUTLET = re.compile(r"[A-Z]{2,}|@\w+|[\w-]+\.(?:com|org|net)")
_NO_OUTLETS = frozenset(
    "AUS BRA CAN CHN ESP FRA GBR GER ITA JPN NED RUS UK US USA CDU CSU FDP GOP LREM PS PSOE SPD"
    " UCLA MIT".split()
)
"""Countries, parties and colleges, which stand behind the names of their people."""
_BEHIND_AGENCIES = frozenset("editor group health poll polls sports trust".split())
"""Go on with the name of an agency."""
_LONE = frozenset(["AP", "AFP", "Reuters", "EPA", "Getty", "Getty Images", "Associated Press"])
_WITH_INITIALS = re.compile(r"(?:[A-Z]\. ?){1,3}[A-Z][\w'\u2019-]+")
_GLUED = re.compile(r"[0-9]|(?:image|photo|credit)s?\s?:")
_GOES_ON = re.compile(r"\s?[A-Z0-9\"\u201c(]|\s*\Z|\.(?:\s|[A-Z])")
_LINKED = re.compile(r"\s?[/|]|\s(?:via|for)\s")
_OTHER = re.compile("[0-9:]")
"""Found in no bare credit in brackets."""
_FILE_PHOTO = re.compile(r"(?<=\bFile) Photo|(?<=\bfile) photo")
_BUTTONS = re.compile(r"(?:\s?(?:[Hh]ide|[Tt]oggle) caption)+|(?<=\))Read More(?=[A-Z0-9])")
_TOKEN = re.compile(r"\w{1,60}")
_FIRST_WORD = re.compile(r"\s?([^\W\d_]{1,40})")
_LONGEST_PREFIX = 2
_OWN = frozenset(["REUTERS", "AP Photo", "AFP PHOTO", "AFP Photo"])
"""Before a slash and the name of who made the picture."""


def bare_credits(text: str) -> Iterator[CreditBetween]:
    """Yield the credits without a label inside a line, in order."""
    behind = 0
    for link in _LINK.finditer(text):
        end = link.start() - text[link.start() - 1 : link.start()].isspace()
        is_word = link.group() == "via" or link.group() == "|"
        if end < behind or (is_word and end == link.start()):
            continue
        if not _BEGINS_NAME.match(text, link.end()):
            continue
        begun = _BEFORE_LINK.search(text, max(0, end - _REACH), end)
        if begun and (found := _credit(text, begun)):
            yield found
            behind = found.end


def stock_credits(text: str) -> Iterator[CreditBetween]:
    """Yield agencies of pictures, alone or with the handle of a user, glued on both sides."""
    if not _stock().within(text.lower()):
        return
    for found in _of_stock().finditer(text):
        is_one_word = found.group().isalnum()
        if is_one_word and not _opens_sentence(text, found.end()):
            continue  # the name of something else: ``FlickrPro is the paid plan``
        if is_glued_behind(text, found.end()):
            credit = read_credit(found.start(), found.group(), labelled=True)
            yield CreditBetween(found.start(), found.end(), credit, is_sure=True)


@cache
def _stock() -> Words:
    return Words(name.lower() for name in phrases("photo_agencies"))


@cache
def _of_stock() -> re.Pattern[str]:
    known = sorted(phrases("photo_agencies"), key=len, reverse=True)
    return re.compile(
        r"(?<=[^\W_A-Z][.!?])(?!(?:com|net|org)\b)(?:[\w.-]{3,30}\s?/\s?)?"
        rf"(?>{'|'.join(map(re.escape, known))})(?=[A-Z0-9])"
    )


def _opens_sentence(text: str, place: int) -> bool:
    word = _FIRST_WORD.match(text, place)
    return word is not None and word[1] in OPENERS


def bracketed_credits(text: str) -> Iterator[CreditBetween]:
    """Yield the credits in brackets between sentences whose outlet no table lists.

    An agency alone in brackets is one if the next sentence is glued to it.
    """
    for found in _BRACKETS.finditer(text):
        before = _BEHIND_SENTENCE.search(text, max(0, found.start() - _LEAST - 1), found.start())
        if before is None or not _MAY_CREDIT.search(found["inside"]):
            continue
        start = before.start("blank")
        inside, is_glued = found["inside"], is_glued_behind(text, found.end())
        parts = _PARTS.split(inside)
        if len(parts) < _LEAST:
            is_credit = is_glued and inside in _LONE
        else:
            is_credit = _names_outlet(parts, inside) and not is_misread(inside)
        if is_credit:
            is_sure = is_glued or not before["blank"]
            credit = read_credit(start, inside, labelled=True)
            yield CreditBetween(start, behind_button(text, found.end()), credit, is_sure)
        elif (len(parts) >= _LEAST or " by " in inside) and _may_be_credit(inside):
            end = behind_button(text, found.end())
            if known := credit_of(f"({inside})"):
                yield CreditBetween(start, end, known, is_sure=True)


def _may_be_credit(inside: str) -> bool:
    return is_credit_name(inside, labelled=True) and not _OTHER.search(inside)


def _names_outlet(parts: Sequence[str], inside: str) -> bool:
    """Return whether who made a picture stands before who gave it."""
    first, last = parts[0], parts[-1]
    is_person = _is_person(first) or first.startswith("@")
    is_outlet = _is_outlet(last)
    if " for " in inside and is_outlet:
        return all(word[0].isupper() for word in first.split())
    return is_person and is_outlet


def _is_outlet(name: str) -> bool:
    return name not in _NO_OUTLETS and (
        _OF_OUTLET.fullmatch(name) is not None
        or name.lower() in networks()
        or not _words_of_outlets().isdisjoint(name.lower().split())
    )


@cache
def _words_of_outlets() -> frozenset[str]:
    return frozenset(word for line in phrases("agency_words") for word in line.split())


def _is_person(name: str) -> bool:
    return is_name(name) or _WITH_INITIALS.fullmatch(name) is not None


def is_glued_behind(text: str, end: int) -> bool:
    """Return whether a sentence, a list item or the next label begins where a credit ends."""
    return begins_sentence(text, end) or _GLUED.match(text, end) is not None


def behind_stop(text: str, end: int) -> int:
    """Return where a credit ends with its full stop, or with the buttons of its caption."""
    if photo := _FILE_PHOTO.match(text, end):
        end = photo.end()
    behind = behind_button(text, end)
    return behind if behind > end else end + (text[end : end + 1] == ".")


def behind_button(text: str, end: int) -> int:
    """Return where the buttons of a caption end."""
    buttons = _BUTTONS.match(text, end)
    return buttons.end() if buttons else end


def _credit(text: str, begun: re.Match[str]) -> CreditBetween | None:
    """Return the credit whose first names stand before a slash."""
    start = begun.start("names") + _glued_before(text, begun)
    is_inside = start > begun.start("names") or begun["letter"] is not None
    name = name_of(text, start, _MOST_WORDS)
    if not name.ends or (begun["blank"] and _is_behind_abbreviation(text, start)):
        return None
    end, is_sure = _end(text, start, name)
    written = text[start:end]
    parts = _PARTS.split(written)
    if len(parts) < _LEAST or is_misread(written) or _is_part_of_name(text, end, parts[0]):
        return None
    if not all(map(_may_be_name, _JOINTS.split(parts[0]))):
        return None
    is_listed = _is_listed(parts, text[begun.end() : begun.end() + _LEAST].strip())
    if is_listed:
        if len(parts[0].split()) < _LEAST and parts[0] not in _OWN and not _is_photo_agency(parts):
            return None
    elif (
        is_inside
        or begun["blank"] != ""
        or not is_glued_behind(text, end)
        or not _is_person(parts[0])
    ):
        return None
    if not is_sure and (begun["first"] is not None or not is_glued_behind(text, end)):
        return None
    is_sure = is_sure and (is_listed or _is_outlet(parts[-1]))
    credit = read_credit(start, written, labelled=True)
    return CreditBetween(
        start if is_inside else begun.start(), behind_stop(text, end), credit, is_sure
    )


def _is_part_of_name(text: str, end: int, first: str) -> bool:
    """Return whether an agency may go on behind a blank: ``Ann Roe/Getty Images had them``."""
    word = _FIRST_WORD.match(text, end)
    if word is None or not text[end].isspace() or word[1] in OPENERS or word[1].islower():
        return False
    is_of_agency = first in _LONE or first in _OWN or not _is_person(first) or is_agency(first)
    return is_of_agency or word[1].lower() in _words_of_outlets() | _BEHIND_AGENCIES


def _may_be_name(name: str) -> bool:
    """Return whether words are few enough for a name, and none is one of grammar."""
    words = [word for word in name.split() if not word.islower()]
    return len(words) <= _MOST_IN_NAME and _OTHER_WORDS.isdisjoint(words)


def _end(text: str, start: int, name: Name) -> tuple[int, bool]:
    """Return where a credit ends: at the last agency, unless a link follows."""
    for end in reversed(name.ends):
        if is_agency(text[start:end]):
            if end == name.ends[-1] or not _LINKED.match(text, end):
                return end, name.is_sure or _GOES_ON.match(text, end) is not None
            break
    return end_of(text, start, name, Counter())


def _glued_before(text: str, begun: re.Match[str]) -> int:
    """Return how many code points of the first names are of the sentence before, glued to them."""
    glued = 0
    for inner in INNER.finditer(begun["names"]):
        token = begun["names"][: inner.start()].rpartition(" ")[2]
        whole = _TOKEN.match(text, begun.start("names") + inner.start() - len(token))
        is_one = token in PREFIXES or (whole and zipf(whole.group().lower(), "en") >= _KNOWN)
        is_person = " " in begun["names"][inner.start() :].strip()
        if len(token) > _LONGEST_PREFIX and token.isalpha() and is_person and not is_one:
            glued = inner.start()
    return glued


def _is_listed(parts: Sequence[str], bar: str) -> bool:
    """Return whether the tables list who gave a picture, behind who made it or before.

    What stands before a bar may be a caption.
    """
    if any(is_agency(part) for part in parts[1:]) and bar != "|":
        return True
    return (parts[0] in _OWN or parts[0].lower() in _photo_agencies()) and is_name(parts[1])


def _is_photo_agency(parts: Sequence[str]) -> bool:
    return any(part.lower() in _photo_agencies() for part in parts)


@cache
def _photo_agencies() -> frozenset[str]:
    return frozenset(name.lower() for name in phrases("photo_agencies"))


def _is_behind_abbreviation(text: str, start: int) -> bool:
    word = _LAST_WORD.search(text, max(0, start - _LONGEST_WORD), start)
    return word is not None and word[1].lower() in _ABBREVIATIONS
