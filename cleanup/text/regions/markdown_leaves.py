"""The leaves of Markdown's block structure: paragraphs, headings, code, tables, HTML, formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.regions import markdown_lines as lines
from cleanup.text.regions.markdown_inline import label_key
from cleanup.text.regions.markdown_open import OpenLeaf
from cleanup.text.regions.values import Region

if TYPE_CHECKING:
    from collections.abc import Callable


class Leaves(OpenLeaf):
    """Opens the leaves of one text; is given its lines without the markers of containers."""

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
