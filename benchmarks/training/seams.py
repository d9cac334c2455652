"""Train the judge of seams: ``python -m benchmarks.training seams``.

A seam of a damaged text is loss, glue, or no damage, by the place of ``damage`` at it; those of
lines with their true spacing (``--spacing``, alone and in pages of 40) are glue or none, those of
clean texts none. Two models with hashed features tell damage from none, and loss from glue; a
second layer of two regressions adds what the rest of the document shows. Their examples are the
seams of a third of the documents each, by models of the other two thirds: as they stand, and once
more as if the text had no other damage, so that lone seams stay visible.

Writes ``damage.json`` and ``loss.json``, and prints ``DAMAGE`` and ``LOSS`` for
``cleanup.scoring.seams.calibration``.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import groupby
from sys import intern
from typing import TYPE_CHECKING, Literal, NamedTuple

from benchmarks.training.documents import bodies_of, damaged_rows, is_english, share_of
from benchmarks.training.lost_words import TOLERANCE, Example, fit, texts_of
from benchmarks.training.output import write
from benchmarks.training.spacing import PAGE, lines_of, pages_of
from cleanup.scoring.seams.candidates import Seam, seams
from cleanup.scoring.seams.document_features import (
    DocumentFeatures,
    as_if_lone,
    evidence,
    features_of,
)
from cleanup.scoring.seams.features import features
from cleanup.scoring.seams.odds import DAMAGE, LOSS, NO_DAMAGE, PACKAGE, Odds
from cleanup.scoring.weights import Weights, hash_of
from cleanup.text.document import Document

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from benchmarks.training.documents import Row
    from benchmarks.training.spacing import Line

Label = Literal["loss", "glue", "none"] | None
"""What a seam is; ``None`` if that is not known."""

FOLDS = 3
LONE = 0.5
"""The weight of a seam as if it were alone."""
_LONGEST_DAMAGE = 30
ABOUT = {
    DAMAGE: "Weights of seams: what each feature adds to the log odds that a token is two words.",
    LOSS: "Weights of seams: what each feature adds to the log odds that words are lost there.",
}


class Labelled(NamedTuple):
    """A seam, the names of its features, and what it is."""

    seam: Seam
    features: tuple[str, ...]
    label: Label


class Text(NamedTuple):
    """A text with its seams."""

    document: Document
    seams: tuple[Labelled, ...]
    identity: str
    """Texts of the same one are of one fold."""

    @property
    def weight(self) -> float:
        """How much each seam counts: less the more damage the text has."""
        count = sum(seam.label in ("loss", "glue") for seam in self.seams)
        return 1 / math.sqrt(1 + count / 10)


def run(options: argparse.Namespace) -> None:
    """Read documents, fit both layers, write the weights and print the calibration."""
    texts = [text for text in _texts(options) if text.seams]
    by_fold = defaultdict(list)
    for text in texts:
        by_fold[int(FOLDS * share_of(f"fold {text.identity}"))].append(text)
    calibrated = [
        one
        for fold, own in by_fold.items()
        for one in _calibrated(
            own, *_fit([text for other in by_fold if other != fold for text in by_fold[other]])
        )
    ]
    for name, weights in (
        ("DAMAGE", _fit_calibration(calibrated, lambda label: label != "none")),
        (
            "LOSS",
            _fit_calibration(
                [one for one in calibrated if one.label != "none"], lambda label: label == "loss"
            ),
        ),
    ):
        print(f"{name} = DocumentFeatures({', '.join(f'{weight:.2f}' for weight in weights)})")
    for file, fitted in zip((DAMAGE, LOSS), _fit(texts), strict=True):
        hashed = {hash_of(feature): weight for feature, weight in fitted.items()}
        write(options, PACKAGE, ABOUT[file], Weights({}, hashed), fitted, file)


def _texts(options: argparse.Namespace) -> Iterator[Text]:
    damaged = [row for row in damaged_rows(options.damaged, 0.0, options.share) if is_english(row)]
    for row in damaged:
        yield _text(row["extracted"], _labels_of(row["damage"]), row["id"])
    lines = list(lines_of(options.spacing, 0.0, options.share_of_lines))
    for number, line in enumerate(lines + list(pages_of(lines, PAGE))):
        yield _text(line.text, _labels_in(line), f"line {number % len(lines) // PAGE}")
    clean = [text for path in options.clean for text in texts_of(path, options.limit)]
    for number, body in enumerate(bodies_of(damaged) + clean):
        yield _text(body, lambda _: "none", f"clean {number}")


def _text(text: str, label_of: Callable[[Seam], Label], identity: str) -> Text:
    document = Document(text, lang="en")
    labelled = tuple(
        Labelled(seam, tuple(map(intern, features(text, seam))), label_of(seam))
        for seam in seams(document)
    )
    return Text(document, labelled, identity)


def _labels_of(damage: Sequence[Row]) -> Callable[[Seam], Label]:
    """Return what tells the label of a seam by the damage of its text."""
    ordered = sorted(damage, key=lambda place: (place["offset"], place["end"]))
    starts = [place["offset"] for place in ordered]

    def label_of(seam: Seam) -> Label:
        first = bisect_left(starts, seam.token - _LONGEST_DAMAGE)
        nearby = ordered[first : bisect_right(starts, seam.end + TOLERANCE)]
        for place in nearby:
            if abs(2 * seam.start - place["offset"] - place["end"]) <= TOLERANCE:
                return _label(place)
        touched = any(
            seam.token <= place["end"] and place["offset"] <= seam.end for place in nearby
        )
        return None if touched else "none"

    return label_of


def _label(place: Row) -> Label:
    if place.get("extra"):
        return None
    kind = place["kind"].partition("_")[0]
    return {"dropped": "loss", "glued": "glue"}.get(kind)  # type: ignore[return-value]


def _labels_in(line: Line) -> Callable[[Seam], Label]:
    """Return what tells the label of a seam by the true spacing of its line."""

    def label_of(seam: Seam) -> Label:
        if seam.start in line.missing:
            return "glue"
        within = range(seam.token, seam.end + 1)
        return "none" if line.missing.union(line.inserted).isdisjoint(within) else None

    return label_of


def _fit(texts: Iterable[Text]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of damage, and of loss where there is damage."""
    labelled = [(seam, text.weight) for text in texts for seam in text.seams if seam.label]
    return (
        fit([Example(seam.features, seam.label != "none", weight) for seam, weight in labelled]),
        fit(
            [
                Example(seam.features, seam.label == "loss", weight)
                for seam, weight in labelled
                if seam.label != "none"
            ]
        ),
    )


class Calibrated(NamedTuple):
    """The features of a seam in its document, what it is, and how much it counts."""

    features: DocumentFeatures
    label: Label
    weight: float


def _calibrated(
    texts: Iterable[Text], damage: Mapping[str, float], loss: Mapping[str, float]
) -> Iterator[Calibrated]:
    for text in texts:
        found = [_odds(seam, damage, loss) for seam in text.seams]
        held = evidence(text.document, found)
        tokens = groupby(zip(found, text.seams, strict=True), key=lambda one: one[0].seam.token)
        for _, grouped in tokens:
            own = tuple(grouped)
            for seam, labelled in own:
                if labelled.label:
                    shown = features_of(held, seam, [odds for odds, _ in own])
                    yield Calibrated(shown, labelled.label, text.weight)
                    yield Calibrated(as_if_lone(shown), labelled.label, LONE * text.weight)


def _odds(labelled: Labelled, damage: Mapping[str, float], loss: Mapping[str, float]) -> Odds:
    odds = _sum(damage, labelled.features)
    return Odds(labelled.seam, odds, _sum(loss, labelled.features) if odds >= NO_DAMAGE else 0.0)


def _sum(weights: Mapping[str, float], names: Iterable[str]) -> float:
    return sum(weights.get(name, 0.0) for name in names)


def _fit_calibration(
    examples: Sequence[Calibrated], is_true: Callable[[Label], bool]
) -> list[float]:
    """Return the weights of one regression, in the order of ``DocumentFeatures``."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    table = [example.features[1:] for example in examples]
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=1.0, max_iter=5000)
    model.fit(
        scaler.transform(table),
        [is_true(example.label) for example in examples],
        [example.weight for example in examples],
    )
    weights = model.coef_[0] / scaler.scale_
    constant = float(model.intercept_[0]) - float(weights @ scaler.mean_)
    return [constant, *weights.tolist()]
