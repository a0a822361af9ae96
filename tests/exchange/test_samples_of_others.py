"""What a careful person reads from the bytes of each sample, against what the readers make of it.

`expectations/<folder>.toml` has a table a file: `people` are the names shown, in order; `refused` the cards or rows
that are none, as "line words"; `said` what is noted about the whole file, likewise; `encoding` unless it is UTF-8. What
stands beside them is the first person's, `["file".3]` is the third's. Whatever a person's table does not name has to be
empty. Long texts are given by their beginning, length and digest. `n` is family;given;additional;prefix;suffix, an
address "label: street | city | region | postcode | country", a photo its kind, size and digest, a doubt "line words".
"""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from followup.core.importing.draft import Draft, Refusal
from followup.exchange.detect import open_reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup.core.importing.draft import Doubt
    from followup.core.model.contact import Address, Email, Occasion, Phone, Photo, Relation

HERE: Final = Path(__file__).parent
OWN: Final = HERE / "samples"
OTHERS: Final = HERE.parents[2] / "shared" / "formats" / "samples"
TABLES: Final = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(HERE.glob("expectations/*.toml"))}
FILES: Final = [(folder, name) for folder, table in TABLES.items() for name in table]
OF_THE_FILE: Final = ("people", "refused", "said", "encoding")
LONGEST: Final = 100


def short(text: str) -> str:
    digest = sha256(text.encode()).hexdigest()[:8]
    return text if len(text) <= LONGEST else f"{text[:24]}… ({len(text)} characters, sha256 {digest})"


def labelled(note: Phone | Email) -> str:
    return f"{note.label}: {note.value}" if note.label else note.value


def address(note: Address) -> str:
    parts = (note.street, note.city, note.region, note.postcode, note.country)
    text = " |".join(f" {part}" if part else "" for part in parts).strip()
    return f"{note.label}: {text}" if note.label else text


def day(note: Occasion) -> str:
    month = f"-{'L' if note.leap_month else ''}{note.month:02}" if note.month else ""
    date = f"{note.year or '-'}{month}{f'-{note.day:02}' if note.day else ''}"
    return f"{note.kind} {'lunar ' if note.calendar == 'lunar' else ''}{date}"


def relation(note: Relation) -> str:
    return f"{note.kind}: {note.name}"


def photo(note: Photo | None) -> str:
    return f"{note.mime} {len(note.data)} {sha256(note.data).hexdigest()[:8]}" if note else ""


def reasons_of(draft: Draft) -> dict[str, Any]:
    """Everything a draft says, without what is empty."""
    parts = (draft.family, draft.given, draft.additional, draft.prefix, draft.suffix)
    plain = ("nickname", "phonetic", "organization", "department", "title", "company", "gender", "uid", "urls")
    more = ("groups", "important", "grade", "interactions", "tasks", "sales", "total")
    values = {
        "n": ";".join(parts).rstrip(";"),
        "phones": [labelled(note) for note in draft.phones],
        "emails": [labelled(note) for note in draft.emails],
        "addresses": [address(note) for note in draft.addresses],
        "days": [day(note) for note in draft.occasions],
        "relations": [relation(note) for note in draft.relations],
        "notes": [short(note) for note in draft.notes],
        "fields": {name: short(text) for name, text in draft.fields.items()},
        "photo": photo(draft.photo),
        **{name: getattr(draft, name) for name in (*plain, *more)},
    }
    return {name: value for name, value in values.items() if value}


def lines(notes: Sequence[Doubt | Refusal], expected: list[str]) -> list[str]:
    """The notes, in the words that were expected where they have those."""
    pairs = [(f"{note.line} ", note.reason, words) for note, words in zip(notes, expected, strict=False)]
    matched = [words if words.startswith(line) and words[len(line) :] in said else line + said
               for line, said, words in pairs]  # fmt: skip
    return matched + [f"{note.line} {note.reason}" for note in notes[len(expected) :]]


@pytest.mark.parametrize(("folder", "name"), FILES, ids=[f"{folder}/{name}" for folder, name in FILES])
def test_a_sample_is_read_as_a_careful_person_reads_it(folder: str, name: str) -> None:
    path = OWN / name if folder == "_synthetic" else OTHERS / folder / name
    if folder != "_synthetic" and not OTHERS.is_dir():
        pytest.skip(
            "put the collection of exports into shared/formats/samples beside this checkout to read what others write"
        )
    expected = TABLES[folder][name]
    reading = open_reader(path.read_bytes(), name)
    items = list(reading.drafts)
    people = [item for item in items if isinstance(item, Draft)]
    refused = [item for item in items if isinstance(item, Refusal)]
    assert [short(person.name) for person in people] == expected["people"]
    assert lines(refused, expected.get("refused", [])) == expected.get("refused", [])
    assert lines(reading.doubts, expected.get("said", [])) == expected.get("said", [])
    assert reading.encoding == expected.get("encoding", "utf-8")
    first = {key: value for key, value in expected.items() if not key.isdigit() and key not in OF_THE_FILE}
    for number, wanted in {"1": first, **{key: value for key, value in expected.items() if key.isdigit()}}.items():
        person = people[int(number) - 1]
        doubts = wanted.get("doubts", [])
        assert reasons_of(person) == {key: value for key, value in wanted.items() if value and key != "doubts"}, number
        assert lines(person.doubts, doubts) == doubts, number


def test_every_sample_of_ours_has_its_expectation() -> None:
    assert sorted(TABLES["_synthetic"]) == sorted(path.name for path in OWN.iterdir())


@pytest.mark.skipif(
    not OTHERS.is_dir(), reason="put the collection of exports into shared/formats/samples beside this checkout"
)
def test_every_sample_of_others_has_its_expectation() -> None:
    files = {path.relative_to(OTHERS).as_posix() for path in OTHERS.rglob("*") if path.is_file()}
    assert {f"{folder}/{name}" for folder, name in FILES} == files - {"MANIFEST.md"}
