"""The value of a vCard line: split before it is decoded, unescaped by version, cleaned, and pictures as bytes."""

from __future__ import annotations

import re
from binascii import Error as BadBase64
from binascii import a2b_base64, a2b_qp
from typing import Final
from urllib.parse import unquote

from followup.core.model.contact import Photo
from followup.exchange.encoding import REPLACED

_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
# \" and \: are Google's; whatever else follows a backslash, both stay.
_ESCAPED: Final = {"n": "\n", "N": "\n", ",": ",", ";": ";", "\\": "\\", ":": ":", '"': '"'}
_ESCAPED_2_1: Final = {";": ";"}
_ESCAPED_2_1_LINES: Final = {";": ";", "n": "\n", "N": "\n"}  # not in 2.1, but phones write it into notes and addresses
_SEMICOLON: Final = re.compile(r"\\.|;", re.DOTALL)
_COMMA: Final = re.compile(r"\\.|,", re.DOTALL)
_SEMICOLON_BYTE: Final = re.compile(rb"\\.|;", re.DOTALL)
_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control characters, and the invisible ones that turn the direction of writing.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_INVISIBLE: Final = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
# "12= 8": a soft break whose newline got lost. An "=" that stands alone is meant.
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
    """Return text without its version's backslashes: `modern` is 3.0 or 4.0, `lines` a property that may have some."""
    if "\\" not in text:
        return text
    known = _ESCAPED if modern else _ESCAPED_2_1_LINES if lines else _ESCAPED_2_1
    return _ESCAPE.sub(lambda found: known.get(found[1], found[0]), text)


def split_text(text: str, separator: str = ";") -> list[str]:
    """Return the parts of text between separators (`;` or `,`) that no backslash protects; escapes stay."""
    if "\\" not in text:
        return text.split(separator)
    ends = [
        found.start() for found in (_COMMA if separator == "," else _SEMICOLON).finditer(text) if found[0] == separator
    ]
    return [text[start:end] for start, end in zip([0, *(end + 1 for end in ends)], [*ends, len(text)], strict=True)]


def split_bytes(value: bytes) -> list[bytes]:
    """Return the parts of a quoted-printable value before it is decoded: an encoded `=3B` is text."""
    if b"\\" not in value:
        return value.split(b";")
    ends = [found.start() for found in _SEMICOLON_BYTE.finditer(value) if found[0] == b";"]
    return [value[start:end] for start, end in zip([0, *(end + 1 for end in ends)], [*ends, len(value)], strict=True)]


def from_quoted_printable(value: bytes) -> bytes:
    """Return the bytes of a quoted-printable value (without soft breaks); what is no `=XX` stays."""
    return a2b_qp(_LOST_BREAK.sub(b"", value))


def from_base64(value: bytes) -> bytes | None:
    """Return the bytes of a base64 value, missing padding forgiven, or None if it is none or a digit was lost."""
    if value.translate(None, _BASE64):
        return None
    digits = value.translate(None, _BLANKS).rstrip(b"=")
    try:
        return a2b_base64(digits + b"==")
    except BadBase64:
        return None


def clean(text: str, *, lines: bool) -> tuple[str, bool]:
    """Return text without control characters, and whether any were taken out that say something.

    Newlines and tabs stay where `lines` are expected, and become a space elsewhere. Marks that are only invisible
    (direction of writing, U+FEFF) go without a word.
    """
    text = _LINE_ENDS.sub("\n", text)
    if not lines and ("\n" in text or "\t" in text):
        text = " ".join(part.strip() for part in re.split(r"[\n\t]+", text)).strip()
    kept = _CONTROLS.sub("", text)
    return kept, len(_INVISIBLE.sub("", text)) != len(kept)


def from_uri(text: str) -> str:
    """Return what stands behind a URI's scheme without its percent signs, or as it is where those hide no text."""
    plain = clean(unquote(text), lines=False)[0]
    return (text if REPLACED in plain else plain).strip()


def to_photo(value: bytes, mime: str) -> Photo | None:
    """Return the picture of a base64 value or `data:` URI, or None when it is damaged. `mime` is what the line says."""
    uri = _DATA_URI.match(value)
    if uri:
        mime = uri[1].decode("ascii", "replace") or mime
        value = value[uri.end() :]
    data = from_base64(value)
    if not data:
        return None
    seen = next((seen for magic, seen in _PICTURES if data.startswith(magic)), "")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        seen = "image/webp"
    if not seen and not mime.startswith("image/"):
        return None
    return Photo(seen or mime.lower(), data)


def is_data_uri(value: str) -> bool:
    """Tell whether a value is an inline picture in the manner of 4.0."""
    return _DATA_URI.match(value[:_LONGEST_MEDIA_TYPE].encode()) is not None
