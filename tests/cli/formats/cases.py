"""Findings to print: in ordinary texts, and in texts and files that would harm a reader."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from cleanup.cli.checking.findings import LocatedFinding, Tally
from cleanup.cli.formats import printer_for
from cleanup.cli.formats.printer import PLAIN, Look
from cleanup.read.source import Source
from cleanup.rules import rule_for
from cleanup.values import Finding
from cleanup.visible import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

CODES = ("JOI001", "HOL001", "BPL001", "SPC005", "INV001", "ENC001")
"""Rules of all severities."""

NASTY = (
    *("\x1b[31mred\x1b[0m", "\x1b]8;;http://x\x07", "\x9b2J", "\x00", "\x08", "\x7f", "\x85"),
    *("\u202eevil\u202c", "\u2066in\u2069", "\u200b", "\u00ad", "\ufeff", "\ufffe", "\U000e0041"),
    *("\ud83d", "\udcff", "\ue000", "\u2028", "\r", "\n", "\r\n", "\t", "\x0c"),
    *("%0A", "%", "::error::", ":", ",", "|", "\\|", "`", "``", "*a*", "_b_", "~~c~~", "$d$"),
    *("<b>", "]]>", "&amp;", "&", '"', "'", "[x](y)", "![x](y)", "@you", "#1", "https://x.y"),
    *("\u65e5\u672c\u8a9e", "e\u0301", "\u0915\u094d\u0937\u093f", "\u05e9\u05dc\u05d5\u05dd"),
    *("\U0001f6a2", "\u2764\ufe0f", " ", "  ", "word", "The ferry ran late. "),
)

_texts = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=3)), max_size=14).map("".join)
_names = st.lists(
    st.sampled_from([piece for piece in NASTY if piece != "\ud83d"]), min_size=1, max_size=3
).map("".join)  # a name that is not UTF-8 has only surrogates that stand for bytes


@st.composite
def _findings(draw: st.DrawFn) -> LocatedFinding:
    text = draw(_texts)
    one, other = draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))
    return located(
        text,
        draw(st.sampled_from(CODES)),
        min(one, other),
        max(one, other),
        after=draw(st.none() | _texts),
        path=draw(_names),
        row=draw(st.none() | st.integers(0, 99)),
        column=draw(_names),
        message=draw(_texts),
        fixable=draw(st.booleans()),
        line=draw(st.none() | st.integers(1, 99)),
    )


hostile = st.lists(_findings(), max_size=5)
"""Draw findings with everything in their texts, messages, columns and paths that could do harm."""


def located(
    text: str,
    code: str = "JOI001",
    start: int = 0,
    end: int = 0,
    *,
    after: str | None = None,
    path: str = "a.txt",
    row: int | None = None,
    column: str = "text",
    message: str | None = None,
    fixable: bool | None = None,
    line: int | None = None,
) -> LocatedFinding:
    """Return a finding of a rule; it can be repaired if there is a proposal."""
    rule = rule_for(code)
    finding = Finding(
        *(code, rule.name, rule.family, rule.tier, rule.confidence, start, end, after),
        message=rule.message if message is None else message,
        hole=rule.hole,
    )
    source = Source(path, "text" if row is None else "jsonl", None)
    repaired = after is not None if fixable is None else fixable
    return LocatedFinding(
        source, row, column, text, finding, repaired, (line, line) if line else None
    )


def counted(findings: Sequence[LocatedFinding]) -> Tally:
    """Return the tally of a call that found these."""
    tally = Tally(files=len({one.source.path for one in findings}) or 1)
    tally.damaged = len({one.source.path for one in findings})
    for one in findings:
        tally.add(one)
    return tally


def report(form: str, findings: Sequence[LocatedFinding], look: Look = PLAIN) -> str:
    """Return what a format writes of these."""
    stream = io.StringIO()
    printer = printer_for(form, stream, look)
    for one in findings:
        printer.print(one)
    printer.close(counted(findings))
    return stream.getvalue()


def is_harmless(text: str) -> bool:
    """Return whether nothing but the ends of lines moves a cursor or cannot be seen."""
    return all(char == "\n" or shown(char) == char for char in text)
