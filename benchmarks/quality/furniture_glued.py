"""Find furniture in articles of one line: ``python -m benchmarks.quality.furniture_glued FILE``.

FILE is that of ``benchmarks.quality.furniture_extractors``. Counted are the outputs of article
extractors without a line feed, of pages whose gold is sound. A place is a stretch of 15 to
``--longest`` letters that are of no run of twelve letters of the gold, whatever stands between
them: words are glued here. Longer stretches are mostly other articles. Printed is how many places
edits cover by half (acted on), how many findings do as well (seen), and how many words of the gold
were deleted; ``--missed N`` prints places not seen. ``--half`` takes a half of the sites.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from benchmarks.documents import rows
from benchmarks.quality.furniture_extractors import counts, is_sound
from benchmarks.quality.furniture_pages import half_of
from benchmarks.quality.overlap import words
from cleanup import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Span = tuple[int, int]

_WINDOW = 12
_LEAST = 15
_LONGEST = 300
_HALF = 0.5


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    options = _options(arguments)
    figures: Counter[str] = Counter()
    missed: list[str] = []
    for row in _of_one_line(options.file, options.half):
        text = row["extracted"]
        cleaned = clean(text, title=row["title"])
        removed = [(edit.start, edit.end) for edit in cleaned.edits if edit.removal]
        found = [(one.start, one.end) for one in cleaned.found] + removed
        figures["texts"] += 1
        figures["gold"] += words(row["gold"]).total()
        true, had, has = words(row["gold"]), words(text), words(cleaned.text)
        figures["gold deleted"] += ((had & true) - (has & true)).total()
        for place in places(text, row["gold"], options.longest):
            figures["places"] += 1
            figures["acted on"] += covers(removed, place)
            figures["seen"] += covers(found, place)
            if not covers(found, place):
                missed.append(f"{row['id']} {row['extractor']} {text[slice(*place)]!r}")
    print(
        f"{figures['texts']} texts, {figures['places']} places:"
        f" acted on {figures['acted on'] / max(1, figures['places']):.3f},"
        f" seen {figures['seen'] / max(1, figures['places']):.3f};"
        f" gold deleted {1000 * figures['gold deleted'] / max(1, figures['gold']):.2f} in 1,000"
    )
    Random(0).shuffle(missed)
    for line in missed[: options.missed]:
        print(f"  {line}")
    return 0


def _of_one_line(path: Path, half: str) -> Iterator[dict[str, Any]]:
    pages: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(path):
        pages[row["id"]].append(row)
    for of_page in pages.values():
        if is_sound(of_page):
            for row in of_page:
                is_of_half = half in ("all", half_of(urlsplit(row["url"]).netloc))
                if is_of_half and counts(row) and "\n" not in row["extracted"].strip():
                    yield row


def places(text: str, gold: str, longest: int) -> Iterator[Span]:
    """Yield the stretches of letters that are not the gold's, in code points of the text."""
    letters, offsets = _letters(text)
    known, _ = _letters(gold)
    windows = {known[first : first + _WINDOW] for first in range(len(known) - _WINDOW + 1)}
    written = bytearray(len(letters))
    for first in range(len(letters) - _WINDOW + 1):
        if letters[first : first + _WINDOW] in windows:
            written[first : first + _WINDOW] = b"\1" * _WINDOW
    first = 0
    for last, is_written in enumerate([*written, 1]):
        if is_written:
            if _LEAST <= last - first <= longest:
                yield offsets[first], offsets[last - 1] + 1
            first = last + 1


def _letters(text: str) -> tuple[str, list[int]]:
    """Return the letters and digits of a text, and where each stands."""
    found = [(char, place) for place, char in enumerate(text.lower()) if char.isalnum()]
    return "".join(char for char, _ in found), [place for _, place in found]


def covers(spans: Iterable[Span], place: Span) -> bool:
    """Return whether spans cover a place by half."""
    covered: set[int] = set()
    for start, end in spans:
        covered.update(range(max(start, place[0]), min(end, place[1])))
    return len(covered) >= _HALF * (place[1] - place[0])


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality.furniture_glued")
    parser.add_argument("file", type=Path)
    parser.add_argument("--longest", type=int, default=_LONGEST, metavar="LETTERS")
    parser.add_argument("--half", choices=("all", "tuned", "held-out"), default="all")
    parser.add_argument("--missed", type=int, default=0, metavar="N")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
