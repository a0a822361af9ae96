"""The folded text in which a contact is searched, and the text by which contacts are sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.text.folding import digits_of, fold
from followup.core.text.pinyin import pinyin_of, with_pinyin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup.core.model.contact import Contact

NAMES_END = "\x1f"
"""The line after the last name in a search text; folded text never contains this character."""


def search_text(*, names: Iterable[str], words: Iterable[str], phones: Iterable[tuple[str, str | None]]) -> str:
    """Return the folded text in which a contact is searched, one value a line, so that no match spans two values.

    `names` are also written in pinyin, and end with a line that is NAMES_END, so that they can be searched alone;
    `words` are the organization, fields and the like; `phones` are pairs of what was written and its E.164 form or
    None. A number's digits hold the national ones, so `138...` finds `+86 138...`.
    """
    lines: list[str] = []
    for name in names:
        if name:
            lines.append(fold(name))
            if not name.isascii():
                lines.extend(pinyin_of(name))
    lines.append(NAMES_END)
    lines += [fold(word) for word in words if word]
    for written, e164 in phones:
        digits = digits_of(written)
        full = e164[1:] if e164 else ""
        if digits and (digits not in full or digits == full):
            lines.append(digits)
        if full not in digits:
            lines.append(full)
        if not digits and not full:
            lines.append(fold(written))
    return "\n".join(dict.fromkeys(lines))


def contact_search_text(contact: Contact) -> str:
    """Return the search text of a contact."""
    names = [contact.name, contact.nickname, contact.phonetic]
    if contact.family and contact.given and contact.name != contact.family + contact.given:
        names.append(f"{contact.given} {contact.family}")
    words = [contact.organization, contact.department, contact.title, contact.area, *contact.fields.values()]
    words += [email.value for email in contact.emails]
    words += [part for address in contact.addresses for part in (address.city, address.street)]
    words += [relation.name for relation in contact.relations]
    return search_text(names=names, words=words, phones=[(phone.value, phone.e164) for phone in contact.phones])


def sort_text(name: str) -> str:
    """Return the text by which contacts are sorted: the folded name, with pinyin before Chinese (`zhang 张 san 三`).

    So Chinese names are sorted among the Latin ones by their sound, with people of one surname together.
    """
    folded = fold(name)
    if folded.isascii():
        return folded
    return " ".join(with_pinyin(folded).split())
