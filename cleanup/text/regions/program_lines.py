"""What lines of plain text read like: program text, logs, sessions, configuration, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from cleanup.text.regions.values import RegionKind

_BEGINS = Pattern(
    r"(?P<markup>[\W_]{3,}+$)"
    r"|(?P<code>\$[ ]\S|>>>(?:[ ]|$)|\.\.\.[ ](?=[a-z_]++[ (=.])|In[ ]\[\d++\]:|Out\[\d++\]:"
    r"|[A-Z]:\\[^>]*+>|[\w.-]{1,60}+@[\w.-]{1,60}+[:~ ][^$#\n]{0,200}[$#][ ]"
    r"|#(?:include|define|ifn?def|endif|pragma)\b|#!|</?[A-Za-z][^<>]*+>?|<[!?]|[{}\[\]()]+[,;]?$"
    r"|(?:from[ ][\w.]++[ ])?import[ ](?:[\w.*]++|\{)(?:[ ]as[ ]\w++)?(?:[;,]|$)"
    r"|(?:async[ ])?(?:def|class|fn|func|function|sub)[ ]\w++[ ]?[({:]|(?:var|let|const"
    r"|my)[ ][\w$@%]++[ ]?[=;:]"
    r"|(?:if|for|while|elif|switch|catch|foreach)[ ]?\(.*[){:;]$"
    r"|(?:if|for|while|elif|else|try|except|with|finally)\b[^.?!]*+:$"
    r"|return\b[^.?!]*+;$|(?:public|private|protected|static)[ ]\w++[ ]\w++|@\w++(?:\(.*\))?$"
    r"|(?:sudo|apt-get|pip3?|npm|yarn|git|docker|brew|cargo|conda|make|cd|mkdir|curl|wget"
    r"|python3?)[ ]"
    r"(?:[\w./~-]++[ ]?){1,12}+$(?<![.?!])"
    r"|Traceback[ ]\(most|File[ ]\"[^\"\n]*+\",[ ]line[ ]\d|at[ ][\w.$<>/]++\("
    r"|Caused[ ]by:[ ][\w.]++:"
    r"|[\w.]*(?:Error|Exception)(?::|$)|(?:\./|\.\./|~/|/)\S++$|[A-Za-z]:\\\S++$|[-\w./]++/$"
    r"|(?:diff[ ]--git|@@[ ]-\d|\+\+\+[ ]|---[ ]\S++/|index[ ][0-9a-f]{7}))"
    r"|(?P<log>[\[(]?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|\[?\d\d:\d\d:\d\d[\].,]"
    r"|[A-Z][a-z]{2}[ ]{1,2}\d{1,2}[ ]\d\d:\d\d:\d\d"
    r"|[\[<(]?(?:INFO|DEBUG|WARN(?:ING)?|ERROR|FATAL|TRACE|CRITICAL|NOTICE)(?:[\]>):]|[ ]{2}|[ ]-)"
    r"|\d{1,3}(?:\.\d{1,3}){3}[ ])"
    r"|(?P<data>[\w.-]++[ ]?(?:\+|\?|:)?=(?!=)|\[[\w.:/\"'-]{1,80}+\]$|\"[\w.$/-]{1,80}+\"[ ]?:"
    r"|'[\w.$/-]{1,80}+'[ ]?[:,]"
    r"|(?:[a-z_][\w.-]*+|[A-Z_]{3,}+|\w++_\w++):(?:[ ]++\S++){0,4}$(?<![.?!])"
    r"|(?:From|To|Cc|Bcc|Subject|Date|Reply-To|Message-ID|Content-[\w-]++|MIME-Version"
    r"|Return-Path|Received|X-[\w-]++|User-Agent|In-Reply-To|References|Sender|Organization"
    r"|Lines|NNTP-[\w-]++|Host|Accept[\w-]*+):[ ]"
    r"|-[ ][\w-]++:(?:[ ]\S++){0,4}$(?<![.?!]))"
    r"|(?P<table>\+[-=+]{2,}|[|\u2502\u2551].*[|\u2502\u2551]$|[\u2500-\u259f])",
    timed=False,
)
"""How lines begin that are not prose, without their indentation."""
_ENDS = Pattern(
    r"(?:[{}\\]|[)\]];?;|(?<=[=()\[\]<>].{0,200});|\)[ ]?:|[,(\[]|&&|\|\|)$", timed=False
)
_SIGNS = Pattern(
    r"[\u2500-\u259f{}]|\((?<=\w\()\)|\[(?<=\w\[)[\w'\":-]*+\]|[=!<>]==?|[-=]>|&&|\|\||::|\+\+"
    r"|:=|[-+*/|&^]="
    r"|\$\{?(?=\w)|</|/>|\*/|/\*|=(?<=[\w)\]][ ]=)[ ](?=[\w(\[\"'{-])|\.(?<=\w\.)\w++\(|\\[nt0x]"
    r"|_(?<=\w_)(?=\w)|--?(?<![\w-]--?)(?=\w)|\+-{2,}\+|%[sd]",
    timed=False,
)
_LEADERS = Pattern(r"\.{5,}+|(?:[ ]\.){4,}+", timed=False)
_WORD = Pattern(
    r"(?<![^\s(\"'\u2018\u201c\u00ab])\p{L}[\p{L}\u2019'-]*+(?=[\s.,;:!?)\"'\u2019\u201d\u00bb]|$)",
    timed=False,
)
_UNSPACED = Pattern(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]", timed=False
)
LONGEST_LINE = 300
"""Code points; longer lines are paragraphs, unless they begin as something else."""
_WORDS_A_SIGN = 3.0
"""So many words for each sign of a programming language, at least, are prose about programs."""


def kind_of_line(body: str) -> RegionKind:
    """Return what a line, without its indentation, reads like; ``prose`` in the end."""
    begins = _BEGINS.match(body)
    if begins:
        return begins.lastgroup or "code"  # type: ignore[return-value]
    if len(body) > LONGEST_LINE:
        return "prose"
    if "....." in body or " . . ." in body:
        return "table" if _LEADERS.search(body) else "prose"
    signs = sum(1 for _ in _SIGNS.finditer(body))
    if not signs:
        return "prose"
    words = sum(1 for _ in _WORD.finditer(body))
    return "code" if words < _WORDS_A_SIGN * (signs + (_ENDS.search(body) is not None)) else "prose"


def reads_as_prose(bodies: list[str]) -> bool:
    """Return whether an indented block is made of words: three of four runs, six to a line."""
    runs = sum(len(body.split()) for body in bodies)
    words = sum(1 for body in bodies for _ in _WORD.finditer(body))
    signs = sum(1 for body in bodies for _ in _SIGNS.finditer(body))
    return words >= 6 * len(bodies) and words >= 0.75 * runs and words >= 12 * signs


def is_word_list(bodies: list[str]) -> bool:
    """Return whether each of at least four lines is one short run, in a script with blanks."""
    if len(bodies) < 4 or max(map(len, bodies)) > 24:
        return False
    joined = "\n".join(bodies)
    return " " not in joined and not _UNSPACED.search(joined)
