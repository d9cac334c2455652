"""Wide spaces that are all that is left of quotation marks and dashes, in English texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.text.document import Document
    from cleanup.text.pattern import Match

Mark = Literal["opening", "closing", "apostrophe", "dash", "both"]

_WIDE_SPACE = Pattern(r" (?<=[^\s*] ) {1,3}+(?=[^\s*|])", timed=False)
_WITHIN_SENTENCE = Pattern(r"  (?<=[0-9A-Za-z,]  )(?=[A-Za-z])", timed=False)
_SENTENCE_ENDS = frozenset('.!?:;)"')
_ONE_SPACE = Pattern(r"[.!?] (?=\p{Lu})")
_SPEAKS = Pattern(
    r"(?r)\b(?:sa(?:id|ys|y)|adds?|added|asks?|asked|t(?:old|ells?)|writes?|wrote|called|tweeted"
    r"|replied|claimed|stated)\b[^.!?]{0,12}?[,:]?",
    timed=False,
)
_QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
_APOSTROPHES = "'\u2018\u2019`"
_SPEECH = (" said", " says", " told", " asked", " t ", " s ")
"""What a text of this length seldom has without any mark: speech, or ends of contractions."""
_FEWEST = 2
_MAX_DISTANCE = 4_000
"""Most code points per wide space within a sentence; where they are rarer, they are typos."""
_LABEL, _OFTEN = 9, 8
"""A colon with the eight code points before it that occurs so often ends a label, no speaker."""
_LONG = 1_000
"""So many code points of English that tell of speech seldom have no quote and no apostrophe."""


class LostMark(NamedTuple):
    """A wide space ``start:end``, and which mark it likely stands for.

    ``proved`` if wide spaces are so many that they prove each other; else the text has no mark left
    from which it could be told.
    """

    start: int
    end: int
    mark: Mark
    proved: bool


def lost_marks(document: Document) -> tuple[LostMark, ...]:
    """Return the wide spaces where marks were lost, in order; to be asked by ``once``."""
    text = document.text
    count = text.count("  ")
    bare = count > 0 and _has_no_mark(text)
    if not (bare or _are_enough(text, count)) or not document.may_be_in({"en"}):
        return ()
    wide_spaces = list(_in_running_text(document))
    within = sum(_WITHIN_SENTENCE.match(text, space.start()) is not None for space in wide_spaces)
    proved = _are_enough(text, within)
    if not (proved or (bare and within)) or document.lang != "en":
        return ()
    typed = _types_two_spaces(text, wide_spaces)
    kept = [
        space
        for space in wide_spaces
        if not (typed and text[space.start() - 1] in _SENTENCE_ENDS)
        and not _follows_label(text, space.start())
    ]
    return tuple(_named(document, kept, proved=proved))


def _are_enough(text: str, wide_spaces: int) -> bool:
    """Return whether so many wide spaces cannot be slips of an author who uses quotation marks."""
    often_enough = wide_spaces >= _FEWEST and wide_spaces * _MAX_DISTANCE >= len(text)
    return often_enough and 2 * sum(map(text.count, _QUOTES)) <= wide_spaces


def _has_no_mark(text: str) -> bool:
    """Return whether a long text with speech has neither a quotation mark nor an apostrophe."""
    return (
        len(text) >= _LONG
        and not any(mark in text for mark in _QUOTES + _APOSTROPHES)
        and any(speech in text for speech in _SPEECH)
    )


def _in_running_text(document: Document) -> Iterator[Match[str]]:
    running, stop = False, -1
    for space in _WIDE_SPACE.finditer(document.text):
        if space.start() >= stop:
            line = document.line_at(space.start())
            running, stop = document.is_running(line), line.stop
        if running:
            yield space


def _follows_label(text: str, start: int) -> bool:
    """Return whether a wide space is between a label of a form, as ``Place:``, and its value."""
    if text[start - 1] != ":" or text.count(text[max(0, start - _LABEL) : start]) < _OFTEN:
        return False
    speaks = _SPEAKS.search(text, max(0, start - 30), start)
    return not (speaks and speaks.end() == start)


def _types_two_spaces(text: str, wide_spaces: Sequence[Match[str]]) -> bool:
    """Return whether more sentences end with two spaces than with one."""
    two_spaces = sum(
        text[space.start() - 1] in ".!?" and text[space.end()].isupper() for space in wide_spaces
    )
    return two_spaces > sum(1 for _ in _ONE_SPACE.finditer(text))


def _named(
    document: Document, wide_spaces: Sequence[Match[str]], *, proved: bool
) -> Iterator[LostMark]:
    """Yield the wide spaces with the mark that each stands for: quotations open, then close."""
    opened, stop = False, -1
    for space in wide_spaces:
        start, end = space.span()
        if start >= stop:
            opened, stop = False, document.line_at(start).stop
        mark = _mark(document.text, start, end, opened=opened)
        opened = mark == "opening" or (opened and mark in ("dash", "apostrophe"))
        yield LostMark(start, end, mark, proved)


def _mark(text: str, start: int, end: int, *, opened: bool) -> Mark:
    before, after = text[start - 1], text[end]
    if end - start > len("   "):
        return "both"
    if end - start == len("   "):
        return "dash"
    speaks = _SPEAKS.search(text, max(0, start - 30), start)
    if before == ":" or (speaks and speaks.end() == start and (before == "," or not opened)):
        return "opening"
    if opened or (before == "," and after.islower()):
        return "closing"
    return "apostrophe" if before == "s" and after.islower() else "opening"
