"""An output of a run as it is found: the file, its manifest, and its quarantined rows."""

from __future__ import annotations

import io
from base64 import b64decode
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.errors import CannotRun
from cleanup.read import shape
from cleanup.read.find import find_sources
from cleanup.read.json_line import Malformed, parse_line
from cleanup.read.regular import open_regular
from cleanup.read.shape import Misshapen
from cleanup.read.source import Reading, kind_of
from cleanup.write.manifest import MANIFEST, QUARANTINE, read_manifest, vouches_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.read.source import Source

LONGEST = 128 << 20
"""The most bytes of a line of a quarantine file: a text of 64 MB in base64."""

_REJECTED = shape.members(
    {"source": shape.path, "row": shape.count, "raw_base64": shape.string},
)


class Output(NamedTuple):
    """An output of a run. ``manifest`` is ``None`` unless there is one that vouches for it."""

    source: Source
    manifest: dict[str, Any] | None

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
    def rejects(self) -> bool:
        """Whether there are quarantined rows, and the manifest vouches for their bytes."""
        quarantine, manifest = self.quarantine, self.manifest
        if quarantine is None or manifest is None or manifest["quarantine"] is None:
            return False
        return vouches_for(manifest["quarantine"], quarantine)

    @property
    def is_empty(self) -> bool:
        """Whether the manifest says that the output has no row."""
        return self.manifest is not None and self.manifest["output"]["rows"] == 0


class Rejected(NamedTuple):
    """A quarantined row: the file it came from, its row there, and its bytes."""

    source: str
    row: int
    raw: bytes


def open_output(out: str) -> Output:
    """Return the output of a run at a path.

    Raises ``CannotRun`` if its name is not that of an output, or its manifest is none.
    """
    if Path(out).exists() and not Path(out).is_file():
        raise CannotRun(f"{out}: this is no regular file, so no output of a run; name the output")
    if kind_of(Path(out))[0] in (None, "text"):
        raise CannotRun(
            f"{out}: this is not the output of a run; name its .parquet, .jsonl or .csv file"
        )
    [source] = find_sources([out], Reading(bounded=False))
    path = Path(f"{out}{MANIFEST}")
    manifest = read_manifest(path) if path.exists() else None
    vouches = manifest is not None and vouches_for(manifest["output"], source.file)
    return Output(source, manifest if vouches else None)


def rejected_rows(output: Output) -> Iterator[Rejected]:
    """Yield the quarantined rows of an output that ``rejects`` some, in order."""
    assert output.quarantine
    with open_regular(output.quarantine) as file:
        lines = io.BufferedReader(file)
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
    record = parse_line(line.decode()).values
    _REJECTED(record)
    return Rejected(record["source"], record["row"], b64decode(record["raw_base64"], validate=True))
