"""All that the file of a rule usually imports.

``rule`` declares a rule, ``line_rule`` one that removes whole lines; the hints say where it may
find something. Beside them are ``Document`` with its lines, patterns with bounded time, and the
phrase tables. What only some rules need (grammars of credits and dates, scores) has modules of its
own in ``cleanup.grammar``, ``cleanup.scoring`` and ``cleanup.text``.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleanup.blocks.block import Block
from cleanup.blocks.furniture import blocks_of, span_of
from cleanup.blocks.lifts import iso_of, lift_of_name
from cleanup.kit.furniture import SEVERAL_LINES, blocks_found, found_in, furniture_rule
from cleanup.kit.lines import line_rule
from cleanup.measurement import Measurement
from cleanup.phrases import phrases
from cleanup.prefilter.hints import (
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
    "Block",
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
    "blocks_found",
    "blocks_of",
    "found_in",
    "furniture_rule",
    "holds",
    "iso_of",
    "lift_of_name",
    "line_rule",
    "phrases",
    "rule",
    "span_of",
]
