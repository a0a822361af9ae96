"""How Chinese names are typed on a Latin keyboard: 张三 is zhangsan, and zs."""

from __future__ import annotations

import importlib.util

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.text.pinyin import _table, pinyin_of


@pytest.mark.parametrize(
    ("name", "whole", "initials"),
    [
        ("张三", "zhangsan", "zs"), ("张伟", "zhangwei", "zw"), ("曾志伟", "zengzhiwei", "zzw"),
        ("单田芳", "shantianfang", "stf"),
        ("解晓东", "xiexiaodong", "xxd"), ("仇英", "qiuying", "qy"), ("查理", "zhali", "zl"),
        ("任正非", "renzhengfei", "rzf"),
        ("盖叫天", "gejiaotian", "gjt"), ("区小明", "ouxiaoming", "oxm"), ("尉迟恭", "yuchigong", "ycg"),
        ("长孙无忌", "zhangsunwuji", "zswj"), ("吕布", "lvbu", "lb"), ("吕布", "lubu", "lb"), ("李乐", "lile", "ll"),
        ("李乐", "liyue", "ly"), ("老曾", "laozeng", "lz"), ("张总（华为）", "zhangzong", "zz"),
        ("Li Lei 李雷", "lilei", "ll"),
        ("中国石油天然气", "zhongguoshiyoutianranqi", "zgsytrq"),
    ],
)  # fmt: skip
def test_every_chinese_name_is_also_found_by_pinyin_whole_or_initials(name: str, whole: str, initials: str) -> None:
    assert {whole, initials} <= set(pinyin_of(name))


def test_a_surname_is_read_as_a_surname_only() -> None:
    assert pinyin_of("曾志伟") == ("zengzhiwei", "zzw")


def test_a_surname_s_character_elsewhere_is_read_as_usual() -> None:
    assert "zhongguochaxun" in pinyin_of("中国查询服务")[0]


@pytest.mark.parametrize("name", ["John Smith", "Müller", "김민수", "さくら", ""])
def test_other_scripts_have_no_pinyin(name: str) -> None:
    assert pinyin_of(name) == ()


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=12))
def test_readings_are_few_and_typed_on_a_latin_keyboard(name: str) -> None:
    readings = pinyin_of(name)
    assert len(readings) <= 8
    assert all(reading.isascii() and reading.islower() for reading in readings)


def test_a_pypinyin_that_keeps_its_table_elsewhere_is_asked_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = _table()["24352"]
    _table.cache_clear()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert _table()["24352"] == usual
    _table.cache_clear()
