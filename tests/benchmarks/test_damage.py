"""The damage benchmark: its record is true, and its scores count what they say."""

from __future__ import annotations

import gzip
import json
import lzma
from random import Random
from typing import TYPE_CHECKING

import pytest
import zstandard
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.damage import alarm, cleaners, lone, losses, score, seam_kinds, seams
from benchmarks.damage.__main__ import PAGES, main
from benchmarks.damage.cleaners import Answer, Finding
from benchmarks.damage.make import make, rebuild
from benchmarks.damage.match import match
from benchmarks.damage.read import article, articles
from benchmarks.damage.scrape import SCRAPERS, scrape
from benchmarks.damage.values import Place, Row
from benchmarks.documents import rows
from cleanup import clean
from tests.scale import examples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXTS = st.sampled_from(
    [
        "the ",
        " ministry",
        "said",
        ", and",
        " (",
        ") ",
        ".",
        " ",
        "\n  ",
        "Go.",
        "\u00a0",
        "\u201cNo\u201d",
    ]
)
INLINE = ("a", "em", "span", "strong", "b", "i", "u", "mark", "sup")
BLOCKS = ("div", "blockquote", "ul", "li", "h2", "figcaption")


def _element(names: tuple[str, ...]) -> Callable[[st.SearchStrategy[str]], st.SearchStrategy[str]]:
    def wrap(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.tuples(st.sampled_from(names), st.lists(inner, max_size=5)).map(
            lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
        )

    return wrap


LINES = st.recursive(
    TEXTS | st.just("<br>") | st.just("<!-- an aside -->"), _element(INLINE), max_leaves=6
)
PARAGRAPHS = _element(("p",))(LINES)  # HTML has no paragraph within a paragraph
BODIES = st.recursive(LINES | PARAGRAPHS, _element(BLOCKS), max_leaves=6).map(str)


def _remove(element: Tag, names: list[str]) -> Tag:
    for child in element.find_all(names):
        child.decompose()
    return element


def _paragraphs(element: Tag, *, strip: bool = False) -> list[str]:
    return [
        "".join(text.strip() if strip else text for text in p if type(text) is NavigableString)
        for p in element.find_all("p")
    ]


LINKS = ["a"]
LOST_INLINE = ["a", "em", "strong", "b", "i", "u", "mark", "blockquote"]
AS_SOUP: dict[str, Callable[[Tag], str]] = {
    "bs4_concat": lambda e: e.get_text(),
    "bs4_strip": lambda e: e.get_text(strip=True),
    "bs4_space": lambda e: e.get_text(" ", strip=True),
    "bs4_drop_a": lambda e: _remove(e, LINKS).get_text(strip=True),
    "bs4_drop_a_raw": lambda e: _remove(e, LINKS).get_text(),
    "bs4_drop_a_space": lambda e: _remove(e, LINKS).get_text(" ", strip=True),
    "bs4_drop_inline": lambda e: _remove(e, LOST_INLINE).get_text(strip=True),
    "p_concat": lambda e: "".join(p.get_text() for p in e.find_all("p")),
    "p_space": lambda e: " ".join(text for p in e.find_all("p") if (text := p.get_text())),
    "p_ptext_strip": lambda e: "".join(_paragraphs(e, strip=True)),
    "p_ptext_raw": lambda e: "".join(_paragraphs(e)),
}


@examples(60)
@given(BODIES)
def test_scrapers_return_what_beautiful_soup_does(body: str) -> None:
    page = f"<html><body><article>{body}</article></body></html>"
    read = article("page", page)
    for scraper in SCRAPERS:
        element = BeautifulSoup(page, "lxml").article
        assert element is not None
        assert scrape(read, scraper).text == AS_SOUP[scraper.name](element), scraper.name


@examples(60)
@given(BODIES)
def test_text_and_record_give_the_gold(body: str) -> None:
    for row in make([article("page", f"<article>{body}</article>")]):
        places = [place[:2] for place in row.damage]
        assert places == sorted(places)
        assert all(row.extracted[offset:end].strip() == "" for offset, end in places)
        assert rebuild(row.extracted, row.damage).split() == row.gold.split()


PAGE = """<html lang="en"><title>Levy</title><article><p>The levy, which
<a href="#">the council</a> wants , pays<br>for <em>the <a href="#">wall</a></em>.</p><p>It
ends (<a href="#">soon</a>) here.</p><aside>Share</aside></article>"""


def rows_of(page: str, without: str | None = None) -> dict[str, Row]:
    return {row.extractor: row for row in make([article("page", page, without=without)])}


def places(row: Row) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(place.kind, place.where, place.gap, place.written) for place in row.damage]


def test_the_record_names_what_each_scraper_did() -> None:
    rows = rows_of(PAGE, without="aside")
    raw = rows["bs4_drop_a_raw"]
    assert raw.extracted == "The levy, which\n wants , paysfor the .It\nends () here."
    assert raw.gold == (
        "The levy, which the council wants , pays\nfor the wall.\n\nIt ends (soon) here."
    )
    assert places(raw) == [
        ("dropped_link", "mid", "newline", " the council "),
        ("glued_br", None, None, "\n"),
        ("dropped_link", "mid", "space_before_punct", " wall"),
        ("glued_block", None, None, "\n\n"),
        ("dropped_link", "mid", "glued_punct", "soon"),
    ]
    stripped = rows["bs4_drop_a"]
    assert stripped.extracted == "The levy, whichwants , paysforthe.It\nends () here."
    assert places(stripped)[0] == ("dropped_link", "mid", "glued_word", " the council ")
    spaced = rows["bs4_space"]
    assert ("space_before_punct", None, None, "") in places(spaced)
    assert ("space_after_open", None, None, "") in places(spaced)


def test_a_lost_block_is_distinguished_from_a_part_of_one() -> None:
    page = "<article><h2>Then</h2><p><b>One</b> two</p><blockquote>Three</blockquote><p>Four</p>"
    row = rows_of(page)["p_ptext_strip"]
    assert row.extracted == "twoFour"
    assert [place[:3] for place in row.damage] == [
        (0, 0, "dropped_block"),
        (0, 0, "dropped_inline"),
        (3, 3, "dropped_quote"),
        (3, 3, "glued_block"),
    ]
    assert [place.where for place in row.damage] == ["whole", "start", "whole", None]


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="data-article"):
        article("page", "<p>No article.</p>")
    with pytest.raises(ValueError, match="holds no"):
        list(articles(tmp_path))


def test_the_pages_hold_nothing_that_is_found_as_written() -> None:
    pages = list(articles(PAGES))
    assert len(pages) == 14
    assert {page.lang for page in pages} == {"en", "de", "fr", "es"}
    for page in pages:
        assert 250 <= len(page.gold.split()) <= 600, page.id
        result = clean(page.gold)
        assert {found.family for found in result.found} <= {"space", "byline", "boilerplate"}, (
            page.id
        )
        assert not any(edit.removal for edit in result.edits), page.id


def test_findings_are_matched_one_to_one_and_nearest_first() -> None:
    damage = [
        Place(10, 10, "glued_block"),
        Place(13, 13, "glued_br"),
        Place(40, 41, "dropped_link"),
    ]
    findings = [
        Finding(12, 12, "join"),
        Finding(9, 9, "join"),
        Finding(10, 10, "hole"),
        Finding(60, 60, "hole"),
    ]
    matched = match(findings, damage)
    assert [found for _, found in matched["glued"].places] == [True, True]
    assert matched["glued"].false == 0
    assert matched["dropped"].false == 1, "the one where words are glued counts neither way"
    assert [found for _, found in matched["dropped"].places] == [False]
    assert match([Finding(44, 44, "hole")], damage)["dropped"].places[0][1]
    assert match([Finding(45, 45, "hole")], damage)["dropped"].false == 1


def test_damage_in_text_that_is_not_the_article_s_counts_neither_way() -> None:
    damage = [Place(5, 5, "glued_block", extra=True)]
    assert match([Finding(5, 5, "join")], damage)["glued"] == match([], damage)["glued"]


def test_texts_are_scored_by_their_tokens() -> None:
    row = Row("a", "bs4_strip", "One two.Three four", "One two. Three four", ())
    tallies, missing = score.score([row, row], lambda _: Answer("One two. Three five"))
    figures = score.record(tallies)["all"]
    assert figures["token_f1_before"] == pytest.approx(2 * 2 / 7)
    assert figures["token_f1_after"] == pytest.approx(3 / 4)
    assert figures["gold_tokens_deleted_per_1000"] == 250
    assert figures["tokens_added_per_1000"] == 250
    assert (figures["texts"], missing) == (2, 0)
    assert "glued" not in figures, "a cleaner that returns no findings has none to score"


def test_a_hole_is_put_alone_where_it_was() -> None:
    planted = [
        lone.plant(hole)
        for holes in lone.draw(make(articles(PAGES)), 20, 1).values()
        for hole in holes
    ]
    golds = [page.gold for page in articles(PAGES)]
    in_place = [one for one in planted if one.in_place]
    assert len(in_place) > 90
    for one in in_place:
        left, right = one.text[: one.start], one.text[one.end :]
        assert any(gold.startswith(left) and gold.endswith(right) for gold in golds)
        assert one.text[one.start : one.end].strip() == ""


def test_a_hole_that_cannot_be_placed_gets_a_paragraph_of_its_own() -> None:
    hole = lone.Hole("a", "glued_word", "It rained. On Monday the", "", "said so. It", "Gold text.")
    planted = lone.plant(hole)
    assert not planted.in_place
    assert planted.text == "Gold text.\n\nOn Monday thesaid so."
    assert planted.text[: planted.start].endswith("the")


def test_which_holes_are_drawn_does_not_depend_on_the_order_of_rows() -> None:
    rows = list(make(articles(PAGES)))
    assert lone.draw(rows, 9, 3) == lone.draw(rows[::-1], 9, 3)
    assert lone.draw(rows, 9, 3) != lone.draw(rows, 9, 4)


def test_shares_divide_the_documents() -> None:
    names = [f"page-{number}" for number in range(500)]
    low = {name for name in names if lone.within(name, 0, 0.4)}
    high = {name for name in names if lone.within(name, 0.4, 1)}
    assert low | high == set(names)
    assert not low & high
    assert 150 < len(low) < 250


def test_equal_texts_taken_as_clean_count_once() -> None:
    counts = alarm.count_alarms([("a", "He met the of today."), ("b", "He met the of today.")])
    assert (counts.texts, counts.words) == (1, 5)
    assert counts.alarms_per_100k_words == 20_000
    assert counts.codes("alarms") == {"HOL002": 1}


def test_places_that_lost_a_space_or_words_are_counted_apart() -> None:
    counts = alarm.count_alarms([("a", "It was at the harbourthe men met in the evening.")])
    assert (counts.codes("alarms"), counts.codes("alarms", "either")) == ({}, {"JOI021": 1})
    assert counts.record["findings_per_100k_words"] == 0
    assert counts.record["either_included_per_100k_words"] == 1e5 / counts.words


def shout(text: str) -> tuple[str, list[dict[str, object]]]:
    return text.upper(), [{"start": 0, "end": 1, "family": "hole"}]


def test_anyone_s_cleaner_is_loaded_by_name() -> None:
    answer = cleaners.load(f"{__name__}:shout")("ab")
    assert answer == Answer("AB", (Finding(0, 1, "hole"),))
    assert cleaners.load("textwrap:dedent")(" ab") == Answer("ab")
    for wrong in ("nobody", "no_such_module:clean", "textwrap:nothing"):
        with pytest.raises(ValueError, match=wrong.partition(":")[0]):
            cleaners.load(wrong)


def test_the_commands_work_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    out, cleaned, figures = (tmp_path / name for name in ("out.jsonl", "cleaned.jsonl", "f.json"))
    assert main(["make", str(tmp_path), "-o", str(out), "--without", "aside"]) == 0
    made = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [Row.of(row).record() for row in made] == made
    answers = [
        {"id": row["id"], "extractor": row["extractor"], "text": row["gold"], "findings": []}
        for row in made[1:]
    ]
    cleaned.write_text("".join(json.dumps(row) + "\n" for row in answers), "utf-8")
    assert main(["score", str(out), "--cleaned", str(cleaned), "--json", str(figures)]) == 0
    read = json.loads(figures.read_text("utf-8"))
    figures_of_all = read["by_scraper"]["all"]
    assert (read["missing"], figures_of_all["token_f1_after"]) == (1, 1.0)
    assert figures_of_all["glued"]["recall"]["value"] == 0
    assert main(["score", str(out), "--cleaner", "cleanup"]) == 0
    assert main(["lone", "--rows", str(out), "--most", "2"]) == 0
    assert main(["clean", str(out), "--field", "gold", "--edits"]) == 0
    assert main(["seams", str(out), "--field", "gold", "--most", "2", "--show", "2"]) == 0
    assert main(["losses", str(out), "--field", "gold", "--most", "2", "--show", "2"]) == 0
    assert "SPC005" in capsys.readouterr().out
    assert main(["score", str(out), "--cleaner", "nobody"]) == 2
    assert "no cleaner is called 'nobody'" in capsys.readouterr().err


@pytest.mark.parametrize("compress", [bytes, gzip.compress, lzma.compress, zstandard.compress])
def test_rows_are_read_compressed_or_not(
    tmp_path: Path, compress: Callable[[bytes], bytes]
) -> None:
    suffix = {gzip.compress: ".gz", lzma.compress: ".xz", zstandard.compress: ".zst"}.get(
        compress, ""
    )
    path = tmp_path / f"rows.jsonl{suffix}"
    path.write_bytes(compress('{"text": "a\u2028b"}\n\n{"text": "c"}\n'.encode()))
    assert [row["text"] for row in rows(path)] == ["a\u2028b", "c"]


SEAMS = (
    "The ferry ran late. Nobody knew why\u2026 The harbour office had no answer. (It never has.) "
    "\u201cWe are late,\u201d said the master. \u201cThe pump is old.\u201d He left. It rained."
)


def test_a_seam_of_each_kind_is_glued_once() -> None:
    glued = {seam.kind: seam for seam in seam_kinds.seams(SEAMS, Random(1))}
    assert {"sentence", "ellipsis", "bracket", "after_quote", "attribution", "two"} < set(glued)
    for kind in ("sentence", "ellipsis", "bracket", "after_quote", "attribution", "two"):
        assert glued[kind].mended == SEAMS
        assert len(glued[kind].starts) == (2 if kind == "two" else 1)


def test_some_seams_are_made_from_text_that_is_changed_first() -> None:
    text = (
        "\u201cWe are late.\u201d The ferry left in 1999. The mayor stayed at the U.S. office, and "
        "saw the U.N. The end came at 9 p.m. The rest: nothing. \u00bfWhy? "
        "Because the quay, the bay, the hall, the town, the mast, the rope and the boat are old."
    )
    glued = {seam.kind: seam for seam in seam_kinds.seams(text, Random(1))}
    assert "\u2018We are late.\u2019The ferry" in glued["single_quote"].text
    assert "in 1999The mayor" in glued["year"].text
    assert "U.N.The end" in glued["initials"].text
    assert "p.m.The rest" in glued["abbreviation"].text
    assert "nothing.\u00bfWhy" not in glued["lower_case"].text
    start, end = glued["url"].starts
    assert glued["url"].text[start:end].startswith(("https://t.co/", "pic.twitter.com/"))


def test_seams_that_are_put_back_count_as_right_and_real_damage_as_neither() -> None:
    figures = seams.measure([SEAMS, SEAMS, f"{SEAMS} The vote was close.Two members left."], 9, 1)
    for kind in ("sentence", "ellipsis", "bracket", "after_quote", "attribution"):
        found = figures[kind]
        assert (found.right, found.places) == (2, 2), kind
        assert found.precision["value"] == 1, kind
        assert found.missed == found.wrong == [], kind


def test_a_seam_that_stays_is_listed_with_what_stands_around_it() -> None:
    found = seams.measure(["The ferry left: nobody saw it."], 9, 1)["colon"]
    assert (found.places, found.right, found.missed) == (
        1,
        0,
        ["'The ferry left:<>nobody saw it.'"],
    )


def test_addresses_of_posts_stay_so_that_both_their_spaces_are_counted() -> None:
    figures = seams.measure(
        ["The ferry left. The rest came when it rained, and the bay was full."], 9, 1
    )
    assert (figures["url"].right, figures["url"].places) == (2, 2)


def test_a_kind_without_places_has_no_recall() -> None:
    figures = seams.measure(["The price of 3 p.m. Tides fell."], 9, 1)
    assert figures["single_quote"].recall["value"] is None
    assert figures["bracket"].recall["value"] is None


LOSSES = (
    "The ferry ran late. Edda Marsh told the council, which met on Monday, that it was old. "
    "Nobody knew it. Orlova, the master, wrote to the harbour board. It has no answer.\n"
    "Tarn Ferries owns it."
)


def test_words_of_each_kind_are_lost_once() -> None:
    drawn = list(losses.losses(LOSSES, Random(1)))
    assert [loss.kind for loss in drawn] == list(losses.KINDS)
    for loss in drawn:
        damaged = losses.without(LOSSES, [loss])
        ((kind, place),) = damaged.places
        lost = LOSSES[loss.start : loss.end]
        assert (kind, place) == (loss.kind, loss.start)
        assert damaged.text[:place] + lost + damaged.text[place:] == LOSSES
        gap = kind.partition(", ")[2]
        assert (lost[0] == " ", lost[-1] == " ") == (
            gap != "wide" and not kind.startswith("paragraph"),
            gap == "glued",
        )


def test_of_losses_that_overlap_the_first_is_made() -> None:
    lost = [losses.Loss("b", 3, 6), losses.Loss("a", 0, 4), losses.Loss("c", 7, 9)]
    assert losses.without("0123456789", lost) == losses.Damaged("4569", (("a", 0), ("c", 3)))


def test_losses_that_are_found_count_and_other_holes_are_wrong_unless_they_were_there() -> None:
    figures = losses.measure([LOSSES, LOSSES, f"{LOSSES} It was the of the bill."], 9, 1)
    assert figures["alone"].recall["head_to_mark, wide"]["value"] == 1
    assert figures["alone"].recall["middle, single"]["of"] == 2
    assert figures["company"].precision["value"] == 1
    assert not figures["alone"].wrong
