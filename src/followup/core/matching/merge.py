"""Merge two contacts into one: the first one's value stays, empty fields are filled, lists united, nothing is lost."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from followup.core.contacts.phones import phone_key
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
_FLAGS = ("important", "private", "do_not_contact")
_ONCE = frozenset({"birthday", "anniversary"})


class Merged(NamedTuple):
    """The merged contact, the fields that were filled or extended, and conflicts as (field, kept, other).

    `full` are the lists that had no room for all of a file's values.
    """

    contact: Contact
    filled: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    full: tuple[str, ...] = ()


def merge_draft(contact: Contact, draft: Contact, prefer: Prefer = "book", *, decided: bool = False) -> Merged:
    """Merge what a file says (as a contact; its id, source and day are ignored) into a contact of the book.

    Where the values differ, the book's stays, or with `prefer` file the file's; the other one goes to the custom field
    `<field> (also)`, and is a conflict the first time. A grade that is locked, or `decided` by a person or a policy,
    always stays.
    """
    merger = _Merger(contact, draft, prefer, MOST_VALUES)
    merger.merge_file_grade(decided=decided)
    return merger.merged()


def merge_contacts(kept: Contact, other: Contact) -> Merged:
    """Merge the second of two contacts of the book into the first. A flag of either (private, important) stays."""
    merger = _Merger(kept, other, "book")
    merger.merge_grades()
    merger.merge_stages_and_days()
    return merger.merged()


class _Merger:
    """Merges `other` into `kept`; `values` are the changes so far, `most` is how many values a list may have."""

    def __init__(self, kept: Contact, other: Contact, prefer: Prefer, most: int | None = None) -> None:
        self.kept = kept
        self.other = other
        self.prefer = prefer
        self.values: dict[str, object] = {}
        self.fields = dict(kept.fields)
        self.filled: list[str] = []
        self.conflicts: list[Conflict] = []
        self.full: list[str] = []
        self.most = most

    def merged(self) -> Merged:
        """Merge what was not merged yet, and return the result."""
        self._merge_names()
        for field in _TEXTS:
            self._merge_text(field)
        self._merge_uid()
        for flag in _FLAGS:
            if getattr(self.other, flag) and not getattr(self.kept, flag):
                self._fill(flag, new=True)
        self._merge_occasions()
        self._merge_lists()
        self._merge_custom_fields()
        if self.fields != self.kept.fields:
            self.values["fields"] = self.fields
        contact = self.kept._replace(**self.values) if self.values else self.kept  # type: ignore[arg-type]
        return Merged(contact, tuple(self.filled), tuple(self.conflicts), tuple(self.full))

    def merge_grades(self) -> None:
        """Any grade wins over none, a locked one over a free one, else the first; the other is kept as a field."""
        kept, other = self.kept, self.other
        if other.grade and (kept.grade is None or (other.grade_locked and not kept.grade_locked)):
            for field in ("grade", "grade_locked", "graded"):
                self.values[field] = getattr(other, field)
            self.filled.append("grade")
            kept, other = other, kept
        if kept.grade and other.grade and kept.grade != other.grade:
            self._also("grade", kept.grade, other.grade)

    def merge_file_grade(self, *, decided: bool) -> None:
        """Use a file's grade where nobody decided one; with `prefer` file, also instead of another file's."""
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

    def merge_stages_and_days(self) -> None:
        """Keep the earlier of the days they were added, and a stage that was set by hand."""
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

    def _merge_text(self, field: str) -> None:
        kept, other = getattr(self.kept, field), getattr(self.other, field)
        if other and not kept:
            self._fill(field, other)
        elif other and fold(other) != fold(kept):
            self._decide(field, kept, other)

    def _decide(self, field: str, kept: str, other: str) -> None:
        """Choose between two values that differ; the one that loses is kept as well."""
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

    def _merge_names(self) -> None:
        kept, other = self.kept, self.other
        stopgap, other_stopgap = is_stopgap(kept, other), is_stopgap(other, kept)
        if stopgap and not other_stopgap:
            self._fill("name", other.name)
        elif not other_stopgap:
            self._merge_spellings()
        if stopgap or other_stopgap or name_key(kept.name) == name_key(other.name):
            for part in _NAME_PARTS:
                self._merge_part(part)
        else:
            self._merge_parts_of_other_spelling()

    def _merge_part(self, part: str) -> None:
        """Merge a part of the name; one that the whole name holds anyway (given 张伟 beside 伟) is no conflict."""
        winner, _ = self._winner_and_loser()
        kept, other = getattr(self.kept, part), getattr(self.other, part)
        if not (kept and other) or fold(other) not in fold(winner.name):
            self._merge_text(part)

    def _merge_spellings(self) -> None:
        winner, loser = self._winner_and_loser()
        if winner.name != self.kept.name:
            self.values["name"] = winner.name
        if not name_words(loser.name) <= name_words(winner.name) and fold(loser.name) != fold(winner.nickname):
            self._also("name", winner.name, loser.name)

    def _merge_parts_of_other_spelling(self) -> None:
        """Take the parts of the name that wins: 马超 gets no family name Ma. Parts that the other adds are kept."""
        winner, loser = self._winner_and_loser()
        for part in _NAME_PARTS:
            lost, won = getattr(loser, part), getattr(winner, part)
            if won != getattr(self.kept, part):
                self.values[part] = won
            if lost and fold(lost) != fold(won) and fold(lost) not in fold(loser.name):
                if won:
                    self._also(part, won, lost)
                else:
                    _append(self.fields, part + ALSO, lost)

    def _winner_and_loser(self) -> tuple[Contact, Contact]:
        return (self.other, self.kept) if self.prefer == "file" else (self.kept, self.other)

    def _merge_uid(self) -> None:
        """Keep a second globally unique id, by which its cards are known when they come again; that is no conflict."""
        kept, other = self.kept.uid, self.other.uid
        if other and not kept:
            self.values["uid"] = other
        elif other and other != kept and (unique_id(other) or other) != unique_id(kept):
            _append(self.fields, "uid" + ALSO, other)

    def _merge_lists(self) -> None:
        kept, other = self.kept, self.other
        self._unite("phones", kept.phones, other.phones, _phone_key)
        self._unite("emails", kept.emails, other.emails, lambda email: fold(email.value))
        addresses = _united_addresses(kept.addresses, other.addresses)
        if addresses != kept.addresses:
            count = len(kept.addresses)
            self._grow("addresses", addresses[:count], addresses[count:])
        self._unite("urls", kept.urls, other.urls, lambda url: fold(url).rstrip("/"))
        self._unite("groups", kept.groups, other.groups, fold)
        self._merge_relations()

    def _merge_relations(self) -> None:
        """Unite the relations. A name that one of the two has linked to a contact is linked; two links stay two."""
        united = list(self.kept.relations)
        for new in self.other.relations:
            alike = [at for at, relation in enumerate(united) if _same_name(relation, new)]
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
        """Add to a list; what a file has beyond the most values that a list may have is left out."""
        room = len(more) if self.most is None else max(self.most - len(kept), 0)
        if len(more) > room:
            self.full.append(field)
        grown = (*kept, *more[:room])
        if grown != getattr(self.kept, field):
            self._fill(field, grown)

    def _merge_occasions(self) -> None:
        occasions = list(self.kept.occasions)
        # With `prefer` file, a day that replaced the book's has to be compared with the file's other days as well.
        for occasion in self.other.occasions * (2 if self.prefer == "file" else 1):
            self._merge_occasion(occasions, occasion)
        if tuple(occasions) != self.kept.occasions:
            count = len(self.kept.occasions)
            self._grow("occasions", occasions[:count], occasions[count:])

    def _merge_occasion(self, occasions: list[Occasion], new: Occasion) -> None:
        alike = [place for place, occasion in enumerate(occasions) if _same_kind(occasion, new)]
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

    def _merge_custom_fields(self) -> None:
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
                for value in filter(None, other.split(BETWEEN)):
                    _append(self.fields, name, value)
            elif fold(other) != fold(kept):
                won, lost = (other, kept) if self.prefer == "file" else (kept, other)
                self.fields[name] = won
                self._also(name, won, lost)


def _same_name(one: Relation, other: Relation) -> bool:
    return fold(one.kind) == fold(other.kind) and fold(one.name) == fold(other.name)


def _phone_key(phone: Phone) -> str:
    """Return what two spellings of one number share; of a number without digits the text."""
    return phone_key(phone.value, phone.e164, phone.extension) or fold(phone.value)


def _united_addresses(kept: Iterable[Address], other: Iterable[Address]) -> tuple[Address, ...]:
    """Return the addresses of both. One that says no more than another (only the city) is not added.

    One that says more replaces the one that it completes.
    """
    addresses = list(kept)
    known = [_filled_parts(address) for address in addresses]
    for new in other:
        parts = _filled_parts(new)
        if any(parts <= there for there in known):
            continue
        place = next((at for at, there in enumerate(known) if there <= parts), None)
        if place is None:
            addresses.append(new)
            known.append(parts)
        else:
            addresses[place] = new._replace(label=addresses[place].label or new.label)
            known[place] = parts
    return tuple(addresses)


def _filled_parts(address: Address) -> set[tuple[str, str]]:
    """Return the filled parts of an address as they are compared, whatever its label."""
    parts = {part: fold(getattr(address, part)) for part in ("street", "city", "region", "postcode", "country")}
    return {(part, text) for part, text in parts.items() if text}


def _append(fields: dict[str, str], name: str, value: str) -> bool:
    """Add a value to a field that holds several; return False if it is there already."""
    present = fields.get(name, "")
    if len(present) > LONGEST_FIELD:  # full: it is reported as a conflict, and the card itself is in the book
        return True
    if f"{BETWEEN}{fold(value)}{BETWEEN}" in f"{BETWEEN}{fold(present)}{BETWEEN}":
        return False
    fields[name] = f"{present}{BETWEEN}{value}" if present else value
    return True


def is_stopgap(contact: Contact, beside: Contact | None = None) -> bool:
    """Whether the name is only a number or an e-mail, its own or that of the contact it is merged with."""
    people = (contact, beside or contact)
    return any(contact.name in (phone.value for phone in person.phones) for person in people) or any(
        contact.name in (email.value for email in person.emails) for person in people
    )


def _same_kind(one: Occasion, other: Occasion) -> bool:
    return fold(one.kind) == fold(other.kind) and one.calendar == other.calendar


def _united(one: Occasion, other: Occasion) -> Occasion | None:
    """Return the more complete of two dates, if it has all parts of the other; None if they differ."""
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
