"""What the properties of a vCard say: names, numbers, addresses, work, labels, pictures."""

from __future__ import annotations

import base64

import pytest

from followup.core.importing.draft import Draft
from followup.core.model.contact import Address, Email, Phone
from followup.exchange.vcard.reader import read

JPEG = base64.b64encode(b"\xff\xd8\xff\xe0" + bytes(range(40))).decode()
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(40))).decode()


def person(*lines: str, version: str = "3.0") -> Draft:
    data = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()
    (draft,) = read(data).drafts
    assert isinstance(draft, Draft)
    return draft


def phone_labels(*lines: str, version: str = "3.0") -> list[str]:
    return [phone.label for phone in person("FN:x", *lines, version=version).phones]


def test_all_parts_of_n_are_taken_and_fn_is_shown() -> None:
    draft = person("N:Public;John;Quinlan;Mr.;Esq.", "FN:Mr. John Q. Public, Esq.")
    assert draft.name == "Mr. John Q. Public, Esq."
    assert (draft.family, draft.given, draft.additional) == ("Public", "John", "Quinlan")
    assert (draft.prefix, draft.suffix) == ("Mr.", "Esq.")


@pytest.mark.parametrize(
    ("n", "suffix"), [("Doe", ""), ("Doe;Jo", ""), ("Doe;Jo;;Dr.;PhD", "PhD"), ("Doe;Jo;;;PhD;MBA;x", "PhD MBA x")]
)
def test_n_may_have_fewer_or_more_than_five_parts(n: str, suffix: str) -> None:
    draft = person(f"N:{n}")
    assert (draft.family, draft.suffix) == ("Doe", suffix)


def test_a_number_that_stands_twice_keeps_both_labels() -> None:
    draft = person("TEL;TYPE=HOME:5550001", "TEL:5550002", "TEL;TYPE=WORK,PREF:5550002", "TEL;TYPE=CELL:5550001",
                   "TEL;TYPE=HOME:5550001", "EMAIL;TYPE=WORK:a@b.example", "EMAIL;TYPE=HOME:a@b.example")  # fmt: skip
    assert draft.phones == [Phone("work", "5550002"), Phone("home, mobile", "5550001")]
    assert draft.emails == [Email("work, home", "a@b.example")]


def test_phonetic_names_are_taken_in_every_dialect() -> None:
    assert person("FN:陈静", "X-PHONETIC-FIRST-NAME:Jing", "X-PHONETIC-LAST-NAME:Chen").phonetic == "Chen Jing"
    assert person("N:安藤;;", "SOUND;X-IRMC-N:ｱﾝﾄﾞｳ;ﾛｲﾄﾞ;;", version="2.1").phonetic == "ｱﾝﾄﾞｳ ﾛｲﾄﾞ"
    assert person('N;SORT-AS="Zheng,Kai":郑;凯;;;', version="4.0").phonetic == "Zheng Kai"
    assert person("FN:John Doe", "SORT-STRING:Doe").phonetic == ""


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("_$!<Mobile>!$_", "mobile"),
        ("_$!<Main>!$_", "main"),
        ("_$!<HomeFAX>!$_", "home fax"),
        ("_$!<AssistantPhone>!$_", "assistant"),
        ("_$!<School>!$_", "school"),
        ("Work", "work"),
        ("前台", "前台"),
        ("Boss' car", "Boss' car"),
    ],
)
def test_apples_labels_are_unwrapped_and_the_persons_own_stay(written: str, label: str) -> None:
    assert phone_labels("item1.TEL;type=VOICE:1", f"item1.X-ABLabel:{written}") == [label]


def test_a_label_may_stand_before_its_line_and_its_group_may_have_any_name() -> None:
    assert phone_labels("monkey.X-ABLABEL:Desk", "monkey.TEL;TYPE=WORK:1") == ["Desk"]
    assert phone_labels("ITEM1.TEL;TYPE=WORK:1", "item1.X-ABLabel:Desk") == ["Desk"]


def test_an_empty_label_leaves_the_types() -> None:
    assert phone_labels("item1.TEL;TYPE=WORK:1", "item1.X-ABLabel:") == ["work"]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("TEL;VALUE=uri:tel:+86-138-0013-8012;ext=801", "+86-138-0013-8012;ext=801"),
        ("TEL:tel:+1%20800", "+1 800"),
        ("TEL;VALUE=uri:67545678", "67545678"),
        ("TEL:+1 (555) 010 ext. 22", "+1 (555) 010 ext. 22"),
        ("TEL:１３８", "１３８"),
        ("TEL:1-800-MY-APPLE", "1-800-MY-APPLE"),
        ("TEL:021-5555-0200\\,8012", "021-5555-0200,8012"),
    ],
)
def test_a_number_stays_as_written(line: str, value: str) -> None:
    assert [phone.value for phone in person("FN:x", line).phones] == [value]


def test_empty_and_repeated_numbers_and_addresses_are_dropped() -> None:
    draft = person("FN:x", "TEL:", "TEL;TYPE=CELL:1", "TEL;TYPE=HOME:1", "EMAIL:", "EMAIL:a@b", "EMAIL:mailto:a@b")
    assert [phone.value for phone in draft.phones] == ["1"]
    assert [email.value for email in draft.emails] == ["a@b"]


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        ("mailto:ann@example.com", {}), ("<ann@example.com>", {}),
        ('"Ann" <ann@example.com>', {"e-mail": '"Ann" <ann@example.com>'}),
    ],
)  # fmt: skip
def test_an_e_mail_address_is_taken_out_of_what_programs_write_around_it(written: str, fields: dict[str, str]) -> None:
    draft = person(f"EMAIL;TYPE=HOME:{written}")
    assert (draft.emails, draft.fields) == ([Email("home", "ann@example.com")], fields)


def test_what_is_no_address_stays_as_written() -> None:
    assert person("EMAIL:<Ann>").emails == [Email("", "<Ann>")]


def test_a_number_that_a_spreadsheet_damaged_is_no_number() -> None:
    draft = person("FN:x", "TEL:1.38E+10")
    assert (draft.phones, draft.fields) == ([], {"phone": "1.38E+10"})
    assert [doubt.line for doubt in draft.doubts] == [4]


def test_a_sip_address_among_the_phones_is_a_messenger() -> None:
    assert person("FN:x", "TEL:sip:a@b").fields == {"SIP": "a@b"}


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("ADR;TYPE=WORK:;;12 Main St;Town;CA;123;USA", Address("work", "12 Main St", "Town", "CA", "123", "USA")),
        ("ADR;HOME;PREF;:;;Weg 1;Ort;;9;DE", Address("home", "Weg 1", "Ort", "", "9", "DE")),
        ("ADR:;12 Main\\nTown;;;;;", Address(street="12 Main\nTown")),
        ("ADR:Box 1;Flat 2;Street 3;;;;", Address(street="Street 3\nFlat 2\nBox 1")),
        ("ADR:;;Street;Town", Address(street="Street", city="Town")),
        ("ADR:only this", Address(street="only this")),
        ('ADR;LABEL="a: b";TYPE=home:;;Street;;;;', Address("home", "Street")),
        ("ADR;TYPE=home;LABEL=Street: 5:;;Street;5;;;", Address("home", "Street", "5")),
    ],
)
def test_addresses_in_all_their_shapes(line: str, address: Address) -> None:
    assert person("FN:x", line).addresses == [address]


def test_surplus_parts_of_an_address_are_a_custom_field_and_a_doubt() -> None:
    draft = person("FN:x", "ADR;TYPE=WORK:;;Street;Town;;1;DE;more;yet more")
    assert draft.addresses == [Address("work", "Street", "Town", "", "1", "DE")]
    assert draft.fields == {"work address": "more, yet more"}
    assert [doubt.line for doubt in draft.doubts] == [4]


def test_a_label_that_only_repeats_the_address_is_left_out_and_another_is_not() -> None:
    repeated = person("FN:x", "ADR;TYPE=WORK:;;Street 5;Town;;1;DE", "LABEL;TYPE=WORK:Street 5\\nTown 1\\nDE")
    assert repeated.fields == {}
    more = person("FN:x", "ADR;TYPE=WORK:;;Street 5;Town;;;", "LABEL;TYPE=WORK:Street 5\\nBack yard\\nTown")
    assert more.fields == {"work address label": "Street 5\nBack yard\nTown"}
    other = person("FN:x", "ADR;TYPE=WORK:;;Street 5;Town;;;", "LABEL;TYPE=HOME:Lane 9\\nTown")
    assert other.addresses == [Address("work", "Street 5", "Town"), Address("home", "Lane 9\nTown")]
    alone = person("FN:x", "LABEL;TYPE=HOME:Lane 9\\nTown")
    assert alone.addresses == [Address("home", "Lane 9\nTown")]


@pytest.mark.parametrize(
    ("org", "company", "department"),
    [
        ("Acme;", "Acme", ""),
        ("A\\, Inc.", "A, Inc.", ""),
        ("A, Inc.;East;Sales", "A, Inc.", "East, Sales"),
        (";;", "", ""),
    ],
)
def test_the_first_part_of_org_is_the_company_and_the_rest_the_department(
    org: str, company: str, department: str
) -> None:
    draft = person("FN:x", f"ORG:{org}")
    assert (draft.organization, draft.department) == (company, department)


def test_second_jobs_become_custom_fields() -> None:
    draft = person("FN:x", "TITLE:CTO", "ORG:Acme", "ORG:Beta;Lab", "TITLE:CEO", "ROLE:Founder")
    assert (draft.title, draft.organization) == ("CTO", "Acme")
    assert draft.fields == {"organization 2": "Beta, Lab", "title 2": "CEO", "role": "Founder"}
    assert person("FN:x", "ROLE:Founder").title == "Founder"


@pytest.mark.parametrize(
    ("line", "groups"),
    [
        ("CATEGORIES:VIP,上海", ["VIP", "上海"]),
        ("CATEGORIES:myContacts,My Contacts,* Friends", ["Friends"]),
        ("CATEGORIES:Restored from phone,Imported on 1/2/19,VIP,VIP", ["VIP"]),
        ("X-GROUP-MEMBERSHIP;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=AE=A2=E6=88=B7 ::: VIP", ["客户", "VIP"]),
        ("X-CALLER-GROUP:Family", ["Family"]),
    ],
)
def test_labels_of_the_person_are_groups_and_those_of_programs_are_not(line: str, groups: list[str]) -> None:
    assert person("FN:x", line).groups == groups


def test_starred_makes_important() -> None:
    draft = person("FN:x", "CATEGORIES:starred,VIP")
    assert (draft.important, draft.groups) == (True, ["VIP"])


@pytest.mark.parametrize(
    ("line", "mime"),
    [
        (f"PHOTO;ENCODING=b;TYPE=JPEG:{JPEG}", "image/jpeg"),
        (f"PHOTO;BASE64:{PNG}", "image/png"),
        (f"PHOTO;ENCODING=BASE64;TYPE=JPEG:{PNG}", "image/png"),
        (f"PHOTO:data:image/jpeg;base64,{JPEG}", "image/jpeg"),
        (f"PHOTO:data:image/jpeg;base64\\,{JPEG}", "image/jpeg"),
        (f"X-MS-CARDPICTURE;TYPE=JPEG;ENCODING=BASE64:{JPEG}", "image/jpeg"),
        (f"PHOTO;ENCODING=b;TYPE=JPEG:{JPEG.rstrip('=')}", "image/jpeg"),
    ],
)
def test_pictures_are_taken_by_what_they_are(line: str, mime: str) -> None:
    photo = person("FN:x", line).photo
    assert photo is not None
    assert photo.mime == mime
    assert photo.data[-1] == 39


@pytest.mark.parametrize("value", ["not base64!", "AAAA", "=", "<xml/>"])
def test_a_damaged_picture_is_left_out_and_the_card_stays(value: str) -> None:
    draft = person("FN:x", f"PHOTO;ENCODING=b:{value}", "TEL:1")
    assert (draft.photo, draft.phones[0].value) == (None, "1")
    assert [(doubt.line, doubt.reason) for doubt in draft.doubts] == [(4, "the picture is damaged and was left out")]


def test_a_picture_elsewhere_is_an_address() -> None:
    assert person("FN:x", "PHOTO;VALUE=uri:http://a/p.jpg").fields == {"photo": "http://a/p.jpg"}


def test_an_address_on_the_web_keeps_what_the_person_called_it() -> None:
    draft = person("FN:x", "item1.URL:http\\://a", "item1.X-ABLabel:_$!<HomePage>!$_", "i2.URL:b", "i2.X-ABLabel:博客")
    assert draft.urls == ["http://a", "b"]
    assert draft.fields == {"博客": "b"}


@pytest.mark.parametrize(
    ("line", "gender"), [("GENDER:M", "male"), ("GENDER:F;x", "female"), ("X-GENDER:Male", "male")]
)
def test_gender_is_a_word(line: str, gender: str) -> None:
    assert person("FN:x", line).gender == gender


def test_unknown_properties_become_custom_fields_of_a_readable_name_or_their_label() -> None:
    draft = person(
        "FN:x", "X-APPLE-SUBLOCALITY:陆家嘴", "item1.X-UNKNOWN:a", "item1.X-ABLabel:Customer code", "X-ODD NAME:1",
        "X-messaging/skype:me", "TZ:+0100", "HOBBY:Chess", "HOBBY:Go", "WHAT:ever",
    )  # fmt: skip
    assert draft.fields == {
        "sublocality": "陆家嘴", "Customer code": "a", "odd name": "1", "messaging/skype": "me", "time zone": "+0100",
        "hobby": "Chess, Go", "what": "ever",
    }  # fmt: skip
    assert [(doubt.line, doubt.reason) for doubt in draft.doubts] == [
        (12, 'WHAT is no property of vCard; kept as a field: "ever"')
    ]


def test_what_programs_note_for_themselves_stays_in_the_original() -> None:
    draft = person("FN:x", "PRODID:y", "REV:2024", "PROFILE:VCARD", "X-ABUID:1\\:ABPerson", "CLASS:PUBLIC")
    assert draft.fields == {}
    assert draft.doubts == []
    assert b"X-ABUID" in draft.original


def test_a_secret_or_a_sound_is_left_in_the_original() -> None:
    draft = person("FN:x", f"KEY;ENCODING=b:{JPEG}", f"SOUND;ENCODING=b:{JPEG}", f"X-BLOB;ENCODING=b:{JPEG}")
    assert draft.fields == {}
    assert [doubt.reason for doubt in draft.doubts] == ["X-BLOB is not understood; it stays in the original card"]


def test_a_department_of_its_own_and_comments_are_taken() -> None:
    draft = person("FN:x", "ORG:Acme", "X-DEPARTMENT:Sales", "COMMENT:a", "NOTE:a", "NICKNAME:")
    assert (draft.organization, draft.department, draft.notes, draft.nickname) == ("Acme", "Sales", ["a"], "")


def test_a_percent_sign_that_hides_no_text_stays() -> None:
    assert person("FN:x", "TEL:tel:%FF1").phones[0].value == "%FF1"
    assert person("FN:x", "TEL:tel:1%1B2").phones[0].value == "12"


def test_a_webp_picture_is_known_by_its_content() -> None:
    webp = base64.b64encode(b"RIFF0000WEBPVP8 ").decode()
    photo = person("FN:x", f"PHOTO;ENCODING=b:{webp}", f"LOGO;ENCODING=b:{JPEG}", "LOGO:http://a").photo
    assert photo is not None
    assert photo.mime == "image/webp"


def test_a_second_picture_is_left_out_with_a_doubt() -> None:
    draft = person("FN:x", f"PHOTO;ENCODING=b:{JPEG}", f"PHOTO;ENCODING=b:{JPEG}", f"PHOTO;ENCODING=b:{PNG}")
    assert [(doubt.line, doubt.reason) for doubt in draft.doubts] == [(6, "a second picture was left out")]
