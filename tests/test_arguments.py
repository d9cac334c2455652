"""What callers give that is none of it: refused with what it is and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import cleanup
from cleanup.arguments import language_of

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "The ferry left.It came back at noon."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "text must be a str, not None: leave out"),
        (b"The ferry", "text must be a str, not bytes: decode it first"),
        (3, "text must be a str, not int"),
        (["The ferry"], "text must be a str, not list"),
    ],
)
def test_what_is_no_text_is_refused(text: object, message: str) -> None:
    calls: list[Callable[[Any], object]] = [
        cleanup.clean,
        cleanup.check,
        lambda text: cleanup.explain(text, 0),
        lambda text: cleanup.undo(text, ()),
    ]
    for call in calls:
        with pytest.raises(TypeError, match=message):
            call(text)


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({"title": 3}, TypeError, "title must be a str, not int"),
        ({"source": b"a.txt"}, TypeError, "source must be a str, not bytes"),
        ({"lang": 3}, TypeError, "lang must be a str, not int"),
        ({"lang": "english"}, ValueError, "ISO 639-1 code such as"),
        ({"lang": "deu"}, ValueError, "not 'deu'"),
        ({"settings": {"unsafe": True}}, TypeError, r"settings must be cleanup.Settings\(...\)"),
        ({"settings": "news"}, TypeError, "not str: 'news'"),
    ],
)
def test_what_is_no_context_is_refused(
    given: dict[str, Any], error: type[Exception], message: str
) -> None:
    for call in (cleanup.clean, cleanup.check):
        with pytest.raises(error, match=message):
            call(TEXT, **given)


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en-GB", "en"),
        ("pt_BR", "pt"),
        ("zh-Hant-TW", "zh"),
        ("english", None),
        ("deu", None),
        ("unknown", None),
        ("-", None),
        ("", None),
        (None, None),
    ],
)
def test_a_language_tag_begins_with_its_code(tag: str | None, code: str | None) -> None:
    assert language_of(tag) == code


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({"ignore": "JOI"}, ValueError, r"ignore must be a sequence of codes: \['JOI'\]"),
        ({"select": [3]}, TypeError, r"select must be a sequence of codes, not \[3\]"),
        ({"remove": None}, TypeError, "remove must be a sequence of codes, not None"),
        ({"unsafe": "yes"}, TypeError, "unsafe must be True or False, not 'yes'"),
        ({"applies": 1}, TypeError, "applies must be True or False, not 1"),
        ({"threshold": "0.5"}, TypeError, "threshold must be a number between 0 and 1"),
        ({"threshold": True}, TypeError, "threshold must be a number"),
        ({"threshold": 2}, ValueError, "threshold must lie between 0 and 1, not 2"),
        ({"mark_holes": 3}, TypeError, "mark_holes must be a str or None, not 3"),
    ],
)
def test_what_is_no_setting_is_refused(
    given: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        cleanup.Settings(**given)


def test_the_same_codes_in_any_container_are_the_same_settings() -> None:
    listed = cleanup.Settings(select=["JOI", "CRD"])  # type: ignore[arg-type]
    assert listed == cleanup.Settings(select=("JOI", "CRD"))
    assert cleanup.Settings(select={"JOI", "CRD"}).select == ("CRD", "JOI")  # type: ignore[arg-type]
    assert cleanup.clean(TEXT, settings=listed).text == "The ferry left. It came back at noon."


def test_the_ledger_of_a_table_is_not_taken_for_edits() -> None:
    result = cleanup.clean(TEXT)
    stored: Any = [edit._asdict() for edit in result.edits]
    with pytest.raises(TypeError, match=r"not dict: cleanup.Edit\(\*\*edit\)"):
        cleanup.undo(result.text, stored)
    assert cleanup.undo(result.text, [cleanup.Edit(**edit) for edit in stored]) == TEXT
