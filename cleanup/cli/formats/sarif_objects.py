"""The objects of a SARIF log: the tool with its rules, results with their fixes."""

from __future__ import annotations

import json
import os
from textwrap import shorten
from typing import TYPE_CHECKING
from urllib.parse import quote

import cleanup
from cleanup.cli.formats.facts import Places, message_of, portable, severity_of
from cleanup.cli.formats.repeats import Repeats
from cleanup.manual import page
from cleanup.rules import rule_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cleanup.cli.checking.findings import LocatedFinding
    from cleanup.cli.formats.facts import Span
    from cleanup.values import Severity

LEVELS: dict[Severity, str] = {
    "lost": "error",
    "meaning": "error",
    "not-article": "warning",
    "cosmetic": "note",
}

FINGERPRINT = "cleanupFinding/v1"
"""The name of our fingerprints. Not ``primaryLocationLineHash``: GitHub's action computes that
itself, and warns of each result that has another one."""

LONGEST = 10_000
"""A fix that inserts more code points is left out."""

Object = dict[str, object]


class Results:
    """Makes results of findings; those of one file come one after the other."""

    def __init__(self) -> None:
        self._places = Places()
        self._repeats = Repeats()

    def one(self, located: LocatedFinding) -> Object:
        """Return the result of a finding."""
        finding = located.finding
        message = message_of(located)
        place = self._places.name(located)
        result: Object = {
            "ruleId": finding.code,
            "level": LEVELS[severity_of(located)],
            "message": {"text": message if located.row is None else f"{place}: {message}"},
            "locations": [self._location(located)],
            "partialFingerprints": {FINGERPRINT: self._repeats.identity(located)},
            "properties": {"tier": finding.tier, "confidence": finding.confidence},
        }
        after = finding.after
        if located.row is None and located.fixable and after is not None and len(after) <= LONGEST:
            result["fixes"] = [self._fix(located, after)]
        return result

    def _location(self, located: LocatedFinding) -> Object:
        artifact = {"uri": uri_of(located.source.path)}
        if located.row is None:
            region = _region(self._places.span(located))
            return {"physicalLocation": {"artifactLocation": artifact, "region": region}}
        # GitHub refuses a location without a line
        row = {"artifactLocation": artifact, "region": {"startLine": located.line or 1}}
        logical = {"fullyQualifiedName": f"{located.row}/{located.column}", "kind": "element"}
        return {"physicalLocation": row, "logicalLocations": [logical]}

    def _fix(self, located: LocatedFinding, after: str) -> Object:
        replacement: Object = {"deletedRegion": _region(self._places.span(located))}
        if after:
            replacement["insertedContent"] = {"text": after}
        change = {
            "artifactLocation": {"uri": uri_of(located.source.path)},
            "replacements": [replacement],
        }
        return {
            "description": {"text": "What `cleanup fix` does here"},
            "artifactChanges": [change],
        }


def _region(span: Span) -> Object:
    return {
        "startLine": span.start.line,
        "startColumn": span.start.column,
        "endLine": span.end.line,
        "endColumn": span.end.column,
    }


def uri_of(path: str) -> str:
    """Return a path as a URI: relative if it is below the working folder, percent-encoded."""
    relative = portable(path)
    encoded = quote(os.fsencode(relative))
    return f"file://{encoded}" if relative.startswith("/") else encoded


def driver(codes: Iterable[str]) -> Object:
    """Return the tool with the rules of these codes."""
    return {
        "name": "cleanup",
        "version": cleanup.__version__,
        "semanticVersion": cleanup.__version__,
        "rules": [_rule(code) for code in codes],
    }


def _rule(code: str) -> Object:
    rule = rule_for(code)
    full = rule.manual.partition("\n")[2].strip().partition("\n\n")[0] or rule.message
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": f"{rule.message}."},
        "fullDescription": {"text": shorten(full, 1000)},
        "help": {"text": rule.manual, "markdown": page(rule)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.family, rule.severity]},
    }


def notification(level: str, text: str) -> Object:
    """Return something that the tool has to say of itself."""
    return {"level": level, "message": {"text": text}}


def dumped(result: Mapping[str, object]) -> str:
    """Return a result as JSON on one line; what is not ASCII is escaped."""
    return json.dumps(result)
