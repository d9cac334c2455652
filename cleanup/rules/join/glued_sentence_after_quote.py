"""Sentences glued at a quotation mark."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Match, Measurement, Pattern, Shape, rule

GLUED = Pattern(
    '[.!?](?P<quote>["\u201c\u201d])(?<=[^\\s"\u201c\u201d(\\[.]..)(?=[\\p{Lu}(])'
    "|[.!?,](?P<closing>\u201d)(?=\u201c\\p{Lu})"
    '|(?P<before>["\u201d])[.!?](?=\\p{Lu}\\p{Ll})'
    "|(?P<opening>[\u201e\u00ab])(?<=\\p{L}[.!?].)(?=\\p{Lu})"
    "|(?P<closed>\u00bb(?:(?<=[.!?][ \u00a0\u202f]?.)|[.!?]))(?=\\p{Lu}\\p{Ll})"
)
GUILLEMETS_OPEN_LEFT = frozenset(("es", "fr", "it", "pl", "pt", "ru"))
"""Languages that quote \u00abthus\u00bb; German also quotes \u00bbthus\u00ab."""


@rule(
    "JOI002",
    tier="safe",
    confidence=0.99,
    measured=[
        Measurement(889, 890, "article-extraction, held out", "scraped", "2026-11-28"),
        Measurement(247, 250, "readability, held out", "scraped", "2026-11-28"),
        Measurement(4, 5, "article-extraction, held out", "article", "2026-11-28"),
    ],
    hint=Shape(
        '[.!?]["\u201c\u201d\u201e\u00ab\u00bb][A-Z(\u00c0-\U0010ffff]|\u201d\u201c'
        '|["\u201d\u00bb][.!?][A-Z\u00c0-\U0010ffff]'
    )
    | AnyOf(*(f"{mark}{space}\u00bb" for mark in ".!?" for space in " \u00a0\u202f")),
    bad={
        'They spoke "from a place of calm."The mayor agreed.': (
            'They spoke "from a place of calm." The mayor agreed.'
        ),
        'It was "unwise," he told Harbourwatch.org."We warned them," she said.': (
            'It was "unwise," he told Harbourwatch.org. "We warned them," she said.'
        ),
        'He met the so-called "experts."(NRA, once NRB) officials left.': (
            'He met the so-called "experts." (NRA, once NRB) officials left.'
        ),
        "\u201cNobody came.\u201dThen it rained.": "\u201cNobody came.\u201d Then it rained.",
        "Nobody came.\u201cThen it rained,\u201d he said.": (
            "Nobody came. \u201cThen it rained,\u201d he said."
        ),
        "\u201cIt is dry.\u201d\u201cIt is also wet,\u201d he said.": (
            "\u201cIt is dry.\u201d \u201cIt is also wet,\u201d he said."
        ),
        'He called it "dry but wet".Others laughed.': 'He called it "dry but wet". Others laughed.',
        'She asked: "Why now?"Nobody knew.': 'She asked: "Why now?" Nobody knew.',
        "Niemand kam auf den Markt.„Das ist schade\u201c, sagte die Frau mit dem Hut.": (
            "Niemand kam auf den Markt. „Das ist schade\u201c, sagte die Frau mit dem Hut."
        ),
        ",,Das Boot kommt erst am Sonntag.\u201cEr ging.": (
            ",,Das Boot kommt erst am Sonntag.\u201c Er ging."
        ),
        "Le maire est dans la salle avec les enfants, et il dit que le quai est «\u00a0fini\u00a0»."
        "Personne n'a ri.": (
            "Le maire est dans la salle avec les enfants, et il dit que le quai est "
            "«\u00a0fini\u00a0». Personne n'a ri."
        ),
        "Il est dans la rue avec les enfants et le chien, et il dit que le quai est «\u00a0fini"
        "\u202f!\u00a0»Personne n'a ri.": (
            "Il est dans la rue avec les enfants et le chien, et il dit que le quai est «\u00a0fini"
            "\u202f!\u00a0» Personne n'a ri."
        ),
        "Il ponte che porta al mercato non è più sicuro per gli autobus della città."
        "«Io non ci passo», dice la fornaia.": (
            "Il ponte che porta al mercato non è più sicuro per gli autobus della città."
            " «Io non ci passo», dice la fornaia."
        ),
    },
    good=[
        'He said: "Wait." Then he left.',
        'print("Done."Name)',
        '"Stop!"',
        '..."It was hard," he said.',
        "\u201eKomm.\u201c Er ging.",
        "Die Frau auf dem Markt rief: \u00bbDas ist nicht mein Hut.\u00abDer Mann ging.",
        "Home.\u00bbNews and the rest of what the page has for you.",
        "Il a dit \u00ab\u00a0Non.\u00a0\u00bb Personne n'a ri.",
        'a broken "quotation."Where it ends is" anybody\'s guess',
    ],
    beside_holes=True,
)
def glued_sentence_after_quote(document: Document) -> Iterator[Found]:
    """Two sentences meet at a quotation mark without a space.

    What it does: inserts a space after a mark that closes a quotation (``calm." The``) and before
    one that opens it (``org. "We``). Curly quotes show which they are; for a straight quote it
    depends on the other quotes of the paragraph; guillemets count in languages where the left one
    opens, and in a text of unknown language if the first of them is a left one.

    Why it is damage: it is the same lost paragraph break as in ``glued-sentence``, and harder to
    repair: a space on the wrong side moves words into or out of somebody's mouth.

    What could go wrong: if the quotes of a paragraph do not pair up, the side is unknown; nothing
    is changed there.
    """
    for candidate in GLUED.finditer(document.text):
        position = _space_position(document, candidate)
        if position is not None and not document.protects(position):
            yield Found(position, position, " ")


def _space_position(document: Document, candidate: Match[str]) -> int | None:
    """Return where the space belongs, or ``None`` if the side of the quotation is unknown."""
    if candidate["closing"]:
        return candidate.end()
    if candidate["opening"] == "\u201e":
        return candidate.start()
    if candidate["opening"] or candidate["closed"]:
        if document.lang not in GUILLEMETS_OPEN_LEFT and not document.once(_first_opens_left):
            return None
        return candidate.start() if candidate["opening"] else candidate.end()
    if candidate["before"]:
        return candidate.end() if document.quote_side(candidate.start()) == "close" else None
    side = document.quote_side(candidate.start("quote"))
    if side is None:
        return None
    return candidate.start("quote") if side == "open" else candidate.end()


def _first_opens_left(document: Document) -> bool:
    """Return whether a text of unknown language begins its quotations with a left guillemet."""
    if document.lang is not None:
        return False
    first = document.text.find("\u00ab")
    return first >= 0 and "\u00bb" not in document.text[:first]
