"""A bar chart as SVG, readable on light and on dark pages, without a library of plots."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_STYLE = """
text { font: 14px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328; }
.title { font-weight: 600; font-size: 16px; }
.note { fill: #59636e; font-size: 12px; }
.bar { fill: #8c959f; }
.ours { fill: #0969da; }
.reach { stroke: #1f2328; stroke-width: 1.5; }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc; }
  .note { fill: #9198a1; }
  .bar { fill: #656c76; }
  .ours { fill: #4493f8; }
  .reach { stroke: #f0f6fc; }
}
"""
_WIDTH = 760
_LABELS = 230
_VALUES = 110
_ROW = 30
_TOP = 56
_FOOT = 34


class Bar(NamedTuple):
    """One contestant: its middle value, and the least and the greatest that were seen."""

    name: str
    middle: float
    least: float
    most: float
    ours: bool = False


def chart(title: str, note: str, bars: Sequence[Bar], unit: str) -> str:
    """Return the chart; the bars stand in the order given, on one scale that begins at zero."""
    scale = (_WIDTH - _LABELS - _VALUES) / max(bar.most for bar in bars)
    height = _TOP + _ROW * len(bars) + _FOOT
    spoken = "; ".join(f"{bar.name}: {_figure(bar.middle)} {unit}" for bar in bars)
    rows = [
        line
        for number, bar in enumerate(bars)
        for line in _row(bar, _TOP + _ROW * number, scale, unit)
    ]
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
            f'width="{_WIDTH}" height="{height}" role="img" aria-label="{escape(title)}">',
            f"<title>{escape(title)}</title>",
            f"<desc>{escape(spoken)}</desc>",
            f"<style>{_STYLE}</style>",
            f'<text class="title" x="12" y="28">{escape(title)}</text>',
            *rows,
            f'<text class="note" x="12" y="{height - 12}">{escape(note)}</text>',
            "</svg>",
            "",
        )
    )


def _row(bar: Bar, top: int, scale: float, unit: str) -> tuple[str, ...]:
    middle = top + _ROW // 2
    least, most = (_LABELS + scale * value for value in (bar.least, bar.most))
    return (
        f'<text x="{_LABELS - 10}" y="{middle + 5}" text-anchor="end">{escape(bar.name)}</text>',
        f'<rect class="{"ours" if bar.ours else "bar"}" x="{_LABELS}" y="{top + 5}" '
        f'width="{max(1.0, scale * bar.middle):.1f}" height="{_ROW - 10}" rx="2"/>',
        f'<line class="reach" x1="{least:.1f}" y1="{middle}" x2="{most:.1f}" y2="{middle}"/>',
        f'<text x="{most + 8:.1f}" y="{middle + 5}">{_figure(bar.middle)} {escape(unit)}</text>',
    )


def _figure(value: float) -> str:
    """Return a value with two or three digits that count."""
    return f"{value:.0f}" if value >= 20 else f"{value:.1f}"
