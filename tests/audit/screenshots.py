"""Make pictures of the audit's pages: ``python -m tests.audit.screenshots FOLDER``.

Of an article and of a corpus, both written for this project: on a wide screen, light and dark, on
a telephone, and as printed. Without Chromium and Playwright it says so and makes none.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple

from cleanup.audit import Grouping, collect, render
from cleanup.read.row import Row
from cleanup.settings import Settings
from tests.audit.browsing import ARTICLE, CHROMIUM, OTHERS, opened, page_of

SITES = ("wennbote.example", "harbour-news.example", "isle.example", "thetides.example")


class Picture(NamedTuple):
    """How a page is looked at: from top to bottom, or the part that ``at`` begins."""

    name: str
    width: int
    height: int
    options: dict[str, Any]
    media: Literal["screen", "print"] = "screen"
    at: str = ""


PICTURES = (
    Picture("wide", 1280, 900, {}),
    Picture("dark", 1280, 900, {"color_scheme": "dark"}),
    Picture("phone", 360, 740, {"device_scale_factor": 2}),
    Picture("print", 720, 1020, {}, media="print"),
    Picture("part", 1120, 760, {}, at="h2"),
    Picture("top", 1120, 1000, {}, at="body"),
    Picture("dark-part", 1120, 760, {"color_scheme": "dark"}, at="h2"),
    Picture("phone-part", 360, 740, {}, at="body"),
    Picture("print-part", 720, 900, {}, media="print", at="body"),
)


def make(folder: Path) -> list[Path]:
    """Make all pictures in a folder, and return their paths."""
    from playwright.sync_api import sync_playwright

    corpus = collect(corpus_rows(), Settings(), grouping=Grouping("site", None, "day"))
    pages = {
        "article": page_of([ARTICLE], "wenn/bridge.txt"),
        "corpus": render(corpus),
    }
    made = []
    with sync_playwright() as driver, TemporaryDirectory() as scratch:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for kind, html in pages.items():
            for one in PICTURES:
                path = folder / f"{kind}-{one.name}.png"
                with opened(browser, html, Path(scratch), one.width, one.height, **one.options) as (
                    page,
                    _,
                ):
                    page.emulate_media(media=one.media)
                    if one.at:
                        page.locator(one.at).first.evaluate("one => one.scrollIntoView()")
                    page.screenshot(path=path, full_page=not one.at)
                made.append(path)
        browser.close()
    return made


def corpus_rows() -> list[Row]:
    """Return the rows of a corpus of four sites and three years, some worse than others."""
    texts = [ARTICLE, *OTHERS]
    return [
        Row(
            "wenn/articles.jsonl",
            number,
            f"{texts[number * number % len(texts)]} No {number}.",
            f"The river Wenn, part {number}",
            "en",
            {
                "site": SITES[number % 7 % len(SITES)],
                "day": f"20{17 + number % 3}-{1 + number * 5 % 12:02}-01",
            },
        )
        for number in range(120)
    ]


def main(arguments: list[str]) -> int:
    """Make the pictures in the folder that is named; 2 if it cannot be done."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python -m tests.audit.screenshots FOLDER", file=sys.stderr)
        return 2
    if CHROMIUM is None:
        print("chromium is not installed", file=sys.stderr)
        return 2
    for path in make(Path(arguments[0])):
        print(path, path.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
