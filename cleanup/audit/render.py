"""Draw an audit as one self-contained HTML page.

The page refers to nothing outside; its Content-Security-Policy allows its own style block and its
own script, by hash, and nothing else. All texts are escaped, within elements or
double-quoted attributes. It has under ``MAX_BYTES`` bytes whatever the audit holds.
"""

from __future__ import annotations

import platform
import re
from base64 import b64encode
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from cleanup.audit.accounts import accounts
from cleanup.audit.article import lay_out
from cleanup.audit.charts import bars, columns, percent
from cleanup.audit.findings import grades_in
from cleanup.audit.glyphs import plain, visible
from cleanup.audit.grades import EXPLAINED, GRADES, facts_of
from cleanup.audit.reasons import reasons_for
from cleanup.audit.summary import FEW
from cleanup.audit.values import KINDS
from cleanup.audit.windows import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from jinja2 import Environment

    from cleanup.audit.compare import Comparison
    from cleanup.audit.grades import Grade
    from cleanup.audit.outcome import Audit
    from cleanup.audit.reasons import Reasons
    from cleanup.audit.values import RuleCount
    from cleanup.values import Lifted

MAX_BYTES = 1_000_000
"""A page has fewer bytes than this."""


_LIFTED = 5
"""How many credits, bylines, datelines or dates of an article are listed."""

_RULESETS = 5
_CODE = re.compile("[A-Z]{3}[0-9]{3}")

_STYLES = ("style.css", "article.css", "corpus.css")


class Limits(NamedTuple):
    """How much of an audit is drawn: samples of a rule, groups, unread rows, and of articles.

    ``length`` and ``marks`` are of an article alone, of which so many findings are explained;
    ``worst_length`` is of each of the ``worst``, ``review`` of each rule in a review.
    """

    samples: int = 8
    sources: int = 100
    worst: int = 8
    worst_length: int = 6_000
    refused: int = 20
    length: int = 30_000
    marks: int = 400
    name: int = 160
    reasons: int = 60
    review: int = 50
    windows: int = 500

    def halved(self) -> Limits:
        """Return limits that draw half as much."""
        return Limits(*(limit // 2 for limit in self))


def render(audit: Audit) -> str:
    """Return the page. It shows less of an audit that would make it too large."""
    limits = Limits()
    reasons = reasons_for(audit)
    page = _draw(audit, limits, reasons)
    while len(page.encode()) >= MAX_BYTES and any(limits):
        limits = limits.halved()
        page = _draw(audit, limits, reasons)
    return page


def _draw(audit: Audit, limits: Limits, reasons: Reasons | None) -> str:
    article, template = audit.article, _environment().get_template("page.html.jinja")
    page = template.render(
        audit=audit,
        limits=limits,
        layout=lay_out(article, limits.length, limits.marks) if article else None,
        lifted=_lifted(article.cleaned.lifted) if article else (),
        worst=[
            (one, lay_out(one, limits.worst_length, limits.marks // 4), grades_in(one.cleaned))
            for one in audit.worst[: limits.worst]
        ],
        by_grade=[(grade, _rules_of(audit, grade)) for grade in GRADES],
        found_grades=[one.grade for one in audit.grades if one.articles],
        highest=max((rule.counts.total for rule in audit.rules), default=1),
        kinds=KINDS,
        grades=GRADES,
        explained=EXPLAINED,
        marks=audit.settings.get("mark_holes"),
        few=FEW,
        accounts=accounts(audit),
        provenance=_provenance(audit),
        reasons=reasons,
        style="".join(map(_asset, _STYLES)),
        words=WORDS,
        script=_asset("page.js") + (_asset("review.js") if audit.review else ""),
    )
    return page.strip() + "\n"


def render_difference(comparison: Comparison) -> str:
    """Return the page of a comparison. It shows less of one that would make it too large."""
    limits = Limits()
    page = _draw_difference(comparison, limits)
    while len(page.encode()) >= MAX_BYTES and any(limits):
        limits = limits.halved()
        page = _draw_difference(comparison, limits)
    return page


def _draw_difference(comparison: Comparison, limits: Limits) -> str:
    template = _environment().get_template("compare.html.jinja")
    page = template.render(
        comparison=comparison,
        limits=limits,
        kinds=KINDS,
        grades=GRADES,
        explained=EXPLAINED,
        style="".join(map(_asset, _STYLES)),
        script=_asset("page.js"),
    )
    return page.strip() + "\n"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("cleanup.audit", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        anchor=_anchor,
        bars=bars,
        columns=columns,
        manual=_manual,
        named=lambda code: facts_of(code).name,
        digest=_digest,
        percent=percent,
        plain=plain,
        rate=_rate,
        short=_short,
        visible=visible,
    )
    return environment


@cache
def _asset(name: str) -> str:
    return resources.files("cleanup.audit").joinpath("page", name).read_text("utf-8")


def _digest(block: str) -> str:
    """Return the hash by which a Content-Security-Policy identifies a style or a script."""
    return b64encode(sha256(block.encode()).digest()).decode()


def _short(text: str, limit: int) -> str:
    """Leave out the middle of a text that is longer than ``limit`` code points."""
    if len(text) <= limit:
        return text
    head, tail = limit - limit // 2, limit // 2
    return f"{text[:head]} … {text[len(text) - tail :]}"


def _rate(damage: float) -> str:
    return f"{damage:,.2f}" if 0 < damage < 1 else f"{damage:,.1f}"


def _anchor(code: str) -> str:
    """Return the name of a rule's section; a code that no rule has may be any text."""
    return code if _CODE.fullmatch(code) else sha256(code.encode()).hexdigest()[:12]


def _manual(code: str) -> str:
    """Return the manual page of a rule without its first line; nothing for an unknown code."""
    from cleanup.rules import rule_for

    try:
        return rule_for(code).manual.partition("\n")[2].strip()
    except KeyError:
        return ""


def _rules_of(audit: Audit, grade: Grade) -> list[RuleCount]:
    return [rule for rule in audit.rules if rule.grade == grade]


def _lifted(lifted: Lifted) -> list[tuple[str, str]]:
    named = asdict(lifted).items()
    return [(kind, value) for kind, values in named for value in values[:_LIFTED]]


def _provenance(audit: Audit) -> list[tuple[str, str]]:
    """Return what made this page: rules, settings, versions."""
    from cleanup.ruleset import versions

    return [
        *(("Ruleset", f"{name}, {count:,} rows") for name, count in audit.rulesets[:_RULESETS]),
        *_settings(audit.settings),
        *versions().items(),
        ("Python", platform.python_version()),
    ]


def _settings(settings: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the settings in words; of articles that were judged by several nothing is said."""
    if not settings:
        return [("Settings", "not the same for all articles")]
    marks = settings.get("mark_holes")
    return [
        ("Preset", settings.get("preset") or "chosen for each text"),
        ("Selected rules", ", ".join(settings.get("select", ())) or "all"),
        ("Ignored rules", ", ".join(settings.get("ignore", ())) or "none"),
        ("Changes made", "safe and unsafe tiers" if settings.get("unsafe") else "safe tier"),
        ("Confidence at least", f"{settings.get('threshold', 0):g}"),
        (
            "Marks where text was lost",
            f"{marks} from a confidence of {settings.get('mark_threshold', 0):g}"
            if marks
            else "none",
        ),
        ("Normal form", str(settings.get("form", ""))),
    ]
