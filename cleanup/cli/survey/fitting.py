"""Choose the configuration that fits what a survey found, with the reasons as comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.cli.excerpts import counted
from cleanup.cli.survey import NEWS
from cleanup.config.quoted import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.cli.survey import Survey

NEARLY_ALL = 0.9
"""From this share of the files on, they are said to be of one kind: a licence is no article."""

FEW = 3
"""A folder with fewer files shows no kind."""

NAMED = 20
"""So many files that are no text are named; where there are more, a pattern by hand is better."""


def written(found: Survey, above: str) -> str:
    """Return the configuration as TOML, in the table ``above``; at the top if that is empty."""
    lines = [f"[{above}]"] if above else []
    lines += [*_counts(found), *_preset(found), *_without_texts(found), *_excluded(found)]
    prefix = f"{above}." if above else ""
    for pattern, column in _columns(found):
        lines += ["", f"[{prefix}per-file.{quoted(pattern)}]", "# the column with the texts"]
        lines += [f"text = {quoted(column)}"]
    for folder in _folders_of_prose(found):
        lines += ["", f"[{prefix}per-file.{quoted(f'/{_escaped(folder)}/')}]"]
        judged = found.presets[folder]
        lines += [f"# {_share(judged.total() - judged[NEWS], judged.total())} documentation"]
        lines += ['preset = "prose"']
    return "\n".join(lines) + "\n"


def _counts(found: Survey) -> Iterator[str]:
    files = ", ".join(f"{number:,} {suffix}" for suffix, number in found.suffixes.most_common(6))
    yield f"# {counted(found.suffixes.total(), 'file')} here: {files}"
    yield "# What holds for a file, and from which line: cleanup settings PATH"


def _preset(found: Survey) -> Iterator[str]:
    judged, total = found.judged, found.judged.total()
    prose = total - judged[NEWS]
    if not total:
        return
    if prose >= NEARLY_ALL * total:
        yield f"# {_share(prose, total)} documentation: only its prose is judged, by few rules"
        yield 'preset = "prose"'
    elif not list(_folders_of_prose(found)):
        yield f"# {_share(judged[NEWS], total)} articles; each file is judged as what it reads as"


def _share(number: int, total: int) -> str:
    return f"{number:,} of {counted(total, 'file')} looked at read as"


def _folders_of_prose(found: Survey) -> Iterator[str]:
    """Yield the folders of documentation, where not everything is."""
    if found.judged.total() - found.judged[NEWS] >= NEARLY_ALL * found.judged.total():
        return
    for folder, judged in sorted(found.presets.items()):
        if folder and FEW <= judged.total() <= (judged.total() - judged[NEWS]) / NEARLY_ALL:
            yield folder


def _columns(found: Survey) -> Iterator[tuple[str, str]]:
    """Yield patterns of tables whose texts are in a column of another name, and the column.

    The tables of a folder with the same suffix are named together if all that were looked at agree.
    """
    groups: dict[str, dict[str, str | None]] = {}
    for path, column in sorted(found.columns.items()):
        folder, slash, name = path.rpartition("/")
        suffix = name[name.index(".", 1) :] if "." in name[1:] else ""
        pattern = f"/{_escaped(folder)}{slash}*{_escaped(suffix)}"
        groups.setdefault(pattern, {})[path] = column
    for pattern, columns in groups.items():
        agreed = len(set(columns.values())) == 1
        named = {f"/{_escaped(path)}": column for path, column in columns.items()}
        if agreed:
            named = {pattern: next(iter(columns.values()))}
        for one, own in list(named.items())[:NAMED]:
            if own not in (None, "text"):
                yield one, str(own)


def _without_texts(found: Survey) -> Iterator[str]:
    without = sum(column is None for column in found.columns.values())
    if without:
        yield f"# {counted(without, 'table')} without a column of texts: passed over"


def _excluded(found: Survey) -> Iterator[str]:
    lines = [
        f"    {quoted(pattern)},  # {counted(number, 'file')} of tests or of other people"
        for pattern, number in sorted(found.others.items())
    ]
    lines += [
        f"    {quoted(f'/{_escaped(name)}')},  # {_short(why)}"
        for name, why in sorted(found.unreadable.items())[:NAMED]
    ]
    if lines:
        yield "# passed over in folders, besides build, dist, node_modules and what git ignores"
        yield "extend-exclude = ["
        yield from lines
        yield "]"


def _escaped(name: str) -> str:
    """Return a path with nothing in it that means something in a pattern."""
    return "".join(f"\\{char}" if char in "\\*?[!# " else char for char in name)


def _short(why: str) -> str:
    """Return a reason on one line of TOML, without the remedy."""
    line = why.partition(";")[0]
    return "".join(char if char.isprintable() else "?" for char in line)
