"""Regular files, read up to a limit."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from cleanup.errors import NotText
from cleanup.read.regular import read_regular

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"abcd")
    assert read_regular(file, 4) == b"abcd"
    with pytest.raises(NotText, match="larger than the 3 bytes that are read; split it"):
        read_regular(file, 3, "split it")


@pytest.mark.parametrize(("most", "whole"), [(100, True), (99, False)])
def test_a_file_that_grows_meanwhile_is_read_to_its_end(
    most: int, whole: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"a")
    real = os.fstat

    def grown(handle: int) -> Any:  # noqa: ANN401
        status = real(handle)
        file.write_bytes(b"a" * 100)
        return status

    monkeypatch.setattr("os.fstat", grown)
    if whole:
        assert read_regular(file, most) == b"a" * 100
        return
    with pytest.raises(NotText, match="larger than the 99 bytes"):
        read_regular(file, most)
