from __future__ import annotations

from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleanup.text.regions import regions_of
from cleanup.text.regions.markdown import markdown_regions
from tests.scale import examples
from tests.text.regions.documents import MARKDOWN, SENTENCES
from tests.text.regions.marked import joined, marked, unmarked

pytest.importorskip("markdown_it", reason="the group `test` installs it")
from benchmarks.quality.markdown_truth import TEXT, markdown_nodes, markdown_tree

CASES = {
    "front matter": "«---\ntitle: Tides\n---»\n\nThe sea.",
    "rule, no front matter": "«---»\nThe sea.",
    "heading": "«## »The sea« ##»\n\nIt rose.",
    "setext heading": "The sea\nrose\n«====»",
    "fence": "See:\n\n«```sh\nls  -l\n\n```»\nThen.",
    "fence in a list": "«- »See:\n\n«  ~~~\n  ls\n  ~~~»\n\n«  »Then.",
    "fence in a quote ends with it": "«> ```\n> ls»\n\nThen.",
    "fence without end": "See:\n\n«```\nls\n\nThen.»",
    "indented code": "See:\n\n«    ls»\n\nThen.",
    "text of an item": "«- »See:\n\n«  »Then.\n\n«      ls»",
    "code spans": "Use «`a`», «``b ` c``» and «`d\ne`».",
    "lone ticks": "Use «`»a and b.",
    "link": 'See «[»the pier«](https://x.org/a_(b) "Pier")».',
    "link of an image": "«[![built](a.svg)](https://x.org)» It works.",
    "reference": "See «[»the pier«][pier]» or «[Pier]».\n\n«[pier]: https://x.org»",
    "no reference": "He said «[»sic«]».",
    "definition in two lines": "«[pier]:\n  https://x.org\n  'The pier'»\n\nThe sea.",
    "footnote": "The sea«[^1]».\n\n«[^1]: »Of 1986.",
    "alert": "«> [!NOTE]»\n«> »Mind the gap.",
    "addresses": "At «<https://x.org>», «https://x.org/a», «a@x.org» or «www.x.org».",
    "table": "The sea:\n\n«| a | b |\n|---|---|\n| c | d |»\n\nIt rose.",
    "table without outer bars": "The sea:\n«a | b\n--|--\nc | d»",
    "html block": "«<div>\nNo *text*\n</div>»\n\nText.",
    "tags": "Some «<b>»fat«</b>» text«<br/>».",
    "comment": "Some «<!-- a > b -->» text.\n\n«<!--\n\nno\n-->»",
    "formulas": "If «$a + b$», «\\(c\\)» costs «$»5 or «$»6.\n\n«$$\nx\n$$»",
    "hard breaks": "The sea«  »\nrose«\\»\nhigh.",
    "emphasis": "The «**»whole«**» sea «_»rose«_».",
    "admonition": "«::: warning»\nMind the gap.\n«:::»",
    "templates": "Hello «{{ name }}» and «{% if x %}».\n\n«{% include 'a' %}»",
    "tasks": "«- [ ] »Mend the net.",
    "definition list": "Quay\n«: »A wall for ships.",
    "attributes": "«## »The sea «{#sea .big}»",
    "module of MDX": "«import Tabs from '@theme/Tabs';»\n\nThe sea.",
    "items": "«1. »One\n«2. »Two\n«   * »Three",
    "lazy quote": "«> »The sea\nrose.",
    "line that a blank would make a heading": "«#»5 of them",
    "carriage returns": "«# »Sea\r\n\r\nIt «`x`» rose.\r\n«```\r\nls\r\n```»\r\n",
}


@pytest.mark.parametrize("name", CASES)
def test_marks_what_is_no_prose(name: str) -> None:
    text = unmarked(CASES[name])
    assert marked(text, markdown_regions(text)) == joined(CASES[name])


def test_kinds() -> None:
    text = "# Sea `x`\n\n- See [y](z) in | a\n"
    regions = regions_of(text, "markdown")
    assert [regions.kind_at(place) for place in (0, 2, 6, 11, 13, 18)] == [
        "markup", "heading", "code", "markup", "prose", "prose",
    ]  # fmt: skip


@examples(2000)
@given(MARKDOWN)
@example("> <https://x.org/?a=b>\n> ----\n> ```py\n> the the\n> \n> # the the\n> ```")
@example("the \\* the rebuilt [![built](a.svg)](https://x.org)")
def test_nothing_but_text_is_prose(text: str) -> None:
    regions = markdown_regions(text)
    for start, end, what in markdown_nodes(text):
        if what not in TEXT:
            covered = sum(
                min(stop, end) - max(begin, start)
                for begin, stop, kind in regions.overlapping(start, end)
                if kind != "heading"
            )
            assert covered == end - start, (what, text[start:end])


@examples(300)
@given(
    st.lists(SENTENCES.filter(lambda words: words[0].isalpha()), min_size=1, max_size=4),
    st.sampled_from(["", "- ", "> ", "3. "]),
)
def test_sentences_are_prose(sentences: list[str], marker: str) -> None:
    text = "\n\n".join(f"{marker}{sentence}\nand so on" for sentence in sentences)
    regions = markdown_regions(text)
    for start, end, what in markdown_nodes(text):
        assert what != "text" or list(regions.overlapping(start, end)) == []


@examples(4000)
@given(MARKDOWN, st.randoms(use_true_random=False))
@example("3. >     code\n   > \n   > the the", Random(0))
def test_blanks_in_prose_change_nothing_but_text(text: str, random: Random) -> None:
    regions = markdown_regions(text)
    before = markdown_tree(text)
    places = [place for place in range(1, len(text)) if "\n" not in text[place - 1 : place + 1]]
    for place in random.sample(places, min(len(places), 12)):
        if text[place] == " " and not regions.touches(place, place + 1):
            changed = text[:place] + text[place + 1 :]
            assert markdown_tree(changed) == before, changed
        if not regions.touches(place, place):
            changed = text[:place] + " " + text[place:]
            assert markdown_tree(changed) == before, changed
