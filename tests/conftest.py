"""What tests in several files ask for by name, and a cache folder of their own."""

from __future__ import annotations

import os
import shutil
import tempfile
from typing import TYPE_CHECKING

import pytest

from cleanup.cache.folder import VARIABLE

if TYPE_CHECKING:
    from pathlib import Path

_MADE = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Keep the user's cache folder out of it; processes that tests start share one."""
    if not hasattr(config, "workerinput"):
        config.stash[_MADE] = os.environ[VARIABLE] = tempfile.mkdtemp(prefix="cleanup-cache-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folder."""
    if made := config.stash.get(_MADE, None):
        shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the test in a folder of its own."""
    monkeypatch.chdir(tmp_path)
