"""Group audited rows: by publisher, by file, and by the time they were published."""

from __future__ import annotations

import re
from email.utils import parsedate
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

_SITE = r"^(?i:[a-z][a-z0-9+.-]*:)?//(?:[^/?#@]*@)?([^/?#:]+)"
"""The host of an address, without the name of a user and the port (RFC 3986, 3.2)."""

_COMPACT = re.compile(r"\d{4}(?:\d{2}(?:\d{2})?)?")
_EARLIEST, _LATEST = 1000, 2999
"""Years outside are no dates of articles, but numbers of some other sort."""

_ARCHIVED = r"^(?i:https?:)?//web\.archive\.org/web/[^/]+/"
"""What the Internet Archive puts before the address of what it keeps."""

MOST_MONTHS = 36
"""Longer times are drawn by years: more bars than this are not told apart."""


def with_groups(frame: pl.DataFrame) -> pl.DataFrame:
    """Add ``group``, who published a row, and ``month``: as in ``2014-03``, or a year alone.

    The group is the publisher that the row names, else the site of its address, else its file.
    ``month`` is null for what is no date.
    """
    address = pl.col("url").str.replace(_ARCHIVED, "")
    site = address.str.extract(_SITE).str.to_lowercase().str.strip_prefix("www.")
    named = pl.coalesce(_filled("publisher"), site, _filled("cleanup_source"), pl.lit("-"))
    dates = frame.select(pl.col("date").unique()).to_series().drop_nulls().to_list()
    months = pl.DataFrame(
        {"date": dates, "month": [month_of(date) for date in dates]},
        schema={"date": pl.String, "month": pl.String},
    )
    return frame.with_columns(group=named).join(
        months, on="date", how="left", maintain_order="left"
    )


def _filled(name: str) -> pl.Expr:
    value = pl.col(name).str.strip_chars()
    return pl.when(value != "").then(value)


def month_of(date: str) -> str | None:
    """Return the month of a date as ``2014-03``, its year as ``2014``; ``None`` for no date.

    Read are ISO 8601 (also without the day, or without hyphens), and the dates of mail and feeds
    (RFC 5322).
    """
    date = date.strip()
    if found := re.match(r"(\d{4})(?:[-/.](\d{1,2})(?!\d)|(?=\D|$))", date):
        return _month(int(found[1]), int(found[2] or 0))
    if _COMPACT.fullmatch(date[:8]) and not date[8:9].isdigit():
        return _month(int(date[:4]), int(date[4:6] or 0))
    parsed = parsedate(date)
    return _month(parsed[0], parsed[1]) if parsed else None


def _month(year: int, month: int) -> str | None:
    if not _EARLIEST <= year <= _LATEST or month > 12:
        return None
    return f"{year:04}-{month:02}" if month else f"{year:04}"


def periods_of(months: Sequence[str]) -> dict[str, str]:
    """Return the period that each month is drawn in: itself, or its year if there are many."""
    by_month = len(set(months)) <= MOST_MONTHS and all(len(month) == 7 for month in months)
    return {month: month if by_month else month[:4] for month in months}
