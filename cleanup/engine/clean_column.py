"""Clean a column of texts at once, with the same results as one by one."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cleanup.engine.clean import clean_all
from cleanup.prefilter.columns import prefilter_column
from cleanup.rules import import_rules
from cleanup.values import UNTOUCHED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.settings import Settings
    from cleanup.values import Cleaned, Context


def clean_column(
    texts: Sequence[str | None], contexts: Sequence[Context], settings: Settings
) -> list[Cleaned]:
    """Clean each text for itself; null becomes ``UNTOUCHED``."""
    import_rules()
    present = [place for place, text in enumerate(texts) if text is not None]
    results = [UNTOUCHED] * len(texts)
    with _without_collector():
        cleaned = clean_all(
            [text for text in texts if text is not None],
            [contexts[place] for place in present],
            settings,
            prefilter_column,
        )
    for place, result in zip(present, cleaned, strict=True):
        results[place] = result
    return results


@contextmanager
def _without_collector() -> Iterator[None]:
    """Disable the garbage collector: it would go through all results so far, many times."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
