"""The contestants: this project and its peers, each as one call that cleans a part of a corpus.

A peer that is not installed raises ``ImportError`` when it is prepared. The small ones are the
dependency group ``bench`` (``pip install --group bench``); NeMo Curator, which has many
dependencies of its own, is compared where it is installed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Part(NamedTuple):
    """Some documents, in memory and as files of one folder."""

    texts: list[str]
    parquet: Path
    jsonl: Path
    out: Path
    """A folder to write to."""


Call = Callable[[Part], object]
"""Cleans a part. What it returns is evaluated when the clock has stopped."""


class Contestant(NamedTuple):
    """A cleaner to race. ``prepare`` takes how many processes the call may use itself."""

    prepare: Callable[[int], Call]
    parallel: bool = False
    """Whether the call uses several processors by itself; others are started once for each."""
    package: str = ""


def _by_text(load: Callable[[], Callable[[str], str]]) -> Callable[[int], Call]:
    def prepare(workers: int) -> Call:
        fix = load()
        return lambda part: [fix(text) for text in part.texts]

    return prepare


def _clean_frame(workers: int) -> Call:
    import polars as pl

    from cleanup.frame import clean_frame

    return lambda part: clean_frame(pl.DataFrame({"text": part.texts}, schema={"text": pl.String}))


def _clean_files(kind: str, workers: int) -> Call:
    from cleanup.pipeline.options import RunOptions
    from cleanup.pipeline.run import run

    def call(part: Part) -> object:
        source = part.parquet if kind == "parquet" else part.jsonl
        target = str(part.out / f"cleaned.{kind}")
        return run([str(source)], target, RunOptions(force=True, workers=workers))

    return call


def _copy(workers: int) -> Call:
    import polars as pl

    return lambda part: pl.read_parquet(part.parquet).write_parquet(part.out / "copy.parquet")


def _ftfy() -> Callable[[str], str]:
    fix: Callable[[str], str] = import_module("ftfy").fix_text
    return fix


def _plsfix() -> Callable[[str], str]:
    fix: Callable[[str], str] = import_module("plsfix").fix_text
    return fix


def _clean_text() -> Callable[[str], str]:
    return partial(import_module("cleantext").clean, lower=False, to_ascii=False)


def _formatter(name: str) -> Callable[[str], str]:
    fix: Callable[[str], str] = getattr(
        import_module("datatrove.pipeline.formatters"), name
    )().format
    return fix


def _c4() -> Callable[[str], str]:
    document = import_module("datatrove.data").Document
    quality = import_module("datatrove.pipeline.filters").C4QualityFilter()
    quality.filter(document(text="It loads its splitter of sentences. So it is ready.", id="0"))

    def fix(text: str) -> str:
        filtered = document(text=text, id="0")
        quality.filter(filtered)
        return str(filtered.text)

    return fix


def _datatrove() -> Callable[[str], str]:
    ftfy, lines, quality = _formatter("FTFYFormatter"), _formatter("SymbolLinesFormatter"), _c4()
    return lambda text: quality(lines(ftfy(text)))


def _juicer(workers: int) -> Call:
    names = ("fix_unicode", "whitespace_normalization", "punctuation_normalization")
    mappers: list[Any] = []
    for name in names:
        module = import_module(f"data_juicer.ops.mapper.{name}_mapper")
        mappers.append(getattr(module, f"{name.title().replace('_', '')}Mapper")())

    def call(part: Part) -> object:
        samples: dict[str, Sequence[str]] = {"text": list(part.texts)}
        for mapper in mappers:
            samples = mapper.process_batched(samples)
        return samples

    return call


def _curator() -> Callable[[str], str]:
    modifiers = import_module("nemo_curator.stages.text.modifiers")
    unicode = import_module("nemo_curator.stages.text.modifiers.unicode")
    repair = unicode.UnicodeReformatter().modify_document
    lines = modifiers.NewlineNormalizer().modify_document
    return lambda text: str(lines(repair(text)))


COPY = "identity copy, Parquet"
FTFY = "ftfy.fix_text"

CONTESTANTS = {
    COPY: Contestant(_copy, parallel=True, package="polars"),
    "cleanup, Parquet to Parquet": Contestant(partial(_clean_files, "parquet"), parallel=True),
    "cleanup, JSONL to JSONL": Contestant(partial(_clean_files, "jsonl"), parallel=True),
    "cleanup.clean_frame": Contestant(_clean_frame),
    FTFY: Contestant(_by_text(_ftfy), package="ftfy"),
    "plsfix.fix_text": Contestant(_by_text(_plsfix), package="plsfix"),
    "clean-text": Contestant(_by_text(_clean_text), package="clean-text"),
    "datatrove, FTFYFormatter": Contestant(
        _by_text(partial(_formatter, "FTFYFormatter")), package="datatrove"
    ),
    "datatrove, SymbolLines": Contestant(
        _by_text(partial(_formatter, "SymbolLinesFormatter")), package="datatrove"
    ),
    "datatrove, C4 filter": Contestant(_by_text(_c4), package="datatrove"),
    "datatrove, the three": Contestant(_by_text(_datatrove), package="datatrove"),
    "data-juicer, three mappers": Contestant(_juicer, package="py-data-juicer"),
    "NeMo Curator, two modifiers": Contestant(_by_text(_curator), package="nemo-curator"),
}
"""All of them by name, in the order of the race.

The three mappers of data-juicer repair and normalise Unicode, white space and punctuation; the two
modifiers of NeMo Curator repair Unicode (with ftfy, as the mapper does) and normalise line feeds.
"""
