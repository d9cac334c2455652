"""That edits, findings and lifted values are right on the articles of ``corpus/``.

``tests/test_corpus_floors.py`` says how much is found; ``python -m benchmarks.quality.corpus`` too.
"""

from __future__ import annotations

from functools import cache

from benchmarks.quality.corpus import Tally, measure

LIFTED_FLOOR = 0.5

FALSE = {
    "bank-of-buttons:327-327": "the sentence behind a call is parted from it, and it is removed",
    "orchestra-phones:742-742": "the quotation behind a call is parted from it, and it is removed",
    "pegel-der-wenna:762-762": "the sentence behind a marker is parted from it, and it is removed",
    "pochta-po-reke:504-504": "the same in Russian",
    "pumpkin-record:609-609": "the same in English",
    "spelling-of-a-street:502-507": "a letter that is spoken of: the y",
}
"""Findings where nothing is damaged, by place."""

LIFTED_FALSE = {
    "desert-solar: credit": "keeps its label",
    "forger-trial: caption": "takes the first paragraph, straight above a credit",
    "galo-do-predio: published": "a date that may be of two months",
    "galo-do-predio: updated": "the same",
    "lamp-oil-futures: credit": "reads a copyright notice",
    "raccoon-mayor: credit": "takes a place for a person",
    "relojero-de-sombras: caption": "takes an author's label",
    "relojero-de-sombras: published": "a date that may be of two months",
    "relojero-de-sombras: updated": "the same",
    "schach-am-see: byline": "takes the beginning of an appeal",
    "school-march: caption": "keeps the share buttons before it",
    "storm-orla-live: updated": "a date without its year",
}
"""Values that are lifted wrongly, by article and kind."""


@cache
def tally() -> Tally:
    return measure()


def test_every_safe_edit_makes_what_the_author_wrote() -> None:
    assert tally().edits > 350
    assert tally().wrong == []


def test_what_is_lifted_is_what_stands_there_but_for_what_is_known() -> None:
    assert {" ".join(one.split()[:2]) for one in tally().lifted_false} == {*LIFTED_FALSE}
    assert tally().lifted_right / tally().lifted >= LIFTED_FLOOR, tally().lifted_missed


def test_no_finding_stands_where_nothing_is_damaged_but_for_what_is_known() -> None:
    assert {one.partition(" ")[0] for one in tally().false} == {*FALSE}
