"""Count how often each rule is right: ``python -m benchmarks.quality.measured KIND NAME FILE...``.

Prints, by code and tier, the findings of at least the default threshold, how many of them are
right, the 95 % interval, and the line for ``measured=`` in the rule's declaration. KIND says how
right and wrong are told apart, and what the rows of the files are:

* ``scraped``: texts as scrapers left them, with the places that the damage benchmark records
  (``id``, ``extracted``, ``damage``). A finding of ``join``, ``hole`` or ``space`` is right if such
  damage is recorded at it: where something else is, it is wrong.
* ``article``: a page's text and its article (``extracted`` and ``gold``, or ``region`` with the
  label of each line). A removal is right if nothing of it belongs to the article. A repair is
  right if the article has what it makes of the place and not what was there; it is wrong if the
  article has what was there, and is left out if it has neither or both.
* ``marks``: texts written with curly marks, which are lost on purpose as converters lose them
  (``benchmarks.quality.lost``).

Findings of one document with the same neighbourhood count once, however many scrapers kept it.
``--share LOW:HIGH`` takes the documents whose id hashes to that part of 0:1. No weight was trained
on 0.6:1 of the scraped texts; only the calibration of lost words, ten numbers a kind, was fitted
there. The data set is called NAME.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.damage.lone import within
from benchmarks.damage.match import nearby
from benchmarks.damage.values import Place
from benchmarks.documents import rows
from benchmarks.quality import lost
from cleanup import Settings, clean
from cleanup.measurement import Measurement
from cleanup.rules import all_rules, rule_for
from cleanup.text.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cleanup import Finding
    from cleanup.values import Tier

GROUPS = {"join": ("glued",), "hole": ("dropped",), "space": ("spacing",)}
SPACES = frozenset("space-before-punctuation space-before-possessive padded-quotation".split())
"""The rules that mend recorded kinds of spaces."""
OF_EITHER = ("glued", "dropped")
"""The groups of a flag of ``join``: only a space may be missing, or words."""
REMOVING = ("boilerplate", "byline", "credit")
REPAIRING = ("encoding", "invisible", "join")
NEAR = 10
"""How many code points on either side a repair is looked up with in the article."""
THRESHOLD = Settings().threshold
AROUND = 24
"""How many code points on either side tell one finding of a document from another."""


class Judged(NamedTuple):
    """A finding that is right or wrong; ``place`` tells it from others of its document."""

    code: str
    tier: Tier
    place: str
    right: bool


def scraped(row: dict[str, Any]) -> Iterator[Judged]:
    """Judge findings by the places of damage that are recorded."""
    text = row["extracted"]
    places = [Place.of(place) for place in row["damage"]]
    spans = {
        group: sorted({place[:2] for place in places if place.group == group})
        for group in ("glued", "dropped", "spacing")
    }
    for finding in clean(text, lang=row.get("lang")).found:
        flags_join = finding.family == "join" and finding.after is None
        groups = OF_EITHER if flags_join else GROUPS.get(finding.family, ())
        if groups and _is_recorded(finding):
            span = finding.start, finding.end
            right = any(nearby(span, spans[group]) for group in groups)
            yield _judged(text, finding, right)


def _is_recorded(finding: Finding) -> bool:
    """Return whether the places hold its kind of damage: no lost marks, few kinds of spaces."""
    if finding.family == "space":
        return finding.name in SPACES
    return finding.hole != "mark"


def article(row: dict[str, Any]) -> Iterator[Judged]:
    """Judge removals by the article of a page, but no datelines, which some articles keep."""
    text = row["region"] if "labels" in row else row["extracted"]
    for finding in clean(text, title=row.get("title"), lang=row.get("lang")).found:
        if finding.family in REMOVING and finding.after == "" and finding.name != "dateline":
            yield _judged(text, finding, not _is_written(text, finding, row["gold"]))
        elif finding.family in REPAIRING and finding.after is not None:
            before, after = _with_context(text, finding)
            if (before in row["gold"]) != (after in row["gold"]):
                yield _judged(text, finding, after in row["gold"])


def _with_context(text: str, finding: Finding) -> tuple[str, str]:
    """Return the text of a finding and its proposal, each between the same words."""
    left = text[max(0, finding.start - NEAR) : finding.start]
    right = text[finding.end : finding.end + NEAR]
    middle = text[finding.start : finding.end]
    return left + middle + right, f"{left}{finding.after}{right}"


def _is_written(text: str, finding: Finding, gold: str) -> bool:
    """Return whether removed lines are lines of the article, or other removed text is in it."""
    start, end = finding.start, finding.end
    begins = start == 0 or "\n" in text[start - 1 : start + 1]
    ends = end == len(text) or "\n" in text[end - 1 : end + 1]
    removed = _lines(text[start:end])
    if begins and ends:
        return not removed.isdisjoint(_lines(gold))
    return " ".join(text[start:end].split()) in " ".join(gold.split())


def _lines(text: str) -> set[str]:
    return {" ".join(line.split()) for line in text.split("\n") if line.strip()}


def marks(row: dict[str, Any]) -> Iterator[Judged]:
    """Judge findings by the marks that were lost on purpose, in each way to lose them."""
    rules = [rule for rule in all_rules() if rule.code.startswith(lost.CODES)]
    for kind in ("space", "question", "triple", "cut", "bar"):
        damaged = lost.damaged(row["text"], kind)
        if not lost.damaged(row["text"], "cut").places:
            return
        document = Document(damaged.text)
        for rule in rules:
            for found, _, right in lost.verdicts_of(rule, damaged, document):
                if (found.confidence or rule.confidence) >= THRESHOLD:
                    place = f"{kind} {found.start}"
                    yield Judged(rule.code, found.tier or rule.tier, place, right)


KINDS: dict[str, Callable[[dict[str, Any]], Iterator[Judged]]] = {
    "scraped": scraped,
    "article": article,
    "marks": marks,
}


def _judged(text: str, finding: Finding, right: bool) -> Judged:
    place = text[max(0, finding.start - AROUND) : finding.end + AROUND]
    return Judged(finding.code, finding.tier, " ".join(place.split()), right)


def count(
    documents: Iterable[dict[str, Any]], judge: Callable[[dict[str, Any]], Iterable[Judged]]
) -> dict[tuple[str, Tier], tuple[int, int]]:
    """Return by code and tier how many findings are right, and how many there are."""
    seen: set[tuple[str, Judged]] = set()
    right: Counter[tuple[str, Tier]] = Counter()
    total: Counter[tuple[str, Tier]] = Counter()
    for number, row in enumerate(documents):
        name = str(row.get("id", row.get("title") or number))
        for one in judge(row):
            if (name, one) not in seen:
                seen.add((name, one))
                total[one.code, one.tier] += 1
                right[one.code, one.tier] += one.right
    return {key: (right[key], total[key]) for key in sorted(total)}


def _documents(
    files: Sequence[Path], share: tuple[float, float], most: int | None
) -> Iterator[dict[str, Any]]:
    for path in files:
        for number, row in enumerate(rows(path)):
            if number == most:
                break
            if within(str(row.get("id", number)), *share):
                yield row


def main(argv: Sequence[str] | None = None) -> int:
    """Print what was counted."""
    parser = argparse.ArgumentParser(prog="benchmarks.quality.measured", description=__doc__)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("name", help="what the data set is called")
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--share", default="0:1", metavar="LOW:HIGH")
    parser.add_argument("--most", type=int, metavar="N", help="only the first N rows of a file")
    options = parser.parse_args(argv)
    low, _, high = options.share.partition(":")
    documents = _documents(options.files, (float(low), float(high)), options.most)
    for (code, tier), (right, total) in count(documents, KINDS[options.kind]).items():
        rule, today = rule_for(code), date.today().isoformat()
        kept = None if tier == rule.tier else tier
        measured = Measurement(right, total, options.name, options.kind, today, kept)
        note = "" if kept or measured.agrees_with(rule.confidence) else "  DISAGREES"
        print(f"{code} {tier:8} {measured.text}  declared {rule.confidence:g}{note}")
        print(f"    {measured!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
