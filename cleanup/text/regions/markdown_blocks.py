"""The blocks of Markdown, line by line: containers (items, quotes) and the leaves in them."""

from __future__ import annotations

from cleanup.text.regions import markdown_lines as lines
from cleanup.text.regions.front_matter import front_matter
from cleanup.text.regions.markdown_leaves import Leaves
from cleanup.text.regions.markdown_open import begins_block
from cleanup.text.regions.values import Region

_DEEPEST = 32
"""Containers within each other; what lies deeper is text of the deepest."""
_QUOTE = -1
"""A block quote among the widths of containers; an item's is the columns up to its content."""
_LETTERS = frozenset("abcdfghjklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
"""What begins neither a block nor ``import`` and ``export``."""


def read_blocks(texts: list[str], starts: list[int]) -> Leaves:
    """Return the leaves of a text, given its lines and where they begin."""
    leaves = Leaves()
    containers = _Containers(leaves)
    first = front_matter(texts)
    if first:
        end = starts[first - 1] + len(texts[first - 1])
        leaves.regions.append(Region(0, end, "front-matter"))
    for line, start in zip(texts[first:], starts[first:], strict=True):
        leaves.at(start, start + len(line))
        if containers.widths:
            containers.line(line)
        elif leaves.leaf == "fence" and "`" not in line and "~" not in line:
            leaves.inside()
        elif leaves.leaf not in ("", "text"):
            containers.line(line)
        elif not line:
            leaves.close()
        elif line[0] in _LETTERS:
            leaves.text(line)
        else:
            containers.line(line)
    leaves.close()
    return leaves


class _Containers:
    """The open containers, outermost first, by their widths."""

    def __init__(self, leaves: Leaves) -> None:
        self.widths: list[int] = []
        self._leaves = leaves

    def line(self, line: str) -> None:
        """Take one line."""
        leaves, widths = self._leaves, self.widths
        rest = _expanded(line) if "\t" in line else line
        rest, matched = self._continued(rest) if widths else (rest, 0)
        blank = not rest or rest.isspace()
        if matched < len(widths):
            if not blank and leaves.leaf == "text" and not begins_block(rest):
                leaves.text(rest)
                return
            if not blank or _QUOTE in widths[matched:]:
                leaves.close()
                del widths[matched:]
        if leaves.goes_on(rest):
            if blank and line.strip():
                leaves.markers()
            return
        if not blank:
            self._open(rest)
        elif widths and line:
            leaves.whole_line("markup")
        else:
            leaves.close()

    def _continued(self, rest: str) -> tuple[str, int]:
        """Return a line behind the markers of the open containers, and how many go on."""
        for number, width in enumerate(self.widths):
            body = rest.lstrip(" ")
            if width == _QUOTE:
                if len(rest) - len(body) > 3 or not body.startswith(">"):
                    return rest, number
                rest = body[1:].removeprefix(" ")
            elif body and len(rest) - len(body) < width:
                return rest, number
            else:
                rest = rest[width:]
        return rest, len(self.widths)

    def _open(self, rest: str) -> None:
        """Open containers, and a leaf, by what a line begins with."""
        interrupts = self._leaves.leaf == "text"
        while len(self.widths) < _DEEPEST:
            body = rest.lstrip(" ")
            indent = len(rest) - len(body)
            width = _marker(body, interrupts) if indent <= 3 and body else 0
            if not width:
                break
            interrupts = False
            self._leaves.close()
            if width == _QUOTE:
                self.widths.append(_QUOTE)
                rest = body[1:].removeprefix(" ")
                continue
            after = body[width:]
            blanks = len(after) - len(after.lstrip(" "))
            if not 1 <= blanks <= 4 or blanks == len(after):
                blanks = 1
            self.widths.append(indent + width + blanks)
            rest = after[blanks:]
        if rest and not rest.isspace():
            self._leaves.take(rest)
        else:
            self._leaves.whole_line("list")


def _marker(body: str, interrupts: bool) -> int:
    """Return the width of an item's marker, or that a quote begins; 0 if neither.

    Only an item with content, and of a numbered list only the first, interrupts a paragraph.
    """
    first = body[0]
    if first == ">":
        return _QUOTE
    if first in "-+*":
        if not lines.BULLET.match(body) or lines.THEMATIC_BREAK.match(body):
            return 0
        return 0 if interrupts and not body[1:].strip() else 1
    found = lines.NUMBER.match(body) if first.isdigit() else None
    if not found:
        return 0
    number, content = body[: found.end() - 1], body[found.end() :]
    return 0 if interrupts and (int(number) != 1 or not content.strip()) else found.end()


def _expanded(line: str) -> str:
    """Return a line whose tabs between the markers of containers are blanks."""
    found = lines.CONTAINER_MARKS.match(line)
    end = found.end() if found else 0
    return line[:end].expandtabs(4) + line[end:]
