"""What damaged texts are made of: the pieces that the laws are tried on.

Random code points meet almost no rule. These are fragments of real kinds of damage, whole and
cut; the examples of every rule join by themselves, through ``all_rules``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cleanup.rule import Rule, all_rules
from tests.prose import SCRIPTS

if TYPE_CHECKING:
    from random import Random

_ENCODINGS = ("cp1252", "latin-1", "mac-roman", "cp1250", "cp1251", "cp437")
_MISREAD = (
    *("caf\u00e9", "na\u00efve", "\u201cwell\u201d", "don\u2019t", "\u2013", "\u2014", "\u2026"),
    *("Z\u00fcrich", "\u00a35", "\u20ac9", "\u043f\u0440\u0438", "\u65e5\u672c", "\U0001f600"),
    *("\u00a0", "\u00ad", "\u0142\u00f3d\u017a", "\u00e0", "\ufffd", "\u2022", "\u00ab", "\u00bb"),
)


def _misread(text: str, encoding: str) -> str:
    return text.encode().decode(encoding, errors="ignore")


def _mojibake() -> tuple[str, ...]:
    once = [_misread(text, encoding) for text in _MISREAD for encoding in _ENCODINGS]
    twice = [_misread(text, "cp1252") for text in once[:30]]
    whole = [*once, *twice, "\u00ef\u00bf\u00bd", "\u00c2", "\u00c3", "\u00e2\u20ac", "\u00e2"]
    cut = [part for text in whole for part in (text[:-1], text[1:])]
    return tuple(dict.fromkeys(filter(None, whole + cut)))


def _each(ranges: str) -> tuple[str, ...]:
    """Return the code points of ``"00-1F 7F"``."""
    points: list[str] = []
    for part in ranges.split():
        first, _, last = part.partition("-")
        points += map(chr, range(int(first, 16), int(last or first, 16) + 1))
    return tuple(points)


FIXED: dict[str, tuple[str, ...]] = {
    "mojibake": _mojibake(),
    "entity": (
        *("&amp;", "&amp;amp;", "&amp;quot;", "&amp;lt;b&amp;gt;", "&quot;", "&#39;", "&#x27;"),
        *("&#8217;", "&nbsp;", "&nbsp", "&amp;nbsp;", "&lt;b&gt;", "&lt;", "&#x80;", "&#150;"),
        *("&#0;", "&#xD800;", "&#1114112;", "&#99999999999;", "&", "&;", "&#;", "&#x;", "AT&T"),
        *("&copy 2019", "&notit;", "&hellip;", "&#160;", "&zwj;", "&shy;", "&rsquo;", "&Eacute;"),
        *("&#10;", "&#13;", "&NewLine;", "&#8232;", "&#27;[31m", "&#x200b;", "&#769;", "amp;", "#39;"),
        *("&am", "p;", "&#3", "9;", "Q&A", "&eacute", "&#xfeff;", "&Tab;", "<", ">", "&bsol;"),
    ),
    "control": _each("00-1F 7F-9F"),
    "escape": ("\x1b[31m", "\x1b[0m", "\x1b]0;title\x07", "\x1b[", "\x1b", "\x1b(B", "\x9b31m", "[31m"),
    "line end": (
        *("\n", "\n", "\n", "\n\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\r\r\n", "\n\r", "\n\n\n"),
        *("\x0b", "\x0c", "\x85", "\u2028", "\u2029", " \n", "\n ", "\t\n", "\n\t", " \r\n", "\n\xa0\n"),
    ),
    "space": (
        *(" ", " ", "  ", "   ", "\t", "\t\t", "\u00a0", " \u00a0", "\u2009", "\u202f", "\u3000"),
        *("\u2003", "\u200a", "\u1680", "\u205f", "\u2002 ", "\u00a0\u00a0", "\u00a0:", "\u202f!"),
    ),
    "invisible": (
        *_each("00AD 034F 061C 115F 1160 17B4 180B 180E 200B-200F 2060-2064 206A-206F 3164 FE0E FE0F"),
        *_each("FEFF FFA0 FFF9-FFFC E0001 E0061 E007F E0100"),
        *("co\u00adoperate", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0915\u094d\u200d\u0937"),
        *("a\u200bb", "\u200b\u200b", "\ufeff\ufeff", "x\u2060y", "\u200d\u0301", "fi\u00ad\nsh"),
    ),
    "bidi": _each("202A-202E 2066-2069 061C 200E 200F"),
    "combining": (
        *("e\u0301", "a\u0323\u0302", "\u0301", "q\u0307\u0323", "\u1112\u1161\u11ab", "\u0344", "\u212b"),
        *("\u2126", "\u0958", "\ufb1d", "\U0001d15e", "e" + "\u0301" * 31, "o" + "\u0301\u0327" * 20),
        *("e" + "\u0323\u0301" * 15, "\u0301" * 40, "\u0340", "\u0f73", "n\u0303o", "\u1100", "\u11a8", "\uac00"),
    ),
    "compatible": (
        *("\ufb01", "\ufb02", "o\ufb03ce", "\uff21\uff22", "\uff01", "\uff8a\uff9d", "\u00b2", "\u00bd"),
        *("\u0133", "\u01c5", "\u0130", "\u0131", "\u017f", "\u212a", "\u00df", "\u2160", "\u3392", "\uff1a"),
    ),
    "astral": (
        *("\U0001f600", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1e9\U0001f1ea", "\U0001f1e9"),
        *("\U0001f44d\U0001f3fd", "\u2764\ufe0f", "1\ufe0f\u20e3", "\U0001d54f", "\U00020000", "\U0010ffff"),
        *("\ufffd", "\ufffd\ufffd", "caf\ufffd", "\ufffdhello\ufffd", "\ufffe", "\ufdd0", "\ue000", "\ud7ff"),
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    ),
    "quote": (
        *('"', '"', "\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb", "\u2018", "\u2019", "'", "\u2039", "\u203a"),
        *("\u300c", "\u300d", '""', "''", "``", '."', '".', ',"', '." ', ' "', '" ', '"The', '."The', '. "The'),
        *(".\u201dThe", "\u201cThe", "said,\u201d", "it's", "\u2019s", " s ", "don t", "dont", "\u2019n\u2019", '6" pipe'),
        *("?\u201d\u201cNo", "( \u201c", "\u201d)", "\u00ab Oui \u00bb", "? s", "don?t", "\u201c\u201c", "\u2018\u2019"),
    ),
    "glue": (
        *("thesaid", "theyon", "thePalisade", "arecurrently", "ofthe", "tothe", " of the the ", "diminishesInflation"),
        *("close.Two", "end?Yes", "end!No", "end).The", "end.)The", "end:The", "end,The", "end;the", "2018.The", "p.m.The"),
        *("harbour.com.The", "node.js", "e.g.", "U.S.", "U.S.The", "Mr.Brown", "No.5", "3.5", "1,000", "v1.2.3", "J.K."),
        *("camelCase", "iPhone", "McDonald", "YouTube", "a.b@c.org", "www.harbour.org", "https://t.co/x", "#tag", "@name"),
        *("word.word", "...The", "\u2026The", "end. The", "end .The", "end . The", "stop.\u00a0The", "stop.\u200bThe"),
    ),
    "hole": (
        *(" , ", " .", " ,", ", ,", ". ,", ",,", "..", " ; ", "( )", "()", "[]", "(, born 1950)", "( ; born", "the, ", "and . "),
        *("owned by, ", "According to, ", "said  that", "(see )", " of . ", "the  was", "by and ", "in the .", "(IS, formerly"),
        *("told the .", ' " said', '," she said', "a an the", "to of in", "\u201d said Holt.", "(known as ,", " ,and"),
    ),
    "line": (
        *("Photo: Ana Brook / Northern Press", "(Photo by Lena Holt/Harbour Images)", "\u00a9 2018 Mara Quill / Reuters"),
        *("FILE PHOTO: A ship in the harbour", "Image copyright Getty Images", "Image caption A ship", "AFP", "Reuters"),
        *("By Oskar Venn", "BY OSKAR VENN, Staff Writer", "Oskar Venn @oskarvenn", "Published: 3 May 2018", "Feb 12, 2018 14:05"),
        *("LONDON (Reuters) - ", "QUAYSIDE, May 3 (AP) \u2014 ", "2018-02-12", "12 Feb, 2018", "Updated 4 hours ago", "Feb 2018"),
        *("Share this article", "Share on Facebook Tweet Email", "Share", "Tweet", "Advertisement", "ADVERTISEMENT", "Email"),
        *("Read more: ", "READ MORE:", "Related:", "Sign up for our newsletter", "Follow us on Twitter @quay", "Click here"),
        *("Continue reading", "Comments (12)", "All rights reserved.", "pic.twitter.com/abc123", "Skip to content", "Loading..."),
        *("[caption id=1]", "<br />", "<p>", "</div>", "<b>bold</b>", "<script>var a = 1;</script>", "[1]", "[edit]", "* * *"),
        *("---", "...", "[\u2026]", "<!-- x -->", "{{ x }}", "- item", "* item", "1. item", "# Heading", "a\tb\tc", "| a | b | c |"),
        *("    indented()", "def f(x):", "if (x) { y(); }", "```", "Please enable cookies.", "Access denied", "Copyright 2018"),
    ),
    "word": (
        *("the", "said", "on", "of", "a", "and", "harbour", "Lena", "Tomas Brook", "1", "2018", "12,5", "10:30", "US", "x", "I"),
        *("\u0663", "\u0967\u0968", "M\u00fcller", "\u00e9t\u00e9", "stra\u00dfe", "\u0130zmir", "-", "\u2013", "\u2014", ",", ".", ";", ":", "?", "!"),
        *("well-", "known", "exam-\nple", "re-\nelected", "(", ")", "[", "]", "{", "}", "/", "\\", "*", "_", "|", "~", "$", "%"),
    ),
    "paragraph": (
        "The harbour office was closed for the whole of the winter, and nobody in the town could say when it would open again.",
        "\u201cWe have waited long enough for an answer,\u201d said the baker, who had asked the council for one in the spring of that year.",
        '"We have waited long enough for an answer," said the baker, who had asked the council for one in the spring of that year.',
        "Der Hafen war den ganzen Winter geschlossen, und niemand in der Stadt wusste, wann er wieder offen sein w\u00fcrde, sagte sie.",
        "Le port est rest\u00e9 ferm\u00e9 tout l\u2019hiver\u00a0; personne ne savait quand il serait de nouveau ouvert \u00e0 la p\u00eache, dit-elle.",
    ),
    "script": tuple(
        script.sentence(place, place, place) for script in SCRIPTS.values() for place in range(4)
    ),
}
"""Pieces by kind. Kinds are drawn evenly, so a long list does not drown a short one."""


def examples(rule: Rule) -> tuple[str, ...]:
    """Return every text in a rule's declaration: damaged, repaired, flagged and look-alike."""
    texts = (*rule.bad, *rule.bad.values(), *rule.flags, *rule.flags.values(), *rule.good)
    return tuple(filter(None, texts))


@cache
def all_examples() -> tuple[str, ...]:
    """Return the examples of all rules."""
    return tuple(text for rule in all_rules() for text in examples(rule))


@cache
def _kinds() -> tuple[tuple[str, ...], ...]:
    return (*FIXED.values(), all_examples())


_RULES = 6
"""How many of the draws, beside one for each kind, go to the examples of rules."""


def random_text(random: Random, pieces: int = 10) -> str:
    """Return a text of up to ``pieces`` pieces, some of the examples among them cut."""
    kinds = _kinds()
    drawn: list[str] = []
    for _ in range(random.randint(1, pieces)):
        number = random.randrange(len(kinds) + _RULES)
        piece = random.choice(kinds[min(number, len(kinds) - 1)])
        if number >= len(kinds) and random.random() < 0.7:
            first = random.randrange(len(piece))
            piece = piece[first : random.randint(first + 1, len(piece))]
        drawn.append(piece)
    return "".join(drawn)
