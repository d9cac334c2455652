"""Files in a markup: they render as they did, whatever is repaired in their prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup import Settings, clean
from tests.scale import examples
from tests.text.regions.documents import MARKDOWN, REST

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleanup.values import Preset

markdown_truth = pytest.importorskip("benchmarks.quality.markdown_truth", reason="no markdown-it")
rest_truth = pytest.importorskip("benchmarks.quality.rest_truth", reason="no docutils")

DAMAGE = st.sampled_from(
    [
        "It was late.Nobody came.",
        "the caf\u00c3\u00a9 on the quay",
        "a caf&eacute; on the quay &amp; a pier",
        "the boat  of  the town",
        "the ha\u00adrbour\u200b",
        "It came back , it\u00e2\u20ac\u2122s said.",
        "scrapy.Request and io.Pipe",
        "trailing \t",
    ]
)
PRESETS = st.sampled_from([None, "news", "prose", "minimal"])


def damaged(blocks: list[str], damages: list[str]) -> str:
    """Return blocks with damage between and behind them."""
    pairs = [*damages, *[""] * len(blocks)]
    return "\n\n".join(
        f"{block}\n\n{damage}" if damage else block
        for block, damage in zip(blocks, pairs, strict=False)
    )


def in_file(preset: Preset | None) -> Settings:
    return Settings(form="file", preset=preset)


def renders_alike(
    text: str, source: str, preset: Preset | None, tree: Callable[[str], object]
) -> None:
    """Check that a repaired file is read as it was, and that nothing more is repaired."""
    cleaned = clean(text, lang="en", source=source, settings=in_file(preset))
    assert tree(cleaned.text) == tree(text)
    again = clean(cleaned.text, lang="en", source=source, settings=in_file(preset))
    assert (again.text, again.edits) == (cleaned.text, ())


@examples(300)
@given(st.lists(MARKDOWN, min_size=1, max_size=3), st.lists(DAMAGE, max_size=3), PRESETS)
def test_markdown_renders_as_it_did(
    blocks: list[str], damages: list[str], preset: Preset | None
) -> None:
    renders_alike(damaged(blocks, damages), "a.md", preset, markdown_truth.markdown_tree)


@examples(150)
@given(st.lists(REST, min_size=1, max_size=3), st.lists(DAMAGE, max_size=3), PRESETS)
def test_restructured_text_renders_as_it_did(
    blocks: list[str], damages: list[str], preset: Preset | None
) -> None:
    renders_alike(damaged(blocks, damages), "a.rst", preset, rest_truth.rest_shape)


@examples(300)
@given(MARKDOWN.filter(lambda text: "&" not in text), st.sampled_from(["a.md", "README"]))
def test_no_word_of_undamaged_markdown_is_changed(text: str, source: str) -> None:
    cleaned = clean(text, lang="en", source=source, settings=in_file(None))
    assert cleaned.text.split() == text.split()
