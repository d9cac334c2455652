"""Shapes of the places where words are glued at an end mark, by rule, and one hint for all of them.

To search a column for one pattern takes as long as for another, so the rules share theirs; that of
each rule is searched only in texts in which it holds.
"""

from __future__ import annotations

from cleanup.prefilter.hints import Shape

_LOWER = "a-z\u00b5\u00c0-\u1fff"
_UPPER = "A-Z\u00c0-\U0010ffff"

CLAUSE = Shape(
    f"[{_LOWER}A-Z'\u2019][,;:][A-Za-z\u00b5\u00c0-\u1fff]|[\"\u201c\u201d\u00bb)\\]][,;][{_LOWER}]"
)
"""``Marsh,who`` (JOI014)."""
ABBREVIATION = Shape(
    f"[0-9 ](?:[ap]\\.m|[AP]\\.M)\\.[{_UPPER}]"
    f"|[A-Z]\\.[{_UPPER}][a-z\u00b5-\U0010ffff]|[.][a-z]\\.[A-Z][a-z]"
    "|(?:[Ii]nc|[Ll]td|LLC|[Cc]orp|Co|Bros|[JjSs]r|etc|usw|it[pd]|ecc|[Ll]tda"
    "|\u0442\\. ?[\u0434\u043f]"
    f"|\u0440\u0443\u0431|\u043a\u043e\u043f|[0-9] ?[r\u0433])\\.[{_UPPER}]"
)
"""``p.m.He`` (JOI015)."""
SINGLE_QUOTE = Shape(
    f"[,.:!?\u2026]['\u2018\u2019][A-Za-z\u00aa-\U0010ffff]|[\"\u201d]['\u2018][{_UPPER}]"
)
"""``late,'said`` (JOI016)."""
LOWER_CASE = Shape(f"[{_LOWER}][{_LOWER}][.!?][{_LOWER}][{_LOWER}'\u2019]*,? [{_LOWER}]")
"""``plan.it was``, from the last two letters before the mark (JOI017)."""
ITEM = Shape(
    "[^\u2022 \\n]\u2022[ \u00a0]|b[.]?[)][ \u00a0]"
    "|[a-z\u00aa-\U0010ffff][.!?:)]?[.!?:)]?[0-9][0-9]?(?:[.][)]|[.)])[ \u00a0]"
)
"""``log2. Wait`` (JOI018)."""
YEAR = Shape(f"[ (](?:19|20)[0-9][0-9][{_UPPER}]")
"""``2019The`` (JOI003)."""

HINT = Shape(
    "|".join(
        shape.pattern for shape in (CLAUSE, ABBREVIATION, SINGLE_QUOTE, LOWER_CASE, ITEM, YEAR)
    )
)
"""Holds where one of them does."""
