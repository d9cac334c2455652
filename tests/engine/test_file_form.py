"""In files the layout stays: what the rules of form, space and invisible characters do there."""

from __future__ import annotations

import pytest

from cleanup import Settings, check, clean

FORM = Settings(select=("ENC", "INV", "SPC"), form="file")


@pytest.mark.parametrize(
    "text",
    [
        "The tide.\r\nThe boat.\rThe quay.\u2028The end.\n",
        "\n\n\nThe tide.\n\n\n\nThe boat.\n\n",
        "    The tide was high, and nobody in the whole of the harbour had seen it come.\n",
        "The tide.  \nThe boat.\n",
        "cafe\u0301 and 30 \u212b\n",
        "the\u00a0tide in the\u2003port\n",
        "\ufeffThe tide.\n",
        "-   boats\n1.  ferries\n",
        "boat\ttide\n",
        "the har\u00ad\nbour\n",
    ],
)
def test_layout_and_form_of_files_stay(text: str) -> None:
    assert clean(text, settings=FORM).text == text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("The tide. \r\nThe boat.\t\n", "The tide.\r\nThe boat.\n"),
        ("The tide.   \nThe boat.\n  \nThe quay.\n", "The tide.\nThe boat.\n\nThe quay.\n"),
        ("The tide  is high. ", "The tide is high."),
        ("\ufeffThe\ufeff tide\u200b.\n", "\ufeffThe tide.\n"),
        ("The caf\u00c3\u00a9 &amp; the har\u00adbour\x1b[0m\n", "The caf\u00e9 & the harbour\n"),
    ],
)
def test_damage_in_files_is_repaired(text: str, after: str) -> None:
    assert clean(text, settings=FORM).text == after


def test_in_markdown_references_are_proposed_but_not_to_signs_of_markup() -> None:
    text = "Holt &amp; Brook, caf&eacute;, 5 &lt; 6 &amp;lt; 7\n"
    after = "Holt & Brook, caf\u00e9, 5 &lt; 6 &amp;lt; 7\n"
    assert clean(text, source="guide.md", settings=FORM).text == text
    unsafe = Settings(form="file", unsafe=True)
    assert clean(text, source="guide.md", settings=unsafe).text == after


@pytest.mark.parametrize("source", ["docs/INDEX.HTML", "feed.xml"])
def test_markup_files_keep_their_character_references(source: str) -> None:
    text = "Holt &amp; Brook, 5 &lt; 6\n"
    assert clean(text, source=source, settings=FORM).text == text
    assert clean(text, source="notes.txt", settings=FORM).text == "Holt & Brook, 5 < 6\n"


@pytest.mark.parametrize(
    "text",
    [
        "```python\nx = 1  # two\nprint(a , b)\n```\n",
        "Indented code follows.\n\n    tide  =  high\n\nIt ended.\n",
        "Write `a  b` or `end.Next` for it.\n",
        "A fence.\n\n~~~\nend.Next  line\n~~~\n",
    ],
)
def test_marked_program_text_is_left_alone(text: str) -> None:
    assert clean(text, settings=Settings(form="file")).text == text


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\u0085", "\r"])
def test_a_line_behind_a_rare_line_end_is_looked_at(end: str) -> None:
    text = f"The tide.{end}The boat.{end}It sank. [Photo: Ann Roe, AP] The crew swam.\n"
    found = check(text, settings=Settings(select=("CRD003",), form="file"))
    assert [finding.code for finding in found] == ["CRD003"]
