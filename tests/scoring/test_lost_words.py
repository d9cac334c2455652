"""Places where words may be missing: candidates, features, weights and calibration."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.prefilter.hints import holds
from cleanup.scoring.lost_words import candidates
from cleanup.scoring.lost_words.calibration import THRESHOLD, confidence_of
from cleanup.scoring.lost_words.candidates import HINTS
from cleanup.scoring.lost_words.document_features import KINDS, DocumentCounts, DocumentFeatures
from cleanup.scoring.lost_words.features import features
from cleanup.scoring.lost_words.score import WEIGHTS, lost_words, score_all
from cleanup.scoring.spacing import Spacing
from cleanup.scoring.values import Candidate
from cleanup.scoring.weights import weights_of
from cleanup.text.document import Document
from tests.properties import few

PROSE = (
    "The ferry to the outer islands ran late again on Monday, and the harbour office said that "
    "the old engine would have to be replaced before the spring. "
)
FINDERS = {
    "wide": candidates.wide,
    "before": candidates.before,
    "at": candidates.at,
}

WELL = Spacing(divided=0, marks=0, glued=0.0, lost=0.0)
SHOWN = DocumentFeatures(1.0, *(0.0 for _ in DocumentFeatures._fields[1:]))


def found(finder: str, text: str) -> list[str]:
    """Return what the candidates of a finder cover, with the signs on both sides."""
    places = list(FINDERS[finder](Document(text, lang="en")))
    assert not places or holds(HINTS[finder], text)
    return [f"{text[one.start - 1 : one.start]}{text[one.start : one.end + 1]}" for one in places]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("went to  on Monday", ["o  o"]),
        ("went to   on Monday", ["o   o"]),
        ("went to    on Monday", []),
        ("went to \u00a0on Monday", ["o \u00a0o"]),
        ("went to \u00a0 on Monday", ["o \u00a0 o"]),
        ("went to on Monday", []),
        ("  went to", []),
        ("went to  ", []),
        ("It left.  The end", []),
        ("It left.  the end", [".  t"]),
        ("It left.  The end of  it", []),
        ("It left.  The end of  it is  it", ["f  i", "s  i"]),
        ("tide  moon\tx", []),
        ("a Merrow  (MRW) share", []),
        ("a Merrow  (mrw) share", ["w  ("]),
        ("a merrow  (MRW) share", ["w  ("]),
        ("a  b  c", ["a  b", "b  c"]),
    ],
)
def test_wide_spaces_within_sentences(text: str, places: list[str]) -> None:
    assert found("wide", text) == places


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("owned by , a firm", ["apart"]),
        ("owned ( , a firm", ["before"]),
        ("owned by . A", ["apart"]),
        ("on .com", []),
        ("for .25 a", []),
        ("a .NET", []),
        ("wait . . . then", []),
        ("wait... . Then", []),
        ("so :) he", []),
        ("what ?! he", []),
        ("the ( ) of", []),
        ("the [ ] of", []),
        ("MARSH : It is", []),
        ("as he saw : it is", ["apart"]),
        ("It is.\nMARSH : It is", []),
        ("A" * 30 + " : it is", []),
        ("A" * 31 + " : it is", ["apart"]),
        ("it is , he says , a, b", ["apart"]),
        ("\n, it", []),
        (" , it", []),
        ("it  , is", []),
    ],
)
def test_single_spaces_before_punctuation(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in candidates.before(Document(text))] == kinds


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("it was,, he said", [",,"]),
        ("it was,. He said", [",."]),
        ("made of, and", ["f,"]),
        ("a boat called. He", ["d."]),
        ("a boat Called) He", ["d)"]),
        ("made of,yes", ["f,"]),
        ("made of, er, wood", []),
        ("wait.. He", []),
        ("[] of", ["[]"]),
        ("it is kind. Of", []),
        ("into it; and", []),
    ],
)
def test_marks_after_what_they_seldom_follow(text: str, places: list[str]) -> None:
    assert found("at", text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("made under, and", [10]),
        ("a boat, and", []),
        ("it was,; he", [6, 7]),
        ("the \u201c\u201d of", []),
        ('he said ("so', []),
    ],
)
def test_in_a_damaged_text_more_marks_count(text: str, places: list[int]) -> None:
    assert [one.start for one in candidates.at_more(Document(text))] == places


@pytest.mark.parametrize("finder", FINDERS)
@pytest.mark.parametrize(
    "text",
    [
        "went to  on it is  it",
        "wait... . Then , it ( , a",
        "made of, it was,, or of. It",
    ],
)
def test_candidates_do_not_depend_on_how_far_they_are_from_the_beginning(
    finder: str, text: str
) -> None:
    for apart in range(1, 9):
        assert found(finder, "x" * apart + " " + text) == found(finder, f"x {text}")


def names(text: str, kind: str, start: int, end: int) -> list[str]:
    return list(features(Document(text, lang="en"), Candidate(kind, start, end)))


def test_features_are_named_by_kind_and_neighbours() -> None:
    shown = names("the boat of the town and of", "at", 11, 11)
    assert len(shown) == len(set(shown)) == 22
    assert shown[:4] == ["at ", "ata of", "atb the", "atc w"]
    any_kind = ["*e of the", "*j w of the", "*k of the w", "*o w of the w"]
    assert shown[14:18] == any_kind
    assert shown[18:] == ["atp word word", "atq word word", "atr word word", "ats 0"]
    wide = names("the boat of the town and of", "wide", 11, 11)
    assert set(shown) & set(wide) == set(any_kind)


@pytest.mark.parametrize(
    ("text", "garbled"), [("cs x the th of tq", 3), ("sail by the sea of it", 0), ("x", 1)]
)
def test_letters_that_are_no_words_are_counted(text: str, garbled: int) -> None:
    place = text.find(" the") + 1
    assert f"ats {garbled}" in names(text, "at", place, place)


def test_each_of_six_neighbours_counts() -> None:
    words = "the of to by at in".split()
    text = " ".join(words)
    shown = names(text, "at", 9, 9)
    for place, word in enumerate(words):
        other = " ".join([*words[:place], "a" * len(word), *words[place + 1 :]])
        assert shown != names(other, "at", 9, 9)


def test_a_score_is_the_sum_of_the_weights_of_the_features() -> None:
    document, candidate = Document("went to  on Monday"), Candidate("wide", 7, 9)
    [(_, score)] = score_all(document, [candidate])
    weights = weights_of(WEIGHTS)
    assert score == weights.sum_of(features(document, candidate)) != 0
    assert score == pytest.approx(sum(map(weights.of, features(document, candidate))))


def counted(places: list[tuple[str, float]], words: int = 100) -> DocumentCounts:
    scored = [(Candidate(kind, 0, 0), odds) for kind, odds in places]
    return DocumentCounts(scored, words)


def confidence(kind: str, odds: float, *others: tuple[str, float], words: int = 100) -> float:
    """Return the confidence of a place in a document with others."""
    return confidence_of(kind, counted([(kind, odds), *others], words).of(kind, odds, WELL))


@given(st.sampled_from(KINDS), st.floats(-8, 8), st.floats(0, 4))
@few
def test_confidence_grows_with_the_odds_of_the_place(kind: str, odds: float, more: float) -> None:
    shown = SHOWN._replace(odds=odds)
    lower, higher = (
        confidence_of(kind, shown._replace(odds=value)) for value in (odds, odds + more)
    )
    assert 0 <= lower <= higher <= 0.98


@given(st.sampled_from(KINDS), st.floats(0, 3), st.floats(0.1, 3))
@few
def test_confidence_falls_with_places_of_the_kind_that_show_nothing(
    kind: str, odds: float, more: float
) -> None:
    shown = SHOWN._replace(odds=odds)
    assert confidence_of(kind, shown._replace(unlikely=more)) <= confidence_of(kind, shown)
    assert confidence_of(kind, shown._replace(density=more)) >= confidence_of(kind, shown)


@pytest.mark.parametrize("kind", KINDS)
def test_only_places_that_show_nothing_are_a_habit(kind: str) -> None:
    doubtful, nothing = (counted([(kind, odds)] * 3).of(kind, 0.0, WELL) for odds in (-0.5, -1.5))
    assert doubtful.unlikely == 0 < nothing.unlikely
    assert confidence_of(kind, doubtful) > confidence_of(kind, nothing)


@pytest.mark.parametrize("kind", ["wide", "at", "apart"])
def test_sure_places_beside_it_make_a_place_surer(kind: str) -> None:
    others: list[tuple[str, float]] = [("at", 6.0), ("wide", 6.0)] * 3
    assert confidence(kind, 0.5, *others) > confidence(kind, 0.5)


@pytest.mark.parametrize("kind", KINDS)
def test_the_more_sure_places_of_its_kind_there_are_the_surer_is_one_more(kind: str) -> None:
    found = [confidence(kind, -1.0, *[(kind, 6.0)] * many) for many in (1, 2, 4, 8, 16)]
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("kind", "odds", "expected"),
    [
        ("wide", -3.0, (0.43, 0.90, 0.98, 0.89, 0.98, 0.17, 0.48)),
        ("before", -1.0, (0.34, 0.36, 0.77, 0.26, 0.53, 0.09, 0.40)),
        ("apart", -1.0, (0.42, 0.42, 0.42, 0.57, 0.89, 0.12, 0.89)),
        ("at", -1.0, (0.20, 0.58, 0.89, 0.55, 0.85, 0.17, 0.35)),
    ],
)
def test_confidence_is_as_it_was_fitted(
    kind: str, odds: float, expected: tuple[float, ...]
) -> None:
    """Alone; beside one or four of its kind, one or four others, three that show nothing."""
    own, other, nothing = (kind, 6.0), ("at" if kind != "at" else "wide", 6.0), (kind, -2.0)
    beside: list[list[tuple[str, float]]] = [
        *([], [own], [own] * 4, [other], [other] * 4, [nothing] * 3)
    ]
    found = [confidence(kind, odds, *others) for others in beside]
    found.append(confidence(kind, odds, *beside[4], words=3000))
    assert tuple(found) == expected


def test_a_place_is_no_evidence_for_itself() -> None:
    shown = counted([("at", 3.0)]).of("at", 3.0, WELL)
    assert shown == SHOWN._replace(odds=3.0)


def test_document_features_count_other_places() -> None:
    counts = counted([("at", 30.0), ("at", 30.0), ("wide", 30.0), ("wide", -2.0)])
    shown = counts.of("at", 30.0, WELL)
    assert shown.others == pytest.approx(1.0986, abs=1e-2)
    assert shown.same == pytest.approx(0.6931, abs=1e-3)
    assert shown.unlikely == 0
    assert shown.density == pytest.approx(1.6094, abs=1e-2)
    assert shown.any_other == pytest.approx(1)
    wide = counts.of("wide", 30.0, WELL)
    assert wide.unlikely == pytest.approx(0.6931, abs=1e-3)
    assert wide.same == pytest.approx(0.0, abs=1e-2)
    assert counts.of("wide", -2.0, WELL).unlikely == 0


def test_a_place_with_even_odds_counts_half() -> None:
    assert counted([("at", 1.0), ("wide", 30.0)]).of("wide", 30.0, WELL).any_other == pytest.approx(
        0.5
    )


def test_a_space_before_a_mark_after_a_word_is_no_evidence() -> None:
    counts = counted([("apart", 30.0), ("apart", 30.0), ("at", 30.0)])
    assert counts.of("at", 30.0, WELL).others == 0
    assert counts.of("apart", 30.0, WELL).same == 0
    assert counts.of("apart", 30.0, WELL).any_other == pytest.approx(1)


def test_short_texts_count_as_five_hundred_words() -> None:
    places: list[tuple[str, float]] = [("at", 30.0), ("at", 30.0)]
    dense = [counted(places, words).of("at", 30.0, WELL).density for words in (1, 500, 501, 5000)]
    assert dense[0] == dense[1] > dense[2] > dense[3]


def test_lost_words_are_found_and_scored() -> None:
    text = f"{PROSE}On Monday, thesaid it had sent four ships. He went to  on Monday."
    lost = lost_words(Document(text, lang="en"))
    assert [(one.kind, text[one.start : one.end + 4]) for one in lost] == [("wide", "  on M")]
    assert all(THRESHOLD <= one.confidence <= 0.98 for one in lost)


@pytest.mark.parametrize("lang", ["de", "fr"])
def test_only_english_is_scored(lang: str) -> None:
    assert lost_words(Document("On Monday, thesaid it had sent ships.", lang=lang)) == ()


def test_clean_prose_and_program_text_lose_nothing() -> None:
    assert lost_words(Document(PROSE, lang="en")) == ()
    assert lost_words(Document(f"{PROSE}\n```\nwent to  on Monday\n```", lang="en")) == ()


def test_one_sure_place_makes_more_marks_candidates() -> None:
    doubtful = "He saw her with, who left. "
    alone = Document(f"{PROSE}{doubtful}", lang="en")
    damaged = Document(f"{PROSE}{doubtful}On Monday, thesaid it had sent ships.", lang="en")
    unsure = Document(f"{PROSE}{doubtful}He saw  ships.", lang="en")
    for document in (alone, unsure):
        assert "at" not in {one.kind for one in lost_words(document)}
    assert len(score_all(damaged, candidates.at_more(damaged))) >= 1
    assert {one.kind for one in lost_words(damaged)} == {"at"}
