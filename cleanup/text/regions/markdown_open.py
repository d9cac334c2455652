"""The open leaf of Markdown's block structure, and which lines go on with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.regions import markdown_lines as lines
from cleanup.text.regions.values import Region

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleanup.text.regions.values import RegionKind

_LATENT = frozenset("#-+*0123456789")


class OpenLeaf:
    """Collects what the leaves of one text are; holds the one that is open.

    ``regions``: all that is not the content of a paragraph or heading. ``paragraphs``: the spans
    that hold inline syntax. ``labels``: those of reference definitions.
    """

    def __init__(self) -> None:
        self.regions: list[Region] = []
        self.paragraphs: list[tuple[int, int]] = []
        self.labels: set[str] = set()
        self.leaf = ""
        """The open leaf: a paragraph is ``text``."""
        self._kind: RegionKind = "code"
        self._begin = self._stop = self._last = 0
        """Where the leaf begins, its content ends so far, and its last line begins."""
        self._until = ""
        self._line_start = self._line_end = 0

    def at(self, start: int, end: int) -> None:
        """Name the span of the next line, in code points of the text."""
        self._line_start, self._line_end = start, end

    def goes_on(self, rest: str) -> bool:
        """Add a line to the open leaf if that is no paragraph; return whether it belongs to it."""
        return self.leaf in _GOES_ON and _GOES_ON[self.leaf](self, rest)

    def text(self, rest: str) -> None:
        """Add a line to the open paragraph, or begin one."""
        body = rest.lstrip(" \t")
        start = self._line_end - len(body)
        if self._line_start < start:
            self.regions.append(Region(self._line_start, start, "markup"))
        if self.leaf != "text":
            self.close()
            self.leaf = "text"
            self._begin = start = self._task(body, start)
        if body[0] in _LATENT:
            latent = lines.LATENT.match(body)
            if latent:
                self.regions.append(Region(start, start + latent.end(), "markup"))
        self._last = start
        self._stop = self._line_end
        if body[-1] in " \t\\":
            self._line_break(body)

    def _task(self, body: str, start: int) -> int:
        task = lines.TASK.match(body) if body[0] == "[" else None
        if not task:
            return start
        self.regions.append(Region(start, start + task.end(), "list"))
        return start + task.end()

    def _line_break(self, body: str) -> None:
        """Mark what may be a hard break: two blanks, or a backslash."""
        stripped = len(body.rstrip(" \t")) if body[-1] != "\\" else len(body) - 1
        self._stop = self._line_end - len(body) + stripped
        if len(body) - stripped > 1 or body[-1] == "\\":
            self.regions.append(Region(self._stop, self._line_end, "markup"))

    def markers(self) -> None:
        """Take a line that has the markers of containers alone: a leaf may end before it."""
        self.regions.append(Region(self._line_start, self._line_end, "markup"))

    def close(self) -> None:
        """End the open leaf."""
        if self.leaf == "text":
            if self._begin < self._stop:
                self.paragraphs.append((self._begin, self._stop))
        elif self.leaf:
            self.regions.append(Region(self._begin, self._stop, self._kind))
        self.leaf = ""

    def whole_line(self, kind: RegionKind) -> bool:
        """Mark a line that is a leaf alone."""
        self.close()
        self.regions.append(Region(self._line_start, self._line_end, kind))
        return True

    def _start(self, leaf: str, kind: RegionKind, until: str = "") -> bool:
        """Begin a leaf that is no paragraph, with the whole line."""
        self.close()
        self.leaf, self._kind, self._until = leaf, kind, until
        self._begin, self._stop = self._line_start, self._line_end
        return True

    def inside(self) -> bool:
        """Add the line to the open leaf."""
        self._stop = self._line_end
        return True

    def _finish(self) -> bool:
        """End the open leaf with this line."""
        self._stop = self._line_end
        self.close()
        return True

    def _in_indented(self, rest: str) -> bool:
        if rest.startswith("    "):
            self._stop = self._line_end
            return True
        return not rest.strip()

    def _in_fence(self, rest: str) -> bool:
        body = rest.strip()
        if body.startswith(self._until) and not body.strip(self._until[0]):
            return self._finish()
        return self.inside()

    def _in_block(self, rest: str) -> bool:
        """Go on to a blank line."""
        if not rest.strip():
            return False
        return self.inside()

    def _in_raw(self, rest: str) -> bool:
        """Go on to the line with the end mark, over blank lines."""
        if self._until in rest.lower():
            return self._finish()
        return self.inside()

    def _in_marked(self, rest: str) -> bool:
        """Go on to the line with the end mark, or a blank one."""
        if self._until in rest:
            return self._finish()
        return self._in_block(rest)

    def _in_table(self, rest: str) -> bool:
        return (rest.lstrip().startswith("|") or not begins_block(rest)) and self._in_block(rest)

    def _in_target(self, rest: str) -> bool:
        """Go on with the target of a definition on a line of its own."""
        self.leaf = "definition"
        return lines.TARGET.match(rest) is not None and self.inside()

    def _in_definition(self, rest: str) -> bool:
        """Go on with a target or a title on a line of its own, or an open title to its end."""
        body = rest.strip()
        if self._until and body:
            end = self._until.replace("(", ")")
            return self._finish() if end in body else self._in_block(rest)
        if body and lines.TITLE.match(body):
            return self._finish()
        return False


def begins_block(rest: str) -> bool:
    """Return whether a line, not blank, ends the paragraph before it without a blank line."""
    body = rest.lstrip(" ")
    if not body or len(rest) - len(body) > 3:
        return False
    first = body[0]
    if first.isalpha():
        return False
    return first == ">" or any(
        pattern.match(body)
        for pattern in (
            lines.BULLET,
            lines.NUMBER,
            lines.HEADING,
            lines.FENCE,
            lines.THEMATIC_BREAK,
            lines.BLOCK_ELEMENT,
            lines.RAW_ELEMENT,
            lines.DECLARATION,
            lines.SYNTAX_LINE,
        )
    )


_GOES_ON: dict[str, Callable[[OpenLeaf, str], bool]] = {
    "indented": OpenLeaf._in_indented,
    "fence": OpenLeaf._in_fence,
    "block": OpenLeaf._in_block,
    "raw": OpenLeaf._in_raw,
    "marked": OpenLeaf._in_marked,
    "table": OpenLeaf._in_table,
    "target": OpenLeaf._in_target,
    "definition": OpenLeaf._in_definition,
}
