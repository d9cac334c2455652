"""Texts that lost next to all spaces between their words."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Never, rule


@rule("DOC004", tier="display", confidence=0.9, hint=Never(), severity="lost", form="table")
def all_spaces_lost(document: Document) -> Iterator[Found]:
    """The text lost next to all spaces between its words.

    What it does: flags a row whose text is in a script with spaces, but has fewer than one in
    thirty characters.

    Why it is damage: the spaces were removed, or stood for something that was. No word can be
    found in such a text.

    What could go wrong: a long list of names, codes or addresses that are joined by signs, or data
    that is no text.
    """
    yield from ()
