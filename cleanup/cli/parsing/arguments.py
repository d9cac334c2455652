"""Read the values of options; what cannot be read is an error of its argument."""

from __future__ import annotations

import argparse
import re

FORMATS = (
    *("text", "concise", "json", "jsonl"),
    *("github", "gitlab", "sarif", "junit", "markdown"),
)
"""The formats of ``check``; ``cleanup.cli.formats`` has a module for each."""


def codes(value: str) -> list[str]:
    """Read codes or their beginnings, separated by commas."""
    return [code.strip().upper() for code in value.split(",") if code.strip()]


def names(value: str) -> list[str]:
    """Read codes, their beginnings, names of rules or families, separated by commas."""
    from cleanup.config.values import codes

    return list(codes([name.strip() for name in value.split(",") if name.strip()]))


def patterns(value: str) -> list[str]:
    """Read patterns as in ``.gitignore``, separated by commas."""
    return [pattern.strip() for pattern in value.split(",") if pattern.strip()]


def share(value: str) -> float:
    """Read a number from 0 to 1."""
    try:
        number = float(value)
    except ValueError:
        number = -1
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{value!r} is no number from 0 to 1")
    return number


def percent(value: str) -> float:
    """Read a share as ``5%``, with or without the sign."""
    try:
        number = float(value.removesuffix("%"))
    except ValueError:
        number = -1
    if not 0 <= number <= 100:
        raise argparse.ArgumentTypeError(f"{value!r} is no percentage; give one as in 5%")
    return number / 100


def positive(value: str) -> float:
    """Read a number greater than 0."""
    try:
        number = float(value)
    except ValueError:
        number = 0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{value!r} is no number greater than 0")
    return number


def mark(value: str) -> str:
    """Read the mark for places where text was lost."""
    from cleanup.settings import Settings

    try:
        Settings(mark_holes=value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error}; paths go before this option") from None
    return value


def delimiter(value: str) -> str:
    """Read the character between cells; ``tab`` is one."""
    value = {"tab": "\t", "\\t": "\t"}.get(value, value)
    if len(value) != 1 or not value.isascii() or value.isalnum() or value in '\r\n\0"':
        raise argparse.ArgumentTypeError(f"{value!r} is no delimiter; give one character, or tab")
    return value


def quotechar(value: str) -> str:
    """Read the character around cells; ``none`` is the empty string."""
    if value in ("none", ""):
        return ""
    if len(value) != 1 or not value.isascii() or value.isalnum() or value in "\r\n\0":
        raise argparse.ArgumentTypeError(f"{value!r} is no quote; give one character, or none")
    return value


def size(value: str) -> int:
    """Read a number of bytes; ``K``, ``M`` and ``G`` are powers of 1,024."""
    found = re.fullmatch(r"([0-9]+)([KMG]?)(?:i?B)?", value, re.IGNORECASE)
    size = int(found[1]) << 10 * " KMG".index(found[2].upper() or " ") if found else 0
    if not size:
        raise argparse.ArgumentTypeError(f"{value!r} is no size; give one as in 500K, 16M or 1G")
    return size


def count(value: str) -> int:
    """Read a number from 1."""
    if not value.isdecimal() or not int(value):
        raise argparse.ArgumentTypeError(f"{value!r} is no number from 1")
    return int(value)


def part(value: str) -> tuple[int, int]:
    """Read which part of the files is meant, as in ``3/64``."""
    first, _, step = value.partition("/")
    if first.isdecimal() and step.isdecimal() and 1 <= int(first) <= int(step):
        return int(first), int(step)
    raise argparse.ArgumentTypeError(
        f"{value!r} is no part; for 64 parts give 1/64 to 64/64, as in"
        " --shard $SLURM_ARRAY_TASK_ID/64 with sbatch --array=1-64"
    )
