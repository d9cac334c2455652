"""Documents that rules would change without end."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Never, rule


@rule("DOC001", tier="display", confidence=1.0, hint=Never())
def no_convergence(document: Document) -> Iterator[Found]:
    """Some rules do not stop changing this document.

    What it does: after three rounds some rules still changed the text. They were disabled for this
    document; where the text did not reach a fixpoint even then, the document was left as it was.

    Why it is damage: text that rules keep rewriting is nested or contradictory, and no repair of it
    can be trusted.

    What could go wrong: other repairs that only those rules would have made possible are missing.
    """
    yield from ()
