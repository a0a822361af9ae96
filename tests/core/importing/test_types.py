"""What an import is planned from, and what the plan is made of."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.importing.types import ChangeSet, Choices, Ids, add_id
from followup.core.model.contact import Contact, Photo

BEFORE = Contact(1, "张伟")


def test_an_id_stands_once_under_a_key_in_the_order_it_came() -> None:
    index: dict[str, Ids] = {}
    for number in [*range(20, 0, -1), *range(20, 0, -1)]:
        add_id(index, "key", number)
        add_id(index, "other", 1)
    assert [*index["key"]] == [*range(20, 0, -1)]
    assert index["other"] == (1,)


def test_a_contact_that_changes_twice_is_updated_once_from_what_it_was_first() -> None:
    changes = ChangeSet()
    changes.replace(BEFORE, BEFORE._replace(title="a"))
    changes.replace(BEFORE._replace(title="a"), BEFORE._replace(title="b"))
    assert changes.updated == {1: (BEFORE, BEFORE._replace(title="b"))}


def test_a_new_contact_that_changes_is_created_as_it_is_last() -> None:
    changes = ChangeSet(created={1: BEFORE})
    changes.replace(BEFORE, BEFORE._replace(title="a"))
    assert changes.created == {1: BEFORE._replace(title="a")}
    assert changes.updated == {}


def test_a_change_set_is_empty_as_long_as_there_is_nothing_to_write() -> None:
    assert ChangeSet("a.vcf").is_empty
    assert not ChangeSet(photos=[(1, Photo("image/png", b"x"))]).is_empty


@pytest.mark.parametrize(("choices", "changes"), [({}, False), ({"prefer": "file"}, True), ({"groups": ("a",)}, True)])
def test_a_known_card_changes_its_contact_only_where_that_is_asked_for(choices: dict[str, str], changes: bool) -> None:
    assert Choices(date(2026, 6, 2), **choices).changes_known_cards == changes  # type: ignore[arg-type]
