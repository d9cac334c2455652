"""Draw an audit as one self-contained HTML page.

The page refers to nothing outside; its Content-Security-Policy allows its own style and its own
script, by hash, and nothing else. Without the script all of it can be read. All texts are escaped,
within elements or double-quoted attributes. It has under ``MAX_BYTES`` bytes whatever the audit
holds.
"""

from __future__ import annotations

import platform
from base64 import b64encode
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from cleanup.audit.article import lay_out
from cleanup.audit.glyphs import plain, visible
from cleanup.audit.reasons import reasons_of
from cleanup.audit.values import KINDS, Counts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from cleanup.audit.reasons import Reasons
    from cleanup.audit.values import Audit, Kind, RuleCount
    from cleanup.settings import Settings
    from cleanup.values import Lifted

MAX_BYTES = 1_000_000
"""A page has fewer bytes than this."""


_LIFTED = 5
"""How many credits, bylines, datelines or dates of an article are listed."""


class Limits(NamedTuple):
    """How much of an audit is drawn: samples a rule, files, unread rows, and of one article.

    ``reasons`` is how many findings of one article are explained.
    """

    samples: int = 20
    sources: int = 200
    refused: int = 20
    length: int = 30_000
    marks: int = 400
    name: int = 160
    reasons: int = 60

    def halved(self) -> Limits:
        """Return limits that draw half as much."""
        return Limits(*(limit // 2 for limit in self))


class Bar(NamedTuple):
    """A part of a rule's bar, in per cent of the longest."""

    kind: Kind
    start: float
    width: float


def render(audit: Audit) -> str:
    """Return the page. It shows less of an audit that would make it too large."""
    limits = Limits()
    reasons = reasons_of(audit.article, audit.settings) if audit.article else None
    page = _draw(audit, limits, reasons)
    while len(page.encode()) >= MAX_BYTES and any(limits):
        limits = limits.halved()
        page = _draw(audit, limits, reasons)
    return page


def _draw(audit: Audit, limits: Limits, reasons: Reasons | None) -> str:
    page = (
        _environment()
        .get_template("page.html.jinja")
        .render(
            audit=audit,
            limits=limits,
            layout=lay_out(audit.article, limits.length, limits.marks) if audit.article else None,
            lifted=_lifted(audit.article.cleaned.lifted) if audit.article else (),
            families=_families(audit.rules),
            highest=max((rule.counts.total for rule in audit.rules), default=1),
            kinds=KINDS,
            provenance=_provenance(audit),
            reasons=reasons,
            style=_asset("style.css") + _asset("article.css"),
            script=_asset("page.js"),
        )
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
        bars=_bars, digest=_digest, plain=plain, rate=_rate, short=_short, visible=visible
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


def _bars(rule: RuleCount, highest: int) -> Iterator[Bar]:
    start = 0.0
    for kind, count in zip(KINDS, rule.counts, strict=True):
        if count:
            width = max(0.8, round(100 * count / highest, 2))
            yield Bar(kind, round(start, 2), width)
            start += width


def _families(rules: tuple[RuleCount, ...]) -> list[tuple[str, Counts]]:
    families: dict[str, Counts] = {}
    for rule in rules:
        families[rule.family] = families.get(rule.family, Counts()).plus(rule.counts)
    return sorted(families.items(), key=lambda family: (-family[1].total, family[0]))


def _lifted(lifted: Lifted) -> list[tuple[str, str]]:
    named = asdict(lifted).items()
    return [(kind, value) for kind, values in named for value in values[:_LIFTED]]


def _marks(settings: Settings) -> str:
    if settings.mark_holes is None:
        return "none"
    return f"{settings.mark_holes} from a confidence of {settings.mark_threshold:g}"


def _provenance(audit: Audit) -> list[tuple[str, str]]:
    """Return what made this page: rules, settings, versions."""
    from cleanup.ruleset import ruleset, versions

    settings = audit.settings
    return [
        ("Ruleset", ruleset(settings)),
        ("Preset", settings.preset or "chosen for each text"),
        ("Selected rules", ", ".join(settings.select) or "all"),
        ("Ignored rules", ", ".join(settings.ignore) or "none"),
        ("Changes made", "safe and unsafe tiers" if settings.unsafe else "safe tier"),
        ("Confidence at least", f"{settings.threshold:g}"),
        ("Marks where text was lost", _marks(settings)),
        ("Normal form", settings.form),
        *versions().items(),
        ("Python", platform.python_version()),
    ]
