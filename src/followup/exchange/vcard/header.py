"""Parses the head of a vCard line, which stands before its value: group, name, and parameters in many dialects."""

from __future__ import annotations

import re
from binascii import a2b_qp
from dataclasses import dataclass, field
from typing import Final

from followup.exchange.encoding import codec_for, decode_eight_bit
from followup.exchange.labels import label_of
from followup.exchange.vcard.values import clean

_HEAD: Final = re.compile(
    rb"\s*(?:(?!X-)([\w-]+)\.)?(X-[^;:\x00-\x1f\x7f]*?|[\w-]+)\s*((?:;.*)?)", re.IGNORECASE | re.DOTALL
)
_QUOTED_HEAD: Final = re.compile(rb"(?:[^\":]|\"[^\"]*\")*(?=:)")
_LABELLED_ADDRESS: Final = re.compile(rb"(.*):(?:[^;]*;){6}[^;]*", re.DOTALL)
_PARAMETER: Final = re.compile(rb";\s*([^=;\"]*)(?:=((?:\"[^\"]*\"|[^;\"])*))?")
# Samsung: TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=E5=89=8D=E5=8F=B0):
_CUSTOM_TYPE: Final = re.compile(rb";X-CUSTOM\(([^)]*)\)", re.IGNORECASE)
_CARET: Final = {"^n": "\n", "^N": "\n", "^'": '"', "^^": "^"}
_CARETS: Final = re.compile(r"\^[nN'^]")
_BARE_CHARSETS: Final = frozenset({"UTF-8", "UTF8", "GBK", "GB2312", "GB18030", "BIG5", "SHIFT_JIS"})
_LANGUAGE: Final = re.compile(r"[a-z]{2}-[A-Z]{2}")
_FIRST: Final = 1
_LONGEST_PREFERENCE: Final = 3


@dataclass(slots=True)
class Header:
    """A line's name in upper case, its group in lower case, and what its parameters say.

    `label` is made of the types. `plain` means that the value is in the charset of the file, without any transfer
    encoding. `charset` is a codec, `unknown_charset` a name that is none. `preference` is 0 for none, else 1 (first) to
    100. `bare` means types without TYPE=, as in 2.1.
    """

    name: str
    group: str = ""
    types: list[str] = field(default_factory=list)
    parameters: dict[str, str] = field(default_factory=dict)
    label: str = ""
    charset: str = ""
    unknown_charset: str = ""
    quoted_printable: bool = False
    base64: bool = False
    plain: bool = True
    bare: bool = False
    preference: int = 0

    @property
    def kinds(self) -> set[str]:
        """The types in lower case."""
        return {written.lower() for written in self.types}


def split_line(line: bytes) -> tuple[bytes, bytes] | None:
    """Return head and value of a line, or None when no colon ends a head.

    A colon in quotes is none. Some programs write the LABEL of an address without quotes and with colons: there, the
    six semicolons of the address decide.
    """
    colon = line.find(b":")
    if colon < 0:
        return None
    if b'"' in line[:colon] and (quoted := _QUOTED_HEAD.match(line)):
        colon = quoted.end()
    elif b"LABEL=" in line[:colon].upper() and (labelled := _LABELLED_ADDRESS.fullmatch(line)):
        colon = max(colon, labelled.end(1))
    return line[:colon], line[colon + 1 :]


def parse_head(head: bytes) -> Header | None:
    """Return the parsed head of a line, or None if it is none: then the line is no property."""
    matched = _HEAD.fullmatch(head)
    if matched is None:
        return None
    header = Header(matched[2].decode("ascii", "replace").upper().strip(), (matched[1] or b"").decode("ascii").lower())
    if matched[3]:
        _read_parameters(header, matched[3])
    return header


def _read_parameters(header: Header, written: bytes) -> None:
    custom = _CUSTOM_TYPE.search(written)
    if custom:
        written = written.replace(custom[0], b"")
        label = decode_eight_bit(a2b_qp(custom[1].split(b",", 2)[-1]))[0]
        header.types.append(clean(label, lines=False)[0])
    for name, value in _PARAMETER.findall(written):
        key = name.strip().upper().decode("ascii", "replace")
        text = decode_eight_bit(value)[0].strip()
        if text:
            _read_parameter(header, key, text)
        elif key:
            _read_bare(header, key, clean(decode_eight_bit(name)[0], lines=False)[0].strip())
    header.label = label_of(header.types)
    other_charset = header.charset not in {"", "utf-8"} or header.unknown_charset
    header.plain = not (header.quoted_printable or header.base64 or other_charset)


def _read_parameter(header: Header, key: str, text: str) -> None:
    unquoted = _CARETS.sub(lambda match: _CARET[match[0]], text.replace('"', ""))
    value = unquoted if unquoted.isprintable() else clean(unquoted, lines=key == "LABEL")[0]
    if key == "TYPE":
        for word in value.split(","):
            _read_type(header, word.strip().removeprefix("TYPE="))
    elif key == "ENCODING":
        _read_encoding(header, value.upper())
    elif key == "CHARSET":
        _read_charset(header, value)
    elif key == "PREF" and value.isdecimal() and len(value) <= _LONGEST_PREFERENCE:
        header.preference = int(value)
    else:
        header.parameters[key] = value


def _read_bare(header: Header, key: str, written: str) -> None:
    """Read a parameter without `=`: 2.1 leaves TYPE= and ENCODING= out."""
    if key in {"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"}:
        _read_encoding(header, key)
    elif key in _BARE_CHARSETS:
        _read_charset(header, key)
    elif key in {"URI", "URL", "CID", "CONTENT-ID", "INLINE", "VCARD"}:
        header.parameters["VALUE"] = key
    elif _LANGUAGE.fullmatch(written):
        header.parameters["LANGUAGE"] = written
    else:
        header.bare = True
        _read_type(header, written)


def _read_type(header: Header, word: str) -> None:
    if word.upper() in {"PREF", "X-PREF"}:
        header.preference = _FIRST
    elif word:
        header.types.append(word)


def _read_encoding(header: Header, encoding: str) -> None:
    header.quoted_printable = encoding in {"QUOTED-PRINTABLE", "Q"}
    header.base64 = encoding in {"BASE64", "B"}


def _read_charset(header: Header, name: str) -> None:
    codec = codec_for(name)
    if not codec:
        header.unknown_charset = name
    else:
        header.charset = codec
