"""Whether a hyphen between two words joined them, or stood as a dash.

spaCy parts ``well-known`` as it parts nothing else, so it looks like ``ready - or not``. Ten of
eleven join; what follows a dash is mostly a word that begins a clause.
"""

from __future__ import annotations

from cleanup.text.pattern import Pattern

_AFTER_DASH = frozenset(
    "but which who whom whose that it i he she they we you this these those his her their its our"
    " my your the an is are was were be been has had have will would could should can did does do"
    " if when while where whether although though because since including especially particularly"
    " with from into without despite before after about almost more most some any each both either"
    " neither even just also not now then there what why how such as or and a all one no so nothing"
    " something perhaps maybe only once until in to for on by at around said told may must came"
    " went took himself herself itself themselves me albeit aka whatever known codenamed formerly"
    " altogether ahead along involving".split()
)
"""Words that begin a clause or go on with one."""

_JOINED_TO = {
    "and": frozenset("black rock up drag search hit cut open mix touch wait bread".split()),
    "a": frozenset("de".split()),
    "or": frozenset("do either make life win".split()),
    "like": frozenset("child life war dream business un flu god lady cult".split()),
    "all": frozenset("catch free be cure end over tell".split()),
    "known": frozenset("well best better little lesser least widely".split()),
    "no": frozenset("big".split()),
    "the": frozenset("across behind off over inside on outside under".split()),
    "one": frozenset(
        "no number day year twenty thirty forty fifty sixty seventy eighty ninety".split()
    ),
    "only": frozenset("members women men invitation read online girls cash text".split()),
    "so": frozenset("not ever".split()),
    "have": frozenset("must".split()),
    "be": frozenset("wanna would".split()),
    "in": frozenset(
        "built check sit opt stand trade plug lead phone live drop tie break buy walk shoo write"
        " sign log step cave fill throw".split()
    ),
    "to": frozenset("go how lean set".split()),
    "for": frozenset("wished hoped called uncalled longed".split()),
    "on": frozenset(
        "add carry head follow hands run knock right try spot bolt clip hanger put odds slip turn"
        " roll side full".split()
    ),
    "by": frozenset("stand drive passer passers fly lay rolled".split()),
    "at": frozenset("stay where".split()),
    "around": frozenset("turn run work wrap all".split()),
    "it": frozenset("post".split()),
    "how": frozenset("know".split()),
    "you": frozenset("thank".split()),
    "do": frozenset("to can make".split()),
    "nothing": frozenset("do know good".split()),
    "not": frozenset("why forget".split()),
}
"""Words of ``_AFTER_DASH`` that these words take by a hyphen."""

_PREFIXES = frozenset(
    "anti non self re co ex pro mid multi pre semi neo inter intra ultra pan sub trans un micro"
    " quasi pseudo bi tri euro afro anglo al el cyber bio eco hyper".split()
)
"""What is no word by itself."""
_FIRST = frozenset(
    "cross mini macro super post counter vice half all well e ever then over under out two three"
    " four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety high"
    " low long short".split()
)
_BEFORE_DASH = frozenset(
    "it them him us is was are were that there this you said ago away others people everyone"
    " everything nothing something again too yes then though".split()
)
_SINGULAR_IN_S = frozenset(
    "us sales news sports arms business class cross mass less press bus gas plus process express"
    " access its venus lens grass glass boss loss pass jobs stress wireless series".split()
)
_ADVERB = Pattern(
    r"[a-z]{3,}(?<!friend|earl|week|dai|month|hour|year|fami|ear|handed|minded|hearted)ly",
    timed=False,
)
_SECOND = frozenset(
    "based led backed born style long old up on off funded related free goers owned made run wide"
    " led worth friendly only tv".split()
)
"""Words that nothing but a hyphen puts before their noun."""
_LOWER_BEFORE_NAME = frozenset(
    "former early late south north east west de la le ultra radical".split()
)


def joins_words(before: str, after: str) -> bool:
    """Return whether a hyphen with spaces joined these two words."""
    left, right = before.lower(), after.lower()
    if left in _PREFIXES:
        return True
    if right in _AFTER_DASH:
        return left in _JOINED_TO.get(right, ())
    if left in _FIRST or right in _SECOND or len(left) == 1 or (before.isupper() and len(left) < 4):
        return True
    if left in _BEFORE_DASH or _ADVERB.fullmatch(right):
        return False
    if before.islower() and after[:1].isupper():
        return left in _LOWER_BEFORE_NAME
    is_plural = left.endswith("s") and not left.endswith(("us", "ss", "is"))
    is_plural = is_plural and len(left) > 3 and left not in _SINGULAR_IN_S
    return not (is_plural and after.islower())
