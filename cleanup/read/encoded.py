"""Decode a text file such that it can be written again byte for byte."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import NamedTuple

from cleanup.errors import CannotRun, NotText
from cleanup.read.binary import refuse_binary
from cleanup.read.row import is_utf16, not_utf8

UTF8 = "utf-8"

OR_CONFIGURE = ", or configure its encoding"
"""What else can be done about a text file that is not UTF-8; tables always are."""


class Decoded(NamedTuple):
    """The text of a file, after a byte order mark if it is UTF-8 and has one."""

    path: str
    mark: bytes
    text: str
    encoding: str = UTF8

    def encode(self, text: str) -> bytes:
        """Return the bytes of the file with another text.

        Raises ``CannotRun`` for a character that the encoding does not have.
        """
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            char = text[error.start]
            raise CannotRun(
                f"{self.path}: its repair has U+{ord(char):04X}, which {self.encoding} does not;"
                " it was left alone: convert it to UTF-8, or ignore the rule in this file"
            ) from None


def decode(path: str, raw: bytes, encoding: str = UTF8) -> Decoded:
    """Return a file's text.

    Raises ``NotText``, naming ``path``, for bytes that are not of the encoding or that encoding
    them again would change, and for a NUL.
    """
    if encoding != UTF8:
        return _decode_other(path, raw, encoding)
    mark = BOM_UTF8 if raw.startswith(BOM_UTF8) else b""
    try:
        text = raw.decode().removeprefix(mark.decode())
    except UnicodeDecodeError as error:
        if not is_utf16(raw):
            refuse_binary(path, raw)
        raise NotText(f"{path}: {not_utf8(raw, error)}{OR_CONFIGURE}") from None
    refuse_binary(path, raw)
    return Decoded(path, mark, text)


def _decode_other(path: str, raw: bytes, encoding: str) -> Decoded:
    try:
        text = raw.decode(encoding)
        again = text.encode(encoding)
    except UnicodeError as error:
        at = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise NotText(
            f"{path}: byte {at} is not {encoding}, which is configured for this file; mend that"
        ) from None
    if again != raw:
        raise NotText(
            f"{path}: this would not be the same bytes when it is written again as {encoding};"
            " convert it to UTF-8"
        )
    refuse_binary(path, text.encode())
    return Decoded(path, b"", text, encoding)
