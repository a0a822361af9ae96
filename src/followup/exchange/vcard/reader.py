"""Reads vCard 2.1, 3.0 and 4.0 as phones and address books really write them: bytes in, drafts out.

A card is read in two passes: its version and its labels first, wherever they stand, then everything else. The heads of
lines (`TEL;TYPE=CELL`) repeat from card to card, so each is parsed once a file: 10,000 cards take 0.3 s and not 1.1 s.
"""

from __future__ import annotations

from collections import Counter
from enum import Enum
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from followup.core.dates.partial import decide_order
from followup.core.importing.draft import CARDS_FAULT, Doubt, Draft, Reading, Refusal, refused
from followup.core.model.limits import MOST_VALUES
from followup.exchange.encoding import EIGHT_BIT, detect
from followup.exchange.rejects import encoded, in_codec, whole_lines
from followup.exchange.vcard.card import CardReading
from followup.exchange.vcard.charsets import Charsets
from followup.exchange.vcard.handlers import group_label, ignored, version
from followup.exchange.vcard.header import Header, parse_head, split_line
from followup.exchange.vcard.lines import Cutter, RawCard, cards, logical_lines, shown, without_photo
from followup.exchange.vcard.person import add_agent, finish, is_group
from followup.exchange.vcard.registry import handler_of
from followup.exchange.vcard.relations import dates_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from followup.exchange.vcard.handlers import Handler

_BOM: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
_DIGEST_SIZE: Final = 16
_LARGE: Final = 1 << 15
_MOST_HEADS: Final = 4096
_LONGEST_HEAD: Final = 100
_MODERN: Final = ("3", "4")


class _Treatment(Enum):
    """What a line needs besides being handed to its handler after all others."""

    FIRST = 1  # version and labels: how the other lines are read depends on them
    ENCODED = 2  # the value may go on in the lines below without being folded
    IGNORED = 3


class _ParsedHead(NamedTuple):
    """The head of a line: what reads the value, what the head says, and what the line needs besides."""

    handler: Handler
    header: Header
    treatment: _Treatment | None


# A line that says something: handler, header, value and physical line.
_Property = tuple["Handler", Header, str, int]
# A line not decoded yet: its head, the pieces of its value, and its physical line.
_RawLine = tuple[_ParsedHead, list[bytes], int]
_NO_PROPERTY: Final = {
    1: " is no property of a vCard and was",
    2: " and the line below it are no property of a vCard and were",
}
_NO_PROPERTIES: Final = " and the {} lines below it are no property of a vCard and were"
_CONTINUED: Final = " \t="
_BLANK: Final = _ParsedHead(ignored, Header(""), _Treatment.IGNORED)


def read(data: bytes, encoding: str | None = None) -> Reading:
    """Begin to read a vCard file: its drafts and refusals come one after the other while `drafts` is iterated.

    `encoding` overrules what the file shows, which is found out line by line where it has to be. Raises WrongUsageError
    when it is no encoding. A file without any card has no drafts, and a doubt.
    """
    codec = detect(data, encoding)
    given = codec if encoding else ""
    if codec.startswith(("utf-16", "utf-32")):
        data = data.decode(codec, "replace").encode()
        codec, given, file_codec = "utf-8", "utf-8", codec
    else:
        file_codec = codec
    if codec == "utf-8":
        data = data.removeprefix(_BOM.encode())
    charsets = Charsets(data, codec, given)
    doubts: list[Doubt] = []
    file_codec = charsets.elsewhere if codec == EIGHT_BIT else file_codec
    drafts = _FileReader(charsets, cache(lambda: decide_order(dates_in(data)))).drafts(data, doubts)
    if file_codec.startswith(("utf-16", "utf-32")):
        return Reading("vcard", file_codec, in_codec(drafts, file_codec), doubts, head=encoded(_BOM, file_codec))
    return Reading("vcard", file_codec, drafts, doubts)


class _FileReader:
    """Reads the cards of one file; `heads` are those parsed so far."""

    def __init__(self, charsets: Charsets, order: Callable[[], str]) -> None:
        self.charsets = charsets
        self.order = order
        self.heads: dict[str, _ParsedHead] = {}

    def drafts(self, data: bytes, doubts: list[Doubt]) -> Iterator[Draft | Refusal]:
        """Yield the draft of each card; a card inside a card, unless it is an AGENT's, is a person of its own."""
        ordinal = 0
        for raw_card in Cutter(data, doubts).cards():
            ordinal += 1
            yield self.draft(raw_card, ordinal)
            for line, inside, agent in raw_card.inner:
                for inner in () if agent else cards(inside, []):
                    inner.line += line - 1
                    inner.doubts.append(Doubt(line, "the card stood inside another one"))
                    ordinal += 1
                    yield self.draft(inner, ordinal)
        if not ordinal:
            doubts.append(Doubt(1, "the file has no BEGIN:VCARD"))

    def draft(self, raw_card: RawCard, ordinal: int) -> Draft | Refusal:
        """Return the draft of a card, or why it is no person; an error in one card never ends the reading of others."""
        try:
            return self.read(raw_card, ordinal)
        except CARDS_FAULT as error:
            return refused(error, raw_card.line, ordinal, whole_lines(raw_card.raw))

    def read(self, raw_card: RawCard, ordinal: int) -> Draft | Refusal:
        """Return the draft of a card; `ordinal` 0 means the card of an AGENT, which has no AGENTs of its own."""
        draft = Draft(raw_card.line, ordinal, "", doubts=raw_card.doubts)
        card = CardReading(draft, self.order)
        properties = self.properties(card, raw_card)
        if card.version:
            card.modern = card.version.startswith(_MODERN)
        else:
            card.modern = not any(header.bare or header.quoted_printable for _, header, _, _ in properties)
        if len(properties) > MOST_VALUES:
            properties = _without_too_many(card, properties)
        for handler, header, value, line in properties:
            handler(card, header, value, line)
        card.agents += [(line, inside) for line, inside, agent in raw_card.inner if agent]
        for line, inside in card.agents if ordinal else ():
            self.agent(card, line, inside)
        if is_group(card):
            name = "".join(card.full_names[:1]) or " ".join(card.names[0] if card.names else ()).strip()
            return Refusal(
                raw_card.line, ordinal, f"{shown(name.encode())} is a group, not a person", whole_lines(raw_card.raw)
            )
        if not finish(card):
            reason = "the card has no name, number or address to know anybody by"
            return Refusal(raw_card.line, ordinal, reason, whole_lines(raw_card.raw))
        if len(draft.doubts) > 1:
            draft.doubts.sort(key=lambda doubt: doubt.line)
        draft.original = without_photo(raw_card.raw) if card.has_photo else raw_card.raw
        draft.content = blake2b(raw_card.raw, digest_size=_DIGEST_SIZE).digest()
        return draft

    def properties(self, card: CardReading, raw_card: RawCard) -> list[_Property]:
        """Return the properties with a value, after reading version and labels; a line that is none is a doubt.

        Most cards have one property a line. They are read that way until a line is folded or encoded, which takes
        0.3 s for 10,000 cards; `careful_properties` alone would take 0.7 s.
        """
        properties: list[_Property] = []
        text = self.plain_text(raw_card.body)
        for number, line in enumerate(text.split("\n"), raw_card.line):
            head, colon, value = line.partition(":")
            parsed = (self.heads.get(head) if colon else None) or self.new_head(line, head)
            if parsed is None:
                return self.careful_properties(card, raw_card)
            handler, header, treatment = parsed
            if treatment is None:
                if value:
                    properties.append((handler, header, value, number))
            elif treatment is _Treatment.FIRST:
                handler(card, header, value, number)
            elif treatment is _Treatment.ENCODED and value:
                return self.careful_properties(card, raw_card)
        return properties if text else self.careful_properties(card, raw_card)

    def new_head(self, line: str, head: str) -> _ParsedHead | None:
        """Return the head of a line, if it ends at the first colon; None for a line that has to be read carefully."""
        if not line:
            return _BLANK
        if line[0] in _CONTINUED:
            return None
        parsed, value = self.parse_line(line.encode())
        return parsed if len(value) == len(line.encode()) - len(head.encode()) - 1 else None

    def plain_text(self, body: bytes) -> str:
        """Return a card as text where no line needs decoding of its own; else "", as for a card with a picture."""
        if len(body) < _LARGE and (self.charsets.utf_8 or body.isascii()):
            try:
                return body.decode()
            except UnicodeDecodeError:  # a fold inside a character
                pass
        return ""

    def careful_properties(self, card: CardReading, raw_card: RawCard) -> list[_Property]:
        """Return what `properties` does, for a card with folds, soft breaks, pictures or lines that are no property."""
        lines: list[_RawLine] = []
        others: list[tuple[int, bytes]] = []
        for number, line in logical_lines(raw_card.body, raw_card.line):
            parsed, value = self.parse_line(line)
            if parsed is not None:
                lines.append((parsed, [value], number))
            elif line.strip() and not _append_continuation(lines, line, number, card):
                others.append((number, line))
        if others:
            _report_other_lines(card, others)
        properties: list[_Property] = []
        for (handler, header, treatment), pieces, number in lines:
            raw = b"\n".join(pieces)
            if raw and treatment is not _Treatment.IGNORED:
                text = self.charsets.decode(header, raw, number, raw_card.doubts)
                if treatment is _Treatment.FIRST:
                    handler(card, header, text, number)
                else:
                    properties.append((handler, header, text, number))
        return properties

    def parse_line(self, line: bytes) -> tuple[_ParsedHead | None, bytes]:
        """Return the head and the value of a line; None, and the whole line, if it is no property."""
        split = split_line(line)
        if split is None:
            return None, line
        head, value = split
        key = head.decode("latin-1")
        parsed = self.heads.get(key) if head.isascii() else None
        if parsed is not None:
            return parsed, value
        header = parse_head(head)
        if header is None:
            return None, line
        handler = handler_of(header.name)
        parsed = _ParsedHead(handler, header, _treatment_of(handler, header))
        if len(head) <= _LONGEST_HEAD and head.isascii() and b":" not in head and b"LABEL=" not in head.upper():
            if len(self.heads) >= _MOST_HEADS:
                self.heads.clear()
            self.heads[key] = parsed
        return parsed, value

    def agent(self, card: CardReading, line: int, inside: bytes) -> None:
        """Add the person of an AGENT as a relation, with the ways to reach them."""
        for inner in cards(inside, []):
            inner.line += line - 1
            draft = self.draft(inner, 0)
            if isinstance(draft, Draft):
                add_agent(card, draft, line)


def _without_too_many(card: CardReading, properties: list[_Property]) -> list[_Property]:
    """Return the properties without those beyond MOST_VALUES of one name, and report them."""
    counts: Counter[str] = Counter()
    accepted = []
    for candidate in properties:
        _, header, _, line = candidate
        counts[header.name] += 1
        if counts[header.name] <= MOST_VALUES:
            accepted.append(candidate)
        else:
            card.doubt_too_many(header.name, line)
    return accepted


def _treatment_of(handler: Handler, header: Header) -> _Treatment | None:
    if not header.plain:
        return _Treatment.ENCODED
    if handler is version or handler is group_label:
        return _Treatment.FIRST
    return _Treatment.IGNORED if handler is ignored else None


def _append_continuation(lines: list[_RawLine], line: bytes, number: int, card: CardReading) -> bool:
    """Append a line without a property's name to the value above, where it plainly goes on; False where it does not."""
    if not lines or line.lstrip().startswith(b"#"):
        return False
    (_, header, _), pieces, above = lines[-1]
    if pieces[-1].endswith(b"\\"):
        pieces[-1] = pieces[-1][:-1]
    elif header.name != "NOTE" or header.base64:
        return False
    reason = f"lines without a property's name are taken as more of {header.name}: {shown(line)}"
    card.doubt(number, reason, once=f"more of line {above}")
    pieces.append(line)
    return True


def _report_other_lines(card: CardReading, others: list[tuple[int, bytes]]) -> None:
    """Report the lines that are no property, one doubt for many in a row."""
    first, count = others[0], 0
    for line, text in [*others, (0, b"")]:
        if line != first[0] + count:
            card.doubt(
                first[0], f"{shown(first[1])}{_NO_PROPERTY.get(count, _NO_PROPERTIES).format(count - 1)} passed over"
            )
            first, count = (line, text), 0
        count += 1
