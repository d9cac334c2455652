"""Measure the repair of spacing: ``python -m benchmarks.quality.spacing LINES``.

``LINES`` are rows of OCR or PDF text beside their true spacing, as
``benchmarks/training/spacing.py`` reads them. Each line is cleaned alone, and in pages of 40 lines,
as English. Printed for each set: how many blanks within words are removed and how many blanks
between words put in by default, each with its precision and recall (places with a letter on both
sides), and how many claims of lost words of at least .9 there are in 100,000 words, where no words
are lost. ``--first 0.5`` leaves out the half of the lines that the models were trained on.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.training.spacing import between_letters, lines_of, pages_of
from cleanup import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.training.spacing import Line

PAGE = 40
CLAIM = 0.9


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure lines and pages, print a row for each set."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lines", nargs="+", type=Path)
    parser.add_argument("--first", type=float, default=0.0, help="the least hash of a line")
    options = parser.parse_args(arguments)
    lines = list(lines_of(options.lines, options.first, 1.0))
    for form, texts in (("lines", lines), ("pages", list(pages_of(lines, PAGE)))):
        for dataset in dict.fromkeys(line.dataset for line in texts):
            counts = count(line for line in texts if line.dataset == dataset)
            print(f"{dataset} {form}: {in_words(counts)}")
    return 0


def count(lines: Iterable[Line]) -> Counter[str]:
    """Count words, blanks that are wrong, those that were mended, and claims of lost words."""
    counts: Counter[str] = Counter()
    for line in lines:
        result = clean(line.text, lang="en")
        removed, put_in = set(), set()
        for edit in result.edits:
            removed |= _blanks_removed(line.text, edit.start, edit.after, edit.end)
            if edit.start == edit.end and edit.after == " ":
                put_in.add(edit.start)
        _compare(counts, "divided", removed, line.text, line.inserted, 1)
        _compare(counts, "glued", put_in, line.text, line.missing, 0)
        counts["words"] += line.words
        counts["claims"] += sum(
            found.family == "hole" and found.confidence >= CLAIM for found in result.found
        )
    return counts


def _blanks_removed(text: str, start: int, after: str, end: int) -> set[int]:
    """Return the blanks that an edit removed, if it did nothing else."""
    before = text[start:end]
    if before.replace(" ", "") != after.replace(" ", "") or len(after) >= len(before):
        return set()
    return {place for place in range(start, end) if text[place] == " "}


def _compare(
    counts: Counter[str], name: str, made: set[int], text: str, wrong: frozenset[int], width: int
) -> None:
    made, true = between_letters(text, made, width), between_letters(text, wrong, width)
    counts[f"{name} right"] += len(made & wrong)
    counts[f"{name} made"] += len(made)
    counts[f"{name} wrong"] += len(true)


def in_words(counts: Counter[str]) -> str:
    """Return the figures of one set as a line."""
    parts = [
        f"{name} {counts[f'{name} right']} of {counts[f'{name} made']} right"
        f" (P {_share(counts, f'{name} right', f'{name} made')}"
        f" R {_share(counts, f'{name} right', f'{name} wrong')})"
        for name in ("divided", "glued")
    ]
    claims = 100_000 * counts["claims"] / max(1, counts["words"])
    return f"{', '.join(parts)}, {claims:.1f} claims of loss per 100,000 words"


def _share(counts: Counter[str], part: str, whole: str) -> str:
    return f"{counts[part] / counts[whole]:.4f}" if counts[whole] else "-"


if __name__ == "__main__":
    raise SystemExit(main())
