"""The audit's page in a real browser: what is drawn, what its controls do, and no complaint."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cleanup.audit
from cleanup import clean
from cleanup.audit.glyphs import visible
from tests.audit.browsing import ARTICLE, CHROMIUM, OTHERS, Seen, barriers, opened, page_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, FloatRect, Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")

DAMAGED = sorted((Path(__file__).parents[2] / "corpus" / "damaged").glob("*.txt"))
CORPUS = [ARTICLE, *OTHERS]
LONG = "/very/long" * 30 + "/" + "name" * 40 + ".txt"
LONG_WORDS = ARTICLE.replace("Wennbote.de", f"https://wennbote.example{LONG}").replace(
    "lighthouse", "Donaudampfschifffahrtsgesellschaft" * 9
)
TEXT = ".row > .text"


@pytest.fixture
def article(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    with opened(browser, page_of([ARTICLE]), tmp_path) as (page, seen):
        yield page
        assert seen.console == []


def choose(page: Page, view: str) -> None:
    page.get_by_label(view, exact=True).check()


def lines_of(page: Page) -> list[str]:
    """Return the lines of the article as they are seen, without those that are blank."""
    texts = page.locator(TEXT).all_inner_texts()
    return [line for text in texts for line in text.split("\n") if line.strip()]


def named(line: str) -> str:
    """Return a line with its invisible characters as the page names them."""
    return "".join(
        glyph.text + (f" ×{glyph.times}" if glyph.times > 1 else "") for glyph in visible(line)
    )


def visible_count(page: Page, selector: str) -> int:
    return sum(one.is_visible() for one in page.locator(selector).all())


# --- nothing but the page ---


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("texts", [[ARTICLE], CORPUS, []], ids=["article", "corpus", "nothing"])
def test_the_page_is_drawn_without_complaint_and_asks_for_nothing(
    browser: Browser, texts: list[str], scheme: str, tmp_path: Path
) -> None:
    with opened(browser, page_of(texts), tmp_path, color_scheme=scheme) as (page, seen):
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == {"light": "rgb(251, 250, 246)", "dark": "rgb(23, 21, 18)"}[scheme]
        assert page.locator("h1").is_visible()
        page.pdf()
        assert seen.console == []
        assert seen.requests == [(tmp_path / "report.html").as_uri()]


def complaints(seen: Seen) -> str:
    return "\n".join(seen.console)


def test_a_style_that_is_not_the_page_s_own_is_refused(browser: Browser, tmp_path: Path) -> None:
    forged = page_of([ARTICLE]).replace("</style>", "body { color: red; }</style>")
    with opened(browser, forged, tmp_path) as (page, seen):
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == "rgba(0, 0, 0, 0)"
        assert "Content Security Policy" in complaints(seen)


@pytest.mark.parametrize(
    "forgery",
    [
        "<script>console.log('it ran')</script>",
        "<svg onload=\"console.log('it ran')\"></svg>",
        "<img src=x onerror=\"console.log('it ran')\">",
        "<script src=evil.js></script>",
    ],
)
def test_a_script_that_is_not_the_page_s_own_does_not_run(
    browser: Browser, forgery: str, tmp_path: Path
) -> None:
    (tmp_path / "evil.js").write_text("console.log('it ran')")
    forged = page_of([ARTICLE]).replace("<main>", f"{forgery}<main>")
    with opened(browser, forged, tmp_path) as (page, seen):
        page.locator("h1").wait_for()
        assert "Content Security Policy" in complaints(seen)
        assert "it ran" not in seen.console


def test_a_changed_script_does_not_run(browser: Browser, tmp_path: Path) -> None:
    forged = page_of([ARTICLE]).replace("</script>", "console.log('it ran')</script>")
    with opened(browser, forged, tmp_path) as (page, seen):
        assert not page.locator("[data-open]").is_visible()
        assert "it ran" not in seen.console


# --- one text, three views ---


def test_the_switch_shows_exactly_the_original_and_exactly_the_cleaned_text(
    browser: Browser, tmp_path: Path
) -> None:
    texts = [ARTICLE, *(path.read_text("utf-8") for path in DAMAGED[1::6])]
    damaged = {text: cleaned.text for text in texts if (cleaned := clean(text, lang="en")).edits}
    assert len(damaged) > 10
    for text, after in damaged.items():
        with opened(browser, page_of([text]), tmp_path) as (page, _):
            for view, expected in (("Original", text), ("Cleaned", after)):
                choose(page, view)
                lines = [named(line) for line in expected.split("\n") if line.strip()]
                assert lines_of(page) == lines, view
            assert not visible_count(page, ".note, .number, .tick")


def test_the_marks_are_on_the_right_words(article: Page) -> None:
    marked = article.locator(f"{TEXT} :is(del, ins, mark)").evaluate_all(
        "all => all.map(one => [one.localName, one.className, one.innerText.trimEnd()])"
    )
    assert marked == [
        ["del", "removed", "2019-04 © Lena Ostrow / Reuters↵↵"],
        ["ins", "repaired", ""],
        ["del", "repaired", ""],
        ["del", "repaired", "â€™"],
        ["ins", "repaired", "’"],
        ["del", "repaired", "soft hyphen"],
        ["del", "removed", "Share on Facebook↵↵"],
        ["ins", "repaired", ""],
        ["ins", "repaired", ""],
        ["mark", "lost", "thesaid"],
        ["ins", "repaired", ""],
        ["del", "repaired", ""],
        ["mark", "flagged", "Back to top"],
        ["del", "repaired", "↵"],
    ]
    around = article.locator(f"{TEXT} ins.repaired").first.evaluate(
        "one => [one.parentNode.previousSibling.data.slice(-7), one.innerHTML]"
    )
    assert around == ["Monday.", '<span class="space"> </span>']


def test_a_kind_of_mark_can_be_taken_off(article: Page) -> None:
    article.get_by_label(re.compile("^repaired")).uncheck()
    assert not visible_count(article, ".note.repaired, .number.repaired, del.repaired")
    assert visible_count(article, ".note.lost, .note.removed") == 3
    assert "on Monday. Engineers" in article.locator(TEXT).all_inner_texts()[1]
    article.get_by_label(re.compile("^repaired")).check()
    assert visible_count(article, ".note.repaired") > 3


def test_the_switch_works_without_the_script(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page_of([ARTICLE]), tmp_path, java_script_enabled=False) as (page, _):
        assert not page.locator("[data-open]").is_visible()
        assert page.locator("h1").is_visible()
        choose(page, "Cleaned")
        assert not page.locator(f"{TEXT} del").first.is_visible()
        choose(page, "Original")
        assert page.locator(f"{TEXT} del").first.is_visible()
        assert not page.locator(f"{TEXT} ins").first.is_visible()


def test_the_switch_and_the_marks_are_reached_by_keyboard(article: Page) -> None:
    active = "document.activeElement.value"
    article.keyboard.press("Tab")
    assert article.evaluate(active) == "marked"
    article.keyboard.press("ArrowRight")
    assert article.evaluate(active) == "original"
    assert not article.locator(f"{TEXT} ins").first.is_visible()
    outline = "getComputedStyle(document.activeElement.nextElementSibling).outlineStyle"
    assert article.evaluate(outline) == "solid"
    article.keyboard.press("ArrowLeft")
    article.keyboard.press("Tab")
    assert article.evaluate(active) == "repaired"
    article.keyboard.press("Space")
    assert not article.locator(".note.repaired").first.is_visible()
    article.keyboard.press("Space")
    for _ in range(4):
        article.keyboard.press("Tab")
    assert article.evaluate("document.activeElement.dataset.open") == "text"
    article.keyboard.press("Tab")
    assert article.evaluate("document.activeElement.id") == "at-1"


# --- notes ---


@pytest.mark.parametrize("width", [1280, 360])
def test_a_number_leads_to_its_note_and_back(browser: Browser, width: int, tmp_path: Path) -> None:
    with opened(browser, page_of([ARTICLE]), tmp_path, width, 500) as (page, _):
        for number in (1, 8):
            page.locator(f"#at-{number}").click()
            note = page.locator(":target")
            assert note.get_attribute("id") == f"place-{number}"
            playwright.expect(note).to_be_in_viewport()
            note.locator(".back").click()
            assert page.locator(":target").get_attribute("id") == f"at-{number}"
            playwright.expect(page.locator(":target")).to_be_in_viewport(ratio=1)


def box_of(page: Page, selector: str) -> FloatRect:
    box = page.locator(selector).bounding_box()
    assert box, selector
    return box


def test_notes_stand_beside_their_numbers_and_never_on_each_other(article: Page) -> None:
    def boxes() -> list[FloatRect]:
        return [box_of(article, f"#place-{number}") for number in range(1, count + 1)]

    def apart() -> bool:
        return all(above["y"] + above["height"] <= below["y"] for above, below in pairwise(boxes()))

    count = article.locator(".note").count()

    article.wait_for_function("document.querySelector('.aligned .note').style.top")
    for number, note in enumerate(boxes(), 1):
        at = box_of(article, f"#at-{number}")
        assert note["x"] > at["x"]
        assert note["y"] > at["y"] - 12
    assert apart()
    before = box_of(article, "#text")["height"]
    article.get_by_role("button", name="All reasons").click()
    assert visible_count(article, ".note details ul") == count
    article.wait_for_function(
        "before => document.querySelector('#text').offsetHeight > before",
        arg=before,
    )
    assert apart()
    end, last = box_of(article, "#text"), boxes()[-1]
    assert last["y"] + last["height"] <= end["y"] + end["height"]


def test_a_printed_page_is_marked_whatever_is_shown(article: Page) -> None:
    choose(article, "Cleaned")
    article.emulate_media(media="print")
    assert article.locator(f"{TEXT} del").first.is_visible()
    assert visible_count(article, ".note .quote") == article.locator(".note").count()
    assert not article.locator(".controls").is_visible()
    assert article.pdf().startswith(b"%PDF")


# --- search and filters ---


LIST = """
<meta charset="utf-8">
<div data-controls="list" hidden>
  <label>Search <input type="search"></label>
  <fieldset><button data-filter="lost" aria-pressed="false">lost</button>
  <button data-filter="flagged" aria-pressed="false">flagged</button></fieldset>
  <fieldset><button data-filter="JOI001" aria-pressed="false">JOI001</button></fieldset>
  <output></output>
</div>
<div id="list">
  <section data-group><p data-search="Ostrow" data-is="lost HOL001">The bridge</p></section>
  <section data-group><p data-search data-is="flagged JOI001">The café</p>
  <details><summary>more</summary><p data-search data-is="lost JOI001">The lock</p></details>
  </section>
</div>
<script>{script}</script>
"""


def test_rows_can_be_searched_and_filtered(browser: Browser, tmp_path: Path) -> None:
    script = files(cleanup.audit).joinpath("page", "page.js").read_text("utf-8")
    with opened(browser, LIST.replace("{script}", script), tmp_path) as (page, seen):

        def shown() -> list[str]:
            rows = page.locator("[data-search]").all()
            return [one.inner_text() for one in rows if one.get_attribute("hidden") is None]

        page.get_by_role("searchbox").fill("CAFE the")
        assert shown() == ["The café"]
        assert page.locator("output").inner_text() == "1 of 3 shown"
        assert page.locator("section").first.get_attribute("hidden") == ""
        page.get_by_role("searchbox").fill("ostrow")
        assert shown() == ["The bridge"]
        page.get_by_role("searchbox").fill("lock")
        assert page.get_by_text("The lock").is_visible()
        page.get_by_role("searchbox").fill("")
        page.get_by_role("button", name="lost").click()
        assert shown() == ["The bridge", "The lock"]
        page.get_by_role("button", name="JOI001").click()
        assert shown() == ["The lock"]
        page.get_by_role("button", name="flagged").click()
        assert shown() == ["The café", "The lock"]
        assert seen.console == []


# --- small screens, and readers that see no colours ---


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("texts", [[LONG_WORDS], [LONG_WORDS, *OTHERS]], ids=["article", "corpus"])
def test_nothing_makes_the_page_scroll_sideways(
    browser: Browser, texts: list[str], width: int, tmp_path: Path
) -> None:
    with opened(browser, page_of(texts, LONG), tmp_path, width) as (page, _):
        views = ("Original", "Cleaned", "Marked") if len(texts) == 1 else ("",)
        for view in views:
            if view:
                choose(page, view)
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]
)
@pytest.mark.parametrize("texts", [[ARTICLE], CORPUS], ids=["article", "corpus"])
def test_axe_finds_no_barrier(
    browser: Browser, texts: list[str], width: int, scheme: str, tmp_path: Path
) -> None:
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    with opened(browser, page_of(texts), tmp_path, width, color_scheme=scheme, bypass_csp=True) as (
        page,
        _,
    ):
        if len(texts) == 1:
            page.get_by_role("button", name="All reasons").click()
        assert barriers(page) == []
