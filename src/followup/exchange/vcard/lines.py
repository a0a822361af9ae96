"""Splits a vCard file into cards, and a card into logical lines; all of it as bytes, because folds split characters.

Real files have bare CR and CR CR LF newlines, blanks around BEGIN and END, missing and stray ENDs, cards within cards,
and quoted-printable whose soft breaks are followed by blank lines, spaces or even the next property.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from followup.core.importing.draft import Doubt

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK: Final = re.compile(rb":[ \t]*(?i:vcard)[^\w\r\n]*(?=[\r\n]|\Z)")
_BEFORE_MARK: Final = re.compile(
    rb"(?:\A|[\r\n])[ \t]*(?:[\w-]+\.)?(AGENT[^\r\n]{0,60}:[ \t]*)?(BEGIN|END)[ \t]*\Z", re.IGNORECASE
)
_LONGEST_BEFORE: Final = 120
_NEWLINE_BYTES: Final = (b"\n", b"\r")
_AGENT_ABOVE: Final = re.compile(
    rb"(?:\A|[\r\n])[ \t]*(?:[\w-]+\.)?AGENT[^\r\n:]*:[ \t]*[\r\n]+[ \t]*\Z", re.IGNORECASE
)
_BEGINS: Final = re.compile(rb"[\r\n]*((?:BEGIN:VCARD[\r\n]+)+)(?=(?:BEGIN:VCARD[\r\n]+){3})")
_HAS_PROPERTY: Final = re.compile(rb"(?:\A|[\r\n])[ \t]*(?:[\w-]+\.)?(?:VERSION|FN|N|TEL|EMAIL)[;:]", re.IGNORECASE)
_LOGICAL: Final = re.compile(rb"[^\n]*(?:\n[ \t][^\n]*)*")
_FOLD: Final = re.compile(rb"\n[ \t]")
_FOLDED: Final = re.compile(rb"([\r\n])[ \t]")
_ALL_FOLDED: Final = re.compile(rb"[^\r\n]*(?:[\r\n]+[ \t][^\r\n]*)+")
_SAYS_QP: Final = re.compile(rb"[^:]*;(?:ENCODING=)?\"?QUOTED-PRINTABLE\"?[^:]*:", re.IGNORECASE)
_SAYS_BASE64: Final = re.compile(rb"[^:]*;(?:ENCODING=)?\"?B(?:ASE64)?\"?(?:;[^:]*)?:", re.IGNORECASE)
_BASE64_BELOW: Final = re.compile(rb"(?:\n[ \t]*[A-Za-z0-9+/]+=*[ \t]*(?=\n|\Z))+")
_QP_BYTE: Final = re.compile(rb"=[0-9A-Fa-f]{2}")
_NEXT_PROPERTY: Final = re.compile(
    rb"(?:item\d+\.)?(?:BEGIN|END|VERSION|N|FN|NICKNAME|TEL|EMAIL|ADR|LABEL|ORG|TITLE|ROLE|URL|NOTE|BDAY|PHOTO|LOGO|SOUND|KEY|"
    rb"CATEGORIES|UID|REV|GEO|TZ|ANNIVERSARY|IMPP|RELATED|X-[A-Z][A-Z0-9-]*)(?:;[A-Za-z][^:]*)?:",
    re.IGNORECASE,
)
_PHOTO: Final = re.compile(rb"(?im)^(?:[\w-]+\.)?(?:PHOTO|X-MS-CARDPICTURE)[;:][^\n]*(?:\n[ \t][^\n]*)*\n?")


@dataclass(slots=True)
class RawCard:
    """A card: its bytes from BEGIN to END, the physical line where it begins (from 1), doubts about its frame.

    `inner` are the cards inside: line, bytes, and whether it is an AGENT's. `body` are the bytes with LF newlines, and
    blank lines for the cards inside.
    """

    line: int
    raw: bytes
    body: bytes
    doubts: list[Doubt] = field(default_factory=list)
    inner: list[tuple[int, bytes, bool]] = field(default_factory=list)


class _Mark(NamedTuple):
    begins: bool
    agent: bool
    start: int
    end: int


class _Open(NamedTuple):
    start: int
    agent: bool
    end: int


def cards(data: bytes, doubts: list[Doubt]) -> Iterator[RawCard]:
    """Yield the cards of a file as a `Cutter` does."""
    return Cutter(data, doubts).cards()


def logical_lines(text: bytes, first: int) -> list[tuple[int, bytes]]:
    """Return the lines of a card's body without folds and soft breaks, and the physical line where each begins."""
    lines = []
    at, number, size = 0, first, len(text)
    while at < size:
        line, end = _logical_line(text, at)
        lines.append((number, line))
        number += text.count(b"\n", at, end) + 1
        at = end + 1
    return lines


def without_photo(raw: bytes) -> bytes:
    """Return the bytes of a card without its pictures, with the newlines that it had."""
    newline = b"\r\n" if b"\r\n" in raw else b"\r" if b"\r" in raw else b"\n"
    text = with_line_feeds(raw)
    pieces, at = [], 0
    for photo in _PHOTO.finditer(text):
        pieces.append(text[at : photo.start()])
        below = _BASE64_BELOW.match(text, photo.end() - 1)
        at = max(photo.end(), below.end() + 1 if below else 0)
    pieces.append(text[at:])
    return b"".join(pieces).replace(b"\n", newline)


def with_line_feeds(raw: bytes) -> bytes:
    """Return bytes with CR LF, CR CR LF and bare CR as LF."""
    if b"\r" not in raw:
        return raw
    text = raw.replace(b"\r\n", b"\n")
    return text.replace(b"\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in text else text


class Cutter:
    """Splits a file (without byte order mark, in an ASCII superset) into its cards, in order.

    A card without END ends where the next one begins; one inside an AGENT, or with BEGIN and END inside another card,
    is `inner`. Text outside of cards is added to `doubts`. Looking ahead at the next two marks (BEGIN or END) tells a
    card inside another from a missing END.
    """

    def __init__(self, data: bytes, doubts: list[Doubt]) -> None:
        self.data = data
        self.doubts = doubts
        self.open: list[_Open] = []
        self.inner: list[tuple[int, int, bool]] = []
        self.done = 0  # the offset where the last card ends
        self.passed = ("", 0, 0)  # a mark without a card, the place of its doubt, and how many of them in a row
        self.passed_until = 0
        self.counted = (0, 1)  # an offset, and its physical line
        # CR CR LF is one newline; in a file without any LF, the CRs are the newlines.
        self.newline = b"\n" if b"\n" in data else b"\r"

    def cards(self) -> Iterator[RawCard]:
        """Yield one card after the other."""
        while card := self.plain_card():
            yield card
        self.pass_begins()
        marks = _marks(self.data, self.done)
        ahead = [next(marks, None), next(marks, None), next(marks, None)]
        while (mark := ahead.pop(0)) is not None:
            ahead.append(next(marks, None))
            if card := self.begin(mark, ahead) if mark.begins else self.end(mark):
                yield card
            if not self.open:
                while card := self.plain_card():
                    yield card
                if self.done > mark.end:
                    self.pass_begins()
                    marks = _marks(self.data, self.done)
                    ahead = [next(marks, None), next(marks, None), next(marks, None)]
        if self.open:
            yield self.card(len(self.data), "the card has no END:VCARD; the file may be cut off")
        else:
            self.report_outside(len(self.data))

    def plain_card(self) -> RawCard | None:
        """Return the card that begins right here and has its END before any other mark; None sends one the long way."""
        start, data = self.done, self.data
        while data[start : start + 1] in _NEWLINE_BYTES:
            start += 1
        if not data.startswith(b"BEGIN:VCARD", start):
            return None
        found = _MARK.search(data, start + len(b"BEGIN:VCARD"))
        if not found or data[found.start() - 4 : found.start()] != b"\nEND":
            return None
        self.done = found.end()
        raw = data[start : self.done]
        return RawCard(self.line_of(start), raw, with_line_feeds(raw))

    def begin(self, mark: _Mark, ahead: list[_Mark | None]) -> RawCard | None:
        """Open a card at its BEGIN; return the card before, if it had no END."""
        above = self.data[max(mark.start - _LONGEST_BEFORE, 0) : mark.start] if self.open else b""
        agent = mark.agent or bool(_AGENT_ABOVE.search(above))
        nested = agent or all(following and not following.begins for following in ahead[:2])
        before = None
        if self.open and not nested:
            if self.is_empty(mark.start):
                self.pass_over("BEGIN", self.open.pop().start, mark.start)
            else:
                before = self.card(mark.start, "the card has no END:VCARD before the next one begins")
        if not self.open:
            self.report_outside(mark.start)
        self.open.append(_Open(mark.start, agent, mark.end))
        return before

    def is_empty(self, end: int) -> bool:
        """Whether nothing stands between the BEGIN of the open card and an offset."""
        return len(self.open) == 1 and not self.data[self.open[0].end : end].strip()

    def pass_begins(self) -> None:
        """Skip a long row of BEGINs at once, but for the last ones, which may be those of cards within cards."""
        if row := _BEGINS.match(self.data, self.done):
            self.pass_over("BEGIN", row.start(1), row.end(), row[0].count(b"BEGIN"))

    def pass_over(self, mark: str, start: int, end: int, more: int = 1) -> None:
        """Report and skip a BEGIN or END without a card; many in a row are one doubt."""
        last, place, count = self.passed
        if last == mark and not self.data[self.passed_until : start].strip():
            reason = f"{count + more:,} {mark}:VCARD without a card were passed over"
            self.doubts[place] = self.doubts[place]._replace(reason=reason)
        else:
            place, count = len(self.doubts), 0
            article = "an" if mark == "END" else "a"
            reason = f"{more:,} {mark}:VCARD without a card were passed over"
            if more == 1:
                reason = f"{article} {mark}:VCARD without a card was passed over"
            self.doubts.append(Doubt(self.line_of(start), reason))
        self.passed, self.passed_until = (mark, place, count + more), end
        self.done = end

    def end(self, mark: _Mark) -> RawCard | None:
        """Close a card at its END, and return it; None for the END of a card inside another, and a stray one."""
        if len(self.open) > 1:
            closed = self.open.pop()
            if len(self.open) == 1:
                self.inner.append((closed.start, mark.end, closed.agent))
            return None
        if self.open:
            return self.card(mark.end, above=mark.start)
        if _HAS_PROPERTY.search(self.data, self.done, mark.end):
            start = self.done + len(self.data[self.done : mark.end]) - len(self.data[self.done : mark.end].lstrip())
            self.open.append(_Open(start, agent=False, end=start))
            return self.card(mark.end, "the card has no BEGIN:VCARD")
        self.report_outside(mark.start)
        self.pass_over("END", mark.start, mark.end)
        return None

    def card(self, end: int, reason: str = "", above: int = -1) -> RawCard:
        """Close the open card, which ends at `end`, and return it; its properties end at `above`, if it has an END."""
        start = self.open[0].start
        line = self.line_of(start)
        if len(self.open) > 1:
            self.inner.append((self.open[1].start, end, self.open[1].agent))
        raw = self.data[start:end]
        card = RawCard(line, raw, with_line_feeds(self.data[start : above if above > start else end]))
        if reason:
            card.doubts.append(Doubt(line, reason))
        if self.inner:
            self.move_inner(card, start, end)
        card.body = _unindented(card.body)
        self.open, self.inner, self.done = [], [], end
        return card

    def move_inner(self, card: RawCard, start: int, end: int) -> None:
        """Move the cards inside of a card from its body to `inner`; blank lines take their place."""
        pieces, at, line = [], start, card.line
        for inner_start, inner_end, agent in self.inner:
            inside = _unindented(self.data[inner_start:inner_end])
            line += self.data.count(self.newline, at, inner_start)
            card.inner.append((line, inside, agent))
            pieces += [self.data[at:inner_start], self.newline * inside.count(self.newline)]
            line += self.data.count(self.newline, inner_start, inner_end)
            at = inner_end
        card.body = with_line_feeds(b"".join([*pieces, self.data[at:end]]))

    def line_of(self, offset: int) -> int:
        """Return the physical line of an offset, which must not be smaller than that of the last call."""
        last, line = self.counted
        line += self.data.count(self.newline, last, offset)
        self.counted = (offset, line)
        return line

    def report_outside(self, end: int) -> None:
        """Report the text between the last card and an offset, if there is any."""
        outside = self.data[self.done : end].strip()
        if outside:
            line = self.line_of(end - len(self.data[self.done : end].lstrip()))
            self.doubts.append(Doubt(line, f"text outside of any card was passed over: {shown(outside)}"))


def _unindented(text: bytes) -> bytes:
    """Return a card without the blank before its lines: some programs fold the card of an AGENT like one value."""
    return _FOLDED.sub(rb"\1", text) if _ALL_FOLDED.fullmatch(text) else text


def shown(text: bytes, longest: int = 40) -> str:
    """Return the beginning of bytes from a file as a doubt quotes it, without control characters and line breaks."""
    start = text[: longest * 4].decode("utf-8", "replace")
    plain = "".join(character if character.isprintable() else " " for character in start)
    return f'"{plain[:longest]}…"' if len(plain) > longest else f'"{plain}"'


def _marks(data: bytes, start: int) -> Iterator[_Mark]:
    """Yield the BEGIN:VCARD and END:VCARD lines from an offset on, with any blanks, in any case."""
    for match in _MARK.finditer(data, start):
        colon, end = match.span()
        if data[colon - 6 : colon] == b"\nBEGIN" or (colon == len(b"BEGIN") and data.startswith(b"BEGIN")):
            yield _Mark(begins=True, agent=False, start=colon - 5, end=end)
        elif data[colon - 4 : colon] == b"\nEND":
            yield _Mark(begins=False, agent=False, start=colon - 3, end=end)
        else:
            base = max(colon - _LONGEST_BEFORE, 0)
            before = _BEFORE_MARK.search(data[base:colon])
            if before:
                begins = before[2].upper() == b"BEGIN"
                start = before.start(2) if before[1] else before.start() + (data[base + before.start()] in b"\r\n")
                yield _Mark(begins, agent=bool(before[1]), start=base + start, end=end)


def _logical_line(text: bytes, at: int) -> tuple[bytes, int]:
    """Return the logical line that begins at an offset, and the offset of the newline that ends it."""
    end = text.find(b"\n", at)
    end = len(text) if end < 0 else end
    if _SAYS_QP.match(text, at, end):
        return _quoted_printable_line(text, at, end)
    matched = _LOGICAL.match(text, at)
    if matched is not None:
        end = matched.end()
    line = text[at:end]
    if _SAYS_BASE64.match(line):
        below = _BASE64_BELOW.match(text, end)
        return (line + below[0], below.end()) if below else (line, end)
    return (_FOLD.sub(b"", line) if b"\n" in line else line), end


def _quoted_printable_line(text: bytes, at: int, end: int) -> tuple[bytes, int]:
    """Return a quoted-printable line without soft breaks, and where it ends: what follows a soft break decides."""
    parts = [text[at:end]]
    while end < len(text):
        last = parts[-1].rstrip(b" \t")
        next_end = text.find(b"\n", end + 1)
        next_end = len(text) if next_end < 0 else next_end
        following = text[end + 1 : next_end]
        if last.endswith(b"="):
            parts[-1] = last[:-1]
            if not following.strip():
                # An empty line ends the value, unless encoded bytes follow it.
                if not _QP_BYTE.match(text, next_end + 1):
                    return b"".join(parts), next_end
                parts.append(b"=")
            elif _NEXT_PROPERTY.match(following):
                break
            else:
                parts.append(following[1:] if following[:1] in b" \t" and _QP_BYTE.match(following, 1) else following)
        elif following[:1] in (b" ", b"\t"):
            parts.append(following[1:])
        elif _QP_BYTE.match(following):
            parts.append(following)
        else:
            break
        end = next_end
    return b"".join(parts), end
