"""Train a scorer, or fit a calibration: ``python -m benchmarks.training NAME --damaged ROWS…``.

``glue`` writes the weights of glue, ``lost_words`` those of lost words (it needs scikit-learn, of
the group ``train``), and ``calibration`` prints what the rest of a document adds to the score of
lost words. ``benchmarks/training/documents.py`` says what ROWS and TEXTS hold. ``--share 0.6``, the
default, trains on the 60 % of documents whose id's hash is smallest; ``calibration`` takes the
other ones.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.training import calibration, glue, lost_words, seams, split_words, tables, units

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "glue": glue.run,
    "lost_words": lost_words.run,
    "calibration": calibration.run,
    "split_words": split_words.run,
    "seams": seams.run,
    "tables": tables.run,
    "units": units.run,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Read documents, train, and write or print what was learned."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--damaged", nargs="*", type=Path, default=[], metavar="ROWS")
    parser.add_argument("--spacing", nargs="*", type=Path, default=[], metavar="LINES")
    parser.add_argument("--clean", nargs="*", type=Path, default=[], metavar="TEXTS")
    parser.add_argument("--pages", nargs="*", type=Path, default=[], metavar="PAGES")
    parser.add_argument("--folds", action="store_true", help="print what models of folds find")
    parser.add_argument("--share", type=float, default=0.6, help="of the documents")
    parser.add_argument("--share-of-lines", type=float, default=0.5)
    parser.add_argument("--limit", type=int, default=2500, help="clean texts of a file")
    parser.add_argument(
        "-o", "--output", type=Path, help="where to write the weights (default: the package)"
    )
    parser.add_argument("--names", type=Path, help="write each feature and its weight as text, too")
    options = parser.parse_args(arguments)
    COMMANDS[options.command](options)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
