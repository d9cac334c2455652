"""The pages of a corpus, a review and a comparison in a real browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cleanup.audit import Grouping, collect, render
from cleanup.audit.verdicts import Missed, read_verdicts
from cleanup.settings import Settings
from tests.audit.browsing import CHROMIUM, barriers, opened
from tests.audit.corpora import TEXTS, audited, rows_of, run, written
from tests.audit.screenshots import corpus_rows
from tests.audit.test_compare import compared

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@pytest.fixture(scope="module")
def corpus() -> str:
    return render(collect(corpus_rows(), Settings(), grouping=Grouping("site", None, "day")))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of a review and of a comparison."""
    folder = tmp_path_factory.mktemp("pages")
    source = written(folder, rows_of(TEXTS * 4))
    audited(source, "review.html", review=3)
    compared(run(source, "one.parquet"), run(source, "other.parquet", "--ignore", "JOI,BPL"))
    names = {"review": "review.html", "comparison": "difference.html"}
    return {name: (folder / file).read_text() for name, file in names.items()}


def rows_shown(page: Page, selector: str) -> int:
    return sum(one.is_visible() for one in page.locator(selector).all())


def test_a_search_and_filters_leave_what_was_asked_for(
    browser: Browser, corpus: str, tmp_path: Path
) -> None:
    with opened(browser, corpus, tmp_path) as (page, seen):
        rules = page.locator("#rules")
        all_rules = rows_shown(page, "#rule-table tbody tr")
        rules.get_by_role("searchbox").fill("glued-sentence-after")
        assert rows_shown(page, "#rule-table tbody tr") == 1
        rules.get_by_role("searchbox").fill("")
        rules.get_by_role("button", name="lost").click()
        lost = rows_shown(page, "#rule-table tbody tr")
        assert 0 < lost < all_rules
        assert rules.locator("output").inner_text() == f"{lost} of {all_rules} shown"
        samples = page.locator("#samples")
        samples.get_by_role("button", name="white-space").click()
        assert not page.locator("#samples-lost").is_visible()
        assert page.locator("#samples-white-space").is_visible()
        page.locator("#publishers").get_by_role("searchbox").fill("wennbote")
        assert rows_shown(page, "#publisher-table tbody tr") == 1
        assert seen.console == []
        assert len(seen.requests) == 1


def test_the_worst_article_opens_with_its_text_marked(
    browser: Browser, corpus: str, tmp_path: Path
) -> None:
    with opened(browser, corpus, tmp_path) as (page, seen):
        page.locator("header").get_by_role("link").click()
        first = page.locator("details.worst").first
        first.locator("summary").first.click()
        marked = first.locator("mark.lost").first
        assert marked.inner_text() == "thesaid"
        first.get_by_label("Cleaned", exact=True).check()
        assert not first.locator("del.removed").first.is_visible()
        assert seen.console == []


def test_a_rule_leads_to_its_samples(browser: Browser, corpus: str, tmp_path: Path) -> None:
    with opened(browser, corpus, tmp_path) as (page, _):
        page.locator("#rule-table").get_by_role("link", name="JOI001").click()
        assert page.evaluate("location.hash") == "#rule-JOI001"
        assert page.locator("#rule-JOI001 .sample ins.repaired").first.is_visible()


def test_verdicts_are_saved_as_they_are_read_back(
    browser: Browser, made: dict[str, str], tmp_path: Path
) -> None:
    with opened(browser, made["review"], tmp_path, accept_downloads=True) as (page, seen):
        places = page.locator('[data-item][data-rule="JOI001"]')
        assert places.count() == 2  # the same text stands in four rows
        places.nth(0).get_by_label("right", exact=True).check()
        places.nth(1).get_by_label("wrong", exact=True).check()
        window = page.locator('[data-rule="window"]').first
        window.get_by_label("2", exact=True).check()
        bar = page.locator("[data-review]")
        assert bar.locator("output").inner_text().startswith("3 of ")
        with page.expect_download() as saved:
            bar.get_by_role("button").click()
        path = tmp_path / saved.value.suggested_filename
        saved.value.save_as(path)
        assert seen.console == []
        words = int(str(window.get_attribute("data-words")))
    said = read_verdicts([str(path)])
    assert [(one.code, one.right, one.wrong) for one in said.rules] == [("JOI001", 1, 1)]
    assert said.missed == Missed(1, words, 2)
    assert all(json.loads(line)["date"] for line in path.read_text().splitlines())


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
@pytest.mark.parametrize("name", ["corpus", "review", "comparison"])
def test_no_page_has_a_barrier_or_scrolls_sideways(
    browser: Browser,
    corpus: str,
    made: dict[str, str],
    name: str,
    width: int,
    scheme: str,
    tmp_path: Path,
) -> None:
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    html = {**made, "corpus": corpus}[name]
    with opened(browser, html, tmp_path, width, color_scheme=scheme, bypass_csp=True) as (page, _):
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["corpus", "review", "comparison"])
def test_every_page_asks_for_nothing(
    browser: Browser, corpus: str, made: dict[str, str], name: str, tmp_path: Path
) -> None:
    with opened(browser, {**made, "corpus": corpus}[name], tmp_path) as (page, seen):
        page.wait_for_load_state("networkidle")
        assert seen.console == []
        assert len(seen.requests) == 1


def test_without_scripts_all_of_a_corpus_is_read(
    browser: Browser, corpus: str, tmp_path: Path
) -> None:
    with opened(browser, corpus, tmp_path, java_script_enabled=False) as (page, _):
        assert page.locator("#rule-table tbody tr").last.is_visible()
        assert not page.locator("[data-controls]").first.is_visible()
