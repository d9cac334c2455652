"""What a text is as a whole: its traits, decided once, on the original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.kinds.hard_wrapped import hard_wrapped
from cleanup.text.kinds.list_like import list_like
from cleanup.text.kinds.lower_cased import lower_cased
from cleanup.text.kinds.mail_like import mail_like
from cleanup.text.kinds.marks_lost import marks_lost
from cleanup.text.kinds.ocr_like import ocr_like
from cleanup.text.kinds.program_text import program_text
from cleanup.text.kinds.tokenised import tokenised
from cleanup.text.kinds.unspaced import unspaced

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from cleanup.values import Markup, Trait

_TESTS: dict[Trait, Callable[[str], object]] = {
    "hard-wrapped": hard_wrapped,
    "list-like": list_like,
    "lower-cased": lower_cased,
    "mail-like": mail_like,
    "marks-lost": marks_lost,
    "ocr-like": ocr_like,
    "program-text": program_text,
    "tokenised": tokenised,
    "unspaced": unspaced,
}

TRAITS: Collection[Trait] = _TESTS.keys()
"""All traits but those of markup."""


def traits_of(
    text: str, markup: Markup | None, among: Collection[Trait] = TRAITS
) -> tuple[Trait, ...]:
    """Return the traits of a text, in alphabetical order; ``markup`` is that of its file.

    Of the others only those ``among`` are looked for.
    """
    traits = [trait for trait, shows in _TESTS.items() if trait in among and shows(text)]
    if markup and markup != "plain":
        traits += ["markup", markup]
    return tuple(sorted(traits))
