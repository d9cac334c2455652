"""Where two words or sentences meet without a space, and how likely a space is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.prefilter.hints import holds
from cleanup.scoring.glue.calibration import THRESHOLDS, compared, grade
from cleanup.scoring.glue.candidates import (
    HINT,
    KINDS,
    NAME,
    candidates,
    class_of,
    positions_by_kind,
)
from cleanup.scoring.glue.document_features import (
    certain_glue,
    count_of_token,
    form_elsewhere,
    inner_capitals,
)
from cleanup.scoring.glue.features import features
from cleanup.scoring.glue.guards import guard_of
from cleanup.scoring.glue.score import REJECTED, find_glue, score, score_from, scored_candidates
from cleanup.scoring.values import Candidate
from cleanup.text.document import Document
from tests.properties import few

PROSE = (
    "The ferry to the outer islands ran late again on Monday, and the harbour office said that "
    "the old engine would have to be replaced before the spring. "
)
SEAM = "It left.The pilot"


def seams(text: str) -> list[tuple[str, int]]:
    found = candidates(Document(text), (*KINDS, NAME))
    return sorted(((kind, start) for kind, start, _ in found), key=lambda seam: seam[1])


def scores(text: str, *kinds: str, least: float = 0.0) -> list[int]:
    """Return the places that score at least so much."""
    document = Document(text, lang="en")
    return [
        candidate.start
        for candidate in candidates(document, kinds or KINDS)
        if score_from(document, candidate, least) > REJECTED
        and not document.protects(candidate.start)
    ]


def outscores(one: str, other: str, kind: str) -> bool:
    """Return whether the seams of one text are likelier glue than those of another."""
    for tenths in range(-100, 100, 2):
        here, there = (len(scores(text, kind, least=tenths / 10)) for text in (one, other))
        if here != there:
            return here > there
    return False


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("aA", [("aA", 1)]),
        ("\u00e9\u00c9", [("aA", 1)]),
        ("AAa", [("AA", 1), ("Aa", 2)]),
        ("0A", [("0A", 1)]),
        ("a0", [("a0", 1)]),
        ("of$5", [("a$", 2)]),
        ("5$5", [("0$", 1)]),
        ("costs.$5", [(".$", 6)]),
        ("ab.5", [(".0", 3)]),
        ("ab:5", [(":0", 3)]),
        ("x)5", [(")0", 2)]),
        ("left.The", [(".A", 5)]),
        ("left!The", [("!A", 5)]),
        ("left:The", [(":A", 5)]),
        ("left,The", [(",A", 5)]),
        ("10%The", [("%A", 3)]),
        ("left,the", [(",a", 5)]),
        ("(so)The", [(")A", 4)]),
        ("[so]The", [("]A", 4)]),
        ("left?The", [("?A", 5)]),
        ("a\u201dThe", [("\u201dA", 2)]),
        ('a"The', [('a"', 1), ('"A', 2)]),
        ('said."We', [('."', 5), ('"A', 6)]),
        ('said""We', [('""', 5), ('"A', 6)]),
        ("said.(The", [(".(", 5)]),
        ("said\u201cWe", [("a\u201c", 4)]),
        ("said.\u201cWe", [(".\u201c", 5)]),
        ("\u201d\u201cWe", []),
        ("a\u201d\u201cWe", [("\u201d\u201c", 2)]),
        ("McAdam", [(NAME, 2)]),
        ("cAdam", [(NAME, 1)]),
        ("xcAdam", [("aA", 2)]),
        ("said .The", []),
        (".The", []),
        ("U.S.A.", []),
        ("U.S.A", [(".A", 4)]),
        ("the end. The", []),
        ("a A", []),
        ("\u0142\u0141", []),
        ("a.the", []),
    ],
)
def test_seams_are_found_by_what_meets(text: str, found: list[tuple[str, int]]) -> None:
    assert seams(text) == found
    assert holds(HINT, f"{text} ") or all(kind == NAME for kind, _ in found)


@pytest.mark.parametrize(
    "text", ["U.S.A. and U.S", 'a McAdam said."We xcA', "a .The(so)The 5$5 costs.$5 AAa", "x,a:The"]
)
def test_seams_do_not_depend_on_how_far_they_are_from_the_beginning(text: str) -> None:
    for apart in range(1, 9):
        moved = [(kind, place - apart) for kind, place in seams(" " * apart + text)]
        assert moved == seams(text)


PARTS = ["left", "The", "A", " ", ".", '"', "\u201c", "\u201d", "7", "$5", ",", "(", ")", "Mc", "?"]


@given(st.lists(st.sampled_from(PARTS), max_size=10).map("".join))
@few
def test_a_seam_lies_between_what_its_kind_says(text: str) -> None:
    for kind, found in positions_by_kind(Document(text)).items():
        assert list(found) == sorted(set(found))
        for place in found:
            shown = class_of(text[place - 1]) + class_of(text[place])
            assert shown == ("aA" if kind == NAME else kind)


@pytest.mark.parametrize(
    ("sign", "shown"),
    [("q", "a"), ("\u00e9", "a"), ("Q", "A"), ("7", "0"), (".", "."), ("\u201d",) * 2],
)
def test_letters_and_digits_are_of_a_class(sign: str, shown: str) -> None:
    assert class_of(sign) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("no seam", "0"),
        (SEAM, "1"),
        ("a.The", "0"),
        ("US.The", "0"),
        ("It left.TV", "0"),
        ("on www.The", "0"),
        (f"{SEAM} {SEAM}", "many"),
        (f"{SEAM} {SEAM} {SEAM}", "most"),
        (f"{SEAM} {SEAM} ".ljust(2000), "many"),
        (f"{SEAM} {SEAM} ".ljust(2001), "some"),
        (f"{SEAM} {SEAM} ".ljust(6666), "some"),
        (f"{SEAM} {SEAM} ".ljust(6667), "few"),
    ],
)
def test_evidence_tells_how_many_sure_seams_there_are_and_how_dense(text: str, shown: str) -> None:
    assert certain_glue(Document(text)) == shown


@pytest.mark.parametrize(
    ("many", "shown"),
    [(0, "few"), (1, "some"), (2, "some"), (3, "many"), (7, "many"), (8, "most"), (20, "most")],
)
def test_capitals_tell_how_dense_those_within_words_are(many: int, shown: str) -> None:
    assert inner_capitals(Document("aA " * many)) == shown
    assert inner_capitals(Document(" McA" * many)) == shown


@pytest.mark.parametrize(
    ("word", "text", "where"),
    [
        ("Sail", "a Sail is", "as here"),
        ("Sail", "Sail", "as here"),
        ("Sail", "a\nSail\nis", "as here"),
        ("Sail", "a sail is", "lower"),
        ("Sail", "a sail. Sails", "no"),
        ("sail", "a Sail is", "no"),
    ],
)
def test_words_stand_elsewhere_with_blanks_around(word: str, text: str, where: str) -> None:
    assert form_elsewhere(Document(text), word) == where


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("", 0),
        ("iSail", 1),
        ("iSails xiSail iSail2", 0),
        ("iSail, (iSail)", 2),
        ("iSail " * 9, 3),
        ("iSail's", 0),
        ("éiSail", 0),
    ],
)
def test_a_run_is_counted_up_to_three_times_where_it_stands_alone(text: str, times: int) -> None:
    assert count_of_token(Document(text), "iSail") == times


def test_a_seam_is_glue_from_a_score_on() -> None:
    text = f"{PROSE}{SEAM}, the harbourMaster"
    document, place = Document(text, lang="en"), len(PROSE) + 8
    (safe,) = find_glue(document, [".A"])
    assert (safe.start, safe.end, safe.after) == (place, place, " ")
    assert (safe.confidence, safe.tier) == (None, None)
    assert list(find_glue(document, ["?A"])) == []
    doubtful = Document(f"{PROSE}He wrote:Xylo pilots", lang="en")
    assert scores(doubtful.text, ":A", least=0.5)
    (unsafe,) = find_glue(doubtful, [":A"])
    assert (unsafe.confidence, unsafe.tier) == (0.9, "unsafe")


@pytest.mark.parametrize(
    ("kind", "text", "tiers"),
    [
        ("aA", "He saw peopleFerry tickets.", []),
        ("aA", "He saw leftA ferries.", ["unsafe"]),
        ("aA", f"{SEAM} {SEAM} He saw leftA ferries.", [None]),
        ("AA", "He saw MERROWThe ferries.", ["unsafe"]),
        (",a", "He saw the,when ferries.", []),
        (":A", "He saw Edda:A ferries.", ["unsafe"]),
        (":A", "He saw the:Ferry ferries.", [None]),
        ("a\u201c", "He saw Edda\u201cwhen ferries.\u201d", []),
        ("a\u201c", "He saw a\u201cIn ferry\u201d is.", [None]),
        (".\u201c", "He saw harbour.\u201cAnd ferries.\u201d", []),
        (".(", "He saw to.(A ferry) is.", []),
        (".(", "He saw harbour.(And ferries).", [None]),
        (":0", "He saw harbour:7 ferries.", []),
        (":0", "He saw of:7 ferries.", ["unsafe"]),
        (":0", f"{SEAM} {SEAM} He saw of:7 ferries.", [None]),
        ("a0", f"{SEAM} {SEAM} He saw of7Ferry ferries.", []),
        ("a0", f"{SEAM} {SEAM} He saw Edda7Ferry ferries.", ["unsafe"]),
    ],
)
def test_how_likely_a_seam_must_be_depends_on_its_kind(
    kind: str, text: str, tiers: list[str | None]
) -> None:
    """Words are parted where it is as likely as not, at an opening mark only where it is safe."""
    found = find_glue(Document(PROSE + text, lang="en"), [kind])
    assert [one.tier for one in found] == tiers


def test_a_kind_has_thresholds_of_its_own() -> None:
    assert THRESHOLDS.keys() == set(KINDS)
    assert grade(".A", 3.0) == (None, None)
    assert grade(".A", 2.99) == ("unsafe", 0.9)
    assert grade("a0", 98.0) == ("unsafe", 0.88)
    assert [limit.reached for limit in compared("aA", 2.0, 4.0)] == [True, False, False]
    assert [limit.name for limit in compared("a0", 2.0, REJECTED)] == ["least score"]
    assert not compared(NAME, 2.0, REJECTED)


@given(st.integers(-30, 90), st.integers(0, 30))
@few
def test_the_more_a_score_must_be_the_fewer_seams_have_it(least: int, more: int) -> None:
    text = f"{PROSE}{SEAM}. The harbourMaster saw MERROWThe ferry in 1999The end,the end of$5."
    assert set(scores(text, least=(least + more) / 10)) <= set(scores(text, least=least / 10))


@pytest.mark.parametrize("before", ["", PROSE, f"{SEAM} ", f"{SEAM}. {SEAM} {PROSE}"])
@pytest.mark.parametrize(
    "text",
    [
        "It left.The pilot, the harbourMaster",
        "It left!Xylo. MERROWThe ferry in 1999The end,the end",
        'Of$5 and page3 (so)The said\u201cWe and calm.\u201dWe said""We stay"',
        "costs.$5 and 5$5 of ab.5 or left:5 and left:Xanta 10%The",
    ],
)
def test_a_score_is_the_sum_of_the_weights_of_its_features(before: str, text: str) -> None:
    document = Document(before + text, lang="en")
    for candidate in scored_candidates(document):
        total = score(document, candidate)
        assert candidate.start in scores(document.text, candidate.kind, least=total - 0.001)
        assert candidate.start not in scores(document.text, candidate.kind, least=total + 0.001)


@pytest.mark.parametrize(
    ("likelier", "than", "kind"),
    [
        (f"{PROSE}It left.The pilot", f"{PROSE}It left.Xylo pilot", ".A"),
        (f"{PROSE}It left.The pilot", f"{PROSE}It left.The", ".A"),
        (f"{PROSE}the oldThe ferry", f"{PROSE}the iPhone ferry", "aA"),
        (f"{PROSE}{SEAM} {SEAM} {SEAM}", f"{PROSE}{SEAM} {PROSE * 30}", ".A"),
    ],
)
def test_words_and_the_rest_of_a_document_decide(likelier: str, than: str, kind: str) -> None:
    assert outscores(likelier, than, kind)


def features_at(text: str, kind: str, place: int) -> tuple[str, ...]:
    return tuple(features(Document(text), Candidate(kind, place, place)))


def test_features_tell_words_surroundings_and_document() -> None:
    assert features_at(SEAM + ".", ".A", 8) == (
        ".A",
        ".A left a",
        ".A right opener",
        ".A evidence 1",
        ".A capitals any",
        ".A before blank after a",
        ".A after blank before a",
        ".A said apart",
        ".A elsewhere no no",
    )
    text = "He saw the harbourMaster and theHarbour."
    assert features_at(text, "aA", 18) == (
        "aA",
        "aA left a3",
        "aA right A4",
        "aA lengths 5 5",
        "aA token 2",
        "aA both 2",
        "aA evidence 0",
        "aA capitals some",
        "aA before blank after a",
        "aA after blank before a",
        "aA said 1",
        "aA elsewhere no no",
    )


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("left.The\nend", ".A", ".A after end"),
        ("left.The", ".A", ".A after end"),
        ("left.The.", ".A", ".A after ."),
        ("left.The \u00a7", ".A", ".A after blank before other"),
        ("left.The ", ".A", ".A after blank before end"),
        ("left.The", ".A", ".A before start"),
        ("a\nleft.The", ".A", ".A before start"),
        ("-left.The", ".A", ".A before -"),
        (" left.The", ".A", ".A before blank after end"),
        ("7 left.The", ".A", ".A before blank after 0"),
        ("NASA.The", ".A", ".A left AA4"),
        ("x.The", ".A", ".A left 1"),
        ("of.The", ".A", ".A left af"),
        ("ox.The", ".A", ".A left a2"),
        ("Merrow.Xanta", ".A", ".A left A"),
        ("12.5$5", "0$", "0$ left 04"),
        ("123456$5", "0$", "0$ left 05"),
        ("of$5", "a$", "a$ right 01"),
        ('said."We', '"A', '"A left none'),
    ],
)
def test_a_feature_is_told_by_the_nearest_signs(text: str, kind: str, shown: str) -> None:
    (place,) = (place for found, place in seams(text) if found == kind)
    assert shown in features_at(text, kind, place)


def alike(text: str, kind: str, **known: str) -> bool:
    place = next(place for found, place in seams(text) if found == kind)
    document = Document(text, **known)  # type: ignore[arg-type]
    return bool(guard_of(document, Candidate(kind, place, place)))


@pytest.mark.parametrize(
    ("text", "kind", "lookalike"),
    [
        ("It left.The end", ".A", False),
        ("It left.X end", ".A", True),
        ("It left.A man", ".A", False),
        ("It left.I am", ".A", False),
        ("It left.A1", ".A", True),
        ("It left.B man", ".A", True),
        ("Merrow.Xanta", ".A", True),
        ("Merrow.The", ".A", False),
        (f"Merrow.Xanta {SEAM} {SEAM}", ".A", False),
        ("AB,CD2", ",A", True),
        ("sail,Mast", ",A", False),
        ("sail,mast,boom", ",a", True),
        ("sail,mast, boom", ",a", True),
        ("sail,mast boom, x", ",a", False),
        ("sail,mast", ",a", False),
        (f"sail,mast,boom {SEAM} {SEAM}", ",a", False),
        ("Xab.5", ".0", True),
        ("left.5", ".0", False),
        ("left:5", ":0", False),
        ("Xab:5", ":0", True),
        ("f(x)The", ")A", True),
        ("(so)The", ")A", False),
        ("(so)5", ")0", True),
        (f"(so)5 {SEAM} {SEAM}", ")0", False),
        ("Merrow:Xanta", ":A", True),
        ("left:Xanta", ":A", False),
        ("harbourMaster", "aA", False),
        ('He said "stay."The end', '"A', False),
        ('He said "stay."The end', '."', True),
        ('He spoke."We stay" is', '."', False),
        ('He spoke."We stay" is', '"A', True),
        ('He said "go""We stay" is', '""', False),
        ('"A" and "the"The', '"A', False),
    ],
)
def test_some_seams_are_never_glue(text: str, kind: str, lookalike: bool) -> None:
    assert alike(text, kind) == lookalike
    place = next(place for found, place in seams(text) if found == kind)
    assert not (lookalike and place in scores(text, kind, least=-90))


def test_an_abbreviation_of_the_language_is_never_glue() -> None:
    assert alike("siehe usw.Das", ".A", lang="de")
    assert not alike("siehe usw.The", ".A", lang="fr")


def test_candidates_are_the_seams_that_are_judged_and_not_protected() -> None:
    text = "It left.The pilot left.X at www.a.Then harbourMaster"
    scored = sorted(scored_candidates(Document(text)), key=lambda candidate: candidate.start)
    assert [(kind, start) for kind, start, _ in scored] == [(".A", 8), ("aA", text.index("Master"))]
    assert scores(f"{PROSE}www.left.The end") == []


@pytest.mark.parametrize(
    ("words", "glue"),
    [
        ("the TideTable", False),
        ("a TideTable", False),
        ("an MondayHarbour", False),
        ("of TideTable", True),
        ("they MondayHarbour", True),
        ("the PeopleHarbour", True),
        ("the HarbourMaster", False),
        ("of HarbourMaster", False),
        ("the MondayThe", True),
    ],
)
def test_what_may_be_a_name_of_two_words_must_score_more_after_an_article(
    words: str, glue: bool
) -> None:
    text = f"{PROSE}{SEAM} {SEAM} {SEAM} {PROSE}when {words} left."
    assert bool(scores(text, "aA")) == glue
