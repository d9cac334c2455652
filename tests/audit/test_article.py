"""The page of one article: its text with marks, its notes, its data."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from hypothesis import given

from cleanup.audit.collect import collect
from cleanup.audit.render import Limits, _environment, render
from cleanup.ledger import apply
from cleanup.settings import Settings
from tests.audit.test_audit import (
    TAGS,
    Parsed,
    assert_inert,
    drawn,
    finding,
    insertion,
    layout_of,
    marked_texts,
    removal,
    row,
)

if TYPE_CHECKING:
    from cleanup.audit.article import Layout
    from cleanup.values import Edit, Finding


def test_a_note_says_what_was_done_and_why() -> None:
    text = "The vote was close.Two members left early."
    page = render(collect([row(text)], Settings()))
    parsed = assert_inert(page)
    said = " ".join(parsed.text.split())
    assert "1 repaired JOI001 glued-sentence Two sentences meet without a space" in said
    assert "JOI001 glued-sentence, applied (safe, confidence 0.99): nothing stands in its" in said
    assert "JOI006 glued-after-mark, gave way" in said
    assert re.search(r"score of glue \+\d", said)
    assert not parsed.tags - TAGS


def test_only_so_many_findings_are_explained() -> None:
    rows = [row("It was late.Nobody spoke. " * 80)]
    seen = collect(rows, Settings(select=("JOI001",)))
    page = render(seen)
    assert page.count('class="note ') == 80
    assert page.count("<details><summary>Why") == Limits().reasons == 60


def test_a_proposal_stands_in_its_note() -> None:
    text = "It was late.Nobody spoke."
    said = " ".join(Parsed(drawn(text, [], [finding("JOI001", 12, 12, " ")])).text.split())
    assert "Not carried out: It was late. Nobody spoke." in said


def test_data_taken_out_of_the_text_stands_on_a_card() -> None:
    text = (
        "2019-04 \u00a9 Lena Ostrow / Reuters\n\nThe bridge over the Wenn stays closed until June."
    )
    page = render(collect([row(text)], Settings()))
    said = " ".join(assert_inert(page).text.split())
    assert "Kept as data credit Lena Ostrow date 2019-04 agency Reuters" in said


def test_two_articles_stand_on_one_page_with_ids_of_their_own() -> None:
    text = "Advertisement\nAll was quiet.So they left."
    layout = layout_of(text, [removal(text, 0, 14), insertion(28)], [])
    parsed = Parsed("".join(macro_of(layout, prefix) for prefix in ("", "d1-", "d2-")))
    ids = parsed.values("id")
    assert len(ids) == len(set(ids)) == 3 * 5
    assert {value[1:] for value in parsed.values("href")} < set(ids)
    assert {"view", "d1-view", "d2-view"} < set(parsed.values("name"))
    assert "details" not in parsed.tags


class Views(HTMLParser):
    """The paragraphs of an article as its views show them, and the numbers in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.original = self.cleaned = ""
        self.numbers: list[int] = []
        self._inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._inside or (tag == "p" and given.get("class") == "text"):
            self._inside.append("glyph" if given.get("class") in ("line", "name") else tag)
        if tag == "a" and self._inside:
            self.numbers.append(int((given["href"] or "").rpartition("-")[2]))
        if tag == "wbr" and self._inside:
            self._inside.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._inside:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if self._inside and not {"a", "glyph"}.intersection(self._inside):
            self.original += "" if "ins" in self._inside else data
            self.cleaned += "" if "del" in self._inside else data


@given(marked_texts())
def test_each_view_holds_its_text_and_each_number_stands_once(
    marked: tuple[str, list[Edit], list[Finding]],
) -> None:
    text, edits, findings = marked
    views = Views(macro_of(layout_of(text, edits, findings), ""))
    for seen, expected in ((views.original, text), (views.cleaned, apply(text, edits))):
        assert "".join(seen.split()) == "".join(expected.replace("\u00ad", "").split())
    assert sorted(views.numbers) == list(range(1, len(edits) + len(findings) + 1))


def macro_of(layout: Layout, prefix: str) -> str:
    template = _environment().get_template("annotated.html.jinja")
    module = template.make_module({"limits": Limits()})
    return str(module.annotated(layout, prefix))  # type: ignore[attr-defined]
