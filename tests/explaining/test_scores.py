"""Every score is explained by named features whose weights sum to it."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import pytest

from cleanup.explaining.scores import explain_at, explanations
from cleanup.rules import all_rules
from cleanup.scoring.glue import score as glue
from cleanup.scoring.glue.calibration import THRESHOLDS
from cleanup.scoring.lost_words import score as lost_words
from cleanup.scoring.seams import score as seams
from cleanup.scoring.split_words import score as split_words
from cleanup.scoring.units import score as units
from cleanup.scoring.values import Candidate, Explanation, total
from cleanup.text.document import Document
from cleanup.text.units import units_of

CORPUS = Path(__file__).parents[2] / "corpus"
GLUE = ("JOI005", "JOI006", "JOI007", "JOI008")
SPLIT_WORDS = ("SPC010",)
SCORERS = {
    "glue": glue,
    "lost_words": lost_words,
    "seams": seams,
    "split_words": split_words,
    "units": units,
}
LOST_WORDS = ("HOL009", "HOL010", "HOL011")
SEAMS = ("HOL001", "JOI009", "JOI021")


@cache
def documents() -> tuple[Document, ...]:
    """Return the damaged articles, and the examples of all rules that score."""
    articles = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.rglob("*.txt"))]
    rules = [
        rule for rule in all_rules() if rule.code in (*GLUE, *LOST_WORDS, *SEAMS, *SPLIT_WORDS)
    ]
    examples = [text for rule in rules for text in (*rule.bad, *rule.flags, *rule.good)]
    return tuple(Document(text, lang="en") for text in (*articles, *examples))


@cache
def explained(number: int) -> tuple[Explanation, ...]:
    return tuple(explanations(documents()[number]))


def test_a_score_is_the_sum_of_its_terms() -> None:
    count = 0
    for number, document in enumerate(documents()):
        for one in explained(number):
            scorer = SCORERS[one.scorer]
            candidate = Candidate(one.kind, one.start, one.end)
            assert total(term.added for term in one.terms) == one.score
            assert one.score == scorer.score(document, candidate)
            assert total(term.added for term in one.calibration or one.terms) == one.log_odds
            count += 1
    assert count > 100


def test_every_scored_finding_is_explained() -> None:
    for number, document in enumerate(documents()):
        found = [one for one in explained(number) if one.found]
        assert sorted(
            (one.start, one.end, one.tier, one.confidence) for one in found if one.scorer == "glue"
        ) == sorted(
            (one.start, one.end, one.tier, one.confidence)
            for one in glue.find_glue(document, THRESHOLDS)
        )
        assert [
            (one.kind, one.start, one.end, one.confidence)
            for one in found
            if one.scorer == "lost_words"
        ] == list(lost_words.lost_words(document))
        assert [
            (one.start, one.tier is None, one.confidence) for one in found if one.scorer == "seams"
        ] == [
            (
                verdict.seam.start,
                verdict.kind != "glue" or verdict.is_safe,
                None if verdict.is_safe else verdict.confidence,
            )
            for verdict in seams.verdicts(document)
        ]
        assert [
            (one.start, one.end, one.tier is None) for one in found if one.scorer == "split_words"
        ] == [
            (group.start, group.end, split_words.is_safe(group, odds))
            for group, odds in split_words.split_words(document)
        ]
        places = [
            place
            for place, unit in enumerate(document.once(units_of))
            for one in found
            if (one.scorer, one.start) == ("units", unit.start)
        ]
        assert places == list(units.suspects(document))


@pytest.mark.parametrize("least", [-90.0, -2.0, 0.5, 3.0])
def test_a_sum_that_may_stop_early_is_the_whole_sum_or_rejected(least: float) -> None:
    for number, document in enumerate(documents()):
        for one in explained(number):
            if one.scorer != "glue" or one.kind not in THRESHOLDS:
                continue
            needed = [least, *(one.value for one in one.thresholds if "name" in one.name)]
            rejected = one.guard not in ("", "protected") or one.score < max(needed)
            candidate = Candidate(one.kind, one.start, one.end)
            expected = glue.REJECTED if rejected else one.score
            assert glue.score_from(document, candidate, least) == expected


@pytest.mark.parametrize(
    ("text", "kind", "guard"),
    [
        ("Ask McAdam", "McA", "capital of a name"),
        ("It left.X end", ".A", "single letter"),
        ("Merrow.Xanta", ".A", "ambiguous in a text without glue"),
        ("siehe usw.Das", ".A", "abbreviation"),
        ("AB,CD2", ",A", "list of codes"),
        ("Foo.Bar is a Baz.Qux and a Http.Sea", ".A", "ambiguous in a text without glue"),
        ("She got QX26.TIDE2. It left.The pilot saw it.The end", ".A", "code in parts"),
        ("It is \u201c\u201dThe end", "\u201dA", "mark of a quotation"),
        ("The boat calls getQuay twice", "aA", "name of a function"),
        ('He said "stay."The end', '."', "side of a quotation mark"),
        ("Ask www.harbourMaster.example", "aA", "protected"),
        ("It left.The pilot", ".A", ""),
        ("went to  on Monday\\n", "wide", ""),
    ],
)
def test_a_guard_is_named(text: str, kind: str, guard: str) -> None:
    document = Document(text, lang="de" if "usw" in text else "en")
    found = [one for one in explanations(document) if one.kind == kind]
    assert found[0].guard == guard
    assert not (guard and found[0].found)


def test_other_languages_and_program_text_are_guarded() -> None:
    text = "He went to  on Monday"
    [german] = explain_at(Document(text, lang="de"), 10)
    [code] = explain_at(Document(f"`{text}`", lang="en"), 11)
    assert (german.guard, german.found) == ("language", False)
    assert (code.guard, code.found) == ("code", False)


def test_candidates_are_explained_that_touch_a_span_or_else_its_run() -> None:
    text = "He saw the harbourMaster, and it left.The pilot went to  on Monday."
    document = Document(text, lang="en")

    def at(start: int, end: int | None = None) -> list[str]:
        return [one.kind for one in explain_at(document, start, end)]

    assert at(text.index("Master")) == ["aA"]
    assert at(text.index("harbour")) == ["aA"]
    assert at(text.index("The p")) == [".A"]
    assert at(text.index("  on")) == at(text.index("on Monday")) == ["wide"]
    assert at(text.index("saw")) == []
    assert at(0, len(text)) == ["aA", ".A", "wide"]
    assert at(len(text)) == []


def test_an_explanation_is_plain_data() -> None:
    document = Document("He went to  on Monday; it left.The pilot", lang="en")
    wide, glued = json.loads(json.dumps([asdict(one) for one in explain_at(document, 0, 99)]))
    assert wide["terms"][0] == {
        "feature": "wide ",
        "weight": -0.59,
        "value": 1.0,
        "of_document": False,
        "words": "the kind alone",
    }
    assert [term["feature"] for term in wide["calibration"]][:2] == ["constant", "odds"]
    assert wide["thresholds"][0]["name"] == "least confidence"
    assert [term["feature"] for term in glued["terms"] if term["of_document"]] == [
        ".A evidence 1",
        ".A capitals any",
        ".A said apart",
        ".A elsewhere no no",
    ]
