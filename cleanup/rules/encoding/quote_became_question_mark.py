"""Quotation marks and dashes that were replaced by question marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, Pattern, rule

if TYPE_CHECKING:
    from collections.abc import Sequence


_HINT = AnyOf(" ?", "\n?", "(?", ",?")
_QUESTION_MARKS = Pattern(r"\?++")
_NO_QUOTE = Pattern(r"[0-9]0s\b|(?:em|tis|twas|til|cause|n)\b|\w+=", timed=False)
_SPACED_DASH = Pattern(r"\?(?<=\p{L}{2} \?)(?= \p{Ll}{2})", timed=False)
_SENTENCE_END = Pattern(r"[.!?]\s")
_LONGEST = 1_000
_DASH_MESSAGE = "a dash or another mark was replaced by a question mark"

_Role = Literal["opens", "closes", "may close", "comma", "dash"]


class _Mark(NamedTuple):
    """The question marks in place of one lost mark, and the role that mark may have had."""

    start: int
    end: int
    role: _Role


@rule(
    "ENC012",
    tier="unsafe",
    confidence=0.93,
    measured=[
        Measurement(107, 110, "scraped articles", "read", "2026-11-23"),
        Measurement(60_913, 62_632, "isot, allsides and fnc1", "marks", "2026-11-28"),
    ],
    hint=_HINT,
    langs=["en"],
    bad={
        "She said, ?It is the end of the road.? He was told, and that was it.": (
            'She said, "It is the end of the road." He was told, and that was it.'
        ),
        "The ?harbour office? of the town is for sale, and ?Who knew?? they asked.": (
            'The "harbour office" of the town is for sale, and "Who knew?" they asked.'
        ),
        "He called it ?the worst of the lot? and left. It was ?all for the sea,? he said.": (
            'He called it "the worst of the lot" and left. It was "all for the sea," he said.'
        ),
    },
    flags={
        "The town ? which is on the sea ? was told of it, and that was it.": " ? ",
        "The office ?was for sale and that is all of it. He said so. And she did.": "?",
        "That is for the mayor to say,? she said, and that was the end of it.": "?",
    },
    good=[
        "Is it for sale? Was it the end? That is what they asked.",
        "He was on the road... was he not...? Was it the U.S.? That is all.",
        "Le port est-il ferm\u00e9 ? Les bateaux sont dans la mer ? Que dire de plus ?",
        "See https://harbour.example/ ?q=boat and the rest of it",
        "What?! Is that so?? It was not for him to say it!?",
        "x = a ? b : c and that is the end of it",
    ],
)
def quote_became_question_mark(document: Document) -> Iterator[Found]:
    """A quotation mark or a dash was replaced by a question mark.

    What it does: a question mark after a space and before a word was an opening quotation mark. If
    only one other question mark in its line can be the closing mark, both are replaced with plain
    quotation marks; otherwise it is flagged, as are one after a comma and one with spaces around it
    within a sentence.

    Why it is damage: the text was written in an encoding without curly quotation marks and dashes;
    each became a question mark, or one for each of its three bytes.

    What could go wrong: a single quotation mark becomes a double one. A quotation that continues in
    the next paragraph has no closing mark; a question in it may be taken for that. Where marks
    were removed on purpose, nearly all wrong repairs were single marks. Of 100 places in real
    articles that are only flagged all were right.
    """
    text = document.text
    line_stop = -1
    for place in document.places_with(_HINT):
        if place + 1 < line_stop:
            continue
        line = document.line_at(place + 1)
        line_stop = line.stop
        marks = list(_marks(text, line.start, line.end))
        pairs = dict(_pairs(text, marks))
        closing_marks = set(pairs.values())
        for mark in marks:
            if document.protects(mark.end) or document.is_code(mark.start):
                continue
            if mark in pairs or mark in closing_marks:
                yield Found(mark.start, mark.end, '"')
            elif mark.role == "dash":
                yield Found(mark.start - 1, mark.end + 1, message=_DASH_MESSAGE)
            elif mark.role in ("opens", "comma"):
                yield Found(mark.start, mark.end)


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    for run in _QUESTION_MARKS.finditer(text, start, end):
        before = text[run.start() - 1] if run.start() > start else " "
        after = text[run.end()] if run.end() < end else " "
        role = _role(text, run.start(), run.end(), before, after)
        if role:
            first = run.end() - 1 if role == "may close" else run.start()
            yield _Mark(first, run.end(), role)


def _role(text: str, start: int, end: int, before: str, after: str) -> _Role | None:
    length = end - start
    if before in " ([" and (after.isalnum() or after in "$#@"):
        return None if length not in (1, 3) or _NO_QUOTE.match(text, end) else "opens"
    if not (after.isspace() or after in ",;:)."):
        return None
    if before == "," and length in (1, 3):
        return "comma"
    if before == "." and length in (1, 3):
        return None if text[start - 2 : start - 1] == "." else "closes"
    if length == 2 or (length == 1 and before == "!"):
        return "may close" if after.isspace() else None
    if length == 1 and before == " ":
        return "dash" if _SPACED_DASH.match(text, start) else None
    return "may close" if length == 1 and (before.isalnum() or before == "%") else None


def _pairs(text: str, marks: Sequence[_Mark]) -> Iterator[tuple[_Mark, _Mark]]:
    """Yield the marks that open a quotation, each with the one that unambiguously closes it."""
    opening: _Mark | None = None
    closing: list[_Mark] = []
    for mark in (*marks, None):
        if mark is None or mark.role == "opens":
            if opening and (close := _closing(text, opening, closing)):
                yield opening, close
            opening, closing = mark, []
        elif mark.role != "dash":
            closing.append(mark)


def _closing(text: str, opening: _Mark, closing: Sequence[_Mark]) -> _Mark | None:
    sure = [mark for mark in closing if mark.role in ("closes", "comma") or _doubled(text, mark)]
    likely = sure or closing
    if len(likely) != 1 or likely[0].end - opening.start > _LONGEST:
        return None
    within = likely[0].start - (0 if sure else 1)
    return None if not sure and _SENTENCE_END.search(text, opening.end, within) else likely[0]


def _doubled(text: str, mark: _Mark) -> bool:
    return text[mark.start - 1] in "?!"
