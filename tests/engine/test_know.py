"""What is known of a text before a place in it is judged: markup, traits, preset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleanup import Settings, check, clean
from cleanup.engine.know import PAGES, know
from cleanup.rule import PROSE
from cleanup.rules import rule_for
from cleanup.values import Context

if TYPE_CHECKING:
    from cleanup.blocks.pages import Page

GLUED = "The vote was close.Two members left early, and the mayor said nothing about it."
ARTICLE = "\n\n".join([PROSE, GLUED, PROSE])
LICENCE = "Permission is hereby granted, free of charge, to any person who obtains a copy of this."
FILE = Settings(form="file")


@pytest.mark.parametrize(
    ("source", "text", "preset"),
    [
        ("ferry.txt", ARTICLE, "news"),
        (None, ARTICLE, "news"),
        ("-", ARTICLE, "news"),
        ("ferry.md", ARTICLE, "prose"),
        ("docs/ferry.rst", ARTICLE, "prose"),
        ("README", ARTICLE, "prose"),
        ("README.txt", ARTICLE, "prose"),
        ("a/CHANGES.txt", ARTICLE, "prose"),
        ("terms.txt", f"{LICENCE}\n\n{PROSE}", "prose"),
        ("notes.txt", "- one boat\n- two boats\n- three boats\n- four\n- five\n", "prose"),
        ("boats.txt", "speed = 4\nlength = 30\nname = 'Merrow'\nlamps = [1, 2]\n" * 4, "prose"),
    ],
)
def test_the_preset_of_a_file_is_chosen_by_its_name_and_text(
    source: str | None, text: str, preset: str
) -> None:
    assert know(text, Context(source=source), FILE).preset == preset


def test_rows_of_tables_are_news_whoever_published_them() -> None:
    assert know(ARTICLE, Context(source="README.md"), Settings()).preset == "news"


@pytest.mark.parametrize(
    ("file", "text", "preset"),
    [
        ("ferry.txt", ARTICLE, "news"),
        ("ferry.md", f"# Ferry late\n\n- one\n- two\n- three\n- four\n\n{ARTICLE}", "news"),
        ("news.txt", ARTICLE, "news"),
        ("docs/ferry.rst", ARTICLE, "prose"),
        ("a/README.md", ARTICLE, "prose"),
        ("terms.txt", f"{LICENCE}\n\n{PROSE}", "prose"),
        ("boats.txt", "speed = 4\nlength = 30\nname = 'Merrow'\nlamps = [1, 2]\n" * 4, "prose"),
    ],
)
def test_a_text_file_that_is_a_row_is_news_unless_it_is_a_project_s(
    file: str, text: str, preset: str
) -> None:
    assert know(text, Context(file=file), Settings()).preset == preset
    assert know(text, Context(file=file), Settings(preset="web")).preset == "web"


def test_the_settings_choose_the_preset_for_all_texts() -> None:
    chosen = Settings(form="file", preset="minimal")
    assert know(ARTICLE, Context(source="ferry.txt"), chosen).preset == "minimal"


def test_code_in_a_markup_file_is_not_judged() -> None:
    text = f"{PROSE}\n\n```\nio.Pipe(x).Send it.Now\n```\n\n{GLUED}\n"
    found = check(text, source="ferry.md", settings=FILE)
    assert [text[one.start - 6 : one.start] for one in found] == ["close."]


def test_a_text_of_another_kind_after_its_repair_is_judged_as_that() -> None:
    text = "&#39; "
    cleaned = clean(text, settings=FILE)
    again = clean(cleaned.text, settings=FILE)
    assert (again.text, again.edits) == (cleaned.text, ())


def test_the_kind_is_that_of_the_original() -> None:
    kind = clean("The boat was late , and it 's old . They did n't pay .", lang="en").kind
    assert (kind.lang, kind.traits) == ("en", ("tokenised",))


def test_a_text_that_lost_all_its_marks_or_spaces_is_flagged_as_a_whole() -> None:
    bare = PROSE.replace("said that", "said it wasn t so, and they ve known that")
    marks = clean("\n\n".join([bare] * 12))
    assert [(one.code, one.start, one.end) for one in marks.findings][:1] == [("DOC003", 0, 0)]
    assert "marks-lost" in marks.kind.traits
    spaces = clean(PROSE.replace(" ", "") * 4)
    assert "DOC004" in {one.code for one in spaces.findings}
    assert not {one.code for one in check(PROSE * 20)} & {"DOC003", "DOC004"}


@pytest.mark.parametrize(
    ("settings", "source"),
    [
        (Settings(ignore=("DOC",)), None),
        (Settings(select=("ENC",)), None),
        (Settings(threshold=0.95), None),
        (FILE, "a.txt"),
    ],
)
def test_a_verdict_is_given_where_its_rule_is_selected(
    settings: Settings, source: str | None
) -> None:
    found = check(PROSE.replace(" ", "") * 4, source=source, settings=settings)
    assert "DOC004" not in {one.code for one in found}


GUARD = "Checking your browser before accessing merrow.example."


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        (Settings(), {"DOC006"}),
        (Settings(preset="audit"), {"DOC006"}),
        (Settings(select=("DOC006",)), {"DOC006"}),
        (Settings(select=("DOC007",)), set()),
        (Settings(ignore=("DOC",)), set()),
        (Settings(threshold=0.95), set()),
        (Settings(preset="minimal"), set()),
        (FILE, set()),
        (Settings(form="file", select=("DOC",)), {"DOC006"}),
        (Settings(form="file", preset="news", select=("SPC",), extend_select=("DOC",)), {"DOC006"}),
    ],
)
def test_a_page_without_an_article_is_flagged_as_a_whole(
    settings: Settings, codes: set[str]
) -> None:
    cleaned = clean(GUARD, settings=settings)
    assert {one.code for one in cleaned.findings} == codes
    assert all((one.start, one.end, one.after) == (0, 0, None) for one in cleaned.findings)
    assert cleaned.text == GUARD


@pytest.mark.parametrize("page", PAGES)
def test_each_kind_of_page_has_a_rule_that_says_so(page: Page) -> None:
    code, message = PAGES[page]
    assert rule_for(code).message[1:] == message[1:]
    assert rule_for(code).family == "document"


def test_a_line_is_removed_with_its_indentation() -> None:
    text = f"  Photo: Lena Ostrow / Reuters\n\n{ARTICLE}\n"
    assert "Ostrow" not in clean(text, source="a.txt", settings=FILE).text
