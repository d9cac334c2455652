"""LaTeX: which spans are no prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.pattern import Pattern
from cleanup.text.regions.values import Region, Regions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.regions.values import RegionKind

_TOKEN = Pattern(
    r"(?P<environment>\\begin\{(?P<name>[A-Za-z]++)\*?\})"
    r"|(?P<verb>\\(?:verb|lstinline)\*?(?P<mark>[^\sA-Za-z*{])[^\n]{0,500}?(?P=mark))"
    r"|(?P<argument>\\(?:label|[a-zA-Z]*ref|[a-zA-Z]*cite[a-zA-Z]*|url|href|includegraphics"
    r"|input|include|usepackage"
    r"|documentclass|bibliography|bibliographystyle|newcommand|renewcommand|def|let|setlength"
    r"|addtolength|vspace|hspace"
    r"|begin|end|pagestyle|texttt|code|index|newtheorem|DeclareMathOperator|path|eqref"
    r"|setcounter|color|textcolor)\*?"
    r"(?:[ ]?\[[^\]\n]{0,300}+\]|[ ]?\{(?:[^{}\n]|\{[^{}\n]{0,200}+\}){0,500}+\}){0,3})"
    r"|(?P<display>\\\[|\$\$)|(?P<inline>\\\()|(?P<dollar>\$)"
    r"|(?P<comment>%[^\n]*+)|(?P<command>\\(?:[A-Za-z@]++\*?(?:\[[^\]\n]{0,200}+\])?|.))"
    r"|(?P<sign>[{}&~^_#]|-{2,3}|``|'')",
    timed=False,
)
_MATH = "equation align gather multline eqnarray math displaymath alignat flalign"
_PROGRAM = (
    "verbatim lstlisting minted Verbatim alltt tikzpicture algorithm algorithmic filecontents"
    " thebibliography"
)
_TABLES = "tabular tabularx longtable array matrix tabbing"
_CODE: dict[str, RegionKind] = {
    **dict.fromkeys(_MATH.split(), "math"),
    **dict.fromkeys(_PROGRAM.split(), "code"),
    **dict.fromkeys(_TABLES.split(), "table"),
}
_PREAMBLE = "\\begin{document}"


def latex_regions(text: str) -> Regions:
    """Return the spans of a LaTeX text that are not prose, in code points."""
    return Regions(text, _spans(text))


def _spans(text: str) -> Iterator[Region]:
    missing: set[str] = set()
    place = text.find(_PREAMBLE)
    if place >= 0:
        yield Region(0, place + len(_PREAMBLE), "markup")
    token = _TOKEN.search(text, max(place, 0))
    while token:
        stop, kind = token.end(), "markup"
        end, kind = _end(token.lastgroup or "", token["name"] or "", text, token.start())
        if end and end not in missing:
            closing = text.find(end, token.end())
            if closing < 0:
                missing.add(end)
            elif end.startswith("\\end") or "\n\n" not in text[token.end() : closing]:
                stop = closing + len(end)
        yield Region(token.start(), stop, kind)
        token = _TOKEN.search(text, stop)


def _end(group: str, name: str, text: str, start: int) -> tuple[str, RegionKind]:
    """Return what ends the construct that begins, empty if it is a single sign, and its kind."""
    match group:
        case "environment" | "name" if name in _CODE:
            star = "*" if text.startswith(f"\\begin{{{name}*", start) else ""
            return f"\\end{{{name}{star}}}", _CODE[name]
        case "display":
            return ("$$" if text[start] == "$" else "\\]"), "math"
        case "inline":
            return "\\)", "math"
        case "dollar":
            return "$", "math"
        case "verb":
            return "", "code"
    return "", "markup"
