"""What the tokeniser of a text leaves attached: there a space was written by the author.

A tokeniser that parts a sign from its word does so everywhere. So where a text has ``and/or``, the
spaces of ``film / series`` are the author's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from cleanup.text.kinds.tokenised import Style

_ATTACHED = {
    "-": Pattern(r"(?<!\S)\p{L}++(?:-\p{L}++)++(?!\S)"),
    "\u2013": Pattern(r"\w\u2013\w"),
    "\u2014": Pattern(r"\w\u2014\w"),
    "/": Pattern(r"(?<!\S)\w++/\w++(?!\S)"),
    "%": Pattern(r"[0-9]%(?!\S)"),
    "&": Pattern(r"[A-Z]&[A-Z]"),
    "$": Pattern(r"\$[0-9]"),
    "\u00a3": Pattern(r"[\u00a3\u20ac][0-9]"),
    "#": Pattern(r"(?<!\S)#\w"),
    "km": Pattern(r"[0-9](?:[kcm]m|kg|m|g|t|mph|kmh|[MGT]B)(?!\S)"),
    "pm": Pattern(r"[0-9][ap]m(?!\S)"),
    "...": Pattern(r"\w(?:\.\.\.|\u2026)"),
    "+": Pattern(r"\+[0-9]"),
    "'": Pattern(r"(?<!\S)'(?!(?:s|re|ve|ll|d|m|t|em|til|cause|n|tis|twas)(?!\w))\p{L}{2}"),
    "british": Pattern(r"(?<!\S)(?:Mrs?|Dr) \p{Lu}|\u00a3"),
}
_OF_PTB = frozenset(["-", "\u2013", "\u2014", "/", "\u00a3", "km", "pm", "+"])
"""Signs that the Penn Treebank never parts from a word."""


def attached_in(text: str, style: Style) -> frozenset[str]:
    """Return the signs that the tokeniser does not part from words."""
    found = {
        sign for sign, pattern in _ATTACHED.items() if pattern.search(text)
    }
    return frozenset(found | _OF_PTB if style == "ptb" else found)
