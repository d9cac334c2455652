"""No string of an input or of an output adds a tag, an attribute or a script to a report."""

from __future__ import annotations

import csv
import io
import json
from random import Random
from typing import TYPE_CHECKING

import polars as pl
import pytest

from cleanup.audit import Grouping, collect, render
from cleanup.audit.collect import Collector
from cleanup.audit.csv_table import as_csv
from cleanup.audit.figures import as_json
from cleanup.audit.frames import frame_of_rows
from cleanup.audit.markdown import as_markdown
from cleanup.engine.clean_column import clean_column
from cleanup.read.row import Position, Reject, Row
from cleanup.settings import Settings
from cleanup.visible import unmarked
from tests.audit.test_audit import HOSTILE, assert_inert
from tests.scale import share

if TYPE_CHECKING:
    from cleanup.audit import Audit

ROWS = 20
"""Rows of a page, each with six strings of its own."""

JUNK = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA1), *range(0x2000, 0x2070), 0xFEFF)]
PIECES = [*HOSTILE, *"<>&\"'=/`{}%#;:()[]|*_~\\$@!^", *JUNK, "JOI001", "It was late.Nobody spoke."]


def strings(random: Random, number: int) -> list[str]:
    return ["".join(random.choices(PIECES, k=random.randint(1, 6))) for _ in range(number)]


def hostile_audit(seed: int) -> Audit:
    """Audit rows whose texts, ids, files, publishers, columns and dates are hostile."""
    random = Random(seed)
    column = strings(random, 1)[0]
    rows: list[Row | Reject] = []
    for number in range(ROWS):
        text, title, source, site, url, day = strings(random, 6)
        record = {"id": title, column: site, "url": url, "day": day}
        words = f"It was late.Nobody {text} spoke.And {text}"
        rows.append(Row(source, number, words, title, None, record, site))
    source, reason, message, raw, command = strings(random, 5)
    rows.append(Reject(source, 0, Position(0, 1), reason, message, raw.encode()))
    grouping = Grouping(random.choice([column, None]), random.choice(["url", None]), "day")
    settings = Settings(threshold=0)
    seen = collect(rows, settings, command=command, grouping=grouping)
    assert seen.publishers.groups
    return seen


@pytest.mark.parametrize("seed", range(share(40, 8)))
def test_no_string_of_an_input_adds_to_a_page(seed: int) -> None:
    assert_inert(render(hostile_audit(seed)))


@pytest.mark.parametrize("seed", range(share(20, 4)))
def test_no_string_of_an_output_adds_to_a_page(seed: int) -> None:
    """A stored row may have any code, message, ruleset, status, language and trait."""
    random = Random(seed)
    texts = ["It was late.Nobody spoke. They said that the of the harbour left."] * ROWS
    rows = [Row("a.jsonl", number, text, None, None, {}) for number, text in enumerate(texts)]
    results = clean_column(texts, [row.context for row in rows], Settings())
    frame = frame_of_rows(rows, results, "r", Grouping()).to_dicts()
    for row in frame:
        status, lang, trait, code, message, ruleset = strings(random, 6)
        row |= {"cleanup_status": status, "cleanup_ruleset": ruleset, "dropped": True}
        row["cleanup_kind"] = {"lang": lang, "traits": [trait]}
        row["cleanup_lifted"]["credit"] = [message]
        for finding in row["cleanup_findings"]:
            finding |= {"code": code, "name": message, "message": message, "after": message}
            finding |= {"family": random.choice(["document", code])}
        for edit in row["cleanup_edits"]:
            edit["codes"] = [code, "JOI001"]
    schema = frame_of_rows([], [], "r", Grouping()).schema
    collector = Collector()
    collector.add(pl.DataFrame(frame, schema=schema))
    assert_inert(render(collector.result({"preset": status}, code)))


@pytest.mark.parametrize("seed", range(share(20, 4)))
def test_no_string_runs_in_the_other_formats(seed: int) -> None:
    seen = hostile_audit(seed)
    for row in csv.reader(io.StringIO(as_csv(seen))):
        assert len(row) == 4
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    assert json.loads(as_json(seen))["rows"]["articles"] == ROWS
    written = as_markdown(seen)
    assert "<" not in written.replace("<sub>", "").replace("</sub>", "")
    assert all(line.count("|") == row_width(written, line) for line in written.splitlines())
    assert unmarked("<|`") == "&#60;&#124;&#96;"


def row_width(written: str, line: str) -> int:
    """Return how many bars the heading of a line's table has; 0 for a line outside."""
    if not line.startswith("|"):
        return 0
    lines = written.splitlines()
    place = lines.index(line)
    while lines[place - 1].startswith("|"):
        place -= 1
    return lines[place].count("|")
