"""Measure the repair of spacing: ``python -m benchmarks.quality.spacing LINES``.

``LINES`` are rows of OCR or PDF text beside their true spacing, as
``benchmarks/training/spacing.py`` reads them. Each line is cleaned alone, and in pages of 40 lines,
as English. Printed for each set, and for all of them together: how many blanks within words are
removed (divided) and put in between words (glued; both with a letter on each side), put in where a
sentence ends (sentence), and removed before a mark (mark) by default, each with its precision and
recall, and how many claims of lost words of at least .9 there are in 100,000 words, where no words
are lost. ``--first 0.5`` leaves out the half of the lines that the models were trained on,
``--wrong`` prints the claims and what was mended wrongly.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.training.spacing import lines_of, pages_of
from cleanup import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from benchmarks.training.spacing import Line
    from cleanup import Cleaned

PAGE = 40
CLAIM = 0.9
ALL = "all"
STRAY = {
    "divided": re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])"),
    "mark": re.compile(r"(?<=[^\W_]) (?=[,.;:?!])"),
}
LACKING = {
    "glued": re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])"),
    "sentence": re.compile(r"(?<=[.?!\u2026])(?=[^\W\d_])"),
}
KINDS = STRAY | LACKING


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure lines and pages, print a row for each set and kind."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lines", nargs="+", type=Path)
    parser.add_argument("--first", type=float, default=0.0, help="the least hash of a line")
    parser.add_argument("--wrong", action="store_true", help="print what is wrong")
    options = parser.parse_args(arguments)
    lines = list(lines_of(options.lines, options.first, 1.0))
    for form, texts in (("lines", lines), ("pages", list(pages_of(lines, PAGE)))):
        total: Counter[str] = Counter()
        for dataset in dict.fromkeys(line.dataset for line in texts):
            own = (line for line in texts if line.dataset == dataset)
            counts = count(own, shown=options.wrong)
            print(f"{dataset} {form}: {in_words(counts)}")
            total.update(counts)
        print(f"{ALL} {form}: {in_words(total)}")
    return 0


def count(lines: Iterable[Line], *, shown: bool = False) -> Counter[str]:
    """Count words, blanks that are wrong, those that were mended, and claims of lost words."""
    counts: Counter[str] = Counter()
    for line in lines:
        result = clean(line.text, lang="en")
        removed, put_in = _mended(line.text, result)
        for kind, pattern in KINDS.items():
            made, wrong = (removed, line.inserted) if kind in STRAY else (put_in, line.missing)
            places = {place for place in made | wrong if pattern.match(line.text, place)}
            _compare(counts, kind, made & places, wrong & places)
            for place in sorted((made - wrong) & places) if shown else ():
                print(f"  {kind}: {_around(line.text, place, place)}")
        counts["words"] += line.words
        for found in result.found:
            if found.family == "hole" and found.confidence >= CLAIM:
                counts["claims"] += 1
                if shown:
                    print(f"  {found.code}: {_around(line.text, found.start, found.end)}")
    return counts


def _mended(text: str, result: Cleaned) -> tuple[set[int], set[int]]:
    """Return the blanks that were removed, and the places where one was put in."""
    removed, put_in = set(), set()
    for edit in result.edits:
        removed |= _blanks_removed(text, edit.start, edit.after, edit.end)
        if edit.start == edit.end and edit.after == " ":
            put_in.add(edit.start)
    return removed, put_in


def _blanks_removed(text: str, start: int, after: str, end: int) -> set[int]:
    """Return the blanks that an edit removed, if it did nothing else."""
    before = text[start:end]
    if before.replace(" ", "") != after.replace(" ", "") or len(after) >= len(before):
        return set()
    return {place for place in range(start, end) if text[place] == " "}


def _compare(
    counts: Counter[str], kind: str, made: AbstractSet[int], wrong: AbstractSet[int]
) -> None:
    counts[f"{kind} right"] += len(made & wrong)
    counts[f"{kind} made"] += len(made)
    counts[f"{kind} wrong"] += len(wrong)


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 40]}"


def in_words(counts: Counter[str]) -> str:
    """Return the figures of one set as a line."""
    parts = [
        f"{kind} {counts[f'{kind} right']} of {counts[f'{kind} made']} right"
        f" (P {_share(counts, f'{kind} right', f'{kind} made')}"
        f" R {_share(counts, f'{kind} right', f'{kind} wrong')})"
        for kind in KINDS
    ]
    claims = 100_000 * counts["claims"] / max(1, counts["words"])
    return f"{', '.join(parts)}, {claims:.1f} claims of loss per 100,000 words"


def _share(counts: Counter[str], part: str, whole: str) -> str:
    return f"{counts[part] / counts[whole]:.4f}" if counts[whole] else "-"


if __name__ == "__main__":
    raise SystemExit(main())
