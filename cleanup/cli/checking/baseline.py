"""The baseline: findings that were there before, which ``check`` does not report again.

It is a file of JSON, ``.cleanup-baseline.json``, one finding a line, sorted. A finding is known by
its rule and the text around it (``cleanup.cli.checking.fingerprint``), not by its line; the text
itself is not in the file.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from cleanup.cli.checking.fingerprint import fingerprint
from cleanup.cli.excerpts import counted
from cleanup.errors import CannotRun
from cleanup.read.source import BASELINE, STDIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleanup.settings import Settings
    from cleanup.values import Finding

VERSION = 1
"""The version of the format; files of another are refused."""

Mode = Literal["read", "write", "prune"]

_HEX = re.compile("[0-9a-f]{16}")
_REMEDY = (
    "restore it from version control, or remove it and run `cleanup check . --write-baseline` with"
    " all files"
)


class Entry(NamedTuple):
    """A finding: the path of its file from the folder of the baseline, with forward slashes."""

    path: str
    code: str
    fingerprint: str


class Baseline:
    """The findings of a baseline, and which of them a run finds again.

    To ``write`` one, all that a run finds becomes known; to ``prune`` it, what a run does not find
    again is removed. Both leave alone what is said of files that the run does not judge, and of
    rules that ``settings`` do not select.
    """

    def __init__(
        self, folder: Path, entries: Mapping[Entry, int], settings: Settings, mode: Mode = "read"
    ) -> None:
        """Hold the ``entries`` with how often each is there; paths start at ``folder``."""
        self._folder = folder
        self._entries = entries
        self._settings = settings
        self._mode = mode
        self._left = Counter(entries)
        gone = {path for path in {one.path for one in entries} if not self._is_there(path)}
        self._moved = Counter[tuple[str, str]]()
        """Findings of files that are no longer there, which may have been renamed."""
        for entry, count in entries.items():
            if entry.path in gone:
                self._moved[entry[1:]] += count
        self._gone = gone
        self._found = Counter[Entry]()
        self._judged: set[str] = set()
        self._paths: dict[str, str] = {STDIN: STDIN}
        self._known = 0

    def knows(self, path: str, text: str, finding: Finding) -> bool:
        """Return whether a finding in the file at ``path`` is known; each entry is one finding."""
        name = fingerprint(finding.code, text, finding.start, finding.end)
        entry = Entry(self._inside(path), finding.code, name)
        if self._left[entry]:
            self._left[entry] -= 1
        elif self._moved[entry[1:]]:
            self._moved[entry[1:]] -= 1
        elif self._mode != "write":
            return False
        self._found[entry] += 1
        self._known += 1
        return True

    def judged(self, path: str) -> None:
        """Take note that all findings of a file were asked for."""
        self._judged.add(self._inside(path))

    def close(self) -> str:
        """Write the file if that was asked for; return what to say of it, empty if nothing is."""
        said = f"; {counted(self._known, 'finding')} in the baseline" if self._known else ""
        if self._mode == "read":
            return said
        entries = Counter(
            {entry: count for entry, count in self._found.items() if entry.path in self._judged}
        )
        entries.update({one: count for one, count in self._entries.items() if self._stays(one)})
        write_baseline(self._folder, entries)
        fixed = sum(self._entries.values()) - sum(entries.values())
        if self._mode == "prune":
            return f"{said}; {counted(fixed, 'finding')} removed from it"
        return f"; {counted(entries.total(), 'finding')} written to {BASELINE}"

    def _stays(self, entry: Entry) -> bool:
        """Return whether a run leaves alone what the baseline says of a finding."""
        settings, code = self._settings, entry.code
        named = (*settings.select, *settings.extend_select)
        selected = not settings.select or code.startswith(named)
        if entry.path in self._judged:
            return not selected or code.startswith(settings.ignore)
        return entry.path not in self._gone

    def _is_there(self, path: str) -> bool:
        return path == STDIN or (self._folder / path).exists()

    def _inside(self, path: str) -> str:
        """Return a path from the folder of the baseline, with forward slashes."""
        if path not in self._paths:
            file = Path(path)
            inside = os.path.relpath(file.parent.resolve() / file.name, self._folder.resolve())
            self._paths[path] = inside.replace(os.sep, "/")
        return self._paths[path]


def open_baseline(folder: Path, settings: Settings, mode: Mode = "read") -> Baseline | None:
    """Return the baseline in a folder; ``None`` if there is none to read.

    Raises ``CannotRun`` if it is damaged, of another version, or cannot be read, and if there is
    none to ``prune``.
    """
    path = folder / BASELINE
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        if mode == "prune":
            raise CannotRun(
                f"{path}: there is no baseline to prune; write one with --write-baseline"
            ) from None
        return Baseline(folder, {}, settings, mode) if mode == "write" else None
    except OSError as error:
        raise CannotRun(f"{path}: {error.strerror or error}; check the permissions") from None
    return Baseline(folder, _read(path, raw), settings, mode)


def write_baseline(folder: Path, entries: Mapping[Entry, int]) -> None:
    """Write a baseline, whole or not at all; one that says the same is not touched."""
    path = folder / BASELINE
    lines = [
        json.dumps({**entry._asdict(), "count": count}) for entry, count in sorted(entries.items())
    ]
    listed = ",\n".join(lines)
    text = f'{{"version": {VERSION}, "findings": [\n{listed}\n]}}\n'
    if path.is_file() and path.read_bytes() == text.encode():
        return
    from cleanup.write import replace_atomically

    with replace_atomically(path) as temporary:
        temporary.write_bytes(text.encode())


def _read(path: Path, raw: bytes) -> Counter[Entry]:
    """Return the entries of a baseline; of two that are the same the larger count holds."""
    try:
        content = json.loads(raw)
    except (ValueError, RecursionError):
        raise CannotRun(f"{path}: this baseline is damaged: it is no JSON; {_REMEDY}") from None
    version = content.get("version") if isinstance(content, dict) else None
    if type(version) is int and version != VERSION:
        raise CannotRun(
            f"{path}: this baseline is of version {version}, and this cleanup reads version"
            f" {VERSION}; use the cleanup that wrote it, or remove it and run `cleanup check"
            " --write-baseline` on all files"
        )
    if type(version) is not int or content.keys() != {"version", "findings"}:
        raise CannotRun(f"{path}: this is no baseline of cleanup, or a damaged one; {_REMEDY}")
    entries = Counter[Entry]()
    findings = content["findings"]
    for number, value in enumerate(findings if isinstance(findings, list) else [findings], 1):
        if not _is_entry(value):
            raise CannotRun(f"{path}: this baseline is damaged in finding {number}; {_REMEDY}")
        entry = Entry(value["path"], value["code"], value["fingerprint"])
        entries[entry] = max(entries[entry], value["count"])
    return entries


def _is_entry(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {*Entry._fields, "count"}
        and all(isinstance(value[name], str) for name in Entry._fields)
        and _HEX.fullmatch(value["fingerprint"]) is not None
        and type(value["count"]) is int
        and value["count"] > 0
        and "\0" not in value["path"]
    )
