"""Train the model of lost words: ``python -m benchmarks.training lost_words``.

Three kinds of examples:

* the candidates of damaged texts, those of words that were dropped against all others;
* the candidates of clean texts, and of lines of scanned text (``--spacing``, alone and in pages),
  where nothing is missing;
* clean texts from which words are removed that look like the words which were dropped from the
  damaged ones (their first and last token and their number), and clean texts in which only a
  space was doubled, inserted before punctuation, or removed.

Candidates of one text weigh less the more of them there are. The model is a logistic regression
with an L2 penalty (scikit-learn's liblinear); small weights are left out. Two features with the
same hash are one.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import accumulate
from random import Random
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.documents import rows
from benchmarks.training.documents import NEARBY, bodies_of, damaged_rows, is_english
from benchmarks.training.output import write
from benchmarks.training.spacing import PAGE, lines_of, pages_of
from cleanup.scoring.lost_words import score
from cleanup.scoring.lost_words.candidates import at_more, candidates
from cleanup.scoring.lost_words.features import features
from cleanup.scoring.neighbours import TOKEN, classify
from cleanup.scoring.weights import Weights, hash_of
from cleanup.text.document import Document

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from benchmarks.training.documents import Row
    from cleanup.scoring.values import Candidate

SEED = 7
FEWEST = 4
"""A feature seen less often is left out."""
SMALLEST = 0.08
"""A weight nearer to 0 is left out."""
DIGITS = 3
ABOUT = (
    "Weights of lost words: what each feature of a candidate adds to the log odds that words are"
    " missing."
)
PENALTY = 0.3
TOLERANCE = 2
_LONGEST_DAMAGE = 30
ONLY_SPACE = {"space_before_punct", "space_after_open", "glued_inline"}
"""Where nothing but a space was added or lost, no words are missing."""
SIMULATED = 0.3
DOUBLED, SPACED, GLUED = 0.6, 0.06, 0.3
"""Weights of simulated examples: of lost words, and of a lost or added space alone."""


class Example(NamedTuple):
    """The features of a candidate, whether words are missing there, and its weight."""

    features: tuple[str, ...]
    missing: bool
    weight: float


class Lost(NamedTuple):
    """Words that were dropped: the classes of the first and the last, and their number."""

    first: str
    last: str
    number: int


def run(options: argparse.Namespace) -> None:
    """Read documents, fit, write the weights."""
    damaged = [row for row in damaged_rows(options.damaged, 0.0, options.share) if is_english(row)]
    clean = [text for path in options.clean for text in texts_of(path, options.limit)]
    clean += bodies_of(damaged)
    lines = list(lines_of(options.spacing, 0.0, options.share_of_lines))
    spaced = [line.text for line in (*lines, *pages_of(lines, PAGE))]
    examples = [
        *_from_damaged(damaged),
        *_from_clean(clean + spaced),
        *_simulated(damaged, clean),
    ]
    weights = fit(examples)
    hashed = {hash_of(feature): weight for feature, weight in weights.items()}
    missing = sum(example.missing for example in examples)
    print(f"{len(examples):,} examples, {missing:,} of lost words")
    write(options, score.WEIGHTS, ABOUT, Weights({}, hashed), weights)


def texts_of(path: Path, limit: int) -> Iterator[str]:
    """Yield the first ``limit`` texts of a file."""
    for number, row in enumerate(rows(path)):
        if number < limit:
            yield str(row["text"])


def candidates_of(document: Document) -> list[Candidate]:
    """Return all candidates, also those that are scored only in a text with certain holes."""
    return list(dict.fromkeys([*candidates(document), *at_more(document)]))


def _example(document: Document, candidate: Candidate, missing: bool, weight: float) -> Example:
    return Example(tuple(map(intern, features(document, candidate))), missing, weight)


def _from_damaged(damaged: Iterable[Row]) -> Iterator[Example]:
    for row in damaged:
        document = Document(row["extracted"], lang="en")
        labelled = list(labels(candidates_of(document), row["damage"]))
        count = sum(missing is True for _, missing in labelled)
        weight = 1 / math.sqrt(1 + count / 10)
        for candidate, missing in labelled:
            if missing is not None:
                yield _example(document, candidate, missing, weight)


def labels(
    found: Iterable[Candidate], damage: Sequence[Row]
) -> Iterator[tuple[Candidate, bool | None]]:
    """Yield with each candidate whether words were dropped there; ``None`` near other damage."""
    ordered = sorted(damage, key=lambda place: (place["offset"], place["end"]))
    starts = [place["offset"] for place in ordered]
    for candidate in found:
        first = bisect_left(starts, candidate.start - _LONGEST_DAMAGE)
        last = bisect_right(starts, candidate.end + NEARBY)
        nearby = [
            place for place in ordered[first:last] if candidate.start - NEARBY <= place["end"]
        ]
        yield candidate, _label(candidate, nearby)


def _label(candidate: Candidate, nearby: Sequence[Row]) -> bool | None:
    for place in nearby:
        distance = abs(candidate.start + candidate.end - place["offset"] - place["end"])
        if place["kind"].startswith("dropped") and distance <= TOLERANCE:
            return None if place.get("extra") else True
    kinds = {place["kind"] for place in nearby}
    return False if kinds <= ONLY_SPACE else None


def _from_clean(texts: Iterable[str]) -> Iterator[Example]:
    for text in texts:
        document = Document(text, lang="en")
        for candidate in candidates_of(document):
            yield _example(document, candidate, False, 1.0)


def _simulated(damaged: Iterable[Row], clean: Sequence[str]) -> Iterator[Example]:
    random = Random(SEED)
    dropped = Counter(_dropped_in(damaged))
    spans = [(text, *span) for text in clean for span in _spans(text, random)]
    available = Counter(lost for *_, lost in spans)
    for text, start, end, lost in spans:
        if random.random() < min(1.0, 25 * dropped[lost] / available[lost]):
            left, right = text[max(0, start - 80) : start], text[end : end + 80]
            yield from _at_cut(left + right, len(left), SIMULATED, missing=True)
            left, right = left.rstrip(" "), right.lstrip(" ")
            for space in (" ", ""):
                yield from _at_cut(left + space + right, len(left), SIMULATED, missing=True)
    for text in clean:
        yield from _without_loss(text, random)


def _dropped_in(damaged: Iterable[Row]) -> Iterator[Lost]:
    """Yield the classes of words that were dropped within paragraphs, once a document."""
    dropped = {
        (row["id"], place["text"])
        for row in damaged
        for place in row["damage"]
        if place["kind"].startswith("dropped") and place.get("where") == "mid" and place.get("text")
    }
    for _, text in sorted(dropped):
        tokens = [token[0] for token in TOKEN.finditer(text)]
        if 0 < len(tokens) <= 10:
            yield _classes(tokens)


def _classes(tokens: Sequence[str]) -> Lost:
    return Lost(classify(tokens[0]), classify(tokens[-1]), min(len(tokens), 6))


def _spans(text: str, random: Random) -> Iterator[tuple[int, int, Lost]]:
    """Yield spans of one to seven tokens within lines, chosen at random."""
    tokens = list(TOKEN.finditer(text))
    for _ in range(len(tokens) // 3):
        first = random.randrange(1, max(2, len(tokens)))
        last = first + random.choice((1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 7)) - 1
        if last + 1 >= len(tokens) or text[tokens[first].start() - 1] not in ' ("\u201c':
            continue
        words = [token[0] for token in tokens[first : last + 1]]
        within = "\n" not in text[tokens[first - 1].start() : tokens[last + 1].end()]
        if within and words[0][0].isalnum() and words[-1][-1].isalnum():
            yield tokens[first].start(), tokens[last].end(), _classes(words)


def _without_loss(text: str, random: Random) -> Iterator[Example]:
    """Yield examples where a space was doubled, removed, or inserted before a mark."""
    tokens = list(TOKEN.finditer(text))
    for _ in range(max(4, len(tokens) // 25)):
        if len(tokens) < 3:
            return
        at = random.randrange(1, len(tokens))
        end, start = tokens[at - 1].end(), tokens[at].start()
        left, right = text[max(0, end - 80) : end], text[start : start + 80]
        if text[end:start] == " ":
            yield from _at_cut(f"{left}  {right}", len(left), DOUBLED, missing=False)
            yield from _at_cut(left + right, len(left), GLUED, missing=False)
        elif not text[end:start] and right[0] in ",.;:":
            yield from _at_cut(f"{left} {right}", len(left), SPACED, missing=False)


def _at_cut(text: str, cut: int, weight: float, *, missing: bool) -> Iterator[Example]:
    """Yield an example of the candidate at a cut, if there is one."""
    document = Document(text, lang="en")
    nearby = [
        candidate
        for candidate in candidates_of(document)
        if abs(candidate.start - cut) <= 1 >= candidate.end - cut - 1
    ]
    if nearby:
        nearest = min(nearby, key=lambda candidate: abs(candidate.start + candidate.end - 2 * cut))
        yield _example(document, nearest, missing, weight)


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weight of each feature; that of several with one hash by the first of them."""
    seen = Counter(feature for example in examples for feature in example.features)
    name_of: dict[int, str] = {}
    for feature in seen:
        if seen[feature] >= FEWEST:
            name_of.setdefault(hash_of(feature), feature)
    column = {name: number for number, name in enumerate(name_of.values())}
    columns = {
        feature: column[name]
        for feature in seen
        if (name := name_of.get(hash_of(feature))) is not None
    }
    coefficients = _fit_columns(examples, columns, len(column))
    weights = {name: round(coefficients[column[name]], DIGITS) for name in column}
    return {name: weights[name] for name in column if abs(coefficients[column[name]]) >= SMALLEST}


def _fit_columns(
    examples: Sequence[Example], columns: Mapping[str, int], count: int
) -> list[float]:
    """Return the weights of features that are given by the number of their column."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    known = [
        [columns[feature] for feature in example.features if feature in columns]
        for example in examples
    ]
    ends = [0, *accumulate(map(len, known))]
    entries = [number for numbers in known for number in numbers]
    table = csr_matrix(([1.0] * len(entries), entries, ends), shape=(len(examples), count))
    model = LogisticRegression(
        C=PENALTY, solver="liblinear", fit_intercept=False, random_state=SEED
    )
    model.fit(
        table,
        [example.missing for example in examples],
        [example.weight for example in examples],
    )
    weights: list[float] = model.coef_[0].tolist()
    return weights
