"""Two claims about one person made one: the book's value stays, empty fields fill, lists unite, nothing is lost."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from followup.core.contacts.phones import key_of
from followup.core.matching.names import name_key, name_words
from followup.core.matching.uid import unique_id
from followup.core.model.limits import LONGEST_FIELD, MOST_VALUES
from followup.core.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from followup.core.model.contact import Address, Contact, Occasion, Phone, Relation

ALSO = " (also)"
"""The other values of a conflict are kept in the custom field `<field> (also)`."""
BETWEEN = "; "
"""What stands between them there."""
Prefer = Literal["book", "file"]
Conflict = tuple[str, str, str]

_NAME_PARTS = ("family", "given", "additional", "prefix", "suffix")
_TEXTS = (
    "nickname", "phonetic", "organization", "department", "title", "area", "language", "honorific", "gender",
    "best_time", "cadence_visit", "cadence_call",
)  # fmt: skip
_MARKS = ("important", "private", "do_not_contact")
_ONCE = frozenset({"birthday", "anniversary"})


class Merged(NamedTuple):
    """What became of two claims: the contact, the fields that filled or grew, and (field, kept, other) conflicts.

    `full` are the lists that a file's values did not go into any more.
    """

    contact: Contact
    filled: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    full: tuple[str, ...] = ()


def merge_draft(contact: Contact, draft: Contact, prefer: Prefer = "book", *, decided: bool = False) -> Merged:
    """Unite a contact of the book with what a file says (as a contact; its id, source and day do not count).

    Where both say something else the book's value stays, or the file's with `prefer` file; the other goes to the custom
    field `<field> (also)`, and is a conflict the first time. A grade that is locked, or `decided` by a person or a
    policy, stays whatever is preferred.
    """
    merging = _Merging(contact, draft, prefer)
    merging.most = MOST_VALUES
    merging.file_grade(decided=decided)
    return merging.merged()


def merge_contacts(kept: Contact, other: Contact) -> Merged:
    """Unite two contacts of the book into the first. Marks that protect (private, do not contact) hold for both."""
    merging = _Merging(kept, other, "book")
    merging.grades()
    merging.histories()
    return merging.merged()


class _Merging:
    """One merge under way: `values` are the changes so far."""

    def __init__(self, kept: Contact, other: Contact, prefer: Prefer) -> None:
        self.kept = kept
        self.other = other
        self.prefer = prefer
        self.values: dict[str, object] = {}
        self.fields = dict(kept.fields)
        self.filled: list[str] = []
        self.conflicts: list[Conflict] = []
        self.full: list[str] = []
        self.most: int | None = None

    def merged(self) -> Merged:
        self._names()
        for field in _TEXTS:
            self._text(field)
        self._uid()
        for mark in _MARKS:
            if getattr(self.other, mark) and not getattr(self.kept, mark):
                self._fill(mark, new=True)
        self._occasions()
        self._lists()
        self._custom()
        if self.fields != self.kept.fields:
            self.values["fields"] = self.fields
        contact = self.kept._replace(**self.values) if self.values else self.kept  # type: ignore[arg-type]
        return Merged(contact, tuple(self.filled), tuple(self.conflicts), tuple(self.full))

    def grades(self) -> None:
        """Any grade beats none, a locked one a free one, else the first stays; the other one is kept as a field."""
        kept, other = self.kept, self.other
        if other.grade and (kept.grade is None or (other.grade_locked and not kept.grade_locked)):
            for field in ("grade", "grade_locked", "graded"):
                self.values[field] = getattr(other, field)
            self.filled.append("grade")
            kept, other = other, kept
        if kept.grade and other.grade and kept.grade != other.grade:
            self._also("grade", kept.grade, other.grade)

    def file_grade(self, *, decided: bool) -> None:
        """A file's grade fills where nobody decided one; with `prefer` file it also replaces what another file said."""
        kept, other = self.kept, self.other
        if not other.grade or other.grade == kept.grade or kept.private:
            return
        decided |= kept.grade_locked
        if decided or (kept.grade and self.prefer == "book"):
            self._also("grade", kept.grade or "none", other.grade)
            return
        self._fill("grade", other.grade)
        self.values["graded"] = other.graded
        if kept.grade:
            self._also("grade", other.grade, kept.grade)

    def histories(self) -> None:
        """The person is known since the earlier day; a stage said by hand fills."""
        kept, other = self.kept.stage, self.other.stage
        if other and not kept:
            self._fill("stage", other)
        elif other and kept and other != kept:
            self._also("stage", kept, other)
        if self.other.added and (self.kept.added is None or self.other.added < self.kept.added):
            self.values["added"] = self.other.added

    def _fill(self, field: str, new: object) -> None:
        self.values[field] = new
        self.filled.append(field)

    def _text(self, field: str) -> None:
        kept, other = getattr(self.kept, field), getattr(self.other, field)
        if other and not kept:
            self._fill(field, other)
        elif other and fold(other) != fold(kept):
            self._decide(field, kept, other)

    def _decide(self, field: str, kept: str, other: str) -> None:
        if self.prefer == "file":
            self.values[field] = other
            self._also(field, other, kept)
        else:
            self._also(field, kept, other)

    def _also(self, field: str, kept: str, other: str) -> None:
        """Keep the losing value of a conflict in a custom field; a value that is there is no news."""
        name = field if field.endswith(ALSO) else field + ALSO
        if _append(self.fields, name, other):
            self.conflicts.append((field, kept, other))

    def _names(self) -> None:
        kept, other = self.kept, self.other
        stopgap, other_stopgap = is_stopgap(kept, other), is_stopgap(other, kept)
        if stopgap and not other_stopgap:
            self._fill("name", other.name)
        elif not other_stopgap:
            self._spelling()
        if stopgap or other_stopgap or name_key(kept.name) == name_key(other.name):
            for part in _NAME_PARTS:
                self._part(part)
        else:
            self._parts_of_another_spelling()

    def _part(self, part: str) -> None:
        """Fill a part of the name; one that the whole name holds anyway (given 张伟 beside 伟) is no conflict."""
        winner, _ = self._in_order()
        kept, other = getattr(self.kept, part), getattr(self.other, part)
        if not (kept and other) or fold(other) not in fold(winner.name):
            self._text(part)

    def _spelling(self) -> None:
        winner, loser = self._in_order()
        if winner.name != self.kept.name:
            self.values["name"] = winner.name
        if not name_words(loser.name) <= name_words(winner.name) and fold(loser.name) != fold(winner.nickname):
            self._also("name", winner.name, loser.name)

    def _parts_of_another_spelling(self) -> None:
        """Parts go with their spelling: 马超 gets no family name Ma. What the spelling does not hold is kept apart."""
        winner, loser = self._in_order()
        for part in _NAME_PARTS:
            lost, won = getattr(loser, part), getattr(winner, part)
            if won != getattr(self.kept, part):
                self.values[part] = won
            if lost and fold(lost) != fold(won) and fold(lost) not in fold(loser.name):
                if won:
                    self._also(part, won, lost)
                else:
                    _append(self.fields, part + ALSO, lost)

    def _in_order(self) -> tuple[Contact, Contact]:
        return (self.other, self.kept) if self.prefer == "file" else (self.kept, self.other)

    def _uid(self) -> None:
        """A second globally unique id is kept, because its cards come again; that is nobody's conflict."""
        kept, other = self.kept.uid, self.other.uid
        if other and not kept:
            self.values["uid"] = other
        elif other and other != kept and (unique_id(other) or other) != unique_id(kept):
            _append(self.fields, "uid" + ALSO, other)

    def _lists(self) -> None:
        kept, other = self.kept, self.other
        self._unite("phones", kept.phones, other.phones, _phone_key)
        self._unite("emails", kept.emails, other.emails, lambda email: fold(email.value))
        addresses = united_addresses(kept.addresses, other.addresses)
        if addresses != kept.addresses:
            count = len(kept.addresses)
            self._grow("addresses", addresses[:count], addresses[count:])
        self._unite("urls", kept.urls, other.urls, lambda url: fold(url).rstrip("/"))
        self._unite("groups", kept.groups, other.groups, fold)
        self._relations()

    def _relations(self) -> None:
        """Unite who is named; a name that one of the two has linked to a contact is linked, and two links stay two."""
        united = list(self.kept.relations)
        for new in self.other.relations:
            alike = [at for at, one in enumerate(united) if _same_name(one, new)]
            if any(new.contact_id in {None, united[at].contact_id} for at in alike):
                continue
            free = next((at for at in alike if united[at].contact_id is None), None)
            if free is None:
                united.append(new)
            else:
                united[free] = united[free]._replace(contact_id=new.contact_id)
        if tuple(united) != self.kept.relations:
            count = len(self.kept.relations)
            self._grow("relations", united[:count], united[count:])

    def _unite(self, field: str, kept: Sequence[Any], other: Iterable[Any], key: Callable[[Any], object]) -> None:
        known = {key(value) for value in kept}
        more = {key(value): value for value in reversed([*other]) if key(value) not in known}
        if more:
            self._grow(field, kept, [*reversed(more.values())])

    def _grow(self, field: str, kept: Sequence[Any], more: Sequence[Any]) -> None:
        """Add to a list; what a file has beyond the most that there may be is left out."""
        room = len(more) if self.most is None else max(self.most - len(kept), 0)
        if len(more) > room:
            self.full.append(field)
        grown = (*kept, *more[:room])
        if grown != getattr(self.kept, field):
            self._fill(field, grown)

    def _occasions(self) -> None:
        occasions = list(self.kept.occasions)
        # A file's day that took the place of the book's meets the file's other days as well, now and not the next time.
        for occasion in self.other.occasions * (2 if self.prefer == "file" else 1):
            self._occasion(occasions, occasion)
        if tuple(occasions) != self.kept.occasions:
            count = len(self.kept.occasions)
            self._grow("occasions", occasions[:count], occasions[count:])

    def _occasion(self, occasions: list[Occasion], new: Occasion) -> None:
        alike = [place for place, one in enumerate(occasions) if _same_kind(one, new)]
        for place in alike:
            if united := _united(occasions[place], new):
                occasions[place] = united
                return
        if not alike or new.kind not in _ONCE:
            occasions.append(new._replace(id=None))
            return
        there = occasions[alike[0]]
        if self.prefer == "file" and there._replace(id=None) not in self.other.occasions:
            occasions[alike[0]] = new._replace(id=there.id)
            self._also(new.kind, _day_text(new), _day_text(there))
        else:
            self._also(new.kind, _day_text(there), _day_text(new))

    def _custom(self) -> None:
        known = {fold(name): name for name in self.fields}
        spellings = Counter(map(fold, self.other.fields))
        for field, other in self.other.fields.items():
            alone = spellings[fold(field)] == 1 and field not in self.fields
            name = known.get(fold(field), field) if alone else field
            kept = self.fields.get(name, "")
            if not kept:
                self.fields[name] = other
                self.filled.append(name)
            elif name.endswith(ALSO):
                for one in filter(None, other.split(BETWEEN)):
                    _append(self.fields, name, one)
            elif fold(other) != fold(kept):
                won, lost = (other, kept) if self.prefer == "file" else (kept, other)
                self.fields[name] = won
                self._also(name, won, lost)


def _same_name(one: Relation, other: Relation) -> bool:
    return fold(one.kind) == fold(other.kind) and fold(one.name) == fold(other.name)


def _phone_key(phone: Phone) -> str:
    """Return what two spellings of one number share; of a number without digits the text."""
    key, _ = key_of(phone.value, phone.e164, phone.extension)
    return key or fold(phone.value)


def united_addresses(kept: Iterable[Address], other: Iterable[Address]) -> tuple[Address, ...]:
    """Return the addresses of both; one that says no more than another (only the city) is not a second one.

    Where the new one says more, it takes the place of the one that it completes.
    """
    addresses = list(kept)
    known = [_said(address) for address in addresses]
    for new in other:
        said = _said(new)
        if any(said <= there for there in known):
            continue
        place = next((at for at, there in enumerate(known) if there <= said), None)
        if place is None:
            addresses.append(new)
            known.append(said)
        else:
            addresses[place] = new._replace(label=addresses[place].label or new.label)
            known[place] = said
    return tuple(addresses)


def _said(address: Address) -> set[tuple[str, str]]:
    """Return the filled parts of an address as they are compared, whatever its label."""
    parts = {part: fold(getattr(address, part)) for part in ("street", "city", "region", "postcode", "country")}
    return {(part, text) for part, text in parts.items() if text}


def _append(fields: dict[str, str], name: str, value: str) -> bool:
    """Add a value to a field that holds several; False if it is there."""
    present = fields.get(name, "")
    if len(present) > LONGEST_FIELD:  # full: the conflict is told, and the card itself is in the book
        return True
    if f"{BETWEEN}{fold(value)}{BETWEEN}" in f"{BETWEEN}{fold(present)}{BETWEEN}":
        return False
    fields[name] = f"{present}{BETWEEN}{value}" if present else value
    return True


def is_stopgap(contact: Contact, beside: Contact | None = None) -> bool:
    """Whether the name is only a number or an address, its own or that of who it is merged with."""
    people = (contact, beside or contact)
    return any(contact.name in (phone.value for phone in person.phones) for person in people) or any(
        contact.name in (email.value for email in person.emails) for person in people
    )


def _same_kind(one: Occasion, other: Occasion) -> bool:
    return fold(one.kind) == fold(other.kind) and one.calendar == other.calendar


def _united(one: Occasion, other: Occasion) -> Occasion | None:
    """Return the fuller of two dates where it says all that the other says; None if each knows something of its own."""
    mine, theirs = _known_parts(one), _known_parts(other)
    if theirs <= mine:
        return one
    return other._replace(kind=one.kind, id=one.id) if mine <= theirs else None


def _known_parts(occasion: Occasion) -> set[tuple[str, object]]:
    parts = {part: getattr(occasion, part) for part in ("year", "month", "day")}
    return {*((part, value) for part, value in parts.items() if value is not None), ("leap", occasion.leap_month)}


def _day_text(occasion: Occasion) -> str:
    """Write a date as text: 1980-05-05, --05-05, lunar 1980-L06-01."""
    year = f"{occasion.year:04}" if occasion.year is not None else "-"
    month = f"{'L' if occasion.leap_month else ''}{occasion.month:02}" if occasion.month is not None else "-"
    day = f"-{occasion.day:02}" if occasion.day is not None else ""
    return ("lunar " if occasion.calendar == "lunar" else "") + f"{year}-{month}{day}"
