"""reStructuredText (docutils, and what Sphinx adds to it): which spans are no prose."""

from __future__ import annotations

from cleanup.text.regions.rest_blocks import Blocks
from cleanup.text.regions.rest_inline import Inline
from cleanup.text.regions.source import parser_lines
from cleanup.text.regions.values import Regions


def rest_regions(text: str) -> Regions:
    """Return the spans of a reStructuredText that are not prose, in code points.

    The content of a directive is text only if the directive is known to hold text.
    """
    blocks = Blocks(*parser_lines(text))
    blocks.read()
    inline = Inline(text)
    for start, end in blocks.paragraphs:
        blocks.regions += inline.regions(start, end)
    return Regions(text, blocks.regions)
