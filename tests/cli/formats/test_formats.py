"""What holds for every format: it is harmless, says each finding, and keeps no texts."""

from __future__ import annotations

import io
import tracemalloc

import pytest
from hypothesis import given

from cleanup.cli.checking.findings import LocatedFinding, Tally
from cleanup.cli.formats import printer_for
from cleanup.cli.formats.printer import Look
from cleanup.cli.parsing.arguments import FORMATS
from tests.cli.formats.cases import counted, hostile, is_harmless, located, report
from tests.properties import few

EVERY = (*FORMATS, "statistics")
LOOKS = (Look(), Look(underlined=True), Look(show_fixes=True))


class Nowhere(io.StringIO):
    """A stream that forgets what is written to it."""

    def write(self, text: str) -> int:
        return len(text)


@pytest.mark.parametrize("form", EVERY)
@given(findings=hostile)
@few
def test_nothing_that_is_written_harms_a_terminal(
    form: str, findings: list[LocatedFinding]
) -> None:
    for look in LOOKS:
        assert is_harmless(report(form, findings, look))


@pytest.mark.parametrize("form", EVERY)
def test_what_is_written_can_be_encoded_and_ends_with_a_line(form: str) -> None:
    written = report(form, [located("caf\u00e9 \ud83d", start=5, end=6, path="\udcff.txt")])
    assert written.encode().endswith(b"\n")


@pytest.mark.parametrize("form", ["text", "concise", "jsonl", "github", "statistics"])
def test_formats_of_lines_write_nothing_of_nothing(form: str) -> None:
    assert report(form, []) == ""


@pytest.mark.parametrize("form", FORMATS)
def test_every_finding_is_named_by_its_rule(form: str) -> None:
    findings = [located("abc", code, 1, 2) for code in ("JOI001", "HOL001", "SPC005")]
    written = report(form, findings)
    assert all(one.finding.code in written for one in findings)


def test_an_unknown_format_has_no_printer() -> None:
    with pytest.raises(KeyError):
        printer_for("yaml", io.StringIO())


@pytest.mark.parametrize("form", EVERY)
def test_no_format_keeps_the_texts(form: str) -> None:
    """Of 300 texts of 100,000 code points, 30 MB, a hundredth is held at most."""
    printer = printer_for(form, Nowhere(), Look(underlined=True))
    printer.print(located("warm up", path="0"))
    tracemalloc.start()
    for number in range(1, 301):
        text = f"{number} " + "The ferry ran late. " * 5_000
        printer.print(located(text, "JOI001", 50_001, 50_002, after=" ", path=f"{number}.txt"))
        del text
    _, peak = tracemalloc.get_traced_memory()
    printer.close(Tally())
    tracemalloc.stop()
    assert peak < 1_500_000


def test_a_tally_counts_by_rule_and_keeps_the_first() -> None:
    findings = [
        located("a", "JOI001", after=" "),
        located("b", "JOI001"),
        located("c", "REP001", after="", fixable=False),
    ]
    tally = counted(findings)
    assert (tally.codes, tally.fixable_codes["JOI001"]) == ({"JOI001": 2, "REP001": 1}, 1)
    assert (tally.findings, tally.fixable, tally.unsafe) == (3, 1, 1)
    assert tally.first is findings[0]
