"""Credits of pictures: units that are one, and those at the end of captions."""

from __future__ import annotations

import pytest

from cleanup.grammar.furniture.credits import credit_at_end, credit_of


@pytest.mark.parametrize(
    ("unit", "names", "agencies"),
    [
        ("Foto: Ann Roe/dpa", ("Ann Roe",), ("dpa",)),
        ("Image Credits: Merrow Quay", ("Merrow Quay",), ()),
        ("(Bild: erzeugt von einem Automaten f\u00fcr den Hafen)", None, None),
        ("Mary Poe/Getty Images", ("Mary Poe",), ("Getty Images",)),
        ("\u00a9 Ann Roe | AFP", ("Ann Roe",), ("AFP",)),
        ("[\uc0ac\uc9c4 = Ann Roe]", ("Ann Roe",), ()),
    ],
)
def test_a_unit_is_a_credit(
    unit: str, names: tuple[str, ...] | None, agencies: tuple[str, ...] | None
) -> None:
    credit = credit_of(unit)
    assert credit is not None
    assert names is None or (credit.names, credit.agencies) == (names, agencies)


@pytest.mark.parametrize(
    "unit",
    [
        "Reuters/Ipsos",
        "Honors Chemistry/AP",
        "Ann Roe",
        "Photo: how the storm hit",
        "\u00a9 2019 The Harbour Herald",
        "Ann Roe told AFP",
        "and/or",
    ],
)
def test_what_only_looks_like_a_credit_is_none(unit: str) -> None:
    assert credit_of(unit) is None


@pytest.mark.parametrize(
    ("unit", "caption"),
    [
        ("The harbour at dawn. (Ann Roe/AP)", "The harbour at dawn."),
        ("Der Hafen am Morgen. \u00a9 Ann Roe/dpa", "Der Hafen am Morgen."),
        ("Der Hafen am MORGENFoto: Ann Roe", "Der Hafen am MORGEN"),
        ("The harbour at dawn. Ann Roe/Getty Images", "The harbour at dawn."),
        ("The harbour at dawn | Ann Roe/AFP", "The harbour at dawn"),
        ("The mayor, John D. Doe. | Ann Roe/AFP", "The mayor, John D. Doe."),
        ("The harbour at dawn AP Photo/Ann Roe, File", "The harbour at dawn"),
        ("El puerto al alba.EFE", "El puerto al alba."),
        ("The harbour at dawn. Photograph: Ann Roe/The Quay", "The harbour at dawn."),
    ],
)
def test_a_caption_ends_in_a_credit(unit: str, caption: str) -> None:
    credit = credit_at_end(unit)
    assert credit is not None
    assert unit[: credit.start].strip(" |") == caption


@pytest.mark.parametrize(
    "unit",
    [
        "The ferry was late. (Reporting by Ann Roe)",
        "The mayor spoke to Ann Roe (right)",
        "Support is at half, says a Reuters/Ipsos poll",
        "The note said: nobody reads it.",
        "It happened in 2019 (see page 4)",
        "He took a photo: of the harbour",
    ],
)
def test_a_sentence_is_no_caption(unit: str) -> None:
    credit = credit_at_end(unit)
    assert credit is None or credit.lone
