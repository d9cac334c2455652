"""Sentences that lost the space between them."""

from __future__ import annotations

from collections import Counter

from cleanup.grammar.running_words import is_running_word
from cleanup.grammar.sentence_openers import is_abbreviation, often_opens_sentence
from cleanup.kit import (
    AnyOf,
    Document,
    Found,
    Iterator,
    Match,
    Measurement,
    Pattern,
    Shape,
    phrases,
    rule,
)

GLUED = Pattern(
    r"[.!?](?=[\p{Lu}\u00bf\u00a1])"
    r"(?<=(?P<left>(?<!\p{L})\p{L}*(?:\p{Ll}{2}|\p{Ll}['\u2019]s))"
    r"(?P<gap>[ \u00a0\u202f](?=[!?]))?[!?]{0,2}.)"
    r"(?P<right>\p{Lu}\p{Ll}[\p{L}\u2019']*|[AI](?= [^.,;:!?]|['\u2019])"
    r"|\p{Lu}{2,}(?= |: |-\p{Lu}\p{Ll})"
    r"|(?![AI] )\p{Lu}(?=,? )|\p{Lu}['\u2019](?:\p{L}+|(?= ))"
    r"|[\u00bf\u00a1]\p{Lu}\p{L}*)(?P<next>.?)"
)
SHORT_WORDS = {
    lang: frozenset(words.split())
    for lang, _, words in (line.partition(": ") for line in phrases("short_words"))
}
_ANY = frozenset().union(*SHORT_WORDS.values())
"""For texts of unknown language, and of languages without a list of their own."""
CAMEL = Pattern(r"(?<!^Mc|^Mac)\p{Ll}\p{Lu}", timed=False)
DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
TITLES = frozenset(("Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Rep", "Gov", "Gen", "Lt", "St"))
COUNTRIES = frozenset(("De", "Es", "Fr", "It", "Pl", "Pt", "Ru"))
"""Country domains: names of shops and papers end in the one of their language."""
LEVELS = frozenset(
    "ALERT CRITICAL DEBUG EMERGENCY ERROR FEHLER INFO NOTICE WARNING WARNUNG".split()
)
"""Levels that begin the lines of a log."""


@rule(
    "JOI001",
    tier="safe",
    confidence=0.99,
    measured=[
        Measurement(3767, 3787, "article-extraction, held out", "scraped", "2026-11-28"),
        Measurement(1151, 1172, "readability, held out", "scraped", "2026-11-28"),
        Measurement(66, 66, "article-extraction, held out", "article", "2026-11-28"),
    ],
    hint=Shape(
        "[a-z\u00b5-\U0010ffff][!?]?[!?]?[.!?](?:[A-Z\u00c0-\U0010ffff][a-z\u00b5-\U0010ffff]"
        "|[A-Z\u00c0-\u1fff][ ,'\u2019]|[A-Z\u00c0-\U0010ffff]{2}"
        "|[\u00bf\u00a1][A-Z\u00c0-\U0010ffff])"
    )
    | (
        AnyOf(*(space + mark for space in " \u00a0\u202f" for mark in "!?"))
        & Shape("[!?][A-Z\u00c0-\U0010ffff][a-z\u00b5-\U0010ffff '\u2019]")
    ),
    bad={
        "The vote was close.Two members left early.": "The vote was close. Two members left early.",
        "Was it worth it?!Nobody would say.": "Was it worth it?! Nobody would say.",
        "He called it unfair.I would not.": "He called it unfair. I would not.",
        "Money ran out in spring.FEMA had no more.": "Money ran out in spring. FEMA had no more.",
        "They painted next door's.That was the end of it.": (
            "They painted next door's. That was the end of it."
        ),
        "She had moved to Merrow.Mr. Marsh had not.": "She had moved to Merrow. Mr. Marsh had not.",
        "Subió medio pueblo.¿De dónde viene?": "Subió medio pueblo. ¿De dónde viene?",
        "Nadie bajó al muelle.¿Y los barcos?": "Nadie bajó al muelle. ¿Y los barcos?",
        "Ahora vive en Merrow.¡Qué lejos!": "Ahora vive en Merrow. ¡Qué lejos!",
        "Der Saal war voll.Überall standen Stühle.": "Der Saal war voll. Überall standen Stühle.",
        "Der Zug kam erst am Abend an.Niemand klagte.": (
            "Der Zug kam erst am Abend an. Niemand klagte."
        ),
        "Собрание закончилось.Потом пошёл дождь.": "Собрание закончилось. Потом пошёл дождь.",
        "Мост закрыт до июня, и это не всё, что на нём нашли.В порту ждут парома.": (
            "Мост закрыт до июня, и это не всё, что на нём нашли. В порту ждут парома."
        ),
        "Most jest zamknięty do czerwca, ale nie dla pieszych.W porcie czekają na prom.": (
            "Most jest zamknięty do czerwca, ale nie dla pieszych. W porcie czekają na prom."
        ),
        "Il ponte che porta al mercato non è più sicuro.È una perdita per la città.": (
            "Il ponte che porta al mercato non è più sicuro. È una perdita per la città."
        ),
        "Le pont est fermé pour les voitures et les bus de la ville, dit le maire, qui "
        "ne veut plus attendre.L'été sera long.": (
            "Le pont est fermé pour les voitures et les bus de la ville, dit le maire, qui "
            "ne veut plus attendre. L'été sera long."
        ),
        "Qui veut payer le pont de la ville et les quais du port, et avec quel argent, demande "
        "le maire ?Nous ne le savons pas.": (
            "Qui veut payer le pont de la ville et les quais du port, et avec quel argent, demande "
            "le maire ? Nous ne le savons pas."
        ),
        "Die Brücke ist auch für den Bus nicht sicher.ABENDPOST: Wer sagt das?": (
            "Die Brücke ist auch für den Bus nicht sicher. ABENDPOST: Wer sagt das?"
        ),
        "She wrote for Harbourwatch.org.They never paid her.": (
            "She wrote for Harbourwatch.org. They never paid her."
        ),
    },
    good=[
        "Write to Ann.Marsh@harbour.org today.",
        "The phone company One.Tel, which failed, is missed.",
        "They bought it from Lampworks.Com in March.",
        "He reads Yahoo!News and Node.Js blogs.",
        "It took an io.Pipe to keep the boat from being full.",
        "Open Report.Final.pdf and read it.",
        "Ask Prof.Marlow or St.John for details.",
        "System.Out is where player.Create() writes.",
        "The leak came from iGen.Fr again.",
        "The numbers of the boats are given in tab.I .",
        "Bagle.AT, the older worm, is gone.",
        "Follow @harbour.Watch for more.",
        "She holds an F.Med.Sci. degree.",
        "A pandas.DataFrame and a java.lang.NullPointerException, too.",
        "Read docs/guide.Install or [the api](reference/api.Client#new) first.",
        "She plays Channel.Orange, wrote the radio.",
        "The column data.Frame and again data.Frame was missing.",
        "It is made of a qwyzzy.Quay, a qwyzzy.Mast and a qwyzzy.Request, and that is all of it.",
        "He waited... Then he left.",
        "Das ist der Hof von prof.Ahrens und nicht der auf der ul.Lipowa, sagte die Frau.",
        "W sprawie mostu wypowie się prof.Zarzycka, ale nie jest to pewne na dziś.",
        "В городе на реке есть дом им.Ларина и музей проф.Ветрова, но это не всё.",
        "A line in the log of the ship said local.ERROR: No tide was found in the port.",
        "In dem Protokoll der Fähre steht local.ERROR: Das ist nicht der Hafen.",
        "Dans le style de la page on lit margin: 0 !Important, et ce n'est pas une phrase.",
        "La caja de los libros que compró en Lamparas.Es no es para el puerto.",
    ],
    beside_holes=True,
)
def glued_sentence(document: Document) -> Iterator[Found]:
    """Two sentences meet without a space.

    What it does: inserts a space after the full stop, question or exclamation mark between a word
    in lower-case letters and a capitalised word, ``A``, ``I`` or an acronym. In German, French,
    Spanish, Italian, Portuguese, Polish and Russian also before their words of one letter (``E``,
    ``W``), elided words (``L'``) and, in German, names of speakers (``POST:``); in French also
    after a mark with a space before it (`` ?``).

    Why it is damage: scrapers join the texts of paragraphs and line breaks without a space;
    sentence splitters and tokenisers then see one long sentence and words that do not exist.

    What could go wrong: names that are written with an inner full stop. Addresses, file names,
    abbreviations, initials, versions and code are protected; a capitalised word on both sides
    (``One.Tel``) counts as a sentence end only before a word that often begins sentences, or in a
    text that has unambiguous places elsewhere, but always before ``¿`` and ``¡``. A pair of words
    that occurs more than once is a name.
    """
    candidates = [
        candidate
        for candidate in GLUED.finditer(document.text)
        if not document.protects(candidate.start("right"))
    ]
    openers = [often_opens_sentence(document, candidate["right"]) for candidate in candidates]
    sure_count = sum(
        opener and candidate["left"].islower()
        for candidate, opener in zip(candidates, openers, strict=True)
    )
    pair_counts = Counter((candidate["left"], candidate["right"]) for candidate in candidates)
    for candidate, opener in zip(candidates, openers, strict=True):
        once = opener or pair_counts[candidate["left"], candidate["right"]] == 1
        if once and _ends_a_sentence(
            document, candidate, opener=opener, has_sure_glue=sure_count > 0
        ):
            position = candidate.start("right")
            yield Found(position, position, " ")


def _ends_a_sentence(
    document: Document, candidate: Match[str], *, opener: bool, has_sure_glue: bool
) -> bool:
    """Return whether a candidate is between two sentences.

    ``has_sure_glue``: other candidates of the text surely are.
    """
    word_before, word_after, next_char = candidate["left"], candidate["right"], candidate["next"]
    if candidate["gap"] and not (opener and document.lang == "fr"):
        return False
    if not opener and _is_no_sentence_end(document, word_before):
        return False
    if word_after[0] in "\u00bf\u00a1":
        return True
    if word_after in TITLES and next_char == ".":
        return True
    if word_after in COUNTRIES and word_before.istitle() and word_after.lower() == document.lang:
        return False
    if CAMEL.search(word_after):
        return False
    if (
        len(word_after) == 1
        or word_after[1] in "'\u2019"
        or (next_char == ":" and word_after.isupper())
    ):
        return opener or _names_speaker(document, candidate)
    if word_before.islower() or word_before in DAYS:
        return opener or next_char not in ("@", "(", ".", "_")
    if candidate[0][0] in "!?" and _begins_clause(document, candidate):
        return True
    if not word_before.istitle() or (word_after.isupper() and len(word_after) > 1):
        return opener
    return opener or (has_sure_glue and next_char == " " and candidate[0][0] == ".")


def _begins_clause(document: Document, candidate: Match[str]) -> bool:
    """Return whether a known word and one in lower case follow, in a language other than English.

    English brands end in such a mark: ``Yahoo!News``.
    """
    end = candidate.end()
    return (
        document.lang not in (None, "en")
        and candidate["next"] == " "
        and document.text[end : end + 1].islower()
        and is_running_word(document, candidate["right"])
    )


def _is_no_sentence_end(document: Document, word_before: str) -> bool:
    if len(word_before) == 2 and word_before.lower() not in _short_words(document):
        return True
    return is_abbreviation(document, word_before)


def _short_words(document: Document) -> frozenset[str]:
    """Return the words of two letters of the text's language; of all if it is not certain."""
    if document.lang is None and " the " in document.text:
        return SHORT_WORDS["en"]
    return SHORT_WORDS.get(document.lang or "", _ANY)


def _names_speaker(document: Document, candidate: Match[str]) -> bool:
    """Return whether the next speaker is named in capitals, as in German interviews."""
    word_before, word_after = candidate["left"], candidate["right"]
    may_be_name = len(word_after) > 2 and word_after not in LEVELS
    return may_be_name and word_before.islower() and document.lang == "de"
