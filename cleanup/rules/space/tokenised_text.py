"""Texts that a tokeniser wrote."""

from __future__ import annotations

from cleanup.grammar.detokenise import detokenised, restored
from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, rule
from cleanup.text.kinds.tokenised import tokenised

_LANGUAGES = ("en", None)
"""Clitics, hyphens and the spaces of marks are known for English; elsewhere French is broken."""


@rule(
    "SPC009",
    tier="unsafe",
    confidence=0.9965,
    measured=[
        Measurement(292140, 293167, "tokenised articles, held out", "scraped", "2026-11-28"),
    ],
    hint=AnyOf(" ,", " ."),
    bad={
        "`` The ferry wo n't sail tonight , '' said Edda Halloran , who runs the quay . She has "
        "seen worse -LRB- in 1987 , for one -RRB- , and she did n't mind .": (
            '"The ferry won\'t sail tonight," said Edda Halloran, who runs the quay. She has '
            "seen worse (in 1987, for one), and she didn't mind."
        ),
        "The harbour &apos;s lamps were out , and nobody knew why . &quot; We can &apos;t see the "
        "quay , &quot; said Ivo Brandt . The well @-@ known pilot waited .": (
            "The harbour's lamps were out, and nobody knew why. \"We can't see the quay,\" said "
            "Ivo Brandt. The well-known pilot waited."
        ),
        "The crew 's cook did n't sleep , and the captain did n't either . They sailed at dawn , "
        "past the old mill , with $ 40 and a half - read map ( the boats ' only one ) .": (
            "The crew's cook didn't sleep, and the captain didn't either. They sailed at dawn, "
            "past the old mill, with $40 and a half-read map (the boats' only one)."
        ),
        "\u201c It \u2019 s late , \u201d she said , and they did n\u2019t laugh : 10 % of them "
        "were gon na miss the tide .": (
            "\u201cIt\u2019s late,\u201d she said, and they didn\u2019t laugh: 10% of them "
            "were gonna miss the tide."
        ),
    },
    good=[
        "i like the ferry , it's cheap . dont know why they'd stop it , it's always full . we'll "
        "see , i guess .",
        "Qui vient ce soir ? Personne : le port est ferm\u00e9 ; il pleut, dit-elle. C'est fini !",
        "Qui vient ce soir ? Personne dans la ville , dit-elle , le port est ferm\u00e9 . La mer "
        "est dans les rues , et il pleut sur le quai .",
        "The boat of Ivo Brandt , the mayor, was late. It came from Merrow . Nobody, they say, "
        "saw it (not even Edda).",
        "for ( i = 0 , j = 1 ; i < tides ; i ++ ) quay ( i , j ) ;",
        "the tide of monday was high\nthe crew 's cook stayed on the quay\nthe pilot 's boat left",
        "He said: we wait . . . and wait , and then . . . nothing.",
    ],
    beside_holes=True,
)
def tokenised_text(document: Document) -> Iterator[Found]:
    """A tokeniser wrote the text: marks and clitics stand apart from their words.

    What it does: restores the text that the tokeniser was given, the whole text or nothing: removes
    the spaces that it made, and writes its signs (``''``, ``-LRB-``, ``&apos;``, ``@-@``) as they
    were. Which side of a straight quotation mark its word is on, and whether a hyphen joined
    two words or was a dash, is decided by the marks and words around it; a sign that the text also
    has attached to words is left where it stands. A text in another language than English is left.

    Why it is damage: the text comes from a data set that was prepared for parsers or translators.
    Whoever reads it, and whatever splits it into words again, takes ``n't`` and ``''`` for words.

    What could go wrong: tokens do not tell all. A space before an ellipsis or around a dash may
    have been the author's or not, and a quotation mark between two sentences may belong to either;
    about one sentence in forty comes out otherwise than it was. The words themselves are right.
    """
    style = tokenised(document.text)
    if style is None or document.lang not in _LANGUAGES:
        return
    edits = list(detokenised(document.text, style))
    if tokenised(restored(document.text, edits)) is None:
        for start, end, after in edits:
            yield Found(start, end, after)
