"""Count how cases that others wrote are answered: ``python -m benchmarks.quality.cases PEERS``.

PEERS is a ``.jsonl`` file (or ``.zst .xz .gz``) of cases from test suites: ``input``, ``expected``,
``lang``, ``group`` and ``kind``. Each input is cleaned by the defaults, in its language where that
has two letters. Printed by group is how many are

* ``right``: the result is what is expected, white space at the ends aside, and what kind of it
  stands between words, where nothing is expected to change. Where ``expected`` says
  ``no finding``, the text is as it was, and no hole is found in it;
* ``harmful``: the result is farther from what is expected than the input was;
* ``missed``: all others.

Of glued sentences ``expected`` has one of the seams of a text parted. They are counted by kind, and
in all languages that the rules know (``--lang`` names others): a case is ``right`` if that seam is
parted, and nothing is changed but that white space is put in, or taken out before a mark;
``harmful`` if anything else is.

``--reports FILE`` holds texts from reports of bugs: ``id``, ``kind``, ``text``, ``want`` (a text,
or null where only a finding is wanted) and ``want_flag`` (a finding is an answer, too). Printed by
kind, and over those of spaces and of lost words, is how many are

* ``right``: the text as wanted, white space at the ends aside; or a finding, repaired or not, where
  only one is wanted. The kind ``keep`` must stay in files as it is, and in tables but for runs of
  white space;
* ``flagged``: not the text as wanted, but a finding is an answer, and there is one;
* ``harmful`` or ``missed`` as above. Reports that want neither a text nor a finding count nowhere.

``--show`` lists what is not right.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.documents import rows
from cleanup import Settings, clean
from cleanup.measurement import wilson
from cleanup.phrases import LANGUAGES as OTHERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cleanup import Cleaned

LANGUAGES = ("en", *OTHERS)
OUTCOMES = ("right", "flagged", "missed", "harmful")
GLUED = "glued sentences"
NO_FINDING = "no finding"
OF_SPACES = ("glue", "hole", "split", "space", "tokenised")
"""The first parts of kinds of reports that are counted together."""
_CLOSING = frozenset(",.;:!?)")


class Answer(NamedTuple):
    """How a case was answered, and the texts, to be read."""

    group: str
    outcome: str
    given: str
    made: str
    wanted: str

    def __str__(self) -> str:
        """Format it on three lines."""
        texts = "".join(f"\n    {text!r}" for text in (self.given, self.made, self.wanted))
        return f"{self.outcome} {self.group}{texts}"


def peers(cases: Iterable[dict[str, Any]], langs: Sequence[str]) -> Iterator[Answer]:
    """Answer cases of test suites, of glued sentences only those in the languages."""
    for case in cases:
        lang = case["lang"] if len(case["lang"] or "") == 2 else None
        given, wanted = case["input"], case["expected"]
        if case["group"] == GLUED:
            if lang in langs:
                made = clean(given, lang=lang).text
                outcome = of_seam(given, made, wanted)
                yield Answer(f"{GLUED}, {case['kind']}", outcome, given, made, wanted)
            continue
        cleaned = clean(given, lang=lang)
        yield Answer(case["group"], _outcome(cleaned, given, wanted), given, cleaned.text, wanted)


def of_seam(given: str, made: str, wanted: str) -> str:
    """Return how a seam is answered; ``wanted`` is ``given`` with white space at the seam."""
    if made.split() == given.split():
        return "missed"
    letters = "".join(given.split())
    if "".join(made.split()) != letters:
        return "harmful"
    if any(letters[place] not in _CLOSING for place in breaks(given) - breaks(made)):
        return "harmful"
    return "right" if breaks(wanted) <= breaks(made) else "missed"


def breaks(text: str) -> set[int]:
    """Return before how many marks and letters white space stands, that at the ends aside."""
    words, places, place = text.split(), set[int](), 0
    for word in words[:-1]:
        place += len(word)
        places.add(place)
    return places


def _outcome(cleaned: Cleaned, given: str, wanted: str) -> str:
    if wanted == NO_FINDING:
        holes = any(finding.family == "hole" for finding in cleaned.found)
        return "harmful" if holes or cleaned.text.split() != given.split() else "right"
    if cleaned.text.strip() == wanted.strip():
        return "right"
    if given == wanted and cleaned.text.split() == wanted.split():
        return "right"
    return "harmful" if distance(cleaned.text, wanted) > distance(given, wanted) else "missed"


def distance(text: str, wanted: str) -> int:
    """Return how many code points an alignment of two texts takes out and puts in."""
    blocks = SequenceMatcher(None, text, wanted, autojunk=False).get_matching_blocks()
    return len(text) + len(wanted) - 2 * sum(block.size for block in blocks)


def reports(cases: Iterable[dict[str, Any]]) -> Iterator[Answer]:
    """Answer texts from reports of bugs."""
    for case in cases:
        given, wanted, kind = case["text"], case["want"], case["kind"]
        if wanted is None and not case["want_flag"]:
            continue
        cleaned = clean(given)
        found = case["want_flag"] and bool(cleaned.found)
        if wanted is None:
            outcome = "right" if found else "missed"
        elif kind == "keep":
            outcome = "right" if _stays(given) else "harmful"
        else:
            outcome = _outcome(cleaned, given, wanted)
        if outcome == "missed" and found:
            outcome = "flagged"
        codes = " ".join(finding.code for finding in cleaned.found)
        shown = f"{wanted or '(a finding)'} (found: {codes or 'nothing'})"
        yield Answer(kind, outcome, given, cleaned.text, shown)


def _stays(text: str) -> bool:
    in_file = clean(text, settings=Settings(form="file")).text
    return in_file == text and clean(text).text.split() == text.split()


def table(answers: Iterable[Answer], sums: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the counts by group, and over groups whose names begin alike."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(OUTCOMES, 0))
    for answer in answers:
        sets = (name for name, groups in sums.items() if answer.group.startswith(groups))
        for name in (answer.group, *sets):
            counts[name][answer.outcome] += 1
    yield f"{'':44}{'of':>6}{''.join(f'{name:>9}' for name in OUTCOMES)}  share right"
    for name in (*sorted(counts.keys() - sums.keys()), *(counts.keys() & sums.keys())):
        of = sum(counts[name].values())
        right = counts[name]["right"]
        low, high = wilson(right, of)
        numbers = "".join(f"{number:9}" for number in counts[name].values())
        yield f"{name:44}{of:6}{numbers}  {right / of:.3f} ({low:.3f} to {high:.3f})"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="benchmarks.quality.cases", description=__doc__)
    parser.add_argument("peers", type=Path, metavar="PEERS")
    parser.add_argument("--reports", type=Path, metavar="FILE")
    parser.add_argument("--lang", action="append", metavar="LL", help="of glued sentences")
    parser.add_argument("--show", action="store_true", help="list what is not right")
    options = parser.parse_args(argv)
    tables: list[tuple[Iterator[Answer], dict[str, tuple[str, ...]]]] = [
        (peers(rows(options.peers), options.lang or LANGUAGES), {GLUED: (GLUED,)})
    ]
    if options.reports:
        tables.append((reports(rows(options.reports)), {"of spaces and words": OF_SPACES}))
    for found, sums in tables:
        answers = list(found)
        print(*table(answers, sums), sep="\n")
        if options.show:
            print(*(answer for answer in answers if answer.outcome != "right"), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
