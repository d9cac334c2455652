"""Judge lines that were removed: ``python -m benchmarks.quality.disputed FILE``.

FILE is that of ``benchmarks.quality.furniture_extractors``. Its gold decides about most lines that
are removed or flagged, and is often at odds with a reader: captions and bylines stand in some gold,
sidebars of the author are missing in other. Readers judged a sample of 300: every line that stands
in the gold of its page, and of the other lines as many as were left.

``--draw OUT`` writes the sample for readers: ``id`` (page and extractor), ``start`` and ``end``
(code points of the extracted text), ``fate``, ``in_gold``, the line, and lines around it. Without
it, the verdicts in ``verdicts/lines.jsonl`` (``id``, ``start``, ``end``, and the classes of two
readers: ``article``, ``furniture`` or ``unclear``) are weighed by how many lines each stands for:
printed is how often readers agree, and the precision of removals and of flags, with its interval.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.documents import rows
from benchmarks.quality.furniture_extractors import counts, is_sound
from benchmarks.quality.furniture_pages import FURNITURE
from cleanup import clean
from cleanup.measurement import wilson

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

VERDICTS = Path(__file__).parent / "verdicts" / "lines.jsonl"
_SAMPLE = 300
_SHORTEST = 3
_AROUND = 400
"""Code points on either side that a reader sees."""

Key = tuple[str, int, int]
"""The page and the extractor of a text; start and end of a line in code points."""


class Line(NamedTuple):
    """A line of which all is removed or flagged."""

    key: Key
    text: str
    fate: str
    in_gold: bool
    around: tuple[str, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality.disputed")
    parser.add_argument("file", type=Path)
    parser.add_argument("--draw", type=Path, metavar="OUT")
    options = parser.parse_args(arguments)
    found = list(_lines(options.file))
    if options.draw:
        _write(options.draw, _sample(found))
    else:
        _print(found)
    return 0


def _lines(file: Path) -> Iterator[Line]:
    """Yield what is removed or flagged, the same line of a page once."""
    pages: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(file):
        pages[row["id"]].append(row)
    for of_page in pages.values():
        seen: set[str] = set()
        for row in filter(counts, of_page if is_sound(of_page) else ()):
            for line in _lines_of(row):
                if line.text not in seen:
                    seen.add(line.text)
                    yield line


def _lines_of(row: dict[str, Any]) -> Iterator[Line]:
    text = row["extracted"]
    gold = " ".join(row["gold"].split())
    cleaned = clean(text, title=row["title"])
    spans = [(edit.start, edit.end, "removed") for edit in cleaned.edits if edit.removal]
    spans += [
        (one.start, one.end, "flagged")
        for one in cleaned.found
        if one.family in FURNITURE and one.code != "REP003"
    ]
    for start, end, fate in spans:
        place = start
        for piece in text[start:end].split("\n"):
            words = " ".join(piece.split())
            if len(words) >= _SHORTEST:
                key = (f"{row['id']}/{row['extractor']}", place, place + len(piece))
                around = (text[max(0, place - _AROUND) : place], text[key[2] : key[2] + _AROUND])
                yield Line(key, words, fate, words in gold, around)
            place += len(piece) + 1


def _sample(lines: Sequence[Line]) -> list[Line]:
    random = Random(0)
    disputed = [line for line in lines if line.in_gold]
    others = [line for line in lines if not line.in_gold]
    sample = disputed + random.sample(others, max(0, min(len(others), _SAMPLE - len(disputed))))
    random.shuffle(sample)
    return sample


def _write(out: Path, lines: Sequence[Line]) -> None:
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for line in lines:
            of, start, end = line.key
            above, below = line.around
            row = {"id": of, "start": start, "end": end, "above": above, "line": line.text}
            file.write(json.dumps({**row, "below": below}, ensure_ascii=False) + "\n")


def _print(lines: Sequence[Line]) -> None:
    verdicts = {(row["id"], row["start"], row["end"]): row for row in rows(VERDICTS)}
    same = sum(row["first"] == row["second"] for row in verdicts.values())
    print(f"{same} of {len(verdicts)} lines judged alike by two readers")
    for fate in ("removed", "flagged"):
        share, low, high, judged, total = 0.0, 0.0, 0.0, 0, 0
        of_fate = [line for line in lines if line.fate == fate]
        for in_gold in (True, False):
            group = [line for line in of_fate if line.in_gold is in_gold]
            rows_of = [verdicts[line.key] for line in group if line.key in verdicts]
            right = sum("article" not in (row["first"], row["second"]) for row in rows_of)
            weight = len(group) / max(1, len(of_fate))
            judged, total = judged + len(rows_of), total + len(group)
            if rows_of:
                low_of, high_of = wilson(right, len(rows_of))
                share += weight * right / len(rows_of)
                low, high = low + weight * low_of, high + weight * high_of
        print(
            f"{fate}: {total} lines, {judged} of them judged;"
            f" precision {share:.3f} ({low:.3f} to {high:.3f})"
        )


if __name__ == "__main__":
    sys.exit(main())
