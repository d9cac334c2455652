"""Training runs on a few small documents, and what it writes is read and scores."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from benchmarks.training.__main__ import main
from benchmarks.training.documents import share_of
from cleanup.scoring.weights import Weights, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.training.documents import Row

pytest.importorskip("numpy")

NAMES = "harbour ferry engine office island market bridge captain council garden".split()
VERBS = "left of ran on NASA it 1999 xylo".split()
OPENERS = "The He It And Merrow MPs Xylo".split()
LOST = "the old boat"


def damaged(number: int) -> Row:
    """Return a page of four sentences in which a space, and in two places words, were lost."""
    name, verb, opener = (words[number % len(words)] for words in (NAMES, VERBS, OPENERS))
    before, seam = f"They saw the {name} {verb}", f".{opener} pilot of it went to"
    after = " on Monday. He was backed by"
    extracted = f"{before}{seam} {after} . It is in the town, and the {name} is of use."
    hole, mark = len(before + seam), len(before + seam) + 1 + len(after)
    return {
        "id": str(number),
        "lang": "en",
        "extracted": extracted,
        "gold": f"{before}. {seam[1:]} {LOST}{after} {LOST}. It is in the town.",
        "damage": [
            {"offset": len(before) + 1, "end": len(before) + 1, "kind": "glued_block"},
            *(
                {"offset": start, "end": end, "kind": "dropped_link", "where": "mid", "text": LOST}
                for start, end in ((hole, hole + 2), (mark, mark + 1))
            ),
        ],
    }


def clean(name: str) -> Iterator[str]:
    yield f"The {name} is open. The iPhone and the eBay page are of use, he said."
    yield f"The {name} of the town  is open , and it was in the house of the council for long."


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    """Write documents; return the options that name them."""
    rows = [damaged(number) for number in range(60)]
    texts = [{"text": text} for name in NAMES for text in clean(name)]
    for name, objects in (("rows", rows), ("texts", texts)):
        lines = (json.dumps(one) + "\n" for one in objects)
        (tmp_path / f"{name}.jsonl").write_text("".join(lines))
    paths = [str(tmp_path / name) for name in ("rows.jsonl", "texts.jsonl", "names.txt", "o.json")]
    return ["--damaged", paths[0], "--clean", paths[1], "--names", paths[2], "--output", paths[3]]


def trained(tmp_path: Path) -> tuple[Weights, dict[str, float]]:
    """Return the weights that were written, and those beside their names."""
    lines = (tmp_path / "names.txt").read_text().splitlines()
    pairs = (line.rpartition(" ") for line in lines)
    return parse((tmp_path / "o.json").read_bytes()), {
        name: float(weight) for name, _, weight in pairs
    }


def test_glue_is_trained(options: list[str], tmp_path: Path) -> None:
    assert main(["glue", *options]) == 0
    weights, by_name = trained(tmp_path)
    assert weights == Weights(by_name, {})
    assert weights.of(".A") > 0 >= weights.of("aA")


def test_lost_words_are_trained(options: list[str], tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="needs scikit-learn, of the group train")
    assert main(["lost_words", *options]) == 0
    weights, by_name = trained(tmp_path)
    assert not weights.named
    assert len(weights.hashed) == len(by_name)
    assert {weights.of(name) - weight for name, weight in by_name.items()} == {0.0}
    assert weights.of("widee to on") > 0 > weights.of("widee town is") + weights.of("widea w")


def test_the_calibration_is_fitted(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("sklearn", reason="needs scikit-learn, of the group train")
    assert main(["calibration", *options]) == 0
    printed = capsys.readouterr().out
    assert '"wide": DocumentFeatures(' in printed
    assert "# glued: the documents hold no candidates" in printed


def test_a_share_of_the_documents_is_for_training() -> None:
    shares = [share_of(str(number)) for number in range(1000)]
    assert 0 <= min(shares) < 0.01
    assert 0.99 < max(shares) < 1
    assert 550 < sum(share < 0.6 for share in shares) < 650
