"""Whether two contacts are one person, by their names: names agree, contradict each other, or neither.

The table of examples is tests/core/matching/test_same_person.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.matching.merge import ALSO, BETWEEN
from followup.core.matching.names import CJK_WORD, HAN_WORD, name_key, name_words, parse_name, surname_sounds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from followup.core.matching.names import Name
    from followup.core.model.contact import Contact


def names_agree(a: Name, b: Name) -> bool:
    """Whether two names can be one person's: equal, one within the other, or one of them not a full name."""
    if a.key == b.key or a.compact == b.compact or a.readings & b.readings:
        return True
    if a.kin != b.kin and all(name.kin or name.full or name.surname for name in (a, b)):
        return False
    if a.words <= b.words or b.words <= a.words:
        return True
    return not (a.full and b.full) and _agrees_with_surname(a, b) and _agrees_with_surname(b, a)


def _agrees_with_surname(a: Name, b: Name) -> bool:
    """Whether `b` can be a name with the surname that `a` tells, where it tells one: 张总 is not 李伟."""
    if not a.surname or (not b.full and not b.surname):
        return True
    if not b.full:
        return a.surname == b.surname or bool(surname_sounds(a.surname) & surname_sounds(b.surname))
    if b.compact.startswith(a.surname) or a.surname in b.core or (a.friendly and a.surname in b.compact):
        return True
    return any(sound in b.core or b.compact.startswith(sound) for sound in surname_sounds(a.surname)) or any(
        reading.startswith(a.surname) for reading in b.readings if a.surname.isascii()
    )


def names_contradict(a: Name, b: Name) -> bool:
    """Whether two names cannot be one person's: both are full, and they share nothing."""
    return a.full and b.full and not names_agree(a, b) and not _share_something(a, b)


def _share_something(a: Name, b: Name) -> bool:
    if a.core & b.core:
        return True
    if CJK_WORD.fullmatch(a.compact) and CJK_WORD.fullmatch(b.compact):
        return not set(a.compact).isdisjoint(b.compact)
    return _sounds_within(a, b) or _sounds_within(b, a)


def _sounds_within(a: Name, b: Name) -> bool:
    """Whether the Chinese name `b` begins or ends with the sound of a word of `a`: 张伟 with Zhang."""
    return bool(HAN_WORD.fullmatch(b.compact)) and any(
        reading.startswith(word) or reading.endswith(word)
        for reading in b.readings
        for word in a.core
        if word.isascii()
    )


def same_person(new: Contact, contact: Contact) -> bool:
    """Whether two contacts with a number or an e-mail in common are one person by what they are called.

    No name that the second one has or was ever merged under may contradict the first one's: a nickname that both answer
    to does not make two strangers one.
    """
    if new.company != contact.company:
        return name_key(new.name) == name_key(contact.name)
    name = parse_name(new.name)
    names = [parse_name(written) for written in names_of(contact)]
    if any(names_contradict(name, other) for other in names) or _is_another(new.name, contact.nickname, names):
        return False
    names += _parts_and_nickname(contact)
    return any(names_agree(one, other) for one in (name, *_parts_and_nickname(new)) for other in names)


def names_of(contact: Contact) -> list[str]:
    """Return the contact's name, and those that it was merged under."""
    return [contact.name, *filter(None, contact.fields.get("name" + ALSO, "").split(BETWEEN))]


def _is_another(written: str, nickname: str, names: Sequence[Name]) -> bool:
    """Whether a full name agrees with none of the contact's full names: 王强 is not the 小王 who is known as 王芳.

    A name that holds the contact's nickname is no other one: Jack Miller is the John Miller who is called Jack.
    """
    full_names = [other for other in names if other.full]
    name = parse_name(written)
    if not full_names or not name.full or (nickname and name_words(nickname) <= name_words(written)):
        return False
    return not any(names_agree(name, other) for other in full_names)


def _parts_and_nickname(contact: Contact) -> Iterator[Name]:
    if contact.given and contact.family:
        yield parse_name(f"{contact.given} {contact.family}")
    if contact.nickname:
        yield parse_name(contact.nickname)
