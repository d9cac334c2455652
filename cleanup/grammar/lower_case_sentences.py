"""Sentences that begin in lower case, in an English text."""

from __future__ import annotations

from cleanup.text.pattern import Pattern

VERBS = "said|says|was|were|had|has|told|is|are|who|whose|which"
"""Finite verbs and relative pronouns: in lower case after a full stop they begin no name."""
MORE_VERBS = f"{VERBS}|came|could|did|does|have|made|makes|may|will|would"
"""Those that no full stop of a name precedes directly, either."""
VERB_FIRST = Pattern(
    rf"\.(?<=(?<!\p{{L}})\p{{Ll}}{{4,}}.)(?: (?=(?:{VERBS}) )|(?! ))"
    rf"(?=(?P<verb>{MORE_VERBS}) (?P<next>\p{{Ll}}+))"
)
"""The end of a sentence before one that begins with a finite verb."""
_ABBREVIATED = Pattern(r"(?<!\p{L})(?:corp|govt|dept|approx|assn|bros|yeah|blvd|mass|calif|ariz)\Z")


def ends_abbreviation(text: str, stop: int) -> bool:
    """Return whether the full stop at ``stop`` is that of an abbreviation in lower case."""
    return _ABBREVIATED.search(text, max(0, stop - 12), stop) is not None
