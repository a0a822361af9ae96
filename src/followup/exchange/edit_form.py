"""Writes a contact as TOML for the editor, and reads it back; what the text does not show stays unchanged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from followup.core.contacts.field_values import (
    clean,
    new_email,
    new_phone,
    read_cadence,
    read_choice,
    read_language,
)
from followup.core.contacts.fields import sync_names
from followup.core.contacts.occasion_text import read_occasion, write_occasion
from followup.core.model.contact import Address, Email, Phone, Relation
from followup.core.model.stages import STAGES, STATUSES
from followup.core.text.suggestions import suggest
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from followup.core.model.contact import Contact, Occasion

_TEXTS = (
    "name", "family", "given", "additional", "prefix", "suffix", "nickname", "phonetic", "organization", "department",
    "title", "area", "language", "honorific", "gender", "best_time",
)  # fmt: skip
_FLAGS = ("is_company", "important", "do_not_contact", "private")
_ADDRESS = ("label", "street", "city", "region", "postcode", "country")
_ENTRIES = {
    "phones": ("label", "value"), "emails": ("label", "value"), "addresses": _ADDRESS,
    "occasions": ("kind", "date"), "relations": ("kind", "name"),
}  # fmt: skip
_KEYS = (
    *_TEXTS, *_FLAGS, "stage", "status", "cadence_visit", "cadence_call", "groups", "urls", *_ENTRIES, "fields",
)  # fmt: skip
_COMMENTS = {
    "language": "en, zh", "stage": ", ".join(STAGES), "status": ", ".join(STATUSES),
    "cadence_visit": "days, or never", "cadence_call": "days, or never",
}  # fmt: skip
_EXAMPLES = {
    "phones": '{label = "mobile", value = "+86 138 0013 8000"}',
    "emails": '{label = "work", value = "name@example.com"}',
    "addresses": '{label = "work", street = "", city = "", region = "", postcode = "", country = ""}',
    "occasions": '{kind = "birthday", date = "1985-04-15"}, without a year "04-15", lunar "农历三月初三"',
    "relations": '{kind = "spouse", name = ""}',
}
_NOT_FOR_EDITORS = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Characters that control an editor or its terminal and that tomlkit does not escape."""
_HEAD = """\
{name} (contact {id})
Save and close to change the contact; nothing changes while the text stays as it is.
A line that is taken away, or holds "", empties its field."""


def to_toml(contact: Contact) -> str:
    """Return the contact as TOML with comments; `from_toml` makes the same contact of it."""
    import tomlkit

    document = tomlkit.document()
    for line in _HEAD.format(name=_comment_text(contact.name), id=contact.id).splitlines():
        document.add(tomlkit.comment(line))
    for key in _KEYS[: _KEYS.index("urls") + 1]:
        document.add(key, tomlkit.item(_value(contact, key)))
        if key in _COMMENTS:
            document[key].comment(_COMMENTS[key])
    for key, parts in _ENTRIES.items():
        document.add(tomlkit.nl())
        document.add(tomlkit.comment(_EXAMPLES[key]))
        array = tomlkit.array()
        for entry in getattr(contact, key):
            table = tomlkit.inline_table()
            table.update(_entry(entry, parts))
            array.append(table)
        document.add(key, array.multiline(multiline=bool(getattr(contact, key))))
    document.add(tomlkit.nl())
    fields = tomlkit.table()
    fields.add(tomlkit.comment('fields of your own: hobby = "fishing"'))
    fields.update(contact.fields)
    document.add("fields", fields)
    return _NOT_FOR_EDITORS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", tomlkit.dumps(document))


def from_toml(text: str, contact: Contact, region: str = "") -> Contact:
    """Return the contact as the text has it. `region` (ISO country) is for new numbers without a country code.

    Raises WrongUsageError with the line of a mistake in the syntax, or the field whose value cannot be.
    """
    try:
        return _read(text, contact, region)
    except RecursionError:
        raise WrongUsageError(
            "this is nested thousands deep", "a list's entries stand in { }, and hold texts"
        ) from None


def _read(text: str, contact: Contact, region: str) -> Contact:
    import tomllib

    try:
        tree = tomllib.loads(text)
    except ValueError as error:  # also a number with thousands of digits
        raise WrongUsageError(
            f"this is no TOML: {error}", "texts stand in quotes, and a list's entries in { }"
        ) from error
    for key in tree:
        if key not in _KEYS:
            near = suggest(key, _KEYS, 1)
            hint = f"did you mean {near[0]}?" if near else f"fields of your own go under [fields]: {key} = ..."
            raise WrongUsageError(f"there is no field {key} here", hint)
    return _FormReader(tree, contact, region).contact()


class _FormReader:
    """Reads the parsed text beside the contact that it was made from: only a value that was edited is checked."""

    def __init__(self, tree: dict[str, Any], before: Contact, region: str) -> None:
        self.tree = tree
        self.before = before
        self.region = region

    def contact(self) -> Contact:
        values: dict[str, Any] = {name: self.text(name) for name in _TEXTS}
        if not values["name"].strip():
            raise WrongUsageError("a contact cannot be without a name", "remove it with: followup remove")
        values |= {"company" if name == "is_company" else name: self.flag(name) for name in _FLAGS}
        values["language"] = self.checked("language", read_language)
        values["stage"] = self.checked("stage", lambda text: read_choice("stage", text, STAGES)) or None
        values["status"] = self.checked("status", lambda text: read_choice("status", text, STATUSES)) or "active"
        for name in ("cadence_visit", "cadence_call"):
            values[name] = self.checked(name, lambda text, name=name: read_cadence(name, text))  # type: ignore[misc]
        values |= {"groups": self.texts("groups"), "urls": self.texts("urls")}
        values |= {"phones": self.entries("phones", self.phone), "emails": self.entries("emails", _email)}
        values["addresses"] = self.entries("addresses", lambda entry: Address(**entry))
        values["occasions"] = self.occasions()
        values["relations"] = self.entries("relations", lambda entry: Relation(entry["kind"], entry["name"]))
        values["fields"] = {name: text for name, value in self.table().items() if (text := self.field(name, value))}
        return sync_names(self.before, self.before._replace(**values))

    def text(self, name: str) -> str:
        value = _plain(name, self.tree.get(name, ""))
        return value if value == _value(self.before, name) else clean(name, value)

    def field(self, name: str, value: object) -> str:
        text = _plain(name, value)
        if text == self.before.fields.get(name):
            return text
        return clean(name, text, lines=True) if clean("a field's name", name) else ""

    def checked(self, name: str, read: Callable[[str], str]) -> str:
        """Return a text that not everything is valid for, checked by `read` if it was edited."""
        text = self.text(name)
        return text if not text or text == _value(self.before, name) else read(text)

    def flag(self, name: str) -> bool:
        value = self.tree.get(name, False)
        if not isinstance(value, bool):
            raise WrongUsageError(f"{name} cannot be {value}", "write true or false")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.tree.get(name, [])
        if not isinstance(value, list):
            raise WrongUsageError(f"{name} is a list", f'write {name} = ["one", "another"]')
        return tuple(text for entry in value if (text := clean(name, _plain(name, entry))))

    def table(self) -> dict[str, Any]:
        value = self.tree.get("fields", {})
        if not isinstance(value, dict):
            raise WrongUsageError("fields is a table", "write [fields], and a line for each below it")
        return value

    def entries(self, name: str, make: Callable[[dict[str, str]], Any]) -> tuple[Any, ...]:
        """Return the entries of a list; those that were not edited keep what the text does not show."""
        unchanged = [(_entry(entry, _ENTRIES[name]), entry) for entry in getattr(self.before, name)]
        entries = []
        for written in self.written(name):
            place = next((place for place, (shown, _) in enumerate(unchanged) if shown == written), None)
            entries.append(make(_cleaned(name, written)) if place is None else unchanged.pop(place)[1])
        return tuple(entries)

    def written(self, name: str) -> Iterable[dict[str, str]]:
        value = self.tree.get(name, [])
        if not isinstance(value, list):
            raise WrongUsageError(f"{name} is a list", f"write {name} = [{_EXAMPLES[name].partition('}')[0]}}}]")
        parts = _ENTRIES[name]
        for entry in value:
            if not isinstance(entry, dict) or not entry.keys() <= set(parts):
                raise WrongUsageError(f"an entry of {name} cannot be read", f"it has {', '.join(parts)}, in {{ }}")
            written = {part: _plain(f"{name}.{part}", entry.get(part, "")) for part in parts}
            if any(written[part] for part in parts if part not in {"label", "kind"}):
                yield written

    def phone(self, entry: dict[str, str]) -> Phone:
        known = {phone.value: phone for phone in self.before.phones}
        if entry["value"] in known:  # another label, the same number
            return known[entry["value"]]._replace(label=entry["label"])
        return new_phone(entry["value"], entry["label"], self.region)

    def occasions(self) -> tuple[Occasion, ...]:
        """Return the occasions; one whose date was corrected keeps its id."""
        written: Sequence[Occasion] = self.entries("occasions", _occasion)
        removed = [occasion for occasion in self.before.occasions if occasion not in written]
        occasions = []
        for occasion in written:
            old = next((old for old in removed if occasion.id is None and old.kind == occasion.kind), None)
            if old:
                removed.remove(old)
            occasions.append(occasion._replace(id=old.id) if old else occasion)
        return tuple(occasions)


def _value(contact: Contact, key: str) -> Any:  # noqa: ANN401 - what TOML can hold
    if key == "is_company":
        return contact.company
    value = getattr(contact, key)
    return list(value) if isinstance(value, tuple) else "" if value is None else value


def _entry(entry: Phone | Email | Address | Relation | Occasion, parts: Sequence[str]) -> dict[str, str]:
    return {part: write_occasion(entry) if part == "date" else getattr(entry, part) for part in parts}  # type: ignore[arg-type]


def _cleaned(name: str, entry: dict[str, str]) -> dict[str, str]:
    return {part: clean(f"{name}.{part}", text, lines=part == "street") for part, text in entry.items()}


def _email(entry: dict[str, str]) -> Email:
    return new_email(entry["value"], entry["label"])


def _occasion(entry: dict[str, str]) -> Occasion:
    return read_occasion(entry["kind"] or "birthday", entry["date"])


def _plain(name: str, value: object) -> str:
    """Return a value as text; somebody may have left out the quotes around a number or a date."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, dict)):
        raise WrongUsageError(f"{name} cannot be a list", f'write {name} = "text"')
    return str(value)


def _comment_text(text: str) -> str:
    return re.sub(r"[^\w \-.,·()']", "", text)
