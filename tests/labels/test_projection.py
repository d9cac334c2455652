"""Labels move to the cleaned text and back: where they go, and what is told of them."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, Literal, get_args

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanup
from cleanup import Cleaned, Edit, Offsets, Projected, project
from cleanup.engine.clean import clean_all
from cleanup.labels.projection import Fate
from cleanup.values import Lifted
from tests.laws import NOWHERE
from tests.long.projected import search
from tests.properties import Account, accounts, few
from tests.scale import examples, share
from tests.spans import keeps_spans, random_spans, ways
from tests.strategies import SETTINGS, damaged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from cleanup import Settings

Pair = tuple[int, int]


def edit(start: int, before: str, after: str, *, removal: bool = False) -> Edit:
    return Edit(start, start + len(before), before, after, ("SPC001",), removal)


def as_cleaned(account: Account) -> Cleaned:
    offsets = Offsets(account.edits, len(account.original))
    return Cleaned(account.cleaned, account.edits, (), Lifted(), 0.0, "repaired", offsets, ())


def all_spans(text: str) -> list[Pair]:
    places = range(len(text) + 1)
    return [(start, end) for start in places for end in places[start:]]


INSERTED = edit(3, "", "new")
REMOVED = edit(3, "gone", "", removal=True)
REPLACED = edit(3, "old", "fresh")


@pytest.mark.parametrize(
    ("made", "span", "found"),
    [
        # Text is put in between the code points 2 and 3.
        (INSERTED, (0, 3), (0, 3, "kept")),
        (INSERTED, (3, 5), (6, 8, "kept")),
        (INSERTED, (2, 4), (2, 7, "changed")),
        (INSERTED, (3, 3), (6, 6, "kept")),
        # The code points 3 to 6 are removed.
        (REMOVED, (0, 3), (0, 3, "kept")),
        (REMOVED, (7, 9), (3, 5, "kept")),
        (REMOVED, (3, 7), (3, 3, "lost")),
        (REMOVED, (4, 6), (3, 3, "lost")),
        (REMOVED, (2, 5), (2, 3, "changed")),
        (REMOVED, (5, 9), (3, 5, "changed")),
        (REMOVED, (0, 9), (0, 5, "changed")),
        (REMOVED, (3, 3), (3, 3, "lost")),
        (REMOVED, (5, 5), (3, 3, "lost")),
        (REMOVED, (7, 7), (3, 3, "kept")),
        # The code points 3 to 5 become five others.
        (REPLACED, (0, 3), (0, 3, "kept")),
        (REPLACED, (6, 7), (8, 9, "kept")),
        (REPLACED, (3, 6), (3, 8, "changed")),
        (REPLACED, (4, 5), (3, 8, "changed")),
        (REPLACED, (2, 4), (2, 8, "changed")),
        (REPLACED, (5, 7), (3, 9, "changed")),
        (REPLACED, (4, 4), (3, 3, "changed")),
    ],
)
def test_a_span_goes_where_its_text_is_and_says_what_became_of_it(
    made: Edit, span: Pair, found: tuple[int, int, str]
) -> None:
    assert project([span], [made]) == [found]
    assert project([span], [made])[0].status == found[2]


@pytest.mark.parametrize(
    ("made", "span", "found"),
    [
        (INSERTED, (0, 3), (0, 3, "kept")),
        (INSERTED, (3, 6), (3, 3, "lost")),
        (INSERTED, (4, 7), (3, 4, "changed")),
        (REMOVED, (0, 3), (0, 3, "kept")),
        (REMOVED, (3, 4), (7, 8, "kept")),
        (REMOVED, (2, 4), (2, 8, "changed")),
        (REPLACED, (4, 6), (3, 6, "changed")),
        (REPLACED, (8, 9), (6, 7, "kept")),
    ],
)
def test_the_way_back_is_the_same_from_the_other_side(
    made: Edit, span: Pair, found: tuple[int, int, str]
) -> None:
    assert project([span], [made], to="original") == [found]


@pytest.mark.parametrize(
    ("made", "span", "found"),
    [
        (edit(0, "It\u00e2\u20ac\u2122s", "It\u2019s"), (0, 2), (0, 2, "kept")),
        (edit(0, "It\u00e2\u20ac\u2122s", "It\u2019s"), (5, 6), (3, 4, "kept")),
        (edit(0, "It\u00e2\u20ac\u2122s", "It\u2019s"), (2, 4), (2, 3, "changed")),
        (edit(0, "It\u00e2\u20ac\u2122s", "It\u2019s"), (0, 6), (0, 4, "changed")),
        (edit(0, "aaa", "aa"), (0, 2), (0, 2, "kept")),
        (edit(0, "aa", "aaa"), (0, 2), (0, 2, "kept")),
        (edit(2, "same", "same"), (0, 8), (0, 8, "kept")),
    ],
)
def test_what_an_edit_leaves_at_its_ends_is_kept(
    made: Edit, span: Pair, found: tuple[int, int, str]
) -> None:
    assert project([span], [made]) == [found]


@pytest.mark.parametrize(
    ("made", "status"),
    [
        (edit(0, "ADVERTISEMENT", " ", removal=True), "lost"),
        (edit(0, "&nbsp;", " "), "lost"),
        (edit(0, "CREDIT: Ann Roe", "\u201c", removal=True), "lost"),
        (edit(0, "&#8217;", "\u2019"), "changed"),
        (edit(0, "\u00e2\u20ac\u2122", "\u2019"), "changed"),
        (edit(0, "\n\n\n", "\t"), "changed"),
        (edit(0, "Roe\n", "R\u00f4e", removal=True), "changed"),
    ],
)
def test_words_do_not_become_the_blanks_and_marks_in_their_place(made: Edit, status: str) -> None:
    (found,) = project([(0, len(made.before))], [made])
    assert found.status == status
    assert found.start == 0
    behind = len(made.before), len(made.before) + 1
    assert project([behind], [made]) == [(len(made.after), len(made.after) + 1, "kept")]
    assert project([(len(made.after),) * 2], [made], to="original") == [(*behind[:1] * 2, "kept")]


def test_a_text_that_was_cleaned() -> None:
    text = (
        "Photo by Lena Ostrow / Reuters\n\nThe vote was close.Two left early , Ren\u00c3\u00a9 too."
    )
    result = cleanup.clean(text)
    labels = {
        "Lena Ostrow": ("", "lost"),
        "close.": ("close.", "kept"),
        "Two": ("Two", "kept"),
        "close.Two": ("close. Two", "changed"),
        "early": ("early", "kept"),
        ",": (",", "kept"),
        "Ren\u00c3\u00a9": ("Ren\u00e9", "changed"),
        "Ren": ("Ren", "kept"),
    }
    spans = [(text.index(label), text.index(label) + len(label)) for label in labels]
    found = project(spans, result)
    there = [(result.text[one.start : one.end], one.status) for one in found]
    assert there == list(labels.values())


def test_every_code_point_goes_where_an_edit_says() -> None:
    @examples(2_000)
    @given(accounts, st.sampled_from((True, False)))
    def one(account: Account, there: bool) -> None:
        text, images = _images(account, there)
        found = project(all_spans(text), account.edits, to="cleaned" if there else "original")
        for (start, end), moved in zip(all_spans(text), found, strict=True):
            assert moved[:2] == (
                images[start][0],
                images[end - 1 if end > start else end][end > start],
            )

    one()


def _images(account: Account, there: bool) -> tuple[str, list[Pair]]:
    """Return a text, and for each place of it, the last one too, where it is in the other."""
    edits: list[tuple[int, int, int]] = []
    shift = 0
    for start, end, _, after, *_ in account.edits:
        grown = len(after) - (end - start)
        if there:
            edits.append((start, end, len(after)))
        else:
            edits.append((start + shift, start + shift + len(after), end - start))
        shift += grown
    text = account.original if there else account.cleaned
    images: list[Pair] = []
    other = 0
    for start, end, length in edits:
        kept = start - len(images)
        images += ((other + place, other + place + 1) for place in range(kept))
        other += kept
        images += [(other, other + length)] * (end - start)
        other += length
    rest = len(text) + 1 - len(images)
    return text, [*images, *((other + place, other + place + 1) for place in range(rest))]


@given(accounts)
@few
def test_the_way_back_is_the_way_there_of_a_turned_ledger(account: Account) -> None:
    starts = Offsets(account.edits, len(account.original)).clean_starts
    turned = [
        edit(start, one.after, one.before) for one, start in zip(account.edits, starts, strict=True)
    ]
    spans = all_spans(account.cleaned)
    assert project(spans, account.edits, to="original") == project(spans, turned)


@given(accounts)
@few
def test_spans_agree_with_offsets(account: Account) -> None:
    result = as_cleaned(account)
    for start, end in all_spans(account.original):
        (found,) = project([(start, end)], result)
        assert found.start == result.offsets.to_clean(start)
    for start, end in all_spans(account.cleaned):
        (found,) = project([(start, end)], result, to="original")
        assert found[:2] == result.offsets.span_to_original(start, end)


@given(accounts)
@few
def test_all_spans_of_small_texts_keep_the_laws(account: Account) -> None:
    for way in ways(account.original, account.cleaned, account.edits):
        keeps_spans(as_cleaned(account), way, all_spans(way.text))


def test_spans_of_damaged_texts_keep_the_laws() -> None:
    @examples(2_000)
    @given(damaged(), st.sampled_from(SETTINGS), st.randoms(use_true_random=False))
    def one(text: str, chosen: Settings, random: Random) -> None:
        (result,) = clean_all([text], [NOWHERE], chosen)
        for way in ways(text, result.text, result.edits):
            keeps_spans(result, way, random_spans(random, way, 40))

    one()


def test_many_spans_keep_the_laws() -> None:
    counts, texts = search(share(100_000), seed=1)
    assert counts.total() == share(100_000)
    assert texts
    assert not any(
        counts[to, status, False]
        for to in ("cleaned", "original")
        for status in ("lost", "changed")
    )
    assert all(counts["cleaned", status, True] for status in ("lost", "changed"))


STORED = "The vote was close.Two members left early , they said."


@pytest.fixture(scope="module")
def row() -> dict[str, Any]:
    """Return a row as a run stores it."""
    rows: list[dict[str, Any]] = cleanup.clean_frame(pl.DataFrame({"text": [STORED]})).to_dicts()
    return rows[0]


def test_a_stored_ledger_is_as_good_as_a_result(row: dict[str, Any]) -> None:
    result = cleanup.clean(STORED)
    stored = row["cleanup_edits"]
    assert isinstance(stored[0], dict)
    spans = all_spans(STORED)
    for ledger in (stored, json.loads(json.dumps(stored)), iter(stored), list(result.edits)):
        assert project(spans, ledger) == project(spans, result)
    assert project(spans, stored, text=row["text"]) == project(spans, result)
    spans = all_spans(result.text)
    assert project(spans, stored, to="original") == project(spans, result, to="original")


def test_edits_that_touch_are_apart() -> None:
    touching = [edit(0, "ab", "x"), edit(2, "c", ""), edit(3, "", "yz"), edit(3, "d", "w")]
    spans = [(0, 1), (2, 3), (3, 4), (1, 4), (4, 5)]
    there = [
        (0, 1, "changed"),
        (1, 1, "lost"),
        (3, 4, "changed"),
        (0, 4, "changed"),
        (4, 5, "kept"),
    ]
    assert project(spans, touching) == there
    back = [(0, 2, "changed"), (3, 3, "lost"), (3, 4, "changed"), (4, 5, "kept")]
    assert project([(0, 1), (1, 3), (3, 4), (4, 5)], touching, to="original") == back


def test_what_follows_in_a_span_is_passed_over(row: dict[str, Any]) -> None:
    result = cleanup.clean(STORED)
    there: list[Projected] = project([(19, 22, "CARDINAL")], result)
    assert there == project([[19, 22]], result) == [(20, 23, "kept")]
    assert project(there, result, to="original") == [(19, 22, "kept")]
    assert project([], result) == project([], row["cleanup_edits"]) == []
    assert project([(0, 3), (50, 10**9)], []) == [(0, 3, "kept"), (50, 10**9, "kept")]


@pytest.mark.parametrize(
    ("span", "to", "message"),
    [
        (
            (3, 99),
            "cleaned",
            r"^span 1 \(3, 99\) does not lie within 0 to 54, in code points of the"
            r" original text: .* not in bytes; .* with to='original'$",
        ),
        ((3, 99), "original", r"within 0 to 55, .* of the cleaned text: .* with to='cleaned'$"),
        ((-1, 2), "cleaned", r"span 1 \(-1, 2\) does not lie within"),
        ((-3, -2), "cleaned", r"span 1 \(-3, -2\) does not lie within"),
        ((3, -1), "cleaned", r"span 1 \(3, -1\) does not lie within"),
        ((5, 2), "cleaned", r"^span 1 \(5, 2\) ends before it starts: swap its offsets$"),
    ],
)
def test_a_span_that_is_not_in_the_text_is_refused(
    span: Pair, to: Literal["cleaned", "original"], message: str, row: dict[str, Any]
) -> None:
    for text, ledger in ((None, cleanup.clean(STORED)), (row["text"], row["cleanup_edits"])):
        with pytest.raises(ValueError, match=message):
            project([(0, 1), span], ledger, to=to, text=text)
    if min(span) < 0:
        with pytest.raises(
            ValueError, match=r"span 0 \(-?\d, -?\d\) starts before 0, in code points"
        ):
            project([span], row["cleanup_edits"])


@pytest.mark.parametrize("span", [3, (3,), "ab", (1.0, 2), (None, None), {"start": 1}])
def test_what_is_no_span_is_refused(span: Any) -> None:  # noqa: ANN401
    with pytest.raises(TypeError, match=r"^span 0 must be \(start, end\), offsets, not "):
        project([span], [])


AS_STORED = {"start": 0, "end": 1, "before": "a", "after": "b", "codes": [], "removal": False}


@pytest.mark.parametrize(
    ("result", "error", "message"),
    [
        ("[]", TypeError, r"not str: of a row .* json\.loads"),
        (None, TypeError, "what clean.. returned, or a list of edits, not NoneType"),
        ({"cleanup_edits": []}, TypeError, r"not dict: of a row give row\[\"cleanup_edits\"\]"),
        ([(0, 1, "a", "b", ())], TypeError, "must be a cleanup.Edit or a mapping, not tuple"),
        ([{"start": 1}], ValueError, "an edit has no 'end': give cleanup_edits as stored"),
        ([{**AS_STORED, "start": 1.0}], TypeError, "an edit is not as stored .*'float'"),
        ([{**AS_STORED, "codes": None}], TypeError, "an edit is not as stored .*'NoneType'"),
        ([{**AS_STORED, "after": None}], TypeError, "an edit has no text before or after"),
        ([edit(3, "a", ""), edit(1, "b", "")], ValueError, r"^edit 1 \(1, 2\) overlaps"),
        ([edit(1, "abc", ""), edit(3, "b", "")], ValueError, r"^edit 1 \(3, 4\) overlaps"),
        ([Edit(0, 2, "a", "", ())], ValueError, r"^edit 0 \(0, 2\) .* as long as its `before`"),
    ],
)
def test_what_is_no_ledger_is_refused(result: Any, error: type[Exception], message: str) -> None:  # noqa: ANN401
    with pytest.raises(error, match=message):
        project([(0, 1)], result)


def test_a_ledger_of_another_text_and_another_goal_are_refused(row: dict[str, Any]) -> None:
    goals: tuple[Literal["cleaned", "original"], ...] = ("cleaned", "original")
    for to in goals:
        with pytest.raises(ValueError, match="this text is not the one the ledger was made for"):
            project([(0, 1)], row["cleanup_edits"], text="The boats left", to=to)
    with pytest.raises(ValueError, match=r'^to must be "cleaned" or "original", not \'clean\'$'):
        project([], [], to="clean")  # type: ignore[arg-type]


def test_the_statuses_are_those_that_are_documented() -> None:
    doc = Projected.__doc__ or ""
    assert all(f"``{status}``" in doc for status in get_args(Fate))


def seconds(spans: Sequence[Pair], edits: Sequence[Edit]) -> float:
    begun = time.process_time()
    project(spans, edits)
    return time.process_time() - begun


def test_time_grows_in_proportion_to_spans_and_edits() -> None:
    edits = [edit(20 * number, "abc", " x") for number in range(10_000)]
    spans = [(2 * number, 2 * number + number % 50) for number in range(100_000)]
    assert min(seconds(spans, edits) for _ in range(3)) < 3, "0.3 s on a slow machine"
    long = [(0, 10**9), (3, 4), (10**8, 10**9)] * 1_000
    assert min(seconds(long, edits) for _ in range(3)) < 1, "the length of a span is free"
