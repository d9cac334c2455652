"""Callables whose modules are imported when they are called."""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable


class Deferred:
    """A callable of ``module``, found there at the first call as ``path``: names with dots."""

    def __init__(self, module: str, path: str) -> None:
        self.__module__ = module
        self.__qualname__ = path

    def __call__(self, argument: Any) -> Any:  # noqa: ANN401
        """Call it; it takes one argument."""
        return self.target(argument)

    @cached_property
    def target(self) -> Callable[[Any], Any]:
        """The callable itself."""
        found: Any = import_module(self.__module__)
        for name in self.__qualname__.split("."):
            found = getattr(found, name)
        return cast("Callable[[Any], Any]", found)
