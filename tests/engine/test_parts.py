"""Long texts are judged part by part: every place once, and by the laws of all texts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup import Settings, clean, explain
from cleanup.engine import parts
from cleanup.engine.parts import LEAST, LONGEST, MARGIN, REACH, parts_of
from cleanup.text.language import Language
from cleanup.values import MARK
from tests.laws import keeps_laws
from tests.scale import examples
from tests.strategies import damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.engine.parts import Part
    from cleanup.values import Form

ARTICLE = (
    "The old ferry left the quay of the town on Monday, and the men of the harbour saw it go.\n\n"
    "It was said that it would not come back before the end of the year. Nobody was there.\n\n"
)
DAMAGE = "The vote was close.Two members of the council left early.\n\n"


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let texts of more than 120 code points be long."""
    with monkeypatch.context() as patch:
        for name, length in (("LONGEST", 120), ("REACH", 40), ("MARGIN", 30)):
            patch.setattr(parts, name, length)
        patch.setattr(parts, "LEAST", {"table": 60, "file": 60})
        yield


def divided(text: str) -> tuple[Part, ...]:
    return parts_of(text, Language(None, text))


@pytest.mark.usefixtures("short")
@examples(400)
@given(damaged(), st.booleans(), st.sampled_from(["table", "file"]), st.sampled_from([None, MARK]))
def test_texts_in_parts_keep_the_laws(
    text: str, unsafe: bool, form: Form, mark: str | None
) -> None:
    keeps_laws(text, Settings(unsafe=unsafe, form=form, mark_holes=mark, threshold=0.5))


@pytest.mark.usefixtures("short")
@examples(300)
@given(damaged(pieces=30))
def test_every_place_is_judged_in_one_part(text: str) -> None:
    found = divided(text)
    for place in range(len(text) + 1):
        assert sum(part.judges(place - part.start) for part in found) == 1
    for part in found:
        assert part.text == text[part.start : part.start + len(part.text)]
        assert part.begins == (part.start == 0)
        assert part.ends == (part.start + len(part.text) == len(text))


def test_a_text_that_is_not_long_is_one_part() -> None:
    (part,) = divided(ARTICLE)
    assert (part.text, part.begins, part.ends) == (ARTICLE, True, True)


def test_parts_end_at_paragraphs_and_overlap() -> None:
    text = ARTICLE * (2 * LONGEST // len(ARTICLE))
    found = divided(text)
    assert len(found) > 4
    for part, following in pairwise(found):
        assert part.stop == following.first
        assert text[: part.stop].endswith("\n\n")
        assert LEAST["table"] <= part.stop - part.first <= LEAST["table"] + REACH
        assert (
            part.start + len(part.text) - part.stop == MARGIN == following.first - following.start
        )


def test_after_an_edit_the_later_parts_are_the_same() -> None:
    numbered = "".join(f"{number}. {ARTICLE}" for number in range(2 * LONGEST // len(ARTICLE)))
    before = {part.content for part in divided(numbered)}
    after = {part.content for part in divided(numbered.replace("Monday", "a Tuesday", 1))}
    assert len(before - after) <= 2


@pytest.mark.parametrize("piece", ["a ", "ab. ", "ab\n"])
def test_a_text_without_paragraphs_is_divided_too(piece: str) -> None:
    text = piece * (2 * LONGEST // len(piece))
    found = divided(text)
    assert len(found) > 4
    assert all(part.stop - part.first <= LEAST["table"] + REACH + 1 for part in found)


@pytest.mark.parametrize("piece", ["a", " ", "\n", "\u0301", "\u00ad"])
def test_one_run_is_not_divided(piece: str) -> None:
    assert len(divided(piece * 2 * LONGEST)) == 1
    assert len(divided(f"{ARTICLE * 900}{piece * 2 * LONGEST} {ARTICLE * 900}")) > 4


@pytest.mark.parametrize("run", [" ", "\n", "\u200b", "\ufeff"])
def test_a_run_longer_than_a_part_is_judged_as_a_whole(
    run: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"The boat was{run * (LONGEST // len(run))} late."
    cleaned = clean(text)
    assert len(cleaned.text) < 30
    assert not [finding for finding in cleaned.findings if finding.family == "document"]
    monkeypatch.setattr(parts, "LONGEST", 2 * len(text))
    whole = clean(text)
    assert (whole.text, whole.edits) == (cleaned.text, cleaned.edits)
    assert whole.found == cleaned.found


def test_damage_is_mended_in_every_part() -> None:
    text = (ARTICLE * 300 + DAMAGE) * 5 + ARTICLE.strip()
    assert len(divided(text)) > 5
    assert [edit.after for edit in clean(text).edits] == [" "] * 5


@pytest.mark.parametrize(("source", "form"), [("a.md", "file"), (None, "table")])
def test_what_a_part_is_may_be_said_far_before_it(source: str | None, form: Form) -> None:
    other = "It was over by then.She had not been told of it."
    fenced = f"```\n{(ARTICLE + DAMAGE) * (LONGEST // len(ARTICLE))}```\n\n"
    text = ARTICLE + fenced + other
    edits = clean(text, source=source, settings=Settings(form=form)).edits
    assert [edit.start for edit in edits] == [text.index("She had not")]


def test_backticks_in_a_line_of_many_parts_are_counted_from_its_beginning() -> None:
    line = ARTICLE.replace("\n\n", " ")
    text = line * (LONGEST // len(line)) + "`" + line * 400 + DAMAGE.strip() + line * 400 + "`"
    found = divided(text)
    assert {part.within[0] for part in found} == {None, "ticks"}
    assert clean(text).edits == ()


def test_a_place_of_a_long_text_is_explained_where_it_stands() -> None:
    text = ARTICLE * (2 * LONGEST // len(ARTICLE)) + DAMAGE + ARTICLE
    place = text.index("Two members")
    explained = explain(text, place, place)
    [rule] = [one for one in explained.rules if one.fate == "applied"]
    assert (rule.code, rule.start, rule.end) == ("JOI001", place, place)
    assert [edit.start for edit in explained.edits] == [place]
    assert explained.later == ()
