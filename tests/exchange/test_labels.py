"""The words of other programs in the words of the book."""

from __future__ import annotations

import pytest

from followup.exchange.labels import (
    is_service,
    is_system_group,
    joined_label,
    label_of,
    plain_label,
    readable_name,
    relation_kind,
    service_name,
)


@pytest.mark.parametrize(
    ("types", "label"),
    [
        (["CELL"], "mobile"), (["FAX", "WORK"], "work fax"), (["VOICE", "pref"], ""), (["X-Berlin"], "Berlin"),
        (["HOME", "home"], "home"), ([], ""),
    ],
)  # fmt: skip
def test_types_are_one_label_with_the_place_first(types: list[str], label: str) -> None:
    assert label_of(types) == label


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("_$!<Mobile>!$_", "mobile"), ("_$!<HomeFAX>!$_", "home fax"), ("_$!<Anniversary>!$_", "anniversary"),
        ("Work", "work"), ("Reception", "Reception"), ("iPhone", "iPhone"),
    ],
)  # fmt: skip
def test_a_standard_label_is_lower_case_and_the_persons_own_as_written(written: str, label: str) -> None:
    assert plain_label(written) == label


def test_two_labels_of_one_number_are_joined_once() -> None:
    assert joined_label("home", "WhatsApp") == "home, WhatsApp"
    assert joined_label("home, WhatsApp", "home") == "home, WhatsApp"
    assert joined_label("", "home") == "home"
    assert joined_label("home", "") == "home"


@pytest.mark.parametrize(
    ("written", "kind"), [("Wife", "spouse"), ("儿子", "child"), ("co-worker", "colleague"), ("Guru", "Guru")]
)
def test_a_relation_has_the_kind_of_the_book_or_stays_as_written(written: str, kind: str) -> None:
    assert relation_kind(written) == kind


@pytest.mark.parametrize(
    ("written", "name"), [("微信", "WeChat"), ("SKYPE-USERNAME", "Skype"), ("Carrier pigeon", "Carrier pigeon")]
)
def test_a_messenger_has_its_usual_spelling(written: str, name: str) -> None:
    assert service_name(written) == name
    assert is_service(written) == (written != "Carrier pigeon")


@pytest.mark.parametrize(
    ("name", "field"),
    [("X-APPLE-SUBLOCALITY", "sublocality"), ("TZ", "time zone"), ("X-SHOE_SIZE", "shoe size"), ("X-", "x-")],
)
def test_a_property_becomes_a_readable_name(name: str, field: str) -> None:
    assert readable_name(name) == field


@pytest.mark.parametrize(
    ("label", "made"), [("My Contacts", True), ("Imported on 4/5", True), ("Starred", True), ("客户", False)]
)
def test_a_group_that_a_program_made_is_no_group_of_the_persons(label: str, *, made: bool) -> None:
    assert is_system_group(label) == made
