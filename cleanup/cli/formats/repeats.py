"""Tell apart findings of one file that have the same fingerprint."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cleanup.cli.checking.fingerprint import fingerprint

if TYPE_CHECKING:
    from cleanup.cli.checking.findings import LocatedFinding


class Repeats:
    """Numbers the findings of equal fingerprints; it remembers those of one file."""

    def __init__(self) -> None:
        self._path = ""
        self._seen: Counter[str] = Counter()

    def identity(self, located: LocatedFinding) -> str:
        """Return the fingerprint and the running number in its file, as in ``0123456789abcdef:1``.

        It does not depend on the path.
        """
        if located.source.path != self._path:
            self._path, self._seen = located.source.path, Counter()
        finding = located.finding
        found = fingerprint(finding.code, located.text, finding.start, finding.end)
        self._seen[found] += 1
        return f"{found}:{self._seen[found]}"
