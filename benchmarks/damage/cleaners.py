"""The cleaners that are scored: this project, trivial ones, and anyone else's by name or file."""

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


class Seen(NamedTuple):
    """One finding: a span of the damaged text, and what kind of damage it says is there."""

    start: int
    end: int
    family: str

    @property
    def group(self) -> Group | None:
        """The places it is matched with; ``None`` for families that are not measured."""
        return _GROUPS.get(self.family)


class Answer(NamedTuple):
    """What a cleaner makes of a text. ``findings`` is ``None`` if it tells of none."""

    text: str
    findings: tuple[Seen, ...] | None = None


Cleaner = Callable[[str], Answer]


def load(name: str) -> Cleaner:
    """Return a cleaner by its name, or any function by ``module:function``.

    The function is given a text. It returns the cleaned text, or that and its findings: mappings
    or objects with ``start``, ``end`` and ``family``. ``ValueError`` names what is not there.
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
    """Return a lookup of what a cleaner wrote to a file, by ``id`` and ``extractor``."""
    answers = {
        (row["id"], row["extractor"]): _answer(
            row["text"] if row.get("findings") is None else (row["text"], row["findings"])
        )
        for row in rows(path)
    }
    return lambda row: answers.get((row.id, row.extractor))


def _answer(given: Any) -> Answer:  # noqa: ANN401
    if isinstance(given, str):
        return Answer(given)
    text, findings = given
    return Answer(text, tuple(_seen(findings)))


def _seen(findings: Iterable[Any]) -> Iterable[Seen]:
    for one in findings:
        if isinstance(one, Mapping):
            yield Seen(one["start"], one["end"], one["family"])
        else:
            yield Seen(one.start, one.end, one.family)


def _cleanup(text: str, settings: Settings | None = None) -> Answer:
    result = clean(text, settings=settings)
    return Answer(result.text, tuple(_seen(result.found)))


def _ftfy(text: str) -> Answer:
    return Answer(str(import_module("ftfy").fix_text(text)))


_KNOWN: dict[str, Cleaner] = {
    "cleanup": _cleanup,
    "cleanup-unsafe": lambda text: _cleanup(text, Settings(unsafe=True)),
    "identity": Answer,
    "ftfy": _ftfy,
}
