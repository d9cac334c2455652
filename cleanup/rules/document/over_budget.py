"""Documents that cost more than a text may."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Never, rule


@rule("DOC005", tier="display", confidence=1.0, hint=Never())
def over_budget(document: Document) -> Iterator[Found]:
    """The document costs more steps than a text may.

    What it does: counts what is weighed in a document, in all rounds: each place that a rule
    finds, each candidate of a score, each part of a word that the decoder reads; also eight places
    with a sign that a rule looks for, eight lines, or 4,096 code points that a rule reads. Such a
    step takes 10 to 50 microseconds. A document that costs more than `steps` (1,000,000), or more
    than `steps_per_code_point` (0.1) for each of its code points, is left as it was; 25,000
    steps are always allowed.

    Why it is damage: news costs 0.007 steps a code point, the worst of 7,000 damaged articles 0.22.
    Long texts that cost more are usually machine-made: endless lists, dumps, attacks.

    What could go wrong: a long text of which every few words are damaged is left so; give it more
    steps, or divide it.
    """
    yield from ()
