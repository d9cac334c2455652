"""Measure detection and repair by language: ``python -m benchmarks.quality.languages FOLDER``.

FOLDER holds ``*.jsonl`` or ``*.jsonl.zst`` files with a "text" a row; the language of a file is
the last part of its name (``news_de.jsonl``), else English. Printed for each file: how often its
language is detected from the first code points, and at what cost; how much of the glue that is
made between sentences, at seeded random places, is found (recall), and how much of what is found
was made (precision); how many emptied brackets and quotation marks are found; and the safe edits of
the families join and space, and the emptied brackets, in the texts as they are.
``--edits OUT.jsonl`` writes these with their context, for reading; ``--missed`` the glue that was
not found.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.documents import rows
from cleanup import Settings, clean
from cleanup.phrases import words_of
from cleanup.text.language import guess_language

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDING = re.compile(
    r"(?<![^\W\d_])([^\W\d_]{2,})(?:[.!?]|[ \u00a0\u202f][!?])"
    r"(?:[\"\u201d\u201c\u00bb]|[ \u00a0\u202f]\u00bb)? "
    r"(?=[\"\u201e\u201c\u00ab\u00bf\u00a1]?([^\W\d_]))"
)
_PAIR = re.compile(
    r"(?<=[ \n])(?:\([^()\n]{3,60}\)|\u201e[^\u201e\u201c\u201d\n]{3,60}[\u201c\u201d]"
    r"|\u201c[^\u201c\u201d\n]{3,60}\u201d|\u00ab[^\u00ab\u00bb\n]{3,60}\u00bb)(?=[ .,])"
)
_SHARE = 0.1
"""The share of the sentence ends in a text that lose their space."""
CUTS = (100, 200, 500, 4_000)
AROUND = 60
GLUE_RULES = ("JOI001", "JOI002", "JOI003")
LISTED_RULES = ("JOI", "SPC003", "SPC004", "SPC005", "SPC006", "HOL003")


def language_of(path: Path) -> str:
    """Return the code at the end of a file's name; English for a file that names none."""
    found = re.search(r"_([a-z]{2})\.jsonl", path.name)
    return found.group(1) if found else "en"


def make_glue(text: str, lang: str, random: Random) -> tuple[str, list[int]]:
    """Remove the space after some sentence ends; return the text and where it is missing.

    A sentence end is a word of lower-case letters that is no abbreviation, its mark, one space
    and a capital.
    """
    pieces: list[str] = []
    places: list[int] = []
    at = length = 0
    for end in _ENDING.finditer(text):
        word, opens = end.groups()
        ends = word.islower() and opens.isupper() and word not in words_of("abbreviations", lang)
        if ends and random.random() < _SHARE:
            pieces.append(text[at : end.end() - 1])
            length += end.end() - 1 - at
            places.append(length)
            at = end.end()
    return "".join([*pieces, text[at:]]), places


def glue_found(text: str, lang: str | None) -> set[int]:
    """Return where the rules of glued sentences insert a space."""
    edits = clean(text, lang=lang, settings=Settings(select=GLUE_RULES)).edits
    return {edit.start for edit in edits if edit.after.isspace() and edit.start == edit.end}


def glue(texts: list[str], lang: str, missed: list[dict[str, Any]]) -> str:
    """Return a line on how much of the glue that is made is found; add the rest to ``missed``."""
    made = hits = false = own = 0
    for number, text in enumerate(texts):
        damaged, places = make_glue(text, lang, Random(number))
        before = len(glue_found(text, lang))
        found = glue_found(damaged, lang)
        made += len(places)
        hits += len(found & set(places))
        own += before
        false += max(0, len(found - set(places)) - before)
        missed += (
            {"missed": lang, **_context(damaged, place, place)}
            for place in sorted(set(places) - found)
        )
    return (
        f"glue made {made:6,}  recall {hits / max(made, 1):7.2%}  precision "
        f"{hits / max(hits + false, 1):7.2%}  found in the texts as they are {own}"
    )


def emptied(texts: list[str], lang: str) -> str:
    """Return a line on how many of the brackets and quotation marks that are emptied are found."""
    made = hits = 0
    for number, text in enumerate(texts):
        random, pieces, at = Random(number), [], 0
        for pair in _PAIR.finditer(text):
            if random.random() < _SHARE:
                blank = random.choice(("", " ", "\u00a0"))
                pieces += [text[at : pair.start() + 1], blank, text[pair.end() - 1 : pair.end()]]
                at = pair.end()
                made += 1
        if pieces:
            damaged = "".join([*pieces, text[at:]])
            found = clean(damaged, lang=lang, settings=Settings(select=("HOL003",))).findings
            hits += len(found)
    return f"emptied {made:,}  found {hits / max(made, 1):.2%}"


def detection(texts: list[str], lang: str) -> str:
    """Return a line on how often the language of the beginnings of texts is detected rightly."""
    figures = []
    for cut in CUTS:
        beginnings = [text[:cut] for text in texts]
        started = time.perf_counter()
        guesses = Counter(map(guess_language, beginnings))
        seconds = (time.perf_counter() - started) / max(len(texts), 1)
        wrong = len(texts) - guesses[lang] - guesses[None]
        share = guesses[lang] / max(len(texts), 1)
        figures.append(f"{cut}: {share:6.1%} {wrong} wrong {seconds * 1e6:4.0f} us")
    return "  ".join(figures)


def natural(name: str, texts: list[str], lang: str | None) -> Iterator[dict[str, Any]]:
    """Yield the safe edits of the families join and space in texts as they are."""
    for number, text in enumerate(texts):
        result = clean(text, lang=lang, settings=Settings(select=LISTED_RULES))
        changes = [(edit.start, edit.end, edit.after, edit.codes) for edit in result.edits]
        changes += [(flag.start, flag.end, "?", (flag.code,)) for flag in result.findings]
        for start, end, after, codes in changes:
            yield {
                "place": f"{name}#{number}",
                "codes": codes,
                "after": after,
                **_context(text, start, end),
            }


def _context(text: str, start: int, end: int) -> dict[str, str]:
    left, right = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return {"left": left, "before": text[start:end], "right": right}


def main() -> int:
    """Print five lines a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="only files whose name holds this pattern")
    parser.add_argument("--rows", type=int, default=300, help="so many rows of each file")
    parser.add_argument("--edits", type=Path, metavar="OUT.jsonl", help="write the edits here")
    parser.add_argument("--missed", type=Path, metavar="OUT.jsonl", help="write missed glue here")
    options = parser.parse_args()
    listed: list[dict[str, Any]] = []
    missed: list[dict[str, Any]] = []
    for path in sorted(options.folder.rglob("*.jsonl*")):
        if not re.search(options.only, path.name):
            continue
        lang = language_of(path)
        texts = [str(row["text"]) for row, _ in zip(rows(path), range(options.rows), strict=False)]
        edits = list(natural(path.name, texts, lang))
        listed += edits
        counts = Counter(edit["codes"][0] for edit in edits)
        size = sum(map(len, texts)) / 1e6
        print(f"{path.name:24} {lang} {len(texts):5,} rows {size:5.2f} Mchar")
        print(f"  detected {detection(texts, lang)}")
        print(f"  glue     {glue(texts, lang, missed)}")
        print(f"  emptied  {emptied(texts, lang)}")
        print(f"  edits    {dict(sorted(counts.items()))}", flush=True)
    for out, changes in ((options.edits, listed), (options.missed, missed)):
        if out:
            lines = (json.dumps(change, ensure_ascii=False) + "\n" for change in changes)
            out.write_text("".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
