from __future__ import annotations

import pytest

from cleanup.text.regions import Region, Regions, markup_of, markup_signs, regions_of
from cleanup.text.regions.program import plain_regions
from tests.text.regions.marked import joined, marked, unmarked

CASES = {
    "session": "To see them:\n\n«$ ls -l\ntotal 4»\n\nThen read on.",
    "program text": "The loop:\n\n«for (i = 0; i < 3; i++) {\n  go(i);\n}»\n\nIt ends.",
    "indented": "Use it so:\n\n«    open the gate»\n\nThen read on.",
    "log": "It said:\n\n«2024-05-01 12:00:01 INFO started\n"
    "2024-05-01 12:00:02 WARN slow»\n\nNo more.",
    "trace": "It failed:\n\n«Traceback (most recent call last):\n"
    '  File "a.py", line 3, in go\nValueError: no»\n',
    "configuration": "Settings:\n\n«[main]\nport = 80\nhost=quay»\n\nRestart it.",
    "columns": "The tides:\n\n«Monday     3.5 m    rising\n"
    "Tuesday    3.9 m    rising»\n\nSo it was.",
    "drawing": "The pier:\n\n«+-----+\n| sea |\n+-----+»\n\nSo it is.",
    "list": "«- »The harbour wall was rebuilt.\n«- »The quay was not, they said.",
    "mail": "«From: Maren <m@x.org>\nSubject: The tide»\n\n"
    "«> »The sea rose again,\n«> »as it does.",
    "licence": "P"
    "ermission is hereby given to anyone who comes ashore, without charge; this notice\n"
    "shall stay on the wall (and on every copy of it).",
    "indented licence": "«"
    "      »The harbour master is not to be held liable for any loss of a boat\n"
    "«      »or of its load, even if the loss was foreseen by the harbour master.",
    "article": 'The sea rose by 3.5 metres (a record) & flooded the quay, she said: "It\'s over."',
}


@pytest.mark.parametrize("name", CASES)
def test_marks_what_is_no_prose(name: str) -> None:
    text = unmarked(CASES[name])
    assert marked(text, plain_regions(text)) == joined(CASES[name])


def test_underlined_titles_are_headings() -> None:
    regions = plain_regions("The tides\n=========\n\nThey rose.")
    assert [regions.kind_at(place) for place in (0, 12, 21)] == ["heading", "markup", "prose"]


MARKED_UP = {
    "html": "«<p>»The <b>".replace(
        "<b>", "«<b>»sea«</b>» rose: «<pre>x\n<i>y</i></pre>»«<!-- a -->»«</p>»"
    ),
    "asciidoc": "«= »Tides\n«:toc:»\n\n«[source]»\n«----\nls\n----»\n\n"
    "«* »Use «`x`» and «link:a[b]».",
    "wiki": "«==» Tides «==»\nThe «[[sea|»water«]]» rose«{{cite|{{a}}}}».\n«{|\n"
    "| a\n|}»\nSo it was.",
    "latex": "It rose «$a+b$» by «\\emph{»far«}». «% no»\n«\\begin{align}\nx\n"
    "\\end{align}»\nSo it was.",
}


@pytest.mark.parametrize("markup", MARKED_UP)
def test_marks_what_is_no_prose_in_other_markup(markup: str) -> None:
    text = unmarked(MARKED_UP[markup])
    assert marked(text, regions_of(text, markup)) == joined(MARKED_UP[markup])  # type: ignore[arg-type]


def test_the_name_of_a_file_tells_its_markup() -> None:
    names = {
        "docs/a.MD": "markdown", "a.rst": "rest", "a.txt": "plain", "x/README": "plain",
        "LICENSE.old": "plain", "a.adoc": "asciidoc", "a.html.gz": "html", "a.tex": "latex",
        "a.py": None, "readings": None, "": None,
    }  # fmt: skip
    assert {name: markup_of(name) for name in names} == names
    assert markup_of(None) is None


def test_signs_tell_the_markup_of_a_text_without_a_name() -> None:
    assert markup_signs("# Tides\n\nSee [a](https://x.org).\n\n```\nls\n```\n") == "markdown"
    assert markup_signs("A\n\n.. note:: Mind\n\n.. image:: a.png\n") == "rest"
    assert markup_signs("# 1 in the charts\n\nThe sea rose. See [1] and *this*: a -- b.") is None


def test_a_plain_file_is_read_by_the_markup_that_it_shows() -> None:
    text = "Tides\n\n.. note:: Mind ``a b``.\n\n.. image:: a.png\n"
    assert regions_of(text, "plain").kind_at(text.index("a b")) != "prose"
    assert list(regions_of(text, None)) == []


def test_regions_are_sorted_and_disjoint() -> None:
    spans = [
        Region(4, 6, "code"),
        Region(0, 9, "heading"),
        Region(5, 7, "link"),
        Region(3, 3, "html"),
    ]
    assert list(Regions("x" * 10, spans)) == [
        (0, 4, "heading"), (4, 6, "code"), (6, 7, "link"), (7, 9, "heading"),
    ]  # fmt: skip


def test_what_touches() -> None:
    text = "see it `x` here"
    regions = Regions(text, [Region(0, 3, "heading"), Region(7, 10, "code")])
    assert regions.touches(8, 9)
    assert regions.touches(7, 7), "an insertion beside syntax"
    assert regions.touches(6, 7), "white space beside syntax"
    assert not regions.touches(4, 6)
    assert not regions.touches(1, 2)
    assert regions.touches(1, 2, heading=True)
    assert not regions.touches(11, 15)
    assert list(regions.overlapping(7, 7)) == []
    assert list(regions.overlapping(8, 8)) == [(7, 10, "code")]
