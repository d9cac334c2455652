"""Count what cleaning does to rows, and collect a few samples, as one frozen value."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from cleanup.audit.findings import findings_of, kind_for, sample_of
from cleanup.audit.values import (
    Article,
    Audit,
    Counts,
    Kind,
    Refused,
    RuleCount,
    Sample,
    SourceCount,
)
from cleanup.engine.clean_column import clean_column
from cleanup.ledger import undo
from cleanup.provenance import LIFTED
from cleanup.read.row import Reject, Row
from cleanup.rules import rule_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cleanup.audit.values import AuditFinding
    from cleanup.settings import Settings
    from cleanup.values import Trait

Key = TypeVar("Key")

SAMPLES = 20
"""How many samples are shown of one rule, and how many rows that could not be read."""

SAMPLES_OF_ARTICLE = 4
"""How many of a rule's samples may come from the same article."""

_RAW = 200
"""How many bytes of a row that could not be read are shown."""

_ROWS = 2_000
_SIZE = 8 << 20
"""A batch ends at so many rows, or so many code points."""


def collect(
    rows: Iterable[Row | Reject],
    settings: Settings,
    *,
    command: str = "",
    progress: Callable[[int], object] | None = None,
) -> Audit:
    """Clean rows and count; ``progress`` is called with how many rows are done."""
    tally = _Tally()
    done = 0
    for batch in _batches(rows):
        tally.add_batch([row for row in batch if isinstance(row, Row)], settings)
        for row in batch:
            if isinstance(row, Reject):
                tally.refuse(row)
        done += len(batch)
        if progress:
            progress(done)
    return tally.result(settings, command)


def _batches(rows: Iterable[Row | Reject]) -> Iterator[list[Row | Reject]]:
    batch: list[Row | Reject] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += len(row.raw) if isinstance(row, Reject) else len(row.text or "")
        if len(batch) >= _ROWS or size >= _SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Tally:
    """The counts so far."""

    def __init__(self) -> None:
        self.articles: Counter[str] = Counter()
        self.damaged: Counter[str] = Counter()
        self.length: Counter[str] = Counter()
        self.covered: Counter[str] = Counter()
        self.by_source: Counter[tuple[str, Kind]] = Counter()
        self.by_rule: Counter[tuple[str, Kind]] = Counter()
        self.articles_of_rule: Counter[str] = Counter()
        self.samples: dict[str, dict[tuple[object, ...], tuple[int, Sample]]] = {}
        self.lifted: Counter[str] = Counter()
        self.traits: Counter[Trait] = Counter()
        self.languages: Counter[str | None] = Counter()
        self.rebuilt = 0
        self.first: Article | None = None
        self.quarantined: Counter[str] = Counter()
        self.refused: list[Refused] = []

    def add_batch(self, rows: Sequence[Row], settings: Settings) -> None:
        """Clean rows and count them."""
        contexts = [row.context for row in rows]
        results = clean_column([row.text for row in rows], contexts, settings)
        for row, cleaned in zip(rows, results, strict=True):
            text = row.text or ""
            self.add(Article(row.source, row.row, row.title, text, cleaned, row.context))

    def add(self, article: Article) -> None:
        """Count one article."""
        source, cleaned = article.source, article.cleaned
        self.first = self.first or article
        self.articles[source] += 1
        self.damaged[source] += cleaned.status != "clean"
        self.length[source] += len(article.text)
        self.covered[source] += round(cleaned.damage * len(article.text) / 1000)
        self.rebuilt += undo(cleaned.text, cleaned.edits) == article.text
        self.traits.update(cleaned.kind.traits)
        self.languages[cleaned.kind.lang] += 1
        for kind in LIFTED:
            self.lifted[kind] += len(getattr(cleaned.lifted, kind))
        findings = findings_of(cleaned)
        self.by_source.update((source, finding.kind) for finding in findings)
        self._count_rules(article, findings)

    def _count_rules(self, article: Article, findings: Sequence[AuditFinding]) -> None:
        of_article: Counter[str] = Counter()
        for finding in findings:
            for code in finding.codes:
                of_article[code] += 1
                self.by_rule[code, kind_for(finding, code)] += 1
                samples = self.samples.setdefault(code, {})
                if of_article[code] <= SAMPLES_OF_ARTICLE and len(samples) < SAMPLES:
                    where = f"{article.source}#{article.row}"
                    sample = sample_of(article.text, article.cleaned, finding, where)
                    samples.setdefault((sample.before, sample.after), (of_article[code], sample))
        self.articles_of_rule.update(of_article.keys())

    def refuse(self, reject: Reject) -> None:
        """Count one row that could not be read."""
        self.quarantined[reject.source] += 1
        if len(self.refused) < SAMPLES:
            raw = reject.raw[:_RAW].decode(errors="backslashreplace")
            self.refused.append(Refused(f"{reject.source}#{reject.row}", reject.message, raw))

    def result(self, settings: Settings, command: str) -> Audit:
        """Return the audit."""
        articles = self.articles.total()
        length = self.length.total()
        sources = self._sources()
        return Audit(
            articles=articles,
            damaged=self.damaged.total(),
            counts=_sum(source.counts for source in sources),
            damage=_rate(self.covered.total(), length),
            rebuilt=self.rebuilt,
            lifted=tuple(self.lifted.items()),
            traits=_commonest(self.traits),
            languages=_commonest(self.languages),
            rules=self._rules(),
            sources=sources,
            quarantined=self.quarantined.total(),
            refused=tuple(self.refused),
            article=self.first if articles == 1 else None,
            settings=settings,
            command=command,
        )

    def _rules(self) -> tuple[RuleCount, ...]:
        counted = [
            RuleCount(
                code=code,
                name=rule.name,
                family=rule.family,
                message=rule.message,
                severity=rule.severity,
                confidence=rule.confidence,
                basis=rule.basis,
                measured=rule.of_own_tier,
                counts=Counts.of(self.by_rule, code),
                articles=self.articles_of_rule[code],
                samples=_mixed(self.samples[code].values()),
                hole=rule.hole,
            )
            for code, rule in ((code, rule_for(code)) for code in self.articles_of_rule)
        ]
        return tuple(sorted(counted, key=lambda rule: (-rule.counts.total, rule.code)))

    def _sources(self) -> tuple[SourceCount, ...]:
        counted = [
            SourceCount(
                source=source,
                articles=self.articles[source],
                damaged=self.damaged[source],
                counts=Counts.of(self.by_source, source),
                damage=_rate(self.covered[source], self.length[source]),
                quarantined=self.quarantined[source],
            )
            for source in self.articles | self.quarantined
        ]
        return tuple(sorted(counted, key=lambda source: (-source.damage, source.source)))


def _mixed(samples: Iterable[tuple[int, Sample]]) -> tuple[Sample, ...]:
    """Put the first sample of every article first, then the second ones, and so on."""
    return tuple(sample for _, sample in sorted(samples, key=lambda numbered: numbered[0]))


def _commonest(counter: Counter[Key]) -> tuple[tuple[Key, int], ...]:
    return tuple(sorted(counter.items(), key=lambda counted: (-counted[1], str(counted[0]))))


def _sum(counts: Iterable[Counts]) -> Counts:
    total = Counts()
    for count in counts:
        total = total.plus(count)
    return total


def _rate(covered: int, length: int) -> float:
    return 1000 * covered / length if length else 0.0
