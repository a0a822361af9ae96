"""A tiny row of what each mail program exports, in its languages, and what the columns must become."""

from __future__ import annotations

import pytest
from one_row import emails, one, phones

from followup.core.model.contact import Address


def test_yahoo() -> None:
    draft = one(
        {
            "First": "Ann",
            "Middle": "Q",
            "Last": "Lee",
            "Nickname": "Annie",
            "Email": "ann@example.com",
            "Category": "Friends;Work",
            "Messenger ID": "ann_y",
            "Home": "555-0001",
            "Work": "555-0002",
            "Pager": "555-0003",
            "Fax": "555-0004",
            "Mobile": "555-0005",
            "Other": "555-0006",
            "Alternate Email 1": "lee@example.com",
            "Personal Website": "http://ann.example",
            "Title": "Buyer",
            "Company": "Acme",
            "Work Address": "1 Main St",
            "Work City": "Rome",
            "Work ZIP": "00100",
            "Birthday": "04/15/1980",
            "Anniversary": "05/20/2010",
            "Custom 1": "tea",
            "Comments": "met at the fair",
            "Messenger ID1": "ann_2",
            "Skype ID": "ann.s",
            "QQ ID": "100200",
        }
    )
    assert (draft.name, draft.family, draft.given, draft.additional) == ("Ann Q Lee", "Lee", "Ann", "Q")
    assert (draft.title, draft.organization, draft.prefix, draft.nickname) == ("Buyer", "Acme", "", "Annie")
    assert phones(draft) == {
        "555-0001": "home",
        "555-0002": "work",
        "555-0003": "pager",
        "555-0004": "work fax",
        "555-0005": "mobile",
        "555-0006": "other",
    }
    assert emails(draft) == [("", "ann@example.com"), ("", "lee@example.com")]
    assert draft.groups == ["Friends", "Work"]
    assert draft.addresses == [Address("work", "1 Main St", "Rome", "", "00100", "")]
    assert [(day.kind, day.year, day.month, day.day) for day in draft.occasions] == [
        ("birthday", 1980, 4, 15),
        ("anniversary", 2010, 5, 20),
    ]
    assert draft.notes == ["met at the fair"]
    assert draft.urls == ["http://ann.example"]
    assert draft.fields == {
        "Yahoo": "ann_y",
        "Custom 1": "tea",
        "Messenger ID1": "ann_2",
        "Skype": "ann.s",
        "QQ": "100200",
    }


@pytest.mark.parametrize(
    ("state", "zipcode", "organization"),
    [("Home State", "Home ZipCode", "Organization"), ("Home County", "Home Post Code", "Organisation")],
)
def test_thunderbird_in_both_englishes(state: str, zipcode: str, organization: str) -> None:
    draft = one(
        {
            "First Name": "Ann",
            "Last Name": "Lee",
            "Display Name": "Ann Lee (Acme)",
            "Primary Email": "ann@example.com",
            "Secondary Email": "lee@example.com",
            "Screen Name": "annie",
            "Fax Number": "555-0004",
            "Home Address": "1 Main St",
            "Home Address 2": "Flat 2",
            state: "Lazio",
            zipcode: "00100",
            "Job Title": "Buyer",
            organization: "Acme",
            "Web Page 1": "http://a.example",
            "Web Page 2": "http://b.example",
            "Birth Year": "1980",
            "Birth Month": "4",
            "Birth Day": "15",
            "Custom 4": "tea",
            "Notes": "hello",
        }
    )
    assert (draft.name, draft.given, draft.family) == ("Ann Lee (Acme)", "Ann", "Lee")
    assert draft.addresses == [Address("home", "1 Main St\nFlat 2", "", "Lazio", "00100", "")]
    assert (draft.organization, draft.title, draft.urls) == ("Acme", "Buyer", ["http://a.example", "http://b.example"])
    assert [(day.year, day.month, day.day) for day in draft.occasions] == [(1980, 4, 15)]
    assert draft.fields == {"AIM": "annie", "Custom 4": "tea"}


def test_thunderbird_in_chinese_has_the_same_header_for_home_and_work() -> None:
    draft = one(
        [
            ("名字", "伟"),
            ("姓氏", "张"),
            ("显示名称", ""),
            ("呢称", "小伟"),
            ("主要电子邮件", "zw@example.com"),
            ("显示名", "zwchat"),
            ("移动电话号码", "13800138000"),
            ("家庭地址", "花园路1号"),
            ("家庭地址 2", "3单元"),
            ("城市", "北京"),
            ("邮政编码", "100001"),
            ("国家", "中国"),
            ("工作地址", "建国路88号"),
            ("城市", "上海"),
            ("邮政编码", "200001"),
            ("国家", "中国"),
            ("职务", "总监"),
            ("组织", "云图"),
            ("出生年份", "1985"),
            ("出生月份", "4"),
            ("出生日", "15"),
            ("定制 1", "茶"),
            ("注释", "展会认识"),
        ]
    )
    assert (draft.name, draft.family, draft.given, draft.nickname) == ("张伟", "张", "伟", "小伟")
    assert draft.addresses == [
        Address("home", "花园路1号\n3单元", "北京", "", "100001", "中国"),
        Address("work", "建国路88号", "上海", "", "200001", "中国"),
    ]
    assert [(day.year, day.month, day.day) for day in draft.occasions] == [(1985, 4, 15)]
    assert draft.fields == {"AIM": "zwchat", "定制 1": "茶"}


def test_thunderbird_in_traditional_chinese() -> None:
    draft = one(
        {
            "名": "偉",
            "姓": "張",
            "顯示名稱": "",
            "暱稱": "小偉",
            "主要 Email": "zw@example.com",
            "商務電話": "2555 0001",
            "手機號碼": "9555 0002",
            "商務地址": "中環1號",
            "商務縣市": "香港",
            "職稱": "總監",
            "公司": "雲圖",
            "生日 (年)": "1985",
            "生日 (月)": "4",
            "生日 (日)": "15",
            "註解": "你好",
        }
    )
    assert (draft.name, draft.title, draft.organization) == ("張偉", "總監", "雲圖")
    assert phones(draft) == {"2555 0001": "work", "9555 0002": "mobile"}
    assert draft.addresses == [Address("work", "中環1號", "香港")]
    assert [(day.year, day.month, day.day) for day in draft.occasions] == [(1985, 4, 15)]


@pytest.mark.parametrize("country", ["Business Country", "Business Country/Region"])
def test_outlook_desktop_in_english(country: str) -> None:
    draft = one(
        {
            "Title": "Dr.",
            "First Name": "Ann",
            "Last Name": "Lee",
            "Suffix": "Jr.",
            "Company": "Acme",
            "Department": "Sales",
            "Job Title": "Buyer",
            "Business Street": "1 Main St",
            "Business Street 2": "Floor 2",
            "Business City": "Rome",
            country: "Italy",
            "Assistant's Phone": "555-0001",
            "Business Phone 2": "555-0002",
            "Company Main Phone": "555-0003",
            "TTY/TDD Phone": "555-0004",
            "Home Address PO Box": "PO 12",
            "Anniversary": "0/0/00",
            "Assistant's Name": "Bob",
            "Birthday": "4/15/1980",
            "Categories": "Key Customer;Rome",
            "Children": "Tim; Tom",
            "E-mail Address": "ann@example.com",
            "E-mail Type": "SMTP",
            "E-mail 2 Address": "lee@example.com",
            "E-mail 2 Type": "SMTP",
            "E-mail Display Name": "Ann Lee (ann@example.com)",
            "Gender": "Unspecified",
            "Initials": "A.L.",
            "Manager's Name": "Eve",
            "Priority": "Normal",
            "Private": "False",
            "Referred By": "Joe",
            "Sensitivity": "Private",
            "Spouse": "Max",
            "User 1": "tea",
            "Office Location": "B12",
            "Web Page": "http://acme.example",
        }
    )
    assert (draft.name, draft.prefix, draft.suffix, draft.title) == ("Ann Lee", "Dr.", "Jr.", "Buyer")
    assert draft.addresses == [
        Address("work", "1 Main St\nFloor 2", "Rome", country="Italy"),
        Address("home", "PO 12"),
    ]
    assert phones(draft) == {"555-0001": "assistant", "555-0002": "work", "555-0003": "main", "555-0004": "tty"}
    assert emails(draft) == [("", "ann@example.com"), ("", "lee@example.com")]
    assert draft.groups == ["Key Customer", "Rome"]
    assert [(relation.kind, relation.name) for relation in draft.relations] == [
        ("assistant", "Bob"),
        ("child", "Tim"),
        ("child", "Tom"),
        ("boss", "Eve"),
        ("referred", "Joe"),
        ("spouse", "Max"),
    ]
    assert [(day.kind, day.month, day.day) for day in draft.occasions] == [("birthday", 4, 15)]
    assert draft.fields == {"Sensitivity": "Private", "User 1": "tea", "Office Location": "B12"}
    assert draft.doubts == []


def test_outlook_without_spaces_in_its_headers() -> None:
    draft = one(
        {
            "Title": "Dr.",
            "FirstName": "Ann",
            "LastName": "Lee",
            "JobTitle": "Buyer",
            "BusinessStreet": "1 Main St",
            "BusinessStreet2": "Floor 2",
            "HomePhone2": "555-0001",
            "TTYTDDPhone": "555-0002",
            "EmailAddress": "ann@example.com",
            "Email2Address": "lee@example.com",
            "EmailDisplayName": "Ann",
            "AssistantsName": "Bob",
        }
    )
    assert (draft.name, draft.prefix, draft.title) == ("Ann Lee", "Dr.", "Buyer")
    assert draft.addresses == [Address("work", "1 Main St\nFloor 2")]
    assert phones(draft) == {"555-0001": "home", "555-0002": "tty"}
    assert emails(draft) == [("", "ann@example.com"), ("", "lee@example.com")]


@pytest.mark.parametrize("country", ["Home Country", "Home Country/Region"])
def test_windows_live_mail_in_english(country: str) -> None:
    draft = one(
        {
            "First Name": "Ann",
            "Last Name": "Lee",
            "Name": "Ann M. Lee",
            "E-mail Address": "ann@example.com",
            country: "Italy",
            "Business Web Page": "http://acme.example",
            "Business Phone": "555-0001",
            "Office Location": "B12",
        }
    )
    assert (draft.name, draft.family) == ("Ann M. Lee", "Lee")
    assert draft.addresses == [Address("home", country="Italy")]
    assert draft.fields == {"Office Location": "B12"}


def test_windows_live_mail_in_chinese_with_a_full_name_column() -> None:
    draft = one(
        {
            "名": "伟",
            "姓": "张",
            "中间名": "",
            "名字": "张伟",
            "昵称": "小伟",
            "电子邮件地址": "zw@example.com",
            "住宅所在街道": "花园路1号",
            "住宅所在市/县": "北京",
            "移动电话": "13800138000",
            "工作所在地街道": "建国路88号",
            "公司所在省/市/自治区": "北京",
            "商务传真": "010-55550124",
            "公司": "云图",
            "职务": "总监",
            "办公地址": "B12",
            "注释": "好",
        }
    )
    assert (draft.name, draft.family, draft.given) == ("张伟", "张", "伟")
    assert draft.addresses == [Address("home", "花园路1号", "北京"), Address("work", "建国路88号", "", "北京")]
    assert phones(draft) == {"13800138000": "mobile", "010-55550124": "work fax"}
    assert draft.fields == {"办公地址": "B12"}


def test_windows_live_mail_in_traditional_chinese() -> None:
    draft = one(
        {
            "名字": "偉",
            "姓氏": "張",
            "名稱": "張偉先生",
            "別名": "小偉",
            "電子郵件地址": "zw@example.com",
            "住家所在市 / 鎮": "香港",
            "行動電話": "9555 0002",
            "公司電話": "2555 0001",
            "備註": "好",
        }
    )
    assert (draft.name, draft.family, draft.given, draft.nickname) == ("張偉先生", "張", "偉", "小偉")
    assert phones(draft) == {"9555 0002": "mobile", "2555 0001": "work"}
    assert draft.addresses == [Address("home", city="香港")]
    assert draft.notes == ["好"]


def test_outlook_desktop_in_chinese_with_po_boxes() -> None:
    draft = one(
        {
            "英文称谓": "Mr.",
            "名": "伟",
            "姓": "张",
            "中文称谓": "先生",
            "单位": "云图",
            "部门": "销售部",
            "职务": "总监",
            "商务地址 街道": "建国路88号",
            "商务地址 街道 2": "B座",
            "商务地址 市/县": "北京",
            "商务地址 邮政编码": "100022",
            "住宅电话 2": "010-55550123",
            "移动电话": "13800138000",
            "电子邮件地址": "zw@example.com",
            "电子邮件类型": "SMTP",
            "电子邮件 2 地址": "wei@example.com",
            "电子邮件 2 类型": "SMTP",
            "电子邮件 2 显示名": "张伟",
            "附注": "好",
            "类别": "客户；朋友",
            "纪念日": "0-0-0",
            "其他地址 - 邮箱": "信箱 5",
            "商务地址 - 邮箱": "信箱 12",
            "生日": "1985-4-15",
            "优先级": "普通",
            "身份证编号": "110",
            "配偶": "李娜",
            "子女": "张一、张二",
        }
    )
    assert (draft.name, draft.prefix, draft.suffix, draft.organization) == ("张伟", "Mr.", "先生", "云图")
    assert draft.addresses == [
        Address("work", "建国路88号\nB座\n信箱 12", "北京", "", "100022"),
        Address("other", "信箱 5"),
    ]
    assert emails(draft) == [("", "zw@example.com"), ("", "wei@example.com")]
    assert draft.groups == ["客户", "朋友"]
    assert [(relation.kind, relation.name) for relation in draft.relations] == [
        ("spouse", "李娜"),
        ("child", "张一"),
        ("child", "张二"),
    ]
    assert draft.fields == {"身份证编号": "110"}
    assert [(day.kind, day.year) for day in draft.occasions] == [("birthday", 1985)]
