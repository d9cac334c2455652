"""Options that several commands share, group by group."""

from __future__ import annotations

import argparse

from cleanup.cli.parsing.arguments import (
    FORMATS,
    codes,
    count,
    delimiter,
    mark,
    names,
    patterns,
    positive,
    quotechar,
    share,
    size,
)
from cleanup.settings import STEPS, STEPS_PER_CODE_POINT
from cleanup.values import MARK, PRESETS


def add_report(command: argparse.ArgumentParser) -> None:
    """Add the format of a report, where it goes, and what it shows."""
    group = command.add_argument_group("report")
    group.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    group.add_argument("-o", "--output", metavar="FILE", help="write the report to FILE")
    group.add_argument(
        "--statistics", action="store_true", help="how many findings each rule made, instead"
    )
    group.add_argument(
        "--show-fixes", action="store_true", help="lines before and after what would be repaired"
    )
    add_loudness(group, "the findings, without closing lines", "also the line of each finding")


def add_loudness(group: argparse._ActionsContainer, quiet: str, verbose: str) -> None:
    """Add ``--quiet`` and ``--verbose``, with what they print."""
    either = group.add_mutually_exclusive_group()
    either.add_argument("-q", "--quiet", action="store_true", help=f"only {quiet}")
    either.add_argument(
        "-v", "--verbose", action="store_true", help=f"{verbose}, and files without any"
    )


def add_baseline(command: argparse.ArgumentParser) -> None:
    """Add what is done with the baseline."""
    group = command.add_argument_group(
        "baseline", "What .cleanup-baseline.json lists is not reported."
    ).add_mutually_exclusive_group()
    for option, mode, does in (
        ("--write-baseline", "write", "list there all that is found"),
        ("--prune-baseline", "prune", "remove from it what is no longer found"),
        ("--no-baseline", None, "report what it lists, too"),
    ):
        group.add_argument(
            option, dest="baseline", action="store_const", const=mode, default="read", help=does
        )


def add_strict(command: argparse.ArgumentParser) -> None:
    """Add ``--strict``."""
    command.add_argument(
        "--strict", action="store_true", help="exit 2 for a file that is passed over, too"
    )


def add_files(command: argparse.ArgumentParser, what: str) -> None:
    """Add the paths, and which files of folders are passed over."""
    command.add_argument("paths", nargs="*", metavar="PATH", help=what)
    group = command.add_argument_group("which files")
    for option, does in (
        ("--exclude", "pass these over in folders, not build, dist, node_modules, …"),
        ("--extend-exclude", "pass these over, too"),
    ):
        group.add_argument(
            option,
            metavar="PATTERNS",
            type=patterns,
            action="extend",
            help=f"{does}: as in .gitignore, with commas between",
        )
    group.add_argument(
        "--force-exclude",
        action="store_true",
        help="pass over what is excluded even if it is named",
    )
    group.add_argument(
        "--no-gitignore", action="store_true", help="read what .gitignore and .ignore exclude, too"
    )
    group.add_argument(
        "--file-list", metavar="FILE", help="a file of paths, one a line; - is standard input"
    )
    group.add_argument(
        "--stdin-filename", metavar="PATH", help="the file that standard input is judged as"
    )


def add_reading(command: argparse.ArgumentParser) -> None:
    """Add how inputs are read."""
    group = command.add_argument_group("inputs", "A text over --max-document is quarantined.")
    group.add_argument(
        "--input-format",
        choices=("jsonl", "csv", "tsv", "parquet", "text"),
        help="format of all inputs, whatever their names",
    )
    group.add_argument(
        "--delimiter", metavar="CHAR", type=delimiter, help="of CSV; default: from the header"
    )
    group.add_argument(
        "--quotechar", metavar="CHAR", type=quotechar, default='"', help='of CSV (") or none'
    )
    add_max_document(group, "largest text")


def add_max_document(group: argparse._ActionsContainer, what: str) -> None:
    """Add the most bytes of what is read."""
    group.add_argument(
        "--max-document", metavar="SIZE", type=size, default=16 << 20, help=f"{what} (16M)"
    )


def add_columns(command: argparse.ArgumentParser, *, dates: bool = False) -> None:
    """Add the columns of tables, with that of dates if ``dates``."""
    group = command.add_argument_group("columns of tables")
    group.add_argument("--text", metavar="COL", help="default: text; or article.body")
    group.add_argument("--title", metavar="COL", help="default: title, if there is one")
    group.add_argument("--source-column", metavar="COL", help="who published the text")
    group.add_argument("--lang", metavar="COL", help="ISO 639-1 codes; default: guessed")
    group.add_argument(
        "--ignore-column", metavar="COL", help="codes that a row suppresses; * or true for all"
    )
    if dates:
        group.add_argument(
            "--date-column", metavar="COL", help="when it was published: damage over time"
        )


def add_review(command: argparse.ArgumentParser) -> None:
    """Add what draws a review, and what reads it back."""
    group = command.add_argument_group("review", "A reader's verdicts say how far to trust it.")
    group.add_argument(
        "--review",
        type=count,
        default=0,
        metavar="N",
        help="draw N places of each rule, and 10 N windows in which nothing was found",
    )
    group.add_argument(
        "--verdicts",
        action="append",
        default=[],
        metavar="FILE",
        help="what a reader said of a review; may be given several times, also without SRC",
    )


def add_configuration(command: argparse.ArgumentParser) -> None:
    """Add where the configuration is from."""
    group = command.add_argument_group(
        "configuration", "[tool.cleanup] in pyproject.toml, or cleanup.toml; options override it."
    )
    either = group.add_mutually_exclusive_group()
    either.add_argument("--config", metavar="FILE", help="this one, not that of the nearest folder")
    either.add_argument("--isolated", action="store_true", help="read no configuration")


def add_settings(command: argparse.ArgumentParser, *, marks: bool = True) -> None:
    """Add the settings of rules, with those of marks if ``marks``."""
    add_configuration(command)
    group = command.add_argument_group("rules")
    group.add_argument(
        "--preset", choices=PRESETS, help="default: news, and prose for files of documentation"
    )
    for option, does in (
        ("--select", "only these rules"),
        ("--extend-select", "these rules too"),
        ("--ignore", "not these rules"),
    ):
        group.add_argument(
            option,
            metavar="CODES",
            type=codes,
            action="extend",
            help=f"{does}: codes or their beginnings, as in JOI,HOL001",
        )
    group.add_argument(
        "--remove",
        metavar="NAMES",
        type=names,
        action="extend",
        help="also make these unsafe removals: codes, names or families, as in byline,CRD002",
    )
    group.add_argument(
        "--phrases", metavar="FILE", help="more phrases of furniture, a table in sections"
    )
    group.add_argument(
        "--unsafe",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="also make unsafe changes",
    )
    group.add_argument("--threshold", metavar="0-1", type=share, help="least confidence (0.8)")
    group.add_argument(
        "--steps", metavar="N", type=count, default=STEPS, help="most that a text may cost (1M)"
    )
    group.add_argument(
        "--steps-per-code-point",
        metavar="X",
        type=positive,
        default=STEPS_PER_CODE_POINT,
        help="the same for each code point (0.1); 25,000 steps are always allowed",
    )
    command.set_defaults(mark_holes=None, mark_threshold=None)
    if marks:
        add_marks(command)


def add_marks(command: argparse.ArgumentParser) -> None:
    """Add the settings of marks."""
    group = command.add_argument_group("marks", "Paths go before --mark-holes.")
    group.add_argument(
        "--mark-holes",
        metavar="MARK",
        nargs="?",
        type=mark,
        const=MARK,
        help=f"insert MARK ({MARK}) where text was lost",
    )
    group.add_argument(
        "--no-mark-holes",
        dest="mark_holes",
        action="store_const",
        const=False,
        help="insert none, whatever the configuration says",
    )
    group.add_argument(
        "--mark-threshold", metavar="0-1", type=share, help="least confidence for that (0.9)"
    )
