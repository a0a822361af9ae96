"""A contact in the editor: read back as it was written, changed where the text was changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from followup.core.model.contact import Address, Contact, Email, Occasion, Phone, Relation
from followup.errors import WrongUsageError
from followup.exchange.edit_form import from_toml, to_toml

texts = some.text(some.characters(exclude_categories=["Cs"]), max_size=12)
occasions = some.builds(
    Occasion, some.sampled_from(["birthday", "x y"]), some.none() | some.integers(1900, 2100), some.integers(1, 12),
    some.integers(1, 28), some.sampled_from(["solar", "lunar"]), some.booleans(), some.none(),
)  # fmt: skip
contacts = some.builds(
    Contact,
    id=some.integers(1, 999), name=texts.filter(str.strip), family=texts, given=texts, nickname=texts, title=texts,
    language=texts, grade=some.sampled_from([None, "A"]), grade_locked=some.booleans(), company=some.booleans(),
    stage=some.sampled_from([None, "client"]), cadence_call=some.sampled_from(["", "never", "7"]), uid=texts,
    source=texts, private=some.booleans(), groups=some.lists(texts.filter(str.strip).map(str.strip)).map(tuple),
    phones=some.lists(some.builds(Phone, texts, texts.filter(bool), texts, texts), max_size=3).map(tuple),
    emails=some.lists(some.builds(Email, texts, texts.filter(bool)), max_size=3).map(tuple),
    addresses=some.lists(some.builds(Address, texts, texts.filter(bool), texts, texts), max_size=2).map(tuple),
    relations=some.lists(some.builds(Relation, texts, texts.filter(bool), some.integers(1, 9)), max_size=2).map(tuple),
    occasions=some.lists(occasions, max_size=3).map(
        lambda days: tuple(day._replace(id=number) for number, day in enumerate(days))
    ),
    fields=some.dictionaries(texts.filter(str.strip), texts.filter(bool), max_size=3),
)  # fmt: skip


@given(contacts)
def test_what_was_not_edited_is_what_it_was(contact: Contact) -> None:
    """Also what the text does not hold: grade, uid, the id of an occasion, whom a relation means."""
    clean = contact._replace(groups=tuple(group for group in contact.groups if group.isprintable()))
    assert from_toml(to_toml(clean), clean) == clean


ZHANG = Contact(
    7, "张伟", family="张", given="伟", grade="A", uid="u-1", stage="client",
    phones=(Phone("mobile", "138 0013 8000", "+8613800138000"), Phone("work", "x")),
    occasions=(Occasion("birthday", 1985, 4, 15, id=3), Occasion("birthday", None, 3, 3, "lunar", id=4)),
    relations=(Relation("spouse", "李雷", 9),), fields={"hobby": "golf"},
)  # fmt: skip


def edited(old: str, new: str) -> Contact:
    before, match, behind = to_toml(ZHANG).rpartition(old)  # the first ones are in comments
    assert match
    return from_toml(before + new + behind, ZHANG, "CN")


def test_what_is_changed_in_the_text_is_changed_in_the_contact() -> None:
    assert edited('title = ""', 'title = "Boss"') == ZHANG._replace(title="Boss")
    assert edited('hobby = "golf"', "age = 41\nborn = 1985-04-15\ntall = true").fields == {
        "age": "41", "born": "1985-04-15", "tall": "yes",
    }  # fmt: skip
    assert edited('name = "张伟"', 'name = "欧阳娜娜"').family == "欧阳"
    assert edited('given = "伟"', 'given = "伟伟"').name == "张伟伟"
    assert edited("is_company = false", "is_company = true").company
    assert edited('stage = "client"', 'stage = ""').stage is None
    assert edited('cadence_visit = ""', "cadence_visit = 30").cadence_visit == "30"


def test_a_line_that_is_taken_away_empties_its_field() -> None:
    assert edited('stage = "client"', "").stage is None
    assert edited('    {label = "work", value = "x"},\n', "").phones == ZHANG.phones[:1]


def test_a_new_number_is_understood_and_another_label_leaves_the_old_one_as_it_was() -> None:
    assert edited('"x"', '"139 0013 9000"').phones[1] == Phone("work", "139 0013 9000", "+8613900139000")
    assert edited('"mobile"', '"home"').phones[0] == ZHANG.phones[0]._replace(label="home")


def test_a_corrected_date_stays_the_same_occasion() -> None:
    assert edited('"1985-04-15"', '"1985-04-16"').occasions == (
        Occasion("birthday", 1985, 4, 16, id=3), ZHANG.occasions[1],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('title = ""', 'title = "', "line 14"),
        ('name = "张伟"', 'name = " "', "without a name"),
        ('title = ""', 'tittle = ""', "there is no field tittle"),
        ('title = ""', "title = []", "title cannot be a list"),
        ('title = ""', 'title = "\\u001b[31m"', "control characters"),
        ("important = false", 'important = "yes"', "important cannot be yes"),
        ('stage = "client"', 'stage = "clint"', "stage cannot be"),
        ('"1985-04-15"', '"03/04/1980"', "1980-03-04 or 1980-04-03"),
        ('"x"', '"none"', "no phone number"),
        ("emails = []", 'emails = [{label = "", value = "x"}]', "no e-mail address"),
        ("emails = []", 'emails = "x@example.com"', "emails is a list"),
        ("emails = []", 'emails = ["x@example.com"]', "an entry of emails"),
        ("urls = []", 'urls = "x"', "urls is a list"),
        ("[fields]", "[[fields]]", "fields is a table"),
        ("emails = []", f"emails = {'[' * 20_000}", "nested thousands deep"),
        ("[fields]", f"[fields]\n{'.'.join('a' * 5_000)} = 1", "a cannot be a list"),
        ("important = false", f"important = {'9' * 20_000}", "no TOML"),
    ],
)
def test_a_mistake_is_reported_with_its_place(old: str, new: str, message: str) -> None:
    with pytest.raises(WrongUsageError, match=message):
        edited(old, new)


def test_the_head_cannot_break_out_of_its_comment() -> None:
    contact = ZHANG._replace(name='x\nname = "y"\x1b')
    assert from_toml(to_toml(contact), contact) == contact
