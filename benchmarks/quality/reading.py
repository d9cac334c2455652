"""What a reader finds of the page in documents: ``python -m benchmarks.quality.reading FOLDER``.

FOLDER holds the corpora (``*.jsonl.zst``, a text in ``text``). A reader marked, in the texts as
they are, every stretch that is not the author's: ``verdicts/places.jsonl`` has an object a
document, ``id`` (file and number of the row) and ``places`` (``start``, ``end``, ``class``). The
reader saw no version's output, so the same marks judge each.

``--draw OUT`` writes the sample for a reader: of each file the same number of texts of at most
10,000 code points, with a seed. Without it printed are, by class, how many places edits of the
default settings cover by half (acted on), how many findings do as well (seen), the documents in
which nothing of note is left (all places but single words acted on), and the removals that touch no
place, one by one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.documents import rows
from cleanup import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup import Cleaned

VERDICTS = Path(__file__).parent / "verdicts" / "places.jsonl"
_DOCUMENTS = 100
_SHORTEST, _LONGEST = 500, 10_000
_OF_NOTE = 12
"""Code points of the shortest place that a reader notices."""


@dataclass
class Score:
    """What became of the places that a reader marked."""

    places: Counter[str] = field(default_factory=Counter)
    acted: Counter[str] = field(default_factory=Counter)
    used: Counter[str] = field(default_factory=Counter)
    """Acted on, or lifted as data and kept, as datelines are."""
    seen: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    nothing_left: int = 0
    wrong: list[str] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality.reading")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--draw", type=Path, metavar="OUT")
    options = parser.parse_args(arguments)
    texts = _texts(options.folder)
    if options.draw:
        _draw(texts, options.draw)
    else:
        show(_measured(dict(texts)))
    return 0


def _texts(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(folder.glob("*.jsonl.zst")):
        name = file.name.partition(".")[0]
        for number, row in enumerate(rows(file)):
            if isinstance(row.get("text"), str):
                yield f"{name}/{number}", row


def _draw(texts: Iterator[tuple[str, dict[str, Any]]], out: Path) -> None:
    by_file: dict[str, list[tuple[str, str]]] = {}
    for of, row in texts:
        if _SHORTEST <= len(row["text"]) <= _LONGEST:
            by_file.setdefault(of.partition("/")[0], []).append((of, row["text"]))
    random = Random(0)
    count = -(-_DOCUMENTS // len(by_file))
    drawn = [one for found in by_file.values() for one in random.sample(found, count)]
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for of, text in sorted(random.sample(drawn, _DOCUMENTS)):
            file.write(json.dumps({"id": of, "text": text}, ensure_ascii=False) + "\n")


def _measured(texts: dict[str, dict[str, Any]]) -> Score:
    score = Score()
    for verdict in rows(VERDICTS):
        row = texts[verdict["id"]]
        cleaned = clean(row["text"], title=row.get("title"))
        add(score, verdict, row["text"], cleaned)
    return score


def add(score: Score, verdict: dict[str, Any], text: str, cleaned: Cleaned) -> None:
    """Count what became of the places of one text; those of the class ``none`` are the author's."""
    lifted = [value for values in asdict(cleaned.lifted).values() for value in values]
    edits = [(edit.start, edit.end) for edit in cleaned.edits]
    found = edits + [(one.start, one.end) for one in cleaned.found]
    places = [place for place in verdict["places"] if place["class"] != "none"]
    marked = [(place["start"], place["end"]) for place in places]
    left = 0
    for place in places:
        span, name = (place["start"], place["end"]), place["class"]
        acted = _covered(span, edits)
        score.places[name] += 1
        score.acted[name] += acted
        score.used[name] += acted or any(value in text[slice(*span)] for value in lifted)
        score.seen[name] += _covered(span, found)
        left += not acted and span[1] - span[0] >= _OF_NOTE
    score.documents += 1
    score.nothing_left += not left
    for edit in cleaned.edits:
        if edit.removal and not any(start < edit.end and edit.start < end for start, end in marked):
            score.wrong.append(f"{verdict['id']} {'+'.join(edit.codes)} {edit.before!r}")


def _covered(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    start, end = span
    within = {at for first, last in spans for at in range(max(first, start), min(last, end))}
    return 2 * len(within) >= end - start


def show(score: Score) -> None:
    """Print what was counted, by class."""
    for name, count in score.places.most_common():
        print(f"{name:16} {count:4} acted on {score.acted[name]:4}, seen {score.seen[name]:4}")
    counts = (score.places, score.acted, score.used, score.seen)
    total, acted, used, seen = (one.total() for one in counts)
    count = max(1, total)
    print(
        f"all {total}, acted on {acted} ({acted / count:.3f}), seen {seen} ({seen / count:.3f}),"
        f" missed {(total - seen) / count:.3f}; acted on or lifted {used / count:.3f}"
    )
    print(f"nothing of note left in {score.nothing_left} of {score.documents} documents")
    for one in score.wrong:
        print(f"no place: {one}")


if __name__ == "__main__":
    sys.exit(main())
