"""Which texts a tokeniser wrote: none of those that people wrote, whatever their habits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleanup.text.document import Document
from cleanup.text.kinds.tokenised import tokenised
from tests.clock import is_in_proportion
from tests.prose import SCRIPTS
from tests.scale import in_full

CORPORA = Path("/work/shared/corpora")

PTB = (
    "The council met late on Monday , and nobody was pleased . `` We ca n't pay for it , '' said "
    "the mayor , who had asked for the bridge -LRB- and the lamps -RRB- herself ."
)
MOSES = (
    "The council met late on Monday , and nobody was pleased . &quot; We can &apos;t pay for it , "
    "&quot; said the mayor , who had asked for the half @-@ built bridge herself ."
)
PLAIN = (
    'The council met late on Monday , and nobody was pleased . " We ca n\'t pay for it , " said '
    "the mayor , who had asked for the half - built bridge ( and the lamps ) herself ."
)
CURLY = (
    "The council met late on Monday , and nobody was pleased . \u201c We don \u2019 t have it , "
    "\u201d said the mayor . It \u2019 s a pity ."
)

WRITTEN = {
    "prose": "The council met late on Monday, and nobody was pleased. \u201cWe can't pay for "
    "it,\u201d said the mayor, who had asked for the bridge herself.",
    "french spacing": "Qui a vu la lampe ? Personne ; il pleuvait ! Le maire l'a dit : \u00ab Le "
    "pont reste ferm\u00e9 \u00bb, et la ville attend. Pourquoi ? Nul ne le sait, dit-on !",
    "a habit of commas": "we went to the bridge , and it was shut. then to the quay , also shut. "
    "the mayor was there , in her coat. nobody knew why , not even she.",
    "a habit of all marks": "we went to the bridge , and it's shut . then to the quay , that's "
    "shut . don't ask me why , i'm lost .",
    "lost apostrophes": "the mayor s coat was wet, and we re late. it s a pity, they ll say. the "
    "town s lamps were out, and the crew s cook slept.",
    "clitics apart": "the mayor 's coat was wet\nthe town 's lamps were out\nthe cook 's asleep",
    "lost links": "The mayor , who was late, met . The town of , on the river, has no lamps. The "
    "bridge was built by , and later shut. Nobody minds it, she said.",
    "entities": "The mayor&apos;s coat was &quot;wet&quot;, and the town&apos;s lamps were out. It "
    "rained all night, and nobody came.",
    "code": "for ( i = 0 , j = 1 ; i < n ; i ++ ) { quay ( i , j ) ; }",
    "shell": "cp -r . ../lamps && grep -rn quay . && find . -name '*.txt' && ls .",
    "figures": "1 , 2 , 3 , 4 , 5 , 6\n7 , 8 , 9 , 10",
    "spaced dots": "They waited . . . and waited . . . for the boat , and then . . . nothing.",
    "nothing": "",
    "marks alone": " , . , . , .",
}


@pytest.mark.parametrize(
    ("text", "style"), [(PTB, "ptb"), (MOSES, "moses"), (PLAIN, "plain"), (CURLY, "plain")]
)
def test_a_tokeniser_is_told_by_its_marks_and_signs(text: str, style: str) -> None:
    assert tokenised(text) == style
    assert tokenised(text.replace(" and ", "\n")) == style
    assert tokenised(text.replace(". ", ".\r\n")) == style


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in WRITTEN.items()])
def test_what_people_wrote_is_not_tokenised(text: str) -> None:
    assert tokenised(text) is None
    assert tokenised("\n".join([text] * 20)) is None


def test_prose_of_all_scripts_is_not_tokenised() -> None:
    for script in SCRIPTS.values():
        text = script.text([(n, n + n // 2, n // 3, n % 4 == 3) for n in range(24)])
        assert tokenised(text) is None


def test_one_tokenised_sentence_in_an_article_decides_nothing() -> None:
    assert tokenised("\n".join([*[WRITTEN["prose"]] * 4, PLAIN])) is None


def test_one_sentence_that_was_left_alone_decides_nothing() -> None:
    assert tokenised("\n".join([*[PLAIN] * 4, WRITTEN["prose"]])) == "plain"


@pytest.mark.parametrize("text", [PTB, PLAIN])
def test_stops_within_a_line_may_be_attached(text: str) -> None:
    line = text.replace("pleased .", "pleased.").replace("'' said", "'' it rained. But said")
    assert tokenised(line) == tokenised(text)
    assert tokenised(f"{line}\n{line}") == tokenised(text)


def test_escapes_that_clitics_do_not_show_tell_moses() -> None:
    plain = "The firm of Holt &amp; Brook , on the quay , is shut . Nobody , they say , minds ."
    assert tokenised(plain) == "moses"
    assert tokenised("The price , they say , is 3 @.@ 5 , and rising . Nobody minds .") == "moses"


def test_quotation_marks_of_the_treebank_are_no_code() -> None:
    text = f"{PTB} `` It is late , '' she said ."
    assert not any(map(Document(text).marks_code, range(len(text))))
    marked = "Type `` quay `` to see it, or `` lamp `` to light it."
    assert Document(marked).marks_code(marked.index("quay"))


@pytest.mark.parametrize("unit", [f"{PTB} ", f"{MOSES}\n", " ,", " . ", "&apos; ", " n 't"])
def test_time_is_linear(unit: str) -> None:
    tokenised(unit)
    assert is_in_proportion(tokenised, unit * 4_000, unit * 16_000)


@in_full
@pytest.mark.skipif(not CORPORA.exists(), reason=f"{CORPORA} is not here")
def test_no_scraped_article_is_tokenised() -> None:
    zstandard = pytest.importorskip("zstandard")
    for path in sorted(CORPORA.glob("*.jsonl.zst")):
        with path.open("rb") as raw:
            data = zstandard.ZstdDecompressor().stream_reader(raw).read()
        for line in filter(None, data.split(b"\n")):
            text = json.loads(line)["text"] or ""
            assert tokenised(text) is None, f"{path.name}: {text[:80]}"
