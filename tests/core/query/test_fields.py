"""The fields of a QUERY: each has a condition, and none may be the name of a custom field."""

from __future__ import annotations

import pytest

from followup.core.contacts.fields import BUILT_IN, set_field
from followup.core.model.contact import Contact
from followup.core.query.fields import FIELDS
from followup.errors import WrongUsageError
from followup.storage.query.search import CONDITIONS

OTHERWISE_NAMED = {"org"}


def test_every_field_has_a_condition_and_every_condition_a_field() -> None:
    assert sorted(CONDITIONS) == sorted(FIELDS)


@pytest.mark.parametrize("name", sorted({*FIELDS} - {*BUILT_IN} - OTHERWISE_NAMED))
def test_a_custom_field_cannot_take_the_name_of_a_query_field(name: str) -> None:
    with pytest.raises(WrongUsageError):
        set_field(Contact(1, "Ann"), name, "x")
