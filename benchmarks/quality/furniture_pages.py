"""Score removals on labelled articles: ``python -m benchmarks.quality.furniture_pages FILE``.

FILE holds one page an object: ``region`` (the lines of its article element), ``labels`` (one a
line: ``body caption credit byline title other mixed``), ``gold`` (the body), ``authors``,
``credits``, ``publisher``. Printed are the mean F1 of runs of four words, as it is and after
``clean``; the body lines of more than 25 code points that were removed or flagged; of the other
labels, the share of lines that an edit or a finding covers by half (seen), and that an edit
removes; and the names lifted: found of those that the lines have, and right of those found.

``--preset`` is that of the settings, ``--half tuned`` and ``--half held-out`` are halves by
publisher, ``--lines LABEL`` prints the lines of a label with what happened to each.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from hashlib import md5
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.documents import rows
from benchmarks.quality.overlap import WORSE, overlap, runs
from cleanup import Settings, clean
from cleanup.values import PRESETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup import Cleaned

LONG = 25
"""Code points; shorter body lines are headings and leftovers whose label is a matter of taste."""
FURNITURE = frozenset(["credit", "byline", "boilerplate", "embed", "repetition"])
"""Families of what belongs to the page."""


class Line(NamedTuple):
    """A line of a page, its label and what became of it: ``removed``, ``flagged`` or ``kept``."""

    publisher: str
    label: str
    text: str
    fate: str


@dataclass
class Score:
    """What was counted over pages."""

    lines: list[Line] = field(default_factory=list)
    before: list[float] = field(default_factory=list)
    after: list[float] = field(default_factory=list)
    worse: list[str] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)

    def share(self, label: str, *fates: str) -> tuple[int, int]:
        """Return how many lines of a label met one of these fates, and how many there are."""
        fate = [line.fate for line in self.lines if line.label == label]
        return sum(one in fates for one in fate), len(fate)

    def body(self, fate: str) -> tuple[int, int]:
        """Return how many long body lines met this fate, and how many there are."""
        fates = [line.fate for line in self.lines if line.label == "body" and len(line.text) > LONG]
        return fates.count(fate), len(fates)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    options = _options(arguments)
    score = Score()
    for page in rows(options.file):
        if options.half in ("all", half_of(page["publisher"])):
            _add(score, page, Settings(preset=options.preset))
    _print(score)
    for line in score.lines:
        if line.label == options.lines:
            print(f"{line.fate:8} {line.publisher:20} {line.text}")
    return 0


def half_of(name: str) -> str:
    """Return the half that a publisher or site belongs to: of the other one nothing was read."""
    return "held-out" if int(md5(name.encode()).hexdigest(), 16) % 2 else "tuned"


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality.furniture_pages")
    parser.add_argument("file", type=Path)
    parser.add_argument("--preset", choices=PRESETS)
    parser.add_argument("--half", choices=("all", "tuned", "held-out"), default="all")
    parser.add_argument("--lines", metavar="LABEL")
    return parser.parse_args(arguments)


def _add(score: Score, page: dict[str, Any], settings: Settings) -> None:
    text = page["region"]
    cleaned = clean(text, title=page["title"], settings=settings)
    score.lines += _lines(page, cleaned)
    gold = runs(page["gold"])
    before, after = overlap(runs(text), gold).f1, overlap(runs(cleaned.text), gold).f1
    score.before.append(before)
    score.after.append(after)
    if after < before - WORSE:
        score.worse.append(f"{page['publisher']} {before:.3f} -> {after:.3f}")
    _add_names(score, page, cleaned)


def _lines(page: dict[str, Any], cleaned: Cleaned) -> Iterator[Line]:
    removed = _covered(
        len(page["region"]), ((edit.start, edit.end) for edit in cleaned.edits if edit.removal)
    )
    seen = _covered(
        len(page["region"]),
        ((one.start, one.end) for one in cleaned.found if one.family in FURNITURE),
    )
    start = 0
    for text, label in zip(page["region"].split("\n"), labels_of(page), strict=True):
        end = start + len(text)
        if text.strip():
            half = len(text) / 2
            fate = (
                "removed"
                if sum(removed[start:end]) >= half
                else "flagged"
                if sum(seen[start:end]) >= half
                else "kept"
            )
            yield Line(page["publisher"], label, text, fate)
        start = end + 1


def labels_of(page: dict[str, Any]) -> list[str]:
    """Return the labels of the lines of a page."""
    labels = page["labels"]
    return labels.split("\n") if isinstance(labels, str) else labels


def _covered(length: int, spans: Iterator[tuple[int, int]]) -> bytearray:
    covered = bytearray(length)
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    return covered


def _add_names(score: Score, page: dict[str, Any], cleaned: Cleaned) -> None:
    region = _plain(page["region"])
    of_body = [_plain(line) for line in page["gold"].split("\n")]
    for kind, gold, lifted in (
        ("author", page["authors"], cleaned.lifted.byline),
        (
            "credit",
            page["credits"],
            (*cleaned.lifted.credit, *getattr(cleaned.lifted, "agency", ())),
        ),
    ):
        true = {name for name in map(_plain, gold or ()) if name in region}
        found = {_plain(name) for name in lifted}
        score.names[f"{kind} true"] += len(true)
        score.names[f"{kind} lifted"] += len(found)
        score.names[f"{kind} found"] += sum(
            any(_same(one, other) for other in found) for one in true
        )
        score.names[f"{kind} right"] += sum(
            any(_same(one, other) for other in true) for one in found
        )
        score.names[f"{kind} of body"] += sum(
            not any(_same(one, other) for other in true)
            and any(_is_in(one, line) for line in of_body)
            for one in found
        )


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("/", " ").replace(",", " ").split())


def _same(one: str, other: str) -> bool:
    """Return whether two names are the same, or one is a part of the other by whole words."""
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _is_in(name: str, line: str) -> bool:
    """Return whether a line has the words of a name: ``ap`` is no part of ``schaden``."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line) is not None


def _print(score: Score) -> None:
    pages = len(score.before)
    before, after = sum(score.before) / pages, sum(score.after) / pages
    print(f"{pages} pages, F1 {before:.4f} -> {after:.4f}; {len(score.worse)} worse by {WORSE}")
    for page in score.worse:
        print(f"  {page}")
    for fate in ("removed", "flagged"):
        count, total = score.body(fate)
        print(f"body lines of more than {LONG} code points {fate}: {count} of {total}")
    for label in ("caption", "credit", "byline", "title", "other", "mixed"):
        removed, total = score.share(label, "removed")
        seen, _ = score.share(label, "removed", "flagged")
        print(
            f"{label:8} {total:5} lines, seen {seen:4} ({seen / max(1, total):.2f}),"
            f" removed {removed:4}"
        )
    for kind in ("author", "credit"):
        of = {
            name: score.names[f"{kind} {name}"]
            for name in ("true", "found", "lifted", "right", "of body")
        }
        print(
            f"{kind}s {of['found']} of {of['true']} lifted, {of['right']} of {of['lifted']} right,"
            f" {of['of body']} from the body"
        )


if __name__ == "__main__":
    sys.exit(main())
