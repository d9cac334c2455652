"""How the lines of a reStructuredText block begin, and which directives hold prose."""

from __future__ import annotations

from cleanup.text.pattern import Pattern

HOLDS_PROSE = frozenset(
    "note warning attention caution danger error hint important tip seealso todo only topic sidebar"
    " admonition epigraph highlights pull-quote compound container rubric glossary centered"
    " versionadded versionchanged versionremoved deprecated collapse dropdown tab tabs tab-item"
    " tab-set card grid grid-item grid-item-card details"
    " function method class attribute data exception module property staticmethod classmethod"
    " decorator describe option program envvar confval cmdoption setting object type macro"
    " struct enum enumerator var member".split()
)
"""Directives whose content is read as text, by their last names (``py:function``: ``function``)."""
TEXT_ARGUMENT = frozenset(
    "note warning attention caution danger error hint important tip seealso todo admonition rubric"
    " topic sidebar centered epigraph highlights pull-quote versionadded versionchanged"
    " versionremoved deprecated".split()
)
"""Those of them whose argument is text, too."""
VERSIONED = frozenset("versionadded versionchanged versionremoved deprecated".split())
TEXT_FIELDS = Pattern(
    r":(?:param(?:eter)?|arg(?:ument)?|key(?:word)?|returns?|raises?|except(?:ion)?|[ic]?var"
    r"|yields?)"
    r"(?=[ :])",
    timed=False,
)
"""Fields of program documentation, whose bodies are text."""

DIRECTIVE = Pattern(
    r"\.\.[ ]++(?:\|[^|]++\|[ ]++)?(?P<name>[A-Za-z][\w.:+-]*?)[ ]?::(?:[ ]++|$)", timed=False
)
SUBSTITUTION = Pattern(r"\.\.[ ]++\|", timed=False)
NOTE = Pattern(r"\.\.[ ]++\[[^\]\n]++\](?:[ ]++|$)", timed=False)
TARGET = Pattern(r"(?:\.\.[ ]++_|__[ ])", timed=False)
FIELD = Pattern(r":(?![: ])(?:[^:\\]|\\.|:(?![ `]|$)){1,200}+(?<! ):(?:[ ]++|$)", timed=False)
OPTION = Pattern(
    r"(?:(?:-\w|--?[\w-]++|/[A-Z])(?:[ =]?<[^>\n]++>|[ =][\w.\[\]|-]++)?(?:, (?=[-/])|(?=  "
    r"|$))){1,9}+[ ]*+",
    timed=False,
)
BULLET = Pattern(r"[-*+\u2022\u2023\u2043](?:[ ]++|$)", timed=False)
ENUMERATOR = Pattern(
    r"(?:\((?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,15}+|#)\)|(?:\d{1,9}|[A-Za-z]"
    r"|[ivxlcdmIVXLCDM]{1,15}+|#)[.)])"
    r"(?:[ ]++|$)",
    timed=False,
)
LINE_BLOCK = Pattern(r"\|(?:[ ]++|$)", timed=False)
GRID = Pattern(r"\+[-=+]{2,}\+[ ]*+$", timed=False)
COLUMNS = Pattern(r"=++(?:[ ]++=++)++[ ]*+$", timed=False)
ADORNMENT = Pattern(r"([!-/:-@\[-`{-~])\1++[ ]*+$", timed=False)
LATENT = Pattern(
    r"(?:[-*+|>:\u2022\u2023\u2043]|\.\.|\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,15}+|#)[.)]"
    r"|__|--?\w|/[A-Z])",
    timed=False,
)
"""What could begin another block if a blank stood behind it."""
PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
