"""Put files below a folder, and never anywhere else."""

from __future__ import annotations

from pathlib import Path, PurePath

from cleanup.errors import CannotRun
from cleanup.write import replacing


def below(path: str, folder: str) -> Path:
    """Return where a path goes below a folder: ``..`` and what makes it absolute is left out."""
    steps = [step for step in PurePath(path).parts if step not in (PurePath(path).anchor, "..")]
    place = Path(folder, *steps)
    if not steps or not place.resolve().is_relative_to(Path(folder).resolve()):
        raise CannotRun(f"{path}: this would be written outside {folder}; name a new folder")
    return place


def put(place: Path, raw: bytes, *, force: bool = False) -> None:
    """Write a file, and the folders it needs.

    Raises ``CannotRun`` if it is there already, unless it is replaced by ``force``.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if force:
            with replacing(place) as temporary:
                temporary.write_bytes(raw)
            return
        with place.open("xb") as stream:
            stream.write(raw)
    except FileExistsError:
        raise CannotRun(
            f"{place}: this exists already; name a new folder, or give --force"
        ) from None
    except OSError as error:
        raise CannotRun(f"{place}: {error.strerror}; name another folder") from None
