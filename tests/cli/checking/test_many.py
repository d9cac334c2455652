"""Many files: in several processes, and from the cache; the report is always the same."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given

from cleanup.cli.checking import cache as check_cache
from cleanup.cli.checking import many
from cleanup.cli.checking.cache import CheckCache, _difference
from cleanup.cli.checking.judging import Job, Judged, Notes, judged
from cleanup.read.find import find_sources
from cleanup.read.row import Columns
from cleanup.settings import Settings
from tests.commands import GLUED, MENDED, PLAIN, SOFT, jsonl, run
from tests.scale import examples
from tests.strategies import damaged

pytestmark = pytest.mark.usefixtures("in_folder")

Captured = pytest.CaptureFixture[str]
KEPT = Path(".cleanup_cache/check.json")


@pytest.fixture(autouse=True)
def worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep and share even the little that these tests judge."""
    monkeypatch.setattr(many, "WORTH", 0)


@pytest.fixture(autouse=True)
def files(in_folder: None) -> None:
    for number in range(5):
        Path(f"{number}.txt").write_text((GLUED + SOFT) * number + PLAIN)
    jsonl(Path("a.jsonl"), {"text": PLAIN}, {"text": GLUED.strip()}, {"text": SOFT.strip()})
    Path("b.csv").write_text(f'text\n"{GLUED.strip()}"\n')
    Path("marked.txt").write_bytes(b"\xef\xbb\xbf" + GLUED.encode())


def report(capsys: Captured, *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = run("check", ".", "--format", "json", *words)
    out, err = capsys.readouterr()
    return code, out, err


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be judged anew."""

    def judge(batch: object) -> list[Judged]:
        raise AssertionError(batch)

    monkeypatch.setattr(many, "judge_batch", judge)


def test_processes_and_the_cache_leave_no_trace(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = report(capsys, "--no-cache", "--jobs", "1")
    assert not KEPT.exists()
    assert report(capsys, "--no-cache", "--jobs", "3") == expected
    assert report(capsys, "--jobs", "2") == expected
    assert KEPT.exists()
    forbid(monkeypatch)
    assert report(capsys) == expected
    assert Path(".cleanup_cache/.gitignore").read_text() == "*\n"


def test_only_what_has_changed_is_judged_again(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def judge(batch: many.Batch) -> list[Judged]:
        seen.extend(job.source.path for job in batch.jobs)
        return [judged(job) for job in batch.jobs]

    monkeypatch.setattr(many, "judge_batch", judge)
    report(capsys)
    assert len(seen) == 8
    seen.clear()
    Path("3.txt").write_text(GLUED)
    os.utime("4.txt", (1, 1))
    report(capsys)
    assert seen == ["3.txt"]
    seen.clear()
    report(capsys, "--select", "JOI")
    assert len(seen) == 8, "other settings"
    seen.clear()
    Path("cleanup.toml").write_text('[per-file."1.txt"]\nthreshold = 0.9\n')
    report(capsys, "--select", "JOI")
    assert seen == ["1.txt"]
    seen.clear()
    Path("2.txt").rename("2.md")
    report(capsys, "--select", "JOI")
    assert seen == ["2.md"], "a text is judged by the suffix of its file"
    kept = json.loads(KEPT.read_text())["files"]
    assert not [path for path in kept if path.endswith("2.txt")], "what is gone is not kept"


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"version": 1}', '{"version": 1, "files": {"a": [1]}}', '"\\ud800"']
)
def test_a_damaged_cache_is_made_anew(content: str, capsys: Captured) -> None:
    expected = report(capsys)
    KEPT.write_text(content)
    assert report(capsys) == expected
    assert len(json.loads(KEPT.read_text())["files"]) == 8


def test_a_folder_that_cannot_be_written_is_done_without(capsys: Captured) -> None:
    expected = report(capsys, "--no-cache")
    Path(".cleanup_cache").write_text("in the way")
    assert report(capsys) == expected
    assert Path(".cleanup_cache").read_text() == "in the way"


def test_the_cache_holds_no_text(capsys: Captured) -> None:
    Path("secret.txt").write_text("The password was rosebud.Nobody knew itâ€™s caf\u00e9 name.\n")
    report(capsys)
    assert "rosebud" not in KEPT.read_text()
    assert "Nobody" not in KEPT.read_text()


def test_what_cannot_be_read_is_said_each_time(capsys: Captured) -> None:
    Path("c.jsonl").write_text('{"text": "A quay."}\n{"text"\n')
    Path("d.txt").write_bytes(b"caf\xe9")
    for words in ((), (), ("--jobs", "2")):
        code, _, err = report(capsys, *words)
        assert code == 1
        assert "c.jsonl#1: line 2:" in err
        assert "d.txt: byte 3" in err


def test_a_small_check_leaves_no_folder(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "WORTH", 1 << 18)
    assert report(capsys)[0] == 1
    assert not Path(".cleanup_cache").exists()


def test_what_fix_changed_is_judged_again(capsys: Captured) -> None:
    report(capsys)
    assert run("fix", ".", "--select", "JOI") == 0
    assert Path("marked.txt").read_text("utf-8-sig") == MENDED
    assert '"JOI001"' not in report(capsys)[1]


@examples(200)
@given(damaged())
def test_what_is_kept_of_a_finding_makes_it_again(text: str) -> None:
    Path("x.txt").write_text(text, "utf-8", newline="")
    (source,) = find_sources(["x.txt"])
    job = Job(source, Columns(), Settings(form="file", unsafe=True, threshold=0.5))
    cache = CheckCache(Path())
    found = judged(job)
    cache.known([job])
    cache.keep(job, found)
    known = cache.known([job])
    if found.error:
        assert not known
        return
    notes = Notes(print)
    assert list(known[0](notes)) == found.findings
    assert notes.presets == found.presets
    for one in found.findings:
        if (after := one.finding.after) is not None:
            before = one.text[one.finding.start : one.finding.end]
            left, new, right = _difference(before, after)
            assert before[:left] + new + before[len(before) - right :] == after


def test_an_empty_table_has_no_rows(capsys: Captured) -> None:
    for name in ("e.jsonl", "e.csv", "e.tsv"):
        Path(name).write_bytes(b"")
        assert run("check", name) == 0
        assert run("fix", name) == 0


def test_the_pool_names_files() -> None:
    (one,) = find_sources(["1.txt"])
    job = Job(one, Columns(), Settings())
    assert str(many.Batch((job,), 1)) == "1.txt"
    assert str(many.Batch((job, job, job), 1)) == "1.txt and 2 more"


def test_the_format_has_a_version(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    report(capsys)
    monkeypatch.setattr(check_cache, "VERSION", 2)
    assert not CheckCache(Path())._entries
