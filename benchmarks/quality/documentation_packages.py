"""Large packages whose documentation is measured, and how it is downloaded."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import zstandard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUFFIXES = (".md", ".rst", ".txt")
NPM = "typescript webpack eslint next react-native gatsby rxjs aws-sdk @angular/core svelte".split()
PYPI = (
    "scrapy django sphinx sqlalchemy celery ansible-core hypothesis matplotlib numpy pandas".split()
)
_LARGEST = 2_000_000
"""Longer files (in bytes) are data."""


def fetch(folder: Path) -> None:
    """Download the packages and write their documentation to ``folder/REGISTRY+NAME/``.

    A package that cannot be downloaded is named and skipped.
    """
    for registry, names in (("npm", NPM), ("pypi", PYPI)):
        for name in names:
            target = folder / f"{registry}+{name.strip('@').replace('/', '+')}"
            if target.exists():
                continue
            with tempfile.TemporaryDirectory() as scratch:
                if not _downloaded(registry, name, Path(scratch)):
                    print(f"cannot download {name}", file=sys.stderr)
                    continue
                count = _extract(Path(scratch), target)
            print(f"{target.name}: {count} files", file=sys.stderr)


def _downloaded(registry: str, name: str, folder: Path) -> bool:
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary", name]
    command: Sequence[str] = (
        ["npm", "pack", "--silent", name] if registry == "npm" else [*pip, "-d", ".", name]
    )
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return any(folder.iterdir())


def _extract(scratch: Path, target: Path) -> int:
    """Write the documentation files of the archives in a folder; return how many there are."""
    count = 0
    for archive in sorted(scratch.iterdir()):
        for name, data in files_of_archive(archive):
            path = target / name
            if ".." in path.parts:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            count += 1
    return count


def files_of_archive(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each documentation file of a ``.tar``, ``.tar.*`` or ``.zip``."""
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as entries:
            for entry in entries.infolist():
                if entry.filename.endswith(SUFFIXES) and entry.file_size <= _LARGEST:
                    yield entry.filename, entries.read(entry)
        return
    with archive.open("rb") as raw, _opened(archive, raw) as members:
        for member in members:
            if member.isfile() and member.name.endswith(SUFFIXES) and member.size <= _LARGEST:
                content = members.extractfile(member)
                if content is not None:
                    yield member.name, content.read()


def _opened(archive: Path, raw: BinaryIO) -> tarfile.TarFile:
    if archive.suffix == ".zst":
        stream = zstandard.ZstdDecompressor().stream_reader(raw)
        return tarfile.open(fileobj=stream, mode="r|")
    return tarfile.open(fileobj=raw)
