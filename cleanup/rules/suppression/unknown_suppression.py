"""Suppressions that name no rule, or say something else than ignore, off or on."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Never, rule

_GOOD = "The vote was close. Two members left early."
_GLUED = "The vote was close.Two members left early."


@rule(
    "SUP002",
    tier="display",
    confidence=1.0,
    hint=Never(),
    flags={
        f"<!-- cleanup: ignore[JOI999] -->\n{_GOOD}\n": "<!-- cleanup: ignore[JOI999] -->",
        f"<!-- cleanup: skip -->\n{_GOOD}\n": "<!-- cleanup: skip -->",
        f"{_GOOD} <!-- cleanup: ignore JOI001 -->\n": "<!-- cleanup: ignore JOI001 -->",
        f"<!-- cleanup: off[] -->\n{_GOOD}\n": "<!-- cleanup: off[] -->",
    },
    good=(
        f"<!-- cleanup: ignore[JOI] -->\n{_GLUED}\n",
        f"<!-- Cleanup:IGNORE[ joi001 ] so it is in the source -->\n{_GLUED}\n",
        f"<!-- the cleanup: ignore what follows -->\n{_GOOD}\n",
        f"The cleanup: ignore what is left. {_GOOD}\n",
    ),
)
def unknown_suppression(document: Document) -> Iterator[Found]:
    """A comment, a key or a column suppresses what is no rule.

    What it does: flags each comment `cleanup: ...`, and each key `cleanup` of the front matter,
    that has another word than `ignore`, `off` or `on`, empty brackets, or names that are no code,
    no beginning of one and no rule or family. It says which name is the nearest. The same for names
    in the column of `--ignore-column`. The names that are known hold.

    Why it is damage: what was meant to be suppressed is not.

    What could go wrong: a comment that begins with `cleanup:` and is meant for people is flagged;
    begin it with another word.
    """
    yield from ()
