"""Suppressions that suppress nothing."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Never, rule

_GLUED = "The vote was close.Two members left early."
_GOOD = "The vote was close. Two members left early."


@rule(
    "SUP001",
    tier="display",
    confidence=1.0,
    hint=Never(),
    form="file",
    flags={
        f"<!-- cleanup: ignore[JOI001] -->\n{_GOOD}\n": "<!-- cleanup: ignore[JOI001] -->",
        f"<!-- cleanup: ignore[HOL001] -->\n{_GLUED}\n": "<!-- cleanup: ignore[HOL001] -->",
        f"{_GOOD}\n\n<!-- cleanup: off -->\n": "<!-- cleanup: off -->",
        f"{_GOOD}\n\n<!-- cleanup: on -->\n": "<!-- cleanup: on -->",
    },
    good=(
        f"<!-- cleanup: ignore[JOI001] -->\n{_GLUED}\n",
        f"<!-- cleanup: off -->\n\n{_GLUED}\n\n<!-- cleanup: on -->\n\n{_GOOD}\n",
        f"{_GLUED} <!-- cleanup: ignore -->\n",
        f"A sample is `<!-- cleanup: off -->`.\n\n{_GOOD}\n",
    ),
)
def unused_suppression(document: Document) -> Iterator[Found]:
    """A comment or key suppresses nothing.

    What it does: flags each comment `cleanup: ignore`, `off` or `on`, and each key `cleanup` of the
    front matter, that keeps no rule from reporting or changing anything, and names in its brackets
    that do not. What the settings do not select is not counted against it: with `--select JOI`,
    `ignore[HOL001]` is no finding.

    Why it is damage: the text was repaired, or the comment stands at the wrong place; there it
    would hide what is damaged later.

    What could go wrong: a comment that is needed in another run, with `--preset`, say, has no use
    in this one; suppress this rule there by name: `ignore[SUP001]` in front matter.
    """
    yield from ()
