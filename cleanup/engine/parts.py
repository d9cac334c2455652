"""Divide a long text into parts, each of which is judged by itself.

What is judged by other places of its text is judged by those of its part: so the cost of a text
grows with its length, and a collection in one text reads as its articles do. Each part is read
with some text on both sides, of which the parts beside it are the judges.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from cleanup.engine.suppress import NOTHING, Suppressions, suppressions_in
from cleanup.text.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.prefilter.hints import Spoken
    from cleanup.text.code_marks import CodeMark
    from cleanup.text.language import Language
    from cleanup.text.regions import Markup, Regions
    from cleanup.values import Form

LONGEST = 131_072
"""Texts of more code points are divided. Of 20,847 articles the longest has 47,473; of 400 files
of documentation one is divided."""
LEAST: dict[Form, int] = {"table": 8_192, "file": 32_768}
"""Code points of a part, but for the last: a long article, so that the evidence is as usual, and
more of a file, whose names and habits are those of all of it. Parts of 32,768 cost news a third
more: a rule reads a whole part for one place in it."""
REACH = 4_096
"""A part ends within so many code points behind its least, if it has a break there."""
MARGIN = 512
"""Code points that are read on both sides of a part, a paragraph: no more is asked for to
judge a place, but for evidence."""
_BREAKS = ("\n\n", "\n", ". ", " ")
"""Where a part may end, the best first."""
_BLANK = re.compile(r"\s+")
_TOLD = 24
"""A break is chosen by so many code points behind it, not by its place: after an edit all breaks
that follow are still the same."""


class Part(NamedTuple):
    """A stretch of a text that is read at once; offsets in code points."""

    text: str
    """What is read, the margins included."""
    start: int
    """Where that begins in the whole text."""
    first: int
    """Where the places begin that it judges, in the whole text."""
    stop: int
    """Where they end: places from ``first`` on and before ``stop``."""
    language: Spoken
    begins: bool = True
    """Whether the whole text begins with it."""
    ends: bool = True
    """Whether the whole text ends with it."""
    regions: Regions | None = None
    """Those of the whole text in it; ``None`` if they are not known yet."""
    within: tuple[CodeMark | None, CodeMark | None] = (None, None)
    """What marks its beginning, and its end, as code."""
    suppressed: Suppressions = NOTHING
    """What its text, or its row, keeps rules away from."""

    @property
    def content(self) -> tuple[object, ...]:
        """What decides the outcome, wherever it stands in its text."""
        span = self.first - self.start, self.stop - self.start
        regions = None if self.regions is None else tuple(self.regions)
        return (self.text, *span, self.begins, self.ends, regions, self.within, self.suppressed)

    def judges(self, place: int) -> bool:
        """Return whether a place of ``text`` is one to judge here."""
        return self.first <= self.start + place < self.stop


def parts_of(
    text: str,
    language: Language,
    form: Form = "table",
    markup: Markup | None = None,
    ignore: tuple[str, ...] = (),
    *,
    directs: bool = True,
) -> tuple[Part, ...]:
    """Return the parts of a text, in order; a text that is not long is one.

    What is no prose is looked for in the whole text: a fence may stand far before a part. So is
    what the text suppresses, if it ``directs``; ``ignore`` is what its row does.
    """
    suppresses = ignore or (directs and form == "file")
    suppressed = suppressions_in(text, form, markup, ignore) if suppresses else NOTHING
    if len(text) <= LONGEST:
        return (Part(text, 0, 0, len(text) + 1, language, suppressed=suppressed),)
    whole = Document(text, form=form, markup=markup)
    return tuple(_divided(whole, language, LEAST[form], suppressed))


def _divided(
    whole: Document, language: Language, least: int, suppressed: Suppressions
) -> Iterator[Part]:
    text, regions = whole.text, whole.regions
    stops = [*_stops(text, least), len(text)]
    for first, stop in zip((0, *stops), stops, strict=False):
        start, end = max(0, first - MARGIN), min(len(text), stop + MARGIN)
        within = text[start:end]
        yield Part(
            within,
            start,
            first,
            stop + (stop == len(text)),
            language.of(within),
            begins=start == 0,
            ends=end == len(text),
            regions=None if regions is None else regions.within(start, end),
            within=(whole.mark_of_code(start), whole.mark_of_code(end)),
            suppressed=suppressed.within(start, end),
        )


def _stops(text: str, least: int) -> Iterator[int]:
    """Yield where one part ends and the next begins."""
    stop = 0
    while len(text) - stop > least + REACH:
        stop = _break(text, stop + least, stop + least + REACH)
        if stop < len(text):
            yield stop


def _break(text: str, start: int, end: int) -> int:
    """Return the best break from ``start`` on and before ``end``, else the next white space.

    What has none, and a run of white space, is not divided: a rule judges it as a whole, by where
    it begins.
    """
    for mark in _BREAKS:
        places = list(_behind(text, mark, start, end))
        if places:
            end = min(places, key=lambda place: crc32(_told(text, place)))
            break
    else:
        blank = _BLANK.search(text, end)
        end = blank.start() if blank else len(text)
    run = _BLANK.match(text, end)
    return run.end() if run else end


def _told(text: str, place: int) -> bytes:
    return text[place : place + _TOLD].encode("utf-8", "surrogatepass")


def _behind(text: str, mark: str, start: int, end: int) -> Iterator[int]:
    place = text.find(mark, start, end)
    while place >= 0:
        yield place + len(mark)
        place = text.find(mark, place + len(mark), end)
