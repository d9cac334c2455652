"""What a check found, kept beside the configuration until the file or the rules change.

``.cleanup_cache/check.json`` holds for each file the key of what was judged and how, and the
findings without the text. A file that is damaged, or of other rules, counts as empty; one that
cannot be written is done without. The folder ignores itself in git.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.cli.checking.findings import LocatedFinding
from cleanup.cli.checking.judging import BOM, LARGE
from cleanup.config.globs import absolute
from cleanup.errors import CannotRun
from cleanup.read import read_rows
from cleanup.read.row import Row
from cleanup.rules import rule_for
from cleanup.ruleset import ruleset
from cleanup.values import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from cleanup.cli.checking.judging import Job, Judged, Notes
    from cleanup.settings import Settings

    Findings = Callable[[Notes], Iterator[LocatedFinding]]

FOLDER = ".cleanup_cache"
VERSION = 1
"""The version of the format."""


class Entry(NamedTuple):
    """What was found in a file: ``key`` says in what and how.

    A finding is its row, ``null`` for a text file, and what ``_packed`` makes of it.
    """

    key: str
    presets: dict[str, int]
    findings: list[list[Any]]


class CheckCache:
    """The findings of earlier checks of a folder and those below it."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FOLDER / "check.json"
        self._entries = _read(self._file)
        self._keys: dict[str, str] = {}
        self._identities: dict[Settings, str] = {}
        self._new = False

    def known(self, jobs: Sequence[Job]) -> Mapping[int, Findings]:
        """Return by number what yields the findings of the jobs that are known."""
        known: dict[int, Findings] = {}
        for number, job in enumerate(jobs):
            if job.source.local or job.bytes > LARGE:
                continue
            with suppress(OSError):  # who reads the file says what is wrong
                key = self._keys[job.source.path] = self._key(job)
                entry = self._entries.get(str(absolute(job.source.path)))
                if entry and entry.key == key:
                    known[number] = _replayed(job, entry)
        return known

    def keep(self, job: Job, judged: Judged) -> None:
        """Take note of what was found in a file, if all of it could be read."""
        key = self._keys.get(job.source.path)
        if key and not (judged.error or judged.refused or judged.said):
            findings = [_packed(located) for located in judged.findings]
            entry = Entry(key, dict(judged.presets), findings)
            self._entries[str(absolute(job.source.path))] = entry
            self._new = True

    def close(self) -> None:
        """Write what is new, without what is about files that are gone."""
        if not self._new:
            return
        from cleanup.write import replace_atomically

        folder = self._file.parent
        entries = {path: one for path, one in self._entries.items() if absolute(path).exists()}
        with suppress(OSError, CannotRun):
            folder.mkdir(exist_ok=True)
            ignored = folder / ".gitignore"
            if not ignored.exists():
                ignored.write_text("*\n", "ascii")
            with replace_atomically(self._file) as temporary:
                temporary.write_text(json.dumps({"version": VERSION, "files": entries}), "utf-8")

    def _key(self, job: Job) -> str:
        """Return a hash of a file and of everything that its findings depend on."""
        settings = job.settings
        if settings not in self._identities:
            self._identities[settings] = ruleset(settings)
        how = [job.source.path, job.source.kind, repr(job.source.reading), repr(job.columns)]
        digest = hashlib.blake2b("\0".join([self._identities[settings], *how, ""]).encode())
        digest.update(job.source.file.read_bytes())
        return digest.hexdigest()[:32]


def _read(file: Path) -> dict[str, Entry]:
    """Return the entries of a file; none if it cannot be read."""
    try:
        content = json.loads(file.read_bytes())
        if content["version"] != VERSION:
            return {}
        return {str(path): Entry(*entry) for path, entry in content["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _packed(located: LocatedFinding) -> list[Any]:
    """Return a finding without the text: of a replacement only what is not there before."""
    finding = located.finding
    before = located.text[finding.start : finding.end]
    message = None if finding.message == rule_for(finding.code).message else finding.message
    return [
        located.row,
        located.fixable,
        finding.code,
        finding.tier,
        finding.confidence,
        finding.start,
        finding.end,
        None if finding.after is None else _difference(before, finding.after),
        message,
    ]


def _difference(before: str, after: str) -> tuple[int, str, int]:
    """Return how many code points stay at the start, what is new, and how many stay at the end."""
    most = min(len(before), len(after))
    left = next((i for i in range(most) if before[i] != after[i]), most)
    most -= left
    right = next((i for i in range(most) if before[-1 - i] != after[-1 - i]), most)
    return left, after[left : len(after) - right], right


def _replayed(job: Job, entry: Entry) -> Findings:
    def findings(notes: Notes) -> Iterator[LocatedFinding]:
        notes.presets.update(entry.presets)
        by_row: dict[int, list[list[Any]]] = {}
        for one in entry.findings:
            by_row.setdefault(one[0] or 0, []).append(one)
        for row in read_rows(job.source, job.columns) if by_row else ():
            if isinstance(row, Row) and row.row in by_row:
                text = row.text or ""
                text = text.removeprefix(BOM) if job.source.kind == "text" else text
                for one in by_row[row.row]:
                    yield _unpacked(job, text, row.lines, one)

    return findings


def _unpacked(
    job: Job, text: str, lines: tuple[int, int] | None, packed: list[Any]
) -> LocatedFinding:
    row, fixable, code, tier, confidence, start, end, difference, message = packed
    after = None
    if difference is not None:
        left, new, right = difference
        after = text[start : start + left] + new + text[end - right : end]
    rule = rule_for(code)
    finding = Finding(
        code,
        rule.name,
        rule.family,
        tier,
        confidence,
        start,
        end,
        after,
        rule.message if message is None else message,
        rule.hole,
    )
    return LocatedFinding(job.source, row, job.columns.text, text, finding, fixable, lines)
