"""Where prose marks program text: by fences, between backticks, and in files by indentation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from cleanup.text.kinds.tokenised import tokenised
from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from cleanup.text.lines import Lines
    from cleanup.values import Form

CodeMark = Literal["fence", "indent", "ticks"]
"""What marks program text."""

_FENCES = ("```", "~~~")
_TICK = Pattern("`+")


class CodeMarks:
    """The marks of one text, or of a part of it; they are searched when a place is asked for.

    ``within`` is what marks the beginning and the end of a part.
    """

    def __init__(
        self,
        text: str,
        lines: Lines,
        form: Form,
        within: tuple[CodeMark | None, CodeMark | None] = (None, None),
    ) -> None:
        self._text, self._lines, self._form = text, lines, form
        self._opened, self._closed = within

    def at(self, position: int) -> CodeMark | None:
        """Return what marks ``position`` as program text, if anything does."""
        if self._form == "table" and not self._fences and not self._ticks:
            return None
        line = self._lines.at(position)
        if self._form == "file" and self._text.startswith(("    ", "\t"), line.start):
            return "indent"
        if bisect_right(self._fences, line.start) % 2:
            return "fence"
        first, here, last = (
            bisect_left(self._ticks, place) for place in (line.start, position, line.end)
        )
        return "ticks" if (here - first) % 2 == 1 and here < last else None

    @cached_property
    def _ticks(self) -> tuple[int, ...]:
        """Where backticks are, but for those that a tokeniser wrote for quotation marks."""
        ticks = [0] if self._opened == "ticks" else []
        if "`" in self._text and tokenised(self._text) != "ptb":
            ticks += (found.start() for found in _TICK.finditer(self._text))
        if self._closed == "ticks":
            ticks.append(len(self._text) - 1)
        return tuple(ticks)

    @cached_property
    def _fences(self) -> tuple[int, ...]:
        """Where the lines begin that open and close fenced blocks, alternately."""
        text = self._text
        fences = [0] if self._opened == "fence" else []
        if any(fence[0] in text and fence in text for fence in _FENCES):
            fences += (
                line.start
                for line in self._lines.forward()
                if text[line.start : min(line.end, line.start + 6)].lstrip().startswith(_FENCES)
            )
        return tuple(fences)
