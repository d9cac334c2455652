"""An output of a run as it is found: the file, its manifest, and its quarantined rows."""

from __future__ import annotations

import io
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
from cleanup.write.manifest import MANIFEST, QUARANTINE, read_manifest, vouches_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cleanup.read.source import Source

LONGEST = 128 << 20
"""The most bytes of a line of a quarantine file: a text of 64 MB in base64."""

LARGEST_LINE = 288 << 20
"""The most bytes of memory that such a line may take when it is parsed."""

_REJECTED = shape.members(
    {"source": shape.path, "row": shape.count, "raw_base64": shape.string},
)


class Output(NamedTuple):
    """An output of a run.

    ``manifest`` is ``None`` unless there is one that vouches for it. ``rejects``: there are
    quarantined rows, and the manifest vouches for their bytes.
    """

    source: Source
    manifest: dict[str, Any] | None
    rejects: bool = False

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
    """A quarantined row: the file it came from, its row there, and its bytes."""

    source: str
    row: int
    raw: bytes


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
    path = Path(f"{out}{MANIFEST}")
    manifest = read_manifest(path) if path.exists() else None
    vouches = manifest is not None and vouches_for(manifest["output"], source.file)
    source = source._replace(reading=reading._replace(vouched=vouches))
    if not vouches:
        refuse_bomb(source)
        return Output(source, None)
    assert manifest
    output = Output(source, manifest)
    return output._replace(rejects=_rejects(manifest, output.quarantine))


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
    return Rejected(record["source"], record["row"], b64decode(record["raw_base64"], validate=True))
