"""Finds the lines of a contact's original card that no field of the book holds, to write them again unchanged."""

from __future__ import annotations

import re
from base64 import b64decode
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from followup.core.text.plain_text import plain_text
from followup.exchange.encoding import detect
from followup.exchange.labels import plain_label, readable_name
from followup.exchange.vcard import handlers
from followup.exchange.vcard.begins import looks_like_vcard
from followup.exchange.vcard.charsets import Charsets
from followup.exchange.vcard.header import parse_head, split_line
from followup.exchange.vcard.lines import logical_lines, with_line_feeds
from followup.exchange.vcard.registry import handler_of
from followup.exchange.vcard.values import clean, is_data_uri, unescape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followup.exchange.vcard.header import Header

# The frame of a card, its revision, and what refers to other lines of the original card.
_NOT_PRESERVED: Final = frozenset(
    [
        "BEGIN", "END", "VERSION", "PRODID", "REV", "PROFILE", "MAILER", "SOURCE", "NAME", "CLIENTPIDMAP", "XML",
        "MEMBER", "X-ABADR", "X-PRIMARY-PHONE", "X-ADDRESSBOOKSERVER-MEMBER",
    ]
)  # fmt: skip
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_LABEL: Final = re.compile(rb"^([\w-]+)\.X-ABLabel[^:\n]*:([^\n]+)", re.IGNORECASE | re.MULTILINE)
_VERSION_2_1: Final = re.compile(rb"^VERSION:\s*2", re.IGNORECASE | re.MULTILINE)
_PICTURES: Final = frozenset({handlers.logo, handlers.sound})
_PRESERVED: Final = frozenset({*_PICTURES, handlers.unknown, handlers.listed, handlers.ignored})
_NEEDS_QUOTES: Final = re.compile('[\x00-\x1f\x7f"]')


class PreservedLine(NamedTuple):
    """A line of the original card: name, the label of its group, parameters, and the value escaped as in 3.0.

    `field` and `text` are the custom field that our reader made of it, both empty where it made none.
    """

    name: str
    label: str
    parameters: dict[str, list[str]]
    value: str
    field: str
    text: str


def preserved_lines(originals: Iterable[bytes]) -> list[PreservedLine]:
    """Return the lines of original cards that became no field of the book, without repetitions; none of a CSV row."""
    lines = (line for original in originals if looks_like_vcard(original) for line in _of_card(original))
    return list({(line.name, line.value): line for line in lines}.values())


def _of_card(original: bytes) -> Iterator[PreservedLine]:
    codec = detect(original, None)
    if codec.startswith(("utf-16", "utf-32")):
        return
    charsets = Charsets(original, codec, "")
    body = with_line_feeds(original)
    modern = _VERSION_2_1.search(body) is None
    labels = {group.lower().decode("latin-1"): label for group, label in _LABEL.findall(body)}
    for number, line in logical_lines(body, 1):
        split = split_line(line)
        header = _preserved_head(split[0]) if split else None
        if split is None or header is None or not split[1].strip() or not _is_readable(header, split[1]):
            continue
        label = plain_label(labels[header.group].decode("utf-8", "replace")) if header.group in labels else ""
        if header.base64:
            value, text = "".join(split[1].decode("latin-1").split()), ""
        else:
            value = charsets.decode(header, split[1], number, [])
            text = clean(unescape(value, modern=modern, lines=True), lines=True)[0].strip()
            value = value if modern and value.isprintable() else _escaped(text)
        is_custom = handler_of(header.name) in {handlers.unknown, handlers.listed}
        field = (label or readable_name(header.name)) if is_custom else ""
        yield PreservedLine(header.name, label, _parameters(header), value, field, text if field else "")


@lru_cache(4096)
def _preserved_head(head: bytes) -> Header | None:
    """Return the head of a line that is preserved, else None; heads repeat from card to card."""
    header = parse_head(head)
    if header is None or header.name in _NOT_PRESERVED or not _NAME.fullmatch(header.name):
        return None
    return header if handler_of(header.name) in _PRESERVED else None


def _is_readable(header: Header, value: bytes) -> bool:
    """Whether other programs can read the value: on damaged base64, some stop reading the whole file."""
    if header.base64:
        try:
            return bool(b64decode(b"".join(value.split()), validate=True))
        except ValueError:
            return False
    if handler_of(header.name) in _PICTURES:
        return is_data_uri(value.decode("latin-1"))
    return True


def _parameters(header: Header) -> dict[str, list[str]]:
    """Return types and parameters without transfer encodings; a quotation mark in one becomes a blank."""
    pairs = {name: [value] for name, value in header.parameters.items()}
    if header.types:
        pairs["TYPE"] = list(header.types)
    if header.base64:
        pairs["ENCODING"] = ["B"]
    return {
        name: [_NEEDS_QUOTES.sub(" ", plain_text(value)) for value in values]
        for name, values in pairs.items()
        if _NAME.fullmatch(name)
    }


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\n", "\\n")
