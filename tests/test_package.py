"""The names of the package: each is found when it is asked for first, and stays what it is."""

from __future__ import annotations

import pickle
import subprocess
import sys
from importlib import import_module
from inspect import isclass, isfunction
from pkgutil import walk_packages

import pytest

import cleanup

FUNCTIONS = ("check", "explain", "clean", "clean_frame", "clean_table", "project", "undo")
CLASSES = ("Cleaned", "Edit", "Explained", "Finding", "Lifted", "Offsets", "Projected", "Settings")


def test_all_names_are_listed_and_unknown_ones_are_refused() -> None:
    assert sorted(cleanup.__all__) == sorted([*FUNCTIONS, *CLASSES, "__version__"])
    assert set(dir(cleanup)) >= {*cleanup.__all__, "__doc__", "__path__"}
    with pytest.raises(AttributeError, match="module 'cleanup' has no attribute 'clear'"):
        getattr(cleanup, "clear")  # noqa: B009 # a type checker knows better
    with pytest.raises(ImportError, match="cannot import name 'clear'"):
        exec("from cleanup import clear")


@pytest.mark.parametrize("name", cleanup.__all__)
def test_a_name_can_be_imported_first_of_all(name: str) -> None:
    script = f"from cleanup import {name}; import cleanup; assert cleanup.{name} is {name}"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_no_module_takes_the_place_of_a_name() -> None:
    for module in walk_packages(cleanup.__path__, "cleanup."):
        if "__main__" not in module.name and "adapters" not in module.name:
            import_module(module.name)
    for name in FUNCTIONS:
        assert isfunction(getattr(cleanup, name)), name
    for name in CLASSES:
        assert isclass(getattr(cleanup, name)), name


def test_values_and_functions_can_be_sent_to_other_processes() -> None:
    result = cleanup.clean("The vote was close.Two members left.")
    sent = pickle.loads(pickle.dumps(result))
    assert (sent.text, sent.edits) == (result.text, result.edits)
    for name in (*FUNCTIONS, *CLASSES):
        assert pickle.loads(pickle.dumps(getattr(cleanup, name))) is getattr(cleanup, name)


WITHOUT_LOCKS = """
import sys
sys.modules["fcntl"] = None
import cleanup, polars as pl
TEXT = "The ferry left.It came back at noon."
assert cleanup.clean(TEXT).text == "The ferry left. It came back at noon."
assert cleanup.check(TEXT)
assert cleanup.clean_frame(pl.DataFrame({"text": [TEXT]}))["cleanup_status"][0] == "repaired"
"""


def test_texts_are_cleaned_where_files_cannot_be_locked() -> None:
    subprocess.run([sys.executable, "-c", WITHOUT_LOCKS], check=True)
