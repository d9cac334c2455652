"""The articles of the corpus: what a scraper left, as they were written, and each damaged place."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from cleanup import Cleaned, clean

CORPUS = Path(__file__).parent.parent / "corpus"


class Place(NamedTuple):
    """A damaged place; ``written`` is what the author wrote there."""

    start: int
    end: int
    family: str
    kind: str
    written: str


@dataclass(frozen=True)
class Article:
    """An article of the corpus."""

    slug: str
    damaged: str
    gold: str
    lang: str
    lifted: dict[str, list[str]]
    places: tuple[Place, ...]

    @property
    def in_one_line(self) -> bool:
        return "\n" not in self.damaged

    @cached_property
    def cleaned(self) -> Cleaned:
        """What the default settings make of the damaged text."""
        return clean(self.damaged)


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def article(slug: str) -> Article:
    record = json.loads(read(CORPUS / "gold" / f"{slug}.json"))
    return Article(
        slug,
        read(CORPUS / "damaged" / f"{slug}.txt"),
        read(CORPUS / "gold" / f"{slug}.txt"),
        record["lang"],
        record["lifted"],
        tuple(Place(**place) for place in record["places"]),
    )


ARTICLES = [article(path.stem) for path in sorted((CORPUS / "damaged").glob("*.txt"))]
SLUGS = [one.slug for one in ARTICLES]
