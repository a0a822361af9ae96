"""Days, people and messengers on vCards."""

from __future__ import annotations

import pytest

from followup.core.importing.draft import Draft
from followup.core.model.contact import Occasion, Relation
from followup.exchange.vcard.reader import read

ANDROID = "X-ANDROID-CUSTOM:vnd.android.cursor.item"


def person(*lines: str, version: str = "3.0") -> Draft:
    data = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", "FN:x", *lines, "END:VCARD", ""]).encode()
    (draft,) = read(data).drafts
    assert isinstance(draft, Draft)
    return draft


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("BDAY:1989-02-02", (1989, 2, 2)),
        ("BDAY:19540421", (1954, 4, 21)),
        ("BDAY;VALUE=date:1980-05-31", (1980, 5, 31)),
        ("BDAY:1996-04-15T20:12+04:00", (1996, 4, 15)),
        ("BDAY:--04-15", (None, 4, 15)),
        ("BDAY: --04-15", (None, 4, 15)),
        ("BDAY:--0229", (None, 2, 29)),
        ("BDAY:---15", (None, None, 15)),
        ("BDAY:1985", (1985, None, None)),
        ("BDAY:1985-04", (1985, 4, None)),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-15", (None, 4, 15)),
        ("BDAY;X-APPLE-OMIT-YEAR=1900:1900-04-15", (None, 4, 15)),
        ("BDAY:1604-04-15", (None, 4, 15)),
        ("BDAY:1985年4月15日", (1985, 4, 15)),
    ],
)
def test_birthdays_keep_what_is_known_and_never_invent_a_year(
    line: str, day: tuple[int | None, int | None, int | None]
) -> None:
    draft = person(line)
    assert draft.occasions == [Occasion("birthday", *day)]
    assert (draft.fields, draft.doubts) == ({}, [])


@pytest.mark.parametrize(
    ("other", "month", "day"),
    [("BDAY:04/15/1980", 3, 4), ("item1.X-ABDATE:15/04/1980", 4, 3), ("BDAY:1980-04-15", None, None), ("", None, None)],
)
def test_the_other_cards_decide_whether_the_day_or_the_month_comes_first(
    other: str, month: int | None, day: int | None
) -> None:
    cards = (["FN:x", "BDAY:03/04/1980"], ["FN:y", other])
    data = "\n".join("\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"]) for lines in cards).encode()
    first = next(iter(read(data).drafts))
    assert isinstance(first, Draft)
    assert first.occasions == [Occasion("birthday", 1980, month, day)]
    assert (first.fields, len(first.doubts)) == (({}, 0) if month else ({"birthday": "03/04/1980"}, 1))


@pytest.mark.parametrize("text", ["circa 1800", "June 12, 1999", "19723101", "1985-02-30"])
def test_a_birthday_that_is_no_date_is_a_custom_field_and_a_doubt(text: str) -> None:
    draft = person(f"BDAY:{text.replace(',', chr(92) + ',')}")
    assert (draft.occasions, draft.fields) == ([], {"birthday": text})
    assert [doubt.line for doubt in draft.doubts] == [4]


@pytest.mark.parametrize("text", ["", "1000-01-01", "0000-00-00", "0/0/00"])
def test_what_programs_write_for_no_date_is_none(text: str) -> None:
    draft = person(f"BDAY:{text}")
    assert (draft.occasions, draft.fields, draft.doubts) == ([], {}, [])


def test_the_first_of_1900_is_left_out_with_a_doubt() -> None:
    draft = person("BDAY:1900-01-01")
    assert (draft.occasions, draft.fields) == ([], {})
    assert [doubt.line for doubt in draft.doubts] == [4]


def test_an_ambiguous_birthday_is_a_doubt_and_its_text_a_custom_field() -> None:
    draft = person("BDAY:03/04/1980")
    assert draft.occasions == [Occasion("birthday", 1980)]
    assert draft.fields == {"birthday": "03/04/1980"}
    assert [doubt.line for doubt in draft.doubts] == [4]


def test_a_second_birthday_goes_to_a_field_and_the_same_one_nowhere() -> None:
    draft = person("BDAY:1980-01-02", "BDAY;VALUE=text:1980-01-02", "BDAY:1981-03-04")
    assert draft.occasions == [Occasion("birthday", 1980, 1, 2)]
    assert draft.fields == {"birthday 2": "1981-03-04"}


@pytest.mark.parametrize(
    ("line", "occasion"),
    [
        ("X-ALTBDAY;CALSCALE=chinese:007800010303", Occasion("birthday", 1984, 3, 3, "lunar")),
        ("X-ALTBDAY;CALSCALE=chinese:0078004004L01", Occasion("birthday", 2023, 4, 1, "lunar", leap_month=True)),
        ("BDAY;CALSCALE=chinese:1984-03-03", Occasion("birthday", 1984, 3, 3, "lunar")),
        ("BDAY:农历三月初三", Occasion("birthday", None, 3, 3, "lunar")),
        (
            "X-ANDROID-CUSTOM:vnd.com.miui.cursor.item/lunarBirthday;1984-03-03;;",
            Occasion("birthday", 1984, 3, 3, "lunar"),
        ),
    ],
)
def test_lunar_birthdays_stay_lunar(line: str, occasion: Occasion) -> None:
    assert person(line).occasions == [occasion]


def test_a_person_may_have_a_solar_and_a_lunar_birthday() -> None:
    kinds = [held.calendar for held in person("BDAY:1984-04-04", "X-ALTBDAY;CALSCALE=chinese:007800010303").occasions]
    assert kinds == ["solar", "lunar"]


def test_a_lunar_birthday_that_is_none_becomes_a_custom_field() -> None:
    draft = person("X-ALTBDAY;CALSCALE=chinese:soon")
    assert (draft.occasions, draft.fields) == ([], {"lunar birthday": "soon"})


@pytest.mark.parametrize(
    "line",
    [
        "ANNIVERSARY:20101010", "ANNIVERSARY;VALUE=DATE:2010-10-10", "X-EVOLUTION-ANNIVERSARY:2010-10-10",
        "X-KADDRESSBOOK-X-Anniversary:2010-10-10", f"{ANDROID}/contact_event;2010-10-10;1;;;;;;;;;;;;;",
    ],
)  # fmt: skip
def test_anniversaries_in_every_dialect(line: str) -> None:
    assert person(line).occasions == [Occasion("anniversary", 2010, 10, 10)]


def test_other_days_are_called_by_their_label() -> None:
    draft = person(
        "item1.X-ABDATE;type=pref:2016-10-01", "item1.X-ABLabel:_$!<Anniversary>!$_",
        "item2.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-12-25", "item2.X-ABLabel:首次拜访",
        f"{ANDROID}/contact_event;2019-09-10;0;签约;;;;;;;;;;;;", f"{ANDROID}/contact_event;--05-06;2;;",
        f"{ANDROID}/contact_event;1980-01-02;3;;",
    )  # fmt: skip
    assert draft.occasions == [
        Occasion("anniversary", 2016, 10, 1), Occasion("首次拜访", None, 12, 25), Occasion("签约", 2019, 9, 10),
        Occasion("other", None, 5, 6), Occasion("birthday", 1980, 1, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["RELATED;TYPE=spouse;VALUE=text:Li"], "spouse"),
        (["RELATED;TYPE=contact,co-worker:Li"], "colleague"),
        (["RELATED:Li"], "related"),
        (["item1.X-ABRELATEDNAMES:Li", "item1.X-ABLabel:_$!<Spouse>!$_"], "spouse"),
        (["item1.X-ABRELATEDNAMES:Li", "item1.X-ABLabel:_$!<Manager>!$_"], "boss"),
        (["item1.X-ABRELATEDNAMES:Li", "item1.X-ABLabel:_$!<Mother>!$_"], "parent"),
        (["item1.X-ABRELATEDNAMES:Li", "item1.X-ABLabel:师父"], "师父"),
        ([f"{ANDROID}/relation;Li;14;;;;;;;;;;;;;"], "spouse"),
        ([f"{ANDROID}/relation;Li;7;;"], "boss"),
        ([f"{ANDROID}/relation;Li;3;;"], "child"),
        ([f"{ANDROID}/relation;Li;11;;"], "referred"),
        ([f"{ANDROID}/relation;Li;0;师父;"], "师父"),
        ([f"{ANDROID}/relation;Li;99;;"], "related"),
        (["X-SPOUSE:Li"], "spouse"),
        (["X-CHILDREN:Li"], "child"),
        (["X-EVOLUTION-MANAGER:Li"], "boss"),
        (["X-KADDRESSBOOK-X-SpousesName:Li"], "spouse"),
        (["X-FCENCODED-582D46432D52656C617465644E616D65733A53706F757365:Li"], "spouse"),
    ],
)
def test_relations_in_every_dialect(lines: list[str], kind: str) -> None:
    assert person(*lines).relations == [Relation(kind, "Li")]


def test_who_is_two_things_to_the_person_is_both() -> None:
    draft = person("RELATED;TYPE=co-worker,crush;VALUE=text:Li", version="4.0")
    assert draft.relations == [Relation("colleague", "Li"), Relation("crush", "Li")]


def test_a_related_address_stays_one() -> None:
    assert person("RELATED;TYPE=friend:urn:uuid:1-2").relations == [Relation("friend", "urn:uuid:1-2")]


def test_an_assistants_number_is_a_phone() -> None:
    assert person("X-ASSISTANT-TEL:1").phones[0].label == "assistant"


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        (["X-QQ:100"], ("QQ", "100")),
        (["X-SKYPE-USERNAME:me"], ("Skype", "me")),
        (["X-GOOGLE-TALK:me@gmail.com"], ("Google Talk", "me@gmail.com")),
        (["item7.IMPP;X-SERVICE-TYPE=QQ;type=pref:x-apple:100", "item7.X-ABLabel:QQ"], ("QQ", "100")),
        (["i.IMPP;X-SERVICE-TYPE=微信号:x-apple:wx_me", "i.X-ABLabel:微信号"], ("WeChat", "wx_me")),
        (["IMPP;PREF=1:weixin:me"], ("WeChat", "me")),
        (["IMPP:skype:me"], ("Skype", "me")),
        (["IMPP;X-SERVICE-TYPE=GTalk:xmpp:me%40a"], ("Google Talk", "me@a")),
        (["IMPP:xmpp:me@a"], ("Jabber", "me@a")),
        (["IMPP:me"], ("IM", "me")),
        (["X-SOCIALPROFILE;type=sinaweibo;x-user=me:http://weibo.com/n/me"], ("Weibo", "http://weibo.com/n/me")),
        (["X-SOCIALPROFILE;type=twitter;x-user=me:x-apple:me"], ("Twitter", "me")),
    ],
)
def test_messengers_are_fields_by_their_usual_name(lines: list[str], field: tuple[str, str]) -> None:
    assert person(*lines).fields == dict([field])


def test_two_handles_of_one_messenger_share_a_custom_field() -> None:
    assert person("X-QQ:1", "X-QQ:2", "X-QQ:1").fields == {"QQ": "1, 2"}


def test_androids_nickname_and_what_nobody_knows() -> None:
    draft = person(f"{ANDROID}/nickname;小伟;1;;;;;;;;;;;;;", f"{ANDROID}/blood_type;AB;;", "NICKNAME:Wei,小伟")
    assert draft.nickname == "小伟, Wei"
    assert draft.fields == {"blood type": "AB"}


def test_an_unreadable_vendor_name_is_a_field() -> None:
    assert person("X-FCENCODED-ZZ:Li").fields == {"fcencoded zz": "Li"}


def test_a_lunar_birthday_of_android_that_is_none_becomes_a_custom_field() -> None:
    draft = person("X-ANDROID-CUSTOM:vnd.com.miui.cursor.item/lunarBirthday;soon;;")
    assert (draft.occasions, draft.fields) == ([], {"lunar birthday": "soon"})


def test_a_messengers_scheme_is_dropped_before_the_handle() -> None:
    assert person("X-SKYPE:skype:me").fields == {"Skype": "me"}


def test_days_and_people_without_a_value_are_none() -> None:
    draft = person("ANNIVERSARY: ", "X-SPOUSE: ", f"{ANDROID}/nickname;;;", "X-ASSISTANT-TEL: ", "BDAY: ")
    assert (draft.occasions, draft.relations, draft.nickname, draft.phones) == ([], [], "", [])


@pytest.mark.parametrize("label", ["Anniversary", "anniversary", "_$!<Anniversary>!$_"])
def test_an_anniversary_is_one_however_its_label_is_written(label: str) -> None:
    assert person("item1.X-ABDATE:2013-01-01", f"item1.X-ABLabel:{label}").occasions == [
        Occasion("anniversary", 2013, 1, 1)
    ]
