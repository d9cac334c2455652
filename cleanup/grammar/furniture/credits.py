"""Credits of pictures: a unit that is one, and one at the end of a caption."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.grammar.credits import is_misread
from cleanup.grammar.furniture.limits import LONGEST_CREDIT
from cleanup.grammar.furniture.phrase import PARTICLES, agencies, is_name_word
from cleanup.grammar.furniture.stamps import stamp_of
from cleanup.grammar.furniture.tokens import tokens_of
from cleanup.grammar.furniture.words import Words
from cleanup.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENS = {")": "(", "]": "[", "\uff09": "\uff08", "\u3011": "\u3010"}
_SENTENCE_END = '.!?\u2026"\u201d\u201c\u00bb\u3002'
_SIGN = re.compile(r"\u00a9|\([cC]\)")
_PARTS = re.compile(
    r"\s*[/|,;\u00a9]\s*|\s+(?:via|for|and|und|et|&|-|\u2013)\s+|\s+-\s*|(?<=[a-z])-(?=[A-Z]{3})"
)
_MOST_WORDS = 14
_LONGEST_LABEL = 40
_ENDING = 2
"""Code points of the shortest label, by whose end most words are told from labels."""
_OWN_PHOTOS = ("AP ", "AFP ")
"""Before ``Photo``, which is no label then."""
_OF_AGENCY = re.compile(r"(AP|AFP) (?:Photo|PHOTO)s?")
_VERSE = re.compile(r"[0-9][:.][0-9]")
"""In a reference to a book in brackets, not beside a name."""
_LINKED = re.compile(r"\s*[:=\uff1a]|/(?=[^\W\d_a-z])|\s+by\s+(?=[^\W\d_a-z])")
"""Stands between a label and its name."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


class Credit(NamedTuple):
    """Who made or gave a picture."""

    start: int
    """Where the credit begins in its unit, in code points."""
    names: tuple[str, ...]
    agencies: tuple[str, ...]
    labelled: bool
    """Whether a label, a copyright sign or an agency says that it is one."""
    lone: bool = False
    """Whether it is one name in brackets without a label: it may be a remark."""


def credit_of(text: str) -> Credit | None:
    """Return the credit that a unit consists of."""
    if len(text) > LONGEST_CREDIT:
        return None
    inside, bracketed = _without_brackets(text)
    found = _labelled().match(inside) or _SIGN.match(inside)
    name = inside[found.end() :].strip(" :") if found else inside
    if found and bracketed and ":" in found.group():
        return read_credit(0, name, labelled=True)
    if not name or not is_credit_name(name, labelled=found is not None):
        return None
    credit = read_credit(0, name, labelled=found is not None)
    if not credit.labelled or (found is None and is_misread(name)):
        return None
    return credit if found or "/" in name or "|" in name or bracketed else None


def credit_at_end(text: str) -> Credit | None:
    """Return the credit that a unit ends in, behind other words."""
    text = text.rstrip(" )") if text.endswith(" )") and "(" not in text[-LONGEST_CREDIT:] else text
    return _in_brackets(text) or _behind_sign(text) or _behind_sentence(text)


def _in_brackets(text: str) -> Credit | None:
    bare = text.rstrip(" .")
    opens = _OPENS.get(bare[-1:])
    start = bare.rfind(opens, max(0, len(bare) - LONGEST_CREDIT)) if opens else -1
    if start <= 0:
        return None
    inside = bare[start + 1 : -1].strip()
    found = _labelled().match(inside) or _SIGN.match(inside)
    name = inside[found.end() :].strip(" :") if found else inside
    if not is_credit_name(name, labelled=found is not None):
        return None
    credit = read_credit(start, name, labelled=found is not None)
    if found or (credit.agencies and "/" in name):
        return credit
    ended = bare[:start].rstrip()[-1:] in _SENTENCE_END and not _VERSE.search(inside)
    return credit._replace(lone=True) if ended else None


def _behind_sign(text: str) -> Credit | None:
    """Return a credit behind a copyright sign, or behind a label with a colon."""
    earliest = max(1, len(text) - LONGEST_CREDIT)
    for sign in _SIGN.finditer(text, earliest):
        if found := _named_from(text, sign.start(), sign.end()):
            return found
    for start, end in labels_in(text, earliest):
        if start > 0 and (found := _named_from(text, start, end)):
            return found
    return None


def labels_in(text: str, earliest: int = 0) -> Iterator[tuple[int, int]]:
    """Yield where labels begin and where the names behind them do, in order."""
    for link in _LINKED.finditer(text, earliest):
        floor = max(0, link.start() - _LONGEST_LABEL)
        start = _start_of_label(text[floor : link.start()].rstrip())
        if start >= 0:
            yield floor + start, link.end()


def _named_from(text: str, start: int, end: int) -> Credit | None:
    name = text[end:].strip(" :.")
    return read_credit(start, name, labelled=True) if is_credit_name(name, labelled=True) else None


def _start_of_label(text: str) -> int:
    """Return where the label begins that a text ends in, also glued to a word; -1 without one."""
    forms = _labels_by_ending().get(text[-_ENDING:], ())
    if not text.endswith(forms):
        return -1
    start = len(text) - len(next(form for form in forms if text.endswith(form)))
    before = text[start - 1 : start]
    if before == "-" or (before.isalnum() and not text[start].isupper()):
        return -1
    return -1 if text[:start].endswith(_OWN_PHOTOS) else start


def _behind_sentence(text: str) -> Credit | None:
    """Return a name with an agency behind the end of a sentence or a bar."""
    if not _longest_of_agencies().are_in(text[-LONGEST_CREDIT:].lower()):
        return None
    for found in _BEHIND.finditer(text, max(0, len(text) - LONGEST_CREDIT)):
        name = text[found.end() :].strip(" .")
        if name and not _ENDS_CAPTION.search(name) and is_credit_name(name, labelled=False):
            credit = read_credit(found.end(), name, labelled=False)
            if credit.labelled:
                return credit
    return None


_BEHIND = re.compile(
    r"(?<=[^\W\d_]{3}[.\"\u201d])(?=[A-Z]{2,5}\s*$)|"
    r"(?<=[^\W_][.!?\u201d\"\u201c)])[ ]+(?=[^\W\d_])|[ ]\|[ ]"
    r"|(?<=[^\W_])[ ](?=(?:AP|AFP) (?:Photo|PHOTO)|REUTERS/)"
)
"""Stands before a name with an agency."""
_ENDS_CAPTION = re.compile(r"[.!?] \| ")
"""A bar behind the end of a sentence: what is left of it is the caption's (``John D. Roe. |``)."""


def is_credit_name(text: str, *, labelled: bool) -> bool:
    """Return whether a text consists of names and words that stand beside them in credits."""
    if not text or len(text) > LONGEST_CREDIT or _has_other_words(text) or stamp_of(text):
        return False
    tokens = tokens_of(text)
    if not tokens or len(tokens) > _MOST_WORDS or "?" in text:
        return False
    names = 0
    for token in tokens:
        if token.folded == "{url}" or is_name_word(token.text):
            names += 1
        elif (
            token.folded not in _beside()
            and not any(map(str.isupper, token.text))
            and not (labelled and token.folded == "{n}")
        ):
            return False
    return names > 0 and not _YEAR.match(text)


def _has_other_words(text: str) -> bool:
    """Return whether a text has a word in small letters that does not stand in credits."""
    return any(
        word.isalpha() and word.islower() and word[0].islower() and word not in _beside()
        for word in text.split()
    )


def read_credit(start: int, name: str, *, labelled: bool) -> Credit:
    """Part the names of a credit from those of agencies; each is given once."""
    parts = [_bare(part.strip(" .()[]")) for part in _PARTS.split(name)]
    kinds = [(part, _is_agency(part)) for part in parts if part and not part[0].isdigit()]
    found = tuple(dict.fromkeys(part for part, is_agency in kinds if is_agency))
    names = tuple(
        dict.fromkeys(
            part for part, is_agency in kinds if not is_agency and part.lower() not in _beside()
        )
    )
    known = any(part.lower() in agencies() for part in found)
    return Credit(start, names, found, labelled or known)


def _bare(name: str) -> str:
    """Return a name without a label that is left before it, or the ``Photo`` of an agency."""
    if own := _OF_AGENCY.fullmatch(name):
        return own[1]
    for form in _label_forms() if "(" in name or ". " in name else ():
        if name.startswith((f"{form} (", f"{form}. ")):
            return name[len(form) :].lstrip(" (.")
    return name


def _is_agency(name: str) -> bool:
    return name.lower() in agencies() or name.lower().rpartition(" ")[2] in _words_of_agencies()


@cache
def _longest_of_agencies() -> Words:
    return Words(max(name.split(), key=len) for name in agencies())


@cache
def _words_of_agencies() -> frozenset[str]:
    return frozenset(word for line in phrases("agency_words") for word in line.split())


def _without_brackets(text: str) -> tuple[str, bool]:
    bare = text.strip().rstrip(".")
    opens = _OPENS.get(bare[-1:])
    if opens and bare.startswith(opens):
        return bare[1:-1].strip(), True
    return text.strip(), False


@cache
def _beside() -> frozenset[str]:
    words = {word for line in phrases("credit_words") for word in line.split()}
    of_agencies = {word for name in agencies() for word in name.split()}
    return frozenset(words | of_agencies | PARTICLES | {",", "{n}"})


@cache
def _label_forms() -> tuple[str, ...]:
    """Return the labels in all forms, the longest first."""
    forms = {form for label in phrases("credit_labels") for form in _forms(label.rstrip(":"))}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


@cache
def _labels_by_ending() -> dict[str, tuple[str, ...]]:
    """Return the labels in all forms by what they end in, the longest first."""
    found: dict[str, list[str]] = {}
    for form in _label_forms():
        found.setdefault(form[-_ENDING:], []).append(form)
    return {ending: tuple(forms) for ending, forms in found.items()}


def _forms(label: str) -> tuple[str, ...]:
    return label, label.upper(), label.title(), label[:1].lower() + label[1:]


_LINK = (
    r"(?:\s*(?:\[M\]|\(M\)|\(s\))?\s*(?:[:=\uff1a]|/(?= ))\s*(?:\u00a9\s*)?"
    r"|\s+(?:by|via|courtesy of|courtesy|de|von|of|\u00a9)\s+(?=[^\W\d_a-z]))"
)
"""What stands between a label and a name."""


@cache
def _labelled() -> re.Pattern[str]:
    labels = "|".join(map(re.escape, _label_forms()))
    short = "|".join(re.escape(form) for form in _label_forms() if form.endswith("."))
    return re.compile(rf"(?:{labels})(?:{_LINK}|\s+\u00a9\s*)|(?:{short})\s+(?=[^\W\d_a-z])")
