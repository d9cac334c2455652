"""The laws of the design as plain checks; each raises ``AssertionError`` with what it saw.

``tests/engine/test_laws.py`` holds generated texts to them, ``tests/long/fuzz.py`` many more, and
``tests/long/corpora.py`` real ones. ``account`` shares no code with the package.
"""

from __future__ import annotations

import html
import unicodedata
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from cleanup.engine.clean import clean_all
from cleanup.ledger import apply, undo
from cleanup.prefilter.columns import prefilter_column
from cleanup.prefilter.hints import holds
from cleanup.prefilter.texts import prefilter
from cleanup.rule import check_found
from cleanup.rules import all_rules
from cleanup.text.document import Document
from cleanup.values import Context

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.rule import Rule
    from cleanup.settings import Settings
    from cleanup.values import Cleaned, Edit

NOWHERE = Context()


class Change(NamedTuple):
    """An edit as it can be read from any output: only spans and strings."""

    start: int
    end: int
    before: str
    after: str


def account(original: str, cleaned: str, changes: Sequence[Change]) -> None:
    """Check that the ledger alone explains the cleaned text, and gives back the original."""
    there = back = 0
    for place, (start, end, before, after) in enumerate(changes):
        assert 0 <= start <= end <= len(original), f"span {start}:{end} outside the text"
        assert place == 0 or start > there, f"unsorted, overlapping or touching at {start}"
        assert original[start:end] == before, f"at {start} stands {original[start:end]!r}"
        assert before != after, f"nothing changes at {start}: {before!r}"
        kept = original[there:start]
        assert cleaned[back : back + len(kept)] == kept, f"touched outside the spans before {start}"
        back += len(kept)
        assert cleaned[back : back + len(after)] == after, f"{after!r} is not at {back}"
        there, back = end, back + len(after)
    assert cleaned[back:] == original[there:], "touched after the last span"


def keeps_ledger(result: Cleaned, original: str) -> None:
    """Check laws 1 and 3: the ledger is exact, undo is exact, no grapheme is torn."""
    account(
        original,
        result.text,
        [Change(edit.start, edit.end, edit.before, edit.after) for edit in result.edits],
    )
    assert undo(result.text, result.edits) == original, "undo does not give back the original"
    seams = _seams(original) if result.edits else frozenset()
    for edit in result.edits:
        if not any(code in _grapheme_dividers() for code in edit.codes):
            torn = {edit.start, edit.end} - seams
            assert not torn, f"{edit.codes} divides a grapheme at {sorted(torn)}"
    for finding in result.found:
        assert 0 <= finding.start <= finding.end <= len(original), f"{finding} lies outside"
        assert 0 <= finding.confidence <= 1, f"{finding} has no confidence"


def keeps_offsets(result: Cleaned, original: str) -> None:
    """Check that every untouched code point maps to itself in the cleaned text, and back."""
    touched = {place for edit in result.edits for place in range(edit.start, edit.end)}
    for place in range(len(original)):
        there = result.offsets.to_clean(place)
        if place not in touched:
            assert result.text[there] == original[place], f"offset {place} maps to {there}"
            assert result.offsets.to_original(there) == place, f"offset {there} maps elsewhere"


def rests(result: Cleaned, settings: Settings, context: Context = NOWHERE) -> None:
    """Check law 2: a second pass makes no edit, nor does one without marks after one with them."""
    passes = [settings]
    if settings.mark_holes:
        passes.append(replace(settings, mark_holes=None))
    for another in passes:
        (again,) = clean_all([result.text], [context], another)
        assert again.text == result.text, f"a second pass makes {again.edits}"
        assert not again.edits, f"a second pass records {again.edits}"


def hints_hold(text: str, rules: Sequence[Rule], settings: Settings) -> None:
    """Check law 4: whatever a rule finds, its hint holds. No place claims more than its rule may.

    What was searched beforehand (``Prefiltered.hits``) changes nothing about what a rule finds.
    """
    ((holding, hits),) = prefilter([rule.hint for rule in rules], [text])
    plain = Document(text, form=settings.form)
    searched = Document(text, form=settings.form, hits=hits)
    for number, rule in enumerate(rules):
        finds = list(rule.find(plain))
        held = holds(rule.hint, text)
        assert held == (number in holding), f"two evaluators differ on the hint of {rule.code}"
        assert held or not finds, f"{rule.code} finds {finds[0]}, its hint does not hold"
        assert not held or list(rule.find(searched)) == finds, f"{rule.code} differs by its hits"
        for found in finds:
            assert 0 <= found.start <= found.end <= len(text), f"{rule.code} finds outside the text"
            check_found(rule, found)


def evaluators_differ(texts: Sequence[str]) -> list[set[str]]:
    """Return for each text the rules on whose hints the two evaluators differ."""
    rules = all_rules()
    hints = [rule.hint for rule in rules]
    pairs = zip(prefilter(hints, texts), prefilter_column(hints, texts), strict=True)
    return [{rules[n].code for n in {*one.holding} ^ {*other.holding}} for one, other in pairs]


def letters_survive(original: str, edits: Iterable[Edit]) -> None:
    """Check law 8: a safe edit that removes nothing keeps the letters and digits.

    What was mis-decoded may become any letter outside ASCII; ASCII ones survive even then. An
    edit may be a part of an entity (``amp;`` after ``&``), so it is also read in its context.
    Letters are put in only for a stand-in, in a word that the text has whole.
    """
    edits = tuple(edits)
    for edit in edits:
        left, right = original[max(0, edit.start - 12) : edit.start], original[edit.end :][:12]
        mended = any(code.startswith(("ENC", "MRK")) for code in edit.codes)
        pairs = ((edit.before, edit.after), (left + edit.before + right, left + edit.after + right))
        assert (edit.removal or _restores(original, edit, edits)) or any(
            _letters(before, mended, unseen) == _letters(after, mended, unseen)
            for before, after in pairs
            for unseen in (False, True)
        ), f"{edit.codes} turns {edit.before!r} into {edit.after!r}"


def _restores(original: str, edit: Edit, edits: Sequence[Edit]) -> bool:
    """Return whether an edit completes a word, at a stand-in, that the cleaned text has twice."""
    if not _STAND_IN.fullmatch(edit.before) or not edit.codes[0].startswith("ENC"):
        return False
    left = regex.search(r"\p{L}*$", original[: edit.start])
    right = regex.match(r"\p{L}*", original[edit.end :])
    assert left
    assert right
    word = (left[0] + edit.after + right[0]).lower()
    whole: list[str] = regex.findall(r"\p{L}+(?:['\u2019]\p{L}+)?", apply(original, edits).lower())
    return sum(one.replace("\u2019", "'") == word.replace("\u2019", "'") for one in whole) > 1


def keeps_laws(text: str, settings: Settings, context: Context = NOWHERE) -> Cleaned:
    """Check one text against every law that one text can break; return what came out."""
    (result,) = clean_all([text], [context], settings)
    keeps_ledger(result, text)
    keeps_offsets(result, text)
    rests(result, settings, context)
    if not settings.unsafe:
        letters_survive(text, _without_mark(result.edits, settings.mark_holes))
    assert settings.applies or not result.edits, f"nothing is applied, but {result.edits}"
    hints_hold(text, all_rules(), settings)
    if result.edits:
        hints_hold(result.text, all_rules(), settings)
    return result


def broken(text: str, settings: Settings, context: Context = NOWHERE) -> str | None:
    """Tell which law a text breaks and how, ``None`` if it breaks none."""
    try:
        keeps_laws(text, settings, context)
    except AssertionError as error:
        return str(error)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def _without_mark(edits: Iterable[Edit], mark: str | None) -> Iterator[Edit]:
    """Yield the edits as they would be without the mark, which may be made of letters."""
    for edit in edits:
        marked = mark and any(code.startswith("HOL") for code in edit.codes)
        yield edit._replace(after=edit.after.replace(mark or "", "")) if marked else edit


@cache
def _grapheme_dividers() -> frozenset[str]:
    return frozenset(rule.code for rule in all_rules() if rule.within_graphemes)


def _seams(text: str) -> frozenset[int]:
    return frozenset([0, *(cluster.end() for cluster in regex.finditer(r"\X", text))])


_ESCAPE = regex.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x9b[0-9;]+m|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b(?:[()][0AB]|[=>78])"
)
_STAND_IN = regex.compile(r"[\p{Cc}?]|\ufffd{1,3}")
_UNSEEN = regex.compile(r"[\p{Cc}\p{Cf}]")


def _letters(text: str, only_ascii: bool, unseen: bool) -> str:
    """Return the letters and digits in canonical form: entities read, if asked without controls."""
    for _ in range(30):
        steps = (_ESCAPE.sub("", text), _UNSEEN.sub("", text)) if unseen else ()
        changed = next((step for step in (*steps, html.unescape(text)) if step != text), None)
        if changed is None:
            break
        text = changed
    visible = "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cf"))
    letters = (char for char in unicodedata.normalize("NFC", visible) if char.isalnum())
    return "".join(char for char in letters if char.isascii() or not only_ascii)
