"""Train the model of lost words.

``python -m benchmarks.training.lost_words --damaged ROWS… --clean TEXTS…``

``--damaged`` are JSONL files (also .zst, .xz) of texts as scrapers left them, with the places that
the damage benchmark records; ``--clean`` are texts without damage. Three kinds of examples:

* the places of damaged texts, those of words that were dropped against all others;
* the places of clean texts, where nothing is missing;
* clean texts out of which words are taken that look like the words which were dropped from the
  damaged ones (their first and last token and their number), and clean texts in which only a
  space was doubled, set before punctuation, or taken away.

Places of one text count less the more of them there are. The model is a logistic regression with
an L2 penalty (scikit-learn's liblinear); small weights are left out. ``--share 0.6`` trains on
the 60 % of documents whose id's hash is smallest, so that the others can measure.
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
"""A sign seen less often is left out."""
SMALLEST = 0.08
"""A weight nearer to nothing is left out."""
PENALTY = 0.3
TOLERANCE = 2
_LONGEST_SEAM = 30
ONLY_SPACE = {"space_before_punct", "space_after_open", "glued_inline"}
"""Where nothing but a space was added or lost, no words are missing."""
ELSEWHERE = 3
"""Within so many code points of other damage a place teaches nothing."""
SIMULATED = 0.3
DOUBLED, SPACED, GLUED = 0.6, 0.06, 0.3
"""What simulated examples weigh: of lost words, and of a lost or added space alone."""


class Example(NamedTuple):
    """What a place shows, whether words are missing there, and how much it counts."""

    signs: tuple[int, ...]
    missing: bool
    weight: float


class Lost(NamedTuple):
    """What words that were dropped look like: the classes of first and last, and their number."""

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
    given = parser.parse_args()
    damaged = [
        row
        for path in given.damaged
        for row in rows(path)
        if is_english(row) and share_of(row["id"]) < given.share
    ]
    clean = [text for path in given.clean for text in _texts(path, given.limit)]
    clean += list({row["id"]: row["gold"] for row in damaged if row.get("gold")}.values())
    examples = [*_from_damaged(damaged), *_from_clean(clean), *_simulated(damaged, clean)]
    weights = fit(examples)
    given.output.write_bytes(pack(weights))
    missing = sum(example.missing for example in examples)
    print(f"{len(examples):,} examples, {missing:,} of lost words; {len(weights):,} signs")
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


def places(text: str) -> list[Candidate]:
    """Return all places that are ever looked at."""
    document = Document(text, lang="en")
    finders = (candidates.wide, candidates.before, candidates.at, candidates.glued)
    found = [place for find in finders for place in find(document)]
    return list(dict.fromkeys([*found, *candidates.at_more(document)]))


def _from_damaged(damaged: Iterable[dict[str, Any]]) -> Iterator[Example]:
    for row in damaged:
        text = row["extracted"]
        labelled = list(labels(places(text), row["damage"]))
        missing = sum(verdict is True for _, verdict in labelled)
        weight = 1 / math.sqrt(1 + missing / 10)
        for place, verdict in labelled:
            if verdict is not None:
                yield Example(tuple(features_of(text, place)), verdict, weight)


def labels(
    found: Iterable[Candidate], damage: Sequence[dict[str, Any]]
) -> Iterator[tuple[Candidate, bool | None]]:
    """Yield with each place whether words were dropped there; ``None`` beside other damage."""
    ordered = sorted(damage, key=lambda one: (one["offset"], one["end"]))
    starts = [one["offset"] for one in ordered]
    for place in found:
        first = bisect_left(starts, place.start - _LONGEST_SEAM)
        last = bisect_right(starts, place.end + ELSEWHERE)
        beside = [one for one in ordered[first:last] if place.start - ELSEWHERE <= one["end"]]
        yield place, _label(place, beside)


def _label(place: Candidate, beside: Sequence[dict[str, Any]]) -> bool | None:
    for one in beside:
        distance = abs(place.start + place.end - one["offset"] - one["end"])
        if one["kind"].startswith("dropped") and distance <= TOLERANCE:
            return None if one.get("extra") else True
    kinds = {one["kind"] for one in beside}
    return False if kinds <= ONLY_SPACE else None


def _from_clean(texts: Iterable[str]) -> Iterator[Example]:
    for text in texts:
        for place in places(text):
            yield Example(tuple(features_of(text, place)), False, 1.0)


def _simulated(damaged: Iterable[dict[str, Any]], clean: Sequence[str]) -> Iterator[Example]:
    random = Random(SEED)
    wanted = Counter(_lost_in(damaged))
    spans = [(text, *span) for text in clean for span in _spans(text, random)]
    there = Counter(lost for *_, lost in spans)
    for text, start, end, lost in spans:
        if random.random() < min(1.0, 25 * wanted[lost] / there[lost]):
            left, right = text[max(0, start - 80) : start], text[end : end + 80]
            yield from _at_seam(left + right, len(left), SIMULATED, missing=True)
            left, right = left.rstrip(" "), right.lstrip(" ")
            for seam in (" ", ""):
                yield from _at_seam(left + seam + right, len(left), SIMULATED, missing=True)
    for text in clean:
        yield from _without_loss(text, random)


def _lost_in(damaged: Iterable[dict[str, Any]]) -> Iterator[Lost]:
    """Yield what the words look like that were dropped within paragraphs, once a document."""
    lost = {
        (row["id"], one["text"])
        for row in damaged
        for one in row["damage"]
        if one["kind"].startswith("dropped") and one.get("where") == "mid" and one.get("text")
    }
    for _, text in sorted(lost):
        found = [token[0] for token in TOKEN.finditer(text)]
        if 0 < len(found) <= 10:
            yield _look(found)


def _look(found: Sequence[str]) -> Lost:
    return Lost(classify(found[0]), classify(found[-1]), min(len(found), 6))


def _spans(text: str, random: Random) -> Iterator[tuple[int, int, Lost]]:
    """Yield spans of one to seven tokens within lines, chosen at random."""
    found = list(TOKEN.finditer(text))
    for _ in range(len(found) // 3):
        first = random.randrange(1, max(2, len(found)))
        last = first + random.choice((1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 7)) - 1
        if last + 1 >= len(found) or text[found[first].start() - 1] not in ' ("\u201c':
            continue
        words = [token[0] for token in found[first : last + 1]]
        within = "\n" not in text[found[first - 1].start() : found[last + 1].end()]
        if within and words[0][0].isalnum() and words[-1][-1].isalnum():
            yield found[first].start(), found[last].end(), _look(words)


def _without_loss(text: str, random: Random) -> Iterator[Example]:
    """Yield places where a space was doubled, taken away, or set before a mark."""
    found = list(TOKEN.finditer(text))
    for _ in range(max(4, len(found) // 25)):
        if len(found) < 3:
            return
        at = random.randrange(1, len(found))
        end, start = found[at - 1].end(), found[at].start()
        left, right = text[max(0, end - 80) : end], text[start : start + 80]
        if text[end:start] == " ":
            yield from _at_seam(f"{left}  {right}", len(left), DOUBLED, missing=False)
            yield from _at_seam(left + right, len(left), GLUED, missing=False)
        elif not text[end:start] and right[0] in ",.;:":
            yield from _at_seam(f"{left} {right}", len(left), SPACED, missing=False)


def _at_seam(text: str, seam: int, weight: float, *, missing: bool) -> Iterator[Example]:
    """Yield the place at a seam, if it is one that is looked at."""
    near = [place for place in places(text) if abs(place.start - seam) <= 1 >= place.end - seam - 1]
    if near:
        place = min(near, key=lambda one: abs(one.start + one.end - 2 * seam))
        yield Example(tuple(features_of(text, place)), missing, weight)


def fit(examples: Sequence[Example]) -> dict[int, float]:
    """Return the weights of the signs."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    seen = Counter(sign for example in examples for sign in example.signs)
    column = {sign: number for number, sign in enumerate(s for s in seen if seen[s] >= FEWEST)}
    known = [[column[sign] for sign in one.signs if sign in column] for one in examples]
    ends = [0, *accumulate(map(len, known))]
    entries = [number for numbers in known for number in numbers]
    table = csr_matrix(([1.0] * len(entries), entries, ends), shape=(len(examples), len(column)))
    model = LogisticRegression(
        C=PENALTY, solver="liblinear", fit_intercept=False, random_state=SEED
    )
    model.fit(table, [one.missing for one in examples], [one.weight for one in examples])
    weights = dict(zip(column, model.coef_[0].tolist(), strict=True))
    return {sign: weight for sign, weight in weights.items() if abs(weight) >= SMALLEST}


if __name__ == "__main__":
    raise SystemExit(main())
