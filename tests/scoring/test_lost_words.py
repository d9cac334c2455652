"""Places where words may be missing: candidates, features, weights and calibration."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.prefilter.hints import holds
from cleanup.scoring.lost_words import candidates, tokens
from cleanup.scoring.lost_words.calibration import THRESHOLD, confidence_of
from cleanup.scoring.lost_words.candidates import GLUED, HINTS
from cleanup.scoring.lost_words.document_features import KINDS, DocumentCounts, DocumentFeatures
from cleanup.scoring.lost_words.features import classify, features, neighbours
from cleanup.scoring.lost_words.rarer_tokens import (
    DOUBTFUL,
    LIKELY,
    OPEN,
    Boundary,
    more_boundary_in,
)
from cleanup.scoring.lost_words.score import (
    WEIGHTS,
    has_certain_holes,
    lost_words,
    score_all,
)
from cleanup.scoring.lost_words.tokens import (
    are_closed,
    boundary_in,
    glued_tokens,
    holds_glued_words,
    plain,
    token_at,
)
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
    "glued": candidates.glued,
}


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


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("On Monday, thesaid it", ["thesaid"]),
        ("harbourthe " * 2, ["harbourthe", "harbourthe"]),
        ("harbourthe " * 3, []),
        ("theyon " * 3, ["theyon"] * 3),
        ("a \u201cthesaid\u201d it", []),
        ("a \u201cthesaid,\u201d it", []),
        ("a \u201cthesaid a\u201d it", ["thesaid"]),
        ("a (thesaid) it", ["thesaid"]),
        ("on thesaid.com", []),
        ("@thesaid", []),
        ("the said it", []),
    ],
)
def test_tokens_in_which_two_words_met(text: str, tokens: list[str]) -> None:
    document = Document(text)
    spans = [token_at(text, one.start) for one in candidates.glued(document)]
    assert [text[start:end] for start, end in spans] == tokens


@pytest.mark.parametrize("finder", FINDERS)
@pytest.mark.parametrize(
    "text",
    [
        "went to  on it is  it",
        "wait... . Then , it ( , a",
        "made of, it was,, or of. It",
        "a thesaid",
    ],
)
def test_candidates_do_not_depend_on_how_far_they_are_from_the_beginning(
    finder: str, text: str
) -> None:
    for apart in range(1, 9):
        assert found(finder, "x" * apart + " " + text) == found(finder, f"x {text}")


@pytest.mark.parametrize(
    ("token", "seam"),
    [
        ("thesaid", 3),
        ("theyon", 4),
        ("theHowever", 3),
        ("Danforth'shad", 10),
        ("Danforth\u2019shad", 10),
        ("Danforth'sxq", 0),
        ("harbourthe", 7),
        ("Afterthe", 5),
        ("Sailthe", 0),
        ("Thisferry", 4),
        ("oversteps", 0),
        ("thereupon", 0),
        ("however", 0),
        ("thexq", 0),
        ("xqthe", 0),
        ("Athe", 0),
        ("the", 0),
        ("onX", 0),
        ("themXQ", 0),
        ("acat", 0),
        ("harbourHowever", 0),
        ("themooring", 3),
        ("thebollard", 0),
        ("ofharbour", 2),
        ("thego", 3),
        ("theox", 0),
        ("theup", 0),
        ("awas", 1),
        ("athis", 2),
        ("aplus", 0),
        ("ofa", 0),
        ("ofit", 2),
        ("yourselfTelecommunications", 8),
        ("alongsideTelecommunications", 0),
        ("Danforth'sboat", 10),
        ("Danforth'sharbour", 0),
        ("theTugboat", 3),
        ("theQuayside", 0),
        ("inthe", 2),
        ("renamed", 0),
        ("outtake", 0),
        ("underused", 0),
        ("tieless", 0),
        ("readme", 0),
        ("underthe", 5),
        ("bemoan", 0),
        ("alano", 3),
    ],
)
def test_two_words_met_in_a_token(token: str, seam: int) -> None:
    assert boundary_in(token) == seam


def test_very_long_tokens_are_none() -> None:
    assert boundary_in("the" + "x" * 40) == 0


def test_a_run_of_signs_is_tested_without_its_outer_marks() -> None:
    assert holds_glued_words("(thesaid),")
    assert not holds_glued_words("(however),")
    assert not holds_glued_words("said")


def test_seams_are_yielded_with_their_tokens() -> None:
    runs = ["thesaid,", "theyon"]
    assert glued_tokens("a thesaid, theyon", runs) == [(2, 5, 9), (11, 15, 17)]


@given(
    st.lists(st.sampled_from([*"thesaid theyon inthe of. \u201cinthe onthe-".split(), '"', ","])),
    st.sampled_from([" ", "\n", "\t", "", "\u00a0", "  "]),
    st.integers(0, 30),
)
@few
def test_tokens_are_those_of_one_pass_over_the_text(
    parts: list[str], between: str, more: int
) -> None:
    """Also with more different runs that hold some than are searched for one by one."""
    glued = " ".join(f"{'x' * number}- thesaid{'.' * number}" for number in range(more))
    text = f"{between.join(parts)} . {glued}"
    assert glued_tokens(text, Document(text).runs_with(GLUED)) == [
        (token.start(), token.start() + boundary, token.end())
        for token in tokens.TOKEN.finditer(text)
        if (boundary := boundary_in(token[0]))
        and not tokens.is_no_word(text, token.start(), token.end())
    ]


def test_words_of_closed_classes_are_known_in_any_case() -> None:
    assert are_closed("Theyon", 0, 4, 6)
    assert not are_closed("thesail", 0, 3, 7)
    assert plain("Don\u2019T") == "don't"


@pytest.mark.parametrize(
    ("token", "first", "least"),
    [
        ("livingareas", "living", LIKELY),
        ("framedaround", "framed", LIKELY),
        ("Thisis", "This", LIKELY),
        ("Indocumentary", "In", LIKELY),
        ("teamsmash", "team", OPEN),
        ("aextension", "a", DOUBTFUL),
        ("Congressin", "Congress", DOUBTFUL),
    ],
)
def test_rarer_kinds_of_glued_words_have_a_boundary(token: str, first: str, least: float) -> None:
    assert more_boundary_in(token) == Boundary(len(first), least)


@pytest.mark.parametrize(
    "token", "theatre Weverse Gullis razorlike underpays offramps Mayanas In MacBook zqxw".split()
)
def test_names_and_compounds_have_no_boundary(token: str) -> None:
    assert more_boundary_in(token) is None


def test_rarer_kinds_of_glued_words_count_beside_several_holes() -> None:
    holes = "They sent it to the, and then to the. "
    glued = "It is a matter for the others, and of the livingareas of the town."
    assert has_certain_holes(Document(holes + glued, lang="en"))
    assert not has_certain_holes(Document(glued, lang="en"))
    kinds = [[one.kind for one in lost_words(Document(text, lang="en"))] for text in (holes, glued)]
    assert "glued" not in kinds[0] + kinds[1]
    assert "glued" in [one.kind for one in lost_words(Document(holes + glued, lang="en"))]


@pytest.mark.parametrize(
    ("token", "shown"),
    [
        ("the", "the"),
        ("The", "^the"),
        ("I", "i"),
        ("Don\u2019t", "^don't"),
        ("1999", "0000"),
        ("12.5", "0"),
        ("1.99", "0"),
        ("7", "0"),
        ("\u2019", "'"),
        ("\u201c", '"'),
        ("\u2013", "\u2014"),
        (",", ","),
        ("NATO", "XX"),
        ("X", "X"),
        ("Halloran", "X"),
        ("Halloran\u2019s", "X's"),
        ("Sails", "Xs"),
        ("sailing", "-ing"),
        ("string", "-ing"),
        ("bring", "w"),
        ("zing", "w"),
        ("boss", "w"),
        ("sails", "-s"),
        ("sail\u2019s", "-'s"),
        ("harbour", "w"),
    ],
)
def test_a_token_is_classified_by_its_look(token: str, shown: str) -> None:
    assert classify(token) == shown


def test_three_tokens_count_on_both_sides_within_the_line() -> None:
    text = "sail a boat of the\nand"
    assert neighbours(text, 11, 12) == (("w", "a", "w"), ("of", "the", "</s>"))
    assert neighbours("x\nthe  of\ny", 5, 7) == (("<s>", "<s>", "the"), ("of", "</s>", "</s>"))
    assert neighbours("", 0, 0) == (("<s>",) * 3, ("</s>",) * 3)


def test_tokens_count_within_sixty_code_points() -> None:
    left, right = "the " + " " * 56, " " * 57 + " the"
    assert neighbours(left, 60, 60)[0][-1] == "the"
    assert neighbours(" " + left, 61, 61)[0][-1] == "the"
    assert neighbours(left + " ", 61, 61)[0] == ("<s>", "<s>", "he")
    assert neighbours(right, 0, 0)[1][0] == "w"
    assert neighbours(right[1:], 0, 0)[1][0] == "the"


def names(text: str, kind: str, start: int, end: int) -> list[str]:
    return list(features(Document(text, lang="en"), Candidate(kind, start, end)))


def test_features_are_named_by_kind_and_neighbours() -> None:
    shown = names("the boat of the town and of", "at", 11, 11)
    assert len(shown) == len(set(shown)) == 18
    assert shown[:4] == ["at ", "ata of", "atb the", "atc w"]
    assert shown[-4:] == ["*e of the", "*j w of the", "*k of the w", "*o w of the w"]
    wide = names("the boat of the town and of", "wide", 11, 11)
    assert shown[-4:] == wide[-4:]
    assert not set(shown[:-4]) & set(wide)


def test_each_of_six_neighbours_counts() -> None:
    words = "the of to by at in".split()
    text = " ".join(words)
    shown = names(text, "at", 9, 9)
    for place, word in enumerate(words):
        other = " ".join([*words[:place], "a" * len(word), *words[place + 1 :]])
        assert shown != names(other, "at", 9, 9)


def test_a_glued_token_has_features_of_its_own() -> None:
    text = "On Monday, thesaid it"
    glued, at = names(text, "glued", 14, 14), names(text, "at", 14, 14)
    assert glued[14:19] == [
        "gluedn rarer 12",
        "gluedn joined 0",
        "gluedn first the",
        "gluedn second said",
        "gluedn upper False",
    ]
    assert len(glued) == len(at) + 5


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ("Quay", "boat", ("quay", "boat")),
        ("wharf", "boats", ("5", "5")),
        ("mooring", "harbour", ("7", "7")),
        ("engineer", "lanterns", ("8", "8")),
        ("lighthouse", "lighthouses", ("8", "8")),
    ],
)
def test_only_short_words_of_a_glued_token_are_told(
    first: str, second: str, shown: tuple[str, str]
) -> None:
    told = names(f"{first}{second} it", "glued", len(first), len(first))
    assert told[16:18] == [f"gluedn first {shown[0]}", f"gluedn second {shown[1]}"]


def test_a_score_is_the_sum_of_the_weights_of_the_features() -> None:
    document, candidate = Document("went to  on Monday"), Candidate("wide", 7, 9)
    [(_, score)] = score_all(document, [candidate])
    weights = weights_of(WEIGHTS)
    assert score == weights.sum_of(features(document, candidate)) != 0
    assert score == pytest.approx(sum(map(weights.of, features(document, candidate))))


def counted(places: list[tuple[str, float]], words: int = 100) -> DocumentCounts:
    scored = [(Candidate(kind, 0, 0), odds) for kind, odds in places]
    return DocumentCounts(scored, words=words)


def confidence(kind: str, odds: float, *others: tuple[str, float], words: int = 100) -> float:
    """Return the confidence of a place in a document with others."""
    return confidence_of(kind, counted([(kind, odds), *others], words).of(kind, odds))


@given(st.sampled_from(KINDS), st.floats(-8, 8), st.floats(0, 4))
@few
def test_confidence_grows_with_the_odds_of_the_place(kind: str, odds: float, more: float) -> None:
    shown = DocumentFeatures(1.0, odds, 0.0, 0.0, 0.0, 0.0, 0.0)
    lower, higher = (
        confidence_of(kind, shown._replace(odds=value)) for value in (odds, odds + more)
    )
    assert 0 <= lower <= higher <= 0.98


@given(st.sampled_from(KINDS), st.floats(0, 3), st.floats(0.1, 3))
@few
def test_confidence_falls_with_places_of_the_kind_that_show_nothing(
    kind: str, odds: float, more: float
) -> None:
    shown = DocumentFeatures(1.0, odds, 0.0, 0.0, 0.0, 0.0, 0.0)
    assert confidence_of(kind, shown._replace(unlikely=more)) <= confidence_of(kind, shown)
    assert confidence_of(kind, shown._replace(density=more)) >= confidence_of(kind, shown)


@pytest.mark.parametrize("kind", KINDS)
def test_only_places_that_show_nothing_are_a_habit(kind: str) -> None:
    doubtful, nothing = (counted([(kind, odds)] * 3).of(kind, 0.0) for odds in (-0.5, -1.5))
    assert doubtful.unlikely == 0 < nothing.unlikely
    assert confidence_of(kind, doubtful) > confidence_of(kind, nothing)


@pytest.mark.parametrize("kind", ["wide", "at", "apart"])
def test_sure_places_beside_it_make_a_place_surer(kind: str) -> None:
    others: list[tuple[str, float]] = [("at", 6.0), ("wide", 6.0), ("glued", 6.0)] * 3
    assert confidence(kind, 0.5, *others) > confidence(kind, 0.5)


@pytest.mark.parametrize("kind", KINDS)
def test_the_more_sure_places_of_its_kind_there_are_the_surer_is_one_more(kind: str) -> None:
    found = [confidence(kind, -1.0, *[(kind, 6.0)] * many) for many in (1, 2, 4, 8, 16)]
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("kind", "odds", "expected"),
    [
        ("wide", -3.0, (0.56, 0.94, 0.98, 0.86, 0.94, 0.15, 0.77)),
        ("before", -1.0, (0.62, 0.40, 0.83, 0.22, 0.40, 0.43, 0.08)),
        ("apart", -1.0, (0.41, 0.41, 0.41, 0.53, 0.85, 0.13, 0.71)),
        ("at", -1.0, (0.22, 0.71, 0.93, 0.65, 0.87, 0.15, 0.37)),
        ("glued", -3.0, (0.39, 0.92, 0.98, 0.83, 0.93, 0.05, 0.68)),
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
    shown = counted([("at", 3.0)]).of("at", 3.0)
    assert shown == DocumentFeatures(1.0, 3.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def test_document_features_count_other_places() -> None:
    counts = counted([("at", 30.0), ("at", 30.0), ("wide", 30.0), ("wide", -2.0)])
    shown = counts.of("at", 30.0)
    assert shown.others == pytest.approx(1.0986, abs=1e-2)
    assert shown.same == pytest.approx(0.6931, abs=1e-3)
    assert shown.unlikely == 0
    assert shown.density == pytest.approx(1.6094, abs=1e-2)
    assert shown.any_other == pytest.approx(1)
    wide = counts.of("wide", 30.0)
    assert wide.unlikely == pytest.approx(0.6931, abs=1e-3)
    assert wide.same == pytest.approx(0.0, abs=1e-2)
    assert counts.of("wide", -2.0).unlikely == 0


def test_a_place_with_even_odds_counts_half() -> None:
    assert counted([("at", 1.0), ("wide", 30.0)]).of("wide", 30.0).any_other == pytest.approx(0.5)


def test_a_space_before_a_mark_after_a_word_is_no_evidence() -> None:
    counts = counted([("apart", 30.0), ("apart", 30.0), ("at", 30.0)])
    assert counts.of("at", 30.0).others == 0
    assert counts.of("apart", 30.0).same == 0
    assert counts.of("apart", 30.0).any_other == pytest.approx(1)


def test_short_texts_count_as_five_hundred_words() -> None:
    places: list[tuple[str, float]] = [("at", 30.0), ("at", 30.0)]
    dense = [counted(places, words).of("at", 30.0).density for words in (1, 500, 501, 5000)]
    assert dense[0] == dense[1] > dense[2] > dense[3]


def test_lost_words_are_found_and_scored() -> None:
    text = f"{PROSE}On Monday, thesaid it had sent four ships. He went to  on Monday."
    lost = lost_words(Document(text, lang="en"))
    assert [(one.kind, text[one.start : one.end + 4]) for one in lost] == [
        ("wide", "  on M"),
        ("glued", "said"),
    ]
    assert all(THRESHOLD <= one.confidence <= 0.98 for one in lost)


@pytest.mark.parametrize("lang", ["de", "fr"])
def test_only_english_is_scored(lang: str) -> None:
    assert lost_words(Document("On Monday, thesaid it had sent ships.", lang=lang)) == ()


def test_clean_prose_and_program_text_lose_nothing() -> None:
    assert lost_words(Document(PROSE, lang="en")) == ()
    assert lost_words(Document(f"{PROSE}\n```\nwent to  on Monday\n```", lang="en")) == ()


def test_glued_tokens_are_returned_at_any_confidence() -> None:
    text = f"{PROSE}The harbourthe end."
    assert [one.kind for one in lost_words(Document(text, lang="en"))] == ["glued"]


def test_one_sure_place_makes_more_marks_candidates() -> None:
    doubtful = "He met her and, who left. "
    alone = Document(f"{PROSE}{doubtful}", lang="en")
    damaged = Document(f"{PROSE}{doubtful}On Monday, thesaid it had sent ships.", lang="en")
    unsure = Document(f"{PROSE}{doubtful}He saw  ships.", lang="en")
    for document in (alone, unsure):
        assert "at" not in {one.kind for one in lost_words(document)}
    assert len(score_all(damaged, candidates.at_more(damaged))) >= 1
    assert {one.kind for one in lost_words(damaged)} == {"glued", "at"}
