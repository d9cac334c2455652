"""The lines of a markup file, as its parser divides them."""

from __future__ import annotations

from itertools import accumulate

from cleanup.text.pattern import Pattern

_LONE_RETURN = Pattern(r"\r(?!\n)")


def parser_lines(text: str) -> tuple[list[str], list[int]]:
    """Return the lines without line ends, and where each begins, in code points.

    Markdown and reStructuredText end lines at a line feed, a carriage return or both; the other
    line ends of Unicode are characters to them.
    """
    if "\r" in text:
        lone = [found.start() for found in _LONE_RETURN.finditer(text)]
        if lone:
            parts = list(text)
            for place in lone:
                parts[place] = "\n"
            text = "".join(parts)
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    starts.pop()
    if "\r" in text:
        lines = [line.removesuffix("\r") for line in lines]
    return lines, starts
