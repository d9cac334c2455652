"""The leaves of Markdown's block structure: paragraphs, headings, code, tables, HTML, formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.regions import markdown_lines as lines
from cleanup.text.regions.markdown_inline import label_key
from cleanup.text.regions.values import Region

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleanup.text.regions.values import RegionKind

_LATENT = frozenset("#-+*0123456789")


class Leaves:
    """Collects the leaves of one text; ``take`` is given its lines without container markers.

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

    def take(self, rest: str) -> None:
        """Take a line that is not blank and opens no container."""
        body = rest.lstrip(" ")
        if len(rest) - len(body) > 3:
            if self.leaf == "text":
                self.text(rest)
            else:
                self._start("indented", "code")
            return
        if not any(opens(self, body) for opens in _OPENS.get(body[0], ())):
            self.text(rest)

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

    def _heading(self, body: str) -> bool:
        mark = lines.HEADING.match(body)
        if not mark:
            return False
        self.close()
        closing = lines.CLOSING_MARKS.search(body, mark.end())
        ends = closing.start() if closing and closing.end() == len(body) else len(body)
        base = self._line_end - len(body)
        start, stop = base + mark.end(), max(base + mark.end(), base + len(body[:ends].rstrip()))
        self.regions.append(Region(self._line_start, start, "markup"))
        self.regions.append(Region(start, stop, "heading"))
        self.regions.append(Region(stop, self._line_end, "markup"))
        self.paragraphs.append((start, stop))
        return True

    def _rule(self, body: str) -> bool:
        """Take an underline, a thematic break, or the delimiter row of a table."""
        if self.leaf == "text" and lines.UNDERLINE.match(body):
            self.regions.append(Region(self._begin, self._stop, "heading"))
            return self.whole_line("markup")
        if lines.THEMATIC_BREAK.match(body):
            return self.whole_line("markup")
        return self._delimiter_row(body)

    def _delimiter_row(self, body: str) -> bool:
        if self.leaf != "text" or not lines.DELIMITER_ROW.match(body):
            return False
        last, stop = self._last, self._line_end
        self._stop = min(last, self._stop)
        self.close()
        self.leaf, self._kind = "table", "table"
        self._begin, self._stop = last, stop
        return True

    def _row(self, body: str) -> bool:
        return self._delimiter_row(body) or self._start("table", "table")

    def _grid(self, body: str) -> bool:
        return bool(lines.GRID.match(body)) and self._start("table", "table")

    def _fence(self, body: str) -> bool:
        fence = lines.FENCE.match(body)
        if not fence:
            return False
        return self._start("fence", "code", fence.group(1) or fence.group(2))

    def _html(self, body: str) -> bool:
        raw = lines.RAW_ELEMENT.match(body)
        begin = next(filter(body.startswith, lines.ENDS), "")
        end = f"</{raw.group(1).lower()}>" if raw else lines.ENDS.get(begin, "")
        if end:
            self._start("raw", "html", end)
            return self._finish() if end in body[len(begin) :].lower() else True
        if lines.BLOCK_ELEMENT.match(body):
            return self._start("block", "html")
        return self.leaf != "text" and bool(lines.WHOLE_TAG.match(body)) and self._html_line()

    def _html_line(self) -> bool:
        return self._start("block", "html")

    def _math(self, body: str) -> bool:
        begin = body[:2] if body[:2] in ("$$", "\\[") else "\\begin{" * body.startswith("\\begin{")
        if not begin or (self.leaf == "text" and begin != "$$"):
            return False
        end = {"$$": "$$", "\\[": "\\]"}.get(begin, "\\end{")
        if end in body[2:]:
            return end == body.rstrip()[-2:] and self.whole_line("math")
        return self._start("marked", "math", end)

    def _syntax(self, body: str) -> bool:
        return bool(lines.SYNTAX_LINE.match(body)) and self.whole_line("markup")

    def _abbreviation(self, body: str) -> bool:
        return bool(lines.ABBREVIATION.match(body)) and self.whole_line("link")

    def _description(self, body: str) -> bool:
        """Take the marker of a definition list."""
        rest = body[1:].lstrip(" \t")
        if body[1:2] not in (" ", "\t") or not rest:
            return self._delimiter_row(body)
        self.close()
        self.regions.append(Region(self._line_start, self._line_end - len(rest), "list"))
        self._line_start = self._line_end - len(rest)
        self.text(rest)
        return True

    def _definition(self, body: str) -> bool:
        """Take the definition of a reference or a footnote."""
        footnote = lines.FOOTNOTE.match(body)
        if footnote:
            self.close()
            start = self._line_end - len(body) + footnote.end()
            self.regions.append(Region(self._line_start, start, "link"))
            self._line_start = start
            if footnote.end() < len(body):
                self.text(body[footnote.end() :])
            return True
        found = lines.DEFINITION.match(body) if self.leaf != "text" else None
        if not found:
            return False
        rest = found["rest"].strip()
        if rest and not lines.TITLE.match(rest) and (rest[0] not in "\"'(" or rest[0] in rest[1:]):
            return False
        self.labels.add(label_key(found["label"]))
        leaf = "definition" if found["target"] else "target"
        self._start(leaf, "link", rest[0] if rest else "")
        return self._finish() if rest and lines.TITLE.match(rest) else True

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


_GOES_ON: dict[str, Callable[[Leaves, str], bool]] = {
    "indented": Leaves._in_indented,
    "fence": Leaves._in_fence,
    "block": Leaves._in_block,
    "raw": Leaves._in_raw,
    "marked": Leaves._in_marked,
    "table": Leaves._in_table,
    "target": Leaves._in_target,
    "definition": Leaves._in_definition,
}
_OPENS: dict[str, tuple[Callable[[Leaves, str], bool], ...]] = {
    "#": (Leaves._heading,),
    "-": (Leaves._rule, Leaves._syntax),
    "=": (Leaves._rule, Leaves._syntax),
    "_": (Leaves._rule,),
    "*": (Leaves._rule, Leaves._abbreviation),
    "`": (Leaves._fence,),
    "~": (Leaves._fence,),
    "<": (Leaves._html, Leaves._syntax),
    "$": (Leaves._math,),
    "\\": (Leaves._math,),
    "|": (Leaves._row,),
    "+": (Leaves._grid,),
    ":": (Leaves._syntax, Leaves._description),
    "[": (Leaves._syntax, Leaves._definition),
    **dict.fromkeys("!?{@ei", (Leaves._syntax,)),
}
"""What may begin with a character."""
