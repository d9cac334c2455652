"""The weights of features of lost words: a logistic model, read from ``english.bin``.

``python -m benchmarks.training.lost_words`` makes the file. It holds 32-bit hashes of features, in
order, and the weight of each in thousandths.
"""

from __future__ import annotations

import sys
from array import array
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SCALE = 1000
_BYTES_EACH = 6


def log_odds(features: Iterable[int]) -> float:
    """Return the log odds that words are missing, given the features of a candidate."""
    weight_of = _weights().get
    return sum(weight_of(feature, 0.0) for feature in features)


def pack(weights: Mapping[int, float]) -> bytes:
    """Return the bytes of a model; weights beyond 32.767 are clipped."""
    features = sorted(weights)
    limit = 2**15 - 1
    rounded = (round(_SCALE * weights[feature]) for feature in features)
    values = array("h", (max(-limit, min(limit, value)) for value in rounded))
    keys = array("I", features)
    return _little_endian(keys).tobytes() + _little_endian(values).tobytes()


@cache
def _weights() -> dict[int, float]:
    content = Path(__file__).with_name("english.bin").read_bytes()
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
