"""What the help of a command ends with: examples, and exit codes."""

from __future__ import annotations

_EXAMPLES = {
    "run": """\
  cleanup run articles.jsonl -o clean.parquet --text body
  cleanup run crawl/ -o cleaned/ --workers 4
  cleanup run pages.jsonl.gz -o clean.jsonl.gz --drop verdicts --head 1000""",
    "check": """\
  cleanup check .
  cleanup check docs/ "data/**/*.jsonl" --select JOI,HOL --statistics
  cleanup check . --diff-base origin/main --format github
  cleanup check . --write-baseline
  git diff --name-only -z | cleanup check --file-list - --force-exclude""",
    "fix": """\
  cleanup fix docs/ --diff
  cleanup fix docs/ --ledger docs.ledger.jsonl
  cleanup fix data/articles.jsonl --text body
  cleanup fix - --stdin-filename a.md < a.md > b.md""",
    "audit": """\
  cleanup audit articles.jsonl -o report.html --text body
  cleanup audit clean.parquet -o report.md --source-column site --date-column day
  cleanup audit clean.parquet -o review.html --review 20
  cleanup audit --verdicts verdicts.jsonl
  cleanup audit --compare before.parquet after.parquet -o difference.html""",
    "undo": """\
  cleanup undo clean.parquet -o articles-again.jsonl
  cleanup undo docs.ledger.jsonl -o originals/""",
    "explain": """\
  cleanup explain article.txt:7:108
  cleanup explain data/rows.jsonl#0:19 --text body""",
    "init": """\
  cleanup init
  cleanup init docs/ --dry-run""",
    "settings": """\
  cleanup settings docs/guide.md
  cleanup settings . --format json""",
    "rules": """\
  cleanup rules
  cleanup rules --format json""",
    "rule": """\
  cleanup rule JOI001
  cleanup rule glued-sentence""",
    "completion": """\
  cleanup completion bash > ~/.local/share/bash-completion/completions/cleanup
  cleanup completion zsh > ~/.zfunc/_cleanup""",
}

_CODES = {
    "run": ("done", "rows were quarantined", "it could not run; into a folder: a file failed"),
    "check": (
        "no findings, or --exit-zero",
        "findings, or rows that cannot be read",
        "it could not run or read a file",
    ),
    "fix": (
        "done, whatever is left to look at",
        "it gave up on a text, or rows cannot be read; with --diff: there is one",
        "it could not run, read or write a file",
    ),
    "audit": ("done", "rows were quarantined", "it could not run"),
    "undo": ("done", "quarantined rows are not rebuilt", "it could not run or rebuild a file"),
}
"""What exit codes 0, 1 and 2 mean; for other commands 0 is done, and 2 that it could not run."""


def epilog(command: str) -> str:
    """Return the examples and exit codes of a command; an empty string if there is none."""
    if command not in _EXAMPLES:
        return ""
    codes = _CODES.get(command, ("done", "", "it could not run"))
    lines = [f"  {code}  {what}" for code, what in enumerate(codes) if what]
    lines.append("  70  an error of cleanup itself, with its place")
    return "\n".join(["examples:", _EXAMPLES[command], "", "exit codes:", *lines])
