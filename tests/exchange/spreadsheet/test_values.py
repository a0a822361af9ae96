from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.exchange.spreadsheet.values import (
    groups_of,
    has_controls,
    is_damaged_number,
    label_of,
    plain,
    plain_cells,
    split_emails,
    split_list,
    split_phones,
    without_controls,
)


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("13800138000;13800138001", ["13800138000", "13800138001"]),
        ("13800138000、13800138001", ["13800138000", "13800138001"]),
        ("13800138000；13800138001", ["13800138000", "13800138001"]),
        ("13800138000 / 010-55550123", ["13800138000", "010-55550123"]),
        ("10086/10010", ["10086", "10010"]),
        ("010-55550123/24", ["010-55550123/24"]),
        ("13800138000 13800138001", ["13800138000", "13800138001"]),
        ("13800138000\n13800138001", ["13800138000", "13800138001"]),
        ("13800138000,13800138001", ["13800138000", "13800138001"]),
        ("021-5555-0200,8012", ["021-5555-0200,8012"]),
        ("+86 138 0013 8000 ::: 010-5555 0123", ["+86 138 0013 8000", "010-5555 0123"]),
        ("138 0013 8000", ["138 0013 8000"]),
        ("+86 13800138000", ["+86 13800138000"]),
        ("+86-555-0100;ext=801", ["+86-555-0100;ext=801"]),
        ("+49 (30) 5555-0100 x12", ["+49 (30) 5555-0100 x12"]),
        ("１３８００１３８０００", ["１３８００１３８０００"]),
        ("1-800-MY-APPLE", ["1-800-MY-APPLE"]),
        ("tel:+8613800138000", ["+8613800138000"]),
        ("'013800138000", ["013800138000"]),
        ('="013800138000"', ["013800138000"]),
        ("13800138000.0", ["13800138000"]),
        ("5550001;5550001;", ["5550001"]),
        (" - ", []),
    ],
)
def test_numbers_are_taken_apart_but_never_torn(cell: str, numbers: list[str]) -> None:
    assert split_phones(cell) == numbers


@pytest.mark.parametrize("cell", ["1.38E+10", "1.38e+10", "1,38E+10", "1E+10", "####", " 1.38E+10 "])
def test_what_excel_made_of_a_number_is_no_number(cell: str) -> None:
    assert is_damaged_number(cell)


@pytest.mark.parametrize("cell", ["13800138000", "#1", "E10", "1.38", "+86 138"])
def test_a_number_is_no_damaged_one(cell: str) -> None:
    assert not is_damaged_number(cell)


@pytest.mark.parametrize(
    ("cell", "addresses", "complete"),
    [
        ("a@b.example", ["a@b.example"], True),
        ("a@b.example; c@d.example", ["a@b.example", "c@d.example"], True),
        ("a@b.example、c@d.example", ["a@b.example", "c@d.example"], True),
        ("a@b.example/c@d.example", ["a@b.example", "c@d.example"], True),
        ("a@b.example ::: a@b.example", ["a@b.example"], True),
        ("mailto:a@b.example", ["a@b.example"], True),
        ("Ann Lee <a@b.example>", ["a@b.example"], False),
        ("o'neil@b.example", ["o'neil@b.example"], True),
        ("张伟@公司.example", ["张伟@公司.example"], True),
        ("n/a", [], False),
        ("-", [], True),
    ],
)
def test_addresses_are_taken_apart(cell: str, addresses: list[str], complete: bool) -> None:
    assert split_emails(cell) == (addresses, complete)


def test_lists_are_separated_as_in_english_or_chinese() -> None:
    assert split_list("a; b；c,d，e、f | g\nh ::: i;;a") == ["a", "b", "c", "d", "e", "f", "g", "h", "i"]


def test_groups_that_programs_make_are_left_out_and_a_star_is_reported() -> None:
    assert groups_of("* myContacts ::: * Friends ::: * starred", google=True) == (["Friends"], True)
    assert groups_of("Smith, family ::: Imported on 5/1/24", google=True) == (["Smith, family"], False)
    assert groups_of("myContacts;客户", google=False) == (["客户"], False)


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("* Home", "home"),
        ("* ", ""),
        ("", ""),
        ("Mobile", "mobile"),
        ("Work Fax", "work fax"),
        ("Main", "main"),
        ("* 工作", "work"),
        ("手机", "mobile"),
        ("My Boat", "My Boat"),
    ],
)
def test_labels_are_our_words_or_as_written(written: str, label: str) -> None:
    assert label_of(written) == label


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('="0138"', "0138"),
        ("'=1+1", "=1+1"),
        ("'+86 138", "+86 138"),
        ("'t Hooft", "'t Hooft"),
        ('=HYPERLINK("http://x.example")', '=HYPERLINK("http://x.example")'),
        ("=1+1", "=1+1"),
        (" a\r\nb\rc\vd ", "a\nb\nc\nd"),
        ("", ""),
    ],
)
def test_formulas_stay_text_and_only_wrappings_go(cell: str, text: str) -> None:
    assert plain(cell) == text
    assert plain_cells([cell]) == [text]


def test_a_line_end_of_the_file_is_none_of_a_cell() -> None:
    assert plain_cells([" Ann ", "x"]) == ["Ann", "x"]


def test_what_steers_a_terminal_is_taken_out_and_text_stays() -> None:
    hostile = "\x1b[31mA\x07nn\u202e\x9b\0 [red]x[/red]\tü 张\n👩\u200d💻"
    assert has_controls(hostile)
    assert without_controls(hostile) == "[31mAnn [red]x[/red]\tü 张\n👩\u200d💻"
    assert not has_controls(without_controls(hostile))


@given(st.text(alphabet="0123456789+-() ;、/,，:x\n.E'=\"tel", max_size=40))
def test_no_digit_of_a_phone_cell_is_lost(cell: str) -> None:
    def digits(text: str) -> list[str]:
        return [character for character in text if character.isdigit()]

    numbers = split_phones(cell)
    if len(set(numbers)) == len(numbers) and ".0" not in cell and not any(cell.count(d) > 1 for d in "0123456789"):
        assert digits("".join(numbers)) == digits(cell)


@given(st.text(max_size=60))
def test_no_cell_is_too_odd_to_be_taken_apart(cell: str) -> None:
    assert all(split_phones(cell))
    assert all("@" in address for address in split_emails(cell)[0])
    assert all(split_list(cell))
    assert plain(plain(cell)) == plain(plain(plain(cell)))
    label_of(cell)
    groups_of(cell, google=False)
