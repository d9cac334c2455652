"""Links to other articles, with their titles."""

from __future__ import annotations

from cleanup.kit import (
    PROSE,
    AnyOf,
    Document,
    Found,
    Iterator,
    Line,
    Measurement,
    OneLine,
    Pattern,
    Shape,
    rule,
)
from cleanup.kit.furniture import FURNITURE, blocks_found

_LABELS = AnyOf(
    "READ MORE",
    "Read More",
    "Read more",
    "RELATED",
    "Related",
    "SEE ALSO",
    "See Also",
    "See also",
    "ALSO READ",
    "Also read",
    "READ ALSO",
    "Read also",
    "More:",
    "MORE:",
    "SEE RELATED",
    "PHOTOS:",
    "VIDEO:",
    "Also on ",
    "Mehr zum Thema",
    "Lesen Sie auch",
    "Lire aussi",
    "Leer tambi\u00e9n",
    "Leggi anche",
)
_LONGEST = 160
_LINES = OneLine(_LABELS, Shape("Read more|:"), longest=_LONGEST)
_TITLE_BEFORE = Pattern(
    r"(?=[\p{Lu}\p{N}\"\u201c\u2018'])(?:[^\n\r.!|]|[.!](?! \p{Lu}))*(?<![.:\u2026]) Read more"
    r"|(?=[\p{Lu}\p{N}\"\u201c\u2018'])[^\n\r|]{15,} [|] \p{Lu}[^\n\r|]{2,30} Read more",
    timed=False,
)
_LONGEST_TITLE = 120
"""Of 61 lines with a title of 80 to 120 code points before the label all were links."""
_TITLED = Pattern(
    r"[(]?[ ]?(?:READ MORE|Read [Mm]ore|RELATED|SEE ALSO|See [Aa]lso|ALSO READ|Also read"
    r"|READ ALSO|Read also|SEE RELATED|Mehr zum Thema|Lesen Sie auch|Lire aussi|Leer tambi\u00e9n"
    r"|Leggi anche|Related(?: [Vv]ideo| [Ss]tory| [Aa]rticle| [Cc]overage)?)[ ]?:[ ]?"
    r"(?=[\p{Lu}\p{N}\"\u201c\u2018'])[^\n\r]{8,}"
    r"|(?:PHOTOS|VIDEO|MORE):[ ](?=[\p{Lu}\p{N}])[^\n\r]*[^\n\r.]"
    r"|[(][ ]?(?:Also on \p{Lu}[\p{L} ]*|PHOTOS|VIDEO):[ ][^\n\r()]++[)]"
    r"|(?=[\p{Lu}\p{N}\"\u201c\u2018'])[^\n\r]{15,}(?<![.:])[ ]Read more",
    timed=False,
)


@rule(
    "BPL006",
    tier="safe",
    confidence=0.96,
    measured=[
        Measurement(12, 13, "fundus", "article", "2026-11-30"),
        Measurement(246, 262, "article-extraction", "article", "2026-11-30"),
    ],
    hint=FURNITURE | _LINES,
    removes=True,
    by_surroundings=True,
    bad={
        f"{PROSE}\nREAD MORE: Harbour closed after the storm\n{PROSE}": f"{PROSE}\n{PROSE}",
        f"{PROSE}\n\nRelated: The mayor and her boats\n\n{PROSE}": f"{PROSE}\n\n{PROSE}",
        f"{PROSE}\nHarbour closed after the storm, says mayor Read more\nEnd.": f"{PROSE}\nEnd.",
        f"{PROSE}\n( Also on HARBOUR: The mayor and her boats)\nEnd.": f"{PROSE}\nEnd.",
        f"{PROSE}\n\nThe mayor must pay for the ferry. But need she pay it all at once? | Ann Roe "
        f"Read more\n\n{PROSE}": f"{PROSE}\n\n{PROSE}",
    },
    good=[
        f"{PROSE}\nMore: the teacher never said it\n{PROSE}",
        f"{PROSE}\nWatch this space\n{PROSE}",
        f"{PROSE}\nHe told the pupils: Read more.\n{PROSE}",
        f"{PROSE}\nRelated parties: none\n{PROSE}",
        f"{PROSE}\n(Watch: the mayor has done this before.)\n{PROSE}",
        f"{PROSE}\nPHOTOS: none were taken that day.\n{PROSE}",
        "READ MORE: Harbour closed after the storm",
        f"{PROSE}\nThe mayor said on Monday that the ferry to the islands would be late for all of "
        "the spring Read more",
    ],
)
def read_more_title(document: Document) -> Iterator[Found]:
    """The text contains a link to another article, with its title.

    What it does: removes a line of at most 160 code points that consists of a label such as "READ
    MORE" and a title (tables ``furniture``, section ``related-title``), or of a title and "Read
    more".

    Why it is damage: the title belongs to another article and interrupts this one.

    What could go wrong: a sentence of the article that begins with such a label and a colon is
    lost. A line before "Read more" that is as long as a paragraph stays if it is the last one, has
    several sentences, or more than 120 code points.
    """
    found = list(blocks_found(document, "related-title"))
    yield from found
    spans = {(one.start, one.end) for one in found}
    for line in document.removable_lines_with(_LINES, _LONGEST):
        span = document.removal_span(line)
        titled = _TITLED.fullmatch(document.line_text(line).strip())
        if titled and span not in spans and not _may_be_written(document, line):
            yield Found(*span, "")


def _may_be_written(document: Document, line: Line) -> bool:
    """Return whether a line may be a sentence of the author: it is long, and no title above text.

    What a text ends in may be its own beginning, cut at the label.
    """
    if not document.is_running(line):
        return False
    written = document.line_text(line).strip()
    is_title = len(written) <= _LONGEST_TITLE and _TITLE_BEFORE.fullmatch(written)
    return not is_title or not document.text[line.end :].strip()
