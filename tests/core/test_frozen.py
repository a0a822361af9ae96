"""Frozen objects made in bulk are the same as those made one by one."""

from __future__ import annotations

import dataclasses
import pickle

import pytest

from followup.core.contact import Address, Contact, Email, Occasion, Phone, Relation
from followup.core.frozen import maker


@pytest.mark.parametrize("kind", [Address, Email, Occasion, Phone, Relation])
def test_an_object_made_in_bulk_is_the_one_made_alone(kind: type) -> None:
    values = [f"value {place}" for place, _ in enumerate(dataclasses.fields(kind))]
    made: object = maker(kind)(*values)
    assert type(made) is kind
    assert made == kind(*values)
    assert hash(made) == hash(kind(*values))


def test_what_is_not_said_has_its_default() -> None:
    made = maker(Contact)(3, "张伟", phones=(Phone("work", "021"),))
    assert made == Contact(3, "张伟", phones=(Phone("work", "021"),))
    assert made.fields is not maker(Contact)(4, "王芳").fields


def test_it_can_be_replaced_and_sent_but_not_changed() -> None:
    made = maker(Phone)("work", "021")
    assert dataclasses.replace(made, label="home") == Phone("home", "021")
    assert pickle.loads(pickle.dumps(made)) == made
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(made, dataclasses.fields(Phone)[0].name, "home")


def test_what_must_be_said_must_be_said() -> None:
    with pytest.raises(TypeError):
        maker(Phone)("work")
