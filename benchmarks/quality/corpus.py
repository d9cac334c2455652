"""Measure how much damage is found and repaired on the articles of ``corpus/``.

Each place of damage says which span of the damaged text the scraper changed, and what the author
had written there. An edit is right if it makes what was written; a place of lost text (family
``hole``) can only be found, and an edit that touches one is wrong unless it is the one space
that separates two sentences. An edit within what the author never wrote counts neither way.
Run: ``python -m benchmarks.quality.corpus [FOLDER] [--show]``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.documents import CORPUS
from cleanup import Settings, clean
from cleanup.measurement import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup import Cleaned


class Place(NamedTuple):
    """One place of damage; offsets in the damaged text, ``written`` as the author had it."""

    start: int
    end: int
    family: str
    kind: str
    written: str


class Swap(NamedTuple):
    """A span of the damaged text and what it becomes, by the gold or by the tool."""

    start: int
    end: int
    after: str
    place: Place | None


@dataclass
class Tally:
    """Counts over all articles; the lists of strings are for a reader to look at."""

    places: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    repaired: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    edits: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    findings: int = 0
    false: list[str] = field(default_factory=list)
    texts: int = 0
    equal: int = 0
    lifted: int = 0
    lifted_right: int = 0
    lifted_false: list[str] = field(default_factory=list)
    lifted_missed: list[str] = field(default_factory=list)

    def of_family(self, counts: Counter[tuple[str, str]], family: str) -> int:
        """Return the sum over the kinds of a family."""
        return sum(count for (of, _), count in counts.items() if of == family)

    def share(self, counts: Counter[tuple[str, str]], family: str) -> float:
        """Return which share of a family's places was found, or repaired."""
        return self.of_family(counts, family) / self.of_family(self.places, family)

    @property
    def families(self) -> list[str]:
        """The families that have places."""
        return sorted({family for family, _ in self.places})

    @property
    def precision(self) -> float:
        """The share of edits that make what was written."""
        return self.right / self.edits if self.edits else 1.0


def measure(folder: Path = CORPUS, settings: Settings | None = None) -> Tally:
    """Clean every damaged article of a folder and compare with its gold."""
    tally = Tally()
    for name, gold in articles(folder):
        damaged = gold["damaged"]
        places = [Place(**place) for place in gold["places"]]
        result = clean(damaged, title=gold["title"], settings=settings)
        _count_findings(tally, name, damaged, places, gold["lifted"], result)
        _count_edits(tally, name, damaged, places, result)
        _count_lifted(tally, name, gold["lifted"], result)
    return tally


def articles(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name of each article of a folder and what is known of it, ``damaged`` included."""
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        damaged = (folder / "damaged" / f"{path.stem}.txt").read_bytes().decode()
        yield path.stem, gold | {"damaged": damaged}


def _count_findings(
    tally: Tally,
    name: str,
    damaged: str,
    places: list[Place],
    lifted: dict[str, list[str]],
    result: Cleaned,
) -> None:
    for finding in result.found:
        tally.findings += 1
        text = damaged[finding.start : finding.end]
        if not (
            any(_touch(finding.start, finding.end, place) for place in places)
            or any(value in text for values in lifted.values() for value in values)
        ):
            tally.false.append(_shown(name, damaged, finding.start, finding.end, finding.code))
    for place in places:
        kind = (place.family, place.kind)
        tally.places[kind] += 1
        if any(
            _touch(finding.start, finding.end, place)
            and (finding.family == "hole") == (place.family == "hole")
            for finding in result.found
        ):
            tally.found[kind] += 1
        else:
            label = f"{place.family}/{place.kind}"
            tally.missed.append(_shown(name, damaged, place.start, place.end, label))


def _count_edits(
    tally: Tally, name: str, damaged: str, places: list[Place], result: Cleaned
) -> None:
    expected = [
        Swap(
            place.start,
            place.end,
            damaged[place.start : place.end] if place.family == "hole" else place.written,
            place,
        )
        for place in places
    ]
    made = [Swap(edit.start, edit.end, edit.after, None) for edit in result.edits]
    as_expected = True
    for cluster in _clusters([*expected, *made]):
        ours = [swap for swap in cluster if swap.place is None]
        gold = [swap for swap in cluster if swap.place is not None]
        span = (min(swap.start for swap in cluster), max(swap.end for swap in cluster))
        repaired = _places_repaired(damaged, span, ours, gold)
        as_expected = as_expected and (repaired == gold or (not ours and _only_holes(gold)))
        if repaired is not None:
            tally.edits += len(ours)
            tally.right += len(ours)
            tally.repaired.update(
                (swap.place.family, swap.place.kind) for swap in repaired if swap.place
            )
        elif not all(_takes_removed(damaged, swap, gold) for swap in ours):
            tally.edits += len(ours)
            becomes = _outcome(damaged, span, ours)
            tally.wrong.append(f"{_shown(name, damaged, *span, 'edit')} becomes {becomes!r}")
    tally.texts += 1
    tally.equal += as_expected


def _places_repaired(
    damaged: str, span: tuple[int, int], ours: list[Swap], gold: list[Swap]
) -> list[Swap] | None:
    """Return the places that the edits repair, of those that touch; ``None`` if they are wrong."""
    if not ours:
        return []
    if _only_holes(gold) and [(edit.start == edit.end, edit.after) for edit in ours] == [
        (True, " ")
    ]:
        return gold
    outcome = _outcome(damaged, span, ours)
    for count in range(len(gold), 0, -1):
        for swaps in combinations(gold, count):
            if _outcome(damaged, span, swaps) == outcome:
                return list(swaps)
    return None


def _only_holes(gold: list[Swap]) -> bool:
    return bool(gold) and all(swap.place and swap.place.family == "hole" for swap in gold)


def _takes_removed(damaged: str, edit: Swap, gold: list[Swap]) -> bool:
    """Return whether an edit takes only what the author never wrote, and white space around it."""
    removed = {at for swap in gold if not swap.after for at in range(swap.start, swap.end)}
    own = [at for at in range(edit.start, edit.end) if at not in removed]
    return not edit.after.strip() and not "".join(damaged[at] for at in own).strip()


def _count_lifted(tally: Tally, name: str, expected: dict[str, list[str]], result: Cleaned) -> None:
    for kind, values in expected.items():
        lifted = getattr(result.lifted, kind)
        tally.lifted += max(len(values), len(lifted))
        tally.lifted_right += len(set(values) & set(lifted))
        tally.lifted_false += [f"{name}: {kind} {value}" for value in lifted if value not in values]
        tally.lifted_missed += [
            f"{name}: {kind} {value}" for value in values if value not in lifted
        ]


def _touch(start: int, end: int, place: Place) -> bool:
    return start <= place.end and place.start <= end


def _clusters(swaps: Iterable[Swap]) -> Iterator[list[Swap]]:
    """Group the swaps that touch, of gold and tool together."""
    cluster: list[Swap] = []
    reach = -1
    for swap in sorted(swaps, key=lambda swap: (swap.start, swap.end)):
        if cluster and swap.start > reach:
            yield cluster
            cluster = []
        cluster.append(swap)
        reach = max(reach, swap.end) if len(cluster) > 1 else swap.end
    if cluster:
        yield cluster


def _outcome(damaged: str, span: tuple[int, int], swaps: Iterable[Swap]) -> str:
    pieces, position = [], span[0]
    for swap in swaps:
        pieces += [damaged[position : swap.start], swap.after]
        position = swap.end
    return "".join([*pieces, damaged[position : span[1]]])


def _shown(name: str, text: str, start: int, end: int, label: str) -> str:
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    return f"{name}:{start}-{end} {label} {before!r} <{text[start:end]!r}> {after!r}"


def table(tally: Tally) -> str:
    """Format the counts as plain text."""
    lines = [f"{'family':12} {'kind':26} {'places':>6} {'found':>6} {'repaired':>8}  recall"]
    for family in tally.families:
        for kind in (kind for kind in sorted(tally.places) if kind[0] == family):
            counts = (tally.places[kind], tally.found[kind], tally.repaired[kind])
            lines.append(_line(*kind, *counts))
        totals = [tally.of_family(c, family) for c in (tally.places, tally.found, tally.repaired)]
        lines.append(_line(family, "all", *totals))
    true = tally.findings - len(tally.false)
    return "\n".join(
        (
            *lines,
            "",
            f"edits right              {_share(tally.right, tally.edits)}",
            f"findings at a place      {_share(true, tally.findings)}",
            f"texts as the gold says   {_share(tally.equal, tally.texts)}",
            f"lifted values            {_share(tally.lifted_right, tally.lifted)}",
        )
    )


def _line(family: str, kind: str, places: int, found: int, repaired: int) -> str:
    hits = found if family == "hole" else repaired
    return f"{family:12} {kind:26} {places:6} {found:6} {repaired:8}  {_interval(hits, places)}"


def _share(hits: int, total: int) -> str:
    return f"{hits:5} of {total:5}  {_interval(hits, total)}"


def _interval(hits: int, total: int) -> str:
    low, high = wilson(hits, total)
    return f"{hits / total if total else 1:.3f} ({low:.3f} to {high:.3f})"


def main() -> int:
    """Print the table; 1 if an edit is wrong, else 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=CORPUS)
    parser.add_argument("--unsafe", action="store_true", help="also apply the unsafe tier")
    parser.add_argument("--show", action="store_true", help="list what is wrong, false or missed")
    options = parser.parse_args()
    tally = measure(options.folder, Settings(unsafe=options.unsafe))
    print(table(tally))
    if options.show:
        for title in ("wrong", "false", "missed", "lifted_false", "lifted_missed"):
            print(f"\n{title.replace('_', ' ')}", *getattr(tally, title), sep="\n  ")
    return int(tally.precision < 1.0)


if __name__ == "__main__":
    sys.exit(main())
