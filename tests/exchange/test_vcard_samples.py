"""Whole files: our own ones by hand, everybody else's without an exception, and damaged ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup.core.contact import Address, Email, Occasion, Phone, Relation
from followup.core.draft import Draft, Refusal
from followup.exchange.encoding import decode_file
from followup.exchange.vcard import read

HERE = Path(__file__).parent / "samples"
OTHERS = Path(__file__).parents[3] / "shared" / "formats" / "samples"
OWN = sorted(path.name for path in HERE.glob("*.vcf"))
BEGIN = re.compile(r"^\s*(?:AGENT:|GROUP\.)?BEGIN\s*:\s*VCARD", re.IGNORECASE | re.MULTILINE)


def items(name: str) -> list[Draft | Refusal]:
    return list(read((HERE / name).read_bytes()).drafts)


def drafts(name: str) -> list[Draft]:
    return [item for item in items(name) if isinstance(item, Draft)]


def test_an_android_export_in_chinese() -> None:
    wei, na, ming, number_only = drafts("android_aosp_zh.vcf")
    assert (wei.name, wei.family, wei.given, wei.nickname) == ("张伟", "张", "伟", "小伟")
    assert wei.phones == [Phone("mobile", "138 0013 8000"), Phone("work", "010-5555 0123")]
    assert wei.emails == [Email("work", "zhang.wei@example.com")]
    assert wei.addresses == [Address("work", "朝阳区建国路88号SOHO现代城A座1203")]
    assert (wei.organization, wei.department) == ("北京云图智联科技有限公司(BJ, Ltd.)", "华北销售部")
    assert wei.title == "区域销售总监"
    assert wei.notes == ["展会认识；喜欢茶。\n下次带样品"]
    assert wei.occasions == [
        Occasion("birthday", None, 4, 15), Occasion("首次签约", 2019, 9, 10), Occasion("anniversary", 2012, 5, 20),
    ]  # fmt: skip
    assert wei.relations == [Relation("spouse", "李娜")]
    assert wei.photo is not None
    assert (wei.photo.mime, len(wei.photo.data)) == ("image/jpeg", 525)
    assert b"PHOTO" not in wei.original
    assert (na.name, na.family, na.given, na.line) == ("欧阳娜", "欧阳", "娜", 34)
    assert na.phones == [Phone("mobile", "+8613800138001"), Phone("", "13800138002"), Phone("VIP", "4008005555")]
    assert (na.organization, na.fields) == ("北京云图智联科技有限公司(BJ, Ltd.)", {"QQ": "100200300"})
    assert (ming.name, ming.given, ming.notes) == ("李; 明（大客户）", "李; 明（大客户）", ["微信同号=13800138003"])
    assert (number_only.name, number_only.card, number_only.line) == ("13800138004", 4, 56)
    assert len(number_only.doubts) == 1
    assert not wei.doubts + na.doubts + ming.doubts


def test_an_icloud_export_in_chinese() -> None:
    (jing,) = drafts("icloud_zh.vcf")
    assert (jing.name, jing.nickname, jing.phonetic) == ("陈静", "静静", "Chen Jing")
    assert (jing.organization, jing.department, jing.title) == ("上海远望贸易有限公司", "采购部", "采购经理")
    assert jing.phones == [
        Phone("mobile", "+86 138 0013 8007"), Phone("main", "021-5555-0200,8012"), Phone("work fax", "021 5555 0201"),
    ]  # fmt: skip
    assert jing.emails == [Email("工作", "chen.jing@example.cn")]
    assert jing.addresses == [Address("work", "世纪大道100号\n3楼", "浦东新区", "上海市", "200120", "中国")]
    assert jing.occasions == [
        Occasion("birthday", None, 4, 15), Occasion("birthday", 1984, 3, 3, "lunar"),
        Occasion("anniversary", 2016, 10, 1), Occasion("首次拜访", None, 12, 25),
    ]  # fmt: skip
    assert jing.relations == [Relation("spouse", "赵磊")]
    assert jing.fields == {
        "sublocality": "陆家嘴", "QQ": "100200301", "WeChat": "chenjing_wx", "Weibo": "http://weibo.com/n/chenjing",
    }  # fmt: skip
    assert (jing.urls, jing.groups) == (["http://www.example.cn"], ["客户", "上海"])
    assert jing.notes == ["老客户, 账期30天\n联系时间：下午"]
    assert jing.uid == "0B1C2D3E-0000-4000-8000-000000000001"
    assert jing.photo is not None
    assert jing.doubts == []


def test_a_4_0_export_with_two_languages_and_a_group() -> None:
    kai, group = items("v4_zh.vcf")
    assert isinstance(kai, Draft)
    assert (kai.name, kai.family, kai.given, kai.nickname) == ("郑凯", "郑", "凯", "凯子, KZ")
    assert (kai.phonetic, kai.gender, kai.title) == ("Zheng Kai", "male", "VP, Sales")
    assert kai.phones == [Phone("mobile", "+86-138-0013-8012;ext=801"), Phone("work", "010 5555 0300")]
    assert kai.occasions == [Occasion("birthday", None, 4, 15), Occasion("anniversary", 2010, 10, 10)]
    assert kai.addresses[0].street.startswith("中关村大街")
    assert kai.relations == [
        Relation("spouse", "林小雨"), Relation("colleague", "urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b2"),
    ]  # fmt: skip
    assert (kai.groups, kai.notes) == (["VIP", "华东"], ["第一行\n第二行"])
    assert kai.fields["other name"] == "Mr. Kai Zheng MBA,PhD"
    assert (kai.fields["WeChat"], kai.fields["language"]) == ("kaizheng", "zh")
    assert kai.photo is not None
    whole = (HERE / "v4_zh.vcf").read_bytes()
    second = whole[whole.rindex(b"BEGIN:VCARD") :]
    assert group == Refusal(group.line, 2, '"VIP 客户组" is a group, not a person', second)


def test_cards_without_end() -> None:
    ann, bob, gil = drafts("missing_end_middle.vcf")
    assert [(held.name, held.line, len(held.doubts)) for held in (ann, bob, gil)] == [
        ("Ann Alpha", 1, 1), ("Bob Beta", 6, 0), ("Gil Gamma", 12, 1),
    ]  # fmt: skip
    assert gil.phones == [Phone("", "+1 555 010 0203")]


def test_broken_quoted_printable() -> None:
    (min_,) = drafts("qp_broken_without_equals_zh.vcf")
    assert (min_.name, min_.notes, min_.phones) == ("吴敏", ["备注第二"], [Phone("mobile", "13800138011")])
    assert min_.addresses == [Address("work", "深圳市南山区科技园南区")]


def test_raw_gbk() -> None:
    (yang,) = drafts("gbk_raw_charset.vcf")
    assert (yang.name, yang.family, yang.given) == ("刘洋", "刘", "洋")
    assert yang.organization == "广州市诚达机电設備有限公司"


def test_utf_16() -> None:
    reading = read((HERE / "utf16le_bom.vcf").read_bytes())
    (hao,) = reading.drafts
    assert isinstance(hao, Draft)
    assert (reading.encoding, hao.name, hao.phones) == ("utf-16-le", "孙浩", [Phone("mobile", "13800138009")])


def test_the_same_person_five_times_is_five_drafts() -> None:
    found = drafts("duplicates_phone_formats.vcf")
    assert [held.name for held in found] == ["马超", "马超", "Chao Ma", "马超（新）", "Charles Ma"]
    assert [held.phones[0].value for held in found] == [
        "+86 138-0013-8013", "13800138013", "0086 138 0013 8013", "１３８００１３８０１３", "+1 (555) 010-8013 ext. 22",
    ]  # fmt: skip
    assert len({held.content for held in found}) == 5


@pytest.mark.skipif(not OTHERS.is_dir(), reason="clone the samples beside the project to read everybody's exports")
def test_every_card_of_every_sample_is_a_draft_or_refused_with_a_reason() -> None:
    for path in sorted([*OTHERS.rglob("*.vcf"), *OTHERS.rglob("*.vcs")]):
        data = path.read_bytes()
        found = list(read(data).drafts)
        for item in found:
            assert item.reason if isinstance(item, Refusal) else item.name, path
        agents = sum(
            "kept as a relation" in doubt.reason for held in found if isinstance(held, Draft) for doubt in held.doubts
        )
        assert len(found) + agents >= len(BEGIN.findall(decode_file(data)[0].replace("\r", "\n"))), path


@pytest.mark.parametrize("name", OWN)
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_file_never_raises(name: str, data: st.DataObject) -> None:
    content = bytearray((HERE / name).read_bytes())
    pieces = st.sampled_from(
        [b"", b"\r", b"\n ", b"=", b"=\r\n", b";", b":", b"\\", b'"', b"\0", b"BEGIN:VCARD\n", b"END:VCARD\n"]
    )
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 12))
        content[start : start + length] = data.draw(st.one_of(pieces, st.binary(max_size=4)))
    encoding = data.draw(st.sampled_from([None, None, "gbk", "cp1252", "utf-16", "utf-8"]))
    reading = read(bytes(content), encoding)
    for item in reading.drafts:
        if isinstance(item, Draft):
            assert item.name
            assert item.name.isprintable() or "\u3000" in item.name or not item.name.isascii()
            assert all(doubt.reason.isprintable() or not doubt.reason.isascii() for doubt in item.doubts)


@given(st.binary(max_size=200))
def test_any_bytes_in_a_card_never_raise(middle: bytes) -> None:
    found = list(read(b"BEGIN:VCARD\nFN:Ann\n" + middle + b"\nEND:VCARD\n").drafts)
    assert found
