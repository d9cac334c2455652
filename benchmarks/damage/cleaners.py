"""The cleaners to score: this project, trivial ones, and any other by name or file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.documents import rows
from cleanup import Settings, clean

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.damage.values import Group, Row

_GROUPS: dict[str, Group] = {
    "join": "glued",
    "glued": "glued",
    "hole": "dropped",
    "dropped": "dropped",
    "space": "spacing",
    "spacing": "spacing",
}


class Finding(NamedTuple):
    """A finding of a cleaner: a span of the damaged text, and the family of damage."""

    start: int
    end: int
    family: str

    @property
    def group(self) -> Group | None:
        """The group of places it is matched with; ``None`` for families that are not scored."""
        return _GROUPS.get(self.family)


class Answer(NamedTuple):
    """A cleaned text; ``findings`` is ``None`` if the cleaner returns only the text."""

    text: str
    findings: tuple[Finding, ...] | None = None


Cleaner = Callable[[str], Answer]


def load(name: str) -> Cleaner:
    """Return a cleaner by its name, or any function by ``module:function``.

    The function takes a text. It returns the cleaned text, or that and its findings: mappings or
    objects with ``start``, ``end`` and ``family``. ``ValueError`` names what cannot be imported.
    """
    if name in _KNOWN:
        return _KNOWN[name]
    module, colon, function = name.partition(":")
    if not colon:
        raise ValueError(f"no cleaner is called {name!r}; give module:function or {list(_KNOWN)}")
    try:
        call = getattr(import_module(module), function)
    except (ImportError, AttributeError) as error:
        raise ValueError(f"{name}: {error}") from error
    return lambda text: _answer(call(text))


def stored(path: Path) -> Callable[[Row], Answer | None]:
    """Return a lookup in a file of cleaned texts, by ``id`` and ``extractor``."""
    answers = {
        (row["id"], row["extractor"]): _answer(
            row["text"] if row.get("findings") is None else (row["text"], row["findings"])
        )
        for row in rows(path)
    }
    return lambda row: answers.get((row.id, row.extractor))


def _answer(returned: Any) -> Answer:  # noqa: ANN401
    if isinstance(returned, str):
        return Answer(returned)
    text, findings = returned
    return Answer(text, tuple(_findings(findings)))


def _findings(findings: Iterable[Any]) -> Iterable[Finding]:
    for finding in findings:
        if isinstance(finding, Mapping):
            yield Finding(finding["start"], finding["end"], finding["family"])
        else:
            yield Finding(finding.start, finding.end, finding.family)


def _cleanup(text: str, settings: Settings | None = None) -> Answer:
    result = clean(text, settings=settings)
    return Answer(result.text, tuple(_findings(result.found)))


def _ftfy(text: str) -> Answer:
    return Answer(str(import_module("ftfy").fix_text(text)))


_KNOWN: dict[str, Cleaner] = {
    "cleanup": _cleanup,
    "cleanup-unsafe": lambda text: _cleanup(text, Settings(unsafe=True)),
    "identity": Answer,
    "ftfy": _ftfy,
}
