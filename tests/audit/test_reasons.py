"""Why a finding was reported, in a few lines that agree with ``cleanup explain``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup import clean, explain
from cleanup.audit import reasons as module
from cleanup.audit.findings import findings_of
from cleanup.audit.reasons import reasons_of
from cleanup.audit.values import Article
from cleanup.settings import Settings
from cleanup.values import Context
from tests.audit.browsing import ARTICLE

if TYPE_CHECKING:
    import pytest


def article_of(text: str, context: Context = Context()) -> Article:  # noqa: B008
    cleaned = clean(text, lang=context.lang, ignore=context.ignore)
    return Article("a.txt", 0, None, text, cleaned, context=context)


def test_the_rules_of_a_finding_come_first_and_all_that_was_found_is_named() -> None:
    article = article_of(ARTICLE)
    reasons = reasons_of(article, Settings())
    findings = findings_of(article.cleaned)
    assert len(findings) > 10
    for finding in findings:
        lines = reasons(finding)
        assert 1 <= len(lines) <= 8
        assert lines[0].startswith(finding.codes[0])
        explained = explain(ARTICLE, finding.start, finding.end)
        found = [one for one in explained.rules if one.start is not None]
        for one in found[:6]:
            assert any(line.startswith(f"{one.code} {one.name}, {one.fate} (") for line in lines)


def test_what_a_row_says_of_its_text_is_heard() -> None:
    text = "Die Sitzung war lang.Niemand sprach.Dann regnete es , und alle gingen nach Hause."
    context = Context(lang="de", ignore=("SPC005",))
    article = article_of(text, context)
    reasons = reasons_of(article, Settings())
    said = "\n".join(line for one in findings_of(article.cleaned) for line in reasons(one))
    assert "suppresses SPC005" in said


def test_what_was_seen_only_after_other_repairs_says_so() -> None:
    article = article_of("It was late.\u00ad\u00adNobody spoke of the bridge.")
    (finding,) = findings_of(article.cleaned)
    assert finding.codes == ("INV001", "JOI001")
    lines = reasons_of(article, Settings())(finding)
    assert lines[0].startswith("INV001 soft-hyphen, applied")
    assert lines[1] == "JOI001 saw it only after other repairs"


def test_a_pattern_that_runs_out_of_time_leaves_a_finding_without_reasons(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def late(*_: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(module, "Explainer", late)
    article = article_of("It was late.Nobody spoke.")
    (finding,) = findings_of(article.cleaned)
    assert reasons_of(article, Settings())(finding) == ()
