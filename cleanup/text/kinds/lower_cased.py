"""Whether a text was put in lower case."""

from __future__ import annotations

from itertools import islice

_LEAST = 200
"""Letters: a headline or a short message may have no capital."""
_PER_CAPITAL = 400
"""Letters for each capital that a lower-cased text may still have; written English has one in 30,
and people who type without capitals leave one in some hundreds (names of sites, ``I``)."""


def lower_cased(text: str) -> bool:
    """Return whether a text in a script with capitals has next to none."""
    if len(text) < _LEAST or not (_is_low(text[: 4 * _LEAST]) and _is_low(text)):
        return False
    return sum(map(str.islower, text[: 4 * _LEAST])) >= _LEAST


def _is_low(text: str) -> bool:
    allowed = len(text) // _PER_CAPITAL
    return len(list(islice(filter(str.isupper, text), allowed + 1))) <= allowed
