"""From the bytes of a value to its characters: transfer encoding, then the charset that its line or its file is in."""

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

# It begins with the "=", which is rare in pictures: so searching them costs next to nothing.
_CHARSET: Final = re.compile(rb"=(?<=[;(]CHARSET=)\"?([\w.-]+)", re.IGNORECASE)
_BINARY: Final = frozenset({"PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE"})


class Charsets:
    """What encoding the values of one file are in, where their lines do not say so themselves."""

    def __init__(self, data: bytes, codec: str, given: str) -> None:
        self._data = data
        self.given = given
        self.utf_8 = codec == "utf-8"
        self.eight_bit = codec == EIGHT_BIT

    @functools.cached_property
    def elsewhere(self) -> str:
        """The first codec but UTF-8 that the file declares; else, when it is no UTF-8, the one its bytes look like."""
        if self.given:
            return self.given
        for name in _CHARSET.findall(self._data):
            codec = codec_for(name.decode("ascii"))
            if codec not in {"", "utf-8"}:
                return codec
        return guess_eight_bit(self._data) if self.eight_bit else ""

    def decode(self, header: Header, value: bytes, line: int, doubts: list[Doubt]) -> str:
        """Return the characters of a value, backslashes and all; what no codec explains becomes U+FFFD, and a doubt.

        A semicolon that quoted-printable hid in a part of a value comes out with a backslash: it is text.
        """
        if header.plain and (self.utf_8 or value.isascii()):
            try:
                return value.decode()
            except UnicodeDecodeError:
                pass
        if header.unknown_charset:
            _say_unknown(header.unknown_charset, line, doubts)
        if header.name in _BINARY and value.isascii():
            return value.decode()
        raw = _transferred(header, value)
        told = raw is value and self.given
        if told:
            text, codec = raw.decode(told, "replace"), told
        else:
            text, codec = decode_eight_bit(raw, header.charset, self.elsewhere)
        if REPLACED not in text:
            return text
        if codec == "utf-8" and _is_cut_off(raw):
            doubts.append(Doubt(line, f"{header.name} is cut off inside a character, which was left out"))
            return text.removesuffix(REPLACED)
        instead = "; leave --encoding out" if told else ""
        reason = f"{header.name} has bytes that are no {codec}; they are shown as {REPLACED}{instead}"
        doubts.append(Doubt(line, reason))
        return text


def _say_unknown(charset: str, line: int, doubts: list[Doubt]) -> None:
    """Say once a card that nobody knows the charset."""
    reason = f"the charset {shown(charset.encode())} is unknown"
    if len(doubts) < MOST_VALUES and all(held.reason != reason for held in doubts):
        doubts.append(Doubt(line, reason))


def _is_cut_off(raw: bytes) -> bool:
    """Whether all that is wrong with UTF-8 is that the last bytes of a character are missing."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(raw)
    except UnicodeDecodeError:
        return False
    return True


def _transferred(header: Header, value: bytes) -> bytes:
    """Return the bytes that quoted-printable or base64 stand for; pictures and the like stay as they are."""
    if header.quoted_printable:
        parts = [from_quoted_printable(part) for part in split_bytes(value)]
        return b";".join(part.replace(b";", b"\\;") if b"\\" not in part else part for part in parts)
    if header.base64 and header.name not in _BINARY:
        return from_base64(value) or value
    return value
