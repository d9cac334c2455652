"""Punctuation after words that cannot end a clause, in languages other than English."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, Pattern, rule
from cleanup.phrases import LANGUAGES, words_of, words_of_all
from cleanup.text.apart_marks import is_apart
from cleanup.text.lost_marks import lost_marks

_MARKS = ",.;"
APART = AnyOf(*(f"{blank}{mark}" for blank in " \u00a0" for mark in _MARKS))
ATTACHED = AnyOf(
    *(f" {word}{mark}" for word in sorted(words_of_all("never_last")) for mark in _MARKS)
)
LEAST_TEXT = 100
"""A shorter text may be a phrase of a dictionary (``abrir m\u00e3o de.``)."""
WORD = Pattern(r"(?r)(?<![\p{L}\p{N}_.'\u2019/@-])\p{L}{1,15}", timed=False)
MARK = Pattern(r"[,.;](?=[\s\"\u201d\u00bb]|$)(?![ \u00a0]?[.)])", timed=False)
CONJUNCTIONS = frozenset(
    "und oder aber dass weil et ou mais que y e o u pero ed ma che mas i a oraz lub ale \u017ce"
    " \u0438 \u0430 \u043d\u043e \u0438\u043b\u0438 \u0447\u0442\u043e".split()
)
"""An aside may follow these: the blank before its comma is a slip."""


@rule(
    "HOL017",
    hole="inline",
    tier="display",
    confidence=0.93,
    measured=[
        Measurement(12, 12, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(1, 1, "readability, held out", "scraped", "2026-11-29"),
    ],
    hint=APART | ATTACHED,
    langs=LANGUAGES,
    flags={
        "Der Bau der F\u00e4hre wurde von , einem Unternehmen aus dem Norden, bezahlt, und das "
        "ist nicht alles, was es dazu zu sagen gibt.": "von ,",
        "Le port est la propri\u00e9t\u00e9 de , une entreprise du nord de la France, et il y a "
        "beaucoup de bateaux dans le port.": "de ,",
        "La nave fue construida en el puerto por el . No se sabe mucho de la historia de la nave y "
        "de los que la construyeron, pero en la ciudad se dice que era la mejor de todas las que "
        "hab\u00eda en el puerto.": "el .",
        "La barca \u00e8 nel porto della citt\u00e0, e il consiglio ha deciso di venderla al "
        "pi\u00f9 presto a una ditta del. Non si sa altro.": "del.",
    },
    good=[
        "Die F\u00e4hre f\u00e4ngt an. Der Kapit\u00e4n steht auf, und die Leute steigen aus. "
        "Das ist alles, was es zu sagen gibt.",
        "Le port est ferm\u00e9 ; il pleut sur le quai, et dans les rues de la ville : c\u2019est "
        "la fin, et, pour tous, le d\u00e9but de l\u2019hiver !",
        "La nave es de los hermanos, y , seg\u00fan se dice en el puerto, no es la mejor de las "
        "que tienen en la ciudad.",
        "\u041e\u043d \u043f\u0440\u0438\u0448\u0451\u043b \u0432 \u043f\u043e\u0440\u0442, \u0438,"
        " \u043a\u0430\u043a \u0433\u043e\u0432\u043e\u0440\u044f\u0442, \u043d\u0435 "
        "\u0443\u0448\u0451\u043b \u0434\u043e \u043a\u043e\u043d\u0446\u0430 \u0434\u043d\u044f.",
        "La barca era nel porto . . . e poi non si \u00e8 saputo pi\u00f9 nulla di quello che"
        " \u00e8 successo nella citt\u00e0 al tempo della . . . guerra.",
    ],
)
def function_word_before_mark(document: Document) -> Iterator[Found]:
    """A mark follows a word that cannot end a clause, in a language other than English.

    What it does: flags a comma, a full stop or a semicolon after an article, a preposition or
    another word of the language that needs words after it, if a blank is between them (``nach ,``).
    Without a blank, after those that are never last (``zum.``).

    Why it is damage: the words were a link and were dropped.

    What could go wrong: the blank may be a slip before an aside after a conjunction; those are left
    out, and so are marks that a text sets apart by habit. Prefixes of verbs (``f\u00e4ngt an.``)
    and pronouns are no such words if the mark is attached, nor is a text looked at then that has
    less than 100 code points: it may be a phrase of a dictionary.
    """
    if document.holds(APART):
        yield from _apart(document)
    if len(document.text) < LEAST_TEXT:
        return
    for place in document.places_with(ATTACHED):
        mark = place + 1
        while document.text[mark] not in _MARKS:
            mark += 1
        if found := _of(document, "never_last", mark, mark):
            yield found


def _apart(document: Document) -> Iterator[Found]:
    for place in document.places_with(APART):
        mark = place + 1
        if (
            (found := _of(document, "function_words", place, mark))
            and not is_apart(document, mark)
            and not document.once(lost_marks)
        ):
            yield found


def _of(document: Document, table: str, end: int, mark: int) -> Found | None:
    """Return the finding of a mark, if the word that ends at ``end`` is in a table."""
    text = document.text
    word = WORD.match(text, max(0, end - 16), end)
    if not word or not MARK.match(text, mark) or document.is_code(mark):
        return None
    lower = word[0].lower()
    if lower not in words_of(table, document.lang) or document.is_table(mark):
        return None
    if end < mark and text[mark] == "," and lower in CONJUNCTIONS:
        return None
    return Found(word.start(), mark + 1)
