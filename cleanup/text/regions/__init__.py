"""Which spans of a text are running prose, and which are not: code, markup, tables, addresses."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from cleanup.text.directive_comments import without_comments
from cleanup.text.regions.markup import Markup, markup_of, markup_signs
from cleanup.text.regions.values import Region, RegionKind, Regions

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "Markup",
    "Region",
    "RegionKind",
    "Regions",
    "markup_of",
    "markup_signs",
    "regions_of",
]


def regions_of(text: str, markup: Markup | None) -> Regions:
    """Return the spans of a text that are not plain prose, in code points.

    A plain text is read by the markup that it shows, if any, and by what its lines read like.
    Without a markup (``None``), as in the cell of a table, everything is prose.
    """
    if markup is None:
        return Regions(text)
    if markup != "plain":
        return _scanner(markup)(text)
    plain = _scanner("plain")(without_comments(text))
    shown = markup_signs(text)
    return Regions(text, [*_scanner(shown)(text), *plain]) if shown else plain


@cache
def _scanner(markup: Markup) -> Callable[[str], Regions]:
    """Return the scanner of a markup; its module is imported at its first use."""
    module = "program" if markup == "plain" else markup
    scanner: Callable[[str], Regions] = getattr(
        import_module(f"cleanup.text.regions.{module}"), f"{markup}_regions"
    )
    return scanner
