"""Documents on which a pattern exceeded its time limit."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Never, rule


@rule("DOC002", tier="display", confidence=1.0, hint=Never())
def time_limit(document: Document) -> Iterator[Found]:
    """A pattern exceeded its time limit on this document.

    What it does: each pattern may run for five seconds on a text. If one takes longer, the whole
    document is left as it was, and this finding says so.

    Why it is damage: such texts are usually machine-made: endless repetitions, dumps, attacks.

    What could go wrong: on an overloaded machine an ordinary, very long document may exceed the
    limit; clean it again.
    """
    yield from ()
