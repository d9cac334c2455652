"""Which language a text is in: the same answer everywhere, and none where it is not plain."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup import clean
from cleanup.phrases import LANGUAGES, phrases, words_of
from cleanup.ruleset import versions
from cleanup.text.language import COMMONEST, Language, guess_language
from tests.prose import SCRIPTS

TEXTS = {
    "de": "Die Brücke über die Wenn bleibt bis Juni gesperrt, teilte der Stadtrat am Montag mit. "
    "Fachleute hatten an zwei Pfeilern Risse entdeckt, und niemand weiß, wie tief sie gehen.",
    "en": "Engineers found cracks in two piers below the old crossing on Monday morning; nobody "
    "knows how deep these go, which means months without buses between both halves of town.",
    "es": "El puente sobre el río Venn seguirá cerrado hasta junio, dijo el lunes el ayuntamiento. "
    "Los ingenieros hallaron grietas en dos pilares, y nadie sabe lo profundas que son.",
    "fr": "Le pont sur la Venne restera fermé jusqu'en juin, a annoncé lundi le conseil municipal. "
    "Des ingénieurs ont découvert des fissures dans deux piles, et nul ne sait leur profondeur.",
    "it": "Il ponte sulla Venna resterà chiuso fino a giugno, ha detto lunedì il consiglio. "
    "Gli ingegneri hanno trovato crepe in due piloni, e nessuno sa quanto siano profonde.",
    "pl": "Most na rzece Wenna pozostanie zamknięty do czerwca, poinformowała w poniedziałek rada. "
    "Inżynierowie znaleźli pęknięcia w dwóch filarach i nikt nie wie, jak są głębokie.",
    "pt": "A ponte sobre o rio Vena vai continuar fechada até junho, disse na segunda a câmara. "
    "Os engenheiros encontraram fendas em dois pilares, e ninguém sabe quão fundas são.",
    "ru": "Мост через реку Венну останется закрытым до июня, сообщил в понедельник совет. "
    "Инженеры нашли трещины в двух опорах, и никто не знает, насколько они глубоки.",
    "ca": "El pont sobre el riu Venn continuarà tancat fins al juny, va dir dilluns l'ajuntament. "
    "Els enginyers van trobar esquerdes en dos pilars, i ningú no sap com són de profundes.",
    "cs": "Most přes řeku Vennu zůstane uzavřen až do června, oznámila v pondělí městská rada. "
    "Inženýři našli trhliny ve dvou pilířích a nikdo neví, jak jsou hluboké.",
    "nl": "De brug over de Wenne blijft tot juni dicht, zei de gemeenteraad maandag. Ingenieurs "
    "vonden scheuren in twee pijlers, en niemand weet hoe diep die zijn en wat dat gaat kosten.",
    "uk": "Міст через річку Венну залишиться закритим до червня, повідомила в понеділок рада. "
    "Інженери знайшли тріщини у двох опорах, і ніхто не знає, які вони глибокі.",
}
LIKE_DOMAINS = frozenset(("Com", "Eu", "Io", "Tel"))
"""They also end addresses, which are protected."""
NOT_PLAIN = ("", " \n ", "Der Hund", "12 345 67,8 2020", "\0", "\u200b", "?!", "x = f(y) + 1")


@pytest.mark.parametrize("lang", TEXTS)
def test_a_paragraph_tells_its_language(lang: str) -> None:
    assert guess_language(TEXTS[lang]) == lang


@pytest.mark.parametrize("lang", TEXTS)
def test_capitals_tell_no_other_language(lang: str) -> None:
    assert guess_language(TEXTS[lang].upper()) in (lang, None)


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_what_is_not_plain_is_of_no_language(text: str) -> None:
    assert guess_language(text) is None


@pytest.mark.parametrize(
    ("words", "others", "lang"),
    [
        (["the"], 0, None),
        (["the", "of"], 0, "en"),
        (["the", "of"], 11, "en"),
        (["the", "of"], 12, None),
        (["the"] * 15, 85, "en"),
        (["the"] * 14, 86, None),
        (["the"] * 7 + ["der"] * 5, 0, "en"),
        (["the"] * 6 + ["der"] * 5, 0, None),
    ],
)
def test_words_tell_if_they_are_many_and_more_than_those_of_others(
    words: list[str], others: int, lang: str | None
) -> None:
    assert guess_language(" ".join(words + ["x7"] * others)) == lang


@pytest.mark.parametrize("lang", TEXTS)
def test_the_model_is_asked_from_100_letters_on(lang: str) -> None:
    assert guess_language("".join(filter(str.isalpha, TEXTS[lang]))[:99]) is None


FINNISH = (
    "Wenna-joen ylitt\u00e4v\u00e4 silta pysyy suljettuna kes\u00e4kuuhun asti, kertoi "
    "kaupunginhallitus maanantaina. Insin\u00f6\u00f6rit l\u00f6ysiv\u00e4t halkeamia kahdesta "
    "pilarista."
)
HEBREW = SCRIPTS["hebrew"].text([(place, place, place, False) for place in range(4)])


def test_a_language_without_words_of_its_own_is_told_by_the_model() -> None:
    assert guess_language(FINNISH) == "fi"
    assert guess_language(f"{FINNISH[:60]}\0{FINNISH[60:]}") == "fi"
    assert guess_language(FINNISH[:100]) is None
    assert guess_language(f"{HEBREW} {HEBREW}") == "he"


def test_two_languages_in_equal_parts_are_of_none_or_of_one_of_them() -> None:
    text = " ".join(f"{TEXTS['de']} {TEXTS['fr']}" for _ in range(4))
    assert guess_language(text) in (None, "de", "fr")


def test_threads_agree() -> None:
    texts = list(TEXTS.values()) * 20
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(guess_language, texts)) == list(TEXTS) * 20


@given(st.text(max_size=400))
def test_any_text_has_one_answer(text: str) -> None:
    said = guess_language(text)
    assert said == guess_language(text)
    assert said is None or said.isalpha()


@given(st.sampled_from(sorted(TEXTS)), st.integers(0, 100), st.text(max_size=40))
def test_what_follows_the_sample_does_not_count(lang: str, cut: int, more: str) -> None:
    text = (TEXTS[lang][cut:] + " ") * 80
    assert guess_language(text[:4000]) == guess_language(text[:4000] + more)


def test_the_model_is_loaded_only_where_words_do_not_tell() -> None:
    script = (
        "import sys; from cleanup import clean\n"
        "clean('The ferry to the islands is late.It was the engine, and it is old.')\n"
        "print('gcld3' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout == "False\n"


def test_the_ruleset_names_the_model() -> None:
    assert versions()["cld3-py"] != "absent"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_of_a_language_are_well_formed(lang: str) -> None:
    assert lang in COMMONEST
    openers, abbreviations, function_words = (
        [word for line in phrases(f"{lang}/{table}") for word in line.split()]
        for table in ("sentence_openers", "abbreviations", "function_words")
    )
    for words in (openers, abbreviations, function_words):
        assert len(words) == len(set(words)) > 50
    assert all(word[0].isupper() for word in openers)
    assert all(word == word.lower() for word in (*abbreviations, *function_words))
    assert all(len(word) > 1 for word in abbreviations), "one letter is never taken for a word"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_abbreviation_that_sticks_to_a_name_stays(lang: str) -> None:
    for word in sorted(words_of("abbreviations", lang)):
        text = f"{TEXTS[lang]} ({word}.Zwerenz)"
        assert clean(text, lang=lang).text == text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_that_are_glued_before_an_opener_are_parted(lang: str) -> None:
    for word in sorted(words_of("sentence_openers", lang) - LIKE_DOMAINS):
        after = f"{word}Xanta" if word.endswith("'") else f"{word} xanta"
        glued = f"{TEXTS[lang]}{after} rovin."
        assert clean(glued, lang=lang).text == f"{TEXTS[lang]} {after} rovin."


def test_a_language_without_tables_has_no_words() -> None:
    assert words_of("sentence_openers", "nl") == frozenset()
    assert words_of("sentence_openers", None) == frozenset()


@given(st.sampled_from([*TEXTS.values(), "", "the", "Now the end"]), st.sampled_from(sorted(TEXTS)))
def test_a_language_is_ruled_out_only_if_it_is_another(text: str, lang: str) -> None:
    language = Language(None, text)
    assert language.may_be(frozenset([lang])) or language() != lang
    assert Language(lang, text).may_be(frozenset([lang]))
    assert not Language(lang, text).may_be(frozenset(["xx"]))


def test_a_language_is_guessed_again_only_where_the_text_looks_otherwise() -> None:
    language = Language(None, TEXTS["de"])
    assert language.of(TEXTS["de"]) is language
    assert language.of(TEXTS["en"])() == guess_language(TEXTS["en"])
    assert Language("de", "").of(TEXTS["en"])() == "de"
