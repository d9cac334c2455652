from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from cleanup.text.regions.rest import rest_regions
from tests.scale import examples
from tests.text.regions.documents import REST
from tests.text.regions.marked import joined, marked, unmarked

if TYPE_CHECKING:
    from cleanup.text.regions import Regions

CASES = {
    "titles": "«=====»\nTides\n«=====»\n\nThe sea\n«-------»\n\nIt rose.",
    "transition": "The sea.\n\n«----»\n\nIt rose.",
    "inline": "Use «``a  b``», «:attr:`x.POST`» and «`y`» «*»now«*».",
    "links": "See «`»the pier« <https://x.org>`_», «`the quay`_», «quay_» or «[1]_».",
    "substitution": "Of «|name|» it says «\\*».",
    "admonition": "«.. note:: »Mind the\n«   »gap.\n\n«   »And the sea.",
    "admonition without argument": "«.. warning::»\n\n«   »Mind the gap.",
    "admonition with options": "«.. admonition:: »A gap\n«   :class: big»\n\n«   »Mind it.",
    "code": "«.. code-block:: sh\n\n   ls  -l\n\n   cd»\n\nThen.",
    "unknown directive": "«.. tide-chart:: x\n\n   a b»\n\nThen.",
    "description": "«.. py:function:: open(a, b)»\n\n«   »Opens.\n\n"
    "«   :param a: »the gate\n«   :type a: str»",
    "version": "«.. versionadded:: 1.2»\n\n«   »The gate.\n\n«.. deprecated:: 2.0 »Use the door.",
    "literal block": "Thus«::»\n\n«    ls»\n\nThen.",
    "quoted literal block": "Thus«::»\n\n«> ls\n> cd»\n\nThen.",
    "bare marker": "«::»\n\n«    ls»\n\nThen.",
    "literal block of an item": "«- »Thus«::»\n\n«    ls»\n\n«  »Then.",
    "doctest": "«>>> 1 + 1\n2»\n\nThen.",
    "grid table": "«+---+\n| a |\n+---+»\n\nThen.",
    "simple table": "«==  ==\na   b\n==  ==\nc   d\n\ne   f\n==  ==»\n\nThen.",
    "fields": "«:Author: Maren»\n«:Date: May»\n\nThen.",
    "targets": "«.. _pier: https://x.org»\n«__ https://y.org»\n\nThen.",
    "comment": "«.. not\n   this»\n\nThen.",
    "empty comment": "«..»\n\n«   »Then.",
    "notes": "«.. [1] »Of 1986,\n«   »or so.",
    "lists": "«1. »One\n\n«   * »Two\n«     »lines\n«#. »Three\n«(a) »Four",
    "definition": "quay «:» noun\n«    »A wall.",
    "options": "«-x, --long=A  »The gate.",
    "verse": "«| »The sea\n«|   »it rose",
    "addresses": "At «https://x.org/a», «a@x.org».",
}


@pytest.mark.parametrize("name", CASES)
def test_marks_what_is_no_prose(name: str) -> None:
    text = unmarked(CASES[name])
    assert marked(text, rest_regions(text)) == joined(CASES[name])


def test_the_text_of_a_title_is_a_heading() -> None:
    regions = rest_regions("Tides\n=====\n\nThey rose.")
    assert [regions.kind_at(place) for place in (0, 6, 13)] == ["heading", "markup", "prose"]


@examples(1000)
@given(REST)
def test_nothing_but_text_is_prose(text: str) -> None:
    pytest.importorskip("docutils", reason="the group `test` installs it")
    from benchmarks.quality.rest_truth import rest_leaves

    regions = rest_regions(text)
    for what, content in rest_leaves(text):
        if what in ("literal block", "literal", "comment", "doctest"):
            assert not _is_prose(text, content, regions), (what, content)


def _is_prose(text: str, content: str, regions: Regions) -> bool:
    """Return whether a content stands in a text, and is prose wherever it does."""
    places = []
    place = text.find(content) if content else -1
    while place >= 0:
        places.append(place)
        place = text.find(content, place + 1)
    return bool(places) and not any(
        regions.touches(place, place + len(content)) for place in places
    )
