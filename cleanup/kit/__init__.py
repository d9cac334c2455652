"""All that the file of a rule usually imports.

``rule`` declares a rule, ``line_rule`` one that removes whole lines; the hints say where it may
find something. Beside them are ``Document`` with its lines, patterns with bounded time, and the
phrase tables. What only some rules need (grammars of credits and dates, scores) has modules of its
own in ``cleanup.grammar``, ``cleanup.scoring`` and ``cleanup.text``.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleanup.kit.lines import line_rule
from cleanup.measurement import Measurement
from cleanup.phrases import phrases
from cleanup.prefilter.hints import (
    SEVERAL_LINES,
    AnyOf,
    Chars,
    LineStart,
    Never,
    OneLine,
    Outer,
    Shape,
    Share,
    holds,
)
from cleanup.rule import PROSE, Rule, rule
from cleanup.text.document import Document
from cleanup.text.lines import Line
from cleanup.text.pattern import Match, Pattern
from cleanup.values import Found, LiftKind

__all__ = [
    "PROSE",
    "SEVERAL_LINES",
    "AnyOf",
    "Chars",
    "Document",
    "Found",
    "Iterator",
    "LiftKind",
    "Line",
    "LineStart",
    "Match",
    "Measurement",
    "Never",
    "OneLine",
    "Outer",
    "Pattern",
    "Rule",
    "Shape",
    "Share",
    "holds",
    "line_rule",
    "phrases",
    "rule",
]
