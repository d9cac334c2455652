"""An output of a run as it is found: the file, its manifest, its dropped and quarantined rows."""

from __future__ import annotations

import io
import re
from base64 import b64decode
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.errors import CannotRun
from cleanup.read import shape
from cleanup.read.budget import check_json
from cleanup.read.decompress import refuse_bomb
from cleanup.read.find import find_sources
from cleanup.read.json_line import Malformed, parse_line
from cleanup.read.regular import open_regular
from cleanup.read.shape import Misshapen
from cleanup.read.source import DEFAULT_READING, Reading, kind_of
from cleanup.write import dropped_suffix
from cleanup.write.manifest import MANIFEST, QUARANTINE, read_manifest, vouches_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cleanup.read.source import Source

LONGEST = 128 << 20
"""The most bytes of a line of a quarantine file: a text of 64 MB in base64."""

LARGEST_LINE = 288 << 20
"""The most bytes of memory that such a line may take when it is parsed."""

_DROPPED = re.compile(r"(.+)\.dropped\.(?:parquet|jsonl|csv|tsv)(?:\.gz|\.zst)?", re.DOTALL)
"""The name of a file of dropped rows, as ``dropped_suffix`` makes it."""

_REJECTED = shape.members(
    {"source": shape.path, "row": shape.count, "raw_base64": shape.string},
    {"reason": shape.string, "message": shape.string},
)


class Output(NamedTuple):
    """An output of a run.

    ``manifest`` is ``None`` unless there is one that vouches for it; of a file of dropped rows it
    says what is in that file. ``rejects``: there are quarantined rows, and the manifest vouches for
    their bytes. ``dropped`` are the dropped rows, if it vouches for them.
    """

    source: Source
    manifest: dict[str, Any] | None
    rejects: bool = False
    dropped: Output | None = None

    @property
    def with_dropped(self) -> tuple[Output, ...]:
        """The output, and its dropped rows."""
        return (self, self.dropped) if self.dropped else (self,)

    @property
    def missing(self) -> int:
        """How many rows were dropped that are not here as the run wrote them."""
        recorded = (self.manifest or {}).get("dropped")
        return recorded["rows"] if recorded and not self.dropped else 0

    @property
    def missing_sentence(self) -> str:
        """What to say of missing rows."""
        return (
            f"{self.path}: {self.missing:,} of its rows were dropped, and the file of them is not"
            " here as the run wrote it, so they do not come back"
        )

    @property
    def path(self) -> str:
        """The path of the output, as given."""
        return self.source.path

    @property
    def quarantine(self) -> Path | None:
        """The quarantine file; ``None`` if there is none."""
        path = Path(f"{self.path}{QUARANTINE}")
        return path if path.exists() else None

    @property
    def is_empty(self) -> bool:
        """Whether the manifest says that the output has no row."""
        return self.manifest is not None and self.manifest["output"]["rows"] == 0


class Rejected(NamedTuple):
    """A quarantined row: the file it came from, its row there, its bytes, and why it is here."""

    source: str
    row: int
    raw: bytes
    reason: str = ""
    message: str = ""


def open_output(out: str, max_document: int = DEFAULT_READING.max_document) -> Output:
    """Return the output of a run at a path, whose texts have up to ``max_document`` bytes.

    Raises ``CannotRun`` if its name is not that of an output, or its manifest is none.
    """
    if Path(out).exists() and not Path(out).is_file():
        raise CannotRun(f"{out}: this is no regular file, so no output of a run; name the output")
    if kind_of(Path(out))[0] in (None, "text"):
        raise CannotRun(
            f"{out}: this is not the output of a run; name its .parquet, .jsonl or .csv file"
        )
    reading = Reading(bounded=False, max_document=max_document)
    [source] = find_sources([out], reading)
    manifest = manifest_of(out)
    vouches = manifest is not None and vouches_for(manifest["output"], source.file)
    source = source._replace(reading=reading._replace(vouched=vouches))
    if not vouches:
        refuse_bomb(source)
        return Output(source, None)
    assert manifest
    output = Output(source, manifest)
    output = output._replace(rejects=_rejects(manifest, output.quarantine))
    beside = Path(f"{out}{dropped_suffix(source.kind, source.compression)}")
    if manifest.get("dropped") and beside.is_file():
        dropped = open_output(str(beside), max_document)
        return output._replace(dropped=dropped if dropped.manifest else None)
    return output


def files_beside(source: Source) -> tuple[Path, ...]:
    """Return where the files are that a run writes beside its output, if it is one."""
    suffixes = (MANIFEST, QUARANTINE, dropped_suffix(source.kind, source.compression))
    return tuple(Path(f"{source.path}{suffix}") for suffix in suffixes)


def manifest_of(out: str) -> dict[str, Any] | None:
    """Return the manifest of an output, or of a file of dropped rows; ``None`` if it has none."""
    path = Path(f"{out}{MANIFEST}")
    if path.exists():
        return read_manifest(path)
    beside = _DROPPED.fullmatch(out)
    path = Path(f"{beside[1]}{MANIFEST}") if beside else path
    recorded = read_manifest(path) if path.exists() else None
    return _of_dropped(recorded) if recorded and recorded.get("dropped") else None


def _of_dropped(manifest: dict[str, Any]) -> dict[str, Any]:
    """Return a manifest as that of the file of dropped rows, beside which others are missing."""
    inputs = [
        file
        | {
            "written": (count := file.get("dropped", 0)),
            "dropped": 0,
            "quarantined": 0,
            "passed_over": file["rows"] - count,
        }
        for file in manifest["inputs"]
    ]
    output = manifest["output"] | manifest["dropped"]
    return manifest | {"inputs": inputs, "output": output, "quarantine": None, "dropped": None}


def _rejects(manifest: Mapping[str, Any], quarantine: Path | None) -> bool:
    """Return whether there are quarantined rows, and the manifest vouches for their bytes."""
    recorded = manifest["quarantine"]
    return bool(recorded and quarantine and vouches_for(recorded, quarantine))


def rejected_rows(output: Output) -> Iterator[Rejected]:
    """Yield the quarantined rows of an output that ``rejects`` some, in order."""
    assert output.quarantine
    with open_regular(output.quarantine) as file:
        lines = io.BufferedReader(file, 1 << 20)
        number = 0
        while line := lines.readline(LONGEST + 1):
            number += 1
            try:
                yield _rejected(line)
            except (Malformed, Misshapen, ValueError) as error:
                raise CannotRun(
                    f"{output.quarantine}: line {number} is none that a run wrote ({error});"
                    " bring back the file"
                ) from None


def _rejected(line: bytes) -> Rejected:
    """Return a line of a quarantine file. Raises ``Malformed``, ``Misshapen``, ``ValueError``."""
    if len(line) > LONGEST:
        raise Misshapen(f"it is longer than {LONGEST:,} bytes")
    check_json(line, LARGEST_LINE)
    record = parse_line(line.decode()).values
    _REJECTED(record)
    raw = b64decode(record["raw_base64"], validate=True)
    why = (str(record.get(name, "")) for name in ("reason", "message"))
    return Rejected(record["source"], record["row"], raw, *why)
