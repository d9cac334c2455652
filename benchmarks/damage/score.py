"""Score a cleaner on damaged texts: what it finds, what it makes better, what it takes away."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from benchmarks.damage.match import match
from benchmarks.damage.values import GROUPS, Group, Row
from benchmarks.quality.corpus import wilson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from benchmarks.damage.cleaners import Answer

ALL = "all"
_TOKEN = re.compile(r"\w+")


class Kind(NamedTuple):
    """What places are counted by; ``where`` and ``gap`` are empty but for dropped text."""

    kind: str
    where: str
    gap: str


@dataclass
class Tally:
    """Counts over the texts of one scraper, or over all."""

    texts: int = 0
    changed: int = 0
    told: int = 0
    hits: Counter[Group] = field(default_factory=Counter)
    false: Counter[Group] = field(default_factory=Counter)
    places: Counter[Kind] = field(default_factory=Counter)
    found: Counter[Kind] = field(default_factory=Counter)
    wanted: Counter[Group] = field(default_factory=Counter)
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
        """Match the findings of a text with its places; nothing if the cleaner tells of none."""
        if answer.findings is None:
            return
        self.told += 1
        for group, matched in match(answer.findings, row.damage).items():
            self.false[group] += matched.false
            for place, found in matched.places:
                kind = Kind(place.kind, place.where or "", place.gap or "")
                self.wanted[group] += 1
                self.places[kind] += 1
                if found:
                    self.hits[group] += 1
                    self.found[kind] += 1

    def count_text(self, row: Row, text: str) -> None:
        """Compare the text before and after with what was written."""
        self.texts += 1
        self.changed += text != row.extracted
        written = Counter(row.gold.split())
        self.before += token_f1(Counter(row.extracted.split()), written)
        self.after += token_f1(Counter(text.split()), written)
        gold, old, new = (Counter(_TOKEN.findall(one)) for one in (row.gold, row.extracted, text))
        self.gold_tokens += gold.total()
        self.deleted += ((old & gold) - (new & gold)).total()
        self.won += ((new & gold) - (old & gold)).total()
        self.added += ((new - gold) - (old - gold)).total()


def token_f1(one: Counter[str], other: Counter[str]) -> float:
    """Return the F1 of two bags of tokens (van Rijsbergen 1979): 2 |A & B| / (|A| + |B|)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def score(
    rows: Iterable[Row], clean: Callable[[Row], Answer | None]
) -> tuple[dict[str, Tally], int]:
    """Return the tallies by scraper, those of all as ``"all"``, and how many had no answer."""
    tallies = {ALL: Tally()}
    missing = 0
    for row in rows:
        answer = clean(row)
        if answer is None:
            missing += 1
            continue
        one = Tally()
        one.count_text(row, answer.text)
        one.count_findings(row, answer)
        for name in (row.extractor, ALL):
            tallies.setdefault(name, Tally()).add(one)
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
    if tally.told:
        for group in GROUPS:
            hits, false, wanted = tally.hits[group], tally.false[group], tally.wanted[group]
            figures[group] = {"recall": share(hits, wanted)}
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
            both = sums.setdefault(getattr(kind, part), [0, 0])
            both[0] += tally.found[kind]
            both[1] += count
    return {name: share(*both) for name, both in sums.items()}


def table(figures: Mapping[str, Any]) -> str:
    """Draw the figures as plain text."""
    lines = [
        f"{'':18}{'texts':>6}  {'token F1':16}  {'deleted':>7}{'won':>7}{'added':>7}   per 1,000"
    ]
    lines += [_text_line(name, one) for name, one in _all_last(figures)]
    if "glued" in figures[ALL]:
        lines += ["", f"{'':18}{'':9}{'places':>7}  {'precision':24}{'recall'}"]
        lines += [
            _finding_line(name, group, one[group])
            for name, one in _all_last(figures)
            for group in GROUPS
        ]
        for title, key in (("where", "dropped_by_where"), ("gap, of mid", "dropped_mid_by_gap")):
            lines += ["", f"recall of dropped text by {title}"]
            lines += [
                f"  {name:20}{one['of']:7}  {shown(one)}" for name, one in figures[ALL][key].items()
            ]
    return "\n".join(lines)


def _all_last(figures: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return sorted(figures.items(), key=lambda item: item[0] == ALL)


def _text_line(name: str, one: Mapping[str, Any]) -> str:
    f1 = f"{one['token_f1_before']:.4f} to {one['token_f1_after']:.4f}"
    measures = ("gold_tokens_deleted", "gold_tokens_won", "tokens_added")
    counts = "".join(f"{one[f'{measure}_per_1000']:7.2f}" for measure in measures)
    return f"{name:18}{one['texts']:6}  {f1}  {counts}"


def _finding_line(name: str, group: str, one: Mapping[str, Any]) -> str:
    precision = shown(one["precision"]) if "precision" in one else ""
    recall = shown(one["recall"])
    return f"{name:18}{group:9}{one['recall']['of']:7}  {precision:24}{recall}"


def shown(one: Mapping[str, Any]) -> str:
    """Draw a share with its interval; a dash where there is nothing to share."""
    low, high = one["interval"]
    return "-" if one["value"] is None else f"{one['value']:.3f} ({low:.3f}-{high:.3f})"
