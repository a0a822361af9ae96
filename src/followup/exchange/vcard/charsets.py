"""Decodes the value of a line: first its transfer encoding, then the charset of the line or of the file."""

from __future__ import annotations

import codecs
import functools
import re
from typing import TYPE_CHECKING, Final

from followup.core.importing.draft import Doubt
from followup.core.model.limits import MOST_VALUES
from followup.exchange.encoding import EIGHT_BIT, REPLACED, codec_for, decode_eight_bit, guess_eight_bit
from followup.exchange.vcard.lines import shown
from followup.exchange.vcard.values import from_base64, from_quoted_printable, split_bytes

if TYPE_CHECKING:
    from followup.exchange.vcard.header import Header

# The pattern begins with "=", which is rare in pictures, so that searching them is fast.
_CHARSET: Final = re.compile(rb"=(?<=[;(]CHARSET=)\"?([\w.-]+)", re.IGNORECASE)
_BINARY: Final = frozenset({"PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE"})


class Charsets:
    """The encodings of one file: `given` by the person, that of the whole file, and what its lines declare."""

    def __init__(self, data: bytes, codec: str, given: str) -> None:
        self._data = data
        self.given = given
        self.utf_8 = codec == "utf-8"
        self.eight_bit = codec == EIGHT_BIT

    @functools.cached_property
    def elsewhere(self) -> str:
        """The codec of lines without one: the first but UTF-8 that the file declares, else a guess by its bytes."""
        if self.given:
            return self.given
        for name in _CHARSET.findall(self._data):
            codec = codec_for(name.decode("ascii"))
            if codec not in {"", "utf-8"}:
                return codec
        return guess_eight_bit(self._data) if self.eight_bit else ""

    def decode(self, header: Header, value: bytes, line: int, doubts: list[Doubt]) -> str:
        """Return the text of a value, still escaped; bytes that fit no codec become U+FFFD, and a doubt.

        A semicolon that is encoded in a quoted-printable value is text, and gets a backslash.
        """
        if header.plain and (self.utf_8 or value.isascii()):
            try:
                return value.decode()
            except UnicodeDecodeError:
                pass
        if header.unknown_charset:
            _report_unknown(header.unknown_charset, line, doubts)
        if header.name in _BINARY and value.isascii():
            return value.decode()
        raw = _transferred(header, value)
        given = self.given if raw is value else ""
        if given:
            text, codec = raw.decode(given, "replace"), given
        else:
            text, codec = decode_eight_bit(raw, header.charset, self.elsewhere)
        if REPLACED not in text:
            return text
        if codec == "utf-8" and _is_cut_off(raw):
            doubts.append(Doubt(line, f"{header.name} is cut off inside a character, which was left out"))
            return text.removesuffix(REPLACED)
        instead = "; leave --encoding out" if given else ""
        reason = f"{header.name} has bytes that are no {codec}; they are shown as {REPLACED}{instead}"
        doubts.append(Doubt(line, reason))
        return text


def _report_unknown(charset: str, line: int, doubts: list[Doubt]) -> None:
    """Report an unknown charset once a card."""
    reason = f"the charset {shown(charset.encode())} is unknown"
    if len(doubts) < MOST_VALUES and all(held.reason != reason for held in doubts):
        doubts.append(Doubt(line, reason))


def _is_cut_off(raw: bytes) -> bool:
    """Whether the bytes are UTF-8 but for the end of the last character, which is missing."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(raw)
    except UnicodeDecodeError:
        return False
    return True


def _transferred(header: Header, value: bytes) -> bytes:
    """Return the bytes of a quoted-printable or base64 value; pictures and the like stay encoded."""
    if header.quoted_printable:
        parts = [from_quoted_printable(part) for part in split_bytes(value)]
        return b";".join(part.replace(b";", b"\\;") if b"\\" not in part else part for part in parts)
    if header.base64 and header.name not in _BINARY:
        return from_base64(value) or value
    return value
