"""The directives of a text file: where they are, what they say, in which line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.text.directive_comments import without_comments
from cleanup.text.directives import Directive, directives_of
from cleanup.text.document import Document
from tests.scale import examples

if TYPE_CHECKING:
    from cleanup.values import Markup


def read(text: str, markup: Markup = "markdown") -> list[Directive]:
    return directives_of(Document(text, form="file", markup=markup))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_directive_has_its_line_as_editors_count_them(end: str) -> None:
    text = f"One.{end}{end}<!-- cleanup: ignore[A1, b] why -->{end}Two. <!-- CLEANUP: Off -->{end}"
    first, second = read(text)
    assert first[2:] == (3, "own line", "ignore", ("A1", "b"))
    assert second[2:] == (4, "line", "off", None)
    assert text[first.start : first.end] == "<!-- cleanup: ignore[A1, b] why -->"


@pytest.mark.parametrize(
    ("lines", "word", "names", "span"),
    [
        (["cleanup: off"], "off", None, 1),
        (['"cleanup": "ignore"  # so'], "ignore", None, 1),
        (["title: x", "cleanup: [JOI001, 'HOL']"], "ignore", ("JOI001", "HOL"), 1),
        (["cleanup:", "  - JOI001", '- "HOL"', "title: x"], "ignore", ("JOI001", "HOL"), 3),
        (["cleanup: []"], "ignore", (), 1),
        (["cleanup: JOI001, HOL"], "JOI001, HOL", None, 1),
        (["cleanup:"], "", None, 1),
    ],
)
def test_a_key_is_read_with_its_value(
    lines: list[str], word: str, names: tuple[str, ...] | None, span: int
) -> None:
    text = "\n".join(["---", *lines, "---", "", "Text."])
    [one] = read(text)
    assert (one.word, one.names, one.place) == (word, names, "front matter")
    assert text[one.start : one.end].count("\n") == span - 1
    assert not read(text, "asciidoc")


@pytest.mark.parametrize(
    "text",
    [
        "---\n  cleanup: off\n---\n\nText.",
        "---\ncleanup-it: off\n---\n\nText.",
        "---\ntitle: x\n---\n\ncleanup: off\n",
        "<!-- no cleanup: off -->",
        "<!-- cleanup: off",
        "<!-- cleanup -->",
        "~~~\n<!-- cleanup: off -->\n~~~\n",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert not read(text)


@examples(1_000)
@given(
    st.lists(
        st.sampled_from(
            ["<!-- cleanup: off -->", "<!--cleanup:x", "-->", "\n", "```", "word ", "> "]
        ),
        max_size=12,
    ).map("".join),
    st.sampled_from(["markdown", "plain", "html", "rest", "asciidoc"]),
)
def test_directives_are_in_order_disjoint_and_blanked_in_place(text: str, markup: Markup) -> None:
    found = read(text, markup)
    reach = 0
    for one in found:
        assert reach <= one.start < one.end <= len(text)
        assert one.line == text.count("\n", 0, one.start) + 1
        reach = one.end
    blanked = without_comments(text)
    assert len(blanked) == len(text)
    assert "cleanup: off -->" not in blanked
