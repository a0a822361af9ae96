"""Reads vCard 2.1, 3.0 and 4.0 as phones and address books really write them: bytes in, drafts out.

A card is read in two goes: its version and its labels first, wherever they stand, then everything else. Heads of lines
(`TEL;TYPE=CELL`) repeat from card to card, so each is taken apart once a file.
"""

from __future__ import annotations

from collections import Counter
from enum import Enum
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from followup.core.dates.partial import decide_order
from followup.core.importing.draft import CARDS_FAULT, Doubt, Draft, Reading, Refusal, refused
from followup.core.model.limits import MOST_VALUES
from followup.exchange.encoding import EIGHT_BIT, detect
from followup.exchange.rejects import encoded, in_codec, whole_lines
from followup.exchange.vcard.card import Page
from followup.exchange.vcard.charsets import Charsets
from followup.exchange.vcard.handlers import group_label, ignored, version
from followup.exchange.vcard.header import Header, parse_head, split_line
from followup.exchange.vcard.lines import Card, Cutter, cards, logical_lines, shown, without_photo
from followup.exchange.vcard.person import finish, is_group, take_agent
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


class _Care(Enum):
    """What a line needs beside being handed to its handler."""

    FIRST = 1  # the other lines are read by it: version and labels
    BELOW = 2  # its value is encoded, and may go on in the lines below without being folded
    IGNORED = 3


# What reads a line, what its head says, and what else it needs.
_Known = tuple["Handler", Header, _Care | None]
_Found = tuple["Handler", Header, str, int]
_Line = tuple[_Known, list[bytes], int]
_BELOW: Final = {
    1: " is no property of a vCard and was",
    2: " and the line below it are no property of a vCard and were",
}
_MANY: Final = " and the {} lines below it are no property of a vCard and were"
_CONTINUED: Final = " \t="
_BLANK: Final[_Known] = (ignored, Header(""), _Care.IGNORED)


def read(data: bytes, encoding: str | None = None) -> Reading:
    """Read a vCard file: its drafts and refusals come one after the other while `drafts` is iterated.

    `encoding` is what the person says the file is in; otherwise it is found out, line by line where it must be.
    Raises WrongUsageError when it is no encoding. A file without any card has no drafts, and a doubt.
    """
    codec = detect(data, encoding)
    given = codec if encoding else ""
    if codec.startswith(("utf-16", "utf-32")):
        data = data.decode(codec, "replace").encode()
        codec, given, told = "utf-8", "utf-8", codec
    else:
        told = codec
    if codec == "utf-8":
        data = data.removeprefix(_BOM.encode())
    charsets = Charsets(data, codec, given)
    doubts: list[Doubt] = []
    told = charsets.elsewhere if codec == EIGHT_BIT else told
    drafts = _Reader(charsets, cache(lambda: decide_order(dates_in(data)))).drafts(data, doubts)
    if told.startswith(("utf-16", "utf-32")):
        return Reading("vcard", told, in_codec(drafts, told), doubts, head=encoded(_BOM, told))
    return Reading("vcard", told, drafts, doubts)


class _Reader:
    """Reads the cards of one file; remembers the heads it has taken apart."""

    def __init__(self, charsets: Charsets, order: Callable[[], str]) -> None:
        self.charsets = charsets
        self.order = order
        self.heads: dict[str, _Known] = {}

    def drafts(self, data: bytes, doubts: list[Doubt]) -> Iterator[Draft | Refusal]:
        """Yield what each card says; a card inside a card, unless it is an AGENT's, is a person of its own."""
        ordinal = 0
        for card in Cutter(data, doubts).cards():
            ordinal += 1
            yield self.draft(card, ordinal)
            for line, inside, agent in card.inner:
                for inner in () if agent else cards(inside, []):
                    inner.line += line - 1
                    inner.doubts.append(Doubt(line, "the card stood inside another one"))
                    ordinal += 1
                    yield self.draft(inner, ordinal)
        if not ordinal:
            doubts.append(Doubt(1, "the file has no BEGIN:VCARD"))

    def draft(self, card: Card, ordinal: int) -> Draft | Refusal:
        """Return what one card says, or why it is no person; whatever is the matter with it, the others are read."""
        try:
            return self.read(card, ordinal)
        except CARDS_FAULT as error:
            return refused(error, card.line, ordinal, whole_lines(card.raw))

    def read(self, card: Card, ordinal: int) -> Draft | Refusal:
        """Return what one card says; `ordinal` 0 is that of an AGENT's card, which has no AGENTs of its own."""
        draft = Draft(card.line, ordinal, "", doubts=card.doubts)
        page = Page(draft, self.order)
        found = self.properties(page, card)
        if page.version:
            page.modern = page.version.startswith(_MODERN)
        else:
            page.modern = not any(header.bare or header.quoted_printable for _, header, _, _ in found)
        if len(found) > MOST_VALUES:
            found = _without_too_many(page, found)
        for handler, header, value, line in found:
            handler(page, header, value, line)
        page.agents += [(line, inside) for line, inside, agent in card.inner if agent]
        for line, inside in page.agents if ordinal else ():
            self.agent(page, line, inside)
        if is_group(page):
            name = "".join(page.full_names[:1]) or " ".join(page.names[0] if page.names else ()).strip()
            return Refusal(
                card.line, ordinal, f"{shown(name.encode())} is a group, not a person", whole_lines(card.raw)
            )
        if not finish(page):
            reason = "the card has no name, number or address to know anybody by"
            return Refusal(card.line, ordinal, reason, whole_lines(card.raw))
        if len(draft.doubts) > 1:
            draft.doubts.sort(key=lambda doubt: doubt.line)
        draft.original = without_photo(card.raw) if page.has_photo else card.raw
        draft.content = blake2b(card.raw, digest_size=_DIGEST_SIZE).digest()
        return draft

    def properties(self, page: Page, card: Card) -> list[_Found]:
        """Return the lines that say something, labels and version already taken in; what is no property is a doubt.

        Most cards have a property a line: that is tried first, until something looks folded or encoded.
        """
        found: list[_Found] = []
        heads = self.heads
        text = self.plain_text(card.body)
        page.simple = "\\" not in text and text.replace("\n", "").isprintable()
        for number, line in enumerate(text.split("\n"), card.line):
            head, colon, value = line.partition(":")
            known = (heads.get(head) if colon else None) or self.new_head(line, head)
            if known is None:
                return self.careful_properties(page, card)
            handler, header, care = known
            if care is None:
                if value:
                    found.append((handler, header, value, number))
            elif care is _Care.FIRST:
                handler(page, header, value, number)
            elif care is _Care.BELOW and value:
                return self.careful_properties(page, card)
        return found if text else self.careful_properties(page, card)

    def new_head(self, line: str, head: str) -> _Known | None:
        """Return what a head not met before says; None where the line needs more than a look at its head."""
        if not line:
            return _BLANK
        if line[0] in _CONTINUED:
            return None
        taken = self.take_apart(line.encode())
        return taken[0] if taken and len(taken[1]) == len(line.encode()) - len(head.encode()) - 1 else None

    def plain_text(self, body: bytes) -> str:
        """Return a card as text where its lines need no decoding of their own, else "" (as for one with a picture)."""
        if len(body) < _LARGE and (self.charsets.utf_8 or body.isascii()):
            try:
                return body.decode()
            except UnicodeDecodeError:  # a fold inside a character
                pass
        return ""

    def careful_properties(self, page: Page, card: Card) -> list[_Found]:
        """Return the same for a card with folds, soft breaks, pictures or lines that are no property."""
        lines: list[_Line] = []
        junk: list[tuple[int, bytes]] = []
        for number, line in logical_lines(card.body, card.line):
            taken = self.take_apart(line)
            if taken is not None:
                lines.append((taken[0], [taken[1]], number))
            elif line and not _continues(lines, line, number, page):
                junk.append((number, line))
        if junk:
            _say_junk(page, junk)
        page.simple = False
        found: list[_Found] = []
        for (handler, header, care), pieces, number in lines:
            raw = b"\n".join(pieces)
            if raw and care is not _Care.IGNORED:
                value = self.charsets.decode(header, raw, number, card.doubts)
                if care is _Care.FIRST:
                    handler(page, header, value, number)
                else:
                    found.append((handler, header, value, number))
        return found

    def take_apart(self, line: bytes) -> tuple[_Known, bytes] | None:
        """Return what a line is read by, and its value; None if it is no property."""
        split = split_line(line)
        if split is None:
            return None
        head, value = split
        key = head.decode("latin-1")
        known = self.heads.get(key) if head.isascii() else None
        if known is not None:
            return known, value
        header = parse_head(head)
        if header is None:
            return None
        handler = handler_of(header.name)
        known = (handler, header, _care(handler, header))
        if len(head) <= _LONGEST_HEAD and head.isascii() and b":" not in head and b"LABEL=" not in head.upper():
            if len(self.heads) >= _MOST_HEADS:
                self.heads.clear()
            self.heads[key] = known
        return known, value

    def agent(self, page: Page, line: int, inside: bytes) -> None:
        """Keep the person of an AGENT as a relation, with the ways to reach them."""
        for inner in cards(inside, []):
            inner.line += line - 1
            draft = self.draft(inner, 0)
            if isinstance(draft, Draft):
                take_agent(page, draft, line)


def _without_too_many(page: Page, found: list[_Found]) -> list[_Found]:
    """Return the lines without those of which a card has more than anybody needs, and say so, name by name."""
    counts: Counter[str] = Counter()
    kept = []
    for one in found:
        _, header, _, line = one
        counts[header.name] += 1
        if counts[header.name] <= MOST_VALUES:
            kept.append(one)
        else:
            page.too_many(header.name, line)
    return kept


def _care(handler: Handler, header: Header) -> _Care | None:
    if not header.plain:
        return _Care.BELOW
    if handler is version or handler is group_label:
        return _Care.FIRST
    return _Care.IGNORED if handler is ignored else None


def _continues(lines: list[_Line], line: bytes, number: int, page: Page) -> bool:
    """Take a line without a property's name as more of the one above, where that is plainly meant."""
    if not lines or line.lstrip().startswith(b"#") or not line.strip():
        return not line.strip()
    (_, header, _), pieces, above = lines[-1]
    if pieces[-1].endswith(b"\\"):
        pieces[-1] = pieces[-1][:-1]
    elif header.name != "NOTE" or header.base64:
        return False
    reason = f"lines without a property's name are taken as more of {header.name}: {shown(line)}"
    page.doubt(number, reason, once=f"more of line {above}")
    pieces.append(line)
    return True


def _say_junk(page: Page, junk: list[tuple[int, bytes]]) -> None:
    """Say which lines are no property, many in a row once."""
    first, count = junk[0], 0
    for line, text in [*junk, (0, b"")]:
        if line != first[0] + count:
            page.doubt(first[0], f"{shown(first[1])}{_BELOW.get(count, _MANY).format(count - 1)} passed over")
            first, count = (line, text), 0
        count += 1
