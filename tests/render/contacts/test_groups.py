"""Groups in a table, one group with its members, and both for scripts."""

from __future__ import annotations

from typing import NamedTuple

from wcwidth import wcswidth

from followup.core.model.contact import Contact
from followup.render.contacts.groups import group_json, group_table, group_text, members_json


class Group(NamedTuple):
    name: str
    query: str | None = None
    private: bool = False
    cadence_visit: str = ""
    cadence_call: str = ""


FAMILY = Group("家人 family", private=True)
KEY = Group("key accounts", "grade:A", cadence_visit="20", cadence_call="never")


def test_a_table_of_groups_says_how_many_are_in_them_and_what_they_are() -> None:
    text = group_table([(FAMILY, 3), (KEY, 1_204), (Group("broken", "colour:red"), None)])
    assert [line.split("  ")[-1].strip() for line in text.splitlines()[1:]] == [
        "hand-picked, private", "smart: grade:A, visit every 20 days, call never", "smart: colour:red",
    ]  # fmt: skip
    starts = {wcswidth(line[: line.index(start)]) for line, start in zip(
        text.splitlines()[1:], ("3 ", "1204", "?"), strict=True)}  # fmt: skip
    assert len(starts) == 1


def test_a_group_is_shown_with_its_members_and_their_grades_as_the_settings_say() -> None:
    members = [Contact(7, "张伟", organization="华为", grade="A"), Contact(12, "[red]Zoe\x1b", grade=None)]
    assert group_text(FAMILY, members, "numbers") == (
        "家人 family: 2 members; hand-picked, private\n\n"
        "id  name       organization  grade\n7   张伟       华为          1\n12  [red]Zoe␛\n"
    )
    assert group_text(KEY, members[:1]).startswith("key accounts: 1 member; smart: grade:A")
    assert group_text(Group("new\x1b"), []) == "new␛: 0 members; hand-picked\n"


def test_scripts_get_days_as_numbers_and_never_as_a_word() -> None:
    assert group_json(KEY, 2) == {
        "name": "key accounts", "query": "grade:A", "private": False, "cadence": {"visit": 20, "call": "never"},
        "members": 2,
    }  # fmt: skip
    assert group_json(FAMILY, None)["cadence"] == {"visit": None, "call": None}
    assert members_json([Contact(7, "张伟", grade="A")]) == [{"id": 7, "name": "张伟", "grade": "A"}]
