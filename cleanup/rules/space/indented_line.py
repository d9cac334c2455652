"""White space before lines of prose."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Pattern, rule
from cleanup.text.whitespace import BLANK, BLANKS, LINE_END

_INDENT = Pattern(rf"[{LINE_END}](?P<blank>[{BLANK}]++)(?P<rest>[^{LINE_END}\u0085]++)")
_LIST_MARK = Pattern(r"(?:[-*+>#|\u2022\u00b7\u2013\u2014]|[0-9]{1,9}[.)]|[A-Za-z][.)])\s")
_WIDE = Pattern(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\u3001-\u303f]")
_SHORTEST = 60
_FEWEST_WORDS = 8


@rule(
    "SPC008",
    tier="safe",
    confidence=0.97,
    hint=AnyOf(*(end + blank for end in LINE_END for blank in BLANKS)),
    bad={
        "Stop.\n    The tide was high, and nobody in the whole of that harbour had seen it come.": (
            "Stop.\nThe tide was high, and nobody in the whole of that harbour had seen it come."
        ),
        "The tide.\n\n The boat.": "The tide.\n\nThe boat.",
        "The tide.\n\u00a0The boat.\nThe quay.": "The tide.\nThe boat.\nThe quay.",
    },
    good=[
        "High tide,\n    low tide,\n  and the sea",
        "- boats\n  - ferries\n  - tugs",
        "for boat in port:\n    sail(boat)",
        "\u6e2f\u3002\n\u3000\u3000\u6f6e\u304c\u9ad8\u3044\u3002",
        " a\n b\n c",
        "The tide.\n \nThe boat.",
    ],
    form="table",
)
def indented_line(document: Document) -> Iterator[Found]:
    """A line of prose begins with white space.

    What it does: in tables, removes the indentation of a line that is a running paragraph of 60
    characters and 8 words or more, and a single space before any line whose neighbours are not
    indented. Lists, program code, tables, verse and the two ideographic spaces before a Chinese or
    Japanese paragraph are left.

    Why it is damage: it is the indentation of the page's source, or a space that followed a line
    break there.

    What could go wrong: a long line whose indentation meant something loses it.
    """
    text = document.text
    indents = list(_INDENT.finditer(text))
    for index, indent in enumerate(indents):
        start, end = indent.span("blank")
        rest = indent["rest"]
        if _LIST_MARK.match(rest) or (_WIDE.match(rest) and set(indent["blank"]) <= {"\u3000"}):
            continue
        running = len(rest) >= _SHORTEST and rest.count(" ") >= _FEWEST_WORDS - 1
        alone = end - start == 1 and not any(
            neighbour.start() == indent.end() or neighbour.end() == indent.start()
            for neighbour in indents[max(0, index - 1) : index + 2]
        )
        if (running or alone) and not document.is_table(end) and not document.is_code(end):
            yield Found(start, end, "")
