"""What a change changes, in words."""

from __future__ import annotations

from followup.core.contacts.diff import difference_text, differences, field_texts
from followup.core.model.contact import Address, Contact, Occasion, Phone, Relation

ZHANG = Contact(
    1, "张伟", title="Clerk", phones=(Phone("work", "1"), Phone("", "2")), occasions=(Occasion("birthday", 1985),),
    fields={"hobby": "golf"},
)  # fmt: skip


def test_each_change_is_said_in_a_line() -> None:
    after = ZHANG._replace(title="Boss", important=True, phones=(Phone("work", "3"),), groups=("VIP",), fields={},
        occasions=(Occasion("birthday", 1985, 4, 15),), addresses=(Address("home", "Road 1\nBack", "Berlin"),),
        relations=(Relation("spouse", "李雷"),), cadence_call="7",
    )  # fmt: skip
    assert [difference_text(difference) for difference in differences(ZHANG, after)] == [
        "title: Clerk -> Boss", "important: no -> yes", "cadence.call: + 7", "group: + VIP", "phone.work: 1 -> 3",
        "phone: - 2", "address.home: + Road 1, Back, Berlin", "birthday: 1985 -> 1985-04-15", "spouse: + 李雷",
        "hobby: - golf",
    ]  # fmt: skip


def test_nothing_changed_is_nothing_and_another_order_is_said() -> None:
    assert differences(ZHANG, ZHANG) == []
    turned = ZHANG._replace(phones=ZHANG.phones[::-1])
    assert [difference_text(difference) for difference in differences(ZHANG, turned)] == ["phones: + in another order"]


def test_a_contact_states_what_it_has_and_not_what_it_lacks() -> None:
    assert field_texts(ZHANG) == {
        "name": ["张伟"], "title": ["Clerk"], "status": ["active"], "phone.work": ["1"], "phone": ["2"],
        "birthday": ["1985"], "hobby": ["golf"],
    }  # fmt: skip
