"""What the properties of single functions are drawn from: few examples, the same in every run."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import settings
from hypothesis import strategies as st

from cleanup.values import Edit

few = settings(max_examples=60, derandomize=True, database=None, deadline=None)
"""The profile of properties that are checked with every run of the tests."""


class Account(NamedTuple):
    """An original, the edits of it, and what they make: known without any code of the package."""

    original: str
    cleaned: str
    edits: tuple[Edit, ...]


def _account(parts: list[tuple[str, str, str]], tail: str) -> Account:
    original, cleaned, edits = "", "", []
    for kept, before, after in parts:
        start = len(original) + len(kept)
        edits.append(Edit(start, start + len(before), before, after, ("SPC001",)))
        original += kept + before
        cleaned += kept + after
    return Account(original + tail, cleaned + tail, tuple(edits))


accounts = st.builds(
    _account,
    st.lists(
        st.tuples(
            st.text("abc", min_size=1, max_size=3),
            st.text("de", max_size=3),
            st.text("fg", max_size=3),
        ).filter(lambda part: part[1] != part[2]),
        max_size=4,
    ),
    st.text("abc", max_size=2),
)
"""Draw edits that are sorted and do not touch, with the texts on both sides of them."""
