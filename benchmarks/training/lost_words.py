"""Train the model of lost words.

``python -m benchmarks.training.lost_words --damaged ROWS… --clean TEXTS…``

``--damaged`` are JSONL files (also .zst, .xz) of texts as scrapers left them, with the places that
the damage benchmark records; ``--clean`` are texts without damage. Three kinds of examples:

* the candidates of damaged texts, those of words that were dropped against all others;
* the candidates of clean texts, where nothing is missing;
* clean texts from which words are removed that look like the words which were dropped from the
  damaged ones (their first and last token and their number), and clean texts in which only a
  space was doubled, inserted before punctuation, or removed.

Candidates of one text weigh less the more of them there are. The model is a logistic regression
with an L2 penalty (scikit-learn's liblinear); small weights are left out. ``--share 0.6`` trains on
the 60 % of documents whose id's hash is smallest, so that the others remain to measure on.
"""

from __future__ import annotations

import argparse
import hashlib
import math
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.documents import rows
from cleanup.scoring.lost_words import candidates
from cleanup.scoring.lost_words.features import TOKEN, classify
from cleanup.scoring.lost_words.score import features_of
from cleanup.scoring.lost_words.weights import pack
from cleanup.text.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.scoring.lost_words.candidates import Candidate

SEED = 7
FEWEST = 4
"""A feature seen less often is left out."""
SMALLEST = 0.08
"""A weight nearer to 0 is left out."""
PENALTY = 0.3
TOLERANCE = 2
_LONGEST_DAMAGE = 30
ONLY_SPACE = {"space_before_punct", "space_after_open", "glued_inline"}
"""Where nothing but a space was added or lost, no words are missing."""
NEARBY = 3
"""Candidates within so many code points of other damage are no examples."""
SIMULATED = 0.3
DOUBLED, SPACED, GLUED = 0.6, 0.06, 0.3
"""Weights of simulated examples: of lost words, and of a lost or added space alone."""


class Example(NamedTuple):
    """The features of a candidate, whether words are missing there, and its weight."""

    features: tuple[int, ...]
    missing: bool
    weight: float


class Lost(NamedTuple):
    """Words that were dropped: the classes of the first and the last, and their number."""

    first: str
    last: str
    number: int


def main() -> int:
    """Read texts, train, write the model."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--damaged", nargs="+", type=Path, required=True)
    parser.add_argument("--clean", nargs="+", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=2500, help="clean texts of a file")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    damaged = [
        row
        for path in options.damaged
        for row in rows(path)
        if is_english(row) and share_of(row["id"]) < options.share
    ]
    clean = [text for path in options.clean for text in _texts(path, options.limit)]
    clean += list({row["id"]: row["gold"] for row in damaged if row.get("gold")}.values())
    examples = [*_from_damaged(damaged), *_from_clean(clean), *_simulated(damaged, clean)]
    weights = fit(examples)
    options.output.write_bytes(pack(weights))
    missing = sum(example.missing for example in examples)
    print(f"{len(examples):,} examples, {missing:,} of lost words; {len(weights):,} features")
    return 0


def share_of(identity: str) -> float:
    """Return where in 0 to 1 a document's id falls, by its hash."""
    return int(hashlib.md5(identity.encode()).hexdigest()[:8], 16) / 2**32


def is_english(row: dict[str, Any]) -> bool:
    """Return whether a row is in English or does not say."""
    return (row.get("lang") or "en").startswith("en")


def _texts(path: Path, limit: int) -> Iterator[str]:
    for number, row in enumerate(rows(path)):
        if number < limit:
            yield str(row["text"])


def candidates_of(text: str) -> list[Candidate]:
    """Return all candidates, also those that are scored only in a text with certain holes."""
    document = Document(text, lang="en")
    finders = (candidates.wide, candidates.before, candidates.at, candidates.glued)
    found = [candidate for find in finders for candidate in find(document)]
    return list(dict.fromkeys([*found, *candidates.at_more(document)]))


def _from_damaged(damaged: Iterable[dict[str, Any]]) -> Iterator[Example]:
    for row in damaged:
        text = row["extracted"]
        labelled = list(labels(candidates_of(text), row["damage"]))
        count = sum(missing is True for _, missing in labelled)
        weight = 1 / math.sqrt(1 + count / 10)
        for candidate, missing in labelled:
            if missing is not None:
                yield Example(tuple(features_of(text, candidate)), missing, weight)


def labels(
    found: Iterable[Candidate], damage: Sequence[dict[str, Any]]
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


def _label(candidate: Candidate, nearby: Sequence[dict[str, Any]]) -> bool | None:
    for place in nearby:
        distance = abs(candidate.start + candidate.end - place["offset"] - place["end"])
        if place["kind"].startswith("dropped") and distance <= TOLERANCE:
            return None if place.get("extra") else True
    kinds = {place["kind"] for place in nearby}
    return False if kinds <= ONLY_SPACE else None


def _from_clean(texts: Iterable[str]) -> Iterator[Example]:
    for text in texts:
        for candidate in candidates_of(text):
            yield Example(tuple(features_of(text, candidate)), False, 1.0)


def _simulated(damaged: Iterable[dict[str, Any]], clean: Sequence[str]) -> Iterator[Example]:
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


def _dropped_in(damaged: Iterable[dict[str, Any]]) -> Iterator[Lost]:
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
    nearby = [
        candidate
        for candidate in candidates_of(text)
        if abs(candidate.start - cut) <= 1 >= candidate.end - cut - 1
    ]
    if nearby:
        nearest = min(nearby, key=lambda candidate: abs(candidate.start + candidate.end - 2 * cut))
        yield Example(tuple(features_of(text, nearest)), missing, weight)


def fit(examples: Sequence[Example]) -> dict[int, float]:
    """Return the weights of the features."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    seen = Counter(feature for example in examples for feature in example.features)
    frequent = (feature for feature in seen if seen[feature] >= FEWEST)
    column = {feature: number for number, feature in enumerate(frequent)}
    known = [
        [column[feature] for feature in example.features if feature in column]
        for example in examples
    ]
    ends = [0, *accumulate(map(len, known))]
    entries = [number for numbers in known for number in numbers]
    table = csr_matrix(([1.0] * len(entries), entries, ends), shape=(len(examples), len(column)))
    model = LogisticRegression(
        C=PENALTY, solver="liblinear", fit_intercept=False, random_state=SEED
    )
    model.fit(
        table,
        [example.missing for example in examples],
        [example.weight for example in examples],
    )
    weights = dict(zip(column, model.coef_[0].tolist(), strict=True))
    return {feature: weight for feature, weight in weights.items() if abs(weight) >= SMALLEST}


if __name__ == "__main__":
    raise SystemExit(main())
