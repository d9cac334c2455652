"""Whether a text is a letter or a message of a forum."""

from __future__ import annotations

_SAMPLE = 20_000
_TOP = 2_000
"""Code points within which the headers of a letter are."""
_HEADERS = frozenset(
    "From To Subject Date Cc Reply-To Message-ID Newsgroups Sent In-Reply-To Von An Betreff"
    " Gesendet De Objet".split()
)
_LEAST_HEADERS = 2
_LEAST_QUOTED = 3
"""Lines that begin with ``>``. One may quote a poem, or be a quotation of Markdown."""
_INTRODUCTIONS = (" wrote:", " writes:", " schrieb:")


def mail_like(text: str) -> bool:
    """Return whether a text has two headers of a letter, or lines that quote another one."""
    top = text[:_TOP]
    if top.count(": ") >= _LEAST_HEADERS:
        names = (line.partition(": ")[0] for line in top.split("\n"))
        if len(_HEADERS.intersection(names)) >= _LEAST_HEADERS:
            return True
    if "\n>" not in text[:_SAMPLE]:
        return False
    lines = text[:_SAMPLE].split("\n")
    quoted = sum(line.lstrip()[:1] == ">" for line in lines)
    introduced = any(line.rstrip().endswith(_INTRODUCTIONS) for line in lines)
    return quoted >= _LEAST_QUOTED or (quoted > 0 and introduced)
