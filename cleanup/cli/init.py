"""``cleanup init``: look at a folder and write the configuration that fits it."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.cli.excerpts import counted
from cleanup.cli.survey import Survey, survey
from cleanup.cli.survey.fitting import written
from cleanup.config import FILES, PYPROJECT
from cleanup.config.globs import Globs
from cleanup.config.table import read_table
from cleanup.errors import CannotRun
from cleanup.read.excluded import Excluded
from cleanup.read.find import find_sources
from cleanup.rules import rule_for
from cleanup.visible import shown
from cleanup.write import replace_atomically

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator


def init(options: Namespace) -> int:
    """Write a configuration for a folder, or print it; return the exit code."""
    folder = Path(options.folder)
    if not folder.is_dir():
        raise CannotRun(f"{folder}: this is no folder; name the folder of a repository")
    _refuse_second(folder)
    excluded = Excluded(lambda _: ((Globs((), folder),), False))
    found = survey(folder, find_sources([str(folder)], excluded=excluded, on_link=_silent))
    pyproject = folder / PYPROJECT
    target = pyproject if pyproject.exists() else folder / FILES[0]
    text = written(found, "tool.cleanup" if target == pyproject else "")
    if options.dry_run:
        print(text, end="")
    else:
        _append(target, text)
    print("\n".join(_next(found, target, options)), file=sys.stderr)
    return 0


def _silent(sentence: str) -> None:
    """Say nothing of links: nothing is checked yet."""


def _refuse_second(folder: Path) -> None:
    for path in (folder / name for name in FILES):
        if path.is_file() and read_table(path):
            raise CannotRun(
                f"{path}: there is a configuration already; change it by hand, and look at what"
                " holds with `cleanup settings`"
            )


def _append(target: Path, text: str) -> None:
    """Write the text behind what a file holds. Raises ``CannotRun`` if that would be no TOML."""
    before = target.read_bytes() if target.exists() else b""
    ended = before if not before or before.endswith(b"\n") else before + b"\n"
    after = ended + (b"\n" if ended else b"") + text.encode()
    try:
        tomllib.loads(after.decode())
    except (ValueError, UnicodeDecodeError) as error:
        raise CannotRun(f"{target}: with a table [tool.cleanup] this is no TOML: {error}") from None
    with replace_atomically(target) as temporary:
        temporary.write_bytes(after)


def _next(found: Survey, target: Path, options: Namespace) -> Iterator[str]:
    """Yield what was done and what to do next."""
    yield shown(
        f"{'Would write' if options.dry_run else 'Wrote'} {target}, with the reasons in it."
    )
    number = found.codes.total()
    looked = f"{counted(found.looked_at, 'text file')} that {_were(found.looked_at)} looked at"
    if not found.looked_at:
        yield "No text files are here; a check looks at the tables: `cleanup check .`"
        return
    if not number:
        yield f"In {looked} nothing is damaged."
        return
    named = ", ".join(
        f"{code} {count:,} ({rule_for(code).name})" for code, count in found.codes.most_common(5)
    )
    yield f"A check would find {counted(number, 'place')} in {looked}: {named}."
    yield (
        "Next: `cleanup check .` to see them, `cleanup fix . --diff` to see the repairs, and"
        " `cleanup check . --write-baseline` to report only new damage from now on."
    )


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
