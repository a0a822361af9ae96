"""Finds out the encoding of a file and decodes it: phones, Outlook and Excel often do not say which it is.

These decide, in this order: --encoding, a byte order mark, the NULs of UTF-16, strict UTF-8, and for the rest ("8bit")
what the file declares, then GBK, another script or Western by the pattern of the bytes above ASCII. A byte that fits no
encoding becomes U+FFFD, never an exception; the caller reports it.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from followup.errors import FileUnreadableError, WrongUsageError

EIGHT_BIT: Final = "8bit"
REPLACED: Final = "\N{REPLACEMENT CHARACTER}"

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Files often declare a subset of the encoding that they use.
_SUPERSETS: Final = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "big5": "cp950", "utf-8-sig": "utf-8", "utf_8_sig": "utf-8",
}  # fmt: skip
_OTHER_NAMES: Final = {"ansi": "cp1252", "gb": "gb18030", "x-gbk": "gb18030", "unicode": "utf-16", "x-sjis": "cp932"}
_NOT_FOR_TEXT: Final = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})
_UTF_8_SEQUENCE: Final = re.compile(rb"[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3}")
_UTF_8_LONG_SEQUENCE: Final = re.compile(rb"[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3}")
_HIGH_RUN: Final = re.compile(rb"[\x80-\xFF]+")
_GB_2312_PAIR: Final = re.compile(rb"[\xA1-\xA9\xB0-\xF7][\xA1-\xFE]")
_LETTERS: Final = re.compile(rb"[A-Za-z]?[\xA2\xA5\xA8\xAA\xAF\xB2-\xB4\xB8-\xBA\xBC\xBE-\xFF]+[A-Za-z]?")
# Patterns of a word in each script: final letters of Hebrew and Greek end it, and capitals do not stand inside it.
_SCRIPTS: Final = (
    ("cp1255", re.compile(rb"[\xE0-\xE9\xEB\xEC\xEE\xF0-\xF2\xF4\xF6-\xFA]*[\xE0-\xFA]")),
    ("cp1253", re.compile(rb"[\xA2\xB8-\xBA\xBC\xBE\xBF\xC1-\xD9]?[\xDC-\xDF\xE1-\xF1\xF3-\xFE]*\xF2?|"
                          rb"[\xA2\xB8-\xBA\xBC\xBE\xBF\xC1-\xD1\xD3-\xDB]+")),
    ("cp1251", re.compile(rb"[\xA5\xA8\xAA\xAF\xB2\xC0-\xDF]?[\xB3\xB4\xB8\xBA\xBF\xE0-\xFF]*|"
                          rb"[\xA5\xA8\xAA\xAF\xB2\xC0-\xDF]+")),
)  # fmt: skip
_FEWEST_LETTERS: Final = 4
_ASCII_BYTES: Final = bytes(range(128))
_CONTROL_BYTES: Final = bytes({*range(32), 127} - {*b"\t\n\v\f\r\x1a\x1b"})
_SAMPLE: Final = 1 << 16
_MAGIC: Final = (
    (b"PK\x05\x06", "an empty zip archive", ""),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Office file (.xls), or one with a password",
     "Save the sheet as .xlsx, without a password, or as CSV and import that."),
    (b"SQLite format 3\x00", "an SQLite database", "Name a followup book with --book; import takes .vcf and .csv."),
    (b"\xff\xd8\xff", "a JPEG picture", ""),
    (b"\x89PNG", "a PNG picture", ""),
    (b"GIF8", "a GIF picture", ""),
    (b"%PDF", "a PDF document", ""),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and import what is inside."),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it and import what is inside."),
    (b"Rar!", "a RAR archive", "Unpack it and import what is inside."),
)  # fmt: skip
_EXPORT_HINT: Final = "Export the contacts as vCard (.vcf) or CSV and import that."


def codec_for(name: str) -> str:
    """Return the codec for an encoding as files name it (gb18030 for GB2312), or "" for an unknown name."""
    wanted = name.strip().strip("\"'").lower()
    wanted = _OTHER_NAMES.get(wanted, wanted)
    try:
        codec = codecs.lookup(wanted).name
        "a".encode(codec)
    except (LookupError, ValueError):  # ValueError: a NUL in the name, or "undefined"
        return ""
    return "" if codec in _NOT_FOR_TEXT else _SUPERSETS.get(codec, codec)


def detect(data: bytes, given: str | None = None) -> str:
    """Return the codec of a whole file: the given one, or what its bytes show; "8bit" where each line has to decide.

    Raises WrongUsageError when the given name is no encoding.
    """
    if given:
        return _given_codec(given)
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return codec
    return _utf_16_without_mark(data) or ("utf-8" if _is_utf_8(data) else EIGHT_BIT)


def byte_order_mark(data: bytes) -> bytes:
    """Return the byte order mark that a file begins with, or nothing."""
    return next((mark for mark, _ in _BOMS if data.startswith(mark)), b"")


def decode_file(data: bytes, given: str | None = None) -> tuple[str, str]:
    """Return the text of a file in one encoding, without its byte order mark, and the codec's name.

    Bytes that do not fit become U+FFFD. Raises WrongUsageError when the given name is no encoding.
    """
    codec = detect(data, given)
    if codec == EIGHT_BIT:
        return decode_eight_bit(data)
    return data.decode(codec, "replace").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"), codec


def first_misfit(data: bytes, codec: str) -> int:
    """Return the line (from 1) of the first byte that does not fit a codec; 0 where all of them fit."""
    try:
        data.decode(codec)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(codec, "replace")
        return max(before.count("\n"), before.count("\r")) + 1
    return 0


def rather_than(given: str, data: bytes) -> str:
    """Return a hint for a file that is not in the given codec; "" where it is, and only damaged."""
    codec = decode_file(data)[1]
    return "" if codec == given else f"leave --encoding out: the file looks like {codec}"


def decode_eight_bit(data: bytes, declared: str = "", elsewhere: str = "") -> tuple[str, str]:
    """Return the text of a line (or file) of unknown 8-bit encoding, and the codec used.

    `declared` is the codec (see `codec_for`) of its own CHARSET, `elsewhere` that of the rest of the file. The bytes of
    a Chinese name in GBK can also be valid UTF-8 (of Greek or Hebrew letters): so a declared multi-byte codec is tried
    first.
    """
    candidates = [codec for codec in (declared, elsewhere) if codec]
    multi_byte = bool(candidates) and candidates[0] in _SUPERSETS.values() and candidates[0] not in {"cp1252", "utf-8"}
    if not multi_byte or _UTF_8_LONG_SEQUENCE.search(data):
        candidates.insert(0, "utf-8")
    for codec in candidates:
        try:
            return data.decode(codec), codec
        except ValueError:
            continue
    return _guess(data, candidates)


def guess_eight_bit(data: bytes) -> str:
    """Return the codec of an 8-bit file that declares none, by all its lines that are not UTF-8."""
    lines = [line for line in data.splitlines() if not line.isascii() and not _is_utf_8(line)]
    return _guess(b"\n".join(lines), [])[1]


def refuse_binary(data: bytes, name: str) -> None:
    """Raise FileUnreadableError where `data`, the content of the file `name`, is plainly not text."""
    for magic, what, hint in _MAGIC:
        if data.startswith(magic):
            message = f"{name} is {what}, not a list of contacts"
            raise FileUnreadableError(message, hint or _EXPORT_HINT)
    if data and _is_binary(data):
        message = f"{name} is not text (it has bytes that no text has)"
        raise FileUnreadableError(message, _EXPORT_HINT)


def _given_codec(given: str) -> str:
    codec = codec_for(given)
    if codec:
        return codec
    from difflib import get_close_matches
    from encodings.aliases import aliases

    close = get_close_matches(given.lower().replace("-", "_"), sorted({*aliases, *aliases.values()}), n=3)
    message = f"unknown encoding {given!r}"
    raise WrongUsageError(message, f"try {', '.join(close) or 'utf-8, gb18030 or cp1252'}, or leave --encoding out")


def _utf_16_without_mark(data: bytes) -> str:
    """Return the UTF-16 codec in which ASCII letters would have these NULs, or ""."""
    sample = data[:_SAMPLE]
    in_even, in_odd = sample[::2].count(0), sample[1::2].count(0)
    least = max(len(sample) // 40, 2)
    if in_even > least and in_odd * 10 <= in_even:
        return "utf-16-be"
    if in_odd > least and in_even * 10 <= in_odd:
        return "utf-16-le"
    return ""


def _is_utf_8(data: bytes) -> bool:
    """Whether data is UTF-8; it is decoded in pieces, so that a file of photos is not held in memory twice."""
    if data.isascii():
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _SAMPLE):
            decoder.decode(data[start : start + _SAMPLE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _guess(data: bytes, candidates: list[str]) -> tuple[str, str]:
    """Return text and codec where no candidate fits: UTF-8 or a candidate if damaged, GBK, another script, cp1252."""
    high = len(data.translate(None, _ASCII_BYTES))
    covered = sum(map(len, _UTF_8_SEQUENCE.findall(data)))
    if high and (high - covered) * 10 <= covered:
        return data.decode("utf-8", "replace"), "utf-8"
    for codec in candidates:
        text = data.decode(codec, "replace")
        if codec != "utf-8" and text.count(REPLACED) * 20 <= high:
            return text, codec
    text = data.decode("gb18030", "replace")
    if _shaped_like_gbk(data) and text.count(REPLACED) * 100 <= high:
        return text, "gb18030"
    codec = _other_script(data) or "cp1252"
    return data.decode(codec, "replace"), codec


def _other_script(data: bytes) -> str:
    """Return the codec in whose script every word with bytes above ASCII is written, or "".

    Western words mix letters above ASCII with a-z; a whole word of them is Hebrew, Greek or Cyrillic.
    """
    words = set()
    for match in _LETTERS.finditer(data):
        word = match[0]
        if word[0] < ord("\x80") or word[-1] < ord("\x80"):
            return ""
        words.add(word)
    if max(map(len, words), default=0) < _FEWEST_LETTERS:
        return ""
    return next((codec for codec, script in _SCRIPTS if all(map(script.fullmatch, words))), "")


def _shaped_like_gbk(data: bytes) -> bool:
    """Whether this is GBK, not Western: over 80 % of the pairs are common characters, under 30 % of the runs odd."""
    runs = _HIGH_RUN.findall(data)
    odd = sum(len(run) % 2 for run in runs)
    pairs = sum(len(run) // 2 for run in runs)
    common = sum(_GB_2312_PAIR.match(run, at) is not None for run in runs for at in range(0, len(run) - 1, 2))
    return bool(pairs) and common > 0.8 * pairs and odd < 0.3 * len(runs)


def _is_binary(data: bytes) -> bool:
    """Whether more than stray bytes are control characters; NULs at the end are those of a copy that broke off."""
    text = data.rstrip(b"\0")
    if not text:
        return True
    if detect(data).startswith(("utf-16", "utf-32")):
        return False
    sample = text[:_SAMPLE]
    return (len(sample) - len(sample.translate(None, _CONTROL_BYTES))) * 20 > len(sample)
