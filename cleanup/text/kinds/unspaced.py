"""Whether words have no spaces between them: by the script, or because these are lost."""

from __future__ import annotations

from cleanup.text.pattern import Pattern

_SAMPLE = 4_000
_LEAST = 100
_SHARE = 0.3
"""Of the letters of a sample, so many are of a script without spaces."""
_MEAN = 30
"""Code points of a run of non-blank characters, on average, in a text that lost its spaces: the
longest means of written languages with spaces (Finnish, German) are below 9."""

_UNSPACED = Pattern(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]", timed=False
)


def unspaced(text: str) -> bool:
    """Return whether a text is in a script without spaces, or lost next to all of them."""
    sample = text[:_SAMPLE]
    return _by_script(sample) or lost_spaces(sample)


def lost_spaces(text: str) -> bool:
    """Return whether a text in a script with spaces has next to none."""
    sample = text[:_SAMPLE]
    if len(sample) < 2 * _LEAST or sample.count(" ") * _MEAN > len(sample):
        return False
    letters = sum(map(str.isalpha, sample))
    runs = len(sample.split())
    return letters >= 0.7 * len(sample) and runs * _MEAN <= len(sample) and not _by_script(sample)


def _by_script(sample: str) -> bool:
    if len(sample.encode()) < (1 + _SHARE) * len(sample):
        return False  # these scripts take three bytes a letter
    count = sum(1 for _ in _UNSPACED.finditer(sample))
    return count > 0 and count >= _SHARE * sum(map(str.isalpha, sample))
