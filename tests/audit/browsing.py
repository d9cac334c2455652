"""A page in Debian's Chromium, driven by Playwright: its console, its requests, its text."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from cleanup.audit import collect, render
from cleanup.read.row import Row
from cleanup.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium")

ARTICLE = """\
2019-04 \u00a9 Lena Ostrow / Reuters

The bridge over the Wenn stays closed until June, the council said on Monday.Engineers had found \
cracks in two of its piers , and it\u00e2\u20ac\u2122s not clear how deep they are. The \
harbour\u00ad master, who has known the bridge for forty years, called it the oldest of its kind \
on the river.

Share on Facebook

"Nobody can say," the mayor told Wennbote.de."We are waiting for the divers."A ferry runs in the \
meantime, thesaid. It leaves every half an hour from the old customs house, and takes bicycles \
but no cars.

Two of the three shipyards at the river have asked for a second ferry.The council will decide \
about it in May, and has set aside a sum that (in 2018) paid for the lock , the pier and the \
lighthouse together.

Back to top
"""
"""A damaged article with places of all kinds, written for this project."""

OTHERS = (
    "It was late.Nobody spoke in the old harbour of Wenn.",
    "All was quiet on the river, and nobody had seen the ferry since noon.",
    "Sign up for our newsletter\n\nThe lock was opened in 1931 , and closed in 1974.Since then the"
    " barges take the canal.",
    "<script>console.log(7)</script> The pilot, thesaid, had never been on board.",
)


def rows_of(texts: Sequence[str], source: str = "wenn/articles.jsonl") -> list[Row]:
    """Return texts as the rows of a file."""
    return [Row(source, place, text, None, "en", {}) for place, text in enumerate(texts)]


def page_of(texts: Sequence[str], source: str = "wenn/articles.jsonl") -> str:
    """Return the page about texts: one of an article, several of a corpus."""
    return render(collect(rows_of(texts, source), Settings()))


class Seen:
    """What a browser has to say of a page: the messages of its console, and what it asked for."""

    def __init__(self, page: Page) -> None:
        self.console: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.console.append(message.text))
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))


@contextmanager
def opened(
    browser: Browser,
    html: str,
    folder: Path,
    width: int = 1280,
    height: int = 900,
    **options: Any,  # noqa: ANN401
) -> Iterator[tuple[Page, Seen]]:
    """Open a page from a file in a context of its own; ``options`` are those of the context."""
    path = folder / "report.html"
    path.write_text(html, encoding="utf-8")
    viewport = {"width": width, "height": height}
    context = browser.new_context(viewport=viewport, **options)  # type: ignore[arg-type]
    try:
        page = context.new_page()
        seen = Seen(page)
        page.goto(path.as_uri())
        yield page, seen
    finally:
        context.close()


def barriers(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe-core finds wrong with a page, whose policy must let scripts in."""
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    page.evaluate(axe)
    found = page.evaluate("axe.run()")
    assert len(found["passes"]) > 15
    return [
        (one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found["violations"]
    ]
