"""Rules that remove whole lines, declared by the condition that a line must meet."""

from __future__ import annotations

import pytest

from cleanup.kit import PROSE, AnyOf, Document, Found, Line, OneLine, Rule, line_rule


def declared(lines: OneLine) -> Rule:
    @line_rule("BPL901", lines, tier="safe", confidence=0.9, bad={}, good=[])
    def long_line(document: Document, line: Line) -> bool:
        """A line is long."""
        return line.end - line.start > 6

    return long_line


def removed(rule: Rule, text: str) -> list[str]:
    return [text[found.start : found.end] for found in rule.find(Document(text))]


def test_a_condition_becomes_a_rule_that_removes_lines() -> None:
    rule = declared(OneLine(AnyOf("sail"), longest=12))
    assert (rule.name, rule.message, rule.removes) == ("long-line", "A line is long", True)
    assert rule.find.__module__ == __name__
    text = f"{PROSE}\nsail\nsail away\nsail away today\naway"
    assert removed(rule, text) == ["sail away\n"]
    assert list(rule.find(Document("sail away"))) == []
    assert list(rule.find(Document(f"sail away\n{PROSE}"))) == [Found(0, 10, "")]


def test_a_hint_without_a_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="BPL901: a hint for lines that are removed limits them"):
        declared(OneLine(AnyOf("sail")))
