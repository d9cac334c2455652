"""Fit what the rest of a document counts: ``python -m benchmarks.training.calibration``.

``--damaged ROWS… --clean TEXTS… --share 0.6`` as for ``benchmarks.training.lost_words``, which must
have trained on that share: here the other documents are used. For each kind of place one logistic
regression (scikit-learn's) weighs the log odds that its surroundings give and what else the
document shows. Its examples are all places of damaged and of clean texts, and each lone gap (no
other damage within 160 code points) once more, as if it stood in a text without any.

Prints the weights for ``cleanup.scoring.lost_words.calibration``, with constants that give a
confidence of 0.8 where the log odds reach ``ASKED``.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.documents import rows
from benchmarks.training.lost_words import SEED, is_english, labels, places, share_of
from cleanup.scoring.lost_words.calibration import DocumentFeatures, Evidence
from cleanup.scoring.lost_words.score import weigh
from cleanup.text.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.scoring.lost_words.candidates import Candidate, Kind

ASKED: dict[Kind, float] = {
    "wide": 0.66,
    "before": -0.1,
    "apart": -0.07,
    "at": 0.45,
    "glued": -1.59,
}
"""Chosen on lone gaps and clean text, as those that go with few false alarms."""
AT_THRESHOLD = math.log(4)
"""The log odds of a confidence of 0.8."""
ALONE = 160
CLEAN = 2.0
"""What a place of a clean text counts; one of a damaged text counts at most 1."""


class Example(NamedTuple):
    """What is shown for a place, whether words are missing there, and how much it counts."""

    kind: Kind
    shown: Evidence
    missing: bool
    weight: float


def main() -> int:
    """Read texts, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--damaged", nargs="+", type=Path, required=True)
    parser.add_argument("--clean", nargs="+", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.6)
    given = parser.parse_args()
    damaged = [
        row
        for path in given.damaged
        for row in rows(path)
        if is_english(row) and share_of(row["id"]) >= given.share
    ]
    clean = [str(row["text"]) for path in given.clean for row in rows(path)]
    bodies = list({row["id"]: row["gold"] for row in damaged if row.get("gold")}.values())
    examples = [*_of_damaged(damaged), *_of_clean(clean + bodies), *_lone(damaged, bodies)]
    for kind in ASKED:
        weights = fit([one for one in examples if one.kind == kind], ASKED[kind])
        print(f'"{kind}": Evidence({", ".join(f"{weight:.2f}" for weight in weights)}),')
    return 0


def _weighed(text: str) -> list[tuple[Candidate, float]]:
    return weigh(Document(text, lang="en"), places(text))


def _counts_of(text: str, weighed: Iterable[tuple[Candidate, float]]) -> DocumentFeatures:
    return DocumentFeatures(weighed, words=text.count(" ") + 1)


def _of_damaged(damaged: Iterable[dict[str, Any]]) -> Iterator[Example]:
    for row in damaged:
        weighed = _weighed(row["extracted"])
        counts = _counts_of(row["extracted"], weighed)
        odds = dict(weighed)
        known = [(place, one) for place, one in labels(odds, row["damage"]) if one is not None]
        weight = 1 / math.sqrt(1 + sum(missing for _, missing in known) / 10)
        for place, missing in known:
            shown = counts.of(place.kind, odds[place])
            yield Example(place.kind, shown, missing, weight)


def _of_clean(texts: Iterable[str]) -> Iterator[Example]:
    for text in texts:
        weighed = _weighed(text)
        counts = _counts_of(text, weighed)
        for place, odds in weighed:
            yield Example(place.kind, counts.of(place.kind, odds), False, CLEAN)


def _lone(damaged: Iterable[dict[str, Any]], bodies: list[str]) -> Iterator[Example]:
    random = Random(SEED)
    companies = [(body, _weighed(body)) for body in bodies]
    for row in damaged:
        text, damage = row["extracted"], row["damage"]
        for place, missing in labels(places(text), damage):
            near = [
                one
                for one in damage
                if place.start - ALONE <= one["end"] and one["offset"] <= place.end + ALONE
            ]
            if missing and len({(one["offset"], one["end"]) for one in near}) == 1:
                [(_, odds)] = weigh(Document(text, lang="en"), [place])
                body, weighed = random.choice(companies)
                counts = _counts_of(body, [*weighed, (place, odds)])
                yield Example(place.kind, counts.of(place.kind, odds), True, 1.0)


def fit(examples: list[Example], asked: float) -> list[float]:
    """Return the weights for one kind, in the order of ``Evidence``."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1.0, max_iter=3000)
    model.fit(
        [one.shown[1:] for one in examples],
        [one.missing for one in examples],
        [one.weight for one in examples],
    )
    constant = float(model.intercept_[0]) - asked + AT_THRESHOLD
    return [constant, *model.coef_[0].tolist()]


if __name__ == "__main__":
    raise SystemExit(main())
