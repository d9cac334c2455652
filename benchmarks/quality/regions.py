"""Measure the regions of documentation: ``python -m benchmarks.quality.regions FOLDER-or-TAR...``.

Every ``.md`` is read by markdown-it, every ``.rst`` by docutils (group ``test``). Printed for each
kind of node that a parser found: its code points, and how many of them the regions call prose; of
text that should be all, of code and syntax none. Then the speed of each scanner. ``--show KIND``
prints the places where the two disagree about a kind of node.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.quality.markdown_truth import TEXT, markdown_nodes
from benchmarks.quality.rest_truth import rest_nodes
from cleanup.text.regions.markdown import markdown_regions
from cleanup.text.regions.program import plain_regions
from cleanup.text.regions.rest import rest_regions
from cleanup.visible import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from benchmarks.quality.markdown_truth import Node
    from cleanup.text.regions.values import Regions

_SCANNERS: dict[str, Callable[[str], Regions]] = {
    ".md": markdown_regions,
    ".rst": rest_regions,
    ".txt": plain_regions,
}
_TRUTH: dict[str, Callable[[str], Iterable[Node]]] = {".md": markdown_nodes, ".rst": rest_nodes}
_AROUND = 30


def files(places: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Yield the documentation files of folders and tar archives, with their texts."""
    for place in places:
        if place.is_dir():
            for path in sorted(place.rglob("*")):
                if path.suffix in _SCANNERS and path.is_file():
                    yield path, path.read_bytes().decode(errors="replace")
            continue
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["tar", "-xf", str(place), "-C", folder], check=True)
            yield from files([Path(folder)])


def called_prose(regions: Regions, start: int, end: int, *, heading: bool) -> int:
    """Return how many code points of a span are prose (or, if asked for, text of a heading)."""
    kept = (region for region in regions.overlapping(start, end))
    covered = sum(
        min(region.end, end) - max(region.start, start)
        for region in kept
        if not (heading and region.kind == "heading")
    )
    return end - start - covered


class Count:
    """What was counted of the files of one suffix."""

    def __init__(self) -> None:
        self.files = self.length = self.bytes = 0
        self.seconds = 0.0
        self.nodes: Counter[str] = Counter()
        self.prose: Counter[str] = Counter()

    def add(self, path: Path, text: str, show: str) -> None:
        """Scan a text and hold it to what its parser reads."""
        scan = _SCANNERS[path.suffix]
        if not self.files:
            scan(text)
        begun = time.process_time()
        regions = scan(text)
        self.seconds += time.process_time() - begun
        self.files += 1
        self.length += len(text)
        self.bytes += len(text.encode())
        if path.suffix not in _TRUTH:
            self.nodes["all"] += len(text)
            self.prose["all"] += called_prose(regions, 0, len(text), heading=True)
            return
        for node in _TRUTH[path.suffix](text):
            prose = called_prose(regions, node.start, node.end, heading=True)
            self.nodes[node.what] += node.end - node.start
            self.prose[node.what] += prose
            if node.what == show and (prose < node.end - node.start if show in TEXT else prose):
                context = text[max(0, node.start - _AROUND) : node.end + _AROUND]
                print(f"{path}:{text.count(chr(10), 0, node.start) + 1}: {shown(context)}")


def main() -> int:
    """Print the counts of all files given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("places", nargs="+", type=Path, metavar="FOLDER-or-TAR")
    parser.add_argument("--show", default="", metavar="KIND", help="print where this is misread")
    options = parser.parse_args()
    counts: dict[str, Count] = {}
    for path, text in files(options.places):
        counts.setdefault(path.suffix, Count()).add(path, text, options.show)
    for suffix, count in counts.items():
        speed = count.bytes / max(count.seconds, 1e-9) / 1e6
        print(f"{suffix}: {count.files:,} files, {count.length:,} code points, {speed:.1f} MB/s")
        for what, length in count.nodes.most_common():
            prose = count.prose[what]
            print(f"  {what:16} {length:9,}  prose {prose:9,}  {prose / max(length, 1):7.2%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
