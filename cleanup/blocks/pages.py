"""Whether a text is a page without an article, and which: from counts over its statements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from cleanup.blocks.titles import is_title
from cleanup.grammar.furniture.classes import Furniture
from cleanup.grammar.furniture.looks import look
from cleanup.grammar.furniture.statements import is_own, statements_of
from cleanup.phrases import phrases, words_of
from cleanup.text.lines import is_running

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleanup.grammar.furniture.statements import Statement
    from cleanup.text.document import Document

Page = Literal["guard", "consent", "error", "stub", "form", "comments", "links", "gallery"]
"""What a text can be that holds no article."""

LONGEST = 3_000
"""Code points of the longest text that is looked at."""
_OWN = 2
"""A text with so many running paragraphs of its author's is an article."""
_WORDS_OF_STUB = 80
"""The longest teasers of feeds have 55 words and a title."""
_FEWEST_WORDS = 20
"""A shorter text that ends in an ellipsis without brackets trails off as its author wants it."""
_CUT = re.compile(r"[\[(]\s*(?:\u2026|\.\.\.|more)\s*[\])]$")
_ELLIPSIS = re.compile(r"([^\W\d_]+)\s?(?:\u2026|\.\.\.)$")
_ENDED = re.compile(r"[.!?\u2026][\"\u201d\u00bb')]*$")
_SHARE_OF_FORM = 3
"""Of a form, so many times as much is known as is not."""
_COMMENTS = 3
_SHARE_OF_COMMENTS = 4
"""Of a thread, one unit in so many is a label of comments."""
_LINKS = 5
_TITLES = 3
_WORDS_OF_TITLE = 4
_LABELS = frozenset(["related", "link", "nav", "section"])
"""Sections of phrases, one of which is among links."""
_PICTURES = frozenset(["gallery", "image", "credit", "caption", "torn caption", "caption above"])


def page_of(document: Document) -> Page | None:
    """Return what a text is that holds no article; ``None`` for one that may hold one.

    A text of more than 3,000 code points is none of these, and none with two running paragraphs,
    or one of more than 80 words, in which no table knows what is said.
    """
    if len(document.text) > LONGEST:
        return None
    lines = document.stripped_lines
    found: dict[int, list[Statement]] = {}
    own = 0
    for place in sorted(range(len(lines)), key=lambda place: -len(lines[place])):  # most say enough
        said = statements_of(lines[place], _WORDS_OF_STUB)
        if said is None:
            return None
        own += is_own(lines[place], said) and not _is_picture(lines[place])
        if own == _OWN:
            return None
        found[place] = said
    statements = [statement for place in range(len(lines)) for statement in found[place]]
    page = _by_phrases(document, statements, own)
    return page or (_by_units(document, own) if document.may_lose_lines else None)


def _is_picture(line: str) -> bool:
    seen = look(line)
    return seen is not None and seen.reading.section in _PICTURES


def _by_phrases(document: Document, statements: Sequence[Statement], own: int) -> Page | None:
    """Return what a page is by what it says."""
    sure = {statement.section for statement in statements if statement.sure}
    unknown = _length(one for one in statements if not one.section)
    known = _length(one for one in statements if one.section)
    if not own:
        if "guard" in sure and unknown <= known:
            return "guard"
        if "consent" in sure and 2 * unknown <= known:
            return "consent"
        if "error" in sure and unknown <= known:
            return "error"
        if "form" in sure and _SHARE_OF_FORM * unknown <= known:
            return "form"
    return "stub" if _is_stub(document, statements) else None


def _length(statements: Iterable[Statement]) -> int:
    return sum(len(statement.text) for statement in statements)


def _is_stub(document: Document, statements: Sequence[Statement]) -> bool:
    """Return whether a text of few words is cut off, or ends in a call to read the rest."""
    unknown = [place for place, statement in enumerate(statements) if not statement.section]
    words = sum(len(statements[place].text.split()) for place in unknown)
    if words > _WORDS_OF_STUB:
        return False
    last = unknown[-1] if unknown else -1
    if any(one.section == "stub" and one.sure for one in statements[last + 1 :]):
        return True
    end = statements[last].text if unknown else ""
    if _CUT.search(end):
        return True
    return words >= _FEWEST_WORDS and _breaks_off(document, end)


def _breaks_off(document: Document, end: str) -> bool:
    """Return whether an ellipsis stands for the rest of a text.

    It stands behind a word that ends no sentence, or at the end of a paragraph below a title.
    """
    ellipsis = _ELLIPSIS.search(end)
    if not ellipsis:
        return False
    lines = document.stripped_lines
    if len(lines) > 1 and is_running(lines[-1]) and not _ENDED.search(lines[0]):
        return True
    lang = document.lang
    last = phrases("function_words") if lang == "en" else words_of("never_last", lang)
    return ellipsis[1].lower() in last


def _by_units(document: Document, own: int) -> Page | None:
    """Return what a page is by the units that it consists of."""
    furniture = document.once(Furniture)
    sections = [
        reading.section if (reading := furniture.readings.get(place)) else ""
        for place in range(len(furniture.units))
    ]
    if _is_thread(furniture, sections, own):
        return "comments"
    if own:
        return None
    if _is_list_of_links(furniture, sections):
        return "links"
    return "gallery" if _is_gallery(furniture, sections) else None


def _is_thread(furniture: Furniture, sections: Sequence[str], own: int) -> bool:
    """Return whether labels of comments are all through a text, from its beginning.

    If a comment is a running paragraph, one label more is needed.
    """
    labels = [place for place, section in enumerate(sections) if section == "comments"]
    if len(labels) < _COMMENTS + own or len(labels) * _SHARE_OF_COMMENTS < len(sections):
        return False
    return not any(unit.running for unit in furniture.units[: labels[0]])


def _is_list_of_links(furniture: Furniture, sections: Sequence[str]) -> bool:
    """Return whether a text consists of titles and of labels of links."""
    if len(sections) < _LINKS or _LABELS.isdisjoint(sections):
        return False
    others = [place for place, section in enumerate(sections) if not section]
    titles = [place for place in others if furniture.texts[place].count(" ") >= _WORDS_OF_TITLE - 1]
    return (
        len(titles) >= _TITLES
        and 2 * len(titles) >= len(others)
        and all(is_title(furniture, place) for place in others)
    )


def _is_gallery(furniture: Furniture, sections: Sequence[str]) -> bool:
    """Return whether a text consists of pictures: their numbers, captions and credits."""
    pictures = sum(section in _PICTURES for section in sections)
    others = [place for place, section in enumerate(sections) if not section]
    few = len(others) <= 1 and not any(furniture.units[place].running for place in others)
    return pictures > 1 and few and pictures > len(sections) // 2
