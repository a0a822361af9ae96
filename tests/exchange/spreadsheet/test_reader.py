from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.core.importing.draft import Doubt, Draft, Reading, Refusal
from followup.core.model.contact import Address, Email, Occasion, Phone, Relation
from followup.errors import FileUnreadableError, FollowupError
from followup.exchange.spreadsheet.reader import looks_like_csv, read

SAMPLES = Path(__file__).parents[1] / "samples"


def drafts(reading: Reading) -> list[Draft]:
    return [one for one in reading.drafts if isinstance(one, Draft)]


def people(text: str) -> list[Draft]:
    return drafts(read(text.encode()))


def reasons(draft: Draft) -> list[str]:
    return [doubt.reason for doubt in draft.doubts]


def test_a_google_export() -> None:
    data = (SAMPLES / "google_new_zh.csv").read_bytes()
    reading = read(data)
    zhang, again, desk = drafts(reading)
    assert (reading.format, reading.encoding, reading.doubts) == ("csv", "utf-8", [])
    assert zhang == Draft(
        line=2,
        card=1,
        name="张伟",
        family="张",
        given="伟",
        nickname="小伟",
        phonetic="Wei Zhang",
        organization="北京云图智联科技有限公司",
        title="区域销售总监",
        department="华北销售部",
        phones=[Phone("mobile", "+86 138 0013 8000"), Phone("mobile", "010-5555 0123")],
        emails=[Email("work", "zhang.wei@example.com")],
        addresses=[Address("work", "建国路88号", "北京", "", "100022", "CN")],
        occasions=[Occasion("birthday", None, 4, 15), Occasion("anniversary", 2012, 5, 20)],
        relations=[Relation("spouse", "李娜")],
        groups=["客户"],
        notes=["展会认识；喜欢茶。\n下次带样品"],
        fields={"WeChat": "zhangwei88"},
        important=True,
        original=zhang.original,
        content=zhang.content,
    )
    assert (again.line, again.name, again.groups) == (6, "张伟", [])
    assert (desk.line, desk.name, desk.organization, desk.company) == (7, "示例公司前台", "示例公司前台", True)
    assert desk.phones == [Phone("work", "400-800-5555")]


@pytest.mark.parametrize(
    ("name", "encoding"), [("outlook_en_cp1252.csv", "cp1252"), ("outlook_utf16le_tab.txt", "utf-16-le")]
)
def test_outlook_and_what_excel_makes_of_it(name: str, encoding: str) -> None:
    reading = read((SAMPLES / name).read_bytes())
    (renee,) = drafts(reading)
    assert reading.encoding == encoding
    assert (renee.name, renee.prefix, renee.additional) == ("Renée A. Müller", "Dr.", "A.")
    assert (renee.organization, renee.title) == ("Smith & Söhne GmbH", "Head of Buying")
    assert renee.phones == [Phone("work", "+49 (30) 5555-0100 x12"), Phone("mobile", "+49 151 5550100")]
    assert renee.emails == [Email("", "renee@example.de")]
    assert renee.addresses == [Address("work", "Musterstr. 5", "Berlin", "", "10115", "Germany")]
    assert renee.occasions == [Occasion("birthday", 1980, 4, 15)]
    assert renee.groups == ["Key Customer", "Berlin"]
    assert renee.notes == ['line 1\nline "2"']
    assert (renee.urls, renee.fields, renee.doubts) == (["http://example.de"], {}, [])


def test_a_qq_export() -> None:
    reading = read((SAMPLES / "qq_sync_assistant_gbk.csv").read_bytes())
    zhang, ouyang = drafts(reading)
    assert reading.encoding == "gb18030"
    assert (zhang.name, zhang.organization, zhang.department) == ("张伟", "北京云图智联科技有限公司", "华北销售部")
    assert [phone.value for phone in zhang.phones] == ["010-55550123", "13800138000", "13800138001"]
    assert zhang.addresses == [Address("work", "建国路88号", "北京", "北京", "100022")]
    assert (zhang.groups, zhang.fields) == (["客户"], {"QQ": "100200300"})
    assert (ouyang.name, ouyang.family, ouyang.given) == ("欧阳娜", "欧阳", "娜")


def test_a_table_made_by_hand() -> None:
    zhang, ouyang, li = drafts(read((SAMPLES / "generic_phone_zh.csv").read_bytes()))
    assert zhang.occasions == [Occasion("birthday", 1985, 4, 15)]
    assert zhang.notes == ["展会认识,喜欢茶"]
    assert ouyang.phones == [Phone("mobile", "13800138001"), Phone("mobile", "13800138002")]
    assert ouyang.occasions == [Occasion("birthday", None, 3, 3, calendar="lunar")]
    assert ouyang.groups == ["客户", "朋友"]
    assert (li.phones, li.fields) == ([], {"手机": "1.38E+10"})
    assert li.doubts == [Doubt(4, '手机: "1.38E+10" was a number before a spreadsheet damaged it')]
    assert li.occasions == [Occasion("birthday", 1985, 4, 15)]


def test_the_draft_has_its_row_unchanged_and_a_digest_with_the_header() -> None:
    (ann,) = people('Name,Notes\r\nAnn,"a\r\nb"\r\n')
    assert ann.original == b'Ann,"a\r\nb"\r\n'
    assert ann.content == blake2b(b'Name,Notes\r\nAnn,"a\r\nb"\r\n', digest_size=16).digest()
    (other,) = people('Name,Phone\r\nAnn,"a\r\nb"\r\n')
    assert other.content != ann.content


def test_the_other_rows_decide_which_number_is_the_month() -> None:
    first, _ = people("Name,Birthday\nAnn,03/04/1980\nBob,04/15/1981\n")
    assert first.occasions == [Occasion("birthday", 1980, 3, 4)]
    first, _ = people("Name,Birthday\nAnn,03/04/1980\nBob,15/04/1981\n")
    assert first.occasions == [Occasion("birthday", 1980, 4, 3)]


def test_all_dates_of_a_file_are_read_in_the_same_order() -> None:
    ann, bob, cat = people("Name,Birthday,Anniversary\nAnn,03/04/1980,05/06/2010\nBob,07/08/1981,\nCat,,31/12/2001\n")
    assert ann.occasions == [Occasion("birthday", 1980, 4, 3), Occasion("anniversary", 2010, 6, 5)]
    assert bob.occasions == [Occasion("birthday", 1981, 8, 7)]
    assert cat.occasions == [Occasion("anniversary", 2001, 12, 31)]


def test_a_date_that_stays_ambiguous_is_also_a_custom_field() -> None:
    (ann,) = people("Name,Birthday\nAnn,03/04/1980\n")
    assert ann.occasions == [Occasion("birthday", 1980, None, None)]
    assert ann.fields == {"Birthday": "03/04/1980"}
    assert reasons(ann) == ["Birthday: 03/04/1980 can be read as 1980-03-04 or 1980-04-03"]


def test_what_is_no_date_becomes_a_custom_field_and_placeholders_do_not() -> None:
    ann, bob, cat = people("Name,Birthday\nAnn,circa 1800\nBob,0/0/00\nCat,1900-01-01\n")
    assert (ann.fields, reasons(ann)) == (
        {"Birthday": "circa 1800"},
        ['Birthday: "circa 1800" is no date that could be read'],
    )
    assert (bob.fields, bob.doubts) == ({}, [])
    assert (cat.fields, reasons(cat)) == ({}, ['Birthday: "1900-01-01" is what programs write for no date'])


def test_a_lunar_column_is_lunar_also_without_saying_so() -> None:
    zhang, li, wang = people("姓名,农历生日\n张,三月初三\n李,1984-3-3\n王,农历闰四月初一\n")
    assert zhang.occasions == [Occasion("birthday", None, 3, 3, calendar="lunar")]
    assert li.occasions == [Occasion("birthday", 1984, 3, 3, calendar="lunar")]
    assert wang.occasions == [Occasion("birthday", None, 4, 1, calendar="lunar", leap_month=True)]


@pytest.mark.parametrize(
    ("cells", "birthday"),
    [
        ("1980,4,15", Occasion("birthday", 1980, 4, 15)),
        (",2,29", Occasion("birthday", None, 2, 29)),
        ("1980,,", Occasion("birthday", 1980)),
        ("1980,04,", Occasion("birthday", 1980, 4)),
        (",4,", Occasion("birthday", None, 4)),
        (",,15", Occasion("birthday", None, None, 15)),
    ],
)
def test_a_birthday_split_over_three_columns(cells: str, birthday: Occasion) -> None:
    (ann,) = people(f"Name,Birth Year,Birth Month,Birth Day\nAnn,{cells}\n")
    assert (ann.occasions, ann.fields) == ([birthday], {})


def test_parts_of_a_birthday_that_make_no_day_become_a_custom_field() -> None:
    ann, bob, cat = people("Name,Birth Year,Birth Month,Birth Day\nAnn,1980,13,1\nBob,1980,April,3\nCat,0,0,0\n")
    assert (ann.fields, bob.fields) == ({"Birthday": "1980-13-01"}, {"Birthday": "1980 April 3"})
    assert (cat.fields, cat.occasions, cat.doubts) == ({}, [], [])


def test_a_second_birthday_goes_to_the_fields() -> None:
    (ann,) = people("Name,Birthday,Date of Birth,生日\nAnn,1980-04-15,1980-04-15,1981-04-15\n")
    assert ann.occasions == [Occasion("birthday", 1980, 4, 15)]
    assert ann.fields == {"生日": "1981-04-15"}


def test_unknown_columns_become_custom_fields_of_their_header() -> None:
    (ann,) = people("Name, Favourite  Tea ,茶,茶\nAnn,green,A,B\n")
    assert ann.fields == {"Favourite Tea": "green", "茶": "A", "茶 2": "B"}


def test_an_area_an_honorific_and_the_best_time_have_our_names() -> None:
    (ann,) = people("Name,Sales Area,称呼,Best Time\nAnn,浦东,Dr. Ann,after 3\n")
    assert ann.fields == {"area": "浦东", "honorific": "Dr. Ann", "best_time": "after 3"}


def test_a_second_value_for_one_field_becomes_a_custom_field() -> None:
    (ann,) = people("Name,Full Name,Company,Employer,City,Town\nAnn,Ann Lee,Acme,Bolt,Rome,Milan\n")
    assert (ann.name, ann.organization, ann.addresses) == ("Ann", "Acme", [Address("", city="Rome")])
    assert ann.fields == {"Full Name": "Ann Lee", "Employer": "Bolt", "Town": "Milan"}


def test_a_damaged_row_is_doubted() -> None:
    ann, bob = people('Name,Phone\nAnn,"5550001\nBob,5550002\n')
    assert (ann.name, reasons(ann)) == ("Ann", ["a quotation mark is not closed, or stands inside a cell"])
    assert (bob.name, bob.doubts) == ("Bob", [])


def test_a_label_without_a_value_is_nothing() -> None:
    kinds = ("Phone", "E-mail", "Event", "Custom Field", "IM", "Website", "Relation", "Organization")
    header = ",".join(f"{kind} 1 - Type,{kind} 1 - Value" for kind in kinds)
    (ann,) = people(f"Name,{header}\nAnn,{',,'.join(['* Work'] * len(kinds))},\n")
    assert ann == Draft(2, 1, "Ann", original=ann.original, content=ann.content)


def test_the_same_numbered_column_again_is_one_more() -> None:
    (ann,) = people("Name,Phone 1 - Value,Phone 1 - Value\nAnn,5550001,5550002\n")
    assert [phone.value for phone in ann.phones] == ["5550001", "5550002"]


def test_what_a_contact_is_filed_by_is_a_custom_field_where_it_differs() -> None:
    ann, bob, cat = people("Given Name,File As,File As\nAnn,Lee Ann,A. Lee\n,Bob,Bob\nCat,Cat,\n")
    assert (ann.name, ann.fields) == ("Ann", {"File As": "A. Lee", "File As 2": "Lee Ann"})
    assert (bob.name, bob.company, bob.fields) == ("Bob", False, {})
    assert (cat.name, cat.fields) == ("Cat", {})


def test_the_same_value_twice_counts_once() -> None:
    (ann,) = people(
        "Name,Full Name,Company,Employer,Phone,Mobile,Email,Email 2,Notes,Comments\n"
        "Ann,Ann,Acme,Acme,5550001,5550001,a@b.example,a@b.example,hi,hi\n"
    )
    assert (ann.phones, ann.emails) == ([Phone("mobile", "5550001")], [Email("", "a@b.example")])
    assert (ann.organization, ann.notes, ann.fields) == ("Acme", ["hi"], {})


@pytest.mark.parametrize(
    ("row", "name", "company"),
    [
        (",,Acme,,,5550001", "Acme", True),
        (",,Acme,Annie,,5550001", "Acme", False),
        (",,,Annie,,5550001", "Annie", False),
        (",,,,a@b.example,5550001", "a@b.example", False),
        (",,,,,5550001", "5550001", False),
        ("Ann,,Acme,,,", "Ann", False),
        (",Lee,Acme,,,", "Lee", False),
    ],
)
def test_a_row_without_a_name_is_called_by_the_best_it_has(row: str, name: str, company: bool) -> None:
    (draft,) = people(f"First Name,Last Name,Company,Nickname,Email,Phone\n{row}\n")
    assert (draft.name, draft.company) == (name, company)


def test_a_row_named_by_its_number_or_address_is_doubted() -> None:
    (draft,) = people("Name,Email,Phone\n,,5550001\n")
    assert reasons(draft) == ['the row has no name: it is called "5550001"']
    (draft,) = people("Name,URL\n,https://l.example/nobody\n")
    assert draft.name == "https://l.example/nobody"


def test_a_row_that_names_and_reaches_nobody_is_refused() -> None:
    (refusal,) = read(b"Name,Phone,Notes\n,,only a note\n").drafts
    assert refusal == Refusal(2, 1, "the row has no name, organization, number or address", b",,only a note\n")


def test_what_is_no_e_mail_address_is_a_custom_field_and_a_doubt() -> None:
    ann, bob = people('Name,Email\nAnn,n/a\nBob,"Bob Roe <bob@example.com>"\n')
    assert (ann.emails, ann.fields, reasons(ann)) == ([], {"Email": "n/a"}, ['Email: "n/a" is no e-mail address'])
    assert (bob.emails, bob.fields) == ([Email("", "bob@example.com")], {"Email": "Bob Roe <bob@example.com>"})


def test_nothing_in_a_cell_is_run_or_drawn() -> None:
    (ann,) = people('Name,Notes,Company\nA\x1b[31mnn [red]x[/red],"=HYPERLINK(""http://x"")",\'=1+1\n')
    assert (ann.name, ann.notes, ann.organization) == ("A[31mnn [red]x[/red]", ['=HYPERLINK("http://x")'], "=1+1")
    assert reasons(ann) == ["control characters were taken out"]


def test_control_characters_in_a_header_are_taken_out() -> None:
    (ann,) = people("Na\x07me,\x1b[1mTea\nAnn,green\n")
    assert (ann.name, ann.fields) == ("Ann", {"[1mTea": "green"})


def test_a_file_without_a_header_is_read_by_what_stands_in_it() -> None:
    reading = read("张伟,13800138000,zw@example.com,上海\n李四,13800138001,,北京\n".encode())
    zhang, li = drafts(reading)
    assert (zhang.line, zhang.name, zhang.phones, zhang.emails) == (
        1,
        "张伟",
        [Phone("", "13800138000")],
        [Email("", "zw@example.com")],
    )
    assert (li.name, li.fields) == ("李四", {"column 4": "北京"})
    assert [doubt.reason for doubt in reading.doubts] == [
        "the file has no header; by what stands in them, column 1 = full, column 2 = phone, column 3 = email"
    ]


def test_columns_without_a_header_can_be_mapped_by_number() -> None:
    reading = read(b"17,Ann,5550001\n18,Bob,5550002\n", mapping={"column 1": "field", "column 2": "given"})
    assert [(draft.name, draft.given, draft.fields) for draft in drafts(reading)] == [
        ("Ann", "Ann", {"column 1": "17"}),
        ("Bob", "Bob", {"column 1": "18"}),
    ]


def test_a_file_of_which_no_column_is_known_names_those_it_has() -> None:
    with pytest.raises(FileUnreadableError, match="no column is known among Foo, Bar") as caught:
        read(b"Foo,Bar\n1,2\n")
    assert caught.value.hint.startswith('say what they are: --map "Foo=name"')


def test_known_columns_are_not_called_unknown_where_none_names_a_person() -> None:
    with pytest.raises(FileUnreadableError, match="no column is known to name or reach anybody among No, Grade"):
        read(b"No,Grade\n1,A\n")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n", b",,,\n", b"sep=;\n"])
def test_an_empty_file_has_no_drafts_and_a_doubt(data: bytes) -> None:
    reading = read(data)
    assert list(reading.drafts) == []
    assert reading.doubts == [Doubt(1, "the file is empty")]


def test_a_header_without_rows_is_a_doubt_once_it_was_read() -> None:
    reading = read(b"Name,Phone\n")
    assert list(reading.drafts) == []
    assert reading.doubts == [Doubt(1, "the file has a header and no rows")]


def test_bytes_that_do_not_fit_the_encoding_are_a_doubt() -> None:
    reading = read("Name,Phone\nM\u00fcller,5550001\n".encode("cp1252"), encoding="utf-8")
    assert [draft.name for draft in drafts(reading)] == ["M\ufffdller"]
    (doubt,) = reading.doubts
    assert doubt.line == 2
    assert doubt.reason == (
        "some bytes are not utf-8; \ufffd stands for them (leave --encoding out: the file looks like cp1252)"
    )


def test_a_damaged_file_has_a_doubt_with_its_line_even_without_a_given_encoding() -> None:
    people = "姓名,手机,公司\n" + "张伟,13800138000,华为技术有限公司\n" * 3
    reading = read(people.encode() + b"\xe6\x9d,13900139000,\n")
    assert [draft.name for draft in drafts(reading)] == ["张伟"] * 3 + ["\ufffd"]
    assert reading.doubts == [Doubt(5, "some bytes are not utf-8; \ufffd stands for them")]


def test_a_file_of_another_encoding_than_the_given_one_is_refused_with_the_line_and_a_guess() -> None:
    with pytest.raises(FileUnreadableError, match=r"^the file is not utf-8: the bytes of line 2 do not fit$") as caught:
        read("Kunden 2026\n姓名,手机\n张伟,13800138000\n".encode("gb18030"), encoding="utf-8")
    assert caught.value.hint == "leave --encoding out: the file looks like gb18030"


def test_a_csv_is_known_by_two_columns() -> None:
    assert looks_like_csv("姓名;手机\n".encode("gb18030"))
    assert not looks_like_csv(b"Name\nAnn\n")
    assert not looks_like_csv(b"," * 5000)
    assert not looks_like_csv(b"BEGIN:VCARD\nFN:Ann\n")


PIECES = (
    "Name|Phone|Email|Birthday|姓名|手机|Phone 1 - Value|Phone 1 - Type|Address 1 - City|Labels|Birth Month|Birth Day|"
    "用户名|类型|显示名称|sep=;|13800138000|a@b.example|1.38E+10|03/04/1980|农历|三月初三"
)
HOSTILE = st.lists(
    st.sampled_from([*PIECES.split("|"), *"\n\r,;\t'=\0\x1b", '"', '""', "\r\n"]) | st.text(max_size=5), max_size=60
).map("".join)


@settings(max_examples=300)
@given(HOSTILE, st.sampled_from(["utf-8", "utf-16", "gb18030"]))
def test_any_text_is_read_or_refused_in_words(text: str, encoding: str) -> None:
    data = text.encode(encoding, "replace")
    try:
        results = list(read(data).drafts)
    except FollowupError:
        return
    assert [result.card for result in results] == list(range(1, len(results) + 1))
    assert all(result.name for result in results if isinstance(result, Draft))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    try:
        results = list(read(data).drafts)
    except FollowupError:
        return
    assert all(isinstance(result, Draft | Refusal) for result in results)


CELL = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Z")), min_size=1, max_size=8).filter(
    lambda text: text[0] not in "'="
)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8))
def test_no_value_of_a_well_formed_file_is_lost(rows: list[tuple[str, str, str]]) -> None:
    import csv
    import io

    out = io.StringIO()
    csv.writer(out).writerows([("Name", "Company", "Tea"), *rows])
    values = [(draft.name, draft.organization, draft.fields["Tea"]) for draft in drafts(read(out.getvalue().encode()))]
    assert values == rows
