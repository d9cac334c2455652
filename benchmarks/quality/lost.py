"""Damage marks on purpose and score findings: ``python -m benchmarks.quality.lost FOLDER``.

Each text of the ``*.jsonl`` or ``*.jsonl.zst`` files that is written with curly marks is damaged
as converters do: a mark becomes a space or a question mark, or nothing; or each comma becomes a
bar. As the places are known, a finding is right if it covers a lost mark and proposes one of its
kind, or only flags it. ``--as-is`` counts findings in the texts as they are instead.
"""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_left
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.documents import rows
from cleanup.measurement import wilson
from cleanup.prefilter.hints import holds
from cleanup.rules import all_rules
from cleanup.text.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.rule import Rule
    from cleanup.values import Found

APOSTROPHES, QUOTES, DASHES = "\u2018\u2019", "\u201c\u201d", "\u2013\u2014\u2026"
CODES = ("ENC01", "HOL03")
KINDS = {
    "none": {},
    "space": dict.fromkeys(APOSTROPHES + QUOTES + DASHES, " "),
    "question": dict.fromkeys(APOSTROPHES + QUOTES + DASHES, "?"),
    "triple": dict.fromkeys(APOSTROPHES + QUOTES + DASHES, "???"),
    "cut": dict.fromkeys(APOSTROPHES + QUOTES, ""),
    "bar": {",": " |"},
}


class Lost(NamedTuple):
    """A damaged text, the positions of lost marks in it, and the marks."""

    text: str
    places: Sequence[int]
    marks: Sequence[str]


def damaged(text: str, kind: str) -> Lost:
    """Damage the marks of a text."""
    pieces: list[str] = []
    places: list[int] = []
    marks: list[str] = []
    length = 0
    for char in text:
        piece = KINDS[kind].get(char, char)
        if piece != char:
            places.append(length)
            marks.append(char)
        pieces.append(piece)
        length += len(piece)
    return Lost("".join(pieces), places, marks)


class Verdict(NamedTuple):
    """A finding, whether it proposes a text or only flags, and whether it is right."""

    found: Found
    kind: str
    right: bool


def verdicts_of(rule: Rule, lost: Lost, document: Document) -> Iterator[Verdict]:
    """Yield each finding of a rule and whether it is right."""
    findings = list(rule.find(document)) if holds(rule.hint, lost.text) else []
    if rule.langs and document.lang not in rule.langs:
        return
    for found in findings:
        first = bisect_left(lost.places, found.start)
        last = bisect_left(lost.places, max(found.end, found.start + 1))
        after = found.after
        right = any(after is None or _is_of_kind(mark, after) for mark in lost.marks[first:last])
        yield Verdict(found, "flags" if after is None else "edits", right)


def _is_of_kind(mark: str, after: str) -> bool:
    kinds = (f"'{APOSTROPHES}", f'"{QUOTES}', ",")
    return any(mark in kind and any(char in kind for char in after) for kind in kinds)


def interval(right: int, total: int) -> str:
    """Return a share with its Wilson interval of 95 %."""
    low, high = wilson(right, total)
    return f"{right / total:.4f} ({low:.4f} to {high:.4f})"


def main() -> int:
    """Print, by kind of loss, file and rule, the findings, and how many of them are right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="only files whose name holds this")
    parser.add_argument("--field", default="text", help="the field that holds the text")
    parser.add_argument("--kinds", default="space,question,triple,cut,bar", help="with commas")
    parser.add_argument("--as-is", action="store_true", help="count findings in the texts as is")
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="print N wrong findings")
    options = parser.parse_args()
    rules = [rule for rule in all_rules() if rule.code.startswith(CODES)]
    kinds = ["none"] if options.as_is else options.kinds.split(",")
    for path in sorted(options.folder.rglob("*.jsonl*")):
        if options.only in path.name:
            texts = dict.fromkeys(str(row.get(options.field) or "") for row in rows(path))
            for kind in kinds:
                _measure(path.name, kind, list(texts), rules, options.wrong)
    return 0


def _measure(name: str, kind: str, texts: Sequence[str], rules: Sequence[Rule], wrong: int) -> None:
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    texts_with: Counter[tuple[str, str]] = Counter()
    shown: Counter[str] = Counter()
    for text in texts:
        lost = damaged(text, kind)
        if kind not in ("none", "bar") and not lost.places:
            continue
        document = Document(lost.text)
        for rule in rules:
            verdicts = list(verdicts_of(rule, lost, document))
            texts_with.update({(rule.code, verdict.kind) for verdict in verdicts})
            for found, effect, is_right in verdicts:
                total[rule.code, effect] += 1
                right[rule.code, effect] += is_right
                if not is_right and shown[rule.code] < wrong:
                    shown[rule.code] += 1
                    _show(rule.code, lost.text, found)
    for code, effect in sorted(total):
        count = f"{total[code, effect]:7,} {effect} in {texts_with[code, effect]:5,} texts"
        share = interval(right[code, effect], total[code, effect]) if kind != "none" else ""
        print(f"{name:28} {kind:8} {code} {count}  {share}", flush=True)


def _show(code: str, text: str, found: Found) -> None:
    left, right = text[max(0, found.start - 40) : found.start], text[found.end : found.end + 40]
    print(f"  {code} {left!r} {text[found.start : found.end]!r} -> {found.after!r} {right!r}")


if __name__ == "__main__":
    sys.exit(main())
