"""The manifest of an output: its inputs, its counts, and hashes of all files."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from cleanup.errors import CannotRun
from cleanup.read import shape
from cleanup.read.budget import check_json
from cleanup.read.dialect import QUOTED
from cleanup.read.json_line import Malformed, parse_line
from cleanup.read.layout import LINE_ENDS, layout_of_header
from cleanup.read.regular import read_regular
from cleanup.read.shape import Misshapen
from cleanup.read.source import DELIMITED, KINDS
from cleanup.write import wrap_write_errors
from cleanup.write.summary import COUNTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cleanup.read.chunks import Input
    from cleanup.read.delimited import Header
    from cleanup.write import Target
    from cleanup.write.summary import Summary

MANIFEST = ".manifest.json"
"""The suffix that is added to the name of an output for its manifest."""

QUARANTINE = ".quarantine.jsonl"
"""The same for the file of the rows that could not be read."""

LARGEST = 32 << 20
"""The most bytes of a manifest that is read: that of some 100,000 inputs."""

LARGEST_IN_MEMORY = 448 << 20
"""The most bytes of memory that it may take when it is parsed."""

_ROWS = {"rows": shape.count}
_FILE = {"path": shape.path, "bytes": shape.count, "sha256": shape.sha256}
_DIALECT = {
    "delimiter": shape.sign,
    "quotechar": shape.string,
    "told_from_header": shape.flag,
    "names": shape.items(shape.string),
    "names_quoted": shape.items(shape.flag),
    "quoted": shape.items(shape.items(shape.maybe(shape.flag))),
    "line_end": shape.one_of(*LINE_ENDS),
    "ended": shape.flag,
    "byte_order_mark": shape.flag,
    "exact": shape.flag,
}
_INPUT = {
    **_FILE,
    **_ROWS,
    "kind": shape.one_of(*dict.fromkeys(KINDS.values())),
    "compression": shape.maybe(shape.one_of("gzip", "zstd")),
    "written": shape.count,
    "quarantined": shape.count,
    "passed_over": shape.count,
}
_DROPPED = {"dropped": shape.count}
_MANIFEST = shape.members(
    {
        "ruleset": shape.string,
        "versions": shape.named(shape.anything),
        "settings": shape.named(shape.anything),
        "columns": shape.members(
            {"text": shape.string},
            {"title": shape.maybe(shape.string), "source": shape.maybe(shape.string)},
        ),
        "reading": shape.named(shape.anything),
        "choice": shape.maybe(shape.named(shape.anything)),
        "inputs": shape.items(
            shape.members(_INPUT, {"dialect": shape.members(_DIALECT), **_DROPPED})
        ),
        "output": shape.members({**_FILE, **_ROWS}, {"guard_formulas": shape.flag}),
        "quarantine": shape.maybe(shape.members({**_FILE, **_ROWS})),
        "counts": shape.members(
            {name: shape.count for name in COUNTS if name not in _DROPPED}, _DROPPED
        ),
        "by_rule": shape.named(
            shape.members({"edits": shape.count, "findings": shape.count}),
        ),
        "traits": shape.named(shape.count),
    },
    {
        "drop": shape.items(shape.string),
        "dropped": shape.maybe(
            shape.members({**_FILE, **_ROWS, "by_rule": shape.named(shape.count)})
        ),
    },
)


def write_manifest(
    summary: Summary,
    inputs: Sequence[Input],
    target: Target,
    made_by: Mapping[str, Any],
    temporary: tuple[Path, Path, Path, Path],
) -> None:
    """Write the manifest of the output of a run, which begins with ``made_by``.

    ``temporary`` are the files that will become the manifest, the data, the quarantine, and the
    dropped rows.
    """
    manifest, data, quarantine, dropped = temporary
    summary.dropped_to = str(target.dropped) if summary.dropped else None
    summary.quarantine = str(target.quarantine) if summary.quarantined else None
    content = {
        **made_by,
        "inputs": [_input(opened) for opened in inputs],
        "output": _file(data, target.path)
        | {"rows": summary.rows}
        | ({"guard_formulas": target.guard_formulas} if target.kind in DELIMITED else {}),
        "quarantine": summary.quarantine
        and _file(quarantine, summary.quarantine) | {"rows": summary.quarantined},
        "dropped": summary.dropped_to
        and _file(dropped, summary.dropped_to)
        | {"rows": summary.dropped, "by_rule": dict(sorted(summary.dropped_by.items()))},
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
    """Return the content of a manifest. Raises ``CannotRun`` if the file is not one.

    Its shape is checked, and that its counts agree with each other. That the files are those it
    tells of is not: ``vouches_for`` says that.
    """
    try:
        raw = read_regular(path, LARGEST)
        check_json(raw, LARGEST_IN_MEMORY)
        content = parse_line(raw.decode()).values
        _MANIFEST(content)
        _check_counts(content)
    except (Malformed, Misshapen, UnicodeDecodeError) as error:
        what = str(error).replace("this line", "it")
        raise CannotRun(
            f"{path}: this is no manifest of a run ({what}); move it away, and run again"
        ) from None
    return content


def vouches_for(recorded: Mapping[str, Any] | None, file: Path) -> bool:
    """Return whether a file is the one recorded in a manifest, or missing if none is recorded."""
    if recorded is None or not file.is_file():
        return recorded is None and not file.exists()
    if file.stat().st_size != recorded["bytes"]:
        return False
    return size_and_sha256(file) == (recorded["bytes"], recorded["sha256"])


def _check_counts(content: Mapping[str, Any]) -> None:
    """Raise ``Misshapen`` if the rows that went out are not those that came in."""
    counts, quarantine = content["counts"], content["quarantine"]
    dropped = content.get("dropped")
    for number, file in enumerate(content["inputs"]):
        if file["rows"] != (
            file["written"] + file.get("dropped", 0) + file["quarantined"] + file["passed_over"]
        ):
            raise Misshapen(
                "is not what was written, dropped, quarantined or skipped", f"inputs[{number}].rows"
            )
    sums = {
        "counts.rows": (counts["rows"], sum(file["written"] for file in content["inputs"])),
        "output.rows": (content["output"]["rows"], counts["rows"]),
        "counts.quarantined": (
            counts["quarantined"],
            sum(file["quarantined"] for file in content["inputs"]),
        ),
        "quarantine": (quarantine["rows"] if quarantine else 0, counts["quarantined"]),
        "counts.dropped": (
            counts.get("dropped", 0),
            sum(file.get("dropped", 0) for file in content["inputs"]),
        ),
        "dropped": (dropped["rows"] if dropped else 0, counts.get("dropped", 0)),
    }
    for place, (held, due) in sums.items():
        if held != due:
            raise Misshapen(f"counts {held} rows where the others count {due}", place)


def size_and_sha256(file: Path) -> tuple[int, str]:
    """Return the size of a file in bytes, and its SHA-256 in hexadecimal."""
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return stream.tell(), digest


def _input(opened: Input) -> dict[str, Any]:
    return {
        "path": opened.source.path,
        "kind": opened.source.kind,
        "compression": opened.source.compression,
        **({"dialect": _dialect(opened, opened.header)} if opened.header else {}),
        "bytes": opened.meter.bytes,
        "sha256": opened.meter.sha256,
        "rows": opened.rows,
        "written": opened.written,
        "dropped": opened.dropped,
        "quarantined": opened.quarantined,
        "passed_over": opened.passed_over,
    }


def _dialect(opened: Input, header: Header) -> dict[str, Any]:
    """Return how a CSV file is written: enough to write it so again (``CsvLikeBefore``)."""
    source, first = opened.source, layout_of_header(header)
    rows = opened.layout
    whole = first.followed_by(rows) if rows else first
    columns = len(header.names)
    return {
        **header.dialect._asdict(),
        "told_from_header": source.kind == "csv" and source.reading.delimiter is None,
        "names": header.names,
        "names_quoted": [bool(bits & QUOTED) for bits in header.dialect.styles(header.raw)],
        "quoted": whole.quoted(columns),
        "line_end": "\n" if "\n" in whole.line_ends or not whole.line_ends else "\r\n",
        "ended": whole.ended,
        "byte_order_mark": header.marked,
        "exact": whole.is_plain(columns)
        and source.compression is None
        and whole.end == opened.meter.bytes,
    }


def _file(file: Path, name: str) -> dict[str, Any]:
    size, digest = size_and_sha256(file)
    return {"path": name, "bytes": size, "sha256": digest}
