"""Pieces of the head or the tail of an article whose line ends are lost, side by side in a line."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from cleanup.blocks.lifts import lift_of_byline, lift_of_date
from cleanup.blocks.place import Place
from cleanup.grammar.furniture.head import is_role
from cleanup.grammar.furniture.looks import look
from cleanup.grammar.furniture.names import is_name
from cleanup.grammar.furniture.phrase import PARTICLES, agencies
from cleanup.grammar.furniture.reading import Reading, book
from cleanup.grammar.furniture.stamps import MOST, stamp_of
from cleanup.grammar.furniture.tokens import tokens_of
from cleanup.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.blocks.lifts import Lift

_BEFORE_DATES = frozenset(
    "last updated published posted modified created revised aktualisiert stand zuletzt mis mise"
    " publi\u00e9 pubblicato aggiornato ultima publicado actualizado opublikowano dodano".split()
)
"""Words of labels of dates, with a capital where they begin one."""
_REACH = 120
"""Code points of the longest piece."""
_BY = re.compile(
    r"(?:(?:Posted |Written |Reported |Published |Words |Story )?[Bb]y|BY|[Vv]on|Par|Por|[Dd]i"
    r"|Door|A[vf]|A cura di"
    r"|(?:[Bb]y|[Vv]on|Par|Por|Di|Text[eo]?|Autor(?:in|e)?|\u0410\u0432\u0442\u043e\u0440) ?:)"
    r"\s+(?=[^\W\d_])"
)
_AND = re.compile(r"\s*(?:,|\b(?:and|und|et|y|e|i|\u0438|en|och|og)\b)\s+(?=[^\W\d_a-z])")
_WITH = re.compile(r"\s*(?:,|/|\(|\b(?:with|mit|avec|con|com|met|och|i|z|\u0438|\u0441)\b)\s*")
_FOR = re.compile(r"\s+[Ff]or\s+(?:[Tt]he\s+)?(?=[A-Z])")
"""Stands between an author and an outlet."""
_GLUED = re.compile(r"(?:(?<=[0-9])|(?<=\b[AP]M)|(?<=\b[A-Z]T)|(?<=\b[A-Z]{2}T))(?=[A-Z][a-z])")
"""Behind a date, or the zone of its time."""
_SEAM = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z]{2})(?=[0-9])")
_MOST_SEAMS = 2
_LONGEST_INITIALS = 2
_NEXT_WORD = re.compile(r"[0-9][\s|]*(?:[^\W\d_]{6,}|(?!Uhr)[A-Z][a-z]+)\Z")
"""Ends what would take the label of the next date, such as ``Updated``, or the next sentence's."""
_BEHIND_STAMP = re.compile(r"\s(?:[0-9]{1,3}|\w{1,2})")
"""Read as a part of a stamp, but begins what stands behind it."""
_ACCOUNT = re.compile(r"@\w{3,30}\b")
_NEXT = re.compile(r"[\s|\u2022\u00b7,;:/\u2013-]*")
_DIGIT = re.compile("[0-9]")
_INITIAL = re.compile(r"[^\W\d_]\.?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}|[0-9][./][0-9]{2}\b")
_LONGEST_STAMP = 45
"""Code points in which a stamp says its year."""
_MOST_WORDS_OF_OUTLET = 3
_FEW_BLANKS = 3
_SHORTEST_LABEL = 5
"""Code points; shorter ones are words of names in some language."""
_IN_CAPITALS = re.compile(r",\s+[A-Z]{2,}(?:\s+[A-Z]{2,})?(?=\s|$)")
"""An outlet behind a name."""


def pieces_at(text: str, place: int) -> Iterator[Place]:
    """Yield the pieces that may begin at a place of a line, the longest of a kind first."""
    if text[place : place + 1] == "@" and (account := _ACCOUNT.match(text, place)):
        yield Place("follow", place, account.end())
    yield from bylines_at(text, place)
    yield from stamps_at(text, place)
    longest = 0
    for section, length in phrases_at(text, place, at_edge=True):
        written = text[place : place + length]
        if section == "date" and _DIGIT.search(written):
            is_shorter = longest and not _BEHIND_STAMP.fullmatch(text, place + length, longest)
            if is_shorter or not _YEAR.search(written):
                continue
            longest = longest or place + length
        yield Place(section, place, place + length, _lift(section, written))


def phrases_at(text: str, place: int, *, at_edge: bool) -> Iterator[tuple[str, int]]:
    """Yield the sections of the phrases that begin at a place, and their code points.

    A phrase may be glued to what follows: ``AdvertisementThe crew``, ``Read More4 of 9``.
    """
    reach = text[place : place + _REACH]
    yield from book().beginnings(reach, None, at_edge=at_edge)
    for seam in islice(_SEAM.finditer(reach), _MOST_SEAMS):
        for section, length in book().beginnings(reach[: seam.start()], None, at_edge=at_edge):
            if length == seam.start():
                yield section, length


def behind_marks(text: str, place: int) -> int:
    """Return where the next piece begins, behind blanks, bars and dashes."""
    found = _NEXT.match(text, place)
    return found.end() if found else place


def stamps_at(text: str, place: int) -> Iterator[Place]:
    """Yield the dates with their year that begin at a place of a line."""
    if not _YEAR.search(text, place, place + _LONGEST_STAMP):
        return
    reach = text[place : place + _REACH]
    glue = _GLUED.search(reach)
    seam = glue.start() if glue else len(reach)
    ends = {min(token.end, seam) for token in tokens_of(reach)[:MOST]}
    longest = 0
    for end in sorted((place + end for end in ends), reverse=True):
        stamp = None if _NEXT_WORD.search(text, place, end) else stamp_of(text[place:end])
        if stamp and stamp.year is not None and stamp.day is not None:
            if longest and not _BEHIND_STAMP.fullmatch(text, end, longest):
                return
            longest = longest or end
            written = text[place:end]
            reading = Reading("date", (("date", written),))
            yield Place("date", place, end, lift_of_date(reading, written))


def bylines_at(text: str, place: int) -> Iterator[Place]:
    """Yield the author that a label at a place of a line names, with role and outlet or without."""
    label = _BY.match(text, place)
    end = _names_end(text, label.end()) if label else -1
    if label is None or end < 0:
        return
    reading = Reading("byline", (("names", text[label.end() : end]),))
    byline = Place("byline", place, _role_end(text, end), lift_of_byline(reading))
    if outlet := _IN_CAPITALS.match(text, byline.end):
        yield byline._replace(end=outlet.end())
    if outlet := _FOR.match(text, byline.end):
        for count in range(_MOST_WORDS_OF_OUTLET, 0, -1):
            words = re.compile(rf"(?:[A-Z][\w.]*\s?){{{count}}}(?!:)").match(text, outlet.end())
            if words:
                yield byline._replace(end=len(text[: words.end()].rstrip()))
    yield byline


def is_labelled(text: str, piece: Place) -> bool:
    """Return whether a piece begins with a label, or says more than a name and a bare date."""
    if piece.section not in ("byline", "date") or _BY.match(text, piece.start):
        return True
    if piece.section == "byline":
        return piece.end > behind_marks(text, _names_end(text, piece.start))
    return book().begin(text[piece.start : piece.end], None, at_edge=True) is not None


def names_at(
    text: str, place: int, before: str, *, is_behind_title: bool = False
) -> Iterator[Place]:
    """Yield the names without a label at a place of a line, if what stands beside them says so.

    That is a date behind them, a role, an agency, or, if another piece follows, the title or the
    section ``before`` if it is a date.
    """
    end = _names_end(text, place)
    if end < 0 or _are_phrases(text[place:end]) or _labels_date(text[place:end]):
        return
    if text[max(0, place - _FEW_BLANKS) : place].rstrip().endswith(":"):
        return  # whom another label names: ``Photos: Ann Roe``
    stop = max(_role_end(text, end), _agency_end(text, end))
    behind = behind_marks(text, stop)
    if stop == end and not _dated(text, behind):
        is_told = before == "date" or (is_behind_title and _is_plain(text[place:end]))
        if not (is_told and _begins_piece(text, behind)):
            return
    if text[end : end + 1] == " " and _is_in_sentence(text, end, behind):
        return
    reading = Reading("byline", (("names", text[place:end]),))
    yield Place("byline", place, stop, lift_of_byline(reading))


def _is_in_sentence(text: str, end: int, behind: int) -> bool:
    """Return whether a role may be in a sentence: ``Fake Fox News journalist Ann Roe said``."""
    role = text[end:behind].split()
    follows = text[behind : behind + 1] == "@" or _dated(text, behind)
    is_lower = bool(role) and role[-1].islower()
    return is_lower and not follows and not _begins_piece(text, behind)


def _begins_piece(text: str, place: int) -> bool:
    return book().begin(text[place : place + _REACH], None, at_edge=True) is not None


def _is_plain(names: str) -> bool:
    """Return whether no word is a function word, or in capitals beside one that is not."""
    words = names.replace(",", " ").split()
    has_function_word = any(word.lower() in phrases("function_words") for word in words)
    return not has_function_word and len({word.isupper() for word in words}) == 1


def _are_phrases(names: str) -> bool:
    """Return whether a word of what looks like a name is a button or a section."""
    return any(
        found is not None and found[1] == len(word)
        for word in names.split()
        if len(word) >= _SHORTEST_LABEL
        for found in (book().begin(word, None, at_edge=True),)
    )


def _labels_date(names: str) -> bool:
    """Return whether what looks like a name ends in a label of dates: ``Gulf Last updated:``."""
    return names.split()[-1].lower() in _BEFORE_DATES


def _dated(text: str, place: int) -> bool:
    """Return whether a date begins at a place of a line, with a label or without."""
    if next(stamps_at(text, place), None):
        return True
    found = book().begin(text[place : place + _REACH], None, at_edge=True)
    return (
        found is not None
        and found[0] == "date"
        and _YEAR.search(text, place, place + found[1]) is not None
    )


def _lift(section: str, written: str) -> Lift:
    """Return what is lifted from a phrase with a date or an author."""
    seen = look(written) if section in ("date", "byline") else None
    if seen is None:
        return ()
    if section == "date":
        return lift_of_date(seen.reading, written)
    return lift_of_byline(seen.reading)


def _names_end(text: str, start: int) -> int:
    """Return where a list of names ends; -1 if none begins there."""
    end = name_end(text, start)
    while end >= 0 and _role_end(text, end) == end and (joint := _AND.match(text, end)):
        further = name_end(text, joint.end())
        if further < 0 or _shapes(text[joint.end() : further]) != _shapes(text[start:end]):
            break  # as at ``QUAYMER`` in ``Sea Trade, Marsh QUAYMER, May 3, 2017``
        end = further
    return end


def _shapes(names: str) -> set[bool]:
    """Return whether words are in capitals; of two letters they may be initials."""
    return {word.isupper() for word in names.split() if len(word.strip(".,")) > _LONGEST_INITIALS}


def name_end(text: str, start: int) -> int:
    """Return where a name of two words, or three with an initial or a particle, ends; else -1."""
    words = list(re.finditer(r"\S+", text[start : start + _REACH]))[:4]
    plain = [word.group().rstrip(",;|") for word in words]
    count = 2
    if len(plain) > 2 and (plain[1].lower() in PARTICLES or _INITIAL.fullmatch(plain[1])):
        count = 3
    if len(plain) < count or plain[0].lower() in phrases("function_words"):
        return -1
    if not is_name(" ".join(plain[:count])):
        return -1
    return start + words[count - 1].start() + len(plain[count - 1])


def _role_end(text: str, end: int) -> int:
    """Return where a role behind a name ends, such as ``, Political Correspondent``."""
    words = list(re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", text[end : end + _REACH]))[:4]
    for count, word in enumerate(words, start=1):
        if is_role(" ".join(one.group() for one in words[:count])):
            return end + word.end()
        if word.group()[0].islower() and text[end : end + 1] != ",":
            break
    return end


def _agency_end(text: str, end: int) -> int:
    """Return where an agency behind a name ends, such as ``avec AFP``."""
    joint = _WITH.match(text, end)
    tokens = tokens_of(text[joint.end() : joint.end() + _REACH])[:3] if joint else []
    for count in range(len(tokens), 0, -1):
        if joint and " ".join(token.folded for token in tokens[:count]) in agencies():
            stop = joint.end() + tokens[count - 1].end
            return stop + text.startswith(")", stop) if "(" in joint.group() else stop
    return end
