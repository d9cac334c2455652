"""``--format junit``: XML with one test suite a file, and a failed test for each finding."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from cleanup.cli.formats.facts import Places, message_of, severity_of, title_of
from cleanup.cli.formats.printer import PLAIN, Look
from cleanup.visible import shown

if TYPE_CHECKING:
    from typing import TextIO

    from cleanup.cli.checking.findings import LocatedFinding, Tally

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cleanup">\n'
_CASE = """\
    <testcase name={name} classname={path}>
      <failure message={message} type={severity}>{text}</failure>
    </testcase>
"""
_NOTHING = """\
  <testsuite name="cleanup" tests="1" failures="0" errors="0">
    <testcase name="no damage found" classname="cleanup"/>
  </testsuite>
"""


class Junit:
    """Writes a suite when the findings of its file are complete.

    All text goes through ``shown``, so no character is written that XML 1.0 excludes. What is not
    ASCII is written as references: standard output may be in another encoding than UTF-8.
    """

    def __init__(self, stream: TextIO, look: Look = PLAIN) -> None:
        self._stream = stream
        self._places = Places()
        self._path: str | None = None
        self._cases: list[str] = []
        self._head = _HEAD

    def print(self, located: LocatedFinding) -> None:
        """Add one failed test to the suite of its file."""
        if located.source.path != self._path:
            self._end_suite()
            self._path = located.source.path
        place = self._places.name(located)
        self._cases.append(
            _CASE.format(
                name=_attribute(f"{title_of(located)} at {place}"),
                path=_attribute(shown(located.source.path)),
                message=_attribute(message_of(located)),
                severity=_attribute(severity_of(located)),
                text=_ascii(escape(f"{place} {message_of(located)}")),
            )
        )

    def close(self, tally: Tally) -> None:
        """Write the last suite; without findings, one with a test that passed."""
        if self._path is None:
            self._stream.write(_HEAD + _NOTHING)
        else:
            self._end_suite()
        self._stream.write("</testsuites>\n")

    def _end_suite(self) -> None:
        if self._path is None:
            return
        name, number = _attribute(shown(self._path)), len(self._cases)
        counts = f'tests="{number}" failures="{number}" errors="0"'
        self._stream.write(f"{self._head}  <testsuite name={name} {counts}>\n")
        self._stream.writelines(self._cases)
        self._stream.write("  </testsuite>\n")
        self._head, self._cases = "", []


def _attribute(text: str) -> str:
    return _ascii(quoteattr(text))


def _ascii(markup: str) -> str:
    return markup.encode("ascii", "xmlcharrefreplace").decode()
