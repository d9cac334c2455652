"""The parser of the command line: the commands, their options, and the module of each."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import cleanup
from cleanup.cli.arguments import (
    FORMATS,
    codes,
    count,
    delimiter,
    mark,
    names,
    part,
    patterns,
    positive,
    quotechar,
    share,
    size,
)
from cleanup.settings import STEPS, STEPS_PER_CODE_POINT
from cleanup.values import MARK, PRESETS

if TYPE_CHECKING:
    from collections.abc import Callable

    Act = Callable[[argparse.Namespace], int]
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def parser(command: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of one command, if there is one of this name, else of all commands."""
    top = argparse.ArgumentParser(
        prog="cleanup",
        description=cleanup.__doc__,
        epilog="`cleanup COMMAND --help` says more; `-` is standard input.",
        formatter_class=_unmeasured,
    )
    top.add_argument("--version", action="version", version=f"cleanup {cleanup.__version__}")
    top.set_defaults(act=None)
    commands = top.add_subparsers(title="commands", metavar="COMMAND", prog=top.prog)
    only = [add for name, add in _ADDS.items() if name == command]
    for add in only or _ADDS.values():
        add(commands)
    for made in (top, *commands.choices.values()):
        made.formatter_class = argparse.HelpFormatter
    return top


def _unmeasured(prog: str) -> argparse.HelpFormatter:
    """Return a formatter for the checks of ``argparse``: to ask for the width takes 10 ms."""
    return argparse.HelpFormatter(prog, width=80)


def _add_run(commands: Commands) -> None:
    command = _command(commands, "run", "clean a corpus into one table with its provenance", _run)
    command.add_argument("sources", nargs="+", metavar="SRC", help="files, folders, or -")
    command.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="OUT",
        help="OUT.parquet, .jsonl or .csv (also .gz, .zst), or a folder: one output an input",
    )
    command.add_argument("--force", action="store_true", help="replace an existing output")
    command.add_argument(
        "--workers",
        metavar="N",
        type=count,
        help="worker processes (default: one a core from 32 MB of input on, else one)",
    )
    folder = command.add_argument_group("with a folder as output")
    folder.add_argument(
        "--output-format", choices=("parquet", "jsonl", "csv"), help="default: that of each input"
    )
    folder.add_argument(
        "--shard", metavar="I/N", type=part, help="every Nth file only, from the Ith on (from 1)"
    )
    folder.add_argument("--engine", choices=("local", "ray"), default="local", help="where it runs")
    folder.add_argument(
        "--ray-address", metavar="HOST:PORT", help="the head of a Ray cluster, or auto"
    )
    command.add_argument(
        "--guard-formulas",
        action="store_true",
        help="in CSV, put ' before what a spreadsheet would run (undo removes it)",
    )
    rows = command.add_argument_group("rows").add_mutually_exclusive_group()
    rows.add_argument("--head", metavar="N", type=count, help="only the first N rows of all inputs")
    rows.add_argument(
        "--sample", metavar="N", type=count, help="only N rows at random, of all inputs"
    )
    command.add_argument(
        "--drop",
        metavar="NAMES",
        type=names,
        default=[],
        help="write rows of these verdicts to OUT.dropped beside the output: verdicts (pages"
        " without an article: DOC006 to DOC013), or codes and names of some",
    )
    command.add_argument("--seed", metavar="S", type=int, default=0, help="seed of the sample (0)")
    _add_reading(command)
    _add_columns(command)
    _add_settings(command)


def _add_explain(commands: Commands) -> None:
    command = _command(commands, "explain", "say why a place was, or was not, reported", _explain)
    command.add_argument(
        "place",
        metavar="PLACE",
        help="PATH:LINE:COL, or for a table PATH#ROW:START, as check prints them; - is a path too",
    )
    command.add_argument("--format", choices=("text", "json"), default="text")
    _add_reading(command)
    _add_columns(command)
    _add_settings(command, marks=False)


def _add_check(commands: Commands) -> None:
    command = _command(commands, "check", "report damage and change nothing", _check)
    _add_files(command, "files, folders, patterns, or -")
    command.add_argument("--exit-zero", action="store_true", help="exit 0 whatever is found")
    _add_baseline(command)
    command.add_argument(
        "--diff-base", metavar="REV", help="only lines that were changed since a revision of git"
    )
    command.add_argument(
        "--jobs", metavar="N", type=count, help="processes (default: one a core from 4 MB on)"
    )
    command.add_argument("--no-cache", action="store_true", help="judge files anew, keep nothing")
    _add_strict(command)
    _add_report(command)
    _add_reading(command)
    _add_columns(command)
    _add_settings(command, marks=False)


def _add_report(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("report")
    group.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    group.add_argument("-o", "--output", metavar="FILE", help="write the report to FILE")
    group.add_argument(
        "--statistics", action="store_true", help="how many findings each rule made, instead"
    )
    group.add_argument(
        "--show-fixes", action="store_true", help="lines before and after what would be repaired"
    )
    _add_loudness(group, "the findings, without closing lines", "also the line of each finding")


def _add_loudness(group: argparse._ActionsContainer, quiet: str, verbose: str) -> None:
    either = group.add_mutually_exclusive_group()
    either.add_argument("-q", "--quiet", action="store_true", help=f"only {quiet}")
    either.add_argument(
        "-v", "--verbose", action="store_true", help=f"{verbose}, and files without any"
    )


def _add_fix(commands: Commands) -> None:
    command = _command(commands, "fix", "repair texts in files and tables in place", _fix)
    _add_files(command, "files, folders, patterns, or -")
    either = command.add_mutually_exclusive_group()
    either.add_argument("--diff", action="store_true", help="print what would change")
    either.add_argument("--ledger", metavar="FILE", help="add what is changed to FILE, for undo")
    _add_strict(command)
    _add_loudness(command, "errors", "also what each file was judged as")
    _add_reading(command)
    _add_columns(command)
    _add_settings(command)


def _add_baseline(command: argparse.ArgumentParser) -> None:
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


def _add_strict(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--strict", action="store_true", help="exit 2 for a file that is passed over, too"
    )


def _add_audit(commands: Commands) -> None:
    command = _command(commands, "audit", "show the damage of articles on one page", _audit)
    command.add_argument("sources", nargs="+", metavar="SRC", help="files, folders, or -")
    command.add_argument("-o", "--output", required=True, metavar="REPORT", help="report.html")
    command.add_argument("--force", action="store_true", help="replace an existing report")
    _add_reading(command)
    _add_columns(command)
    _add_settings(command)


def _add_undo(commands: Commands) -> None:
    command = _command(commands, "undo", "rebuild the originals", _undo)
    command.add_argument(
        "output", metavar="OUT", help="an output of run, a folder of them, or a ledger of fix"
    )
    command.add_argument(
        "-o",
        "--originals",
        required=True,
        help="the file to write rows to, or the folder for text files",
    )
    command.add_argument("--text", metavar="COL", help="the text column, if OUT does not name it")
    _add_max_document(command, "what the run was given")
    command.add_argument("--force", action="store_true", help="replace an existing file")


def _add_rules(commands: Commands) -> None:
    command = _command(commands, "rules", "list the rules", _rules)
    command.add_argument("--format", choices=("text", "json"), default="text")


def _add_settings_command(commands: Commands) -> None:
    command = _command(
        commands, "settings", "print what holds for a path, and from where", _settings
    )
    command.add_argument("path", nargs="?", default=".", metavar="PATH", help="a file or folder")
    command.add_argument("--format", choices=("toml", "json"), default="toml")
    command.set_defaults(steps=STEPS, steps_per_code_point=STEPS_PER_CODE_POINT)
    _add_configuration(command)


def _add_init(commands: Commands) -> None:
    command = _command(commands, "init", "write the configuration that fits a folder", _init)
    command.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="default: here")
    command.add_argument("--dry-run", action="store_true", help="print it, write nothing")


def _add_rule(commands: Commands) -> None:
    command = _command(commands, "rule", "explain one rule", _rule)
    command.add_argument("code", metavar="CODE", help="a code (JOI001) or a name")


def _add_reading(command: argparse.ArgumentParser) -> None:
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
    _add_max_document(group, "largest text")


def _add_configuration(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group(
        "configuration", "[tool.cleanup] in pyproject.toml, or cleanup.toml; options override it."
    )
    either = group.add_mutually_exclusive_group()
    either.add_argument("--config", metavar="FILE", help="this one, not that of the nearest folder")
    either.add_argument("--isolated", action="store_true", help="read no configuration")


def _add_files(command: argparse.ArgumentParser, what: str) -> None:
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


def _add_max_document(group: argparse._ActionsContainer, what: str) -> None:
    group.add_argument(
        "--max-document", metavar="SIZE", type=size, default=16 << 20, help=f"{what} (16M)"
    )


def _add_columns(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("columns of tables")
    group.add_argument("--text", metavar="COL", help="default: text; or article.body")
    group.add_argument("--title", metavar="COL", help="default: title, if there is one")
    group.add_argument("--source-column", metavar="COL", help="who published the text")
    group.add_argument("--lang", metavar="COL", help="ISO 639-1 codes; default: guessed")
    group.add_argument(
        "--ignore-column", metavar="COL", help="codes that a row suppresses; * or true for all"
    )


def _add_settings(command: argparse.ArgumentParser, *, marks: bool = True) -> None:
    _add_configuration(command)
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
        _add_marks(command)


def _add_marks(command: argparse.ArgumentParser) -> None:
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


def _command(commands: Commands, name: str, summary: str, act: Act) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=summary,
        description=f"{summary.capitalize()}.",
        formatter_class=_unmeasured,
    )
    command.set_defaults(act=act)
    return command


def _run(options: argparse.Namespace) -> int:
    from cleanup.cli.run import run_sources

    return run_sources(options)


def _check(options: argparse.Namespace) -> int:
    from cleanup.cli.check import check

    return check(options)


def _fix(options: argparse.Namespace) -> int:
    from cleanup.cli.fix import fix

    return fix(options)


def _audit(options: argparse.Namespace) -> int:
    from cleanup.cli.audit import audit_sources

    return audit_sources(options)


def _undo(options: argparse.Namespace) -> int:
    from cleanup.cli.undo import undo

    return undo(options)


def _init(options: argparse.Namespace) -> int:
    from cleanup.cli.init import init

    return init(options)


def _settings(options: argparse.Namespace) -> int:
    from cleanup.cli.resolved import print_resolved

    return print_resolved(options)


def _rules(options: argparse.Namespace) -> int:
    from cleanup.cli.rules import rules

    return rules(options)


def _explain(options: argparse.Namespace) -> int:
    from cleanup.cli.explain import explain_place

    return explain_place(options)


def _rule(options: argparse.Namespace) -> int:
    from cleanup.cli.rules import explain

    return explain(options)


_ADDS = {
    "run": _add_run,
    "check": _add_check,
    "fix": _add_fix,
    "audit": _add_audit,
    "undo": _add_undo,
    "explain": _add_explain,
    "init": _add_init,
    "settings": _add_settings_command,
    "rules": _add_rules,
    "rule": _add_rule,
}
"""What adds each command to a parser, in the order of the help."""
