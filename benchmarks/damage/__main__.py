"""The command line of the damage benchmark: ``make score lone clean seams losses``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.damage import alarm, cleaners, lone, losses, score, seams
from benchmarks.damage.make import make
from benchmarks.damage.read import articles
from benchmarks.damage.values import Row
from benchmarks.documents import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAGES = Path(__file__).parent / "pages"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 2 with a message if it cannot."""
    options = _parser().parse_args(argv)
    try:
        figures = options.act(options)
    except (OSError, ValueError) as error:
        print(f"{options.command}: {error}", file=sys.stderr)
        return 2
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return 0


def _make(options: argparse.Namespace) -> dict[str, Any]:
    counts = {"rows": 0, "places": 0}
    with options.out.open("w", encoding="utf-8") as out:
        for row in make(articles(options.pages, options.select, options.without)):
            out.write(json.dumps(row.record(), ensure_ascii=False) + "\n")
            counts["rows"] += 1
            counts["places"] += len(row.damage)
    print(f"{counts['rows']} texts with {counts['places']} damaged places, in {options.out}")
    return counts


def _score(options: argparse.Namespace) -> dict[str, Any]:
    if options.cleaned:
        answer = cleaners.stored(options.cleaned)
    else:
        clean = cleaners.load(options.cleaner)
        answer = lambda row: clean(row.extracted)  # noqa: E731
    tallies, missing = score.score(_rows(options.rows, options.share), answer)
    figures = score.record(tallies)
    print(score.table(figures))
    if missing:
        print(f"\n{missing} texts have no cleaned text and are left out")
    return {
        "cleaner": str(options.cleaned or options.cleaner),
        "missing": missing,
        "by_scraper": figures,
    }


def _lone(options: argparse.Namespace) -> dict[str, Any]:
    if options.rows:
        damaged = _rows(options.rows, options.share)
    else:
        rows_made = make(articles(options.pages, options.select, options.without))
        damaged = (row for row in rows_made if lone.within(row.id, *options.share))
    drawn = lone.draw(damaged, options.most, options.seed)
    figures = lone.find(drawn, cleaners.load(options.cleaner))
    print(f"{'gap':20}{'holes':>6}{'in place':>9}  recall")
    for gap, recall in figures.items():
        print(f"{gap:20}{recall['of']:6}{recall['in_place']:9}  {score.shown(recall)}")
    return figures


def _clean(options: argparse.Namespace) -> dict[str, Any]:
    figures, listed = {}, []
    print(
        f"{'':28}{'texts':>6}{'words':>10}{'findings':>9}{'per 100k':>9}"
        f"{'either':>7}{'with it':>9}{'edits':>7}{'per M':>8}"
    )
    for path in options.files:
        counts = alarm.count_alarms(_texts(path, options.field, options.share), options.family)
        listed += counts.edits if options.edits else counts.alarms + counts.either
        figures[path.name] = counts.record
        print(
            f"{path.name:28}{counts.texts:6}{counts.words:10}{len(counts.alarms):9}"
            f"{counts.alarms_per_100k_words:9.2f}{len(counts.either):7}"
            f"{counts.either_included_per_100k_words:9.2f}{len(counts.edits):7}"
            f"{counts.edits_per_million:8.1f}"
        )
        codes = counts.codes(*(("edits",) if options.edits else ("alarms", "either")))
        print("".join(f"  {code} {count}" for code, count in codes.items()))
    if options.show is not None and options.show < len(listed):
        listed = Random(options.seed).sample(listed, options.show)
    print(*listed, sep="\n")
    return figures


def _seams(options: argparse.Namespace) -> dict[str, Any]:
    texts = (
        text for path in options.files for _, text in _texts(path, options.field, options.share)
    )
    figures = seams.measure(texts, options.most, options.seed)
    print(f"{'kind':12}{'places':>7}  {'precision':22}recall")
    for kind, found in figures.items():
        precision, recall = score.shown(found.precision), score.shown(found.recall)
        print(f"{kind:12}{found.places:7}  {precision:22}{recall}")
    for kind, found in figures.items() if options.show is not None else ():
        for name, listed in (("missed", found.missed), ("wrong", found.wrong)):
            sample = Random(options.seed).sample(listed, min(options.show, len(listed)))
            for one in sample:
                print(f"{name} {kind}: {one}")
    return {
        kind: {"precision": found.precision, "recall": found.recall}
        for kind, found in figures.items()
    }


def _losses(options: argparse.Namespace) -> dict[str, Any]:
    texts = (
        text for path in options.files for _, text in _texts(path, options.field, options.share)
    )
    figures = losses.measure(texts, options.most, options.seed)
    print(f"{'kind':22}{'places':>7}  {'alone':22}in company")
    for kind in figures["alone"].recall:
        alone, company = (figures[name].recall.get(kind) for name in ("alone", "company"))
        print(
            f"{kind:22}{alone['of'] if alone else 0:7}  {score.shown(alone) if alone else '-':22}"
            f"{score.shown(company) if company else '-'}"
        )
    shown = [score.shown(figures[name].precision) for name in ("alone", "company")]
    print(f"{'precision':29}  {shown[0]:22}{shown[1]}")
    for name in figures if options.show is not None else ():
        wrong = figures[name].wrong
        listed = Random(options.seed).sample(wrong, min(options.show, len(wrong)))
        print(*(f"wrong {name}: {one}" for one in listed), sep="\n")
    return {name: one._asdict() for name, one in figures.items()}


def _rows(path: Path, share: tuple[float, float]) -> Iterator[Row]:
    """Yield the rows of a file. ``ValueError`` if one lacks its damaged text, gold or record."""
    for row in rows(path):
        if "damage" not in row or "extracted" not in row or "gold" not in row:
            raise ValueError(f"{path}: a row lacks damage, extracted or gold")
        if lone.within(row["id"], *share):
            yield Row.of(row)


def _texts(path: Path, field: str, share: tuple[float, float]) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(rows(path)):
        name = str(row.get("id", number))
        if row.get(field) and lone.within(name, *share):
            yield f"{path.name}#{name}", row[field]


def _share(words: str) -> tuple[float, float]:
    low, _, high = words.partition(":")
    return float(low), float(high)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.damage", description=__doc__)
    commands = parser.add_subparsers(required=True, dest="command")
    making = _command(commands, "make", _make, "damage the articles of HTML pages")
    _page_options(making)
    making.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.jsonl")
    scoring = _command(commands, "score", _score, "score a cleaner on damaged texts")
    scoring.add_argument("rows", type=Path, metavar="FILE.jsonl")
    _cleaner_options(scoring)
    scoring.add_argument(
        "--cleaned", type=Path, metavar="FILE.jsonl", help="score the cleaned texts of a file"
    )
    placing = _command(commands, "lone", _lone, "find single holes in clean articles")
    _page_options(placing)
    placing.add_argument("--rows", type=Path, metavar="FILE.jsonl", help="damaged texts, not pages")
    _cleaner_options(placing)
    placing.add_argument("--most", type=int, default=300, metavar="N", help="holes of each gap")
    placing.add_argument("--seed", type=int, default=1)
    listing = _command(commands, "clean", _clean, "list findings in texts that are taken as clean")
    listing.add_argument("files", type=Path, nargs="+", metavar="FILE.jsonl")
    listing.add_argument("--field", default="text", help="which member of a row is the text")
    listing.add_argument("--family", default="hole", help="the family whose findings are listed")
    listing.add_argument("--edits", action="store_true", help="list the safe edits instead")
    listing.add_argument("--show", type=int, metavar="N", help="list a sample of N, not all")
    listing.add_argument("--seed", type=int, default=1)
    _share_option(listing)
    gluing = _command(commands, "seams", _seams, "delete single spaces where sentences meet")
    gluing.add_argument("files", type=Path, nargs="+", metavar="FILE.jsonl")
    gluing.add_argument("--field", default="text", help="which member of a row is the text")
    gluing.add_argument("--most", type=int, default=300, metavar="N", help="places of each kind")
    gluing.add_argument(
        "--show", type=int, metavar="N", help="list N missed and wrong of each kind"
    )
    gluing.add_argument("--seed", type=int, default=1)
    _share_option(gluing)
    losing = _command(commands, "losses", _losses, "delete words as links are lost")
    losing.add_argument("files", type=Path, nargs="+", metavar="FILE.jsonl")
    losing.add_argument("--field", default="text", help="which member of a row is the text")
    losing.add_argument("--most", type=int, default=300, metavar="N", help="places of each kind")
    losing.add_argument("--show", type=int, metavar="N", help="list a sample of wrong findings")
    losing.add_argument("--seed", type=int, default=1)
    _share_option(losing)
    return parser


def _command(commands: Any, name: str, act: Any, summary: str) -> argparse.ArgumentParser:  # noqa: ANN401
    parser: argparse.ArgumentParser = commands.add_parser(name, help=summary, description=summary)
    parser.set_defaults(act=act)
    parser.add_argument("--json", type=Path, metavar="OUT.json", help="write the figures here")
    return parser


def _page_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pages", type=Path, nargs="?", default=PAGES, help="a folder of .html")
    parser.add_argument("--select", metavar="CSS", help="the article's element")
    parser.add_argument("--without", metavar="CSS", help="elements that are not the article's")


def _cleaner_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cleaner", default="cleanup", help="a name, or module:function")
    _share_option(parser)


def _share_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--share",
        type=_share,
        default=(0.0, 1.0),
        metavar="LOW:HIGH",
        help="only documents whose id hashes to this part of 0:1",
    )


if __name__ == "__main__":
    sys.exit(main())
