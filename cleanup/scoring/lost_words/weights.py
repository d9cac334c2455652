"""What the signs around a gap weigh: a logistic model, read from ``english.bin``.

``python -m benchmarks.training.lost_words`` makes the file. It holds 32-bit hashes of signs, in
order, and the weight of each in thousandths.
"""

from __future__ import annotations

import sys
from array import array
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SCALE = 1000
_BYTES_EACH = 6


def log_odds(signs: Iterable[int]) -> float:
    """Return the log odds that words are missing, given what a place shows."""
    weigh = _weights().get
    return sum(weigh(sign, 0.0) for sign in signs)


def pack(weights: Mapping[int, float]) -> bytes:
    """Return the bytes of a model; weights beyond 32.767 are cut."""
    signs = sorted(weights)
    limit = 2**15 - 1
    rounded = (round(_SCALE * weights[sign]) for sign in signs)
    values = array("h", (max(-limit, min(limit, value)) for value in rounded))
    keys = array("I", signs)
    return _little_endian(keys).tobytes() + _little_endian(values).tobytes()


@cache
def _weights() -> dict[int, float]:
    content = files(__package__).joinpath("english.bin").read_bytes()
    count = len(content) // _BYTES_EACH
    keys, values = array("I"), array("h")
    keys.frombytes(content[: 4 * count])
    values.frombytes(content[4 * count :])
    scaled = (value / _SCALE for value in _little_endian(values))
    return dict(zip(_little_endian(keys), scaled, strict=True))


def _little_endian(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
