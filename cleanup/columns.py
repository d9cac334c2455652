"""Judge and clean a whole column of texts at once, with the same results as one by one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

from cleanup.clean import Context, clean_all
from cleanup.hint import Always, AnyOf, Both, Chars, Either, Never, Shape
from cleanup.provenance import UNTOUCHED
from cleanup.rule import hinted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.hint import Hint
    from cleanup.rule import Rule
    from cleanup.settings import Settings
    from cleanup.values import Cleaned

FEW = 8
"""Up to so many texts, plain Python is quicker than setting up a column."""

_TEXT = pl.col("text")
_MEANT_LITERALLY = re.compile(r"(?<!\\)((?:\\\\)*)([\[&~])")


def clean_column(
    texts: Sequence[str | None], contexts: Sequence[Context], settings: Settings
) -> list[Cleaned]:
    """Clean each text for itself; null becomes ``UNTOUCHED``."""
    present = [place for place, text in enumerate(texts) if text is not None]
    results = [UNTOUCHED] * len(texts)
    cleaned = clean_all(
        [text for text in texts if text is not None],
        [contexts[place] for place in present],
        settings,
        hinted_column,
    )
    for place, result in zip(present, cleaned, strict=True):
        results[place] = result
    return results


def hinted_column(rules: Sequence[Rule], texts: Sequence[str]) -> list[list[Rule]]:
    """For each text, the rules whose hint holds, as ``cleanup.rule.hinted`` tells it."""
    if len(texts) <= FEW:
        return hinted(rules, texts)
    frame = pl.DataFrame({"text": pl.Series(texts, dtype=pl.String)})
    held: list[list[Rule]] = [[] for _ in texts]
    masks = frame.with_columns(judged(rule.hint).alias(rule.code) for rule in rules)
    for rule in rules:
        for row in masks[rule.code].arg_true():
            held[row].append(rule)
    return held


def judged(hint: Hint) -> pl.Expr:
    """Return a hint as an expression over the column ``text``."""
    match hint:
        case AnyOf(literals):
            return _TEXT.str.contains_any(list(literals))
        case Chars(ranges):
            return _TEXT.str.contains("[" + _MEANT_LITERALLY.sub(r"\1\\\2", ranges) + "]")
        case Shape(pattern):
            return _TEXT.str.contains(pattern)
        case Both(left, right):
            return judged(left) & judged(right)
        case Either(left, right):
            return judged(left) | judged(right)
        case Always():
            return pl.lit(True)
        case Never():
            return pl.lit(False)
