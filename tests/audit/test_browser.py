"""The audit's page in a real browser: it is drawn, styled, and the browser has no complaint."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zlib
from typing import TYPE_CHECKING

import pytest

from cleanup.audit import collect, render
from cleanup.read.row import Row
from cleanup.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

CHROMIUM = shutil.which("chromium")
WIDTH, HEIGHT = 1280, 1600
PAPER = {"light": (0xFB, 0xFA, 0xF6), "dark": (0x17, 0x15, 0x12)}

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


def page_of(texts: list[str]) -> str:
    rows = [Row("a.jsonl", place, text, None, None, {}) for place, text in enumerate(texts)]
    return render(collect(rows, Settings()))


def browse(page: str, folder: Path, *options: str) -> tuple[bytes, str]:
    """Return the screenshot of a page and what the browser wrote to its log."""
    path, picture = folder / "report.html", folder / "report.png"
    path.write_text(page, encoding="utf-8")
    done = subprocess.run(
        [
            str(CHROMIUM),
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--enable-logging=stderr", "--hide-scrollbars", f"--window-size={WIDTH},{HEIGHT}",
            f"--user-data-dir={folder / 'profile'}", f"--screenshot={picture}",
            *options,
            path.as_uri(),
        ],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    return picture.read_bytes(), done.stderr.decode(errors="replace")


def first_pixel(picture: bytes) -> tuple[int, ...]:
    """Return red, green and blue of the top left corner: filters have no effect on it."""
    position, packed = 8, b""
    while position < len(picture):
        length, kind = struct.unpack_from(">I4s", picture, position)
        if kind == b"IDAT":
            packed += picture[position + 8 : position + 8 + length]
        position += length + 12
    return tuple(zlib.decompressobj().decompress(packed, 64)[1:4])


def size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack_from(">II", picture, 16)
    return width, height


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(
    "texts",
    [
        ["It was late.Nobody spoke."],
        ["It was late.Nobody spoke.", "All was quiet.", "<script>console.log(7)</script>"],
    ],
)
def test_the_page_is_drawn_with_its_style_and_without_complaint(
    texts: list[str], mode: str, tmp_path: Path
) -> None:
    scheme = f"--blink-settings=preferredColorScheme={0 if mode == 'dark' else 1}"
    picture, log = browse(page_of(texts), tmp_path, scheme)
    assert size(picture) == (WIDTH, HEIGHT)
    assert len(picture) > 20_000
    assert first_pixel(picture) == PAPER[mode]
    assert "CONSOLE" not in log
    assert "Content Security Policy" not in log


def test_a_style_that_is_not_the_page_s_own_is_refused(tmp_path: Path) -> None:
    page = page_of(["It was late.Nobody spoke."])
    forged = page.replace("</style>", "body { color: red; }</style>")
    picture, log = browse(forged, tmp_path)
    assert first_pixel(picture) == (255, 255, 255)
    assert "Content Security Policy" in log


def test_a_script_would_not_run(tmp_path: Path) -> None:
    page = page_of(["It was late.Nobody spoke."])
    forged = page.replace("<main>", "<script>console.log('it ran')</script><main>")
    _, log = browse(forged, tmp_path)
    assert "Content Security Policy" in log
    assert "it ran" not in log.replace("console.log('it ran')", "")
