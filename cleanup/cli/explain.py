"""``cleanup explain PLACE``: why a place was, or was not, reported."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, NamedTuple

from cleanup.cli.checking.judging import BOM
from cleanup.cli.configuration import Configuration
from cleanup.cli.excerpts import Lines, excerpt
from cleanup.cli.options import columns_from, form_of, reading_from, settings_from
from cleanup.errors import CannotRun
from cleanup.explaining.place import explain
from cleanup.explaining.scores import ASKED_BY
from cleanup.read import find_sources, read_rows
from cleanup.read.binary import refuse_binary
from cleanup.read.row import Reject
from cleanup.visible import shown

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from cleanup.explaining.values import Explained, Judgement
    from cleanup.read import Source
    from cleanup.read.row import Row
    from cleanup.scoring.values import Explanation, Term

_NUMBER = "([0-9]{1,18})"
_IN_TABLE = re.compile(rf"(.+)#{_NUMBER}:(?:(.+):)?{_NUMBER}(?:-{_NUMBER})?", re.DOTALL)
_IN_FILE = re.compile(rf"(.+):{_NUMBER}:{_NUMBER}", re.DOTALL)
_AROUND = 24


class Place(NamedTuple):
    """A place as ``check`` prints it: of a row, or with ``row`` ``None`` of a text file.

    In a row ``start`` and ``end`` are offsets in code points; in a file ``start`` is the line and
    ``end`` the column, both from 1.
    """

    path: str
    row: int | None
    column: str | None
    start: int
    end: int | None


def explain_place(options: Namespace) -> int:
    """Print why the place that the options name was, or was not, reported."""
    named = options.place.strip()
    place = parse(named)
    options = Configuration(options).at(place.path).options
    if place.column:
        options.text = place.column
    [source] = _one(find_sources([place.path], reading_from(options)), place)
    settings = settings_from(options, form_of(source))
    row = _row(source, place, options)
    text = row.text or ""
    start, end = place.start, place.end
    if source.kind == "text":
        refuse_binary(source.path, text.encode())
        text = text.removeprefix(BOM)
        start, end = _offset(text, place), None
    publisher = source.path if source.kind == "text" else row.publisher
    try:
        explained = explain(
            text,
            start,
            end,
            title=row.title,
            lang=row.lang,
            source=publisher,
            ignore=row.ignore,
            settings=settings,
        )
    except TimeoutError:
        raise CannotRun(f"{place.path}: a pattern runs out of time in this text") from None
    except ValueError as error:
        raise CannotRun(f"{place.path}: {error}") from None
    if options.format == "json":
        print(json.dumps({"place": named, **_plain(explained)}, indent=2))
    else:
        print("\n".join(_lines(named, text, explained)))
    return 0


def parse(place: str) -> Place:
    """Read ``PATH:LINE:COL`` or ``PATH#ROW:START``, also as ``check`` prints the latter."""
    if found := _IN_TABLE.fullmatch(place):
        path, row, column, start, end = found.groups()
        return Place(path, int(row), column, int(start), int(end) if end else None)
    if found := _IN_FILE.fullmatch(place):
        return Place(found[1], None, None, int(found[2]), int(found[3]))
    raise CannotRun(
        f"{place!r} names no place; give PATH:LINE:COL for a text file, or PATH#ROW:START for a row"
        " of a table, as `cleanup check` prints them"
    )


def _one(sources: list[Source], place: Place) -> list[Source]:
    """Return the source; ``CannotRun`` if the place does not fit it."""
    if len(sources) != 1:
        raise CannotRun(f"{place.path}: this is a folder; name one file of it")
    if (sources[0].kind == "text") != (place.row is None):
        kind, form = (
            ("text file", ":LINE:COL") if place.row is not None else ("table", "#ROW:START")
        )
        raise CannotRun(f"{place.path}: this is a {kind}; name the place as {place.path}{form}")
    return sources


def _row(source: Source, place: Place, options: Namespace) -> Row:
    number = place.row or 0
    for count, row in enumerate(read_rows(source, columns_from(options))):
        if count == number or row.row == number:
            if isinstance(row, Reject):
                which = "" if place.row is None else f"row {number} could not be read: "
                raise CannotRun(f"{place.path}: {which}{row.message}")
            return row
    raise CannotRun(f"{place.path}: there is no row {number}; rows are counted from 0")


def _offset(text: str, place: Place) -> int:
    """Return the offset of a line and a column in code points."""
    line, column = place.start, place.end or 0
    offset = Lines(text).offset(line, column)
    if offset is None:
        raise CannotRun(
            f"{place.path}: there is no line {line} with a column {column}; both are counted from 1"
        )
    return offset


def _plain(explained: Explained) -> dict[str, object]:
    """Return an explanation as values of JSON."""
    plain = asdict(explained)
    return plain | {
        "edits": [edit._asdict() for edit in explained.edits],
        "findings": [finding._asdict() for finding in explained.findings],
    }


def _lines(place: str, text: str, explained: Explained) -> Iterator[str]:
    start, end = explained.start, explained.end
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    yield f"{shown(place)}: {shown(before)}[{shown(text[start:end])}]{shown(after)}"
    yield f"code points {start} to {end}; language {explained.lang or 'not certain'}"
    yield from _decided(text, explained)
    yield from (f"guarded: {guard}" for guard in explained.guards)
    yield ""
    yield from _judged(text, explained.rules)
    for score in explained.scores:
        yield ""
        yield from _scored(score)


def _decided(text: str, explained: Explained) -> Iterator[str]:
    """Say what ``clean`` makes of the place in the end."""
    for edit in explained.edits:
        made = excerpt(text, edit.start, edit.end, edit.after)
        yield f"would be repaired by {', '.join(edit.codes)}: {made}"
    for finding in explained.findings:
        found = excerpt(text, finding.start, finding.end, finding.after)
        sure = f"{finding.tier}, confidence {finding.confidence:g}"
        yield f"reported by {finding.code} ({sure}): {shown(finding.message)}: {found}"
    if not explained.edits and not explained.findings:
        yield "nothing is changed or reported here"
    if explained.later:
        codes = ", ".join(explained.later)
        yield f"{codes} saw it only after other repairs; what follows is the text as it came"


def _judged(text: str, judgements: Sequence[Judgement]) -> Iterator[str]:
    """List what the rules made of the place; those that saw nothing stand together."""
    yield "Rules whose hint holds here:" if judgements else "No rule's hint holds here."
    yield from (f"  {_judgement(text, one)}" for one in judgements if one.start is not None)
    reasons = dict.fromkeys(one.reason for one in judgements if one.start is None)
    for reason in reasons:
        codes = ", ".join(one.code for one in judgements if one.reason == reason)
        yield f"  {codes}: {reason}"


def _judgement(text: str, one: Judgement) -> str:
    start, end = one.start or 0, one.end or 0
    sure = f"{one.tier}, confidence {one.confidence:g}"
    made = excerpt(text, start, end, one.after)
    return f"{one.code} {one.name}, {one.fate} ({one.reason}; {sure}): {made}"


def _scored(score: Explanation) -> Iterator[str]:
    """Draw up one candidate's score: its features, what the document adds, the thresholds."""
    scorer = score.scorer.replace("_", " ")
    where = f"kind {score.kind!r} at {score.start}-{score.end}"
    yield f"Score of {scorer}, {where}, asked for by {', '.join(ASKED_BY[score.scorer])} alone:"
    if score.guard:
        yield f"  excluded whatever the score: {score.guard}"
    yield from map(_term, score.terms)
    yield f"  {score.score:+8.3f}  score"
    if score.calibration:
        yield "  calibrated with the document:"
        yield from map(_term, score.calibration)
        yield f"  {score.log_odds:+8.3f}  log odds"
    for threshold in score.thresholds:
        reached = "reached" if threshold.reached else "not reached"
        yield f"  {threshold.value:8g}  {threshold.name}: {reached}"
    if not score.found:
        yield "  not enough for a finding"
        return
    sure = "that of the rule" if score.confidence is None else f"{score.confidence:g}"
    yield f"  enough for a finding; confidence {sure}, tier {score.tier or 'that of the rule'}"


def _term(term: Term) -> str:
    value = "" if term.value == 1 else f" ({term.weight:g} times {term.value:.4g})"
    where = ", of the document" if term.of_document else ""
    added = term.added + 0.0
    return f"  {added:+8.3f}  {shown(term.words or term.feature)}{value}{where}"
