"""The baseline: what was there before is not reported again, and what is new is."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.cli.checking.baseline import Entry, open_baseline, write_baseline
from cleanup.cli.checking.fingerprint import fingerprint
from cleanup.errors import CannotRun
from cleanup.settings import Settings
from tests.commands import GLUED, PLAIN, SOFT, jsonl, run
from tests.scale import examples

Captured = pytest.CaptureFixture[str]
ABOVE = "The bridge over the Wenn stays closed until June, the council said on Monday."
BELOW = "A vote on the repair of the pier has been put off, and nobody could say why."
NAME = ".cleanup-baseline.json"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("docs/sub").mkdir(parents=True)
    Path("docs/a.txt").write_text(GLUED, "utf-8")
    Path("docs/sub/b.txt").write_text(f"{PLAIN}\n{SOFT}", "utf-8")
    return tmp_path


def written() -> list[dict[str, object]]:
    findings: list[dict[str, object]] = json.loads(Path(NAME).read_text("ascii"))["findings"]
    return findings


def paths() -> list[object]:
    return [one["path"] for one in written()]


def test_what_is_in_the_baseline_neither_prints_nor_fails(capsys: Captured) -> None:
    assert run("check", "docs") == 1
    capsys.readouterr()
    assert run("check", "docs", "--write-baseline") == 0
    out, err = capsys.readouterr()
    assert not out
    assert err == f"No new damage found in 2 files; 2 findings written to {NAME}.\n"
    assert run("check", "docs") == 0
    out, err = capsys.readouterr()
    assert not out
    assert err == "No new damage found in 2 files; 2 findings in the baseline.\n"
    assert run("check", "docs", "--no-baseline") == 1
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_only_new_damage_is_reported(capsys: Captured) -> None:
    run("check", "docs", "--write-baseline")
    Path("docs/new.txt").write_text(SOFT, "utf-8")
    capsys.readouterr()
    assert run("check", "docs") == 1
    out, err = capsys.readouterr()
    assert [line.partition(":")[0] for line in out.splitlines()] == ["docs/new.txt"]
    assert err.startswith("1 finding in 1 of 3 files: 1 can be repaired [*]; 2 findings in the")
    assert run("check", "docs", "--format", "jsonl") == 1
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_the_file_is_sorted_one_finding_a_line_without_their_text() -> None:
    run("check", "docs", "--write-baseline")
    text = Path(NAME).read_text("ascii")
    assert text.isascii()
    assert text.splitlines()[0] == '{"version": 1, "findings": ['
    assert [line.count('"path"') for line in text.splitlines()] == [0, 1, 1, 0]
    assert paths() == ["docs/a.txt", "docs/sub/b.txt"]
    assert "ferry" not in text
    stamp = Path(NAME).stat().st_mtime_ns
    run("check", "docs", "--write-baseline")
    assert Path(NAME).stat().st_mtime_ns == stamp
    assert [path.name for path in Path().iterdir() if path.name != "docs"] == [NAME]


def test_findings_are_known_where_lines_above_and_below_change() -> None:
    run("check", "docs", "--write-baseline")
    Path("docs/a.txt").write_text(f"{ABOVE}\n\n{GLUED}\n{BELOW}\n", "utf-8")
    assert run("check", "docs") == 0


def test_a_place_that_changes_is_new() -> None:
    run("check", "docs", "--write-baseline")
    Path("docs/a.txt").write_text(GLUED.replace("Monday.Nobody", "Tuesday.Nobody"), "utf-8")
    assert run("check", "docs") == 1


def test_of_two_same_findings_where_one_is_known_one_is_new(capsys: Captured) -> None:
    run("check", "docs", "--write-baseline", "--select", "JOI")
    Path("docs/a.txt").write_text(f"{GLUED}\n{PLAIN}\n{GLUED}", "utf-8")
    capsys.readouterr()
    assert run("check", "docs", "--select", "JOI") == 1
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["docs/a.txt:5:34"]
    assert run("check", "docs", "--select", "JOI", "--write-baseline") == 0
    assert [one["count"] for one in written()] == [2]
    assert run("check", "docs", "--select", "JOI") == 0


def test_a_renamed_file_is_known_and_pruning_gives_its_new_name() -> None:
    run("check", "docs", "--write-baseline")
    Path("docs/a.txt").rename("docs/c.txt")
    assert run("check", "docs") == 0
    assert run("check", "docs", "--prune-baseline") == 0
    assert paths() == ["docs/c.txt", "docs/sub/b.txt"]


def test_a_copy_is_new() -> None:
    run("check", "docs", "--write-baseline")
    Path("docs/c.txt").write_text(GLUED, "utf-8")
    assert run("check", "docs") == 1


def test_pruning_removes_what_is_fixed_and_nothing_else(capsys: Captured) -> None:
    run("check", "docs", "--write-baseline")
    before = written()
    Path("docs/a.txt").write_text(PLAIN, "utf-8")
    assert run("check", "docs") == 0
    assert written() == before
    assert run("check", "docs/sub", "--prune-baseline") == 0
    assert written() == before, "docs/a.txt was not judged"
    assert run("check", "docs", "--prune-baseline", "--select", "INV") == 0
    assert written() == before, "JOI001 was not asked"
    capsys.readouterr()
    assert run("check", "docs", "--prune-baseline") == 0
    assert capsys.readouterr().err.endswith(
        "; 1 finding in the baseline; 1 finding removed from it.\n"
    )
    assert written() == before[1:]
    Path("docs/sub/b.txt").unlink()
    assert run("check", "docs", "--prune-baseline") == 0
    assert written() == []
    Path("docs/a.txt").write_text(GLUED, "utf-8")
    assert run("check", "docs", "--prune-baseline") == 1, "what is new is not added"
    assert written() == []


def test_writing_for_some_files_keeps_what_is_said_of_others() -> None:
    run("check", "docs", "--write-baseline")
    Path("docs/a.txt").write_text(PLAIN, "utf-8")
    assert run("check", "docs/a.txt", "--write-baseline") == 0
    assert paths() == ["docs/sub/b.txt"]


def test_a_file_that_cannot_be_read_keeps_its_findings(capsys: Captured) -> None:
    run("check", "docs", "--write-baseline")
    before = written()
    Path("docs/a.txt").write_bytes(b"\xff\xfe\xff")
    assert run("check", "docs", "--prune-baseline", "--strict") == 2
    assert written() == before


def test_rows_of_tables_are_known_by_their_text() -> None:
    jsonl(Path("rows.jsonl"), {"text": PLAIN}, {"text": GLUED})
    assert run("check", "rows.jsonl", "--write-baseline") == 0
    jsonl(Path("rows.jsonl"), {"text": PLAIN}, {"text": ABOVE}, {"text": f"{ABOVE}\n\n{GLUED}"})
    assert run("check", "rows.jsonl") == 0
    jsonl(Path("rows.jsonl"), {"text": GLUED}, {"text": PLAIN}, {"text": GLUED})
    assert run("check", "rows.jsonl") == 1


def test_paths_are_those_from_the_folder_however_a_file_is_named(folder: Path) -> None:
    run("check", "docs/../docs/a.txt", str(folder / "docs" / "sub"), "--write-baseline")
    assert paths() == ["docs/a.txt", "docs/sub/b.txt"]
    assert run("check", "./docs") == 0
    baseline = open_baseline(folder / "docs", Settings(), "write")
    assert baseline
    assert baseline._inside("docs/sub/b.txt") == "sub/b.txt"


@pytest.mark.parametrize("mode", ["--write-baseline", "--prune-baseline", "--exit-zero"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is damaged: it is no JSON; restore it"),
        ("<<<<<<< ours\n", "is damaged: it is no JSON"),
        ("[" * 100_000, "is damaged: it is no JSON"),
        ("[]", "no baseline of cleanup, or a damaged one"),
        ('{"version": true, "findings": []}', "no baseline of cleanup"),
        ('{"version": 1}', "no baseline of cleanup"),
        ('{"version": 2, "findings": []}', "is of version 2, and this cleanup reads version 1"),
        ('{"version": 1, "findings": {}}', "is damaged in finding 1"),
        ('{"version": 1, "findings": [7]}', "is damaged in finding 1"),
        (
            '{"version": 1, "findings": [{"path": "a", "code": "JOI001", "fingerprint":'
            ' "0123456789abcdef", "count": 0}]}',
            "is damaged in finding 1",
        ),
    ],
)
def test_a_damaged_baseline_is_refused_and_stays(
    mode: str, content: str, said: str, capsys: Captured
) -> None:
    Path(NAME).write_text(content, "utf-8")
    assert run("check", "docs", mode) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"cleanup: {NAME}: this ")
    assert said in error
    assert "--write-baseline" in error
    assert Path(NAME).read_text("utf-8") == content
    assert run("check", "docs", "--no-baseline") == 1


def test_a_baseline_that_is_not_there_cannot_be_pruned(capsys: Captured) -> None:
    assert run("check", "docs", "--prune-baseline") == 2
    assert "there is no baseline to prune" in capsys.readouterr().err
    assert not Path(NAME).exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_baseline_that_may_not_be_read_is_refused(capsys: Captured) -> None:
    Path(NAME).touch(0o000)
    assert run("check", "docs") == 2
    assert "Permission denied; check the permissions" in capsys.readouterr().err


def test_the_baseline_is_no_input(capsys: Captured) -> None:
    run("check", "docs", "--write-baseline")
    capsys.readouterr()
    assert run("check", "docs", NAME, "--no-baseline") == 1
    assert NAME not in "".join(capsys.readouterr())
    assert run("check", ".", "--input-format", "text", "--no-baseline") == 1
    assert NAME not in "".join(capsys.readouterr())


def test_entries_that_a_merge_doubled_count_once(folder: Path) -> None:
    write_baseline(folder, {Entry("docs/a.txt", "JOI001", "0" * 16): 2})
    text = Path(NAME).read_text("ascii")
    [line] = [line for line in text.splitlines() if "path" in line]
    Path(NAME).write_text(text.replace(line, f"{line},\n{line.replace('2}', '1}')}"), "ascii")
    baseline = open_baseline(folder, Settings())
    assert baseline
    assert list(baseline._entries.values()) == [2]


PARTS = st.text("ab .\u00e9\U0001f600", max_size=40)


@examples(500)
@given(PARTS, PARTS, PARTS, st.text("x\n", max_size=60), st.text("x\n", max_size=60))
def test_a_fingerprint_is_of_the_place_and_its_line_only(
    before: str, damaged: str, after: str, above: str, below: str
) -> None:
    def made(left: str, place: str, right: str) -> str:
        return fingerprint("JOI001", left + place + right, len(left), len(left + place))

    name = made(before, damaged, after)
    assert re.fullmatch("[0-9a-f]{16}", name)
    assert made(f"{above}\n{before}", damaged, f"{after}\n{below}") == name
    assert made(before, f"{damaged}z", after) != name
    assert (
        fingerprint("JOI002", before + damaged + after, len(before), len(before + damaged)) != name
    )


def test_white_space_around_a_place_does_not_count() -> None:
    assert fingerprint("JOI001", "a  b.C d", 5, 5) == fingerprint("JOI001", "a\u00a0b.C\td", 4, 4)


def test_a_name_that_is_no_unicode_has_a_fingerprint() -> None:
    assert len(fingerprint("ENC001", "\ud800", 0, 1)) == 16


def test_a_write_that_fails_leaves_the_old_baseline(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("check", "docs", "--write-baseline")
    before = Path(NAME).read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cleanup.write.atomic._sync", full)
    with pytest.raises(CannotRun, match="could not be written"):
        write_baseline(folder, {})
    assert Path(NAME).read_bytes() == before


def test_fix_says_that_the_baseline_is_out_of_date(capsys: Captured) -> None:
    assert run("check", ".", "--write-baseline") == 0
    assert run("fix", ".", "--diff") == 1
    assert "may be new to" not in capsys.readouterr().err
    assert run("fix", ".") == 0
    assert "may be new to .cleanup-baseline.json: write it again" in capsys.readouterr().err
    assert run("fix", ".") == 0
    assert "may be new to" not in capsys.readouterr().err
