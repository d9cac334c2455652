"""Whether a text is a program, a log or a configuration, not written for people to read."""

from __future__ import annotations

from cleanup.text.pattern import Pattern

_HEAD = 4_000
"""Code points in which a program shows some of its signs."""
_SAMPLE = 20_000
_LEAST = 5
_SHARE = 0.5
"""Of the code points: articles about programs have many short lines of code, but paragraphs."""
_LONGEST = 200
"""A longer line that begins like a statement is a paragraph."""
_BUT_FOR_SIGNS = str.maketrans("", "", "{}();=<>[]|&#$@\\/*+%_~^")
_DENSE = 0.12
"""Of the code points of a line, so many are signs in programs; in prose it is below .04."""

_PER_SIGN = 100
"""Code points for each of the commonest signs, at most, in a text that is looked at by lines."""

_STAMP = Pattern(r"\n\[?\d{4}-\d\d-\d\d[ T]\d\d:\d\d", timed=False)
_BEGINS = Pattern(
    r"[ \t]*(?:[{}<#@;]|//|/\*|\*/|import |from \S+ import|def |class |function\b|var |let |const "
    r"|if \(|for \(|return\b|#include|\$ |>>> |[\w.-]+[ ]?=[ ]?\S|\[?\d{4}-\d\d-\d\d[ T]\d\d:\d\d)",
    timed=False,
)


def program_text(text: str) -> bool:
    """Return whether so many lines are those of a program, a log or a configuration."""
    head = text[:_HEAD]
    if head.count("\n") < _LEAST or not (
        sum(map(head.count, "{=;</$")) * _PER_SIGN > len(head)
        or ("\n20" in head and _STAMP.search(head))
        or ("\n[20" in head and _STAMP.search(head))
    ):
        return False
    sample = text[:_SAMPLE]
    lines = [line for line in sample.split("\n") if line.strip()]
    program = sum(len(line) for line in lines if _is_program(line))
    return len(lines) >= _LEAST and program >= _SHARE * sum(map(len, lines))


def _is_program(line: str) -> bool:
    if len(line) <= _LONGEST and _BEGINS.match(line):
        return True
    return len(line) - len(line.translate(_BUT_FOR_SIGNS)) >= _DENSE * len(line)
