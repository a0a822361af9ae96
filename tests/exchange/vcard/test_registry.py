"""What a property of a vCard becomes is one entry of the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from followup.exchange.labels import is_service
from followup.exchange.vcard import handlers, relations
from followup.exchange.vcard.registry import MESSENGERS, handler_of

if TYPE_CHECKING:
    from followup.exchange.vcard.handlers import Handler


@pytest.mark.parametrize(
    ("name", "handler"),
    [
        ("TEL", handlers.phone), ("BDAY", relations.birthday), ("X-QQ", relations.messenger),
        ("HOBBY", handlers.listed),
        ("REV", handlers.ignored), ("X-FCENCODED-58", relations.full_contact), ("X-NEVER-HEARD-OF", handlers.unknown),
    ],
)  # fmt: skip
def test_every_property_has_a_handler(name: str, handler: Handler) -> None:
    assert handler_of(name) is handler


def test_every_messenger_property_is_a_service_that_is_known() -> None:
    assert [name for name in MESSENGERS if not is_service(name.removeprefix("X-"))] == []
