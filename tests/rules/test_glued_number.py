"""Numbers at the beginning of sentences, told from those of notes."""

from __future__ import annotations

import pytest

from cleanup import clean


@pytest.mark.parametrize(
    "text",
    [
        "The tide is early.12 boats of the bay are out.13 That is known to all of the men.",
        "It says so in the second part of the log, in vol.12 and on the rest of the page.",
        "It says so in the second part of the log, on page.12 and on the rest of the board.",
        "It was the end of the tide.2 boats of the bay are out, and the men are on the quay.",
        "The tool needs harbour.12 or more, and the others were in tide.14 which is older.",
        "They say that the server.12 boats talk to is down, and so is host.15 of the bay.",
    ],
)
def test_numbers_of_notes_and_of_volumes_are_parted_by_no_default(text: str) -> None:
    assert clean(text).text == text
