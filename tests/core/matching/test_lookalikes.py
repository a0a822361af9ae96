"""Somebody who is added may be in the book: hardly anybody else, or worth a word."""

from __future__ import annotations

import pytest

from followup.core.matching.lookalikes import lookalikes
from followup.core.model.contact import Contact, Email, Phone

ZHANG = Contact(
    1, "张伟", phones=(Phone("", "138 0013 8000", "+8613800138000"),), emails=(Email("", "zw@example.com"),)
)
DESK = Contact(2, "李雷", phones=(Phone("", "010-65123456", "+861065123456"),))


def number(e164: str) -> tuple[Phone, ...]:
    return (Phone("", e164, e164),)


@pytest.mark.parametrize(
    ("new", "why", "same"),
    [
        (Contact(0, "Zhang Wei", phones=number("+8613800138000")), "has the number +8613800138000 too", True),
        (Contact(0, "张总", phones=number("+8613800138000")), "has the number +8613800138000 too", True),
        (Contact(0, "张伟", emails=(Email("", "ZW@example.com"),)), "has the e-mail zw@example.com too", True),
        (Contact(0, "王芳", phones=number("+8613800138000")), "has the number +8613800138000 too", False),
        (Contact(0, "李雷", phones=number("+861065123456")), "has the number +861065123456 too", False),
        (Contact(0, "张伟"), "has the same name", False),
    ],
)
def test_what_they_have_in_common_is_said(new: Contact, why: str, same: bool) -> None:
    assert [(like.why, like.same) for like in lookalikes(new, [ZHANG, DESK])] == [(why, same)]


def test_strangers_are_not_alike_and_the_surest_comes_first() -> None:
    assert lookalikes(Contact(0, "王芳", phones=number("+8613900139000")), [ZHANG, DESK]) == []
    namesake = Contact(0, "张伟", phones=number("+8613800138000"))
    assert [like.id for like in lookalikes(namesake, [Contact(3, "张伟"), ZHANG])] == [1, 3]
