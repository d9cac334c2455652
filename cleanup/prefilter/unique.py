"""Values of the same content that are one object, and what tells functions apart in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")
_KNOWN: WeakValueDictionary[tuple[object, ...], Any] = WeakValueDictionary()
"""All hints by their content."""


class Unique(type):
    """Makes hints of the same content one object, whichever module makes them."""

    def __call__(cls: type[_T], *args: Any, **named: Any) -> _T:  # noqa: ANN401
        """Return the hint of these values."""
        made = type.__call__(cls, *args, **named)
        values = (name_of(value) if callable(value) else value for value in vars(made).values())
        found: _T = _KNOWN.setdefault((cls, *values), made)
        return found


def directly(function: _T) -> _T:
    """Return the function that another calls which imports its module late, to call it often."""
    found: _T = getattr(function, "target", function)
    return found


def name_of(function: Callable[[str], bool]) -> object:
    """Return what identifies a function: its name, if one can find it by that."""
    path = function.__qualname__
    return function if "<" in path else (function.__module__, path)
