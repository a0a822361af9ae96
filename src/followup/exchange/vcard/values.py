"""Reads the value of a vCard line: splits it, decodes it, unescapes it by version, cleans it; pictures as bytes."""

from __future__ import annotations

import re
from binascii import Error as BadBase64
from binascii import a2b_base64, a2b_qp
from typing import Final
from urllib.parse import unquote

from followup.core.model.contact import Photo
from followup.exchange.encoding import REPLACED

_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
# \" and \: are Google's; a backslash before anything else stays.
_ESCAPED: Final = {"n": "\n", "N": "\n", ",": ",", ";": ";", "\\": "\\", ":": ":", '"': '"'}
_ESCAPED_2_1: Final = {";": ";"}
_ESCAPED_2_1_LINES: Final = {";": ";", "n": "\n", "N": "\n"}  # phones write \n into notes and addresses of 2.1, too
_SEMICOLON: Final = re.compile(r"\\.|;", re.DOTALL)
_COMMA: Final = re.compile(r"\\.|,", re.DOTALL)
_SEMICOLON_BYTE: Final = re.compile(rb"\\.|;", re.DOTALL)
_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control characters, and the invisible ones that change the direction of writing.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_INVISIBLE: Final = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
# "12= 8": a soft break whose newline was lost. An "=" between blanks is text.
_LOST_BREAK: Final = re.compile(rb"(?<=[^\s=])=(?=[ \t]\S)")
_BLANKS: Final = b" \t\r\n"
_BASE64: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=" + _BLANKS
_DATA_URI: Final = re.compile(rb"data:([^;,]*)[^,]*?;base64\\?,", re.IGNORECASE)
_LONGEST_MEDIA_TYPE: Final = 200
_PICTURES: Final = (
    (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG", "image/png"), (b"GIF8", "image/gif"), (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"), (b"MM\x00*", "image/tiff"),
)  # fmt: skip


def unescape(text: str, *, modern: bool, lines: bool = False) -> str:
    """Return text without escapes: `modern` for those of 3.0 and 4.0, `lines` where line breaks are expected."""
    if "\\" not in text:
        return text
    known = _ESCAPED if modern else _ESCAPED_2_1_LINES if lines else _ESCAPED_2_1
    return _ESCAPE.sub(lambda match: known.get(match[1], match[0]), text)


def split_text(text: str, separator: str = ";") -> list[str]:
    """Return the parts of text between separators (`;` or `,`) that are not escaped; the parts stay escaped."""
    if "\\" not in text:
        return text.split(separator)
    pattern = _COMMA if separator == "," else _SEMICOLON
    ends = [match.start() for match in pattern.finditer(text) if match[0] == separator]
    return [text[start:end] for start, end in zip([0, *(end + 1 for end in ends)], [*ends, len(text)], strict=True)]


def split_bytes(value: bytes) -> list[bytes]:
    """Return the parts of a quoted-printable value, which is split before it is decoded: an encoded `=3B` is text."""
    if b"\\" not in value:
        return value.split(b";")
    ends = [match.start() for match in _SEMICOLON_BYTE.finditer(value) if match[0] == b";"]
    return [value[start:end] for start, end in zip([0, *(end + 1 for end in ends)], [*ends, len(value)], strict=True)]


def from_quoted_printable(value: bytes) -> bytes:
    """Return the bytes of a quoted-printable value (without soft breaks); an `=` that begins no `=XX` stays."""
    return a2b_qp(_LOST_BREAK.sub(b"", value))


def from_base64(value: bytes) -> bytes | None:
    """Return the bytes of a base64 value, with or without padding; None if it is none or a digit is missing."""
    if value.translate(None, _BASE64):
        return None
    digits = value.translate(None, _BLANKS).rstrip(b"=")
    try:
        return a2b_base64(digits + b"==")
    except BadBase64:
        return None


def clean(text: str, *, lines: bool) -> tuple[str, bool]:
    """Return text without control characters, and whether that is worth a doubt.

    Newlines and tabs stay where `lines` are expected, and become a space elsewhere. Invisible marks (direction of
    writing, U+FEFF) are no doubt.
    """
    text = _LINE_ENDS.sub("\n", text)
    if not lines and ("\n" in text or "\t" in text):
        text = " ".join(part.strip() for part in re.split(r"[\n\t]+", text)).strip()
    cleaned = _CONTROLS.sub("", text)
    return cleaned, len(_INVISIBLE.sub("", text)) != len(cleaned)


def from_uri(text: str) -> str:
    """Return the rest of a URI, behind its scheme, percent-decoded where that gives text."""
    plain = clean(unquote(text), lines=False)[0]
    return (text if REPLACED in plain else plain).strip()


def to_photo(value: bytes, mime: str) -> Photo | None:
    """Return the picture of a base64 value or `data:` URI, None if it is damaged; `mime` is what the line declares."""
    uri = _DATA_URI.match(value)
    if uri:
        mime = uri[1].decode("ascii", "replace") or mime
        value = value[uri.end() :]
    data = from_base64(value)
    if not data:
        return None
    detected = next((mime for magic, mime in _PICTURES if data.startswith(magic)), "")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        detected = "image/webp"
    if not detected and not mime.startswith("image/"):
        return None
    return Photo(detected or mime.lower(), data)


def is_data_uri(value: str) -> bool:
    """Whether a value is an inline picture as 4.0 writes it."""
    return _DATA_URI.match(value[:_LONGEST_MEDIA_TYPE].encode()) is not None
