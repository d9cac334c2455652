"""The account of a run: what came in, what went out, and by which rules."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from cleanup.errors import CannotRun
from cleanup.read.sample import ALL
from cleanup.read.source import DELIMITED
from cleanup.ruleset import ruleset, versions
from cleanup.write import writing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cleanup.read import Columns, Reading
    from cleanup.read.chunks import Input
    from cleanup.read.delimited import Header
    from cleanup.read.sample import Choice
    from cleanup.read.source import Source
    from cleanup.settings import Settings
    from cleanup.values import Cleaned
    from cleanup.write import Target
    from cleanup.write.quarantine import Quarantine


MANIFEST = ".manifest.json"
"""What the name of an output gets as its manifest."""

COUNTS = (
    "rows",
    "repaired",
    "flagged",
    "clean",
    "edits",
    "removals",
    "findings",
    "holes",
    "quarantined",
    "passed_over",
)


@dataclass
class Summary:
    """What a run did, in rows, edits and findings.

    ``rows`` were written; of these ``repaired`` have edits, ``flagged`` have findings left, and
    ``clean`` have neither. ``passed_over`` were not chosen. ``by_rule`` holds for each code its
    edits and its findings left. ``bytes`` are those of the inputs on the disk. ``quarantine`` is
    ``None`` if every row could be read.
    """

    output: str
    manifest: str
    quarantine: str | None = None
    rows: int = 0
    repaired: int = 0
    flagged: int = 0
    clean: int = 0
    edits: int = 0
    removals: int = 0
    findings: int = 0
    holes: int = 0
    quarantined: int = 0
    passed_over: int = 0
    bytes: int = 0
    seconds: float = 0.0
    ruleset: str = ""
    _applied: Counter[str] = field(default_factory=Counter, repr=False)
    _left: Counter[str] = field(default_factory=Counter, repr=False)

    @property
    def by_rule(self) -> dict[str, tuple[int, int]]:
        """For each code, in order: its edits, and its findings that are left."""
        codes = sorted(self._applied.keys() | self._left.keys())
        return {code: (self._applied[code], self._left[code]) for code in codes}

    def close(self, inputs: Sequence[Input], written: int) -> None:
        """Settle the account: every row that came in was written or quarantined."""
        for one in inputs:
            one.check_complete()
        if written != self.rows:
            raise AssertionError(f"{self.output} holds {written} rows instead of {self.rows}")
        self.quarantined = sum(one.quarantined for one in inputs)
        self.passed_over = sum(one.passed_over for one in inputs)
        self.bytes = sum(one.meter.bytes for one in inputs)

    def include(self, other: Summary) -> None:
        """Add what was counted elsewhere, so that this is the summary of both."""
        for name in (*COUNTS, "bytes", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self._applied.update(other._applied)
        self._left.update(other._left)

    def recall(self, account: Mapping[str, Any]) -> None:
        """Take over the counts of a manifest."""
        for name in COUNTS:
            setattr(self, name, int(account["counts"][name]))
        self.bytes = sum(int(one["bytes"]) for one in account["inputs"])
        self.ruleset = str(account["ruleset"])
        for code, counts in account["by_rule"].items():
            self._applied[code] = int(counts["edits"])
            self._left[code] = int(counts["findings"])

    def add(self, cleaned: Cleaned) -> None:
        """Count one row."""
        self.rows += 1
        self.repaired += bool(cleaned.edits)
        self.flagged += bool(cleaned.findings)
        self.clean += cleaned.status == "clean"
        self.edits += len(cleaned.edits)
        self.findings += len(cleaned.findings)
        for edit in cleaned.edits:
            self.removals += edit.removal
            self._applied.update(edit.codes)
        for finding in cleaned.findings:
            self.holes += finding.family == "hole"
            self._left[finding.code] += 1


def write_manifest(
    summary: Summary,
    inputs: Sequence[Input],
    target: Target,
    columns: Columns,
    settings: Settings,
    temporary: tuple[Path, Path, Quarantine],
    choice: Choice,
) -> None:
    """Write what becomes ``OUT.manifest.json``: it vouches for the files that it names.

    These are still ``temporary``: the manifest itself, the data, and the rows put aside.
    """
    manifest, data, refused = temporary
    kept = str(target.quarantine) if summary.quarantined else None
    summary.quarantine = kept
    account = {
        **made_by(columns, settings, inputs[0].source.reading, choice),
        "inputs": [_input(one) for one in inputs],
        "output": _file(data, target.path)
        | {"rows": summary.rows}
        | ({"guard_formulas": target.guarded} if target.kind in DELIMITED else {}),
        "quarantine": kept and _file(refused.temporary, kept) | {"rows": summary.quarantined},
        "counts": {name: getattr(summary, name) for name in COUNTS},
        "by_rule": {
            code: {"edits": made, "findings": left}
            for code, (made, left) in summary.by_rule.items()
        },
    }
    with writing(target.manifest):
        manifest.write_text(json.dumps(account, indent=2, ensure_ascii=False) + "\n", "utf-8")


def made_by(
    columns: Columns, settings: Settings, reading: Reading, choice: Choice = ALL
) -> dict[str, Any]:
    """Return what an output depends on besides its inputs, as a manifest has it."""
    return {
        "ruleset": ruleset(settings),
        "versions": versions(),
        "settings": _listed(asdict(settings)),
        "columns": asdict(columns),
        "reading": _said(reading),
        "choice": choice._asdict() if choice != ALL else None,
    }


def read_manifest(path: Path) -> dict[str, Any]:
    """Return what a manifest says. Raises ``CannotRun`` if the file is none."""
    try:
        account = json.loads(path.read_bytes())
        Summary("", "").recall(account)
        for one in (account["output"], *account["inputs"]):
            one["sha256"].lower()
        return dict(account)
    except OSError as error:
        raise CannotRun(f"{path}: {error.strerror}; check its permissions") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CannotRun(
            f"{path}: this is no manifest of a run; move it away, and run again"
        ) from None


def _listed(values: dict[str, Any]) -> dict[str, Any]:
    """Return values as they come back from JSON."""
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in values.items()
    }


def _input(one: Input) -> dict[str, Any]:
    return {
        "path": one.source.path,
        "kind": one.source.kind,
        **(_dialect(one.header, one.source) if one.header else {}),
        "bytes": one.meter.bytes,
        "sha256": one.meter.sha256,
        "rows": one.rows,
        "written": one.written,
        "quarantined": one.quarantined,
        "passed_over": one.passed_over,
    }


def _dialect(header: Header, source: Source) -> dict[str, Any]:
    told = source.kind == "csv" and source.reading.delimiter is None
    return {"dialect": header.dialect._asdict() | {"told_from_header": told}}


def _said(reading: Reading) -> dict[str, Any]:
    return {name: value for name, value in reading._asdict().items() if name != "bounded"}


def _file(file: Path, name: str) -> dict[str, Any]:
    size, digest = measured(file)
    return {"path": name, "bytes": size, "sha256": digest}


def measured(file: Path) -> tuple[int, str]:
    """Return how many bytes a file holds, and their SHA-256."""
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return stream.tell(), digest
