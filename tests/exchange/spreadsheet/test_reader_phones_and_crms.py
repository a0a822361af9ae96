"""A tiny row of what web address books, phones, chat programs and CRMs export, and what the columns must become."""

from __future__ import annotations

from datetime import date

from one_row import as_csv, emails, one, phones

from followup.core.importing.draft import Draft, Refusal
from followup.core.model.contact import Address, Interaction, Sale
from followup.exchange.spreadsheet.reader import read


def test_qq_sync_assistant() -> None:
    draft = one(
        {
            "姓": "欧阳",
            "名": "娜",
            "QQ": "100200300",
            "单位": "云图",
            "商务地址 街道": "建国路88号",
            "工作电话 2": "010-55550123",
            "备注": "好",
            "电子邮件": "on@example.com",
            "家庭邮箱": "home@example.com",
            "其他手机": "13800138000",
            "其他手机 3": "13800138002",
            "公司/部门": "销售部",
            "生日": "1985-4-15",
            "qq同步助手 分组": "客户",
            "": "",
        }
    )
    assert (draft.name, draft.organization, draft.department) == ("欧阳娜", "云图", "销售部")
    assert phones(draft) == {"010-55550123": "work", "13800138000": "mobile", "13800138002": "mobile"}
    assert emails(draft) == [("", "on@example.com"), ("home", "home@example.com")]
    assert (draft.groups, draft.fields) == (["客户"], {"QQ": "100200300"})


def test_outlook_com() -> None:
    draft = one(
        {
            "First Name": "太郎",
            "Last Name": "山本",
            "Title": "Dr.",
            "Given Yomi": "たろう",
            "Surname Yomi": "やまもと",
            "E-mail Address": "t@example.com",
            "Primary Phone": "090-0000-1111",
            "IMAddress": "taro",
            "Job Title": "代表",
            "Company Yomi": "やまもと",
            "Personal Web Page": "http://t.example",
            "Schools": "Kyoto",
            "Birthday": "1960-04-01",
        }
    )
    assert (draft.name, draft.phonetic, draft.prefix, draft.title) == ("山本太郎", "やまもとたろう", "Dr.", "代表")
    assert phones(draft) == {"090-0000-1111": "main"}
    assert draft.fields == {"IM": "taro", "Company Yomi": "やまもと", "Schools": "Kyoto"}


def test_google_since_2024_with_any_number_of_columns() -> None:
    draft = one(
        {
            "First Name": "Grace",
            "Middle Name": "B.",
            "Last Name": "Hopper",
            "Phonetic First Name": "Greis",
            "File As": "Hopper, Grace",
            "Organization Name": "US Navy",
            "Organization Title": "Rear Admiral",
            "Organization Department": "Computing",
            "Birthday": "--12-09",
            "Photo": "https://photo.example/1",
            "Labels": "* myContacts ::: Navy ::: * starred",
            "E-mail 1 - Label": "* Work",
            "E-mail 1 - Value": "grace@navy.example ::: g@navy.example",
            "Phone 12 - Label": "Work Fax",
            "Phone 12 - Value": "+1 555 0199",
            "Phone 13 - Label": "boat",
            "Phone 13 - Value": "+1 555 0200",
            "Address 1 - Label": "Home",
            "Address 1 - Formatted": "1 Main St\nArlington",
            "Address 2 - Label": "Work",
            "Address 2 - Formatted": "ignored, for there are parts",
            "Address 2 - Street": "2 High St",
            "Address 2 - City": "Boston",
            "Address 2 - PO Box": "PO 7",
            "Address 2 - Extended Address": "Suite 4",
            "Relation 1 - Label": "Manager",
            "Relation 1 - Value": "Howard",
            "Website 1 - Label": "Blog",
            "Website 1 - Value": "https://a.example ::: https://b.example",
            "Event 1 - Label": "Anniversary",
            "Event 1 - Value": "1930-06-15",
            "Event 2 - Label": "First day",
            "Event 2 - Value": "--07-02",
            "Custom Field 1 - Label": "Tea",
            "Custom Field 1 - Value": "green",
        }
    )
    assert (draft.name, draft.family, draft.phonetic) == ("Grace B. Hopper", "Hopper", "Greis")
    assert (draft.groups, draft.important) == (["Navy"], True)
    assert emails(draft) == [("work", "grace@navy.example"), ("work", "g@navy.example")]
    assert phones(draft) == {"+1 555 0199": "work fax", "+1 555 0200": "boat"}
    assert draft.addresses == [
        Address("home", "1 Main St\nArlington"),
        Address("work", "2 High St\nSuite 4\nPO 7", "Boston"),
    ]
    assert [(day.kind, day.year, day.month, day.day) for day in draft.occasions] == [
        ("birthday", None, 12, 9),
        ("anniversary", 1930, 6, 15),
        ("First day", None, 7, 2),
    ]
    assert [(relation.kind, relation.name) for relation in draft.relations] == [("boss", "Howard")]
    assert draft.urls == ["https://a.example", "https://b.example"]
    assert draft.fields == {"File As": "Hopper, Grace", "Photo": "https://photo.example/1", "Tea": "green"}


def test_google_before_2024() -> None:
    draft = one(
        {
            "Name": "Dr. Ann Lee",
            "Given Name": "Ann",
            "Family Name": "Lee",
            "Name Prefix": "Dr.",
            "Yomi Name": "an ri",
            "Initials": "A.L.",
            "Short Name": "Annie",
            "Maiden Name": "Roe",
            "Birthday": "1980-04-15",
            "Sensitivity": "",
            "Group Membership": "* My Contacts ::: Friends",
            "E-mail 1 - Type": "* ",
            "E-mail 1 - Value": "ann@example.com",
            "IM 1 - Type": "Other",
            "IM 1 - Service": "Skype",
            "IM 1 - Value": "ann.s",
            "Phone 1 - Type": "Home Fax",
            "Phone 1 - Value": "555-0001",
            "Address 1 - Type": "Work",
            "Address 1 - Street": "1 Main St ::: 2 High St",
            "Address 1 - City": "Rome ::: Milan",
            "Organization 1 - Type": "",
            "Organization 1 - Name": "Acme",
            "Organization 1 - Title": "Buyer",
            "Organization 2 - Name": "Bolt",
            "Jot 1 - Type": "Tea",
            "Jot 1 - Value": "green",
        }
    )
    assert (draft.name, draft.prefix, draft.nickname, draft.phonetic) == ("Dr. Ann Lee", "Dr.", "Annie", "an ri")
    assert (draft.organization, draft.title, draft.groups) == ("Acme", "Buyer", ["Friends"])
    assert (emails(draft), phones(draft)) == ([("", "ann@example.com")], {"555-0001": "home fax"})
    assert draft.addresses == [Address("work", "1 Main St", "Rome"), Address("work", "2 High St", "Milan")]
    assert draft.fields == {"Maiden Name": "Roe", "Skype": "ann.s", "Organization 2 - Name": "Bolt", "Tea": "green"}


def test_a_chinese_table_made_by_hand() -> None:
    draft = one(
        {
            "姓名": "张伟",
            "手机号": "13800138000",
            "座机": "010-55550123",
            "公司传真": "010-55550124",
            "邮箱": "zw@example.com",
            "公司名称": "云图",
            "所在部门": "销售部",
            "职位": "总监",
            "公司地址": "建国路88号",
            "单位邮编": "100022",
            "城市": "北京",
            "家庭住址": "花园路1号",
            "出生日期": "1985年4月15日",
            "农历生日": "三月初三",
            "标签": "客户、朋友",
            "性别": "男",
            "微信号": "zw88",
            "QQ号": "100200",
            "网址": "http://zw.example",
            "等级": "A",
            "年销售额": "120000",
            "上次联系": "2026-05-01",
            "备注": "好",
        }
    )
    assert (draft.name, draft.organization, draft.department, draft.title) == ("张伟", "云图", "销售部", "总监")
    assert draft.gender == "male"
    assert phones(draft) == {"13800138000": "mobile", "010-55550123": "work", "010-55550124": "work fax"}
    assert draft.addresses == [Address("work", "建国路88号", "北京", "", "100022"), Address("home", "花园路1号")]
    assert [(day.calendar, day.year, day.month, day.day) for day in draft.occasions] == [
        ("solar", 1985, 4, 15),
        ("lunar", None, 3, 3),
    ]
    assert draft.groups == ["客户", "朋友"]
    assert draft.fields == {"WeChat": "zw88", "QQ": "100200", "annual revenue": "120000.00"}
    assert draft.grade == "A"
    assert draft.interactions == [Interaction(0, 0, date(2026, 5, 1), "message")]
    assert draft.total == Sale(0, 0, date(2026, 5, 1), 12000000, note="年销售额")


def wechat(**cells: str) -> Draft | Refusal:
    headers = ["用户名", "显示名称", "备注", "昵称", "微信号", "标签", "描述", "个性签名", "地区", "类型"]
    (draft,) = read(as_csv({header: cells.get(header, "") for header in headers})).drafts
    return draft


def test_wechat_prefers_the_remark_the_person_typed() -> None:
    draft = wechat(
        用户名="wxid_1", 显示名称="张总", 备注="张伟", 昵称="小伟", 标签="客户 | 朋友", 描述="好", 类型="好友"
    )
    assert isinstance(draft, Draft)
    assert (draft.name, draft.nickname, draft.groups, draft.notes) == ("张伟", "小伟", ["客户", "朋友"], ["好"])
    assert draft.fields == {"WeChat account": "wxid_1", "显示名称": "张总"}


def test_wechat_without_a_remark_shows_what_it_displays() -> None:
    draft = wechat(用户名="wxid_1", 显示名称="李", 昵称="小李", 类型="好友")
    assert isinstance(draft, Draft)
    assert draft.name == "李"


def test_a_wechat_group_is_no_person() -> None:
    refusal = wechat(用户名="1@chatroom", 显示名称="同学群", 类型="群聊")
    row = "1@chatroom,同学群,,,,,,,,群聊\r\n"
    assert refusal == Refusal(2, 1, '类型 is "群聊": no person', row.encode())


def test_foxmail() -> None:
    draft = one(
        {
            "姓名": "张伟",
            "电子邮件地址": "zw@example.com",
            "手机": "13800138000",
            "办公电话1": "010-55550123",
            "职位": "总监",
            "foxaddrID": "17",
            "foxaddrListMembers": "",
            "foxaddrFolderName": "同事",
        }
    )
    assert (draft.name, draft.groups, draft.fields) == ("张伟", ["同事"], {})
    assert phones(draft) == {"13800138000": "mobile", "010-55550123": "work"}


def test_a_foxmail_group_is_no_person() -> None:
    (refusal,) = read(as_csv({"姓名": "组", "电子邮件地址": "", "foxaddrListMembers": "1;2"})).drafts
    assert refusal == Refusal(2, 1, "the row is a distribution list and no person", "组,,1;2\r\n".encode())


def test_wecom() -> None:
    draft = one(
        {"姓名": "张三", "帐号": "zhangsan", "微信号": "zs", "手机号": "13800138000", "所在部门": "1;2", "职位": "经理"}
    )
    assert (draft.name, draft.department, draft.title) == ("张三", "1;2", "经理")
    assert draft.fields == {"WeCom": "zhangsan", "WeChat": "zs"}


def test_linkedin_begins_with_a_preamble() -> None:
    text = (
        "Notes:\r\n"
        '"When exporting, some addresses are missing, see https://l.example/a, or https://l.example/b"\r\n'
        "\r\n"
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
        'Priya,Sharma,https://l.example/p,,"Stripe, Inc.",Recruiter,12 Mar 2024\r\n'
    )
    (draft,) = read(text.encode("utf-8-sig")).drafts
    assert isinstance(draft, Draft)
    assert (draft.line, draft.name, draft.organization, draft.title) == (5, "Priya Sharma", "Stripe, Inc.", "Recruiter")
    assert (draft.urls, draft.fields) == (["https://l.example/p"], {"Connected On": "12 Mar 2024"})


def test_hubspot() -> None:
    draft = one(
        {
            "Record ID": "101",
            "First Name": "Camille",
            "Last Name": "Durand",
            "Email": "c@example.com",
            "Phone Number": "+33 6 00 00 00 00",
            "Mobile Phone Number": "+33 6 00 00 00 01",
            "Associated Company": "Villa",
            "Country/Region": "France",
            "Lead Status": "NEW",
        }
    )
    assert (draft.name, draft.organization) == ("Camille Durand", "Villa")
    assert phones(draft) == {"+33 6 00 00 00 00": "", "+33 6 00 00 00 01": "mobile"}
    assert draft.addresses == [Address("work", country="France")]
    assert draft.fields == {"Record ID": "101", "Lead Status": "NEW"}


def test_salesforce() -> None:
    draft = one(
        {
            "Salutation": "Ms.",
            "First Name": "Ann",
            "Last Name": "Lee",
            "Title": "Buyer",
            "Account Name": "Acme",
            "Mailing Street": "1 Main St",
            "Mailing State/Province": "Lazio",
            "Mailing Zip/Postal Code": "00100",
            "Phone": "555-0001",
            "Mobile": "555-0002",
            "Account Owner": "Joe",
        }
    )
    assert (draft.prefix, draft.title, draft.organization) == ("Ms.", "Buyer", "Acme")
    assert phones(draft) == {"555-0001": "work", "555-0002": "mobile"}
    assert draft.addresses == [Address("work", "1 Main St", "", "Lazio", "00100")]
    assert draft.fields == {"Account Owner": "Joe"}


def test_nokia() -> None:
    draft = one(
        {
            "Title": "Dr.",
            "First name": "Ann",
            "Last name": "Lee",
            "Job title": "Buyer",
            "General mobile": "555-0001",
            "Business mobile": "555-0002",
            "General e-mail": "ann@example.com",
            "Business postal/ZIP code": "00100",
            "Business country/region": "Italy",
            "": "",
        }
    )
    assert (draft.name, draft.prefix, draft.title) == ("Ann Lee", "Dr.", "Buyer")
    assert phones(draft) == {"555-0001": "mobile", "555-0002": "mobile"}
    assert draft.addresses == [Address("work", postcode="00100", country="Italy")]
