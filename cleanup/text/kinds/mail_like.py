"""Whether a text is a letter or a message of a forum."""

from __future__ import annotations

from cleanup.text.pattern import Pattern

_HEADER = Pattern(
    r"(?m)^(?:From|To|Subject|Date|Cc|Reply-To|Message-ID|Newsgroups|Sent|In-Reply-To|Von|An"
    r"|Betreff|Gesendet|De|Objet):[ \t]\S",
    timed=False,
)
_QUOTED = Pattern(r"(?m)^[ \t]?(?:>[> ]?)+\S", timed=False)
_INTRODUCED = Pattern(
    r"(?m)^(?:On [^\n]{6,120} wrote:|Am [^\n]{6,120} schrieb[^\n]{0,80}:)$", timed=False
)
_SAMPLE = 20_000


def mail_like(text: str) -> bool:
    """Return whether a text has two headers of a letter, or lines that quote another one."""
    head = text[:_SAMPLE]
    if ":" not in head or "\n" not in head:
        return False
    if len({found[0] for found in _HEADER.finditer(head)}) > 1:
        return True
    return "\n>" in head and (
        _INTRODUCED.search(head) is not None or sum(1 for _ in _QUOTED.finditer(head)) > 2
    )
