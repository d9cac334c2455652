"""Texts that lost all their quotation marks and apostrophes."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Never, rule


@rule("DOC003", tier="display", confidence=0.9, hint=Never(), severity="lost", form="table")
def all_marks_lost(document: Document) -> Iterator[Found]:
    """The text lost all its quotation marks and apostrophes.

    What it does: flags a row whose text has at least 2,000 characters, no quotation mark and no
    apostrophe of any kind, and contractions that lack theirs (``couldn t``). What the text is, is
    decided before its repair, so some of them may have been put in since.

    Why it is damage: a converter wrote a space, or nothing, for each mark that is not ASCII. Who
    said what can no longer be told, and words are cut in two.

    What could go wrong: an author may write no apostrophes at all and quote nobody.
    """
    yield from ()
