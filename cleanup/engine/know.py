"""Know a text before judging a place in it: its markup, its traits, and the preset it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.text.kinds import TRAITS, traits_of
from cleanup.text.kinds.documentation import is_documentation
from cleanup.text.kinds.unspaced import lost_spaces
from cleanup.text.regions import markup_of, markup_signs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cleanup.settings import Preset, Settings
    from cleanup.values import Context, Markup, Trait


class Known(NamedTuple):
    """What is known of a text: the same in all rounds, unless its repair makes it another kind."""

    markup: Markup | None = None
    traits: tuple[Trait, ...] = ()
    preset: Preset = "news"


OF_DOCUMENTATION: frozenset[Trait] = frozenset(["program-text", "list-like"])
"""Traits by which a file is told from an article."""

UNKNOWN = Known()
"""A row of a table, without traits."""


def know(
    text: str, context: Context, settings: Settings, traits: Collection[Trait] = TRAITS
) -> Known:
    """Return what a text is, from the name of its file or by its signs.

    Rows of tables are ``news``, and so are files that read as an article. Only the given traits
    are looked for.
    """
    if settings.form == "table":
        markup = markup_signs(text)
        return Known(markup, traits_of(text, markup, traits), settings.preset or "news")
    markup = markup_of(context.source) or markup_signs(text) or "plain"
    traits = traits_of(text, markup, traits)
    prose = markup != "plain" or is_documentation(text, context.source, traits)
    return Known(markup, traits, settings.preset or ("prose" if prose else "news"))


def verdicts(text: str, traits: Collection[Trait]) -> Iterator[tuple[str, str]]:
    """Yield the code and the message of what is damage of a text as a whole, by its traits."""
    if "marks-lost" in traits:
        yield "DOC003", "the text lost all its quotation marks and apostrophes"
    if "unspaced" in traits and lost_spaces(text):
        yield "DOC004", "the text lost next to all spaces between its words"
