"""The manifest of an output: its inputs, its counts, and hashes of all files."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from cleanup.errors import CannotRun
from cleanup.read.source import DELIMITED
from cleanup.write import wrap_write_errors
from cleanup.write.summary import COUNTS, Summary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cleanup.read.chunks import Input
    from cleanup.read.delimited import Header
    from cleanup.read.source import Source
    from cleanup.write import Target


MANIFEST = ".manifest.json"
"""The suffix that is added to the name of an output for its manifest."""


def write_manifest(
    summary: Summary,
    inputs: Sequence[Input],
    target: Target,
    made_by: Mapping[str, Any],
    temporary: tuple[Path, Path, Path],
) -> None:
    """Write the manifest of the output of a run, which begins with ``made_by``.

    ``temporary`` are the files that will become the manifest, the data and the quarantine.
    """
    manifest, data, quarantine = temporary
    summary.quarantine = str(target.quarantine) if summary.quarantined else None
    content = {
        **made_by,
        "inputs": [_input(opened) for opened in inputs],
        "output": _file(data, target.path)
        | {"rows": summary.rows}
        | ({"guard_formulas": target.guard_formulas} if target.kind in DELIMITED else {}),
        "quarantine": summary.quarantine
        and _file(quarantine, summary.quarantine) | {"rows": summary.quarantined},
        "counts": {name: getattr(summary, name) for name in COUNTS},
        "by_rule": {
            code: {"edits": edits, "findings": findings}
            for code, (edits, findings) in summary.by_rule.items()
        },
        "traits": dict(sorted(summary.traits.items())),
    }
    with wrap_write_errors(target.manifest):
        manifest.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def read_manifest(path: Path) -> dict[str, Any]:
    """Return the content of a manifest. Raises ``CannotRun`` if the file is not one."""
    try:
        content = json.loads(path.read_bytes())
        Summary("", "").load_counts(content)
        for file in (content["output"], *content["inputs"]):
            file["sha256"].lower()
        return dict(content)
    except OSError as error:
        raise CannotRun(f"{path}: {error.strerror}; check its permissions") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CannotRun(
            f"{path}: this is no manifest of a run; move it away, and run again"
        ) from None


def size_and_sha256(file: Path) -> tuple[int, str]:
    """Return the size of a file in bytes, and its SHA-256 in hexadecimal."""
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return stream.tell(), digest


def _input(opened: Input) -> dict[str, Any]:
    return {
        "path": opened.source.path,
        "kind": opened.source.kind,
        **(_dialect(opened.header, opened.source) if opened.header else {}),
        "bytes": opened.meter.bytes,
        "sha256": opened.meter.sha256,
        "rows": opened.rows,
        "written": opened.written,
        "quarantined": opened.quarantined,
        "passed_over": opened.passed_over,
    }


def _dialect(header: Header, source: Source) -> dict[str, Any]:
    inferred = source.kind == "csv" and source.reading.delimiter is None
    return {"dialect": header.dialect._asdict() | {"told_from_header": inferred}}


def _file(file: Path, name: str) -> dict[str, Any]:
    size, digest = size_and_sha256(file)
    return {"path": name, "bytes": size, "sha256": digest}
