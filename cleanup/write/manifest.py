"""The account of a run: what came in, what went out, and by which rules."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cleanup.errors import CannotRun
from cleanup.read.sample import ALL
from cleanup.read.source import DELIMITED
from cleanup.ruleset import ruleset, versions
from cleanup.write import writing
from cleanup.write.summary import COUNTS, Summary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cleanup.read import Reading
    from cleanup.read.chunks import Input
    from cleanup.read.delimited import Header
    from cleanup.read.row import Columns
    from cleanup.read.sample import Choice
    from cleanup.read.source import Source
    from cleanup.settings import Settings
    from cleanup.write import Target
    from cleanup.write.quarantine import Quarantine


MANIFEST = ".manifest.json"
"""What the name of an output gets as its manifest."""


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
