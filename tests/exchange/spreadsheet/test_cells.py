"""Adding what a cell says: nothing twice, nothing lost."""

from __future__ import annotations

from followup.core.importing.draft import Draft
from followup.core.model.contact import Email, Occasion, Phone
from followup.core.model.limits import MOST_VALUES
from followup.exchange.spreadsheet.cells import (
    add_emails,
    add_groups,
    add_labelled,
    add_occasion,
    add_phones,
    add_urls,
    keep_field,
    quoted,
    set_text,
)


def draft() -> Draft:
    return Draft(3, 1, "")


def reasons(of: Draft) -> list[str]:
    return [doubt.reason for doubt in of.doubts]


def test_another_value_of_a_custom_field_gets_a_number() -> None:
    ann = draft()
    for value in ("tea", "chess", "tea"):
        keep_field(ann, "Hobby", value)
    assert ann.fields == {"Hobby": "tea", "Hobby 2": "chess"}


def test_a_second_text_becomes_a_custom_field() -> None:
    ann = draft()
    for value in ("Acme", "Acme", "Globex"):
        set_text(ann, "organization", "Company", value)
    assert (ann.organization, ann.fields) == ("Acme", {"Company": "Globex"})


def test_a_number_that_stands_twice_has_both_labels() -> None:
    ann = draft()
    add_phones(ann, "work", "Phone", "10086; 10010")
    add_phones(ann, "mobile", "Mobile", "10086")
    assert ann.phones == [Phone("work, mobile", "10086"), Phone("work", "10010")]


def test_a_number_that_excel_damaged_is_a_custom_field_and_a_doubt() -> None:
    ann = draft()
    add_phones(ann, "", "Phone", "1.38E+10")
    assert (ann.phones, ann.fields) == ([], {"Phone": "1.38E+10"})
    assert reasons(ann) == ['Phone: "1.38E+10" was a number before a spreadsheet damaged it']


def test_one_number_more_than_a_contact_may_have_is_added_so_that_it_can_be_reported() -> None:
    phones: list[Phone] = []
    for number in range(MOST_VALUES + 5):
        add_labelled(phones, Phone("", str(number)))
    assert len(phones) == MOST_VALUES + 1


def test_a_cell_that_is_more_than_an_e_mail_address_is_also_a_custom_field() -> None:
    ann = draft()
    add_emails(ann, "work", "E-mail", "Ann <ann@example.com>")
    assert (ann.emails, ann.fields) == ([Email("work", "ann@example.com")], {"E-mail": "Ann <ann@example.com>"})


def test_the_order_of_the_file_decides_an_ambiguous_date() -> None:
    ann = draft()
    add_occasion(ann, "birthday", "Birthday", "03/04/1980", lambda: "DMY")
    assert ann.occasions == [Occasion("birthday", 1980, 4, 3)]


def test_a_second_birthday_is_a_custom_field() -> None:
    ann = draft()
    for text in ("1980-04-03", "1980-04-03", "1981-04-03"):
        add_occasion(ann, "birthday", "Birthday", text, lambda: "")
    assert (ann.occasions, ann.fields) == ([Occasion("birthday", 1980, 4, 3)], {"Birthday": "1981-04-03"})


def test_a_placeholder_for_no_date_is_left_out() -> None:
    ann = draft()
    for text in ("0/0/00", "1900-01-01"):
        add_occasion(ann, "birthday", "Birthday", text, lambda: "")
    assert (ann.occasions, ann.fields) == ([], {})
    assert reasons(ann) == ['Birthday: "1900-01-01" is what programs write for no date']


def test_web_pages_and_groups_are_added_once_and_a_star_makes_important() -> None:
    ann = draft()
    add_urls(ann, "http://a ::: http://b")
    add_urls(ann, "http://a")
    add_groups(ann, "VIP ::: * starred", google=True)
    add_groups(ann, "VIP; 客户", google=False)
    assert (ann.urls, ann.groups, ann.important) == (["http://a", "http://b"], ["VIP", "客户"], True)


def test_a_long_text_is_quoted_in_short_and_on_one_line() -> None:
    assert quoted("a\nb") == '"a b"'
    assert quoted("x" * 50) == f'"{"x" * 40}..."'
