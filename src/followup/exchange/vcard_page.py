"""One card while it is being read: its draft so far, and how a value of it becomes text."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from followup.core.draft import Doubt
from followup.exchange.encoding import EIGHT_BIT, REPLACED, codec_for, decode_eight_bit, guess_eight_bit
from followup.exchange.vcard_lines import shown
from followup.exchange.vcard_values import (
    clean, from_base64, from_quoted_printable, split_bytes, split_text, unescape,
)  # fmt: skip

if TYPE_CHECKING:
    from followup.core.contact import Email, Phone
    from followup.core.draft import Draft
    from followup.exchange.vcard_header import Header

_CHARSET: Final = re.compile(rb"[;(]CHARSET=\"?([\w.:-]+)", re.IGNORECASE)


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

    def decode(self, raw: bytes, declared: str, *, transferred: bool) -> tuple[str, str]:
        """Return the text of a value and the codec used; `transferred` if it came out of quoted-printable or base64."""
        if not transferred and self.given:
            return raw.decode(self.given, "replace"), self.given
        return decode_eight_bit(raw, declared, self.elsewhere)


class Page:
    """A card being read. `modern` means 3.0 or 4.0 (`version` as written); `labels` are the X-ABLabels by group.

    `full_names` and `names` (the parts of N) may be several; the first is the person's, or the one preferred. `agents`
    are the cards of AGENTs with their lines. (No dataclass: there is one a card, and this is made three times as fast.)
    """

    __slots__ = (
        "address_labels", "agents", "charsets", "draft", "full_names", "has_photo", "kind", "labels", "modern", "names",
        "phonetics", "preferred", "told", "utf_8", "version",
    )  # fmt: skip

    def __init__(self, draft: Draft, charsets: Charsets) -> None:
        self.draft = draft
        self.charsets = charsets
        self.utf_8 = charsets.utf_8
        self.version = ""
        self.modern = True
        self.kind = ""
        self.has_photo = False
        self.labels: dict[str, str] = {}
        self.full_names: list[str] = []
        self.names: list[list[str]] = []
        self.address_labels: list[tuple[str, str]] = []
        self.phonetics: dict[str, str] = {}
        self.preferred: list[tuple[int, Phone | Email]] = []
        self.agents: list[tuple[int, bytes]] = []
        self.told: set[str] = set()

    def doubt(self, line: int, reason: str, once: str = "") -> None:
        """Note what was not understood on a physical line; what has the same `once` is said once a card."""
        if once and once in self.told:
            return
        self.told.add(once)
        self.draft.doubts.append(Doubt(line, reason))

    def text(self, header: Header, value: bytes, line: int, *, lines: bool = False) -> str:
        """Return a value as one text; newlines only where `lines` are expected."""
        if header.plain and self.utf_8:
            try:
                text = value.decode()
            except UnicodeDecodeError:
                text = self._decoded(header, value, line)
        else:
            text = self._decoded(header, value, line)
        if "\\" in text:
            text = unescape(text, modern=self.modern, lines=lines)
        return (text if text.isprintable() else self._clean(text, line, lines=lines)).strip()

    def parts(self, header: Header, value: bytes, line: int, separator: str = ";") -> list[str]:
        """Return the parts of a structured (`;`) or listed (`,`) value; parts may have lines, as addresses do."""
        if header.quoted_printable:
            written = [self._decoded(header, part, line) for part in split_bytes(value, separator.encode())]
        else:
            text = self._decoded(header, value, line)
            if "\\" not in text and text.isprintable():
                return [part.strip() for part in text.split(separator)]
            written = split_text(text, separator)
        plain = [unescape(part, modern=self.modern, lines=True) for part in written]
        return [(part if part.isprintable() else self._clean(part, line, lines=True)).strip() for part in plain]

    def one_line_parts(self, header: Header, value: bytes, line: int, separator: str = ";") -> list[str]:
        """Return the parts of a value of which none may have lines, as names."""
        parts = self.parts(header, value, line, separator)
        return [part if part.isprintable() else clean(part, lines=False)[0] for part in parts]

    def label(self, header: Header) -> str:
        """Return what a phone, address or the like is called: the person's own label before the types."""
        return (header.group and self.labels.get(header.group)) or header.label

    def add_field(self, name: str, value: str) -> None:
        """Keep a value by a readable name, beside another that has the same name."""
        fields = self.draft.fields
        if not value:
            return
        held = fields.get(name)
        if held is None:
            fields[name] = value
        elif value not in held.split("\n" if "\n" in held else ", "):
            fields[name] = held + ("\n" if "\n" in held or "\n" in value else ", ") + value

    def _decoded(self, header: Header, value: bytes, line: int) -> str:
        if header.plain and (self.utf_8 or value.isascii()):
            try:
                return value.decode()
            except UnicodeDecodeError:
                pass
        raw = value
        if header.quoted_printable:
            raw = from_quoted_printable(value)
        elif header.base64:
            decoded = from_base64(value)
            raw = value if decoded is None else decoded
        if header.unknown_charset:
            self.doubt(line, f"the charset {shown(header.unknown_charset.encode())} is unknown", once=header.unknown_charset)
        text, codec = self.charsets.decode(raw, header.charset, transferred=raw is not value)
        if REPLACED in text:
            self.doubt(line, f"{header.name} has bytes that are no {codec}; they are shown as {REPLACED}")
        return text

    def _clean(self, text: str, line: int, *, lines: bool) -> str:
        kept, lost = clean(text, lines=lines)
        if lost:
            self.doubt(line, f"control characters were taken out of {shown(kept.encode())}")
        return kept
