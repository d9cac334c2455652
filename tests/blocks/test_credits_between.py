"""Credits between the sentences of a line: where they begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.blocks.credits_between import LABELS, credits_between
from tests.properties import few


@pytest.mark.parametrize(
    ("text", "credit", "names"),
    [
        ("It was shut.Credit: Ann RoeThe crew swam.", "Credit: Ann Roe", ["Ann Roe"]),
        ("It was shut.Credit: Tidemark For more of it, ask.", "Credit: Tidemark", ["Tidemark"]),
        ("It was shut. (Credit: Ann Roe) The crew", " (Credit: Ann Roe)", ["Ann Roe"]),
        ("It was shut. [[Rendering: Ann Roe]] The", " [[Rendering: Ann Roe]]", ["Ann Roe"]),
        ("It was shut.Photo: Ann T. Roe/EPAHours later", "Photo: Ann T. Roe/EPA", ["Ann T. Roe"]),
        ("It was shut.Credit: Ann Roe/Getty ImagesActors", "Credit: Ann Roe/Getty Images", None),
        ("It was shut.Credit: Tidemark3. Use it.", "Credit: Tidemark", ["Tidemark"]),
        ("It was shut.Ann Roe/Getty ImagesThe", "Ann Roe/Getty Images", ["Ann Roe"]),
        ("It was shut. Ann T. Roe via AP It was", " Ann T. Roe via AP", ["Ann T. Roe"]),
        ("It was shut. Ann Roe/AFP/Getty Images 5.", " Ann Roe/AFP/Getty Images", ["Ann Roe"]),
        ("It was shut. | Photo: Ann Roe.", " | Photo: Ann Roe.", ["Ann Roe"]),
        ("\u201cIt was shut.\u201dCredit: Ann Roe", "Credit: Ann Roe", ["Ann Roe"]),
        ("It was shut.Ann Roe/QLM via GettyThe", "Ann Roe/QLM via Getty", ["Ann Roe", "QLM"]),
        ("It was shut.Ann Roe//Getty ImagesThe", "Ann Roe//Getty Images", ["Ann Roe"]),
        ("It was shut.A. Roe/Tide PostThe crew", "A. Roe/Tide Post", ["A. Roe"]),
        ("It was shut.Getty Images | Ann RoeThe", "Getty Images | Ann Roe", ["Ann Roe"]),
        ("Ann Roe/Getty ImagesThe crew swam.", "Ann Roe/Getty Images", ["Ann Roe"]),
        ("It is adorableAnn Roe/Getty ImagesThe", "Ann Roe/Getty Images", ["Ann Roe"]),
        ("It was shut.Ann McRoe/Getty ImagesHow", "Ann McRoe/Getty Images", ["Ann McRoe"]),
        ("It was shut.Ann Roe/NPRhide captionIt", "Ann Roe/NPRhide caption", ["Ann Roe"]),
        ("It was shut.Ann Roe/AP/File PhotoIt", "Ann Roe/AP/File Photo", None),
        ("It was shut. (Ann Roe/Tide/POOL)The", " (Ann Roe/Tide/POOL)", ["Ann Roe", "Tide"]),
        ("It was shut. (@annroe/Instagram)The", " (@annroe/Instagram)", None),
        ("It was shut. (AP)The crew swam.", " (AP)", []),
        ("It was shut. / Credit: Ann Roe/APThe", " / Credit: Ann Roe/AP", ["Ann Roe"]),
        ("The old quayScreenshot: Tide / QuayIf it", "Screenshot: Tide / Quay", ["Tide", "Quay"]),
        ("Credit: TidemarkWindows 10 was there", "Credit: Tidemark", ["Tidemark"]),
        ("It was shut.Image: TidemarkThe crew", "Image: Tidemark", ["Tidemark"]),
        ("It was shut.Photo by Ann RoeThe crew", "Photo by Ann Roe", ["Ann Roe"]),
        ("It was shut.PHOTO BY ANN ROE Marsh\u2019s", "PHOTO BY ANN ROE", ["ANN ROE"]),
        ("It was shut.Image: Ann Roe-USA TODAY SportsThe", None, ["Ann Roe"]),
        ("It was shut.annroe / PixabayIf it was", "annroe / Pixabay", None),
        ("It was shut.Getty ImagesThe crew", "Getty Images", []),
    ],
)
def test_a_credit_ends_where_something_says_so(
    text: str, credit: str | None, names: list[str] | None
) -> None:
    [found] = credits_between(text)
    assert found.is_sure
    assert credit is None or text[found.start : found.end] == credit
    assert names is None or list(found.credit.names) == names


def test_the_same_credit_elsewhere_says_where_it_ends() -> None:
    text = (
        "It was shut. Credit: Tide Post Mayor Roe said. It was open. Credit: Tide Post Gulls cry."
    )
    assert [(text[one.start : one.end], one.is_sure) for one in credits_between(text)] == [
        (" Credit: Tide Post", True),
        (" Credit: Tide Post", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It was shut. Credit: Ann Roe Marsh swam home.",
        "It was shut. Credit: Ann Roe/TideQuay Marsh swims.",
        "It was shut. Photo: Ann Roe. She swam.",
        "It was shut.Ann Roe/Tide PostMarsh Quay swam.",
        "It was shut. (Ann Roe/CBC) She swam.",
        "Photo courtesy of Tide MaxBo Tan swam.",
        "It was shut.Holm Park/Holm LaneThe road is long.",
    ],
)
def test_where_nothing_says_so_it_is_not_sure(text: str) -> None:
    assert [one.is_sure for one in credits_between(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "The photo credit: Ann Roe.",
        "It was shut. Image: Tide and Ferry are its names.",
        "It was shut. PHOTO: The quay on Monday.",
        "It was shut. Credit: he had none.",
        "It was shut. Photo: Yes. Text: No.",
        "It was a Photo: Ann Roe made it.",
        "It was for Lt. Gov. Ann Roe/AP The ferry",
        "It was shut. Ann Roe/AP polls say so.",
        "It was shut. Ann Roe, Reuters The ferry",
        "It was shut. Ann Roe/Tide Post The ferry",
        "It was shut. Here Is Why Ann Roe/AP The ferry",
        "It was shut. (Ann Roe/Bo Tan) The ferry",
        "It was shut. (AP) The ferry",
        "It was shut. Photo by Ann Roe The ferry",
        "It was shut. AC/DC The ferry",
        "It was shut. Ann Roe/Getty Images had them.",
        "It was shut.Ann Roe/AP Photo Editor Bo Tan swam.",
        "It was shut. Getty/AP Stylebook rules apply.",
        "It was shut.FlickrPro is the plan.",
        "It was shut.(Ann Roe/GER, Bo Tan/USA) They swam.",
        "Quay Shut | Reuters The ferry",
        "The iPhoto: Ann Roe/Tide The ferry",
    ],
)
def test_other_labels_begin_no_credit(text: str) -> None:
    assert list(credits_between(text)) == []


def test_a_token_of_any_length_is_no_name_and_costs_no_time() -> None:
    line = f"It was shut. Credit: {'AbCd' * 20_000} It was open. "
    assert list(credits_between(line + line)) == []


pieces = st.lists(
    st.sampled_from(
        [
            *LABELS,
            *(": ", ":", ". ", ".", " | ", "(", ")", "[", "]", "/", ", ", "\u201d", " ", "via "),
            *("Ann ", "Roe", "AFP", "The ", "the ", "McRoe", "TideMark", "T. ", "3"),
        ]
    ),
    max_size=40,
).map("".join)


@given(pieces)
@few
def test_credits_are_in_order_and_do_not_overlap(text: str) -> None:
    last = 0
    for one in credits_between(text):
        assert last <= one.start < one.end <= len(text)
        assert one.credit.names or one.credit.agencies
        last = one.end
