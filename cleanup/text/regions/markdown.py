"""Markdown (CommonMark, GFM, and what documentation adds to them): which spans are no prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.regions.markdown_blocks import read_blocks
from cleanup.text.regions.markdown_inline import Inline
from cleanup.text.regions.source import parser_lines
from cleanup.text.regions.values import Regions

if TYPE_CHECKING:
    from cleanup.text.regions.values import Region


def markdown_regions(text: str) -> Regions:
    """Return the spans of a Markdown text that are not prose, in code points.

    In doubt a span is not prose: what one dialect reads as syntax is syntax.
    """
    leaves = read_blocks(*parser_lines(text))
    inline = Inline(text, leaves.labels)
    found: list[Region] = leaves.regions
    for start, end in leaves.paragraphs:
        found += inline.regions(start, end)
    return Regions(text, found)
