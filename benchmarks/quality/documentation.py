"""Count findings in documentation: ``python -m benchmarks.quality.documentation PATH...``.

Nobody scraped documentation, so nearly every finding in it that is not white space is false. Reads
the ``.md``, ``.rst`` and ``.txt`` files of folders and archives (``.tar``, ``.tar.*``, ``.zip``)
as ``cleanup fix`` does and prints findings per 10,000 words and the safe edits by code; of these,
wording edits (they change ``text.split()``) apart. A word is a run of non-blank characters.

``--fetch FOLDER`` first downloads the documentation of twenty large packages from npm and PyPI.
``--half tuned`` takes half of the packages (the folders directly in PATH), ``--half held-out`` the
other one, which nobody looked at while writing rules. ``--preset`` judges all files by one preset
(default: as each file's text asks for), ``--render`` also says which Markdown and
reStructuredText files are read otherwise by markdown-it and docutils after the edits.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, field
from hashlib import md5
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.quality.documentation_packages import SUFFIXES, fetch, files_of_archive
from cleanup import Settings, clean
from cleanup.values import PRESETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup import Cleaned

_FORM = Settings(form="file")
_AROUND = 40
"""Code points shown on either side of a place."""


class File(NamedTuple):
    """A documentation file: the package it belongs to, its name and its text."""

    package: str
    name: str
    text: str


@dataclass
class Counts:
    """What was counted; ``places`` are findings besides white space, one line each."""

    words: int = 0
    files: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    edits: Counter[str] = field(default_factory=Counter)
    wording: Counter[str] = field(default_factory=Counter)
    places: list[str] = field(default_factory=list)
    rendered: int = 0
    otherwise: list[str] = field(default_factory=list)
    """The files that render otherwise than before."""

    def rate(self, findings: int, per: int = 10_000) -> float:
        """Return how many these are for each ``per`` words."""
        return per * findings / self.words if self.words else 0.0

    @property
    def besides_space(self) -> int:
        """The findings that are not white space."""
        return sum(count for code, count in self.findings.items() if not code.startswith("SPC"))


def files(path: Path) -> Iterator[File]:
    """Yield the documentation files of a folder or an archive that are UTF-8, in their order."""
    pairs: Iterable[tuple[str, bytes]]
    if path.is_dir():
        names = sorted(name for name in path.rglob("*") if name.suffix in SUFFIXES)
        pairs = ((str(name.relative_to(path)), name.read_bytes()) for name in names)
    else:
        pairs = files_of_archive(path)
    for name, data in pairs:
        try:
            text = data.decode()
        except UnicodeDecodeError:
            continue
        name = name.removeprefix("./")
        yield File(name.partition("/")[0], name, text)


def is_held_out(package: str) -> bool:
    """Return whether a package is of the half that rules are not tuned on."""
    return md5(package.encode(), usedforsecurity=False).digest()[0] < 128


def count(documents: Iterable[File], settings: Settings = _FORM, *, render: bool = False) -> Counts:
    """Clean every file and count what is found and edited; compare how it renders if asked."""
    counts = Counts()
    for file in documents:
        result = clean(file.text, source=file.name, settings=settings)
        counts.files += 1
        counts.words += len(file.text.split())
        for finding in result.found:
            counts.findings[finding.code] += 1
            if finding.family != "space":
                place = _shown(file.text, finding.start, finding.end)
                counts.places.append(f"{finding.code} {file.name} {place}")
        _count_edits(counts, file.text, result)
        if render and result.edits and file.name.endswith((".md", ".rst")):
            counts.rendered += 1
            if _shape(file.name, result.text) != _shape(file.name, file.text):
                counts.otherwise.append(file.name)
    return counts


def _shape(name: str, text: str) -> object:
    """Return what a parser reads in a file, without its text."""
    if name.endswith(".md"):
        from benchmarks.quality.markdown_truth import markdown_tree

        return markdown_tree(text)
    from benchmarks.quality.rest_truth import rest_shape

    return rest_shape(text)


def _count_edits(counts: Counts, text: str, result: Cleaned) -> None:
    for edit in result.edits:
        first, last = max(0, edit.start - _AROUND), edit.end + _AROUND
        before = text[first:last]
        after = text[first : edit.start] + edit.after + text[edit.end : last]
        kind = counts.edits if before.split() == after.split() else counts.wording
        kind[",".join(edit.codes)] += 1


def _shown(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return repr(f"{before}\u27e6{text[start:end]}\u27e7{after}")


def table(counts: Counts, *, codes: bool = False) -> str:
    """Format the counts as plain text, by code if asked."""
    total, wording = sum(counts.findings.values()), sum(counts.wording.values())
    lines = [
        f"{counts.files} files, {counts.words} words",
        f"findings per 10,000 words        {counts.rate(total):8.2f}",
        f"  besides white space            {counts.rate(counts.besides_space):8.2f}",
        f"safe edits                       {sum(counts.edits.values()) + wording:8}",
        f"  that change words              {wording:8}",
        f"  of these per million words     {counts.rate(wording, 1_000_000):8.2f}",
    ]
    if counts.rendered:
        lines.append(f"render otherwise                 {len(counts.otherwise):8}")
        lines.append(f"  of the changed .md and .rst    {counts.rendered:8}")
        lines += [f"  {name}" for name in counts.otherwise]
    for title, counter in (
        ("findings", counts.findings),
        ("safe edits of white space", counts.edits),
        ("safe edits that change words", counts.wording),
    ):
        if codes:
            lines += ["", title, *(f"  {code:20} {n:6}" for code, n in counter.most_common())]
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Print what was counted."""
    parser = argparse.ArgumentParser(prog="benchmarks.quality.documentation", description=__doc__)
    parser.add_argument("paths", type=Path, nargs="*", metavar="PATH", help="folder or archive")
    parser.add_argument("--fetch", type=Path, metavar="FOLDER", help="download packages into it")
    parser.add_argument("--codes", action="store_true", help="also count by code")
    parser.add_argument("--half", choices=("tuned", "held-out"), help="of the packages")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show N random places")
    parser.add_argument("--only", default="", metavar="CODES", help="show places of these codes")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--preset", choices=PRESETS, help="of all files")
    parser.add_argument("--render", action="store_true", help="compare how files render")
    options = parser.parse_args(argv)
    if options.fetch:
        fetch(options.fetch)
    chosen_files = (
        file
        for path in options.paths or filter(None, [options.fetch])
        for file in files(path)
        if options.half is None or is_held_out(file.package) == (options.half == "held-out")
    )
    counts = count(
        chosen_files, Settings(form="file", preset=options.preset), render=options.render
    )
    print(table(counts, codes=options.codes))
    chosen = [place for place in counts.places if place.startswith(tuple(options.only.split(",")))]
    for place in Random(options.seed).sample(chosen, min(options.show, len(chosen))):
        print(place)
    return 0


if __name__ == "__main__":
    sys.exit(main())
