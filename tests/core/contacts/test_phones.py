"""One number out of its many spellings."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.contacts.phones import is_personal, key_of, parse_phone, phone_key, vote_region


@pytest.mark.parametrize(
    "written",
    [
        "+86 138-0013-8000", "13800138000", "0086 138 0013 8000", "１３８００１３８０００",
        "８６１３８００１３８０００",
        "86 138 0013 8000", "(+86)13800138000", "（＋86）138 0013 8000", "+86 (138) 0013.8000", "tel:+86-138-0013-8000",
        "\u202a+86 138 0013 8000\u202c", '="013800138000"', "'13800138000", "手机：13800138000", "Tel: 138 0013 8000",
        "+8613800138000;phone-context=+86",
    ],
)  # fmt: skip
def test_every_spelling_of_a_chinese_mobile_is_one_number(written: str) -> None:
    assert parse_phone(written, "CN") == ("+8613800138000", None)


@pytest.mark.parametrize("region", ["US", "HK", "GB", ""])
@pytest.mark.parametrize("written", ["13800138000", "138 0013 8000", "0086 138 0013 8000", "8613800138000"])
def test_a_chinese_mobile_is_one_in_a_book_of_another_country(written: str, region: str) -> None:
    assert parse_phone(written, region) == ("+8613800138000", None)


def test_the_region_decides_about_numbers_without_a_country_code() -> None:
    assert parse_phone("(415) 555-2671", "US") == ("+14155552671", None)
    assert parse_phone("1-415-555-2671", "US") == ("+14155552671", None)
    assert parse_phone("020 7946 0958", "GB") == ("+442079460958", None)
    assert parse_phone("(415) 555-2671", "") == (None, None)


def test_a_landline_is_the_same_with_and_without_country_code() -> None:
    assert parse_phone("010-5555 0123", "CN") == parse_phone("+86 10 5555 0123", "US") == ("+861055550123", None)


def test_two_zeros_are_a_plus_where_other_digits_lead_abroad() -> None:
    assert parse_phone("0049 171 1234567", "US") == ("+491711234567", None)


@pytest.mark.parametrize(
    "written",
    [
        "021-5555-0200 ext. 8012", "021-5555-0200 x8012", "02155550200,8012", "021-5555-0200-8012",
        "021-5555-0200转8012",
        "021-5555-0200 转 8012", "021-5555-0200 分机：8012", "021-5555-0200p8012", "021-5555-0200W8012",
        "021-5555-0200,,8012#", "tel:+86-21-5555-0200;ext=8012", "021-5555-0200#8012", "021-5555-0200;8012",
    ],
)  # fmt: skip
def test_an_extension_is_kept_apart_however_it_is_written(written: str) -> None:
    assert parse_phone(written, "CN") == ("+862155550200", "8012")


def test_all_that_is_dialled_after_pauses_is_the_extension() -> None:
    assert parse_phone("+14155552671,,12#,,3", "US") == ("+14155552671", "12,3")


@pytest.mark.parametrize(
    "written", ["10086", "110", "95588", "1-800-MY-APPLE", "7yy-zzz", "1.38E+10", "", "+", "tel:", "n/a", "1" * 30]
)
def test_what_is_no_whole_number_is_left_as_text(written: str) -> None:
    assert parse_phone(written, "CN") == (None, None)


def test_digits_are_ascii_whatever_they_are_written_in() -> None:
    assert phone_key("１３８-00 ٣", None, None) == "138003"


@given(
    st.sampled_from(["", "86", "+86", "0086", "86 ", "+86 ", "+86-", "0086 ", "(+86)", "(+86) "]),
    st.from_regex(r"1[3-9][0-9]", fullmatch=True),
    st.sampled_from(["", " ", "-"]),
    st.from_regex(r"[0-9]{4}", fullmatch=True),
    st.sampled_from(["", " ", "-"]),
    st.from_regex(r"[0-9]{4}", fullmatch=True),
)
def test_the_fast_way_finds_what_phonenumbers_finds(
    code: str, first: str, gap: str, middle: str, other: str, last: str
) -> None:
    written = code + first + gap + middle + other + last
    parsed = phonenumbers.parse(written, "CN")
    possible = phonenumbers.is_possible_number_with_reason(parsed) == phonenumbers.ValidationResult.IS_POSSIBLE
    expected = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if possible else None
    assert parse_phone(written, "CN") == (expected, None)


@given(
    st.sampled_from(["0", "(0", "+86", "+86 ", "+86-"]),
    st.from_regex(r"10|2[0-9]|[3-9][0-9]{2}", fullmatch=True),
    st.sampled_from(["", " ", "-"]),
    st.from_regex(r"[0-9]{3,4}", fullmatch=True),
    st.sampled_from(["", " ", "-"]),
    st.from_regex(r"[0-9]{4}", fullmatch=True),
    st.sampled_from(["CN", "US", ""]),
)
def test_the_fast_way_finds_the_landlines_that_phonenumbers_finds(
    code: str, area: str, gap: str, first: str, other: str, last: str, region: str
) -> None:
    written = code + area + (")" if "(" in code else "") + gap + first + other + last
    if not code.startswith("+86"):
        region = "CN"
    parsed = phonenumbers.parse(written, region)
    possible = phonenumbers.is_possible_number_with_reason(parsed) == phonenumbers.ValidationResult.IS_POSSIBLE
    expected = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if possible else None
    assert parse_phone(written, region)[0] == expected


@given(st.text(), st.sampled_from(["CN", "US", "DE", ""]))
def test_no_text_is_too_strange(written: str, region: str) -> None:
    e164, extension = parse_phone(written, region)
    assert (e164 is None and extension is None) or (e164 or "").startswith("+")


@given(
    st.from_regex(r"\+(1|33|39|44|49|81|86|91|852)[1-9][0-9]{6,10}", fullmatch=True),
    st.sampled_from(["CN", "US", "DE", ""]),
)
def test_the_normal_form_is_its_own_normal_form(written: str, region: str) -> None:
    e164, _ = parse_phone(written, region)
    if e164:
        assert parse_phone(e164, region) == (e164, None)


def test_a_mobile_belongs_to_one_person() -> None:
    assert is_personal("+8613800138000")
    assert is_personal("+491711234567")
    assert is_personal("+14155552671")


def test_landlines_switchboards_and_service_numbers_belong_to_nobody() -> None:
    assert not is_personal("+861055550123")
    assert not is_personal("+864008208820")
    assert not is_personal("+8655550123")
    assert not is_personal("+4930123456")
    assert not is_personal("+18006927753")


def test_numbers_are_compared_by_e164_and_extension_or_else_by_digits() -> None:
    assert key_of("13800138000", "+8613800138000", None) == ("+8613800138000", True)
    assert key_of("13800138000,12", "+8613800138000", "12") == ("+8613800138000;12", False)
    assert key_of("0171 / 123 45 67", None, None) == ("01711234567", True)
    assert key_of("555-0100", None, None) == ("5550100", False)
    assert key_of("10086", None, None) == ("10086", False)
    assert key_of("400-820-8820", None, None) == ("4008208820", False)
    assert key_of("800 820 8820", None, None) == ("8008208820", False)
    assert key_of("400 820 8820", "+14008208820", None) == ("+14008208820", False)


def test_numbers_that_carry_a_country_code_vote_for_the_region() -> None:
    assert vote_region(["+86 138 0013 8000", "0086 138 0013 8013", "+1 415 555 2671", "4155552671"]) == "CN"
    assert vote_region(["13800138000"], book=["+44 20 7946 0958"]) == "GB"
    assert vote_region(["tel:+49-171-1234567", "+800 1234 5678"]) == "DE"


def test_a_tie_goes_to_the_locale() -> None:
    numbers = ["+86 138 0013 8000", "+1 415 555 2671", "+49 171 1234567"]
    assert vote_region(numbers, locale="DE") == "DE"
    assert vote_region(numbers) == "CN"


def test_without_a_vote_the_region_is_the_one_where_most_numbers_are_mobiles() -> None:
    assert vote_region(["13800138000", "139 0013 9000", "4155552671"]) == "CN"
    assert vote_region(["(415) 555-2671", "212 555 0100", "13800138000"]) == "US"
    assert vote_region(["0171 1234567"], locale="DE") == "DE"


def test_nobody_can_tell_the_region_from_nothing() -> None:
    assert vote_region([]) is None
    assert vote_region(["10086", "call me"]) is None
