"""Score a cleaner on damaged texts: what it finds, what it improves, what it removes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from benchmarks.damage.match import match
from benchmarks.damage.values import GROUPS, Group, Row
from cleanup.measurement import wilson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from benchmarks.damage.cleaners import Answer

ALL = "all"
_TOKEN = re.compile(r"\w+")


class Kind(NamedTuple):
    """The key for counting places; ``where`` and ``gap`` are empty except for dropped text."""

    kind: str
    where: str
    gap: str


@dataclass
class Tally:
    """Counts over the texts of one scraper, or over all."""

    texts: int = 0
    changed: int = 0
    with_findings: int = 0
    """The texts of which the cleaner returned findings, if only an empty list."""
    hits: Counter[Group] = field(default_factory=Counter)
    false: Counter[Group] = field(default_factory=Counter)
    places: Counter[Kind] = field(default_factory=Counter)
    found: Counter[Kind] = field(default_factory=Counter)
    expected: Counter[Group] = field(default_factory=Counter)
    before: float = 0.0
    after: float = 0.0
    gold_tokens: int = 0
    deleted: int = 0
    won: int = 0
    added: int = 0

    def add(self, other: Tally) -> None:
        """Add the counts of another."""
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def count_findings(self, row: Row, answer: Answer) -> None:
        """Match the findings of a text with its places, if the cleaner returns findings."""
        if answer.findings is None:
            return
        self.with_findings += 1
        for group, matched in match(answer.findings, row.damage).items():
            self.false[group] += matched.false
            for place, found in matched.places:
                kind = Kind(place.kind, place.where or "", place.gap or "")
                self.expected[group] += 1
                self.places[kind] += 1
                if found:
                    self.hits[group] += 1
                    self.found[kind] += 1

    def count_text(self, row: Row, text: str) -> None:
        """Compare the text before and after with its gold."""
        self.texts += 1
        self.changed += text != row.extracted
        written = Counter(row.gold.split())
        self.before += token_f1(Counter(row.extracted.split()), written)
        self.after += token_f1(Counter(text.split()), written)
        gold, old, new = (
            Counter(_TOKEN.findall(version)) for version in (row.gold, row.extracted, text)
        )
        self.gold_tokens += gold.total()
        self.deleted += ((old & gold) - (new & gold)).total()
        self.won += ((new & gold) - (old & gold)).total()
        self.added += ((new - gold) - (old - gold)).total()


def token_f1(left: Counter[str], right: Counter[str]) -> float:
    """Return the F1 of two bags of tokens (van Rijsbergen 1979): 2 |A & B| / (|A| + |B|)."""
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0


def score(
    rows: Iterable[Row], clean: Callable[[Row], Answer | None]
) -> tuple[dict[str, Tally], int]:
    """Return the tallies by scraper, that of all as ``"all"``, and how many had no answer."""
    tallies = {ALL: Tally()}
    missing = 0
    for row in rows:
        answer = clean(row)
        if answer is None:
            missing += 1
            continue
        tally = Tally()
        tally.count_text(row, answer.text)
        tally.count_findings(row, answer)
        for name in (row.extractor, ALL):
            tallies.setdefault(name, Tally()).add(tally)
    return tallies, missing


def share(hits: int, total: int) -> dict[str, Any]:
    """Return a share with its counts and its 95 % interval; no value for an empty total."""
    value = hits / total if total else None
    return {"hits": hits, "of": total, "value": value, "interval": wilson(hits, total)}


def record(tallies: Mapping[str, Tally]) -> dict[str, Any]:
    """Return the figures of all tallies as data."""
    return {name: _figures(tally) for name, tally in tallies.items()}


def _figures(tally: Tally) -> dict[str, Any]:
    texts, gold = tally.texts or 1, tally.gold_tokens or 1
    figures: dict[str, Any] = {
        "texts": tally.texts,
        "changed": tally.changed,
        "token_f1_before": tally.before / texts,
        "token_f1_after": tally.after / texts,
        "gold_tokens_deleted_per_1000": 1000 * tally.deleted / gold,
        "gold_tokens_won_per_1000": 1000 * tally.won / gold,
        "tokens_added_per_1000": 1000 * tally.added / gold,
    }
    if tally.with_findings:
        for group in GROUPS:
            hits, false, expected = tally.hits[group], tally.false[group], tally.expected[group]
            figures[group] = {"recall": share(hits, expected)}
            if group != "spacing":  # doubled spaces and blank lines are no places, yet damage
                figures[group]["precision"] = share(hits, hits + false)
        figures["by_kind"] = [
            {**kind._asdict(), **share(tally.found[kind], count)}
            for kind, count in tally.places.most_common()
        ]
        figures["dropped_by_where"] = _dropped_by(tally, "where")
        figures["dropped_mid_by_gap"] = _dropped_by(tally, "gap", only="mid")
    return figures


def _dropped_by(tally: Tally, part: Literal["where", "gap"], only: str = "") -> dict[str, Any]:
    """Sum the dropped places by a part of their kind; ``only`` those of one ``where``."""
    sums: dict[str, list[int]] = {}
    for kind, count in tally.places.most_common():
        if kind.kind.startswith("dropped") and only in ("", kind.where):
            counts = sums.setdefault(getattr(kind, part), [0, 0])
            counts[0] += tally.found[kind]
            counts[1] += count
    return {name: share(*counts) for name, counts in sums.items()}


def table(figures: Mapping[str, Any]) -> str:
    """Format the figures as plain text."""
    lines = [
        f"{'':18}{'texts':>6}  {'token F1':16}  {'deleted':>7}{'won':>7}{'added':>7}   per 1,000"
    ]
    lines += [_text_line(name, scraper) for name, scraper in _all_last(figures)]
    if "glued" in figures[ALL]:
        lines += ["", f"{'':18}{'':9}{'places':>7}  {'precision':24}{'recall'}"]
        lines += [
            _finding_line(name, group, scraper[group])
            for name, scraper in _all_last(figures)
            for group in GROUPS
        ]
        for title, key in (("where", "dropped_by_where"), ("gap, of mid", "dropped_mid_by_gap")):
            lines += ["", f"recall of dropped text by {title}"]
            lines += [
                f"  {name:20}{recall['of']:7}  {shown(recall)}"
                for name, recall in figures[ALL][key].items()
            ]
    return "\n".join(lines)


def _all_last(figures: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return sorted(figures.items(), key=lambda item: item[0] == ALL)


def _text_line(name: str, figures: Mapping[str, Any]) -> str:
    f1 = f"{figures['token_f1_before']:.4f} to {figures['token_f1_after']:.4f}"
    measures = ("gold_tokens_deleted", "gold_tokens_won", "tokens_added")
    counts = "".join(f"{figures[f'{measure}_per_1000']:7.2f}" for measure in measures)
    return f"{name:18}{figures['texts']:6}  {f1}  {counts}"


def _finding_line(name: str, group: str, figures: Mapping[str, Any]) -> str:
    precision = shown(figures["precision"]) if "precision" in figures else ""
    recall = shown(figures["recall"])
    return f"{name:18}{group:9}{figures['recall']['of']:7}  {precision:24}{recall}"


def shown(share: Mapping[str, Any]) -> str:
    """Format a share with its interval; a dash for an empty total."""
    low, high = share["interval"]
    return "-" if share["value"] is None else f"{share['value']:.3f} ({low:.3f}-{high:.3f})"
