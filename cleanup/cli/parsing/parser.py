"""The parser of the command line: the commands, their options, and the module of each."""

from __future__ import annotations

import argparse
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

import cleanup
from cleanup.cli.parsing.arguments import count, names, part, percent
from cleanup.cli.parsing.friendly import FriendlyParser
from cleanup.cli.parsing.groups import (
    add_baseline,
    add_columns,
    add_configuration,
    add_files,
    add_loudness,
    add_max_document,
    add_reading,
    add_report,
    add_review,
    add_settings,
    add_strict,
)
from cleanup.settings import STEPS, STEPS_PER_CODE_POINT

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[FriendlyParser]


def parser(command: str | None = None) -> FriendlyParser:
    """Return the parser of one command, if there is one of this name, else of all commands."""
    top = FriendlyParser(
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
        made.formatter_class = argparse.RawDescriptionHelpFormatter
    return top


def _unmeasured(prog: str) -> argparse.HelpFormatter:
    """Return a formatter for the checks of ``argparse``: to ask for the width takes 10 ms."""
    return argparse.HelpFormatter(prog, width=80)


def _add_run(commands: Commands) -> None:
    command = _command(commands, "run", "clean a corpus into one table with its provenance")
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
    add_reading(command)
    add_columns(command)
    add_settings(command)


def _add_explain(commands: Commands) -> None:
    command = _command(commands, "explain", "say why a place was, or was not, reported")
    command.add_argument(
        "place",
        metavar="PLACE",
        help="PATH:LINE:COL, or for a table PATH#ROW:START, as check prints them; - is a path too",
    )
    command.add_argument("--format", choices=("text", "json"), default="text")
    add_reading(command)
    add_columns(command)
    add_settings(command, marks=False)


def _add_check(commands: Commands) -> None:
    command = _command(commands, "check", "report damage and change nothing")
    add_files(command, "files, folders, patterns, or -")
    command.add_argument("--exit-zero", action="store_true", help="exit 0 whatever is found")
    add_baseline(command)
    command.add_argument(
        "--diff-base", metavar="REV", help="only lines that were changed since a revision of git"
    )
    command.add_argument(
        "--jobs", metavar="N", type=count, help="processes (default: one a core from 4 MB on)"
    )
    command.add_argument("--no-cache", action="store_true", help="judge files anew, keep nothing")
    add_strict(command)
    add_report(command)
    add_reading(command)
    add_columns(command)
    add_settings(command, marks=False)


def _add_fix(commands: Commands) -> None:
    command = _command(commands, "fix", "repair texts in files and tables in place")
    add_files(command, "files, folders, patterns, or -")
    either = command.add_mutually_exclusive_group()
    either.add_argument("--diff", action="store_true", help="print what would change")
    either.add_argument("--ledger", metavar="FILE", help="add what is changed to FILE, for undo")
    command.add_argument(
        "--max-changed",
        metavar="N%",
        type=percent,
        help="write nothing if more of the files would change",
    )
    add_strict(command)
    add_loudness(command, "errors", "also what each file was judged as")
    add_reading(command)
    add_columns(command)
    add_settings(command)


def _add_audit(commands: Commands) -> None:
    command = _command(commands, "audit", "report the damage of articles, or of a run's output")
    command.add_argument("sources", nargs="*", metavar="SRC", help="files, folders, or -")
    command.add_argument(
        "-o", "--output", metavar="REPORT", help="report.html, .md, .json or .csv; the suffix says"
    )
    command.add_argument(
        "--format",
        choices=("html", "markdown", "json", "csv", "jsonl"),
        help="the format, where the suffix does not say it; jsonl is a review alone",
    )
    command.add_argument("--force", action="store_true", help="replace an existing report")
    command.add_argument(
        "--compare",
        nargs=2,
        metavar=("A", "B"),
        help="report what B finds and changes that A does not, and the other way round",
    )
    add_review(command)
    add_reading(command)
    add_columns(command, dates=True)
    add_settings(command)


def _add_undo(commands: Commands) -> None:
    command = _command(commands, "undo", "rebuild the originals")
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
    add_max_document(command, "what the run was given")
    command.add_argument("--force", action="store_true", help="replace an existing file")


def _add_rules(commands: Commands) -> None:
    command = _command(commands, "rules", "list the rules")
    command.add_argument("--format", choices=("text", "json"), default="text")


def _add_settings_command(commands: Commands) -> None:
    command = _command(commands, "settings", "print what holds for a path, and from where")
    command.add_argument("path", nargs="?", default=".", metavar="PATH", help="a file or folder")
    command.add_argument("--format", choices=("toml", "json"), default="toml")
    command.set_defaults(steps=STEPS, steps_per_code_point=STEPS_PER_CODE_POINT)
    add_configuration(command)


def _add_init(commands: Commands) -> None:
    command = _command(commands, "init", "write the configuration that fits a folder")
    command.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="default: here")
    command.add_argument("--dry-run", action="store_true", help="print it, write nothing")


def _add_rule(commands: Commands) -> None:
    command = _command(commands, "rule", "explain one rule")
    command.add_argument("code", metavar="CODE", help="a code (JOI001) or a name")


def _add_completion(commands: Commands) -> None:
    command = _command(commands, "completion", "print what completes commands in a shell")
    command.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="the shell")


def _command(commands: Commands, name: str, summary: str) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=summary,
        description=f"{summary.capitalize()}.",
        formatter_class=_unmeasured,
    )
    command.set_defaults(act=partial(_act, *_ACTS[name]))
    return command


def _act(module: str, function: str, options: argparse.Namespace) -> int:
    """Call the function of a command; its module is imported only now."""
    return int(getattr(import_module(f"cleanup.cli.{module}"), function)(options))


_ACTS = {
    "run": ("run", "run_sources"),
    "check": ("check", "check"),
    "fix": ("fix", "fix"),
    "audit": ("audit", "audit_sources"),
    "undo": ("undo", "undo"),
    "explain": ("explain", "explain_place"),
    "init": ("init", "init"),
    "settings": ("resolved", "print_resolved"),
    "rules": ("rules", "rules"),
    "rule": ("rules", "explain"),
    "completion": ("completion", "completion"),
}
"""The module and the function of each command."""

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
    "completion": _add_completion,
}
"""What adds each command to a parser, in the order of the help."""
