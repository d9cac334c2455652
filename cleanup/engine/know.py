"""Know a text before judging a place in it: its markup, its traits, and the preset it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.text.directive_comments import mentions, without_comments
from cleanup.text.document import Document
from cleanup.text.kinds import TRAITS, traits_of
from cleanup.text.kinds.documentation import is_documentation, is_of_project
from cleanup.text.kinds.unspaced import lost_spaces
from cleanup.text.regions import markup_of, markup_signs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cleanup.blocks.pages import Page
    from cleanup.settings import Settings
    from cleanup.values import Context, Markup, Preset, Trait


class Known(NamedTuple):
    """What is known of a text: the same in all rounds, unless its repair makes it another kind."""

    markup: Markup | None = None
    traits: tuple[Trait, ...] = ()
    preset: Preset = "news"
    directs: bool = False
    """Whether a file may say which rules are suppressed; rows of tables do not."""


OF_DOCUMENTATION: frozenset[Trait] = frozenset(["program-text", "list-like"])
"""Traits by which a file is told from an article."""

_OF_SOURCES: frozenset[Markup] = frozenset(["rest", "asciidoc"])
"""Markup in which documentation is written, and no scraped article."""

PAGES: dict[Page, tuple[str, str]] = {
    "guard": ("DOC006", "the text is the page of a guard against robots, no article"),
    "consent": ("DOC007", "the text asks for consent to cookies, and holds no article"),
    "error": ("DOC008", "the text is an error page, no article"),
    "stub": ("DOC009", "the text is nothing but a teaser"),
    "form": ("DOC010", "the text is nothing but a form"),
    "comments": ("DOC011", "the text is comments of readers, without an article"),
    "links": ("DOC012", "the text is a list of links to articles"),
    "gallery": ("DOC013", "the text is captions of pictures, without an article"),
}
"""The code and the message for each kind of page without an article."""

VERDICTS = frozenset(code for code, _ in PAGES.values())
"""The codes of pages without an article."""

LOSSES = frozenset(["DOC003", "DOC004"])
"""The codes of what a text as a whole can have lost."""

UNKNOWN = Known()
"""A row of a table, without traits."""


def know(
    text: str, context: Context, settings: Settings, traits: Collection[Trait] = TRAITS
) -> Known:
    """Return what a text is, from the name of its file or by its signs.

    Rows of tables are ``news``, and so are files that read as an article; a comment that suppresses
    a finding is no sign of another kind. A text file that is a row is documentation only if it is
    a project's: scrapers write articles as Markdown. Only the given traits are looked for.
    """
    if settings.form == "table":
        markup = markup_in(text, context, settings)
        traits = traits_of(text, markup, traits)
        file = context.file
        told = file is not None and (markup in _OF_SOURCES or is_of_project(text, file, traits))
        return Known(markup, traits, settings.preset or ("prose" if told else "news"))
    markup = markup_in(text, context, settings)
    plain = without_comments(text)
    traits = traits_of(plain, markup, traits)
    prose = markup != "plain" or is_documentation(plain, context.source, traits)
    preset = settings.preset or ("prose" if prose else "news")
    return Known(markup, traits, preset, mentions(text))


def markup_in(text: str, context: Context, settings: Settings) -> Markup | None:
    """Return how a text is marked up: a file by its name, if that says it, else by its signs."""
    if settings.form == "table":
        by_name = markup_of(context.file)
        return by_name if by_name in _OF_SOURCES else markup_signs(text)
    return markup_of(context.source) or markup_signs(without_comments(text)) or "plain"


def verdicts(
    text: str, context: Context, traits: Collection[Trait], asked: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield the code and the message of what is damage of a text as a whole.

    ``asked`` are the codes of the rules that report it; what no other rule says is not looked for.
    """
    if "DOC003" in asked and "marks-lost" in traits:
        yield "DOC003", "the text lost all its quotation marks and apostrophes"
    if "DOC004" in asked and "unspaced" in traits and lost_spaces(text):
        yield "DOC004", "the text lost next to all spaces between its words"
    if VERDICTS.isdisjoint(asked):
        return
    from cleanup.blocks.pages import page_of

    page = page_of(Document(text, title=context.title, lang=context.lang))
    if page and PAGES[page][0] in asked:
        yield PAGES[page]
