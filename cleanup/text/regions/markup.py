"""Which markup a text is written in: by the name of its file, or by the signs in it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Literal

from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

Markup = Literal["markdown", "rest", "asciidoc", "html", "wiki", "latex", "plain"]

_BY_SUFFIX: dict[str, Markup] = {
    **dict.fromkeys("md markdown mdown mkd mkdn mdx mdwn qmd rmd mdc livemd".split(), "markdown"),
    **dict.fromkeys("rst rest".split(), "rest"),
    **dict.fromkeys("adoc asciidoc asc".split(), "asciidoc"),
    **dict.fromkeys("html htm xhtml xml svg vue svelte".split(), "html"),
    **dict.fromkeys("wiki mediawiki wikitext".split(), "wiki"),
    **dict.fromkeys("tex latex ltx sty cls bib".split(), "latex"),
    **dict.fromkeys("txt text log rtxt in".split(), "plain"),
}
_PLAIN_NAMES = frozenset(
    "readme license licence copying changelog changes history news authors contributors notice"
    " install todo thanks contributing maintainers copyright unlicense patents hacking bugs faq"
    " credits acknowledgements version".split()
)

_MARKDOWN = (
    Pattern(
        r"(?m)\n(?=[ `~\#\[|:-])(?:(?P<fence>[ ]{0,3}(?:```|~~~)[\w+#.{}=-]*+[ \t]*+$)"
        r"|(?P<heading>\#{1,6}[ ]\S)"
        r"|(?P<definition>\[[^\[\]\n]{1,99}+\]:[ ]\S++(?:[ ]+[\"'(].*)?$)"
        r"|(?P<row>\|?[ ]*+:?-{3,}+:?[ ]*+\|[-|: ]*+$))",
        timed=False,
    ),
    Pattern(
        r"(?P<link>\]\((?<=[\w)`*]\]\()(?:https?://|\#|\.{0,2}/)[^\s()]++\))",
        timed=False,
    ),
)
"""Signs at the beginning of a line, and others: each begins with a character that is looked for."""
_REST = Pattern(
    r"(?m)^[ ]*+(?:\.\.[ ](?:(?P<directive>(?:[\w+.-]++:)?[\w+.-]++::(?:[ ]|$))"
    r"|(?P<target>_[^:\n]{1,99}+:(?:[ ]|$))))"
    r"|(?P<role>(?<![\w`]):[a-z][\w:+-]{1,30}+:`[^`\n]++`)"
    r"|(?P<literal>(?<=\s)``[^`\s][^`\n]*+``(?=[\s.,;:)]))",
    timed=False,
)
_SIGNS_OF_MARKDOWN = {
    "`": ("```",),
    "~": ("~~~",),
    "#": ("\n# ", "\n## ", "\n### "),
    "]": ("](", "]: "),
    "|": ("|--", "|:-", "| --"),
}
"""Without any of them a text has not two kinds of signs. A single character that is not there is
told in a seventieth of the time that its sign takes."""


def markup_of(source: str | None) -> Markup | None:
    """Return the markup of a file by its name; ``None`` where the name does not tell.

    Files such as README or LICENSE without a suffix, and those of unknown suffix, are plain.
    """
    if not source:
        return None
    name = source.replace("\\", "/").rpartition("/")[2].lower()
    for packed in (".gz", ".zst", ".bz2", ".xz"):
        name = name.removesuffix(packed)
    stem, dot, suffix = name.rpartition(".")
    if dot and suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    if not dot and name in _PLAIN_NAMES:
        return "plain"
    return "plain" if dot and stem in _PLAIN_NAMES else None


def markup_signs(text: str) -> Markup | None:
    """Return the markup that a text shows without any name, if its signs leave no doubt.

    reStructuredText: two directives, or a directive with a role, target or literal. Markdown:
    three signs of two kinds (a pair of fences, headings, definitions, tables, links).
    """
    if ".. " in text and "::" in text:
        signs = _kinds((_REST,), text)
        if signs.get("directive", 0) >= 2 or ("directive" in signs and len(signs) >= 2):
            return "rest"
    if _may_be_markdown(text):
        signs = _kinds(_MARKDOWN, f"\n{text}")
        if signs.get("fence", 0) < 2:
            signs.pop("fence", None)
        if len(signs) >= 2 and sum(signs.values()) >= 3:
            return "markdown"
    return None


def _may_be_markdown(text: str) -> bool:
    return any(
        any(map(text.__contains__, signs))
        for mark, signs in _SIGNS_OF_MARKDOWN.items()
        if mark in text
    )


def _kinds(patterns: Iterable[Pattern], text: str) -> dict[str, int]:
    """Count the signs in a text, by kind."""
    counts: dict[str, int] = {}
    for sign in chain.from_iterable(pattern.finditer(text) for pattern in patterns):
        kind = sign.lastgroup or ""
        counts[kind] = counts.get(kind, 0) + 1
    return counts
