"""Ligatures and letters that became control characters."""

from __future__ import annotations

from cleanup.kit import Chars, Document, Found, Iterator, rule
from cleanup.text.controls import traces

_MESSAGE = "a control character is in the place of lost letters"


@rule(
    "ENC016",
    tier="safe",
    severity="lost",
    confidence=0.97,
    hint=Chars("\u0000-\u0008\u000e-\u001f\u007f"),
    bad={
        "The storm had no e\x00ect on the ferry, and that is all of it.": (
            "The storm had no effect on the ferry, and that is all of it."
        ),
        "It was a di\x03cult year, and the most difficult of all for the harbour.": (
            "It was a difficult year, and the most difficult of all for the harbour."
        ),
        "At \x1crst the harbour o\x1ece was closed, and nobody in the town knew of it.": (
            "At first the harbour office was closed, and nobody in the town knew of it."
        ),
    },
    flags={
        "The har\x00our is closed, and that is the end of it.": "\x00",
        "On the first of May he saw the lette\x00 in the hall of the town.": "\x00",
        "The years 1990\x132000 were the best for the town.": "\x13",
    },
    good=[
        "The tide\x00 is high, and the boats are in.",
        "T\x00h\x00e\x00 \x00t\x00i\x00d\x00e\x00",
        "Dornan\x00\x00\x00\x00\nMerrow\x00\x00\x00\x00",
        "The di\ufb03cult years of the office",
    ],
)
def ligature_became_control(document: Document) -> Iterator[Found]:
    """A control character is in the place of a lost ligature or letter.

    What it does: between two letters or digits, and at the edge of a word that is likelier with a
    letter there than without, keeps the control character and flags it. If exactly one of the
    ligatures ff, fi, fl, ffi, ffl, ft, tt and Th makes a known word, proposes that (unsafe); if the
    text has the word whole elsewhere, puts it in.

    Why it is damage: the fonts of many PDF files have no Unicode value for their ligatures, so a
    converter writes a control character for each (``e\\x00ect``). Deleted, the word would be wrong
    without a trace.

    What could go wrong: a control character that a program put into a whole word stays, too. Which
    ligature was lost is a guess from a word list: ``o\\x00er`` may be *offer* only. NULs that stand
    beside every character (UTF-16 read byte by byte), runs of them after words, and those at line
    ends stand for nothing; ``control-character`` removes them.
    """
    for trace in document.once(traces):
        if trace.fit is None:
            yield Found(trace.start, trace.end, message=_MESSAGE, tier="display")
        else:
            yield Found(trace.start, trace.end, trace.fit.letters, tier=trace.fit.tier)
