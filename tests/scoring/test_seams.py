"""Seams within tokens: how they are read, judged, and what is put in by default."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup import clean
from cleanup.prefilter.hints import holds
from cleanup.scoring.decoder import makeable
from cleanup.scoring.seams.calibration import EITHER, Chances, chances_of, is_safe, kind_of
from cleanup.scoring.seams.candidates import SEAM, seams
from cleanup.scoring.seams.document_features import DocumentFeatures, as_if_lone
from cleanup.scoring.seams.features import features, in_words
from cleanup.scoring.seams.odds import Odds, shares_of
from cleanup.scoring.seams.score import verdicts
from cleanup.text.document import Document
from tests.properties import few

WORDS = "the of and said that with from were talking harbour ferry council new engine".split()

PARTS = "any some no one thing body where day time out side with in over all live stream".split()


def read(text: str) -> list[tuple[str, str]]:
    found = seams(Document(text, lang="en"))
    assert not found or holds(SEAM, text)
    return [(seam.first, seam.second) for seam in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("On Monday, thesaid it", [("the", "said")]),
        ("a (thesaid) it", [("the", "said")]),
        ("of theharbourand ferry", [("the", "harbour"), ("harbour", "and")]),
        ("the mid-theferry of", [("the", "ferry")]),
        ("theferry-like boat", [("the", "ferry")]),
        ("Danforth'shad it", [("Danforth's", "had")]),
        ("Danforth\u2019shad it", [("Danforth\u2019s", "had")]),
        ("theHowever it", [("the", "However")]),
        ("Thisferry left", [("This", "ferry")]),
        ("one ofa kind", [("of", "a")]),
        ("one ofthe kind", [("of", "the")]),
    ],
)
def test_tokens_are_read_as_words(text: str, words: list[tuple[str, str]]) -> None:
    assert read(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "the said it",
        "a \u201cthesaid\u201d it",
        "a \u201cthesaid,\u201d it",
        "on thesaid.com",
        "@thesaid #thesaid thesaid_it x/thesaid",
        "exam-\nthesaid",
        "however thereupon oversteps theatre",
        "underused overhypes tieless readme checkin",
        "inDesign and onX and themXQ",
        "the" + "x" * 40,
        "iot ina",
        "alot aswell atleast infront of it",
    ],
)
def test_words_names_and_addresses_have_no_seam(text: str) -> None:
    assert read(text) == []


@given(st.lists(st.sampled_from(PARTS), min_size=2, max_size=2).map("".join))
@few
def test_what_a_divided_word_is_joined_to_has_no_seam(token: str) -> None:
    """Or one rule would part what another one has joined."""
    if makeable(token) is not None:
        assert read(f"It was {token} of it.") == []


@given(st.lists(st.sampled_from([*WORDS, "thesaid", "ofthe", "newengine", "\n", "."]), max_size=12))
@few
def test_seams_lie_within_their_tokens_in_order(parts: list[str]) -> None:
    text = " ".join(parts)
    found = seams(Document(text, lang="en"))
    assert [seam.start for seam in found] == sorted({seam.start for seam in found})
    for seam in found:
        start, end = seam.words
        assert seam.token <= start < seam.start < end <= seam.end
        assert text[start:end] == seam.first + seam.second


def test_how_often_a_token_stands_in_the_text_is_counted() -> None:
    [seam, other] = seams(Document("a thesaid it, thesaid", lang="en"))
    assert seam.occurs == other.occurs == 2


def test_features_have_one_name_each() -> None:
    text = "On Monday, thesaid it had sent four ships."
    [seam] = seams(Document(text, lang="en"))
    names = list(features(text, seam))
    assert len(names) == len(set(names))
    assert in_words("e the said") == "before and after: the said"
    assert in_words("gain 3 lower") == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("On Monday, thesaid it had sent four ships to the strait and was ready.", "loss"),
        ("The new ferry was bought byand will sail in spring.", "loss"),
        ("About 17 percentof the men in the town said so to the council.", "glue"),
        ("The old men weretalking of the war that was over for most of the town.", "glue"),
        ("The officer told us what he toldthat she was the one who had been there.", "either"),
        ("The company, whichhad its licence renewed in the same month, paid.", "either"),
    ],
)
def test_a_seam_has_one_verdict(text: str, kind: str) -> None:
    assert [verdict.kind for verdict in verdicts(Document(text, lang="en"))] == [kind]
    found = {"loss": "HOL001", "glue": "JOI009", "either": "JOI021"}
    assert [finding.code for finding in clean(text, lang="en").found] == [found[kind]]


def test_other_damage_tells_what_a_seam_is() -> None:
    seam = "The ferry company announcedthat it would not sail in a storm."
    lost = "On Monday, thesaid it had sent ships. They sent it to the, and to . The end ofis near. "
    glued = "The vote was close.Two left.Nobody knew why.The old men weretalking of it,and left. "
    kinds = [
        [one.kind for one in verdicts(Document(f"{other}{seam}", lang="en"))][-1]
        for other in (lost * 2, glued * 2)
    ]
    assert kinds == ["loss", "glue"]


@pytest.mark.parametrize("lang", ["de", "fr"])
def test_only_english_is_judged(lang: str) -> None:
    assert verdicts(Document("On Monday, thesaid it had sent ships.", lang=lang)) == ()


def test_code_and_references_are_left_alone() -> None:
    assert verdicts(Document("It was so.\n\n```\nof thesaid it\n```\n", lang="en")) == ()


shown = st.builds(
    DocumentFeatures, st.just(1.0), *(st.floats(-8, 8) for _ in DocumentFeatures._fields[1:])
)


@given(shown)
@few
def test_the_chances_of_a_seam_are_shares(features: DocumentFeatures) -> None:
    chances = chances_of(features)
    assert 0 <= chances.loss <= 1
    assert 0 <= chances.glue <= 1
    assert chances.damage <= 1.000001
    assert as_if_lone(features)[1:3] == features[1:3]


@given(st.floats(0, 1), st.floats(0, 1), st.booleans())
@few
def test_a_verdict_follows_the_greater_chance(loss: float, rest: float, lone: bool) -> None:
    chances = Chances(loss, (1 - loss) * rest)
    [seam] = seams(Document("On Monday, thesaid it had sent ships.", lang="en"))
    kind = kind_of(seam, chances, lone=lone)
    if kind in ("loss", "glue"):
        assert (kind == "loss") == (chances.loss > chances.glue)
    assert bool(kind) or chances.damage < EITHER


@pytest.mark.parametrize(("token", "kind"), [("andwhich", "either"), ("thesaid", "loss")])
def test_words_that_stand_together_are_no_sure_loss_alone(token: str, kind: str) -> None:
    [seam] = seams(Document(f"It was {token} they left.", lang="en"))
    assert kind_of(seam, Chances(0.93, 0.06), lone=True) == kind
    assert kind_of(seam, Chances(0.93, 0.06), lone=False) == "loss"


def test_rare_words_are_not_parted_by_default() -> None:
    for seam in seams(Document("They met institutionalists there.", lang="en")):
        assert not is_safe(seam, Chances(0.0, 0.87), lone=True)


def test_evidence_is_shared_between_loss_and_glue() -> None:
    [seam] = seams(Document("On Monday, thesaid it", lang="en"))
    shares = shares_of([Odds(seam, 30.0, 0.0), Odds(seam, -2.0, 0.0)])
    assert shares.lost == pytest.approx(shares.glued) == pytest.approx(0.5, abs=0.01)
    assert shares.unlikely == 1
