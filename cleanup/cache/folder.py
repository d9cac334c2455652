"""Where files are kept between runs."""

from __future__ import annotations

import os

VARIABLE = "CLEANUP_CACHE_DIR"
"""The environment variable that names another folder; empty, it switches the cache off."""


def folder() -> str | None:
    """Return the path of the cache folder, which need not exist; ``None`` if there is none.

    That is ``$CLEANUP_CACHE_DIR``, else ``cleanup`` in ``$XDG_CACHE_HOME`` or in ``~/.cache``.
    """
    if (named := os.environ.get(VARIABLE)) is not None:
        return os.path.abspath(named) if named else None  # noqa: PTH100
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not base.startswith("/"):
        base = os.path.expanduser("~/.cache")  # noqa: PTH111
    return f"{base}/cleanup" if base.startswith("/") else None
